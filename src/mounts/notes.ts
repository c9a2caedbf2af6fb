import { formatScope } from '../cache/scope.ts';
import type { Note } from '../request/build-request.ts';
import { formatBytes, formatDuration } from '../text/units.ts';
import { shorten, toPlainText } from '../text/visible.ts';
import type { CacheMount } from './cache-mount.ts';
import { entryPrefix, mountIdentity } from './keys.ts';
import type { KeptMounts, MountEnd, MountUse } from './mount-use.ts';
import type { MountsPlan } from './plan.ts';

/** Returns a message for each mount about its content at the start. A failure that several mounts had is one warning. */
export function startNotes({ plan, uses, unknown }: KeptMounts): Note[] {
  const reasons = new Map<string, string[]>();
  for (const { id, start } of uses) {
    if ('reason' in start) reasons.set(start.reason, [...(reasons.get(start.reason) ?? []), nameOf(id)]);
  }
  const well = uses.filter(({ start }) => !('reason' in start));
  return [
    ...well.map((use) => info(`Cache mount ${nameOf(use.id)}: ${startOf(use, plan)}.`)),
    ...[...reasons].map(([reason, names]) =>
      warning(`Cache mount ${names.join(', ')} began empty: ${toPlainText(reason)}.`),
    ),
    ...(unknown.length === 0
      ? []
      : [
          warning(
            `Mounts were not kept, since it is not certain which steps have them: ${unknown.map(nameOf).join('; ')}.`,
          ),
        ]),
    ...(plan.saveTo === undefined && uses.length > 0 ? [info(`No cache mount is saved: ${plan.saveReason}.`)] : []),
  ];
}

/** Returns a message for each mount that says whether it was saved. */
export function endNotes(ends: readonly MountEnd[], plan: MountsPlan): Note[] {
  return ends.map((end) => {
    const text = `Cache mount ${nameOf(end.id)}: ${endOf(end, plan)}.`;
    return end.kind === 'failed' || end.kind === 'large' ? warning(text) : info(text);
  });
}

/** Returns a row of the job's summary for each mount: its content at the start and whether it was saved. */
export function mountRows({ plan, uses }: KeptMounts, ends: readonly MountEnd[]): [label: string, text: string][] {
  const identify = (mount: CacheMount) => mountIdentity(mount, plan.subject);
  return uses.map((use) => {
    const end = ends.find((each) => identify(each) === identify(use));
    const parts = [startOf(use, plan), ...(end === undefined ? [] : [endOf(end, plan)])];
    return [`Cache mount ${nameOf(use.id)}`, parts.join(', ')];
  });
}

function startOf({ start, id, owner }: MountUse, plan: MountsPlan): string {
  switch (start.kind) {
    case 'restored': {
      const identity = mountIdentity({ id, owner }, plan.subject);
      const scope = plan.restoreFrom.find((each) => start.key.startsWith(entryPrefix(each, identity)));
      const place = scope === undefined ? '' : ` of ${formatScope(scope)}`;
      return `${formatBytes(start.bytes)}${place} restored in ${formatDuration(start.milliseconds)}`;
    }
    case 'missing':
      return plan.restoreFrom.length === 0
        ? 'began empty (this run reads none)'
        : `began empty (there is none yet of ${plan.restoreFrom.map(formatScope).join(', ')})`;
    case 'emptied':
      return 'began empty (its step is built without cache)';
    case 'unused':
      return 'not needed any more, since the build ended';
    case 'stage':
      return 'not kept (it begins with the files of a stage or an image, or is a part of another mount)';
    case 'taken':
      return 'not restored (an earlier step had it, and it is not certain which)';
    case 'failed':
    case 'silent':
    case 'partial':
      return `began empty (${start.reason})`;
  }
}

function endOf(end: MountEnd, { saveTo, maxSize }: MountsPlan): string {
  switch (end.kind) {
    case 'saved': {
      const place = saveTo === undefined ? '' : ` for ${formatScope(saveTo)}`;
      return `${formatBytes(end.bytes)} saved${place} in ${formatDuration(end.milliseconds)}`;
    }
    case 'unchanged':
      return 'not saved, since nothing in it changed';
    case 'empty':
      return 'not saved, since it is empty';
    case 'large':
      return `not saved, since it has ${formatBytes(end.bytes)} and "cache-mounts-max-size" allows ${formatBytes(maxSize)}`;
    case 'failed':
      return `not saved: ${toPlainText(end.reason)}`;
  }
}

function nameOf(id: string): string {
  return toPlainText(shorten(id, 120));
}

function info(text: string): Note {
  return { level: 'info', text };
}

function warning(text: string): Note {
  return { level: 'warning', text };
}
