import * as core from '@actions/core';
import { toSafeText } from '../text/visible.ts';

/**
 * The only way in which a sentence of ours reaches the runner, which obeys commands in what it is told: registries, frontends and
 * other programs have a say in many of them, and nothing that they say may be a command.
 */
export function info(text: string): void {
  core.info(toSafeText(text));
}

/** Prints what is shown only where somebody looks for the cause of something. */
export function debug(text: string): void {
  core.debug(toSafeText(text));
}

/** Puts a sentence on the run's page. */
export function notice(text: string): void {
  core.notice(toSafeText(text));
}

/** Puts a warning on the run's page; where `properties` say so, at a line of a file. */
export function warning(text: string, properties?: core.AnnotationProperties): void {
  core.warning(toSafeText(text), properties);
}

/** Puts an error on the run's page; where `properties` say so, at a line of a file. */
export function error(text: string, properties?: core.AnnotationProperties): void {
  core.error(toSafeText(text), properties);
}
