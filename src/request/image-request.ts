import { hasIndex, parseAnnotations, toIndexAnnotations, withoutIndex } from './annotations.ts';
import { parseAttests } from './attests.ts';
import type { Attributes, BuildRequest, Compression } from './build-request.ts';
import { parseDestination } from './destination.ts';
import type { Surroundings } from './git-context.ts';
import { InputError } from './input-error.ts';
import type { Inputs } from './inputs.ts';
import { isForDocker, parseResults, type Results } from './outputs.ts';
import { lastOfEach, parseLabels } from './pairs.ts';
import { parseChoice, parseInteger } from './scalars.ts';
import { gitLabels } from './tags.ts';

/** The part of a request that says what becomes of the build. */
export type ImageRequest = Pick<
  BuildRequest,
  | ('image' | 'repository' | 'tags' | 'imageAttributes' | 'push' | 'load' | 'outputs' | 'compression' | 'call')
  | ('labels' | 'defaultLabels' | 'annotations' | 'attests')
>;

/** Reads what becomes of the build: the image's names, what is written into it, and where it goes. */
export function parseImageRequest(
  inputs: Inputs,
  around: Surroundings,
  { platforms, source }: Pick<BuildRequest, 'platforms' | 'source'>,
): ImageRequest {
  const call = parseCall(inputs.call);
  const written = parseResults(inputs, around, platforms);
  const results = call === 'build' ? written : NOTHING;
  // Of a remote source the workspace's HEAD says nothing.
  const git = source.kind === 'remote' ? { ...around.git, head: 'unknown' as const } : around.git;
  const destination = parseDestination(inputs, git, results);
  const asked = parseAttests(inputs, { ...around, loaded: results.load || results.files.some(isForDocker) });
  const attests = call === 'build' ? asked : [];
  const fitting = hasIndex({ platforms, attests }) ? (each: Attributes) => each : withoutIndex;
  // A remote source is another repository, as a rule: this one's labels would be wrong on it.
  const defaults = source.kind === 'directory' ? gitLabels(around.git) : [];
  const labels = parseLabels(inputs.labels);
  const all = lastOfEach([...defaults, ...labels]);
  return {
    ...destination,
    imageAttributes: destination.imageAttributes && fitting(destination.imageAttributes),
    call,
    push: results.push,
    load: results.load,
    outputs: results.files.map(fitting),
    compression: parseCompression(inputs),
    labels: all,
    defaultLabels: defaults.map(([name]) => name).filter((name) => !labels.some(([own]) => own === name)),
    annotations: fitting(lastOfEach([...toIndexAnnotations(all), ...parseAnnotations(inputs.annotations)])),
    attests,
  };
}

/** `lint` is buildx' other word for `check`. */
function parseCall(text: string): BuildRequest['call'] {
  const call = parseChoice('call', text, ['build', 'check', 'lint', 'outline', 'targets'], 'build');
  return call === 'lint' ? 'check' : call;
}

/** A check or an outline makes no image: an output would push an empty one over the tag (docs/buildkit.md). */
const NOTHING: Results = { push: false, load: false, image: undefined, loadedNames: [], files: [] };

const LEVELS = { zstd: 22, gzip: 9, estargz: 9, uncompressed: undefined };

function parseCompression(inputs: Inputs): Compression {
  const type = parseChoice('compression', inputs.compression, ['zstd', 'gzip', 'estargz', 'uncompressed'], 'zstd');
  const most = LEVELS[type];
  const text = inputs['compression-level'];
  if (most !== undefined) return { type, level: parseInteger('compression-level', text, 0, most) };
  if (text === '') return { type, level: undefined };
  throw new InputError('"compression-level" has no meaning with compression: uncompressed, remove it.');
}
