export const id = 306;
export const ids = [306];
export const modules = {

/***/ 7306:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  runJob: () => (/* binding */ runJob)
});

// EXTERNAL MODULE: external "node:path"
var external_node_path_ = __webpack_require__(6760);
// EXTERNAL MODULE: external "node:crypto"
var external_node_crypto_ = __webpack_require__(7598);
;// CONCATENATED MODULE: ./lib/cache/key.js

/**
 * Names the tag of a scope's cache for one variant of the image; always a valid tag, and another one for each pair of the two.
 *
 * | scope | tag |
 * | --- | --- |
 * | branch | `cache-b-<ref hash>-<slug>` |
 * | branch, one of several images | `cache-b-<ref hash>-<variant hash>-<slug>` |
 * | pull request | `cache-pr-<number>-merge` |
 * | pull request, one of several images | `cache-pr-<number>-<variant hash>-<slug>` |
 *
 * The slug is for people only. Branch names can differ in characters that no tag may have, so the hashes before it tell them apart.
 */
function cacheTag(scope, variant) {
    // The number identifies a pull request; the slug says that its merge is built, of the head into the base.
    const name = scope.kind === 'branch' ? scope.ref.replace(/^refs\/heads\//, '') : 'merge';
    if (variant === '')
        return `${scopePrefix(scope)}${slug(name)}`;
    return `${scopePrefix(scope)}${hash(variant, 12)}-${slug(`${name}-${variant}`)}`;
}
/** Names the beginning of all tags of a scope, for every variant; pruning finds them by it. */
function scopePrefix(scope) {
    return scope.kind === 'branch' ? `cache-b-${hash(scope.ref, 20)}-` : `cache-pr-${scope.number}-`;
}
/** Names the reference for the finished steps of a failed build. */
function wipReference(reference) {
    return { ...reference, tag: wipTag(reference.tag ?? '') };
}
/** Names the tag for the finished steps of a failed build: the cache's own with `-wip` added, within 128 characters. */
function wipTag(tag) {
    if (tag.length + WIP.length <= 128)
        return `${tag}${WIP}`;
    // Only a tag of the user's own is that long. The hash distinguishes two that differ in their last characters.
    const cut = `-${hash(tag, 12)}${WIP}`;
    return `${tag.slice(0, 128 - cut.length)}${cut}`;
}
const WIP = '-wip';
function hash(text, digits) {
    return (0,external_node_crypto_.createHash)('sha256').update(text).digest('hex').slice(0, digits);
}
function slug(text) {
    return text.replace(/[^A-Za-z0-9_.-]/gu, '-').slice(0, 60);
}

// EXTERNAL MODULE: ./lib/runner/say.js
var say = __webpack_require__(6549);
// EXTERNAL MODULE: external "node:fs"
var external_node_fs_ = __webpack_require__(3024);
// EXTERNAL MODULE: external "node:fs/promises"
var promises_ = __webpack_require__(1455);
// EXTERNAL MODULE: external "node:timers/promises"
var external_node_timers_promises_ = __webpack_require__(8500);
// EXTERNAL MODULE: ./lib/docker/background.js
var background = __webpack_require__(9858);
;// CONCATENATED MODULE: ./lib/image/metadata.js

/**
 * Reads and checks a metadata file; throws an Error when it is cut off or names something that is no digest. A solve that
 * made files only may have none; after one that made an image that is an error too.
 */
async function readMetadata(file, made) {
    const text = await (0,promises_.readFile)(file, 'utf8').catch(() => '');
    if (text !== '' || made === 'an image')
        return metadata_parseMetadata(text);
    return { ...metadata_parseMetadata('{}'), text };
}
/** Parses the text of a metadata file; throws an Error as `readMetadata` does. */
function metadata_parseMetadata(text) {
    const values = parseObject(text);
    const digest = digestOf(values['containerimage.digest'], 'containerimage.digest');
    const cache = toRecord(values['cache.manifest']);
    return {
        digest,
        imageId: digestOf(values['containerimage.config.digest'], 'containerimage.config.digest') ?? digest,
        cacheManifest: cache ? digestOf(cache.digest, 'cache.manifest') : undefined,
        text,
    };
}
function parseObject(text) {
    try {
        const value = JSON.parse(text);
        if (isRecord(value))
            return value;
    }
    catch {
        // Said below, in one sentence for every way in which it is not what it should be.
    }
    throw new Error('BuildKit reported success, but its metadata file is missing or no JSON object: the digest is not known.');
}
function digestOf(value, name) {
    if (value === undefined)
        return undefined;
    if (typeof value === 'string' && /^sha256:[0-9a-f]{64}$/.test(value))
        return value;
    throw new Error(`BuildKit's metadata file names a malformed digest under ${name}.`);
}
/** BuildKit writes the cache's descriptor as JSON within a string. */
function toRecord(value) {
    if (typeof value !== 'string')
        return isRecord(value) ? value : undefined;
    try {
        return toRecord(JSON.parse(value) ?? undefined);
    }
    catch {
        return undefined;
    }
}
function isRecord(value) {
    return typeof value === 'object' && value !== null && !Array.isArray(value);
}

// EXTERNAL MODULE: ./lib/request/proxies.js
var proxies = __webpack_require__(7889);
// EXTERNAL MODULE: ./lib/text/attributes.js
var text_attributes = __webpack_require__(4210);
// EXTERNAL MODULE: ./lib/request/insecure.js
var insecure = __webpack_require__(2767);
// EXTERNAL MODULE: ./lib/text/reference.js
var text_reference = __webpack_require__(1230);
;// CONCATENATED MODULE: ./lib/solve/exporters.js


/** Returns the exporters of a build; that of `load` writes to standard output. */
function exporters(request) {
    const archive = request.load ? [loadAttributes(request)] : [];
    // Of several exporters the last one fills the metadata file, so the pushed image comes last.
    const image = needsImage(request) ? [imageAttributes(request)] : [];
    const made = request.outputs.filter((output) => (0,text_attributes/* attributeValue */.CW)(output, 'type') !== 'cacheonly');
    return [...archive, ...made.map((output) => completeOutput(request, output)), ...image];
}
/** Tells whether any exporter of a solve makes an image; without one BuildKit writes no metadata file. */
function makesImage(request) {
    const types = request.outputs.map((output) => (0,text_attributes/* attributeValue */.CW)(output, 'type'));
    return needsImage(request) || request.load || ['oci', 'docker', 'image'].some((type) => types.includes(type));
}
/** A build without any output exports its image into the builder, because this gives the digest. */
function needsImage(request) {
    return request.push || request.imageAttributes !== undefined || (!request.load && request.outputs.length === 0);
}
/** The attributes of an image in `outputs` win over the action's own. */
function imageAttributes(request) {
    const { push, annotations, imageAttributes: written = [] } = request;
    const own = [...imageNames(request), ...layerAttributes(request, written), ['oci-mediatypes', 'true']];
    return [['type', 'image'], ['push', String(push)], ...complete(written, [...own, ...annotations])];
}
/**
 * The layers are uncompressed, because `docker load` unpacks them at once on the same machine. This is forced upon layers of a cache too,
 * which are compressed already, since Docker before version 23 cannot read zstd.
 */
function loadAttributes(request) {
    return [
        ['type', 'docker'],
        ...imageNames(request),
        ['dest', '-'],
        ['compression', 'uncompressed'],
        ['force-compression', 'true'],
        ...request.annotations,
    ];
}
/** A user's own output; the attributes from the other inputs are added unless the output sets them itself. */
function completeOutput(request, output) {
    const type = (0,text_attributes/* attributeValue */.CW)(output, 'type');
    if (type !== 'oci' && type !== 'docker' && type !== 'image')
        return output;
    const media = type === 'docker' ? [] : [['oci-mediatypes', 'true']];
    const layers = [...layerAttributes(request, output), ...media];
    return complete(output, [...imageNames(request), ...layers, ...request.annotations]);
}
/** Adds those attributes whose names are not there yet. */
function complete(written, added) {
    return [...written, ...added.filter(([name]) => (0,text_attributes/* attributeValue */.CW)(written, name) === undefined)];
}
function imageNames({ tags }) {
    return tags.length === 0 ? [] : [['name', tags.map(text_reference/* formatReference */.FH).join(',')]];
}
/**
 * Attributes for the compression of one exporter: there is no zstd among Docker's own media types, which an archive for Docker
 * always has.
 */
function layerAttributes(request, written) {
    const isDocker = (0,text_attributes/* attributeValue */.CW)(written, 'type') === 'docker' || (0,text_attributes/* attributeValue */.CW)(written, 'oci-mediatypes') === 'false';
    const type = (0,text_attributes/* attributeValue */.CW)(written, 'compression');
    if (type !== undefined)
        return force(type);
    const { compression } = request;
    if (isDocker && compression.type === 'zstd')
        return [['compression', 'gzip'], ...force('gzip')];
    return compressionAttributes(request);
}
/**
 * Returns the attributes for compression, for every exporter that compresses layers. With the default (zstd) layers of a cache or a base
 * image stay as they are, since every reader of zstd reads gzip too. Another compression was chosen on purpose, so it is forced upon all.
 */
function compressionAttributes({ compression: { type, level } }) {
    return [
        ['compression', type],
        ...(level === undefined ? [] : [['compression-level', String(level)]]),
        ...force(type),
    ];
}
function force(type) {
    return type === 'zstd' ? [] : [['force-compression', 'true']];
}

;// CONCATENATED MODULE: ./lib/solve/cache-targets.js




/**
 * Returns the caches that are written within the build's own solve: those that are part of its image, those in folders, which the
 * job's next steps may read, and the own cache where the workflow asks for it. All others are written by a solve of their own, since a
 * cache that fails must not fail the push.
 */
function exportsWithin(request, exportTo) {
    const isOwn = request.cache.export === 'inline' && exportTo !== undefined;
    return [
        ...request.cache.to.filter(belongsToBuild).map(tolerant),
        ...(isOwn ? [ownAttributes(request, exportTo)] : []),
    ];
}
/** Returns the caches of `cache-to` that are written after the build, without the one that is this run's own cache. */
function furtherTargets(request, exportTo) {
    return request.cache.to
        .filter((attributes) => !belongsToBuild(attributes) && !isRegistry(attributes, exportTo))
        .map((attributes) => ({ name: nameOf(attributes), kind: 'further', attributes: tolerant(attributes) }));
}
/** Returns the cache of this run's scope. */
function ownTarget(request, reference) {
    return { name: (0,text_reference/* formatReference */.FH)(reference), kind: 'own', reference, attributes: ownAttributes(request, reference) };
}
/** Returns the attributes by which a registry cache of our own is imported and exported. */
function registryCache(request, reference) {
    const isInsecure = (0,insecure/* insecureDomains */.o)(request).includes(reference.domain);
    return [
        ['type', 'registry'],
        ['ref', (0,text_reference/* formatReference */.FH)(reference)],
        ...(isInsecure ? [['registry.insecure', 'true']] : []),
    ];
}
/** docs/buildkit.md says how BuildKit reads these attributes. */
function ownAttributes(request, reference) {
    return tolerant([
        ...registryCache(request, reference),
        // buildctl's default is min, also for an unknown mode.
        ['mode', request.cache.mode],
        ...compressionAttributes(request),
        ['oci-mediatypes', 'true'],
        ['image-manifest', 'true'],
    ]);
}
/** Push and cache export share one error group: without this a failing export can cancel the push. */
function tolerant(attributes) {
    const isGiven = (0,text_attributes/* attributeValue */.CW)(attributes, 'ignore-error') !== undefined;
    return isGiven || (0,text_attributes/* attributeValue */.CW)(attributes, 'type') === 'inline'
        ? attributes
        : [...attributes, ['ignore-error', 'true']];
}
function belongsToBuild(attributes) {
    return ['inline', 'local'].includes((0,text_attributes/* attributeValue */.CW)(attributes, 'type') ?? '');
}
function isRegistry(attributes, reference) {
    if (reference === undefined || (0,text_attributes/* attributeValue */.CW)(attributes, 'type') !== 'registry')
        return false;
    return (0,text_attributes/* attributeValue */.CW)(attributes, 'ref') === (0,text_reference/* formatReference */.FH)(reference);
}
function nameOf(attributes) {
    const place = (0,text_attributes/* attributeValue */.CW)(attributes, 'ref') ?? (0,text_attributes/* attributeValue */.CW)(attributes, 'bucket');
    const type = (0,text_attributes/* attributeValue */.CW)(attributes, 'type') ?? '';
    return type === 'registry' && place !== undefined ? place : `type=${type}${place === undefined ? '' : ` ${place}`}`;
}

;// CONCATENATED MODULE: ./lib/solve/args.js




/** Returns the arguments of `buildctl build`, in the order of its `--help`. */
function buildctlArgs(solve) {
    const { request, files } = solve;
    return [
        'build',
        ...outputsOf(solve).flatMap((output) => ['--output', (0,text_attributes/* formatAttributes */.x1)(output)]),
        '--progress',
        solve.progress,
        ...(solve.progress === 'plain' ? ['--trace', files.trace] : []),
        ...localArgs(request),
        ...request.buildContexts.flatMap(ociLayoutArgs),
        '--frontend',
        'dockerfile.v0',
        ...frontendOpts(solve).flatMap(([name, value]) => ['--opt', `${name}=${value}`]),
        // A solve that only exports the cache must find the finished steps, so it never has --no-cache.
        ...(request.noCache && solve.outputs === 'result' ? ['--no-cache'] : []),
        ...(request.call === 'build' ? solve.exports : []).flatMap((attributes) => [
            '--export-cache',
            (0,text_attributes/* formatAttributes */.x1)(attributes),
        ]),
        ...cacheImports(solve).flatMap((attributes) => ['--import-cache', (0,text_attributes/* formatAttributes */.x1)(attributes)]),
        // A solve that only exports the cache runs nothing, and its secrets are gone by the time that it is repeated.
        ...(solve.outputs === 'nothing' ? [] : request.secrets).flatMap((secret) => [
            '--secret',
            (0,text_attributes/* formatAttributes */.x1)(secretSource(secret, files.secrets)),
        ]),
        ...request.allow.flatMap((entitlement) => ['--allow', entitlement]),
        ...request.ssh.flatMap((agent) => ['--ssh', agent]),
        '--metadata-file',
        files.metadata,
    ];
}
/** Tells whether standard output is an archive for `docker load`. */
function loads({ request, outputs }) {
    return request.load && outputs === 'result' && request.call === 'build';
}
function outputsOf({ request, outputs }) {
    return outputs === 'nothing' || request.call !== 'build' ? [] : exporters(request);
}
function localArgs({ source, dockerfile, buildContexts }) {
    const directories = [
        ...(source.kind === 'directory' ? [['context', source.path]] : []),
        ...(dockerfile.directory === undefined ? [] : [['dockerfile', dockerfile.directory]]),
        ...buildContexts.flatMap((context, index) => context.kind === 'directory' ? [[storeName(index), context.path]] : []),
    ];
    return directories.flatMap(([name, path]) => ['--local', `${name}=${path}`]);
}
/** A name of our own, because a named context called `context` must not replace the build context, and BuildKit wants lower case. */
function storeName(index) {
    return `named-${index}`;
}
function ociLayoutArgs(context, index) {
    return context.kind === 'oci-layout' ? ['--oci-layout', `${storeName(index)}=${context.path}`] : [];
}
function frontendOpts({ request, frontend, outputs }) {
    const list = (name, values) => values.length === 0 ? [] : [[name, values.join(',')]];
    const single = (name, value) => value === undefined ? [] : [[name, String(value)]];
    return [
        ...(request.source.kind === 'remote' ? single('context', request.source.url) : []),
        // Without this the frontend would look for it in the context, where that is remote.
        ...(request.source.kind === 'remote' && request.dockerfile.directory !== undefined
            ? single('dockerfilekey', 'dockerfile')
            : []),
        ['filename', request.dockerfile.filename],
        ...single('target', request.target),
        ...list('platform', request.platforms),
        ...request.buildArgs.map(([name, value]) => [`build-arg:${name}`, value]),
        ...proxyArgs(request).map(([name, value]) => [`build-arg:${name}`, value]),
        ...request.labels.map(([name, value]) => [`label:${name}`, value]),
        ...request.buildContexts.map((context, index) => [`context:${context.name}`, contextSource(context, index)]),
        ...list('add-hosts', request.addHosts.map(([host, ip]) => `${host}=${ip}`)),
        ...single('cgroup-parent', request.cgroupParent),
        ...single('force-network-mode', request.network),
        ...(request.pull ? single('image-resolve-mode', 'pull') : []),
        ...(outputs === 'result' ? list('no-cache', request.noCacheFilters) : []),
        ...single('shm-size', request.shmSize),
        ...list('ulimit', request.ulimits),
        ...request.attests.map(([type, attributes]) => [`attest:${type}`, attributes]),
        ...(frontend === 'built-in' ? single('cmdline', 'docker/dockerfile:1') : []),
        ...(request.call === 'build' ? [] : single('requestid', subrequests[request.call])),
    ];
}
/**
 * RUN has the proxy as build arguments that BuildKit knows by name, keeps out of the image, and leaves out when it compares steps.
 * One with a password stays out: it would stand on a command line and in the provenance.
 */
function proxyArgs({ builder, buildArgs }) {
    const written = new Set(buildArgs.map(([name]) => name.toUpperCase()));
    return builder.proxies.filter(([name, value]) => !written.has(name) && (0,proxies/* proxySecrets */.Wm)([[name, value]]).length === 0);
}
const subrequests = {
    check: 'frontend.lint',
    outline: 'frontend.outline',
    targets: 'frontend.targets',
};
function contextSource(context, index) {
    switch (context.kind) {
        case 'directory':
            return `local:${storeName(index)}`;
        case 'oci-layout':
            return `oci-layout://${storeName(index)}@${context.digest}`;
        case 'remote':
            return context.url;
    }
}
function cacheImports({ request, imports }) {
    return [...request.cache.from, ...imports.map((reference) => registryCache(request, reference))];
}
function secretSource(secret, files) {
    switch (secret.kind) {
        case 'env':
            return [
                ['id', secret.id],
                ['env', secret.env],
            ];
        case 'file':
            return [
                ['id', secret.id],
                ['src', secret.path],
            ];
        case 'value':
            return [
                ['id', secret.id],
                ['src', files.get(secret.id) ?? ''],
            ];
    }
}

// EXTERNAL MODULE: ./lib/docker/child.js
var docker_child = __webpack_require__(8866);
// EXTERNAL MODULE: external "node:stream"
var external_node_stream_ = __webpack_require__(7075);
// EXTERNAL MODULE: ./lib/docker/docker.js
var docker = __webpack_require__(1762);
;// CONCATENATED MODULE: ./lib/docker/load.js


/** Prepares a load. It starts with the archive, because a build before it may take longer than a connection to Docker lasts idle. */
function openLoad(signal) {
    const refused = new AbortController();
    let output;
    const start = () => {
        output = (0,docker/* dockerLong */.lb)(['load'], { env: process.env, signal, input: archive });
        output.catch((error) => {
            // What Docker says of an archive that was cut off is not the reason why it was.
            if (!archive.writableEnded)
                refused.abort(error);
        });
    };
    const archive = new external_node_stream_.Transform({
        transform(chunk, _encoding, done) {
            if (output === undefined)
                start();
            done(undefined, chunk);
        },
    });
    return {
        archive,
        refused: refused.signal,
        end: async () => (output === undefined ? undefined : readId(await output)),
    };
}
/** The id is that of the image's configuration, or of its manifest where Docker keeps its images in containerd. */
async function readId(output) {
    const [, loaded = ''] = /^Loaded image(?: ID)?: (\S+)/m.exec(output) ?? [];
    return (0,docker/* docker */.T3)('image', 'inspect', '--format', '{{.Id}}', loaded);
}

// EXTERNAL MODULE: ./lib/text/units.js
var units = __webpack_require__(6300);
// EXTERNAL MODULE: external "node:stream/promises"
var external_node_stream_promises_ = __webpack_require__(6466);
;// CONCATENATED MODULE: ./lib/trace/intervals.js
/**
 * Merges the intervals of one vertex, as BuildKit's own printer does: a vertex is started and completed several times (an
 * image is resolved, later pulled), and what overlaps or touches counts once; one that goes on swallows all after it.
 */
function mergeIntervals(intervals) {
    const merged = [];
    for (const next of intervals.toSorted((a, b) => a.start - b.start)) {
        const last = merged.at(-1);
        if (last === undefined || (last.stop !== undefined && last.stop < next.start))
            merged.push(next);
        else
            merged[merged.length - 1] = { start: last.start, stop: later(last.stop, next.stop) };
    }
    return merged;
}
/** Returns the milliseconds that merged intervals last in all; one that goes on lasts until `now`. */
function totalMilliseconds(intervals, now) {
    return intervals.reduce((sum, { start, stop }) => sum + Math.max(0, (stop ?? now) - start), 0);
}
function later(a, b) {
    return a === undefined || b === undefined ? undefined : Math.max(a, b);
}

;// CONCATENATED MODULE: ./lib/trace/step-name.js
const numbered = /^\[(?:([a-z][^\s\]/]*\/[^\s\]]+) )?(?:([^\s\]/]+) )? *(\d+)\/(\d+)\] (.*)$/s;
const phases = [
    [/^\[(\S+ )?internal\] load metadata for /, 'base'],
    [
        /^\[(\S+ )?internal\] (load (build context|remote build context|git source )|resolve main build context)/,
        'context',
    ],
    [/^\[(\S+ )?internal\] load (build definition |\.dockerignore)/, 'frontend'],
    [/^\[context [^\]]*\] (docker-image:|load metadata for |OCI load )/, 'base'],
    [/^\[context [^\]]*\] /, 'context'],
    [/^(resolve image config for |docker-image:)/, 'frontend'],
    [/^\[auth\] /, 'credentials'],
    [/^importing cache manifest from /, 'cache-import'],
    [/^exporting (cache|inline cache|content cache|to GitHub Actions Cache)/, 'cache-export'],
    [/^(exporting |\[[^\]]*\] generating sbom )/, 'export'],
];
/** Reads what a vertex's name says. */
function parseStepName(name) {
    const match = numbered.exec(name);
    if (match === null) {
        const phase = phases.find(([pattern]) => pattern.test(name))?.[1] ?? 'other';
        return { phase, stage: undefined, platform: undefined, index: undefined, total: undefined, instruction: name };
    }
    const [, platform, stage, index, total, instruction = ''] = match;
    return {
        phase: instruction.startsWith('FROM ') ? 'base' : 'instruction',
        stage,
        platform,
        index: Number(index),
        total: Number(total),
        instruction,
    };
}

;// CONCATENATED MODULE: ./lib/text/terminal-line.js
/** What moves the cursor within a line: back to the start, erase to the end, erase all of it. */
const moves = /(\r|\x1b\[[02]?K)/;
/** The beginning of such a sequence, of which the rest may come with the next piece. */
const begun = /\x1b(?:\[[02]?)?$/;
/**
 * Starts with an empty line. A carriage return goes back to the line's start and what follows writes over it, so that of a
 * progress bar only its last state is left. Where colours are involved, which take no place, writing over a part removes
 * what stands to its right: whoever draws in colour draws the whole line again. Never holds more than `limit` characters.
 */
function createTerminalLine(limit = Number.POSITIVE_INFINITY) {
    let line = '';
    let held = '';
    let column = 0;
    let length = 0;
    const put = (text) => {
        if (text === '')
            return;
        if (column < line.length && (line.includes('\x1b') || text.includes('\x1b')))
            erase();
        const part = text.slice(0, Math.max(0, limit - column));
        line = column >= line.length ? line + part : line.slice(0, column) + part + line.slice(column + part.length);
        column += text.length;
        length = Math.max(length, column);
    };
    const erase = () => {
        line = line.slice(0, column);
        length = column;
    };
    const move = (sequence) => {
        if (sequence === '\r') {
            column = 0;
            return;
        }
        if (sequence === '\x1b[2K')
            line = ' '.repeat(Math.min(column, line.length));
        erase();
    };
    return {
        write(text) {
            const whole = held + text;
            held = begun.exec(whole)?.[0] ?? '';
            const parts = whole.slice(0, whole.length - held.length).split(moves);
            for (const [index, part] of parts.entries()) {
                if (index % 2 === 0)
                    put(part);
                else
                    move(part);
            }
        },
        take() {
            put(held);
            const taken = { line, cut: Math.max(0, length - limit) };
            line = '';
            held = '';
            column = 0;
            length = 0;
            return taken;
        },
        isEmpty: () => line === '' && held === '',
    };
}
/** Returns a whole line as a terminal would show it. */
function asTerminalShows(line) {
    if (!line.includes('\r') && !line.includes('\x1b'))
        return line;
    const shown = createTerminalLine();
    shown.write(line);
    return shown.take().line;
}

;// CONCATENATED MODULE: ./lib/trace/tail.js

/** Bytes that are kept: some hundred lines, of every step that prints. */
const limit = 16 * 1024;
/** Starts with an empty output. */
function createTail() {
    let chunks = [];
    let length = 0;
    const bytes = () => Buffer.concat(chunks).subarray(-limit);
    return {
        push(data) {
            chunks.push(data);
            length += data.length;
            // Not at every chunk: copying the tail for each short line would cost more than the build's own printing.
            if (length > 4 * limit) {
                chunks = [Buffer.from(bytes())];
                length = limit;
            }
        },
        lines() {
            const text = bytes().toString('utf8').replace(/\n$/, '');
            return text === '' ? [] : text.split('\n').map(asTerminalShows);
        },
    };
}

;// CONCATENATED MODULE: ./lib/trace/step.js



/** Starts the record of a vertex. */
function createRecord(vertex) {
    return { vertex, intervals: new Map(), transfers: new Map(), output: createTail() };
}
/**
 * Adds what a status says of a vertex. One that is named once more without a start keeps its state, as in BuildKit's own
 * printer. One that is named once more without its inputs comes from the transfer of its layers (util/progress/controller),
 * which knows nothing of caches: a cached step stays cached when it is pulled for a later one.
 */
function updateRecord(record, vertex) {
    if (vertex.started === undefined && record.intervals.size > 0)
        return;
    const { inputs, cached } = record.vertex;
    record.vertex = vertex.inputs.length < inputs.length ? { ...vertex, inputs, cached } : vertex;
    if (vertex.started === undefined)
        return;
    record.intervals.set(vertex.started, { start: vertex.started, stop: vertex.completed });
}
/** Adds or updates a transfer. What has a size is one thing; phases such as `pushing layers` come once per tag under one name. */
function updateTransfer(record, transfer) {
    record.transfers.set(transfer.total > 0 ? transfer.id : `${transfer.id}\n${transfer.started}`, transfer);
}
/** Returns what tells a step from others: vertices of one group, or of one numbered name, are one step. */
function stepKey(vertex) {
    const name = vertex.group?.name ?? vertex.name;
    return parseStepName(name).index === undefined ? (vertex.group?.id ?? vertex.digest) : name;
}
/** Makes a step of its vertices, of which there is at least one; what still runs lasts until `now`. */
function toStep(records, now) {
    const { vertex, intervals: own } = decisive(records);
    const intervals = mergeIntervals(records.flatMap((record) => [...record.intervals.values()]));
    const error = records.find((record) => record.vertex.error !== undefined)?.vertex.error;
    const name = vertex.group?.name ?? vertex.name;
    const members = new Set(records.map((record) => record.vertex.digest));
    return {
        ...parseStepName(name),
        id: stepKey(vertex),
        digest: vertex.digest,
        name,
        isExecuted: !vertex.cached && (own.size > 0 || error !== undefined),
        state: stateOf(vertex, intervals, own.size > 0, error),
        started: intervals[0]?.start,
        completed: intervals.at(-1)?.stop,
        milliseconds: totalMilliseconds(intervals, now),
        inputs: records.flatMap((record) => record.vertex.inputs).filter((digest) => !members.has(digest)),
        error,
        transfers: records.flatMap((record) => [...record.transfers.values()]),
    };
}
/**
 * The vertex that the others lead to. `ADD https://…` asks the server even when its layer is cached, so the vertex that
 * fetches must not decide whether the step was run.
 */
function decisive(records) {
    const inputs = new Set(records.flatMap((record) => record.vertex.inputs));
    return (records.find((record) => !inputs.has(record.vertex.digest)) ?? records[0]);
}
function stateOf(vertex, intervals, wasStarted, error) {
    if (intervals.some(({ stop }) => stop === undefined))
        return 'running';
    if (error !== undefined)
        return error.endsWith('context canceled') ? 'canceled' : 'failed';
    if (!wasStarted)
        return 'pending';
    return vertex.cached ? 'cached' : 'done';
}

;// CONCATENATED MODULE: ./lib/trace/progress.js


/** Starts with an empty build. */
function createProgress() {
    const keys = new Map();
    const members = new Map();
    const warnings = [];
    const heard = { first: Number.POSITIVE_INFINITY, last: 0 };
    const recordsOf = (vertex) => members.get(keys.get(vertex) ?? '') ?? new Map();
    const steps = () => [...members.values()].map((records) => toStep([...records.values()], heard.last));
    const hear = (...times) => {
        heard.last = Math.max(heard.last, ...times.filter((time) => time !== undefined));
    };
    return {
        update(status) {
            for (const vertex of status.vertexes) {
                const key = keys.get(vertex.digest) ?? stepKey(vertex);
                const records = members.get(key) ?? new Map();
                const record = records.get(vertex.digest) ?? createRecord(vertex);
                updateRecord(record, vertex);
                keys.set(vertex.digest, key);
                members.set(key, records.set(vertex.digest, record));
                heard.first = Math.min(heard.first, vertex.started ?? heard.first);
                hear(vertex.started, vertex.completed);
            }
            for (const transfer of status.statuses) {
                const record = recordsOf(transfer.vertex).get(transfer.vertex);
                if (record)
                    updateTransfer(record, transfer);
                hear(transfer.timestamp, transfer.completed);
            }
            for (const log of status.logs) {
                recordsOf(log.vertex).get(log.vertex)?.output.push(log.data);
                hear(log.timestamp);
            }
            warnings.push(...status.warnings);
        },
        steps,
        stepOf(vertex) {
            const records = [...recordsOf(vertex).values()];
            return records.length === 0 ? undefined : toStep(records, heard.last);
        },
        logTail: (step) => [...recordsOf(step.digest).values()].flatMap(({ output }) => output.lines()),
        warnings: () => warnings,
        milliseconds: () => Math.max(0, heard.last - heard.first),
        executing: () => steps().filter((step) => step.phase === 'instruction' && step.isExecuted),
        isExportingCache: () => steps().some((step) => step.phase === 'cache-export' && step.started !== undefined),
        cacheExportError: () => steps().find(({ phase, state }) => phase === 'cache-export' && state === 'failed')?.error,
    };
}

;// CONCATENATED MODULE: ./lib/trace/json-fields.js
/** Returns the objects of a list; of anything else, none. */
function objects(value) {
    return Array.isArray(value)
        ? value.filter((item) => typeof item === 'object' && item !== null && !Array.isArray(item))
        : [];
}
/** Returns the strings of a list; of anything else, none. */
function strings(value) {
    return Array.isArray(value) ? value.filter((item) => typeof item === 'string') : [];
}
/** Returns a string that is not empty. */
function json_fields_text(value) {
    return typeof value === 'string' && value !== '' ? value : undefined;
}
/** Returns a number. */
function number(value) {
    return typeof value === 'number' ? value : undefined;
}
/** Returns a point in time as epoch milliseconds. */
function time(value) {
    const milliseconds = typeof value === 'string' ? Date.parse(value) : Number.NaN;
    return Number.isNaN(milliseconds) ? undefined : milliseconds;
}
/** Decodes base64; of anything else, no bytes. */
function bytes(value) {
    return Buffer.from(typeof value === 'string' ? value : '', 'base64');
}
/** Decodes base64 that holds UTF-8. */
function utf8(value) {
    return Buffer.from(bytes(value)).toString('utf8');
}

;// CONCATENATED MODULE: ./lib/trace/trace.js

const lists = ['vertexes', 'statuses', 'logs', 'warnings'];
/** Parses one line of buildctl's stderr or of a trace file; undefined when the line is not a status (an error's text, a warning of buildctl's own). */
function parseStatus(line) {
    const status = trace_parseObject(line);
    if (status === undefined || Object.keys(status).some((key) => !lists.includes(key))) {
        return undefined;
    }
    return {
        vertexes: objects(status.vertexes).map(toVertex),
        statuses: objects(status.statuses).map(toVertexStatus),
        logs: objects(status.logs).map(toVertexLog),
        warnings: objects(status.warnings).map(toVertexWarning),
    };
}
function trace_parseObject(line) {
    if (!line.startsWith('{'))
        return undefined;
    try {
        return objects([JSON.parse(line)])[0];
    }
    catch {
        return undefined;
    }
}
function toVertex(json) {
    const [group] = objects([json.progressGroup]);
    return {
        digest: json_fields_text(json.digest) ?? '',
        name: json_fields_text(json.name) ?? '',
        inputs: strings(json.inputs),
        started: time(json.started),
        completed: time(json.completed),
        cached: json.cached === true,
        error: json_fields_text(json.error),
        group: group && { id: json_fields_text(group.id) ?? '', name: json_fields_text(group.name) ?? '' },
    };
}
function toVertexStatus(json) {
    return {
        vertex: json_fields_text(json.vertex) ?? '',
        id: json_fields_text(json.id) ?? '',
        current: number(json.current) ?? 0,
        total: number(json.total) ?? 0,
        timestamp: time(json.timestamp),
        started: time(json.started),
        completed: time(json.completed),
    };
}
function toVertexLog(json) {
    return {
        vertex: json_fields_text(json.vertex) ?? '',
        stream: number(json.stream) ?? 0,
        data: bytes(json.data),
        timestamp: time(json.timestamp),
    };
}
function toVertexWarning(json) {
    const ranges = objects(json.range);
    const startLines = ranges.flatMap((range) => lineOf(range.start));
    const endLines = ranges.flatMap((range) => [...lineOf(range.start), ...lineOf(range.end)]);
    const [source] = objects([json.sourceInfo]);
    return {
        short: utf8(json.short),
        detail: Array.isArray(json.detail) ? json.detail.map(utf8) : [],
        url: json_fields_text(json.url),
        file: json_fields_text(source?.filename),
        startLine: startLines.length > 0 ? Math.min(...startLines) : undefined,
        endLine: endLines.length > 0 ? Math.max(...endLines) : undefined,
    };
}
function lineOf(position) {
    const [value] = objects([position]);
    const line = number(value?.line);
    return line !== undefined && line > 0 ? [line] : [];
}

;// CONCATENATED MODULE: ./lib/solve/trace-file.js


/** Starts at the beginning of a trace file, which need not exist yet. */
function followTraceFile(path) {
    const progress = createProgress();
    const words = [];
    let offset = 0;
    let rest = Buffer.alloc(0);
    let reading = Promise.resolve();
    const read = async () => {
        const fresh = await readFrom(path, offset);
        offset += fresh.length;
        const bytes = Buffer.concat([rest, fresh]);
        const end = bytes.lastIndexOf('\n') + 1;
        rest = bytes.subarray(end);
        for (const line of bytes.toString('utf8', 0, end).split('\n')) {
            const status = parseStatus(line);
            if (status)
                progress.update(status);
            else
                words.push(line);
        }
    };
    return {
        progress,
        async read() {
            reading = reading.then(read).catch(() => undefined);
            await reading;
            return progress;
        },
        bytes: () => offset,
        text: () => [...words, rest.toString('utf8')].filter((line) => line.trim() !== '').join('\n'),
    };
}
/** Returns the build in a trace file; a missing file counts as empty. */
function readTrace(path) {
    return followTraceFile(path).read();
}
async function readFrom(path, offset) {
    const file = await (0,promises_.open)(path).catch(() => undefined);
    if (file === undefined)
        return Buffer.alloc(0);
    try {
        const { size } = await file.stat();
        const fresh = Buffer.alloc(Math.max(0, size - offset));
        const { bytesRead } = await file.read(fresh, 0, fresh.length, offset);
        return fresh.subarray(0, bytesRead);
    }
    finally {
        await file.close();
    }
}

;// CONCATENATED MODULE: ./lib/solve/solve-trace.js




/** Starts the trace of a solve; in the end its file has every status. */
function openTrace({ progress, files }) {
    return progress === 'rawjson' ? writeTrace(files.trace) : followTrace(files.trace);
}
function writeTrace(path) {
    const file = (0,external_node_fs_.createWriteStream)(path, { flags: 'a', mode: 0o600 });
    // If the disk is full, the summary lacks its timeline; the build itself reports the lack of room.
    file.on('error', () => undefined);
    const progress = createProgress();
    let bytes = 0;
    return {
        progress,
        bytes: () => bytes,
        hear(line) {
            const status = parseStatus(line);
            if (status === undefined)
                return undefined;
            file.write(`${line}\n`);
            bytes += line.length + 1;
            progress.update(status);
            return status;
        },
        async end() {
            await (0,external_node_stream_promises_.finished)(file.end()).catch(() => undefined);
            return progress;
        },
    };
}
function followTrace(path) {
    const file = followTraceFile(path);
    return { ...file, hear: () => undefined, end: file.read };
}

// EXTERNAL MODULE: ./lib/builder/boot.js
var boot = __webpack_require__(6743);
;// CONCATENATED MODULE: ./lib/solve/daemon-io.js


/** Reads how many bytes a builder's daemon has written so far, sockets included; undefined where that cannot be found out. */
async function readDaemonOutput(container) {
    return parseDaemonOutput(await (0,docker/* docker */.T3)('exec', container, 'sh', '-c', script).catch(() => ''));
}
/**
 * proc(5): the counters of the daemon, its open sockets, and the connections of its network that have bytes in a queue. The kernel takes
 * up to some megabytes at once for a connection and sends them slowly: bytes that are still in the queue have not moved.
 */
const script = `cd ${boot/* daemonProcess */.qD} || exit
cat io || exit
{ ls -l fd; cat net/tcp net/tcp6 | grep -v ' 00000000:'; } 2>/dev/null
true`;
function parseDaemonOutput(text) {
    const written = /^wchar: (\d+)$/m.exec(text)?.[1];
    if (written === undefined)
        return undefined;
    const sockets = new Set([...text.matchAll(/ socket:\[(\d+)\]$/gm)].map(([, inode]) => inode));
    // With the host's network the connections of other processes are listed too.
    const queues = [...text.matchAll(connection)].filter(([, , inode]) => sockets.has(inode));
    return {
        written: Number(written),
        unsent: queues.reduce((sum, [, queue = '']) => sum + Number.parseInt(queue, 16), 0),
    };
}
/** `0: LOCAL REMOTE STATE SENDING:RECEIVING TIMER:WHEN RETRANSMITS USER TIMEOUT INODE …` (proc(5), /proc/net/tcp). */
const connection = /^ *\d+: [\dA-F]+:\w+ [\dA-F]+:\w+ \w\w ([\dA-F]{8}):[\dA-F]{8} \w+:\w+ +\w+ +\d+ +\d+ (\d+) /gm;

;// CONCATENATED MODULE: ./lib/solve/quiet.js
/**
 * Bytes a second up to which a solve counts as silent. A daemon that only waits writes some 80; an upload that is alive writes
 * more than this limit.
 */
const quietRate = 1024;
/**
 * Starts to judge whether a daemon moves nothing for that many milliseconds. The rate over this window counts, not a sum since the
 * start: keep-alive packets alone would exceed any sum after a while.
 */
function createQuietMeter(window) {
    let last;
    let seen = [];
    return {
        add(look) {
            const moved = (seen.at(-1)?.moved ?? 0) + (last ? movedBetween(last, look) : 0);
            last = look;
            seen.push({ at: look.at, moved });
            const from = seen.findLastIndex(({ at }) => look.at - at >= window);
            if (from < 0)
                return false;
            seen = seen.slice(from);
            const [start] = seen;
            return start !== undefined && moved - start.moved < (quietRate * (look.at - start.at)) / 1000;
        },
        forget() {
            last = undefined;
            seen = [];
        },
    };
}
/**
 * The bytes that the daemon wrote include its reports to buildctl, some 2 kB a second for each running download, even one that stands
 * still. So the size of the trace is subtracted, which is longer as JSON than on the wire; the trace itself has the progress of downloads,
 * which is added. Neither part may be negative: a download that starts again would hide other transfers.
 */
function movedBetween(before, after) {
    const grown = (value) => value(after) - value(before);
    const sent = grown(({ written, unsent, told }) => written - unsent - told);
    return (Math.max(0, sent) +
        Math.max(0, grown(({ transferred }) => transferred)));
}

;// CONCATENATED MODULE: ./lib/solve/watchdog.js



/** Milliseconds between two looks. */
const interval = 5000;
/**
 * Starts to watch. BuildKit has no response timeout, and its trace does not show whether an upload is slow or stands still, so the bytes
 * that the daemon itself writes are counted. A solve hangs only if all running steps are transfers from or to a registry, and next to
 * nothing was written in the given milliseconds. At an endpoint the daemon cannot be seen, so no solve is ended.
 */
function watchSolve(container, solve, silence) {
    const hangs = new AbortController();
    const meter = createQuietMeter(silence);
    let looking = false;
    let ended = 0;
    const look = async (name) => {
        await solve.read?.();
        const steps = solve.progress.steps();
        const running = steps.filter(({ state }) => state === 'running');
        // BuildKit's reads of an imported cache after its manifest belong to no step, so no step may be running then.
        const output = running.every(waitsForRegistry) ? await readDaemonOutput(name) : undefined;
        if (output === undefined)
            return meter.forget();
        // A registry that takes seconds to answer moves few bytes in many small requests: that one is over is an answer.
        const endedBefore = ended;
        ended = countEnded(steps);
        if (ended !== endedBefore)
            meter.forget();
        const seen = { ...output, at: Date.now(), told: solve.bytes(), transferred: sumTransferred(steps) };
        if (meter.add(seen))
            hangs.abort(new SilenceError(running.find(isFetching) ?? running[0], silence));
    };
    const timer = setInterval(() => {
        if (container === undefined || looking)
            return;
        looking = true;
        void look(container).finally(() => {
            looking = false;
        });
    }, Math.min(interval, silence / 3));
    timer.unref();
    return { signal: hangs.signal, stop: () => clearInterval(timer) };
}
/** A solve was ended because nothing moved any more. */
class SilenceError extends Error {
    name = 'SilenceError';
    step;
    constructor(step, silence) {
        const transfer = step?.transfers.find(({ completed }) => completed === undefined)?.id;
        const part = transfer === undefined ? '' : ` (${transfer})`;
        super(`the registry said nothing for ${(0,units/* formatDuration */.a3)(silence)} during ${step?.name ?? 'the build'}${part}`);
        this.step = step;
    }
}
const registryPhases = new Set([
    'export',
    'base',
    'frontend',
    'credentials',
    'cache-import',
    'cache-export',
]);
/**
 * Tells whether a running step can only be waiting for a registry. A cached instruction is running only while its layer is fetched for a
 * later one. An instruction that is executed may be silent for any time, and so may the process that lists an image's packages.
 */
function waitsForRegistry(step) {
    if (step.phase === 'instruction')
        return !step.isExecuted;
    return registryPhases.has(step.phase) && !/ generating sbom /.test(step.name);
}
function isFetching({ transfers }) {
    return transfers.some(({ completed, total }) => completed === undefined && total > 0);
}
function countEnded(steps) {
    const transfers = steps.flatMap((step) => step.transfers);
    return [...steps, ...transfers].filter(({ completed }) => completed !== undefined).length;
}
function sumTransferred(steps) {
    return steps.flatMap(({ transfers }) => transfers).reduce((sum, { current }) => sum + current, 0);
}

;// CONCATENATED MODULE: ./lib/solve/run.js







/**
 * Runs one `buildctl build`, with the `docker load` that reads its archive, and resolves when it has ended, also if it failed. Rejects when
 * buildctl cannot start, and with a DockerError when Docker does not take the image.
 */
async function runSolve(builder, solve, watch, signal) {
    await (0,promises_.rm)(solve.files.trace, { force: true });
    const trace = openTrace(solve);
    const text = [];
    const onLine = (line) => {
        const status = trace.hear(line);
        if (status) {
            watch.onStatus?.(status);
            return watch.onProgress?.(trace.progress);
        }
        text.push(line);
        if (text.length > 2 * keptLines)
            text.splice(0, keptLines);
        if (solve.progress === 'plain')
            watch.onPlainLine?.(line);
    };
    const args = [...addressArgs(builder), ...buildctlArgs(solve)];
    const limits = startLimits(solve.request, builder, trace);
    const load = loads(solve) ? openLoad(signal) : undefined;
    const ends = AbortSignal.any([signal, limits.signal, ...(load ? [load.refused] : [])]);
    const options = { env: process.env, signal: ends, onLine, ...(load ? { output: load.archive } : {}) };
    const child = await (0,docker_child/* runChild */.w)(builder.buildctl, args, options);
    limits.stop();
    const loadedId = load && (await endLoad(load, child.code === 0));
    return {
        success: child.code === 0,
        text: text.join('\n'),
        answer: child.stdout,
        progress: await trace.end(),
        interruption: limits.signal.aborted ? limits.signal.reason : undefined,
        loadedId,
    };
}
/** A failure of the solve itself says more than that Docker then got half an archive. */
async function endLoad(load, isWhole) {
    if (isWhole || load.refused.aborted)
        return load.end();
    return load.end().catch(() => undefined);
}
/** Ends a solve at the registry's silence, or after the time that `timeout` allows. */
function startLimits({ timeout, networkTimeout }, builder, trace) {
    const watchdog = watchSolve(builder.container, trace, networkTimeout);
    if (timeout === undefined)
        return watchdog;
    const late = new AbortController();
    const sentence = `The build took longer than "timeout" allows (${(0,units/* formatDuration */.a3)(timeout)}).`;
    const timer = setTimeout(() => late.abort(new Error(sentence)), timeout);
    return {
        signal: AbortSignal.any([watchdog.signal, late.signal]),
        stop() {
            clearTimeout(timer);
            watchdog.stop();
        },
    };
}
/** Number of last lines outside of the trace that are kept: the Dockerfile's excerpt and the error come last. */
const keptLines = 1000;
/** Returns buildctl's flags for the address of BuildKit. */
function addressArgs(builder) {
    return ['--addr', builder.address, ...(builder.tlsFolder === undefined ? [] : ['--tlsdir', builder.tlsFolder])];
}

;// CONCATENATED MODULE: ./lib/solve/cache-export.js










/**
 * Starts a solve that only exports a cache, in a process of its own, and resolves once it no longer needs the workspace: every step was
 * found in the builder, and the export itself has begun. If a RUN would have to run again, the workspace has changed meanwhile; the
 * export is then ended, because a cache is not worth a second build.
 */
async function startExport(builder, solve, target, file, signal) {
    const metadata = `${file}.json`;
    const { attributes, ...named } = target;
    const spec = {
        ...solve,
        outputs: 'nothing',
        exports: [attributes],
        progress: 'rawjson',
        files: { ...solve.files, metadata },
    };
    const { container, buildctl } = builder;
    const args = [...addressArgs(builder), ...buildctlArgs(spec)];
    const { networkTimeout } = solve.request;
    const plan = { ...named, buildctl, args, log: `${file}.log`, metadata, container, networkTimeout };
    return untilExporting({ ...plan, pid: startProcess(plan) }, signal);
}
/** Starts an export again that has ended. */
async function repeatExport(pending, signal) {
    await rm(pending.metadata, { force: true });
    return untilExporting({ ...pending, pid: startProcess(pending) }, signal);
}
/** Waits for an export to end and returns its result; ends it when it is cancelled or the registry falls silent. */
async function finishExport(pending, signal) {
    const { log, silence } = await watchExport(pending, signal, () => false);
    const progress = await log.read();
    const manifest = await readManifest(pending.metadata);
    if (manifest !== undefined || isSaved(progress, log.text())) {
        return { kind: 'saved', manifest, milliseconds: progress.milliseconds() };
    }
    const again = ranAgain(progress);
    if (silence || again || signal.aborted) {
        const changed = again && `the workspace changed right after the build (${again.instruction} would run again)`;
        return { kind: 'failed', reason: changed ?? silence?.message ?? 'it was cancelled', failure: undefined };
    }
    const failure = parseFailure(progress.cacheExportError() ?? log.text(), progress);
    return { kind: 'failed', reason: failure.message, failure };
}
function startProcess({ buildctl, args, log }) {
    const output = (0,external_node_fs_.openSync)(log, 'w');
    const pid = (0,background/* startInBackground */.k5)(buildctl, args, {
        env: process.env,
        stdio: ['ignore', output, output],
    });
    (0,external_node_fs_.closeSync)(output);
    return pid;
}
async function untilExporting(pending, signal) {
    await watchExport(pending, signal, (progress) => {
        if (ranAgain(progress))
            (0,background/* sendSignal */.vG)(pending.pid, 'SIGINT');
        return progress.isExportingCache();
    });
    return pending;
}
/** Milliseconds between two looks at whether an export's process has ended. */
const look = 10;
/** Milliseconds between two signals to a process that is to end: at several at once buildctl ends without a clean-up. */
const patience = 200;
/**
 * Waits until an export's process has ended, or until `isEnough` accepts its log so far. Resolves with the log, and with the reason if
 * this action ended the export.
 */
async function watchExport(pending, signal, isEnough) {
    const log = followTraceFile(pending.log);
    const watchdog = watchSolve(pending.container, log, pending.networkTimeout);
    const ends = AbortSignal.any([signal, watchdog.signal]);
    while ((await (0,background/* isRunning */.W_)(pending.pid, pending.metadata)) && !isEnough(await log.read())) {
        if (ends.aborted)
            (0,background/* sendSignal */.vG)(pending.pid, 'SIGINT');
        await (0,external_node_timers_promises_.setTimeout)(ends.aborted ? patience : look);
    }
    watchdog.stop();
    return { log, silence: watchdog.signal.aborted ? watchdog.signal.reason : undefined };
}
/** Returns the digest of the exported cache; undefined where none was exported, or where the file is not as expected. */
async function readManifest(metadata) {
    try {
        return parseMetadata(await readFile(metadata, 'utf8')).cacheManifest;
    }
    catch {
        return undefined;
    }
}
/**
 * Returns a RUN whose result is not in the builder, which means that a file or step below it has changed. Other instructions may run
 * again without such a change: the merge of layers of `COPY --link`, and the copies that join the stages of a failed build.
 */
function ranAgain(progress) {
    return progress.executing().find(({ instruction }) => instruction.startsWith('RUN '));
}
/** Not every kind of cache has a manifest. */
function isSaved(progress, text) {
    const exports = progress.steps().filter(({ phase }) => phase === 'cache-export');
    return exports.length > 0 && exports.every(({ state }) => state === 'done') && !/^error: /m.test(text);
}

;// CONCATENATED MODULE: ./lib/dockerfile/cut-by-platform.js
/**
 * Writes one Dockerfile of which each platform gets what it had finished; undefined where that cannot be written.
 *
 * | what | becomes |
 * | --- | --- |
 * | a stage of which the platforms have finished different parts | as many stages under the same name, each written from its FROM on, the longest last: it is meant by the name |
 * | the end | one stage for each platform, with a `COPY` for each stage that no other one needs, and one that takes the platform's own |
 */
function writeCutByPlatform(parsed, cuts, endName) {
    if (!canBeRepeated(parsed, cuts))
        return undefined;
    const parts = parsed.stages.flatMap((_, stage) => partsOf(stage, cuts));
    const texts = parts.map(({ stage, end }) => writePart(parsed, stage, end));
    const numberOf = (stage, end) => parts.findIndex((part) => part.stage === stage && part.end === end);
    const ends = cuts.map(({ platform, kept, ends }) => {
        const copies = ends.map((stage) => `COPY --from=${numberOf(stage, endOf(kept[stage]))} --exclude=** / /s${stage}/\n`);
        return [`FROM scratch AS ${endOfPlatform(...toFields(platform))}\n`, ...copies].join('');
    });
    const end = endOfPlatform('$TARGETOS', '$TARGETARCH', '$TARGETVARIANT');
    return [...texts, ...ends, `FROM ${end}${endName === undefined ? '' : ` AS ${endName}`}\n`].join('');
}
/** A stage that is copied from by number would be another one, and one with the name of its own base would stand on itself. */
function canBeRepeated({ stages }, cuts) {
    const flags = cuts.flatMap(({ kept }) => kept.flatMap(({ instructions }) => instructions.flatMap((one) => one.flags)));
    return !stages.some(mayBeOwnBase) && !flags.some((flag) => /^--from=\d+$/.test(flag));
}
/** What a variable holds is not known; but no stage's name has what nearly every image's has. */
function mayBeOwnBase({ name, base }) {
    const isOpen = base.includes('$') && !/[:/]/.test(base.replace(/\$\{[^}]*\}/g, ''));
    return name !== undefined && (isOpen || base.toLowerCase() === name);
}
/**
 * Each part has all of the stage from its FROM on. One that went on from another by a FROM of its own would not find its steps: BuildKit
 * puts the variables of the image behind those of ARG then, and their order is part of what a step is cached by.
 */
function partsOf(stage, cuts) {
    const ends = cuts.filter(({ needed }) => needed.has(stage)).map(({ kept }) => endOf(kept[stage]));
    return [...new Set(ends)].sort((a, b) => a - b).map((end) => ({ stage, end }));
}
/** The last line of what is kept of a stage. */
function endOf(kept) {
    if (kept === undefined)
        return 0;
    const { node, instructions, isComplete } = kept;
    return isComplete ? node.stage.lastLine : (node.numbered[instructions.length]?.firstLine ?? 1) - 1;
}
function writePart({ lines, stages }, stage, end) {
    const text = lines.slice((stages[stage]?.firstLine ?? 1) - 1, end).join('');
    return text.endsWith('\n') ? text : `${text}\n`;
}
function toFields(platform) {
    const [os = '', architecture = '', variant = ''] = platform.split('/');
    return [os, architecture, variant];
}
function endOfPlatform(os, architecture, variant) {
    return `cut-end-${os}-${architecture}${variant}`;
}

;// CONCATENATED MODULE: ./lib/dockerfile/heredoc.js
/**
 * Returns the here-documents that a RUN, COPY or ADD line opens, in order. BuildKit splits the line into words as a shell
 * does (frontend/dockerfile/shell) and looks for words that begin with `<<`; where quotes or braces do not close it sees no word at all.
 */
function heredocsOf(line) {
    if (!line.includes('<<'))
        return [];
    return (splitWords(line, 'raw') ?? []).flatMap((word) => {
        const [, dash, quoted = ''] = /^\d*<<(-?)([^<]*)$/.exec(word) ?? [];
        const [name, ...more] = splitWords(quoted, 'bare') ?? [];
        return name === undefined || more.length > 0 ? [] : [{ name, indented: dash === '-' }];
    });
}
class OpenEnd extends Error {
}
function splitWords(text, quoting) {
    const words = [''];
    const source = { text, quoting, at: 0, dropsWord: false };
    try {
        readUntil(source, undefined, quoting, (piece, spaces) => {
            const [first = '', ...others] = spaces === 'kept' ? [piece] : piece.split(/\s+/);
            const word = words.pop() ?? '';
            words.push(source.dropsWord ? first : word + first, ...others);
            source.dropsWord = false;
        });
    }
    catch (error) {
        // Braces within braces may be deeper than the stack.
        if (error instanceof OpenEnd || error instanceof RangeError)
            return undefined;
        throw error;
    }
    return words.filter((word) => word !== '');
}
function readUntil(source, stop, escapes, emit) {
    while (source.at < source.text.length) {
        const char = source.text[source.at];
        source.at += 1;
        if (char === stop)
            return;
        if (char === "'")
            emit(readSingleQuoted(source), 'kept');
        else if (char === '"')
            emit(readDoubleQuoted(source, escapes), 'kept');
        else if (char === '$')
            emit(readVariable(source), 'apart');
        else if (char === '<')
            emit(readAngle(source), 'kept');
        else if (char === '\\')
            emit((escapes === 'raw' ? char : '') + take(source), 'kept');
        else
            emit(char, 'apart');
    }
    if (stop !== undefined)
        throw new OpenEnd();
}
function readSingleQuoted(source) {
    const end = source.text.indexOf("'", source.at);
    if (end < 0)
        throw new OpenEnd();
    const content = source.text.slice(source.at, end);
    source.at = end + 1;
    return source.quoting === 'raw' ? `'${content}'` : content;
}
function readDoubleQuoted(source, escapes) {
    let content = '';
    while (source.at < source.text.length) {
        const char = take(source);
        if (char === '"')
            return source.quoting === 'raw' ? `"${content}"` : content;
        if (char === '$')
            content += readVariable(source);
        else if (char !== '\\')
            content += char;
        else if (/["$\\]/.test(source.text[source.at] ?? ''))
            content += (escapes === 'raw' ? char : '') + take(source);
        else
            content += escapes === 'raw' ? char + char : char;
    }
    throw new OpenEnd();
}
/** No variable has a value here, so each stands for itself. */
function readVariable(source) {
    if (source.text[source.at] !== '{')
        return `$${readName(source)}`;
    source.at += 1;
    if (/^[{}:]?$/.test(source.text[source.at] ?? ''))
        throw new OpenEnd();
    const name = readName(source);
    let operator = take(source);
    if (operator === '}')
        return `\${${name}}`;
    if (operator === '/') {
        if (source.text[source.at] === '/')
            source.at += 1;
        return `\${${name}/${readNested(source, '/', 'raw')}/${readNested(source, '}', 'raw')}}`;
    }
    if (operator === ':')
        operator += take(source);
    if (!/^([-+?#%]|:[^#%])$/.test(operator))
        throw new OpenEnd();
    return `\${${name}${operator}${readNested(source, '}', /[#%]/.test(operator) ? 'raw' : 'bare')}}`;
}
function readNested(source, stop, escapes) {
    let content = '';
    readUntil(source, stop, escapes, (piece) => {
        content += piece;
    });
    source.dropsWord = true;
    return content;
}
/** A name, or one of the shell's special parameters; nothing when there is none. */
function readName(source) {
    const name = /(?:\p{Nd}+|[@*#?\-$!]|[\p{L}_][\p{L}\p{Nd}_]*)?/uy;
    name.lastIndex = source.at;
    const found = name.exec(source.text)?.[0] ?? '';
    source.at += found.length;
    return found;
}
/** Between `<<` and the name there may be white space. */
function readAngle(source) {
    const angle = /(?:<[\t\r ]*)?/y;
    angle.lastIndex = source.at;
    const more = angle.exec(source.text)?.[0] ?? '';
    source.at += more.length;
    return `<${more}`;
}
function take(source) {
    const char = source.text[source.at] ?? '';
    source.at += 1;
    return char;
}

;// CONCATENATED MODULE: ./lib/dockerfile/instruction.js

/** Splits an instruction's line, its continuations joined; an empty line has an empty keyword. */
function toInstruction(line, escapeCharacter) {
    const whole = trimSpace(line);
    const [keyword = ''] = whole.split(blanks);
    const { flags, text } = splitFlags(whole.slice(keyword.length), escapeCharacter);
    return { keyword: keyword.toUpperCase(), flags, text };
}
/** Splits an instruction's text at white space as BuildKit does, which leaves quotes alone. */
function toArguments({ text }) {
    return text.split(blanks);
}
/**
 * Returns the here-documents that follow an instruction's line: RUN, COPY and ADD can have some, also as an ONBUILD trigger,
 * but not where their arguments are a JSON list.
 */
function toHeredocs(line, escapeCharacter) {
    const outer = toInstruction(line, escapeCharacter);
    const { keyword, text } = outer.keyword === 'ONBUILD' ? toInstruction(outer.text, escapeCharacter) : outer;
    return ['RUN', 'COPY', 'ADD'].includes(keyword) && !isJsonList(text) ? heredocsOf(line) : [];
}
/** Takes away what Go calls white space, which is without JavaScript's byte order mark and with NEL. */
function trimSpace(text) {
    let [from, to] = [0, text.length];
    while (from < to && space.test(text[from] ?? ''))
        from += 1;
    while (from < to && space.test(text[to - 1] ?? ''))
        to -= 1;
    return text.slice(from, to);
}
const space = /[^\S\uFEFF]|\u0085/;
const blanks = /[\t\v\f\r ]+/;
/** Flags are the words in front that begin with `--`; `--` alone ends them. Quotes and escapes are taken off. */
function splitFlags(text, escapeCharacter) {
    const flags = [];
    let at = 0;
    for (;;) {
        const start = text.slice(at).search(/\S/) + at;
        if (start < at || !text.startsWith('--', start))
            return { flags, text: trimSpace(text.slice(at)) };
        let flag = '';
        let quote = '';
        for (at = start; at < text.length && (quote !== '' || !/\s/.test(text[at] ?? '')); at += 1) {
            const char = text[at] ?? '';
            if (char === quote)
                quote = '';
            else if (quote === '' && (char === '"' || char === "'"))
                quote = char;
            else if (char !== escapeCharacter)
                flag += char;
            else {
                at += 1;
                flag += text[at] ?? '';
            }
        }
        if (flag === '--')
            return { flags, text: trimSpace(text.slice(at)) };
        flags.push(flag);
    }
}
function isJsonList(text) {
    if (!text.startsWith('['))
        return false;
    try {
        const list = JSON.parse(text);
        return Array.isArray(list) && list.every((item) => typeof item === 'string');
    }
    catch {
        return false;
    }
}

;// CONCATENATED MODULE: ./lib/dockerfile/dockerfile.js

/**
 * Reads a Dockerfile by the rules of BuildKit's frontend (frontend/dockerfile/parser): escape character, continued lines with
 * comments and blank lines among them, here-documents, byte order mark, both line ends. Never throws: what BuildKit refuses
 * to build needs no reading. No text costs more than a moment: anybody may have written it, and no time limit holds while this one runs.
 */
function parseDockerfile(text) {
    const lines = text.match(/[^\n]*\n|[^\n]+$/g) ?? [];
    const [first = '', ...others] = lines;
    const read = [first.replace(/^\uFEFF/, ''), ...others];
    const directives = readDirectives(read);
    const escapeCharacter = directives.find(({ name }) => name === 'escape')?.value === '`' ? '`' : '\\';
    const instructions = readInstructions(read, escapeCharacter);
    const froms = instructions.flatMap(({ keyword }, index) => (keyword === 'FROM' ? [index] : []));
    return {
        lines,
        directives,
        globals: instructions.slice(0, froms[0]),
        stages: froms.map((from, index) => {
            const next = froms[index + 1] ?? instructions.length;
            return toStage(instructions.slice(from, next), (instructions[next]?.firstLine ?? lines.length + 1) - 1);
        }),
    };
}
/** Directives are the first lines, each name once; one that is not known, any other comment or a blank line ends them. */
function readDirectives(lines) {
    const directives = [];
    for (const [index, line] of lines.entries()) {
        const [, name = '', value = ''] = directive.exec(line) ?? [];
        if (!['syntax', 'escape', 'check'].includes(name.toLowerCase()) || value.trim() === '')
            break;
        directives.push({ name: name.toLowerCase(), value: value.trim(), line: index + 1 });
    }
    return directives;
}
const directive = /^\s*#\s*([A-Za-z][A-Za-z0-9]*)\s*=(.*)/;
function readInstructions(lines, escapeCharacter) {
    const instructions = [];
    for (let at = 0; at < lines.length;) {
        const firstLine = at + 1;
        const { line, next } = joinContinued(lines, at, escapeCharacter);
        at = skipHeredocs(lines, next, toHeredocs(line, escapeCharacter));
        const instruction = toInstruction(line, escapeCharacter);
        if (instruction.keyword !== '')
            instructions.push({ ...instruction, firstLine, lastLine: at });
    }
    return instructions;
}
/** Comments and blank lines among continued lines are left out and end nothing. */
function joinContinued(lines, from, escapeCharacter) {
    const continued = escapeCharacter === '`' ? /(^|[^`])`[ \t]*$/ : /(^|[^\\])\\[ \t]*$/;
    let line = '';
    for (let next = from; next < lines.length; next += 1) {
        const content = withoutEnd(lines[next] ?? '');
        const isLeftOut = /^\s*(#|$)/.test(content);
        if (isLeftOut && next === from)
            return { line: '', next: next + 1 };
        if (isLeftOut)
            continue;
        if (!continued.test(content))
            return { line: line + content, next: next + 1 };
        line += content.replace(continued, '$1');
    }
    return { line, next: lines.length };
}
function skipHeredocs(lines, from, heredocs) {
    let at = from;
    for (const { name, indented } of heredocs) {
        for (let isOpen = true; isOpen && at < lines.length; at += 1) {
            const line = withoutEnd(lines[at] ?? '');
            isOpen = (indented ? line.replace(/^\t+/, '') : line) !== name;
        }
    }
    return at;
}
function withoutEnd(line) {
    let end = line.length;
    while (end > 0 && /[\r\n]/.test(line[end - 1] ?? ''))
        end -= 1;
    return line.slice(0, end);
}
function toStage([from, ...instructions], lastLine) {
    const [base = '', as, name] = from === undefined ? [] : toArguments(from);
    const isNamed = as?.toLowerCase() === 'as';
    return {
        name: isNamed ? name?.toLowerCase() : undefined,
        base,
        instructions,
        firstLine: from?.firstLine ?? lastLine,
        lastLine,
    };
}

;// CONCATENATED MODULE: ./lib/dockerfile/finished.js
/**
 * Returns the steps that a build finished. A step can end before it runs: the file that a COPY names is missing, or the build is
 * canceled while the step is looked up in the cache. At that moment BuildKit reports every step below it as cached, even those
 * that no cache had and that never ran. Such reports are left out: they start and end when the failed step does.
 */
function findFinished(steps) {
    const stops = new Set(steps.filter(endedBeforeItRan).map(({ started }) => started));
    return steps.filter(({ state, started, completed }) => {
        if (state === 'cached')
            return started !== completed || !stops.has(started);
        return state === 'done';
    });
}
/** No container starts, runs and ends within a millisecond. */
function endedBeforeItRan({ state, started = 0, completed = 0 }) {
    return (state === 'failed' || state === 'canceled') && completed - started <= 1;
}
/**
 * Returns how many of a stage's numbered instructions, from the first one on, are finished. `steps` are the stage's own, of
 * all platforms: what one platform still lacks is not finished. `hasFrom` tells that FROM is a step too, the first.
 */
function countFinished(numbered, hasFrom, steps, finished) {
    const before = hasFrom ? 1 : 0;
    const places = placeSteps([...(hasFrom ? ['FROM'] : []), ...numbered.map(({ keyword }) => keyword)], steps);
    let last = 0;
    for (const [index, place] of places) {
        const same = steps.filter((step) => step.index === index);
        // What finished had all that is above it, so the steps above may be missing: of what two stages have in common BuildKit
        // shows one. A linked COPY alone had nothing above it.
        const hadAllAbove = index === last + 1 || numbered[place - before - 1]?.isLinked === false;
        if (same.length > 0 && same.every((step) => finished.has(step)) && hadAllAbove)
            last = index;
    }
    return Math.max(0, (places.get(last) ?? 0) - before);
}
/**
 * Finds the place of each step number among a stage's instructions, both counted from 1. They differ where an instruction
 * makes no step: `WORKDIR /`, or a FROM whose image is empty or replaced by `build-contexts`. Where a step could stand in
 * several places it gets the first one, so that never too much counts as finished.
 */
function placeSteps(keywords, steps) {
    const known = new Map(steps.map(({ index = 0, instruction }) => [index, /^\w*/.exec(instruction)?.[0] ?? '']));
    const places = new Map();
    let place = 0;
    for (let index = 1; index <= Math.max(0, ...known.keys()); index += 1) {
        const keyword = known.get(index);
        place = keyword === undefined ? place + 1 : keywords.indexOf(keyword, place) + 1;
        if (place === 0 || place > keywords.length)
            break;
        places.set(index, place);
    }
    return places;
}

;// CONCATENATED MODULE: ./lib/dockerfile/kept-stages.js

/**
 * Decides what is kept of each stage after a failed build: what the trace calls finished, as far as all that it reads is kept
 * whole. `neverKept` names stages, in any case ('' for those without a name). Of the `steps` those that are in `finished` are so.
 */
function keepFinished(nodes, target, steps, neverKept, finished = new Set(findFinished(steps))) {
    const traced = assignSteps(nodes, target, steps);
    const foundations = nodes.map((node, index) => findFoundation(node, index, traced));
    const counts = countAll(nodes, foundations, traced, finished);
    const excluded = new Set(neverKept.map((name) => name.toLowerCase()));
    const kept = [];
    const isComplete = (stage) => kept[stage]?.isComplete === true;
    for (const [index, node] of nodes.entries()) {
        const { stages: bases = [] } = foundations[index] ?? {};
        const isSound = foundations[index] !== undefined && !excluded.has(node.stage.name ?? '') && bases.every(isComplete);
        const own = isSound ? node.numbered.slice(0, counts[index]) : [];
        const broken = own.findIndex(({ reads }) => !reads.every(isComplete));
        const instructions = broken < 0 ? own : own.slice(0, broken);
        kept.push({ node, bases, instructions, isComplete: isSound && instructions.length === node.numbered.length });
    }
    return kept;
}
/** Gives each stage the steps that have its name; none where two stages that the target needs cannot be told apart. */
function assignSteps(nodes, target, steps) {
    const reachable = [...findReachable(nodes, target)].flatMap((index) => nodes[index] ?? []);
    const isOf = (node, { stage, total = 0 }) => (stage ?? nodes[0]?.label) === node.label && totalsOf(node).includes(total);
    return nodes.map((node) => {
        const rivals = reachable.filter((other) => other !== node && other.label === node.label);
        return steps.filter((step) => isOf(node, step) && !rivals.some((rival) => isOf(rival, step)));
    });
}
/** BuildKit counts FROM as a step where it names an image. A total of none of these has triggers of an ONBUILD in it. */
function totalsOf({ base, numbered: { length } }) {
    if (base.kind === 'open')
        return [length, length + 1];
    return [base.kind === 'image' ? length + 1 : length];
}
function findReachable(nodes, target) {
    const reachable = new Set([target]);
    // A set's iteration comes to what is added on the way.
    for (const index of reachable) {
        const node = nodes[index];
        if (node === undefined)
            continue;
        const bases = node.base.kind === 'stage' ? [node.base.stage] : node.base.kind === 'open' ? node.base.stages : [];
        for (const other of [...bases, ...node.numbered.flatMap(({ reads }) => reads)])
            reachable.add(other);
    }
    return reachable;
}
/** Undefined when the trace does not tell what an open name stood for. */
function findFoundation(node, index, traced) {
    if (node.base.kind === 'stage')
        return { isStep: false, stages: [node.base.stage] };
    if (node.base.kind !== 'open')
        return { isStep: node.base.kind === 'image', stages: [] };
    const total = traced[index]?.[0]?.total;
    if (total === node.numbered.length + 1)
        return { isStep: true, stages: [] };
    const stages = node.base.stages.filter((stage) => traced[stage]?.length !== 0);
    return total === undefined || stages.length === 0 ? undefined : { isStep: false, stages };
}
/** From the last stage to the first, because what a finished instruction reads is finished whatever its own steps say. */
function countAll(nodes, foundations, traced, finished) {
    const whole = new Set();
    const counts = nodes.map(() => 0);
    for (const [index, { numbered }] of [...nodes.entries()].toReversed()) {
        const { isStep, stages } = foundations[index] ?? { isStep: false, stages: [] };
        const count = whole.has(index) ? numbered.length : countFinished(numbered, isStep, traced[index] ?? [], finished);
        counts[index] = count;
        const [base, ...others] = count > 0 || whole.has(index) ? stages : [];
        if (base !== undefined && others.length === 0)
            whole.add(base);
        for (const read of numbered.slice(0, count).flatMap(({ reads }) => reads))
            whole.add(read);
    }
    return counts;
}

;// CONCATENATED MODULE: ./lib/dockerfile/platform-steps.js
/**
 * Returns what a trace tells of each platform that the build is for; of stages that they may have in common, everything. A build
 * for a single one names none.
 */
function stepsByPlatform(parsed, nodes, steps) {
    const shared = findShared(parsed, nodes, steps);
    const platforms = new Set(steps.flatMap((step) => targetOf(step) ?? []));
    const isFor = (platform) => (step) => targetOf(step) === platform || shared.has(step.stage ?? '');
    return new Map([...platforms].map((platform) => [platform, steps.filter(isFor(platform))]));
}
/** Returns the platform that a step is made for, the second of `linux/amd64->arm64`, which leaves out the system if that is the same. */
function targetOf({ platform }) {
    const [from = '', to] = platform?.split('->') ?? [];
    if (to === undefined)
        return platform;
    return /^[^/]+(\/v\d+)?$/.test(to) ? `${from.split('/')[0]}/${to}` : to;
}
/**
 * Returns the labels of the stages whose steps the platforms may have in common (`FROM --platform=$BUILDPLATFORM`, and what stands
 * on such a stage): which platform a step of theirs is for cannot be told.
 */
function findShared({ lines, stages }, nodes, steps) {
    const crossing = new Set(steps.filter(({ platform }) => platform?.includes('->')).map(({ stage }) => stage ?? ''));
    const shared = new Set();
    for (const [index, { label, base }] of nodes.entries()) {
        const { firstLine = 1, lastLine = 1, instructions = [] } = stages[index] ?? {};
        const from = lines.slice(firstLine - 1, (instructions[0]?.firstLine ?? lastLine + 1) - 1).join('');
        const bases = base.kind === 'stage' ? [base.stage] : base.kind === 'open' ? base.stages : [];
        const isShared = bases.some((other) => shared.has(nodes[other]?.label ?? ''));
        if (crossing.has(label) || isShared || /--platform/.test(from))
            shared.add(label);
    }
    // The only stage of a Dockerfile has no name in the names of steps.
    if (crossing.has('') || (nodes.length === 1 && shared.size > 0))
        shared.add('');
    return shared;
}

;// CONCATENATED MODULE: ./lib/dockerfile/stage-graph.js
/** Works out which stage depends on which, as BuildKit's frontend does (frontend/dockerfile/dockerfile2llb). */
function toStageGraph({ globals, stages }, buildArgs) {
    const args = toArgs(globals, new Map(buildArgs));
    const names = stages.map(({ name }) => name);
    return stages.map((stage, index) => ({
        stage,
        label: stage.name ?? `stage-${index}`,
        base: toBase(substitute(stage.base, args), names.slice(0, index)),
        numbered: stage.instructions
            .filter(({ keyword }) => ['RUN', 'COPY', 'ADD', 'WORKDIR'].includes(keyword))
            .map((instruction) => ({
            ...instruction,
            reads: sourcesOf(instruction).flatMap((source) => toStages(source, names)),
            isLinked: isLinked(instruction),
        })),
    }));
}
/** Stands for what a variable holds when only BuildKit knows it: NUL cannot be in a name. */
const unknown = '\0';
/** Characters; no stage has a longer name. */
const longestName = 4096;
/** The ARG before the first FROM, with the values that the build gives them. */
function toArgs(globals, given) {
    const args = new Map();
    for (const { text } of globals.filter(({ keyword }) => keyword === 'ARG')) {
        for (const [, name = '', value] of text.matchAll(/([^\s=]+)(?:=("[^"]*"|'[^']*'|\S*))?/g)) {
            const preset = value === undefined ? undefined : substitute(value, args);
            // Arguments that double one another would soon fill the memory.
            args.set(name, given.get(name) ?? (preset && preset.length > longestName ? unknown : preset) ?? unknown);
        }
    }
    return args;
}
function substitute(text, args) {
    return text
        .replace(/["']/g, '')
        .replace(/\$(?:(\w+)|\{(\w+)\}|\{[^}]*\}?)/g, (_, bare, braced) => args.get(bare ?? braced) ?? unknown);
}
/** FROM means the nearest stage of that name above it; the names of stages are in lower case. */
function toBase(name, above) {
    if (name.includes(unknown)) {
        const pieces = name.split(unknown);
        return { kind: 'open', stages: above.flatMap((other, index) => (hasPieces(other ?? '', pieces) ? [index] : [])) };
    }
    const stage = above.lastIndexOf(name);
    if (stage >= 0)
        return { kind: 'stage', stage };
    return { kind: name === 'scratch' ? 'scratch' : 'image' };
}
/** Tells whether a text is these pieces with anything between them; a regular expression may need for ever. */
function hasPieces(text, [first = '', ...others]) {
    const last = others.pop() ?? '';
    let at = first.length;
    for (const piece of others) {
        const found = text.indexOf(piece, at);
        if (found < 0)
            return false;
        at = found + piece.length;
    }
    return text.startsWith(first) && text.endsWith(last) && text.length - last.length >= at;
}
/** `--from` may be a number for COPY only; a name means the last stage that has it. */
function toStages(source, names) {
    const stage = /^\d+$/.test(source) ? Number(source) : names.lastIndexOf(source.toLowerCase());
    return stage >= 0 && stage < names.length ? [stage] : [];
}
/** Returns what an instruction copies from or mounts, as written. */
function sourcesOf({ keyword, flags }) {
    const values = (name) => flags.flatMap((flag) => (flag.startsWith(name) ? [flag.slice(name.length)] : []));
    if (keyword === 'COPY')
        return values('--from=');
    if (keyword !== 'RUN')
        return [];
    return values('--mount=').flatMap((mount) => mount.split(',').flatMap((field) => /^"?from=([^"]*)/i.exec(field)?.[1] ?? []));
}
function isLinked({ flags }) {
    return flags.some((flag) => /^--link(=true)?$/i.test(flag)) && !flags.some((flag) => flag.startsWith('--chmod='));
}

;// CONCATENATED MODULE: ./lib/dockerfile/unfinished.js






/**
 * Cuts a Dockerfile to what a failed build had finished, so that solving it runs nothing and its cache can be exported;
 * undefined when there is nothing to keep.
 *
 * | what | becomes |
 * | --- | --- |
 * | a stage with an unfinished instruction | ends before it |
 * | a stage of which nothing is kept, or that `no-cache` names | `FROM scratch`, since others may be meant by their number |
 * | an instruction that reads a stage that is not whole | unfinished itself |
 * | the end | `FROM scratch` under the target's name, with one `COPY --exclude=**` per stage that no other one needs: it copies nothing and depends on all of it |
 * | a stage that one of several platforms is farther with | repeated (see `writeCutByPlatform`), where nothing forbids that |
 * | a Dockerfile whose target is finished (a push failed) | stays as it is |
 *
 * The cut is solved as the original was (target, arguments, platforms, contexts, imports, frontend, which must know `--exclude`:
 * 1.19 or later), without outputs and attestations. It has no `# check` line, because a check that finds it ugly must not fail it.
 */
function cutUnfinished(dockerfile, steps, request) {
    const parsed = parseDockerfile(dockerfile);
    const target = findTarget(parsed, request.target);
    if (request.noCache || target < 0)
        return undefined;
    const nodes = toStageGraph(parsed, request.buildArgs);
    const finished = new Set(findFinished(steps));
    const keep = (own) => keepFinished(nodes, target, own, request.noCacheFilters, finished);
    const kept = keep(steps);
    const byPlatform = cutByPlatform(parsed, kept, stepsByPlatform(parsed, nodes, steps), keep, parsed.stages[target]?.name);
    if (byPlatform !== undefined)
        return [...headOf(parsed), byPlatform].join('');
    const { needed, ends } = findNeeded(kept);
    if (ends.length === 0)
        return undefined;
    const isWhole = kept[target]?.isComplete === true && ends.every((end) => end === target);
    return isWhole ? dockerfile : writeCut(parsed, kept, needed, ends, target);
}
/** A target is a name, of which the last stage that has it is meant; without one it is the last stage. */
function findTarget({ stages }, target) {
    if (target === undefined)
        return stages.length - 1;
    return stages.findLastIndex(({ name }) => name === target.toLowerCase());
}
/** `ends` are the stages with something to keep that no other kept instruction reads. */
function findNeeded(kept) {
    const needed = new Set();
    const ends = [];
    for (const [index, { bases, instructions }] of [...kept.entries()].toReversed()) {
        if (!needed.has(index)) {
            if (instructions.length === 0)
                continue;
            ends.unshift(index);
        }
        for (const stage of [index, ...bases, ...instructions.flatMap(({ reads }) => reads)])
            needed.add(stage);
    }
    return { needed, ends };
}
/** Returns undefined where no platform has more than all have, or where the trace of one does not show as much. */
function cutByPlatform(parsed, common, steps, keep, endName) {
    const cuts = [...steps].map(([platform, own]) => {
        const kept = keep(own);
        return { platform, kept, ...findNeeded(kept) };
    });
    const isMore = cuts.length > 1 && cuts.some(({ kept }) => count(kept) > count(common));
    if (!isMore || !cuts.every(({ kept }) => covers(kept, common)))
        return undefined;
    return writeCutByPlatform(parsed, cuts, endName);
}
function count(kept) {
    return kept.reduce((sum, { instructions }) => sum + instructions.length, 0);
}
function covers(more, less) {
    return less.every(({ instructions }, index) => (more[index]?.instructions.length ?? 0) >= instructions.length);
}
/** A check that finds the cut ugly must not fail it. */
function headOf({ lines, directives, stages }) {
    const checks = directives.filter(({ name }) => name === 'check').map(({ line }) => line);
    return lines.slice(0, (stages[0]?.firstLine ?? 1) - 1).filter((_, index) => !checks.includes(index + 1));
}
function writeCut(parsed, kept, needed, ends, target) {
    const { lines, stages } = parsed;
    const body = kept
        .slice(0, Math.max(...needed) + 1)
        .map((stage, index) => (needed.has(index) ? linesOf(stage, lines) : 'FROM scratch\n'));
    // Under its name because a stage can read it (ARG TARGETSTAGE), and by number because a name would now mean this one.
    const name = stages[target]?.name;
    const end = name === undefined ? 'FROM scratch\n' : `FROM scratch AS ${name}\n`;
    return [
        ...headOf(parsed),
        ...body,
        end,
        ...ends.map((stage) => `COPY --from=${stage} --exclude=** / /s${stage}/\n`),
    ].join('');
}
function linesOf(kept, lines) {
    const text = lines.slice(kept.node.stage.firstLine - 1, endOf(kept)).join('');
    return text.endsWith('\n') ? text : `${text}\n`;
}

// EXTERNAL MODULE: ./lib/request/places.js
var places = __webpack_require__(9653);
;// CONCATENATED MODULE: ./lib/solve/write-dockerfile.js



/**
 * Writes the replacement of a Dockerfile into a folder, with the same name and the same ignore file beside it, and returns its
 * place.
 */
async function writeDockerfile(place, { directory, filename }, content) {
    await (0,promises_.mkdir)(place, { recursive: true });
    await (0,promises_.writeFile)((0,external_node_path_.join)(place, filename), content);
    const ignore = `${filename}.dockerignore`;
    // Most Dockerfiles have no ignore file of their own, and the context's is sent with the context.
    const ignored = await (0,places/* readInside */.xO)(directory, ignore);
    if (ignored !== undefined)
        await (0,promises_.writeFile)((0,external_node_path_.join)(place, ignore), ignored);
    return { directory: place, filename };
}

;// CONCATENATED MODULE: ./lib/solve/unfinished.js




/**
 * Writes a Dockerfile with only those instructions that a failed solve had finished, and returns the solve of it; undefined where none
 * was finished, or where the Dockerfile cannot be read because BuildKit fetched it itself.
 */
async function writeUnfinished(solve, steps, folder) {
    const { directory, filename } = solve.request.dockerfile;
    if (directory === undefined)
        return undefined;
    const bytes = await (0,promises_.readFile)((0,external_node_path_.join)(directory, filename));
    const text = bytes.toString('utf8');
    // A Dockerfile in another encoding would be changed by reading and writing it.
    const cut = Buffer.from(text).equals(bytes) ? cutUnfinished(text, steps, solve.request) : undefined;
    if (cut === undefined)
        return undefined;
    const dockerfile = await writeDockerfile((0,external_node_path_.join)(folder, 'unfinished'), { directory, filename }, cut);
    // The build checks must not fail on the shortened Dockerfile, which has lost the original's `# check` line.
    const buildArgs = solve.request.buildArgs.filter(([name]) => name !== 'BUILDKIT_DOCKERFILE_CHECK');
    const request = { ...solve.request, buildArgs, attests: [], dockerfile };
    return { ...solve, request };
}

;// CONCATENATED MODULE: ./lib/trace/counts.js
/**
 * Counts the steps that make layers: numbered instructions of the Dockerfile but FROM, which is resolved in every build
 * and cached in none, so that it would only blur the figure. Instructions that a build did not need, such as those of a
 * stage whose only copied file was found in the cache, count as nothing.
 */
function countSteps(steps) {
    const instructions = steps.filter(({ phase }) => phase === 'instruction');
    const cached = instructions.filter(({ state }) => state === 'cached').length;
    const run = instructions.filter(({ isExecuted }) => isExecuted).length;
    const total = cached + run;
    return { cached, run, total, ratio: total === 0 ? 1 : cached / total };
}
/** Tells whether a build ran no instruction at all. */
function isFullyCached(steps) {
    return countSteps(steps).run === 0;
}

;// CONCATENATED MODULE: ./lib/build/after-build.js








/**
 * Starts the cache exports that go on beside the job's later steps, if there are any: after a successful build to the own cache and to
 * those of `cache-to`, after a failed build to the `-wip` reference beside the own cache.
 */
async function deferExports(end, signal) {
    const { request, cache, builder, step } = end.job;
    if (end.kind === 'answered')
        return [];
    if (end.kind === 'failed') {
        const isWanted = cache.exportTo !== undefined && request.cache.onFailure;
        return isWanted ? exportUnfinished(end, wipReference(cache.exportTo), signal) : [];
    }
    const targets = [...ownTargets(end), ...furtherTargets(request, cache.exportTo)];
    return Promise.all(targets.map((target, index) => startExport(builder, end.solve, target, fileOf(step, index), signal)));
}
/** Exports nothing when every step came from the cache that would be written: it would get the same manifest again. */
function ownTargets({ job: { request, cache, trial }, progress }) {
    const { exportTo, cacheSource, wip } = cache;
    if (exportTo === undefined || request.cache.export === 'inline')
        return [];
    if (trial && (0,text_reference/* formatReference */.FH)(exportTo) === trial.earlier.exportTo) {
        say/* info */.pq(`The cache is the one of step ${trial.earlier.step}: it is not exported again.`);
        return [];
    }
    if ((0,text_reference/* isSameReference */.ol)(exportTo, cacheSource?.reference) && wip === undefined && isFullyCached(progress.steps())) {
        say/* info */.pq(`The cache is as it was: every step came from ${(0,text_reference/* formatReference */.FH)(exportTo)}.`);
        return [];
    }
    return [ownTarget(request, exportTo)];
}
function fileOf({ folder }, index) {
    return (0,external_node_path_.join)(folder, `export-${index}`);
}
/** Exports nothing after the builder itself failed, or when every finished step is in a cache already. */
async function exportUnfinished(end, reference, signal) {
    const { job, solve, progress, failure } = end;
    if (failure.phase === 'builder' || failure.phase === 'canceled')
        return [];
    if (!progress.steps().some(({ phase, state }) => phase === 'instruction' && state === 'done'))
        return [];
    const unfinished = await writeUnfinished(solve, progress.steps(), job.step.folder);
    if (unfinished === undefined)
        return [];
    const target = ownTarget(job.request, reference);
    return [await startExport(job.builder, unfinished, target, fileOf(job.step, 0), signal)];
}

// EXTERNAL MODULE: ./lib/builder/daemon-config.js
var daemon_config = __webpack_require__(1882);
// EXTERNAL MODULE: external "node:os"
var external_node_os_ = __webpack_require__(8161);
;// CONCATENATED MODULE: ./lib/builder/memory.js



/** Counts the processes that this machine's kernel has ended so far for lack of memory, in all containers (proc(5), /proc/vmstat). */
function countOomKills() {
    try {
        return Number(/^oom_kill (\d+)$/m.exec((0,external_node_fs_.readFileSync)('/proc/vmstat', 'utf8'))?.[1] ?? 0);
    }
    catch {
        return 0;
    }
}
/** Returns the facts about memory after an attempt; `killsBefore` is the count at its start. */
function readMemoryWant(killsBefore, limit) {
    return {
        kills: countOomKills() - killsBefore,
        limit: limit === undefined ? undefined : Number(limit),
        total: (0,external_node_os_.totalmem)(),
    };
}
/** Says how much memory there was and what to do about it. */
function describeMemory({ limit, total }) {
    const had = limit === undefined
        ? `this machine has ${(0,units/* formatBytes */.z3)(total)}`
        : `the builder may take ${(0,units/* formatBytes */.z3)(limit)} ("builder-memory") of this machine's ${(0,units/* formatBytes */.z3)(total)}`;
    const more = limit === undefined ? 'take a larger runner' : 'raise "builder-memory"';
    return `The kernel ended a process for want of memory, ${had}: ${more}, or let the step do less at the same time.`;
}

// EXTERNAL MODULE: ./lib/builder/ready.js
var ready = __webpack_require__(3492);
;// CONCATENATED MODULE: ./lib/builder/space.js






/**
 * Tells whether an error's words say that there is no room. A file system in a file reports write errors instead where the disk
 * below it is full.
 */
function isFull(message) {
    return /no space left on device|disk quota exceeded|input\/output error|read-only file system/i.test(message);
}
/** Tells by a failure's words, or by the output of a RUN, whether it may come from a full state, so that the room is worth a look. */
function mayBeFull({ message, logTail }) {
    return isFull(message) || logTail.some(isFull);
}
/** Reads how much room a builder's state has; undefined where that cannot be found out, such as at an endpoint. */
async function readSpace(container, folder) {
    if (container === undefined)
        return undefined;
    const asked = await ask('exec', container, 'sh', '-c', lookAtSnapshots);
    const [, size, free] = /^\S+ +(\d+) +\d+ +(\d+) /m.exec(asked) ?? [];
    if (size === undefined)
        return undefined;
    const state = { size: Number(size) * 1024, free: Number(free) * 1024 };
    if (onVolume.some((name) => (0,external_node_fs_.existsSync)((0,external_node_path_.join)(folder, 'shared', name)))) {
        const root = await ask('info', '--format', '{{.DockerRootDir}}');
        return { state, disk: { ...state, name: `Docker's data root ${root.trim()}` } };
    }
    const disk = await (0,promises_.statfs)(folder);
    const name = `the runner's temp folder ${(0,external_node_path_.dirname)(folder)}`;
    return { state, disk: { size: disk.blocks * disk.bsize, free: disk.bavail * disk.bsize, name } };
}
/** Whatever the snapshotter is called. */
const lookAtSnapshots = `cd ${boot/* stateRoot */.om}/runc-*/snapshots/snapshots 2>/dev/null || cd ${boot/* stateRoot */.om}; df -P -k .`;
/** Files that show that the state is on Docker's volume. */
const onVolume = [boot/* shared */.ue.roomier, boot/* shared */.ue.noState];
async function ask(...args) {
    const asked = await (0,docker_child/* runChild */.w)('docker', args, { env: process.env }).catch(() => undefined);
    return asked?.stdout ?? '';
}
/**
 * Tells whether no room is left. Up to a hundredth still counts as none: the file system's reserve, and what a failed write freed
 * again.
 */
function hasNoRoom({ state, disk }) {
    return [state, disk].some(({ size, free }) => free < size / 100);
}
/** Says how much room there is and what to do about it. */
function describeSpace({ state, disk }, kept) {
    const where = kept === 'memory' ? 'is kept in memory' : 'is on the disk';
    const ways = [
        ...(kept === 'memory' ? ['write state: disk'] : []),
        'free space on this runner in an earlier step',
        'take one with a larger disk',
    ];
    return [
        `The builder's state ${where} and has ${(0,units/* formatBytes */.z3)(state.free)} of ${(0,units/* formatBytes */.z3)(state.size)} free,`,
        `the disk of ${disk.name} ${(0,units/* formatBytes */.z3)(disk.free)} of ${(0,units/* formatBytes */.z3)(disk.size)}:`,
        `${ways.join(', or ')}.`,
    ].join(' ');
}

// EXTERNAL MODULE: external "node:dns/promises"
var external_node_dns_promises_ = __webpack_require__(1553);
;// CONCATENATED MODULE: ./lib/builder/unseen-host.js

/**
 * Returns the host whose name this machine can resolve but a builder in a network of its own cannot, such as a service of the job;
 * a further attempt would not find it either. Undefined for any other failure.
 */
async function findUnseenHost({ message }, { container }, { network }, resolve = external_node_dns_promises_.lookup) {
    const host = /\blookup ([\w.-]+?)(?: on \S+)?: no such host/.exec(message)?.[1];
    if (host === undefined || container === undefined || network === 'host')
        return undefined;
    return resolve(host).then(() => host, () => undefined);
}
/** Returns the advice for such a host: the input to write. */
function adviseNetwork(host) {
    return `This runner resolves ${host}, but the builder does not, which is in another network: write builder-network: \${{ job.container.network }} in a job that has a container, else builder-network: host.`;
}

// EXTERNAL MODULE: ./lib/text/visible.js
var visible = __webpack_require__(1981);
;// CONCATENATED MODULE: ./lib/trace/step-lines.js


/** Characters of a step's name that a line shows; the Dockerfile has the rest. */
const titleLimit = 120;
/** Names a step as BuildKit does, in one short line: `[builder 3/7] RUN npm ci`. */
function stepTitle(step) {
    return (0,visible/* shorten */.ml)(toOneLine(step.name), titleLimit);
}
/** Makes one line of a name: spaces and line ends are one space each, digests are short enough to tell apart. */
function toOneLine(name) {
    return name.replaceAll(/\s+/g, ' ').replaceAll(/(@sha256:[0-9a-f]{12})[0-9a-f]{52}/g, '$1…');
}
const ends = { canceled: 'canceled after', failed: 'failed after', running: 'interrupted after' };
/** Says how a step ended: `done in 12 s`, `failed after 3.2 s`. */
function stepEnd({ state, isExecuted, milliseconds }) {
    // BuildKit calls a step cached before it fetches its layer, which a later step may need.
    if (state === 'failed' && !isExecuted)
        return `cached, but fetching its layer failed after ${(0,units/* formatDuration */.a3)(milliseconds)}`;
    return `${ends[state] ?? 'done in'} ${(0,units/* formatDuration */.a3)(milliseconds)}`;
}
/** Sums up transfers, side by side or one after the other; undefined when there are none. */
function sumTransfers(transfers) {
    const starts = transfers.flatMap(({ started }) => started ?? []);
    const ends = transfers.flatMap(({ completed, timestamp }) => completed ?? timestamp ?? []);
    if (starts.length === 0 || ends.length === 0)
        return undefined;
    return {
        bytes: transfers.reduce((sum, { current }) => sum + current, 0),
        total: transfers.reduce((sum, { total }) => sum + total, 0),
        milliseconds: Math.max(0, Math.max(...ends) - Math.min(...starts)),
    };
}
/** Says what was moved and how long it took: `48 MB in 2.1 s`. */
function formatTransfer({ bytes, milliseconds }) {
    return `${(0,units/* formatBytes */.z3)(bytes)} in ${(0,units/* formatDuration */.a3)(milliseconds)}`;
}

;// CONCATENATED MODULE: ./lib/log/kept-lines.js

/** Characters of output kept of one step that is not in front; when there are more, its oldest lines go. */
const keptLimit = 1_000_000;
/** Starts empty. */
function createKeptLines() {
    let lines = [];
    let size = 0;
    let left = { lines: 0, size: 0 };
    // Half at once, so that a step that prints without end does not pay for it at every line.
    const leaveOut = () => {
        while (size > keptLimit) {
            const out = lines.splice(0, Math.ceil(lines.length / 2));
            const outSize = sizeOf(out);
            left = { lines: left.lines + out.length, size: left.size + outSize };
            size -= outSize;
        }
    };
    return {
        push(more) {
            for (const line of more)
                lines.push(line);
            size += sizeOf(more);
            leaveOut();
        },
        take() {
            const note = `… ${(0,units/* formatCount */.B4)(left.lines, 'earlier line')} (${(0,units/* formatBytes */.z3)(left.size)}) left out: "progress: plain" prints them`;
            const taken = left.lines > 0 ? [note, ...lines] : lines;
            lines = [];
            size = 0;
            left = { lines: 0, size: 0 };
            return taken;
        },
        isEmpty: () => lines.length === 0 && left.lines === 0,
    };
}
function sizeOf(lines) {
    return lines.reduce((sum, line) => sum + line.length + 1, 0);
}

;// CONCATENATED MODULE: ./lib/log/lines.js


/** Characters of one line that are kept; a longer line is cut and says by how much. */
const lineLimit = 4096;
/** Cuts a whole line that is too long. */
function cutLine(line) {
    // A line that was cut before is longer by its note.
    const cut = line.length - lineLimit;
    return cut > 100 ? line.slice(0, lineLimit) + cutNote(cut) : line;
}
/** Reads UTF-8; what is none shows as `�`. Never holds more than one line's limit in memory, and shows it as a terminal would. */
function createLineReader() {
    const decoder = new TextDecoder('utf-8', { ignoreBOM: true });
    const current = createTerminalLine(lineLimit);
    const take = () => {
        const { line, cut } = current.take();
        return cut > 0 ? line + cutNote(cut) : line;
    };
    return {
        push(data) {
            const parts = decoder.decode(data, { stream: true }).split('\n');
            const lines = [];
            for (const [index, part] of parts.entries()) {
                current.write(part);
                if (index < parts.length - 1)
                    lines.push(take());
            }
            return lines;
        },
        flush() {
            current.write(decoder.decode());
            return current.isEmpty() ? [] : [take()];
        },
    };
}
function cutNote(characters) {
    return ` … (${(0,units/* formatNumber */.ZV)(characters)} more characters)`;
}

;// CONCATENATED MODULE: ./lib/log/groups.js



/** Starts with nobody in front. */
function createGroups(printer) {
    const channels = new Map();
    let front;
    let waiting = [];
    const channelOf = (step) => {
        const channel = channels.get(step.id) ?? { step, readers: new Map(), kept: createKeptLines(), isOpen: false };
        channels.set(step.id, channel);
        channel.step = step;
        return channel;
    };
    const show = (channel) => {
        if (channel.kept.isEmpty())
            return;
        if (!channel.isOpen)
            printer.openGroup(stepTitle(channel.step));
        channel.isOpen = true;
        printer.foreign(channel.kept.take());
    };
    const shut = (channel) => {
        show(channel);
        if (!channel.isOpen)
            return;
        printer.closeGroup();
        printer.line(stepEnd(channel.step));
    };
    const whenFree = (print) => {
        if (front)
            waiting.push(print);
        else
            print();
    };
    const next = () => {
        front = undefined;
        const prints = waiting;
        waiting = [];
        for (const print of prints)
            print();
        const kept = [...channels.values()].filter((channel) => !channel.kept.isEmpty());
        front = kept.toSorted((a, b) => (a.step.started ?? 0) - (b.step.started ?? 0))[0];
        if (front)
            show(front);
    };
    /** Takes a channel out, with its last line. */
    const remove = (step) => {
        const channel = channels.get(step.id);
        if (channel === undefined)
            return undefined;
        channels.delete(step.id);
        channel.step = step;
        flushReaders(channel);
        return channel;
    };
    const close = (step) => {
        const channel = remove(step);
        if (channel === undefined)
            return false;
        if (channel === front) {
            shut(channel);
            next();
        }
        else {
            whenFree(() => shut(channel));
        }
        return true;
    };
    return {
        output(step, stream, data) {
            const channel = channelOf(step);
            const reader = channel.readers.get(stream) ?? createLineReader();
            channel.readers.set(stream, reader);
            channel.kept.push(reader.push(data));
            if (step.state === 'running')
                front ??= channel;
            if (channel === front)
                show(channel);
        },
        say: (line) => whenFree(() => printer.line(line)),
        close,
        withhold(step) {
            if (front?.step.id === step.id)
                close(step);
            return remove(step)?.kept.take() ?? [];
        },
        flush() {
            if (!front)
                return;
            flushReaders(front);
            show(front);
        },
        front: () => front?.step,
        end() {
            for (const { step } of [...channels.values()])
                close(step);
        },
    };
}
function flushReaders(channel) {
    for (const reader of channel.readers.values())
        channel.kept.push(reader.flush());
}

;// CONCATENATED MODULE: ./lib/log/printer.js



/** Returns a printer to the step's log, with a token of its own. */
function openPrinter() {
    return createPrinter((text) => process.stdout.write(text), (0,external_node_crypto_.randomUUID)());
}
/**
 * Starts in the state where commands are obeyed. What the build printed stands between `::stop-commands::TOKEN` and
 * `::TOKEN::`; the marks of a group are commands themselves and not obeyed in between, so commands are stopped only when
 * the build's first line comes and obeyed again for each mark. The token must be one that the build cannot know.
 */
function createPrinter(write, token) {
    let stopped = false;
    const stop = () => {
        if (!stopped)
            write(`::stop-commands::${token}\n`);
        stopped = true;
    };
    const obey = () => {
        if (stopped)
            write(`::${token}::\n`);
        stopped = false;
    };
    const foreign = (lines) => {
        if (lines.length === 0)
            return;
        stop();
        write(lines.map((line) => `${(0,visible/* toVisible */.ws)(cutLine(line))}\n`).join(''));
    };
    return {
        line(text) {
            // A frontend of the Dockerfile's choice may name its steps like a command.
            if (/^[^!-~]*::/.test(text))
                foreign([text]);
            else
                write(`${(0,visible/* toVisible */.ws)(text)}\n`);
        },
        foreign,
        openGroup(title) {
            obey();
            write(`::group::${(0,visible/* toVisible */.ws)(title).replaceAll('%', '%25')}\n`);
        },
        closeGroup() {
            obey();
            write('::endgroup::\n');
        },
        obey,
    };
}

;// CONCATENATED MODULE: ./lib/trace/exports.js
/** Parts that are details of other parts, one per layer. */
const detail = /^(writing |merging|exporting (manifest|config|attestation))/;
/** Lists the finished parts of exports, in the order they began. */
function exportPhases(steps) {
    return exportsOf(steps)
        .flatMap((step) => step.transfers.flatMap(({ id, started, completed }) => started === undefined || completed === undefined || detail.test(id)
        ? []
        : [{ kind: kindOf(step), name: id, started, milliseconds: Math.max(0, completed - started) }]))
        .toSorted((a, b) => a.started - b.started);
}
/** Returns the milliseconds that a build took to hand over its image, or its cache. */
function exportMilliseconds(steps, kind) {
    return exportsOf(steps)
        .filter((step) => kindOf(step) === kind)
        .reduce((sum, { milliseconds }) => sum + milliseconds, 0);
}
/** Returns the references whose manifest reached the registry (`REFERENCE@DIGEST`), also where a later one failed. */
function pushedReferences(steps) {
    return exportsOf(steps).flatMap(({ transfers, error = '' }) => transfers.flatMap(({ id, completed }) => {
        const reference = /^pushing manifest for (.+)$/.exec(id)?.[1];
        // A push that fails is completed too; BuildKit pushes one reference after the other and stops at the first that fails.
        const hasFailed = error.includes(`failed to push ${reference?.split('@')[0]}:`);
        return reference !== undefined && completed !== undefined && !hasFailed ? [reference] : [];
    }));
}
function exportsOf(steps) {
    return steps.filter(({ phase }) => phase === 'export' || phase === 'cache-export');
}
function kindOf({ phase }) {
    return phase === 'export' ? 'image' : 'cache';
}

;// CONCATENATED MODULE: ./lib/log/status-lines.js



/** Milliseconds that something must have taken, and bytes that must have been moved, to be worth a line. */
const longEnough = 100;
const bigEnough = 100_000;
/**
 * Starts with nothing said. What is said:
 *
 * | step | line |
 * | --- | --- |
 * | found in a cache | `CACHED [builder 2/7] RUN …` |
 * | instruction that printed nothing | `[builder 3/7] COPY . . · done in 0.1 s` |
 * | build context sent | `[internal] load build context · sent 12 kB in 0.1 s` |
 * | base image pulled and unpacked | `[builder 1/7] FROM debian:12 · pulled 48 MB in 2.1 s`, `… · unpacked in 0.9 s` |
 * | layers up to a cached step, which a later step needs | `[builder 3/7] RUN … · cached layers pulled: 48 MB in 2.1 s`, `… · cached layers unpacked in 0.9 s` |
 * | cache import, which may fail | `importing cache manifest from … · done in 0.2 s` |
 * | part of an export that took time; each pushed manifest | `exporting to image · pushing layers in 3.4 s` |
 * | canceled | `[builder 3/7] RUN … · canceled after 2 s` |
 *
 * A step is started several times (an image is resolved and later pulled), so it may have several lines.
 */
function createStatusLines() {
    const said = new Set();
    const once = (step, what, line) => {
        const key = `${step.id}\n${what}`;
        const isNew = !said.has(key);
        said.add(key);
        return isNew ? [line] : [];
    };
    const ofTransfers = (step) => {
        if (step.state === 'running' || step.phase === 'frontend')
            return [];
        const title = stepTitle(step);
        const finished = step.transfers.filter(({ completed }) => completed !== undefined);
        const fresh = finished.filter(({ id, started }) => once(step, `${id} ${started}`, '').length > 0);
        const moved = sumTransfers(fresh.filter(({ current }) => current > 0));
        const unpacked = sumTransfers(fresh.filter(({ id }) => id.startsWith('extracting ')));
        const isWorthIt = moved && (step.phase === 'context' || moved.bytes >= bigEnough);
        const isCached = step.phase === 'instruction' && !step.isExecuted;
        const verb = step.phase === 'context' ? 'sent' : isCached ? 'cached layers pulled:' : 'pulled';
        return [
            ...(isWorthIt ? [`${title} · ${verb} ${formatTransfer(moved)}`] : []),
            ...(unpacked && unpacked.milliseconds >= longEnough
                ? [`${title} · ${isCached ? 'cached layers ' : ''}unpacked in ${(0,units/* formatDuration */.a3)(unpacked.milliseconds)}`]
                : []),
        ];
    };
    const ofExport = (step) => exportPhases([step]).flatMap(({ name, started, milliseconds }) => {
        const isWorthIt = milliseconds >= longEnough || name.startsWith('pushing manifest');
        const line = `${stepTitle(step)} · ${name} in ${(0,units/* formatDuration */.a3)(milliseconds)}`;
        return isWorthIt ? once(step, `${name} ${started}`, line) : [];
    });
    return {
        of: (step, printed) => [
            ...status_lines_endOf(step, printed).flatMap((line) => once(step, step.state, line)),
            ...(step.phase.endsWith('export') ? ofExport(step) : ofTransfers(step)),
        ],
    };
}
function status_lines_endOf(step, printed) {
    const title = stepTitle(step);
    if (step.state === 'failed')
        return [`${title} · failed: ${step.error}`];
    if (step.state === 'cached' && step.index !== undefined)
        return [`CACHED ${title}`];
    const isNamed = step.phase === 'instruction' || step.phase === 'cache-import';
    const hasEnded = step.state === 'canceled' || step.state === 'done';
    return hasEnded && isNamed && !printed ? [`${title} · ${stepEnd(step)}`] : [];
}

;// CONCATENATED MODULE: ./lib/log/log.js






/** Milliseconds without a line after which the log names the steps that have been running for at least as long. */
const silence = 30_000;
/** Running steps that such a line names. */
const namedSteps = 3;
/**
 * Starts the log of one solve. One step at a time is in front and streams its output into its own group; cached steps,
 * transfers and quick steps are a line each; steps beside the front follow as whole groups (at most 1 MB of each is kept).
 */
function createLog({ write, now, token }) {
    const progress = createProgress();
    const statusLines = createStatusLines();
    const failed = new Map();
    const firstRun = new Map();
    let lastWrite = now();
    const printer = createPrinter((text) => {
        lastWrite = now();
        write(text);
    }, token);
    const groups = createGroups(printer);
    const settle = (step) => {
        if (step.state === 'running' && !firstRun.has(step.id))
            firstRun.set(step.id, now());
        if (isFatal(step)) {
            failed.set(step.id, { step, unseen: [...(failed.get(step.id)?.unseen ?? []), ...groups.withhold(step)] });
            return;
        }
        const isPrinted = step.state !== 'running' && groups.close(step);
        for (const line of statusLines.of(step, isPrinted))
            groups.say(line);
    };
    return {
        update(status) {
            progress.update(status);
            for (const log of status.logs) {
                const step = progress.stepOf(log.vertex);
                if (step)
                    groups.output(step, log.stream, log.data);
            }
            const touched = [
                ...status.vertexes.map(({ digest }) => digest),
                ...[...status.statuses, ...status.logs].map(({ vertex }) => vertex),
            ];
            const steps = new Map(touched.map((vertex) => progress.stepOf(vertex)).map((step) => [step?.id, step]));
            for (const step of steps.values())
                if (step)
                    settle(step);
        },
        tick() {
            if (now() - lastWrite < silence)
                return;
            groups.flush();
            const time = (step) => now() - (firstRun.get(step.id) ?? now());
            const running = progress.steps().filter((step) => step.state === 'running' && time(step) >= silence);
            const front = groups.front();
            const named = running.toSorted((a, b) => Number(b.id === front?.id) - Number(a.id === front?.id));
            for (const step of named.slice(0, namedSteps))
                printer.line(stillRunning(step, time(step)));
            if (named.length > namedSteps)
                printer.line(`… and ${named.length - namedSteps} more run beside them`);
        },
        end(words = []) {
            groups.end();
            for (const { step, unseen } of failed.values()) {
                // What was streamed is not shown again: its last lines are part of the error that the step ends with.
                const isAbove = unseen.length === 0 && progress.logTail(step).length > 0;
                const where = isAbove ? ', all of its output is in the group above' : '';
                printer.line(`\x1b[31m${stepTitle(step)} · ${stepEnd(step)}${where}\x1b[0m`);
                printer.foreign(unseen);
            }
            printer.foreign(words);
            printer.obey();
        },
    };
}
/** A failure of these is not the build's: without the import it only takes longer, and credentials fail with what needs them. */
function isFatal(step) {
    return step.state === 'failed' && !['cache-import', 'cache-export', 'credentials'].includes(step.phase);
}
function stillRunning(step, milliseconds) {
    const moved = sumTransfers(step.transfers.filter(({ completed }) => completed === undefined));
    const amount = moved && moved.total > 0 ? `, ${(0,units/* formatBytes */.z3)(moved.bytes)} of ${(0,units/* formatBytes */.z3)(moved.total)}` : '';
    return `${stepTitle(step)} · still running after ${(0,units/* formatDuration */.a3)(milliseconds)}${amount}`;
}

;// CONCATENATED MODULE: ./lib/log/follow.js



/** Starts to show a solve: as groups of steps (`auto`), or as BuildKit's own plain progress. */
function followSolve(progress) {
    const write = (text) => process.stdout.write(text);
    return progress === 'auto'
        ? followSteps(createLog({ write, now: () => performance.now(), token: (0,external_node_crypto_.randomUUID)() }))
        : followPlain(write);
}
function followSteps(log) {
    const ticking = setInterval(() => log.tick(), 1000);
    return {
        onStatus: (status) => log.update(status),
        end(words) {
            clearInterval(ticking);
            log.end(words);
        },
    };
}
/** Plain lines come whole and in BuildKit's order; only that the runner obeys none of them is ours to see to. */
function followPlain(write) {
    const printer = createPrinter(write, (0,external_node_crypto_.randomUUID)());
    return {
        onPlainLine: (line) => printer.foreign([line]),
        end: () => printer.obey(),
    };
}

// EXTERNAL MODULE: ./lib/request/buildkit.js
var buildkit = __webpack_require__(7777);
;// CONCATENATED MODULE: ./lib/dockerfile/frontend.js

/**
 * Tells whether BuildKit's own frontend does what the Dockerfile's `# syntax` line asks for, so that pulling and starting
 * that image can be left out. Only for plain `docker/dockerfile` of at most the built-in version, in the pinned BuildKit;
 * never for `-labs`, a digest or another image (docs/buildkit.md).
 */
function usesBuiltInFrontend(dockerfile, buildkitImage) {
    const syntax = readSyntax(dockerfile);
    if (syntax === undefined || !hasKnownFrontend(buildkitImage))
        return false;
    const version = /^(?:docker\.io\/)?docker\/dockerfile(?::1(?:\.(\d+)(?:\.\d+)?)?)?$/.exec(syntax);
    return version !== null && Number(version[1] ?? 0) <= buildkit/* FRONTEND_MINOR */.FL;
}
/** Patches of one minor release have the same frontend. */
function hasKnownFrontend(image) {
    const [, release] = /^(?:docker\.io\/)?moby\/buildkit:(v\d+\.\d+)\.\d+(?:@sha256:[0-9a-f]{64})?$/.exec(image) ?? [];
    return release !== undefined && buildkit/* BUILDKIT_VERSION */._J.startsWith(`${release}.`);
}
/** Parser directives stand before everything else, one per line, `# name=value` (Dockerfile reference). */
function readSyntax(dockerfile) {
    for (const line of dockerfile.replace(/^\uFEFF/, '').split(/\r?\n/)) {
        const directive = /^#\s*([A-Za-z][A-Za-z0-9]*)\s*=(.*)/.exec(line);
        if (directive === null)
            return undefined;
        if (directive[1]?.toLowerCase() === 'syntax')
            return directive[2]?.trim() || undefined;
    }
    return undefined;
}

;// CONCATENATED MODULE: ./lib/solve/prepare.js




/** Prepares the files of a request that buildctl reads and writes, all within the step's folder. */
async function prepareSolve(request, caches, { folder }) {
    const [frontend, secrets, dockerfile] = await Promise.all([
        chooseFrontend(request),
        writeSecrets(request, folder),
        alone(request, folder),
    ]);
    const files = { ...filesIn(folder), secrets };
    const progress = request.report.progress === 'plain' ? 'plain' : 'rawjson';
    return { request: { ...request, dockerfile }, ...caches, outputs: 'result', frontend, progress, files };
}
/** Returns the files of a step's solves in its folder. */
function filesIn(folder) {
    return { metadata: (0,external_node_path_.join)(folder, 'metadata.json'), trace: (0,external_node_path_.join)(folder, 'trace') };
}
/**
 * A frontend, which the Dockerfile itself may choose, can read the whole folder of the Dockerfile. Where that is not the context, which
 * it can read anyway, the Dockerfile is copied into a folder of its own. A Dockerfile behind a symbolic link is copied too, under the
 * link's name: BuildKit follows no link out of the folder, and beside the target there may be an ignore file of another Dockerfile.
 */
async function alone({ source, dockerfile }, folder) {
    const { directory, filename, real } = dockerfile;
    if (directory === undefined || real === undefined)
        return dockerfile;
    const isContext = source.kind === 'directory' && source.path === directory;
    if (isContext && real === (0,external_node_path_.join)(directory, filename))
        return dockerfile;
    return writeDockerfile((0,external_node_path_.join)(folder, 'dockerfile'), { directory, filename }, await (0,promises_.readFile)(real));
}
/** Removes the values of secrets from the disk once no solve of this step needs them. */
async function removeSecrets(folder) {
    await (0,promises_.rm)(secretsIn(folder), { recursive: true, force: true });
}
async function chooseFrontend({ dockerfile, builder, buildArgs }) {
    if (buildArgs.some(([name]) => name === 'BUILDKIT_SYNTAX'))
        return 'as written';
    // A remote BuildKit may be of any version, and a remote Dockerfile cannot be read from here.
    if (dockerfile.directory === undefined || builder.endpoint)
        return 'as written';
    const text = await (0,promises_.readFile)((0,external_node_path_.join)(dockerfile.directory, dockerfile.filename), 'utf8');
    return usesBuiltInFrontend(text, builder.image) ? 'built-in' : 'as written';
}
/**
 * Secrets are never command line arguments: their values are written to files that only this user can read, with names that tell
 * nothing.
 */
async function writeSecrets({ secrets }, folder) {
    const files = new Map();
    for (const secret of secrets) {
        if (secret.kind === 'value')
            files.set(secret.id, (0,external_node_path_.join)(secretsIn(folder), String(files.size)));
    }
    if (files.size > 0)
        await (0,promises_.mkdir)(secretsIn(folder), { recursive: true, mode: 0o700 });
    await Promise.all(secrets.map(async (secret) => {
        if (secret.kind === 'value')
            await (0,promises_.writeFile)(files.get(secret.id) ?? '', secret.value, { mode: 0o600 });
    }));
    return files;
}
function secretsIn(folder) {
    return (0,external_node_path_.join)(folder, 'secrets');
}

;// CONCATENATED MODULE: ./lib/trace/failure.js
/** Finds what failed and why; `text` is what buildctl printed outside of the trace. */
function failure_parseFailure(text, progress) {
    const message = lastWords(text);
    const step = failedStep(message, progress.steps());
    const exitCode = /exit code: (\d+)$/.exec(message)?.[1];
    return {
        message,
        phase: phaseOf(message, step),
        step,
        dockerfile: parseExcerpt(text) ?? parseLine(message),
        exitCode: exitCode === undefined ? undefined : Number(exitCode),
        logTail: step === undefined ? [] : progress.logTail(step),
    };
}
function lastWords(text) {
    const start = [...text.matchAll(/^error: /gm)].at(-1)?.index ?? 0;
    const words = text
        .slice(start)
        .trim()
        .replace(/^error: /, '')
        .replace(/^(failed to solve: )+/, '');
    if (words === '')
        return 'buildctl ended without saying why';
    const entitlement = /\b(network\.host|security\.insecure|device) is not allowed\b/.exec(words)?.[1];
    return entitlement === undefined
        ? words
        : `${words}: write allow: ${entitlement} if the Dockerfile may have it ("allow")`;
}
function failedStep(message, steps) {
    const failed = steps.filter(({ state }) => state === 'failed');
    const named = failed.filter(({ error = '' }) => message.includes(error));
    const fatal = failed.filter(({ phase }) => !phase.startsWith('cache-'));
    return named[0] ?? fatal[0];
}
function phaseOf(message, step) {
    if (step?.phase === 'export' && /\bfailed to push /.test(step.error ?? ''))
        return 'push';
    if (step !== undefined)
        return step.phase;
    if (message.endsWith('context canceled'))
        return 'canceled';
    const isConnection = /Unavailable|failed to dial|no active session|connection refused|closed transport/.test(message);
    return isConnection ? 'builder' : 'frontend';
}
/** Reads the excerpt that buildctl prints of the Dockerfile, where `>>>` marks the lines of the instruction (solver/errdefs/source.go). */
function parseExcerpt(text) {
    const excerpt = /^(.+):(\d+)\n-{20}\n((?: *\d+ \| .*\n)+)-{20}$/m.exec(text);
    if (excerpt === null)
        return undefined;
    const [, name = '', first, body = ''] = excerpt;
    const marked = [...body.matchAll(/^ *(\d+) \| >>> /gm)].map(([, line]) => Number(line));
    const line = marked[0] ?? Number(first);
    return { name, line, endLine: marked.at(-1) ?? line };
}
/** A Dockerfile that does not parse is told without an excerpt when it is only asked for its outline. */
function parseLine(message) {
    const line = /\bparse error on line (\d+): /.exec(message)?.[1];
    return line === undefined ? undefined : { name: undefined, line: Number(line), endLine: Number(line) };
}

// EXTERNAL MODULE: ./lib/request/platforms.js
var request_platforms = __webpack_require__(8609);
// EXTERNAL MODULE: ./lib/request/source.js
var request_source = __webpack_require__(8860);
;// CONCATENATED MODULE: ./lib/build/saved-image.js



/**
 * Makes an OCI layout of what `docker save` wrote of one image, unpacked in a folder, and returns the digest of its manifest.
 * Docker from version 25 on writes a layout by itself; before it wrote a configuration, named by its digest, and the layers as they
 * are unpacked, whose digests stand in the configuration.
 */
async function completeLayout(folder) {
    const index = await readJson((0,external_node_path_.join)(folder, 'index.json')).catch(() => undefined);
    const digest = index?.manifests[0]?.digest;
    return digest ?? convert(folder);
}
async function convert(folder) {
    const [saved] = await readJson((0,external_node_path_.join)(folder, 'manifest.json'));
    if (saved === undefined)
        throw new Error('docker save wrote no image.');
    await (0,promises_.mkdir)((0,external_node_path_.join)(folder, 'blobs', 'sha256'), { recursive: true });
    const text = await (0,promises_.readFile)((0,external_node_path_.join)(folder, saved.Config));
    const { rootfs } = JSON.parse(text.toString('utf8'));
    // Where two layers are the same, one of both may be a link to the other.
    const files = await Promise.all(saved.Layers.map((layer) => (0,promises_.realpath)((0,external_node_path_.join)(folder, layer))));
    const sizes = await Promise.all(files.map(async (file) => (await (0,promises_.stat)(file)).size));
    const layers = rootfs.diff_ids.map((digest, number) => ({ mediaType: LAYER, digest, size: sizes[number] ?? 0 }));
    const moves = new Map(files.map((file, number) => [file, toBlob(folder, layers[number]?.digest ?? '')]));
    for (const [file, blob] of moves)
        await (0,promises_.rename)(file, blob);
    const manifest = { schemaVersion: 2, mediaType: MANIFEST, config: await writeBlob(folder, CONFIG, text), layers };
    const { digest, size } = await writeBlob(folder, MANIFEST, Buffer.from(JSON.stringify(manifest)));
    const index = { schemaVersion: 2, manifests: [{ mediaType: MANIFEST, digest, size }] };
    await (0,promises_.writeFile)((0,external_node_path_.join)(folder, 'index.json'), JSON.stringify(index));
    await (0,promises_.writeFile)((0,external_node_path_.join)(folder, 'oci-layout'), JSON.stringify({ imageLayoutVersion: '1.0.0' }));
    return digest;
}
async function writeBlob(folder, mediaType, content) {
    const digest = `sha256:${(0,external_node_crypto_.createHash)('sha256').update(content).digest('hex')}`;
    await (0,promises_.writeFile)(toBlob(folder, digest), content);
    return { mediaType, digest, size: content.length };
}
function toBlob(folder, digest) {
    return (0,external_node_path_.join)(folder, 'blobs', ...digest.split(':'));
}
async function readJson(path) {
    return JSON.parse(await (0,promises_.readFile)(path, 'utf8'));
}
const MANIFEST = 'application/vnd.oci.image.manifest.v1+json';
const CONFIG = 'application/vnd.oci.image.config.v1+json';
const LAYER = 'application/vnd.oci.image.layer.v1.tar';

;// CONCATENATED MODULE: ./lib/build/docker-image.js









/**
 * Returns the request with an image of Docker's own in the place of the one that a build failed for, since the registry does not
 * have it: an earlier step has loaded it, and a builder does not see what Docker has. Undefined for any other failure, where Docker has
 * no such image either, and with `pull`, which asks for what the registry has.
 */
async function withDockersImage(request, message, folder, signal) {
    const missing = findMissingImage(message);
    if (missing === undefined || request.pull || request.call !== 'build')
        return undefined;
    const { reference } = missing;
    const place = toPlace(request.buildContexts, reference);
    if (place === undefined || !(await isInDocker(missing, request.platforms)))
        return undefined;
    say/* info */.pq(`No registry gives ${reference}, but Docker has it: the build is begun anew with that image.`);
    const layout = await saveLayout(reference, (0,external_node_path_.join)(folder, `docker-image-${place.number}`), signal).catch((error) => {
        signal.throwIfAborted();
        say/* warning */.$e(`Docker's image ${reference} could not be handed to the builder: ${error.message}`);
        return undefined;
    });
    return layout === undefined ? undefined : { ...request, buildContexts: place.put({ kind: 'oci-layout', ...layout }) };
}
/** Returns the image that BuildKit failed to find, by its whole reference. */
function findMissingImage(message) {
    const [, reference, why = ''] = /failed to resolve source metadata for (\S+): (.*)/s.exec(message) ?? [];
    if (reference === undefined)
        return undefined;
    // Docker Hub and others refuse what is not there in the words with which they refuse what is private.
    const absent = /: not found\b|pull access denied|insufficient_scope|: 40[134] |\bdenied\b|unauthorized/i;
    return { reference, there: absent.test(why) ? 'absent' : 'unknown' };
}
/** One that has no digest of a repository never was in a registry, so that there is no need to have asked one. */
async function isInDocker({ reference, there }, platforms) {
    const [wanted = (0,request_platforms/* runnerPlatform */.GQ)(), ...more] = platforms;
    if (more.length > 0)
        return false;
    const format = '{{.Os}}/{{.Architecture}} {{len .RepoDigests}}';
    const [platform, digests] = (await (0,docker/* docker */.T3)('image', 'inspect', '--format', format, reference).catch(() => '')).split(' ');
    return platform === wanted.split('/').slice(0, 2).join('/') && (there === 'absent' || digests === '0');
}
/** Finds which named context the image is, or what a named context in its place is called; undefined where one is there already. */
function toPlace(contexts, reference) {
    const number = contexts.findIndex((each) => each.kind === 'remote' && isImage(each.url, reference));
    if (number >= 0) {
        const put = (layout) => contexts.map((each, index) => (index === number ? { ...layout, name: each.name } : each));
        return { number, put };
    }
    const name = (0,request_source/* toContextName */.wj)(reference);
    if (contexts.some((each) => each.name === name))
        return undefined;
    return { number: contexts.length, put: (layout) => [...contexts, { ...layout, name }] };
}
function isImage(url, reference) {
    const written = /^docker-image:\/\/(.+)$/.exec(url)?.[1];
    return written !== undefined && (0,request_source/* toContextName */.wj)(written) === (0,request_source/* toContextName */.wj)(reference);
}
async function saveLayout(reference, folder, signal) {
    const archive = `${folder}.tar`;
    const options = { env: process.env, signal };
    await (0,docker/* dockerLong */.lb)(['save', '--output', archive, reference], options);
    await (0,promises_.mkdir)(folder, { recursive: true });
    const unpacked = await (0,docker_child/* runChild */.w)('tar', ['-xf', archive, '--no-same-owner', '-C', folder], options);
    await (0,promises_.rm)(archive, { force: true });
    if (unpacked.code !== 0)
        throw new Error(`The image ${reference} that docker saved cannot be unpacked: ${unpacked.stderr}`);
    const { tag = 'latest' } = (0,text_reference/* parseReference */.F2)(reference);
    return { path: folder, tag, digest: await completeLayout(folder) };
}

;// CONCATENATED MODULE: ./lib/build/host-advice.js

/** With cgroups of version 2 BuildKit itself reports lack of memory; elsewhere it only reports how the process ended. */
function adviseMemory({ exitCode, phase, message }, memory) {
    const isTold = message.endsWith('did not complete successfully: cannot allocate memory');
    const mayBe = exitCode !== undefined || phase === 'builder';
    return isTold || (mayBe && memory.kills > 0) ? describeMemory(memory) : undefined;
}
/** buildctl reads the context with the rights of the runner's user. */
function adviseContext({ message }) {
    const path = /error from sender: \w+ (.+): permission denied/.exec(message)?.[1];
    if (path === undefined)
        return undefined;
    return `This runner's user may not read ${path}, which is in the context: list it in .dockerignore, or give the user the right.`;
}

;// CONCATENATED MODULE: ./lib/build/missing-file.js

/**
 * Turns BuildKit's message that it could not calculate a checksum into a sentence about the file that an instruction names; undefined
 * for any other failure. `context` is the context's folder relative to the workspace, '' for the workspace itself.
 */
function explainMissingFile({ message, step }, context, steps) {
    const path = /failed to calculate checksum of ref \S+ "([^"]*)": not found$/.exec(message)?.[1];
    if (path === undefined)
        return undefined;
    // BuildKit does not always tell which of the steps that ended has failed.
    const instruction = step?.instruction ?? steps.find(({ instruction }) => names(instruction, path))?.instruction;
    if (instruction === undefined)
        return undefined;
    const { keyword, flags } = toInstruction(instruction, '\\');
    const from = flags.map((flag) => /^--(?:from=|mount=.*\bfrom=)([^,]*)/.exec(flag)?.[1]).find((name) => name);
    if (from !== undefined)
        return `${keyword} names ${path}, which is not in ${from}.`;
    const place = context === '' ? 'the context' : `the context ${context}`;
    return `${keyword} names ${path.replace(/^\//, '')}, which is not in ${place} (or .dockerignore leaves it out).`;
}
function names(instruction, path) {
    return instruction.split(/[\s,=]+/).some((word) => word === path || `/${word}` === path);
}

;// CONCATENATED MODULE: ./lib/build/retry.js

/**
 * Decides whether to make another attempt after a failed one; undefined when only a person can mend the failure. The step that failed and
 * its error decide: a RUN that failed would fail again. `retries` limits the last row only. The other rows happen once each, even with
 * `retries: 0`, since a cache must never fail a good build.
 *
 * | failure | next attempt |
 * | --- | --- |
 * | the process of a RUN ended with an error; a Dockerfile, context or option is wrong; 401, 403, 404, 413; an immutable tag | none |
 * | the state has no room, and earlier steps of the job have built in it (not decided here) | at once, on the same builder, without what they left, one time |
 * | the state's memory is full, found after any failure for lack of room | at once, on a fresh builder with its state on disk |
 * | the state's disk is full | none |
 * | a layer of an imported cache cannot be fetched, checked, unpacked or mounted, or the registry fell silent on it; with an import also any failure before the process of a RUN that is not known as an error of the Dockerfile | at once, on a fresh builder without the import; where the failure is transient, after one attempt as in the last row |
 * | a layer of a base image arrived damaged | at once, on a fresh builder, one time |
 * | the registry said nothing while the cache was exported | at once, on the same builder without the export |
 * | BuildKit ended or does not answer | at once, on a fresh builder, one time; an endpoint is asked again after 3 s, one time |
 * | 429, 503 or a broken connection, for the second time during a push | after the wait of the last row, on a fresh builder with few connections, one time |
 * | 408, 429, 5xx, BLOB_UPLOAD_UNKNOWN, a connection that broke, was refused or timed out, a name that did not resolve, silence | after 3, 9, 27 … s, or after the time that the registry asked for (15 minutes at most), on the same builder |
 */
function planRetry(failure, attempt) {
    const { message, phase } = failure;
    if (phase === 'canceled')
        return undefined;
    if (attempt.isStateFull || isFull(message)) {
        const reason = "the builder's memory is full";
        return attempt.stateInMemory ? { ...atOnce, reason, builder: 'on disk' } : undefined;
    }
    if (failure.exitCode !== undefined || message.includes('did not complete successfully'))
        return undefined;
    if (phase === 'silence' && failure.step?.phase === 'cache-export') {
        const reason = 'the registry said nothing while the cache was exported, so it is not saved';
        return { ...atOnce, reason, exports: 'none' };
    }
    if (phase === 'builder' && attempt.builder !== 'endpoint') {
        if (attempt.builder === 'restarted')
            return undefined;
        return { ...atOnce, reason: 'BuildKit does not answer any more', builder: 'fresh' };
    }
    if (attempt.imports.length > 0 && isOfImport(failure))
        return leaveCacheOut(failure, attempt);
    if (damage.test(message) && attempt.number === 1) {
        return { ...atOnce, reason: `a layer arrived damaged (${toReason(message)})`, builder: 'fresh' };
    }
    return attempt.number <= attempt.allowed ? tryAgain(failure, attempt) : undefined;
}
/** Tells whether the registry refused because of too many requests, and so may name the time of the next one. */
function isThrottled({ message }) {
    return /\b429\b|toomanyrequests/i.test(message);
}
const atOnce = { milliseconds: 0, builder: 'same', imports: 'same', exports: 'same' };
/** The longest wait in milliseconds that a registry may ask for; after that it is cheaper to start the job again by hand. */
const longestWait = 15 * 60_000;
/** Repeats an attempt once for a cache, since its registry may have recovered by then; a cache is not worth longer waits. */
function leaveCacheOut(failure, attempt) {
    const isFirst = attempt.number === 1 && attempt.allowed > 0;
    const mayRecover = failure.phase !== 'silence' && !damage.test(failure.message);
    const again = isFirst && mayRecover ? tryAgain(failure, attempt) : undefined;
    if (again !== undefined)
        return again;
    const what = refusedMount.test(failure.message)
        ? 'the registry refused to take over layers of the imported cache'
        : 'the build could not use the imported cache';
    const reason = `${what} ${attempt.imports.join(' and ')} (${toReason(failure.message)})`;
    return { ...atOnce, reason, builder: 'fresh', imports: 'none' };
}
/**
 * Tells whether an imported cache may be the reason for a failure. BuildKit fetches layers when they are needed: by an instruction before
 * its process runs, or by an export. Its reads of an imported cache after the manifest belong to no step.
 */
function isOfImport({ message, phase, step }) {
    if (phase === 'silence')
        return step === undefined || ['cache-import', 'instruction'].includes(step.phase);
    if (layerFault.test(message) || refusedMount.test(message))
        return true;
    // A file that ADD fetches by a URL does not come from a cache.
    return phase === 'instruction' && !ownFault.test(message) && !/^ADD /.test(step?.instruction ?? '');
}
/** Tells whether BuildKit failed to push a layer by reference to another repository of the registry that has it already. */
function isRefusedMount({ message }) {
    return refusedMount.test(message);
}
const refusedMount = /unexpected status from POST request to \S*[?&]mount=\S*: 4(?!08|29)\d\d\b/;
/** Messages of containerd and BuildKit about a layer that arrived damaged. */
const damage = /unexpected commit (?:digest|size)|failed to verify layer|failed size validation|short read: expected|failed to extract layer|mount callback failed|mismatched? (?:image rootfs|diff)|invalid (?:diffID|tar header|checksum digest)|magic number mismatch|zstd: |gzip: /i;
/** Messages about a damaged layer, or one that cannot be fetched. */
const layerFault = new RegExp(`failed to copy: httpReadSeeker|could not fetch content descriptor|${damage.source}`, 'i');
/** Messages about errors of a Dockerfile before a process runs: missing files, secrets, agents and users. */
const ownFault = /failed to calculate checksum of ref \S+:? "[^"]*": not found|\bsecret \S+: not found|no SSH key|unset ssh forward key|invalid (?:user|group) index|(?:uid|gid|user|group)\b.*not found|cannot (?:copy to non-directory|copy a directory|replace to directory)|not a directory|is not allowed/i;
/** BuildKit's words in brackets behind our own. */
function toReason(message) {
    const [line = ''] = message.replace(/^(?:failed to (?:compute|load) cache key: )+/, '').split('\n');
    return line.length > 300 ? `${line.slice(0, 300)}…` : line;
}
function tryAgain(failure, attempt) {
    const { number, retryAfterSeconds = 0 } = attempt;
    if (!retriablePhases.has(failure.phase))
        return undefined;
    // The endpoint may be restarting. Where nothing listens at the address, a further attempt after that does not help.
    if (failure.phase === 'builder') {
        return number > 1 ? undefined : { ...atOnce, reason: 'BuildKit at "endpoint" does not answer', milliseconds: 3000 };
    }
    const reason = failure.phase === 'silence'
        ? 'the registry said nothing any more'
        : (reasonIn(failure.message) ?? reasonIn(lastGivenUp(failure)));
    const asked = retryAfterSeconds * 1000;
    if (reason === undefined || asked > longestWait)
        return undefined;
    const mayBePatient = number > 1 && attempt.builder === 'ours' && attempt.connections === 'ours';
    const isCrowded = mayBePatient && isPush(failure.phase) && crowding.test(reason);
    return {
        ...atOnce,
        reason,
        milliseconds: Math.max(asked, 1000 * 3 ** number),
        builder: isCrowded ? 'patient' : 'same',
    };
}
/**
 * Phases in which BuildKit talks to a registry, or buildctl to an endpoint; an instruction does while the layers below it are
 * fetched.
 */
const retriablePhases = new Set([
    'builder',
    'push',
    'silence',
    'export',
    'base',
    'instruction',
    'credentials',
    'context',
    'frontend',
]);
/** The end of a sentence for each transient error; the status is that of containerd's `unexpected status from …`. */
const transients = [
    [
        /unexpected status(?: code)?(?: from [A-Z]+ request to)? ?\S*: (408|429|5\d\d)\b/,
        ([, status]) => `the registry answered ${status}`,
    ],
    [/toomanyrequests/i, () => 'the registry answered 429'],
    [/blob upload (?:unknown|invalid)|BLOB_UPLOAD_(?:UNKNOWN|INVALID)/i, () => 'the registry lost the upload of a layer'],
    [
        /connection reset by peer|broken pipe|closed network connection|unexpected EOF|: EOF$|http2: |server closed/,
        () => 'the connection to the registry broke',
    ],
    [/connection refused/, () => 'the registry refused the connection'],
    [
        /no such host|server misbehaving|temporary failure in name resolution/i,
        () => "the registry's name did not resolve",
    ],
    [
        /i\/o timeout|TLS handshake timeout|deadline exceeded|timeout awaiting/i,
        () => 'the registry did not answer in time',
    ],
];
function reasonIn(message) {
    for (const [pattern, describe] of transients) {
        const match = pattern.exec(message);
        if (match)
            return describe(match);
    }
    return undefined;
}
/**
 * Returns the error of the last repetition of a transfer that BuildKit made by itself; '' where it made none. The final message may have
 * only the registry's own sentence without the status, which BuildKit's log of the repetitions has.
 */
function lastGivenUp({ phase, message, logTail }) {
    if (!isPush(phase) || /\b(denied|unauthorized|unexpected status)\b/i.test(message))
        return '';
    const last = logTail.slice(Math.max(0, logTail.findLastIndex((line) => line.startsWith('error: '))));
    return last.some((line) => line.startsWith('retrying in ')) ? '' : last.join('\n');
}
function isPush(phase) {
    return phase === 'push' || phase === 'export';
}
/** Errors that may come from many connections at once: a limit of the registry, or a slow line that they share. */
const crowding = /answered (?:429|503)$|connection to the registry broke$/;

;// CONCATENATED MODULE: ./lib/build/push-advice.js



/** Returns advice about a failed push: a sentence for a known error, or else at least the registry's name. */
function advisePush(message, { tags, compression }) {
    const named = /failed to push (\S+?): /.exec(message)?.[1];
    const reference = named === undefined ? tags[0] : (0,text_reference/* parseReference */.F2)(named);
    if (reference === undefined)
        return undefined;
    const { domain: host, name } = reference;
    if (isRefusedMount({ message })) {
        return `${host} does not let ${name} take over layers of another repository of its own, and BuildKit does not upload them then: write a "cache-ref" and "tags" of one repository.`;
    }
    if (/immutable|cannot be overwritten|TAG_INVALID/i.test(message)) {
        return 'The registry lets nobody move a tag that is there: write another one under "tags".';
    }
    if (/quota|storage limit|\b507\b/i.test(message)) {
        return `${host} has no room left for ${name}: remove what is not needed there, or have its quota raised.`;
    }
    // Their messages contain "denied" too, but a login does not help.
    if (/firewall|polic(?:y|ies)|\bblocked\b|quarantin|vulnerabilit|\b412\b/i.test(message)) {
        return `A rule of ${host} refuses the image, whoever pushes it: ask those who run it.`;
    }
    if (/\b(401|403) [A-Z]|\bdenied\b|\bunauthorized\b|insufficient_scope/i.test(message)) {
        return adviseLoginTo(reference);
    }
    if (/\b413\b|too large/i.test(message)) {
        return `${host}, or a proxy in front of it, refuses uploads of that size: raise its limit, or make the layer smaller.`;
    }
    if (/\b(?:400|415|422) [A-Z]|MANIFEST_INVALID|unsupported media type/i.test(message) && compression === 'zstd') {
        return `If ${host} does not know layers that are compressed with zstd, write compression: gzip.`;
    }
    return message.includes(host) ? undefined : `The registry is ${host}.`;
}
/** Returns the advice for a push without a login that may push to the repository. */
function adviseLoginTo({ domain: host, name }) {
    const token = host === 'ghcr.io' ? ', and give the job "permissions: packages: write" for its github.token' : '';
    return `Log in to ${host} in an earlier step (docker/login-action) as somebody who may push to ${name}${token}.`;
}
/** Returns which tags moved and which did not: BuildKit pushes one after the other and stops at the first that fails. */
function listPushed({ tags: references, steps }) {
    if (references.length < 2)
        return undefined;
    const tags = references.map(text_reference/* formatReference */.FH);
    const done = new Set(pushedReferences(steps).map((reference) => reference.replace(/@.*$/, '')));
    const moved = tags.filter((tag) => done.has(tag));
    const left = tags.filter((tag) => !done.has(tag));
    if (moved.length === 0)
        return 'None of the tags was moved.';
    return `Moved: ${moved.join(', ')}. Not moved: ${left.join(', ')}. Running the job again moves them all.`;
}

;// CONCATENATED MODULE: ./lib/build/explain.js





/**
 * Returns a build's last failure as a message that a person can act on: BuildKit's own words, which name reference, registry and status,
 * with a page of HTML cut to one line, followed by advice.
 *
 * | failure | what is added |
 * | --- | --- |
 * | the state has no room | sizes, and how to get more |
 * | a push of several tags | which of them moved and which did not |
 * | the kernel ended a process for lack of memory | how much there was |
 * | a folder of the context cannot be read | `.dockerignore` |
 * | 401, 403, `denied`, `unauthorized` | log in with a user that has the right, at ghcr.io `packages: write` |
 * | a file that COPY names is not there | in which context it is not |
 * | an immutable tag | push another one |
 * | a quota; a firewall or policy, though it says `denied` | which of them it is |
 * | a layer is refused that is in another repository | to use one repository |
 * | 400 for an image with zstd layers | `compression: gzip` |
 * | 413 | whose limit it is |
 * | an error of a credential helper | that it came from there |
 * | a name that this machine resolves, and the builder does not | `builder-network` |
 * | silence | of which registry |
 * | a RUN that misses the git repository, which was left out of the context | the input that keeps it |
 * | an endpoint does not answer | its address, and the inputs to look at |
 */
function explainFailure(failure, around) {
    const { phase, message } = failure;
    if (around.space !== undefined && (hasNoRoom(around.space) || isFull(message))) {
        return { ...failure, message: `${toSentence(message)} ${describeSpace(around.space, around.state)}` };
    }
    if (phase === 'builder' && around.endpoint !== undefined) {
        const sentence = `BuildKit at "endpoint" ${around.endpoint} does not answer: ${toSentence(message)}`;
        return {
            ...failure,
            message: `${sentence} Check the address, and "endpoint-tls" where that daemon wants certificates.`,
        };
    }
    const missing = explainMissingFile(failure, around.context, around.steps);
    if (missing !== undefined)
        return { ...failure, message: missing };
    const isPush = phase === 'push' || phase === 'export' || (phase === 'silence' && failure.step?.phase === 'export');
    const advice = [
        adviseLogin(message),
        adviseGitDir(failure, around),
        adviseMemory(failure, around.memory),
        adviseContext(failure),
        around.unseenHost === undefined ? undefined : adviseNetwork(around.unseenHost),
        ...(isPush ? [advisePush(message, around), listPushed(around)] : [nameBase(failure, around.steps)]),
    ];
    const sentences = [toSentence(cutPage(message)), ...advice].filter((each) => each !== undefined);
    // An export prints the errors of its own repetitions, and the last of them is the message.
    return { ...failure, message: sentences.join(' '), logTail: isPush ? [] : failure.logTail };
}
/** Number of characters of a page that are shown. */
const pageWidth = 160;
/** Cuts a page of HTML, which a proxy sends instead of the registry's answer, to one line of its text. */
function cutPage(message) {
    const start = message.search(/<(!doctype|html|head|body)\b/i);
    if (start < 0)
        return message;
    const page = message.slice(start).replace(/<(style|script)\b.*?(?:<\/\1>|$)/gis, ' ');
    const text = page
        .replace(/<[^<>]*>/g, ' ')
        .replace(/\s+/g, ' ')
        .trim();
    return `${message.slice(0, start)}${text.length > pageWidth ? `${text.slice(0, pageWidth)}…` : text}`;
}
function toSentence(message) {
    return /[.!?…]$/.test(message) ? message : `${message}.`;
}
function adviseLogin(message) {
    if (!message.includes('error getting credentials'))
        return undefined;
    return "A credential helper that Docker's configuration names did not do its work: install it, or log in anew in an earlier step.";
}
/** Layers of a base image are fetched when an instruction needs them, and the name of that instruction does not have the image. */
function nameBase({ phase, step, message }, steps) {
    if (phase !== 'silence' || step === undefined)
        return undefined;
    const images = steps.flatMap(({ instruction }) => /^FROM ([^\s@]+)/.exec(instruction)?.[1] ?? []);
    if (images.length === 0 || images.some((image) => message.includes(image)))
        return undefined;
    return `The base images are ${[...new Set(images)].join(' and ')}.`;
}
function adviseGitDir({ logTail }, { leavesGitDirOut }) {
    if (!leavesGitDirOut || !logTail.some((line) => /not a git repository|\.git['"]?: no such file/i.test(line)))
        return undefined;
    return 'The context has no .git, since "context" is empty: write git-dir: keep.';
}

// EXTERNAL MODULE: ./lib/builder/claims.js
var claims = __webpack_require__(6022);
// EXTERNAL MODULE: ./lib/builder/step-folder.js
var step_folder = __webpack_require__(6726);
;// CONCATENATED MODULE: ./lib/build/make-room.js











/** Milliseconds for which a step waits for the exports of others, which need what they export. */
const make_room_patience = 5 * 60_000;
/**
 * Removes from a builder what earlier steps of the job built and nobody uses, if less than half of its room is free, so that no step fails
 * because of what others have left. What was used last stays longest, so that layers which several images share are kept.
 */
async function makeRoom(builder, { folder }) {
    const space = await readSpace(builder.container, folder);
    if (space === undefined || freeOf(space) > make_room_sizeOf(space) / 2)
        return;
    await prune(builder, ['--keep-storage', String(Math.floor(make_room_sizeOf(space) / 4 / 1e6))]);
    const freed = freeOf((await readSpace(builder.container, folder)) ?? space) - freeOf(space);
    if (freed > 0)
        say/* info */.pq(`Removed ${(0,units/* formatBytes */.z3)(freed)} from the builder that earlier steps of this job had left there.`);
}
/**
 * Removes from a builder all that can be built again, after a step that found no room there. What other steps export cannot be removed
 * before that has ended.
 */
async function clearRoom(builder, lease, step, signal) {
    const late = Date.now() + make_room_patience;
    while (Date.now() < late && (await othersExport(lease, step)))
        await (0,external_node_timers_promises_.setTimeout)(200, undefined, { signal });
    await prune(builder, ['--all']);
}
async function prune(builder, args) {
    // Where that fails, the build says what is missing.
    await (0,docker_child/* runChild */.w)(builder.buildctl, [...addressArgs(builder), 'prune', ...args], { env: process.env }).catch(() => undefined);
}
async function othersExport(lease, step) {
    const others = await (0,claims/* othersThat */.TE)(lease, (0,claims/* nameOf */.Vb)(step), 'in use');
    const pending = await Promise.all(others.map((name) => readPending((0,external_node_path_.join)((0,external_node_path_.dirname)(step.folder), name))));
    const running = await Promise.all(pending.flat().map(({ pid, metadata }) => (0,background/* isRunning */.W_)(pid, metadata)));
    return running.includes(true);
}
async function readPending(folder) {
    try {
        const handover = JSON.parse(await (0,promises_.readFile)((0,external_node_path_.join)(folder, step_folder/* handoverFile */.AN), 'utf8'));
        return handover.pendingExports;
    }
    catch {
        return [];
    }
}
/** The state cannot have more than the disk below it. */
function freeOf({ state, disk }) {
    return Math.min(state.free, disk.free + (state.size - state.free));
}
function make_room_sizeOf({ state }) {
    return state.size;
}

;// CONCATENATED MODULE: ./lib/build/retry-after.js

/**
 * Asks a registry that refused one of too many requests how many seconds it wants no further ones. BuildKit does not pass Retry-After
 * on, so a request of the same kind is sent: many registries limit uploads only, and answer all other requests.
 */
async function askForRetryAfter({ reference, act }, registry) {
    const answers = await Promise.all([
        registry.headManifest(reference),
        ...(act === 'write' ? [registry.tryUpload(reference)] : []),
    ]);
    const asked = answers.flatMap((answer) => (answer.kind === 'failed' ? [answer.retryAfterSeconds ?? 0] : []));
    const longest = Math.max(0, ...asked);
    return longest > 0 ? longest : undefined;
}
/** Finds the refused request in BuildKit's message; `fallback` is the reference to use where the message names none. */
function findRefused(message, fallback) {
    const request = /from ([A-Z]+) request to https?:\/\/([^/\s]+)\/v2\/(\S+?)\/(?:manifests\/([^\s?:]+(?::\w+)?)|blobs\/)/;
    const [, method = '', host = '', path, tag] = request.exec(message) ?? [];
    if (path !== undefined) {
        const repository = `${host === 'registry-1.docker.io' ? 'docker.io' : host}/${path}`;
        const reference = tag?.includes(':') ? `${repository}@${tag}` : `${repository}:${tag ?? 'latest'}`;
        return { reference: (0,text_reference/* parseReference */.F2)(reference), act: ['GET', 'HEAD'].includes(method) ? 'read' : 'write' };
    }
    const named = /failed to push (\S+?): /.exec(message)?.[1];
    const reference = named === undefined ? fallback : (0,text_reference/* parseReference */.F2)(named);
    return reference && { reference, act: 'write' };
}

;// CONCATENATED MODULE: ./lib/build/attempts.js
























/**
 * Builds, with further attempts after transient failures, and resolves when the build has ended. Every further attempt is one warning
 * with its reason. Throws when the job was cancelled or the builder could not start.
 */
async function runBuild(first, signal) {
    const retries = [];
    let job = first;
    const killsBefore = countOomKills();
    for (let number = 1;; number += 1) {
        const end = await attemptWithDocker(job, retries, signal);
        if (end.kind !== 'failed')
            return end;
        if (job.trial && end.hasChanged) {
            say/* info */.pq(`A step is not what it was in step ${job.trial.earlier.step}: the build is begun anew, with the cache.`);
            job = { ...job, cache: await job.trial.lookUp(), trial: undefined };
            number -= 1;
            continue;
        }
        const folder = job.tenancy.lease()?.folder;
        const isFull = folder !== undefined && mayBeFull(end.failure);
        const space = isFull ? await readSpace(job.builder.container, folder) : undefined;
        if (space && hasNoRoom(space) && job.earlier.length > 0 && !retries.includes(fullOfOthers)) {
            retries.push(fullOfOthers);
            say/* warning */.$e(`Attempt ${number} failed, ${fullOfOthers}: trying again without that now.`);
            await makeAllRoom(job, signal);
            continue;
        }
        const unseenHost = await findUnseenHost(end.failure, job.builder, job.request.builder);
        const retry = unseenHost === undefined ? await chooseRetry(end, number, space) : undefined;
        if (retry === undefined) {
            const around = { ...circumstancesOf(end, space, killsBefore), unseenHost };
            return { ...end, failure: explainFailure(end.failure, around) };
        }
        retries.push(retry.reason);
        say/* warning */.$e(`Attempt ${number} failed, ${retry.reason}: trying again ${describeRetry(retry)}.`);
        await (0,external_node_timers_promises_.setTimeout)(retry.milliseconds, undefined, { signal });
        job = await nextJob(job, retry, signal);
    }
}
const fullOfOthers = 'the builder is full, also of what earlier steps of this job left there';
async function makeAllRoom({ builder, tenancy, step }, signal) {
    const lease = tenancy.lease();
    if (lease)
        await clearRoom(builder, lease, step, signal);
}
function describeRetry({ milliseconds, builder, imports }) {
    const how = imports === 'none' ? 'without it ' : builder === 'patient' ? `with ${daemon_config/* fewConnections */.O9} connections at once ` : '';
    return `${how}${milliseconds > 0 ? `in ${(0,units/* formatDuration */.a3)(milliseconds)}` : 'now'}`;
}
/** An attempt, begun anew with Docker's own images where no registry has one for a FROM or a named context; each is taken once. */
async function attemptWithDocker(job, retries, signal) {
    const end = await attemptBuild(job, retries, signal);
    if (end.kind !== 'failed')
        return end;
    const request = await withDockersImage(job.request, end.failure.message, job.step.folder, signal);
    return request === undefined ? end : attemptWithDocker({ ...job, request }, retries, signal);
}
async function attemptBuild(job, retries, signal) {
    const { builder, cache, step } = job;
    const request = job.trial ? withoutImports(job.request) : job.request;
    const exports = exportsWithin(request, cache.exportTo);
    const solve = await prepareSolve(request, { imports: importsOf(cache), exports }, step);
    const follower = followSolve(request.report.progress);
    const mounts = await job.mounts?.serve(builder, solve.files.trace);
    const changed = new AbortController();
    const onProgress = ({ steps }) => {
        if (job.trial && steps().some(runsAgain))
            changed.abort();
    };
    const ends = AbortSignal.any([signal, changed.signal]);
    const solved = await runSolve(builder, solve, { ...follower, onProgress }, ends).finally(() => mounts?.close());
    follower.end(solved.success ? [] : solved.text.split('\n'));
    signal.throwIfAborted();
    const common = { job, solve, progress: solved.progress, retries };
    if (!solved.success) {
        return {
            ...common,
            kind: 'failed',
            failure: await findFailure(solved, builder),
            hasChanged: changed.signal.aborted,
        };
    }
    if (request.call === 'check') {
        const broken = await findBroken(solve, builder, signal);
        if (broken)
            return { ...common, kind: 'failed', failure: broken, hasChanged: false };
    }
    if (request.call !== 'build')
        return { ...common, kind: 'answered', answer: solved.answer };
    const metadata = await readMetadata(solve.files.metadata, makesImage(request) ? 'an image' : 'files');
    return { ...common, kind: 'built', metadata: { ...metadata, imageId: solved.loadedId ?? metadata.imageId } };
}
function withoutImports(request) {
    return { ...request, cache: { ...request.cache, from: [] } };
}
/**
 * Tells whether a step of a trial is not in the builder. What joins layers anew, like COPY --link, may run again although nothing has
 * changed, and costs nothing.
 */
function runsAgain({ phase, instruction, isExecuted }) {
    return phase === 'instruction' && isExecuted && /^(?:ONBUILD )?(?:RUN |(?:COPY|ADD) (?!.*--link))/.test(instruction);
}
function importsOf({ cacheSource, wip }) {
    if (wip === undefined)
        return cacheSource ? [cacheSource.reference] : [];
    const isOne = wip.has === 'all' || (0,text_reference/* isSameReference */.ol)(wip.reference, cacheSource?.reference);
    return cacheSource === undefined || isOne ? [wip.reference] : [cacheSource.reference, wip.reference];
}
/**
 * Finds the reason why a Dockerfile does not parse, which the linter does not report. The subrequest `outline` finds most errors but reads
 * base images; where these are out of reach, `targets` is asked, which reads none.
 */
async function findBroken(solve, builder, signal) {
    for (const call of ['outline', 'targets']) {
        const end = await runSolve(builder, { ...solve, request: { ...solve.request, call } }, {}, signal);
        if (end.success)
            return undefined;
        const failure = await findFailure(end, builder);
        if (failure.phase !== 'base')
            return failure;
    }
    return undefined;
}
async function findFailure({ text, progress, interruption }, { container, sharedFolder }) {
    const failure = failure_parseFailure(text, progress);
    if (interruption instanceof SilenceError) {
        return { ...failure, message: interruption.message, step: interruption.step, phase: 'silence' };
    }
    if (interruption)
        return { ...failure, message: interruption.message, phase: 'canceled' };
    if (failure.phase !== 'builder' || container === undefined)
        return failure;
    // The reason why a daemon ended is only in its own log.
    const sentence = `BuildKit ended during the build: ${failure.message}.`;
    return { ...failure, message: await (0,ready/* explainDeath */.A4)(sentence, container, sharedFolder) };
}
async function chooseRetry(end, number, space) {
    const { job, failure } = end;
    return planRetry(failure, {
        number,
        allowed: job.request.retries,
        isStateFull: space !== undefined && hasNoRoom(space),
        imports: [...end.solve.imports.map(text_reference/* formatReference */.FH), ...job.request.cache.from.map(nameCache)],
        stateInMemory: job.request.builder.state === 'memory',
        builder: attempts_kindOf(job.builder),
        connections: (0,daemon_config/* patientConfig */.Yr)(job.request.builder.config) === undefined ? 'given' : 'ours',
        retryAfterSeconds: isThrottled(failure) ? await findRetryAfter(failure, job) : undefined,
    });
}
function nameCache(attributes) {
    return (0,text_attributes/* attributeValue */.CW)(attributes, 'ref') ?? `"cache-from" of type=${(0,text_attributes/* attributeValue */.CW)(attributes, 'type')}`;
}
function attempts_kindOf({ container, isRestarted }) {
    if (container === undefined)
        return 'endpoint';
    return isRestarted ? 'restarted' : 'ours';
}
function circumstancesOf({ job, progress }, space, killsBefore) {
    const { push, tags, builder, compression, source, leavesGitDirOut } = job.request;
    const { state, endpoint } = builder;
    const workspace = process.env.GITHUB_WORKSPACE ?? process.cwd();
    return {
        ...{ tags: push ? tags : [], compression: compression.type, steps: progress.steps() },
        context: source.kind === 'directory' ? (0,external_node_path_.relative)(workspace, source.path) : '',
        ...{ space, state, leavesGitDirOut, endpoint: endpoint?.address },
        memory: readMemoryWant(killsBefore, builder.memory),
    };
}
async function findRetryAfter({ message }, { request, registry }) {
    const refused = findRefused(message, request.tags[0] ?? request.repository);
    return refused && askForRetryAfter(refused, registry);
}
async function nextJob(job, retry, signal) {
    const request = retry.imports === 'none' ? withoutImports(job.request) : job.request;
    const cache = {
        ...job.cache,
        ...(retry.imports === 'none' ? { cacheSource: undefined, wip: undefined } : {}),
        ...(retry.exports === 'none' ? { exportTo: undefined } : {}),
    };
    if (retry.builder === 'same')
        return { ...job, cache, request };
    const settings = {
        ...request.builder,
        ...(retry.builder === 'on disk' ? { state: 'disk' } : {}),
        ...(retry.builder === 'patient' ? { config: (0,daemon_config/* patientConfig */.Yr)(request.builder.config) } : {}),
    };
    const builder = await job.tenancy.replace(settings, signal);
    const next = { ...job, request: { ...request, builder: settings }, builder, earlier: [], trial: undefined };
    // A new builder has none of the steps.
    return { ...next, cache: job.trial ? await job.trial.lookUp() : cache };
}

// EXTERNAL MODULE: ./lib/builder/offer.js
var offer = __webpack_require__(2497);
// EXTERNAL MODULE: ./lib/image/facts.js
var image_facts = __webpack_require__(8894);
;// CONCATENATED MODULE: ./lib/build/earlier-builds.js






/**
 * Returns the key of a build: two with the same one have the same steps, as long as no file has changed. What becomes of the image is none
 * of it, so the build that loads an image and the one that pushes it are the same.
 */
function buildKey(request) {
    const { source, dockerfile, target, buildArgs, buildContexts, network, addHosts, shmSize, ulimits } = request;
    const platforms = request.platforms.length > 0 ? request.platforms : [(0,image_facts/* onlyPlatform */.wl)(request)];
    const { directory, filename } = dockerfile;
    const steps = { network, addHosts, shmSize, ulimits, cgroup: request.cgroupParent, allow: request.allow };
    const text = JSON.stringify([source, directory, filename, target, platforms, buildArgs, buildContexts, steps]);
    return (0,external_node_crypto_.createHash)('sha256').update(text).digest('hex');
}
/** Reads which builds were made in a builder, in their order. */
async function readEarlierBuilds({ folder }) {
    const text = await (0,promises_.readFile)((0,external_node_path_.join)(folder, offer/* buildsFile */.oE), 'utf8').catch(() => '');
    return text
        .split('\n')
        .filter(Boolean)
        .map((line) => JSON.parse(line));
}
/** Adds a build to those that were made in its builder, for the job's later steps. */
async function noteBuild(end, build) {
    const { request, cache, tenancy } = end.job;
    const lease = tenancy.lease();
    if (end.kind !== 'built' || lease === undefined)
        return;
    const noted = {
        build,
        step: process.env.GITHUB_ACTION ?? '',
        imageId: end.metadata.imageId,
        loaded: request.load,
        exportTo: cache.exportTo && (0,text_reference/* formatReference */.FH)(cache.exportTo),
    };
    await (0,promises_.appendFile)((0,external_node_path_.join)(lease.folder, offer/* buildsFile */.oE), `${JSON.stringify(noted)}\n`, { mode: 0o600 });
}
/** Returns the build that makes it needless to import a cache: the same one, so that the builder has all of its steps. */
function findSame(earlier, request, build) {
    // The trace of plain progress is for people, so that nobody would see at once that a step runs again.
    if (request.call !== 'build' || request.noCache || request.noCacheFilters.length > 0)
        return undefined;
    if (request.report.progress === 'plain')
        return undefined;
    return earlier.findLast((each) => each.build === build);
}
/** Says which earlier step loaded an image that this build has too. */
function describeLoaded(earlier, images) {
    const found = earlier.findLast(({ loaded, imageId }) => loaded && imageId !== undefined && images.includes(imageId));
    return found === undefined ? [] : [`This is the image that step ${found.step} loaded: ${found.imageId}.`];
}

;// CONCATENATED MODULE: ./lib/build/push-logins.js


/**
 * Throws an Error where the push cannot but fail for want of a login: the build would be in vain. Docker has none for a host that
 * something is pushed to, and this refuses an upload. Many registries take one from everybody, so that nothing else tells; what
 * they answer but 401 and 403 may be better when the build is done. `rest` is what the build waits for anyway: an answer that
 * is long in coming after that is not waited for.
 */
async function checkPushLogins(request, registry, rest) {
    if (!request.push)
        return;
    const places = placesOf(request);
    const anonymous = await registry.checkLogins(places.map(({ domain }) => domain));
    // What this machine is told need not be what an endpoint is.
    if (request.call !== 'build' || request.builder.endpoint !== undefined)
        return;
    const checked = Promise.all(places
        .filter(({ domain }) => anonymous.includes(domain))
        .map(async (place) => {
        const answer = await registry.tryUpload(place);
        if (answer.kind !== 'failed' || (answer.status !== 401 && answer.status !== 403))
            return;
        throw new Error(explain(place, answer.status, answer.reason, request));
    }));
    const late = rest.then(() => (0,external_node_timers_promises_.setTimeout)(moment, undefined, { ref: false }), () => undefined);
    await Promise.race([checked, late]);
}
/** Milliseconds. */
const moment = 1000;
/** One reference of each repository. */
function placesOf({ tags, repository }) {
    // A push by digest has no tags.
    const references = [...(repository === undefined ? [] : [repository]), ...tags];
    return [...new Map(references.map((reference) => [reference.name, reference])).values()];
}
function explain(place, status, reason, { compression }) {
    if (status === 401) {
        return `${place.domain} takes no upload to ${place.name} without a login, and Docker's configuration has none. ${adviseLoginTo(place)}`;
    }
    const advice = advisePush(reason, { tags: [place], compression: compression.type });
    return [reason, advice].filter((each) => each !== undefined).join(' ');
}

// EXTERNAL MODULE: ./node_modules/csv-parse/lib/sync.js + 9 modules
var sync = __webpack_require__(5175);
;// CONCATENATED MODULE: ./lib/mounts/written-run.js


/**
 * Parses the instruction in a vertex's name (`RUN --mount=type=cache,target=/c make`); undefined when it is no RUN, or one that
 * BuildKit would refuse.
 */
function parseRun(instruction) {
    const rest = /^(?:ONBUILD )?RUN (.*)$/s.exec(instruction)?.[1];
    if (rest === undefined)
        return undefined;
    const { flags, command } = written_run_splitFlags(rest);
    const values = flags.filter((flag) => flag.startsWith('--mount=')).map((flag) => flag.slice('--mount='.length));
    const mounts = values.map(parseMount);
    return mounts.every((each) => each !== undefined) ? { mounts: mounts.flat(), command } : undefined;
}
/**
 * Cuts off the flags by the rules of the Dockerfile parser: quotes group words and are removed, and a backslash escapes the next
 * character.
 */
function written_run_splitFlags(text) {
    const flags = [];
    let rest = text.trimStart();
    while (rest.startsWith('--')) {
        const word = FLAG.exec(rest)?.[0] ?? rest;
        flags.push(word.replace(PIECE, (_, double = '', single = '', escaped = '', plain = '') => double + single + escaped + plain));
        rest = rest.slice(word.length).trimStart();
    }
    return { flags, command: rest };
}
const FLAG = /^(?:"(?:\\.|[^"\\])*"|'(?:\\.|[^'\\])*'|\\.|[^\s"'\\])+/s;
const PIECE = /"((?:\\.|[^"\\])*)"|'((?:\\.|[^'\\])*)'|\\(.)|([^"'\\]+)/gs;
/**
 * Parses the options of `RUN --mount` as BuildKit's own parser does (`instructions/commands_runmount.go`): of an option that is written twice,
 * even under different names, the last one counts. Undefined where BuildKit would refuse them, so the name is not that of the RUN.
 */
function parseMount(value) {
    const options = parseOptions(value);
    if (options === undefined)
        return undefined;
    const { type = 'bind', target = '', source = '', from = '' } = Object.fromEntries(options);
    const numbers = ['uid', 'gid', 'mode'].map((name) => parseNumber(name, options.get(name)));
    if (numbers.includes('none') || !TYPES.has(type.toLowerCase()))
        return undefined;
    if (type.toLowerCase() !== 'cache')
        return type.toLowerCase() === 'bind' ? [{ target, cache: undefined, start: 'empty' }] : [];
    const cache = { id: options.get('id') || cleanPath(target), owner: toOwner(numbers) };
    const isWhole = from === '' && cleanPath(`/${source}`) === '/';
    return [{ target, cache, start: isWhole ? 'empty' : 'stage' }];
}
const TYPES = new Set(['bind', 'cache', 'tmpfs', 'secret', 'ssh']);
/** Other names of options. */
const ALIASES = { src: 'source', dst: 'target', destination: 'target' };
/** Options that need no value. */
const SWITCHES = new Set(['ro', 'rw', 'readonly', 'readwrite', 'required']);
const OPTIONS = new Set([
    ...['type', 'from', 'source', 'target', 'id', 'sharing', 'size', 'mode', 'uid', 'gid', 'env'],
    ...SWITCHES,
]);
function parseOptions(value) {
    const options = parseFields(value)?.map((field) => {
        const [name = '', ...rest] = field.split('=');
        const key = name.toLowerCase();
        return [ALIASES[key] ?? key, rest.length === 0 ? undefined : rest.join('=')];
    });
    const isOption = ([name, text]) => text === undefined ? SWITCHES.has(name) : OPTIONS.has(name);
    return options?.every(isOption) ? new Map(options.map(([name, text = '']) => [name, text])) : undefined;
}
function parseFields(value) {
    try {
        const records = (0,sync/* parse */.qg)(value, { relaxColumnCount: true });
        return records.length === 1 ? records[0] : undefined;
    }
    catch {
        return undefined;
    }
}
function parseNumber(name, text) {
    if (text === undefined)
        return undefined;
    const number = (name === 'mode' ? /^[0-7]+$/ : /^\d+$/).test(text)
        ? Number.parseInt(text, name === 'mode' ? 8 : 10)
        : Number.NaN;
    return number < 2 ** 32 ? number : 'none';
}
/** BuildKit's defaults as soon as one of them is written. */
function toOwner([uid, gid, mode]) {
    if (uid === undefined && gid === undefined && mode === undefined)
        return undefined;
    return { uid: Number(uid ?? 0), gid: Number(gid ?? 0), mode: Number(mode ?? 0o755) };
}
/** Cleans a path as Go's `path.Clean` does, with which BuildKit makes the default id from the target. */
function cleanPath(path) {
    return external_node_path_.posix
        .normalize(path)
        .replace(/^\/\//, '/')
        .replace(/(.)\/$/, '$1');
}

;// CONCATENATED MODULE: ./lib/build/unknown-names.js




/**
 * Returns a warning for each stage or cache mount that an input names and the Dockerfile does not have; reads it only if there is
 * such an input.
 */
async function readUnknownNames(request) {
    const { dockerfile, noCacheFilters, cache } = request;
    if (dockerfile.directory === undefined || (noCacheFilters.length === 0 && typeof cache.mounts === 'string'))
        return [];
    const text = await (0,promises_.readFile)((0,external_node_path_.join)(dockerfile.directory, dockerfile.filename), 'utf8');
    return findUnknownNames(text, request);
}
/** Finds unknown names, which BuildKit ignores silently: stages of `no-cache-filters` and ids of `cache-mounts`. */
function findUnknownNames(text, { noCacheFilters, cache }) {
    const parsed = parseDockerfile(text);
    const stages = parsed.stages.flatMap(({ name }) => name ?? []);
    const ids = typeof cache.mounts === 'string' ? [] : cache.mounts;
    const known = ids.length === 0 ? [] : mountIds(parsed);
    return [
        ...noCacheFilters
            .filter((name) => !stages.includes(name.toLowerCase()))
            .map((name) => warn('no-cache-filters', `the stage ${name}`, stages)),
        ...(known === undefined ? [] : ids.filter((id) => !known.includes(id))).map((id) => warn('cache-mounts', `the mount ${id}`, known ?? [])),
    ];
}
/** Undefined where an id has a variable, which only BuildKit replaces. */
function mountIds({ stages }) {
    const runs = stages.flatMap(({ instructions }) => instructions).filter(({ keyword }) => keyword === 'RUN');
    const flags = runs.flatMap((run) => run.flags).filter((flag) => flag.startsWith('--mount='));
    if (flags.some((flag) => /[$"'\\\s]/.test(flag)))
        return undefined;
    const mounts = flags.flatMap((flag) => parseRun(`RUN ${flag} true`)?.mounts ?? []);
    return [...new Set(mounts.flatMap(({ cache }) => cache?.id ?? []))];
}
function warn(input, what, known) {
    const has = known.length === 0 ? 'it has none' : `it has ${known.join(', ')}`;
    return { level: 'warning', text: `"${input}" names ${what}, which the Dockerfile does not have: ${has}.` };
}

// EXTERNAL MODULE: ./lib/builder/removal.js
var removal = __webpack_require__(1775);
// EXTERNAL MODULE: ./lib/text/manifest.js
var text_manifest = __webpack_require__(7302);
;// CONCATENATED MODULE: ./lib/cache/merge-caches.js

/** Merges two descriptions into one; BuildKit treats equal records in it as the same. */
function mergeConfigs(one, other) {
    const { layers = [], records = [] } = one;
    const layerAt = (place = 0) => (place < 0 ? place : place + layers.length);
    const moved = (other.records ?? []).map((record) => ({
        ...record,
        ...(record.layers && { layers: record.layers.map((each) => ({ ...each, layer: layerAt(each.layer) })) }),
        ...(record.chains && { chains: record.chains.map((each) => ({ ...each, layers: each.layers.map(layerAt) })) }),
        ...(record.inputs && {
            inputs: record.inputs.map((links) => links.map((each) => ({ ...each, link: (each.link ?? 0) + records.length }))),
        }),
    }));
    return {
        layers: [...layers, ...(other.layers ?? []).map((layer) => ({ ...layer, parent: layerAt(layer.parent) }))],
        records: [...records, ...moved],
    };
}
/**
 * Merges a cache into another one of the same repository: of two imports with the same first steps BuildKit follows only one, and which
 * one is chance. Returns the new digest of the tag `into`; undefined where both are left as they are.
 */
async function mergeCaches(from, into, registry) {
    if (from.name !== into.name)
        return undefined;
    const both = await Promise.all([read(from, registry), read(into, registry)]);
    const [one, other] = both;
    if (one === undefined || other === undefined)
        return undefined;
    const config = Buffer.from(JSON.stringify(mergeConfigs(other.config, one.config)));
    if (config.length > largestConfig)
        return undefined;
    const blob = await registry.putBlob(into, config);
    if (blob.kind === 'failed')
        return undefined;
    const layers = new Map([...other.manifest.layers, ...one.manifest.layers].map((layer) => [layer.digest, layer]));
    const manifest = {
        schemaVersion: 2,
        mediaType: other.mediaType,
        config: { mediaType: other.description.mediaType, digest: blob.digest, size: config.length },
        layers: [...layers.values()],
    };
    const put = await registry.putManifest(into, Buffer.from(JSON.stringify(manifest)), other.mediaType);
    return put.kind === 'failed' ? undefined : put.digest;
}
/** The largest description in bytes that BuildKit reads. */
const largestConfig = 1024 * 1024;
/** Only a cache whose description is its manifest's configuration is merged, which is the form that this action writes. */
async function read(reference, registry) {
    const answer = await registry.getManifest(reference);
    if (answer.kind !== 'found')
        return undefined;
    const manifest = (0,text_manifest/* toManifest */.J)(answer.bytes);
    const description = (0,text_manifest/* cacheConfigOf */.c)(manifest);
    if (description === undefined || description !== manifest.config)
        return undefined;
    const blob = await registry.getBlob(reference, description.digest, largestConfig);
    if (blob.kind !== 'found')
        return undefined;
    const config = JSON.parse(Buffer.from(blob.bytes).toString('utf8'));
    return { manifest, mediaType: answer.mediaType, description, config };
}

// EXTERNAL MODULE: ./lib/cache/scope.js + 1 modules
var cache_scope = __webpack_require__(5431);
;// CONCATENATED MODULE: ./lib/cache/plan.js



/** Decides the full references to import from and to export to, by the workflow's inputs, the event and the git ref of the run. */
function planCache(cache, scopes, git) {
    if (cache.access === 'off')
        return nothing('No cache is imported or exported: "cache" is off.');
    if (cache.location === undefined) {
        return nothing('No cache is imported or exported: no registry is named where one could be. "cache-ref" takes a repository for it.');
    }
    const place = { location: cache.location, variant: cache.variant };
    const candidates = toCandidates(place, scopes, git);
    const imported = explainImports(place, candidates, scopes, git);
    const { exportTo, explanations, notices } = planExport(cache, place, scopes, git);
    return { candidates, exportTo, explanations: [...imported, ...explanations], notices };
}
function nothing(explanation) {
    return { candidates: [], exportTo: undefined, explanations: [explanation], notices: [] };
}
function toCandidates(place, scopes, git) {
    if (place.location.kind === 'exact') {
        return (0,cache_scope/* mayImport */.zC)(git) ? [{ role: 'own', reference: place.location.reference, name: 'cache-ref' }] : [];
    }
    return scopes.imports.map(({ role, scope }) => ({
        role,
        reference: toReference(place, scope),
        name: (0,cache_scope/* formatScope */.gk)(scope),
    }));
}
function toReference({ location, variant }, scope) {
    return location.kind === 'exact' ? location.reference : { ...location.repository, tag: cacheTag(scope, variant) };
}
function explainImports({ location }, candidates, scopes, git) {
    if (!(0,cache_scope/* mayImport */.zC)(git))
        return [`No cache is imported: ACTIONS_CACHE_MODE is "${git.actionsCacheMode}".`];
    if (location.kind === 'exact' || scopes.defaultFrom === 'event')
        return [];
    const event = git.payload === undefined ? 'has no payload' : 'names no default branch';
    if (candidates.length === 0)
        return [`No cache is imported: the event ${event} and the ref is no branch.`];
    return [`The event ${event}, so there is no default branch whose cache could stand in.`];
}
function planExport(cache, place, scopes, git) {
    const nowhere = { exportTo: undefined, explanations: [], notices: [] };
    if (cache.access === 'read-only')
        return { ...nowhere, explanations: ['No cache is exported: "cache" is read-only.'] };
    if (scopes.heldBack !== undefined) {
        const started = `so what is built here is not what ${git.event || 'the run'} was started for`;
        const notice = `The cache of ${(0,cache_scope/* formatScope */.gk)(scopes.heldBack)} is not exported: ${scopes.exportReason}, ${started}.`;
        return { ...nowhere, notices: [notice] };
    }
    if (scopes.export === undefined) {
        return { ...nowhere, explanations: [`No cache is exported: ${scopes.exportReason}.`] };
    }
    const exportTo = toReference(place, scopes.export);
    const name = place.location.kind === 'exact' ? 'cache-ref' : (0,cache_scope/* formatScope */.gk)(scopes.export);
    return {
        ...nowhere,
        exportTo,
        explanations: [`Exporting cache to ${(0,text_reference/* formatReference */.FH)(exportTo)} (${name}): ${scopes.exportReason}.`],
    };
}

;// CONCATENATED MODULE: ./lib/cache/source.js

/**
 * Asks the registry for all candidates at once and chooses the first in order that exists, as soon as that is certain. Where none is
 * known to exist, it chooses the first about which the registry did not answer in time.
 *
 * Where the registry may only have hidden a cache, a run that writes one finds that out by writing; for one that does not it is a warning.
 *
 * Only one is chosen, because BuildKit merges several imports, and from which of them a step comes is partly chance.
 */
async function findCacheSource(candidates, client, writesOne) {
    const probes = candidates.map((candidate) => ({ candidate, answer: source_ask(candidate, client) }));
    const passed = [];
    for (const { candidate, answer: pending } of probes) {
        const answer = await pending;
        if (answer.kind === 'found') {
            const cacheSource = { role: candidate.role, reference: candidate.reference, digest: answer.digest };
            return {
                cacheSource,
                explanations: [explainSource(candidate, passed)],
                warnings: source_warn(passed, 'goes on with another one'),
            };
        }
        passed.push({ candidate, answer });
    }
    const late = passed.find(({ answer }) => answer.kind === 'failed' && answer.cause === 'late')?.candidate;
    if (late !== undefined) {
        // BuildKit waits longer for the answer, and the build goes on if it finds no cache.
        return {
            cacheSource: { role: late.role, reference: late.reference, digest: undefined },
            explanations: [explainSource(late, passed)],
            warnings: source_warn(passed, `tries to import that of ${late.name} all the same`),
        };
    }
    const warnings = source_warn(passed, 'goes on without a cache');
    const isHidden = passed.some(({ answer }) => answer.kind === 'failed' && answer.cause === 'hidden');
    if (!isHidden || writesOne)
        return { cacheSource: undefined, explanations: explainNone(passed), warnings };
    const doubts = explainNone(passed).map((line) => `${line} ${hiddenAdvice}`);
    return { cacheSource: undefined, explanations: [], warnings: [...doubts, ...warnings] };
}
const hiddenAdvice = 'If there is one, every such build begins without it: give the login the right to read it.';
async function source_ask({ reference }, client) {
    try {
        return await client.headManifest(reference);
    }
    catch (error) {
        // A rejection of a probe that is not awaited any more must not end the process.
        return { kind: 'failed', reason: error instanceof Error ? error.message : String(error) };
    }
}
function explainSource({ reference, name }, passed) {
    const reasons = passed.map(({ candidate, answer }) => isNone(answer) ? `${candidate.name} has none yet` : `${candidate.name} could not be looked up`);
    return `Importing cache from ${(0,text_reference/* formatReference */.FH)(reference)} (${name})${reasons.length > 0 ? `: ${reasons.join(', ')}` : ''}.`;
}
function explainNone(passed) {
    const missing = passed.filter(({ answer }) => isNone(answer));
    if (missing.length === 0)
        return [];
    const names = missing.map(({ candidate }) => candidate.name).join(', ');
    const reasons = new Set(missing.flatMap(({ answer }) => (answer.kind === 'failed' ? [answer.reason] : [])));
    const doubt = reasons.size === 0 ? '.' : `, or the login may not read it: ${[...reasons].join(' ')}`;
    return [`No cache to import: there is none yet of ${names}${doubt}`];
}
function isNone(answer) {
    return answer.kind === 'missing' || answer.cause === 'hidden';
}
function source_warn(passed, consequence) {
    const failed = passed.flatMap(({ candidate, answer }) => answer.kind === 'failed' && !isNone(answer) ? [{ name: candidate.name, reason: answer.reason }] : []);
    if (failed.length === 0)
        return [];
    const names = failed.map(({ name }) => name);
    // A registry that is down fails every probe with the same message.
    const reasons = new Set(failed.map(({ reason }) => reason));
    return [
        `The cache of ${names.join(', ')} could not be looked up, the build ${consequence}: ${[...reasons].join(' ')}`,
    ];
}

;// CONCATENATED MODULE: ./lib/cache/choose.js






/** Nothing is imported or exported. */
const noCache = { cacheSource: undefined, wip: undefined, exportTo: undefined };
/** Decides which caches this run reads and writes, looks up the one to import, and logs both with the reason; throws when cancelled. */
async function chooseCache({ cache }, scopes, git, registry, signal) {
    const isKnown = cache.writes === 'where known';
    const planned = planCache(cache, scopes, git);
    const plan = isKnown ? await writeWhereKnown(planned, registry) : planned;
    const [{ cacheSource, explanations, warnings }, left] = await Promise.all([
        findCacheSource(plan.candidates, registry, plan.exportTo !== undefined),
        findWip(plan, registry),
    ]);
    // A look-up that ended because the job was cancelled has not failed.
    signal.throwIfAborted();
    for (const line of [...explanations, ...plan.explanations])
        say/* info */.pq(line);
    for (const notice of plan.notices)
        say/* notice */.lm(notice);
    // Where nothing is pushed, a registry that wants a login is no reason for a warning.
    for (const warning of warnings)
        isKnown ? say/* info */.pq(warning) : say/* warning */.$e(warning);
    const wip = left?.digest === cacheSource?.digest ? undefined : left && (await choose_complete(left, cacheSource, registry));
    const caches = mergeWip(cacheSource, wip);
    if (wip) {
        const also = cacheSource === undefined ? '' : 'also ';
        say/* info */.pq(`Importing ${also}what a failed attempt had finished: ${(0,text_reference/* formatReference */.FH)(wip.reference)}.`);
    }
    return { ...caches, exportTo: plan.exportTo };
}
/** Decides only which cache this run writes, for a build whose steps are known to be in the builder. */
async function chooseExport({ cache }, scopes, git, registry) {
    const planned = planCache(cache, scopes, git);
    const plan = cache.writes === 'where known' ? await writeWhereKnown(planned, registry) : planned;
    for (const line of plan.explanations)
        say/* info */.pq(line);
    for (const notice of plan.notices)
        say/* notice */.lm(notice);
    return { ...noCache, exportTo: plan.exportTo };
}
/** Where nothing else is pushed, writes no cache that would create a repository or for which there is no login. */
async function writeWhereKnown(plan, registry) {
    if (plan.exportTo === undefined)
        return plan;
    const reference = plan.exportTo;
    const obstacle = !(await registry.hasLogin(reference.domain))
        ? `the job has no login for ${reference.domain}`
        : (await registry.hasRepository(reference))
            ? undefined
            : `${reference.name} does not exist yet`;
    if (obstacle === undefined)
        return plan;
    const line = `No cache is exported: nothing is pushed and ${obstacle}. "cache-ref" names a place for it.`;
    const explanations = plan.explanations.filter((each) => !each.startsWith('Exporting cache to '));
    return { ...plan, exportTo: undefined, explanations: [...explanations, line] };
}
/** Looks up the `-wip` cache beside the cache that this run writes; no other scope's is ever read. */
async function findWip({ candidates, exportTo }, registry) {
    if (exportTo === undefined || candidates.length === 0)
        return undefined;
    const reference = wipReference(exportTo);
    const answer = await registry.headManifest(reference);
    return answer.kind === 'found' ? { has: 'its own', reference, digest: answer.digest } : undefined;
}
/** Merges the cache to import into the `-wip` cache; where that fails, both are imported and BuildKit merges them as well as it can. */
async function choose_complete(wip, cacheSource, registry) {
    if (cacheSource === undefined)
        return wip;
    const digest = await mergeCaches(cacheSource.reference, wip.reference, registry).catch(() => undefined);
    return digest === undefined ? wip : { ...wip, has: 'all', digest };
}
/**
 * The `-wip` cache is imported beside the cache, since the latter may have more: it may have been written later, or the change that
 * failed was reverted. The record of a step includes all layers below it, so no stage is a mixture of two caches.
 */
function mergeWip(cacheSource, wip) {
    if (wip === undefined || cacheSource !== undefined)
        return { cacheSource, wip };
    const { reference, digest } = wip;
    return { cacheSource: { role: 'own', reference, digest }, wip };
}

;// CONCATENATED MODULE: ./lib/dockerfile/git-token.js






/**
 * Returns the request without the token that the action adds for git contexts, where only named contexts could use it and the
 * Dockerfile uses none of them: every RUN can mount a secret of the build, so none is given that is not needed. A Dockerfile that cannot be
 * read from here may use all.
 */
async function withoutIdleToken(request) {
    const { gitToken, source, dockerfile, buildContexts } = request;
    if (gitToken === undefined || source.kind === 'remote' || dockerfile.directory === undefined)
        return request;
    const text = await (0,promises_.readFile)(dockerfile.real ?? (0,external_node_path_.join)(dockerfile.directory, dockerfile.filename), 'utf8');
    const parsed = parseDockerfile(text);
    if (buildContexts.some((each) => gitToken.contexts.includes(each.name) && usesContext(parsed, each.name)))
        return request;
    return { ...request, gitToken: undefined, secrets: request.secrets.filter(({ id }) => id !== gitToken.id) };
}
/** Tells whether a Dockerfile may use a named context: as a base, as a source, or in the place of a stage of that name. What a variable names may be any. */
function usesContext({ stages }, name) {
    const own = name.replace(/::.*$/s, '').toLowerCase();
    const sources = stages.flatMap((stage) => [
        ...[stage.name ?? '', stage.base],
        ...stage.instructions.flatMap((each) => sourcesOf(triggered(each))),
    ]);
    return sources.some((source) => source.includes('$') || [source.toLowerCase(), git_token_nameOf(source)].includes(own));
}
/** What an ONBUILD holds. */
function triggered(instruction) {
    return instruction.keyword === 'ONBUILD' ? toInstruction(instruction.text, '\\') : instruction;
}
function git_token_nameOf(source) {
    try {
        return (0,request_source/* toContextName */.wj)(source);
    }
    catch {
        return source;
    }
}

;// CONCATENATED MODULE: ./lib/mounts/ask.js
/** Parses a hook's question: the kind of tar, the config.json, lines of /proc/self/mountinfo. Throws on any other text. */
function parseAsk(text) {
    const [tar, config = '', ...mountInfo] = text.split('\n');
    const { process, mounts } = JSON.parse(config);
    return {
        tar: tar === 'gnu' ? 'gnu' : 'other',
        args: process.args,
        cwd: process.cwd,
        env: Object.fromEntries(process.env.map((pair) => splitAt(pair, '='))),
        mounts: mounts.flatMap(({ destination, source = '', options = [] }) => {
            if (!OWN_FILES.test(source))
                return [];
            return [{ destination, place: source, home: toHome(source, mountInfo), isWritable: !options.includes('ro') }];
        }),
    };
}
/**
 * Paths of BuildKit's snapshots, of parts of them that it mounts itself, and of temporary mounts of either. None of these paths has a
 * character with a meaning in a shell or in JSON.
 */
const OWN_FILES = /^(?=[\w./-]+$).*(?:\/(?:snapshots|cachemounts)\/|\/buildkit-mount)/;
/**
 * A mount without options is a snapshot's own folder. A mount with an owner is a part of an overlay that exists only during the RUN; its
 * files stay in the overlay's upper folder (measured; `solver/llbsolver/mounts` and `executor/oci` in BuildKit).
 */
function toHome(source, mountInfo) {
    if (/\/snapshots\/[^/]+\/fs$/.test(source))
        return source;
    for (const line of mountInfo) {
        // proc_pid_mountinfo(5): the fourth field is the mount's root within its file system, the fifth where it is mounted.
        const [, , , root = '', point] = line.split(' ');
        const upper = /[ ,]upperdir=([^, ]+)/.exec(line)?.[1];
        const home = `${upper}${root === '/' ? '' : root}`;
        if (point === source && upper !== undefined && OWN_FILES.test(home))
            return home;
    }
    return undefined;
}
/** Splits a home into the snapshot's folder, which only BuildKit makes, and the path below it, which a RUN may have made. */
function splitHome(home) {
    const [, snapshot, below = ''] = /^(.*?\/snapshots\/[^/]+\/fs)(\/.*)?$/.exec(home) ?? [];
    return snapshot === undefined ? undefined : { snapshot, below };
}
function splitAt(text, separator) {
    const index = text.indexOf(separator);
    return index < 0 ? [text, ''] : [text.slice(0, index), text.slice(index + separator.length)];
}

// EXTERNAL MODULE: ./lib/mounts/hook-script.js + 1 modules
var hook_script = __webpack_require__(191);
;// CONCATENATED MODULE: ./lib/mounts/orders.js
/** Formats orders as the words of the line that the hook reads. */
function formatOrders(orders) {
    return orders.flatMap((order) => order.kind === 'end'
        ? ['end', order.id]
        : ['fill', order.id, String(order.seconds), order.folder, order.archive, order.place]);
}
/** Parses a hook's report, a line for each filling: `ok ID` or `failed ID WHY`. */
function parseFilled(text) {
    return text.split('\n').flatMap((line) => {
        const [, verdict, id, problem = ''] = /^(ok|failed) (\S+) ?(.*)$/.exec(line) ?? [];
        return id === undefined ? [] : [{ id, problem: verdict === 'ok' ? undefined : problem }];
    });
}

;// CONCATENATED MODULE: ./lib/mounts/recognize.js

/**
 * Finds the RUN of the trace to which a container belongs, because its config.json has no mount ids. The targets decide. Where several RUNs
 * have the same targets but different mounts, the command decides, and after that which of them is running. Undefined where none matches,
 * or still several.
 */
function recognizeRun(ask, steps) {
    const fitting = steps.flatMap((step) => {
        const run = parseRun(step.instruction);
        const mounts = run && recognize_assign(run.mounts, ask);
        return run && mounts ? [{ step, run, mounts }] : [];
    });
    const most = Math.max(...fitting.map(({ mounts }) => mounts.length));
    const full = fitting.filter(({ mounts }) => mounts.length === most);
    const same = full.filter(({ run }) => isCommandOf(run, ask));
    const running = same.filter(({ step }) => step.state === 'running');
    const certain = [full, same, running].find((candidates) => new Set(candidates.map(keyOf)).size === 1);
    if (certain?.[0] === undefined)
        return undefined;
    return { stages: certain.map(({ step }) => step.stage), mounts: certain[0].mounts.flatMap(toFound) };
}
/**
 * Tells whether a container whose RUN was not recognized may have a cache mount: it can write to one of its mounts, and a RUN with a cache
 * mount has not ended. The first alone is not enough, since it holds for a scanner for SBOMs too.
 */
function mayHaveCache({ mounts }, steps) {
    const isAwaited = ({ state, instruction }) => (state === 'running' || state === 'pending') &&
        /^(?:ONBUILD )?RUN /.test(instruction) &&
        instruction.includes('--mount=') &&
        /cache/i.test(instruction);
    return mounts.some(({ isWritable }) => isWritable) && steps.some(isAwaited);
}
/** Pairs each written mount with one of the container's; undefined when one has no counterpart, so it is another RUN. */
function recognize_assign(written, { mounts, cwd }) {
    const pairs = written.map((mount) => {
        const destination = destinationOf(mount.target, cwd);
        return [mount, mounts.find((asked) => asked.destination === destination)];
    });
    return pairs.every((pair) => pair[1] !== undefined) ? pairs : undefined;
}
/** As BuildKit does: an absolute target stays as written, with every slash and dot (`dockerfile2llb`, `dispatchRunMounts`). */
function destinationOf(target, cwd) {
    return target.startsWith('/') ? target : cleanPath(`/${cwd}/${target}`);
}
function toFound([{ cache, start }, { place, home }]) {
    return cache === undefined ? [] : [{ ...cache, place, home: start === 'stage' ? undefined : home }];
}
/** A key that is the same for two candidates with the same mounts. */
function keyOf({ mounts }) {
    return JSON.stringify(mounts.map(([{ cache, start }, { destination }]) => [cache, start, destination]));
}
/** Compares only the characters that cannot differ: in a step's name variables are replaced, and quotes and line ends may be others. */
function isCommandOf({ command }, { args, env }) {
    const line = bare(args.at(-1) ?? '', env);
    // A step's name has the first line of a heredoc that is the whole command, and no line of any other heredoc.
    const heredoc = /^<<\S+ \((.*?)(?:\.\.\.)?\)$/s.exec(command)?.[1];
    if (heredoc !== undefined || command.includes('<<'))
        return line.startsWith(bare(heredoc ?? command, env));
    const wanted = bare(command, env);
    return line === wanted || bare(JSON.stringify(args), env) === wanted;
}
function bare(text, env) {
    return text
        .replace(/\$\{(\w+)\}|\$(\w+)/g, (whole, braced, plain) => env[braced ?? plain] ?? whole)
        .replace(/[\s"'\\]/g, '');
}

;// CONCATENATED MODULE: ./lib/mounts/filling.js
/** Begins a filling. */
function beginFilling() {
    const { promise, resolve } = Promise.withResolvers();
    let outcome;
    return {
        ended: promise,
        start: () => outcome,
        end(start) {
            outcome ??= start;
            resolve();
        },
    };
}
/** Resolves with a promise's value, or with undefined after that many milliseconds. */
async function within(promise, milliseconds) {
    let timer;
    const late = new Promise((resolve) => {
        timer = setTimeout(() => resolve(undefined), milliseconds);
    });
    return Promise.race([promise, late]).finally(() => clearTimeout(timer));
}

;// CONCATENATED MODULE: ./lib/mounts/keys.js


/** The beginning of the keys of all cache mounts in the Actions cache. */
const keyStart = 'buildkit-mount-';
/** Identifies a mount by image repository, platforms, id and owner, without the scope; 20 hex digits. */
function keys_mountIdentity({ id, owner }, { repository, platforms }) {
    const parts = [repository, [...platforms].sort(), id, owner && [owner.uid, owner.gid, owner.mode]];
    return (0,external_node_crypto_.createHash)('sha256').update(JSON.stringify(parts)).digest('hex').slice(0, 20);
}
/**
 * Names the archive of a mount, relative to the folder of transfers. The Actions cache finds an entry only under the path with which it was
 * saved, so the path must not depend on the runner.
 */
function archiveName(identity) {
    return `${identity}.tar`;
}
/** Returns the beginning of the keys of a scope's entries for one mount: `buildkit-mount-b-<ref hash>-<identity>-`. */
function entryPrefix(scope, identity) {
    return `${scopeKeyPrefix(scope)}${identity}-`;
}
/** Returns the beginning of all mount keys of a scope; pruning finds them by it. */
function scopeKeyPrefix(scope) {
    return `${keyStart}${scopePrefix(scope).replace(/^cache-/, '')}`;
}
/**
 * Names a new entry by its prefix, the mount's id (for people), its content, and the run and step that saved it (in hex digits). No two
 * steps write the same key, so runs do not block each other, and the newest entry is found by the prefix.
 */
function entryKey(prefix, id, { tar, fingerprint }, writer) {
    const slug = id.replaceAll(/[^A-Za-z0-9_.-]+/g, '-').replaceAll(/^-|-$/g, '');
    return `${prefix}${slug.slice(0, 60)}-${tar}-${fingerprint}-${writer}`;
}
/** Reads out of an entry's key what it holds; undefined for one that `entryKey` did not make. */
function contentOf(key) {
    const [, tar, fingerprint = ''] = /-(gnu|other)-([0-9a-f]{16})-[0-9a-f]+-[0-9a-f]+$/.exec(key) ?? [];
    return tar === undefined ? undefined : { tar: tar, fingerprint };
}
/** Tells whether a builder's tar can read an entry's archive. */
function canRead(tar, { tar: written }) {
    return written === 'other' || tar === 'gnu';
}

// EXTERNAL MODULE: external "node:child_process"
var external_node_child_process_ = __webpack_require__(1421);
// EXTERNAL MODULE: ./lib/mounts/transfer-process.js
var transfer_process = __webpack_require__(9047);
;// CONCATENATED MODULE: ./lib/mounts/transfers.js



/** The service did not answer in time; a further request would probably take as long. */
class SilentServiceError extends Error {
    name = 'SilentServiceError';
}
/** Opens transfers; their process starts with the first one. */
function transfers_openTransfers({ folder, temp, program = process.argv[1] ?? '' }) {
    const waiting = new Map();
    let child;
    let count = 0;
    let stopped = false;
    const start = () => {
        (0,external_node_fs_.mkdirSync)(temp, { recursive: true });
        const env = { ...process.env, GITHUB_WORKSPACE: folder, RUNNER_TEMP: temp };
        const started = (0,external_node_child_process_.fork)(program, [transfer_process/* transferWord */.Q], { cwd: temp, env, stdio: ['ignore', 'ignore', 'ignore', 'ipc'] });
        const end = () => {
            for (const [number, tell] of waiting)
                tell({ number, kind: 'failed', reason: 'the transfers were ended' });
            if (child === started)
                child = undefined;
        };
        started.on('message', (outcome) => waiting.get(outcome.number)?.(outcome));
        started.on('error', end).on('exit', end);
        return started;
    };
    const order = async (what, milliseconds) => {
        if (stopped)
            throw new Error('the transfers were ended');
        child ??= start();
        count += 1;
        const number = count;
        const outcome = await new Promise((resolve, reject) => {
            const late = new SilentServiceError(`the Actions cache did not answer within ${milliseconds / 1000} s`);
            const timer = setTimeout(() => reject(late), milliseconds);
            waiting.set(number, (answer) => {
                clearTimeout(timer);
                resolve(answer);
            });
            child?.send({ ...what, number });
        }).finally(() => waiting.delete(number));
        if (outcome.kind === 'failed')
            throw new Error(outcome.reason.replace(/\.$/, ''));
        return outcome.key;
    };
    return {
        find: (file, prefixes, milliseconds) => order({ kind: 'find', file, prefixes }, milliseconds),
        async fetch(file, key, limit, milliseconds) {
            const fetched = await order({ kind: 'fetch', file, key, limit }, milliseconds);
            if (fetched === undefined)
                throw new Error('the entry is gone');
        },
        async save(file, key, milliseconds) {
            if ((await order({ kind: 'save', file, key }, milliseconds)) === undefined)
                throw new Error('it was refused');
        },
        stop() {
            stopped = true;
            child?.kill('SIGKILL');
        },
    };
}

;// CONCATENATED MODULE: ./lib/mounts/fetcher.js





/** Makes a fetcher that looks once for each mount's entry. */
function createFetcher(plan, transfers, folder, limits) {
    const findEntry = createEntryFinder(plan, transfers, limits.find);
    const ahead = new Map();
    const lanes = new Map();
    const late = `it was not there within ${limits.wait / 1000} s`;
    const archiveOf = (mount) => archiveName(keys_mountIdentity(mount, plan.subject));
    const download = async (mount) => {
        const key = await findEntry(mount);
        if (key === undefined)
            return undefined;
        // This limit is above the RUN's own, so that a slow service does not count as a silent one.
        await transfers.fetch(archiveOf(mount), key, plan.maxSize, limits.wait + 1000).catch((error) => {
            throw error instanceof SilentServiceError ? new Error(late) : error;
        });
        return key;
    };
    /** Two folders of one mount (`sharing=private`) are fetched one after the other, since their archives have the same name. */
    const inTurn = async (mount, tar, filling) => {
        const archive = archiveOf(mount);
        const since = performance.now();
        const before = lanes.get(archive);
        const over = Promise.all([before, filling.ended]).then(() => (0,promises_.rm)((0,external_node_path_.join)(folder, archive), { force: true }));
        lanes.set(archive, over);
        await before;
        const key = await (ahead.get(archive) ?? download(mount)).finally(() => ahead.delete(archive));
        const content = key === undefined ? undefined : contentOf(key);
        if (key !== undefined && content !== undefined && canRead(tar, content)) {
            return { archive, key, since, bytes: (await (0,promises_.stat)((0,external_node_path_.join)(folder, archive))).size };
        }
        filling.end({ kind: 'missing' });
        return undefined;
    };
    return {
        lookAhead(mount) {
            const archive = archiveOf(mount);
            if (ahead.has(archive) || lanes.has(archive))
                return;
            const coming = download(mount);
            coming.catch(() => undefined);
            ahead.set(archive, coming);
        },
        async fetch(mount, tar, filling) {
            const coming = inTurn(mount, tar, filling).catch((error) => {
                filling.end(toFailure(error));
                return undefined;
            });
            const fetched = await within(coming, limits.wait);
            if (fetched && !filling.start())
                return fetched;
            filling.end({ kind: 'failed', reason: late });
            return undefined;
        },
    };
}
function toFailure(error) {
    return { kind: error instanceof SilentServiceError ? 'silent' : 'failed', reason: error.message };
}
/**
 * Makes a finder that asks the Actions cache for the newest entry of each scope in order, and asks no more after a silence of that
 * length.
 */
function createEntryFinder(plan, transfers, milliseconds) {
    const entries = new Map();
    let silence;
    const ask = async (identity) => {
        const prefixes = plan.restoreFrom.map((scope) => entryPrefix(scope, identity));
        if (prefixes.length === 0)
            return undefined;
        if (silence)
            throw silence;
        return transfers.find(archiveName(identity), prefixes, milliseconds).catch((error) => {
            // Every further mount would wait as long, without result.
            if (error instanceof SilentServiceError)
                silence = error;
            throw error;
        });
    };
    return (mount) => {
        const identity = keys_mountIdentity(mount, plan.subject);
        const entry = entries.get(identity) ?? ask(identity);
        entries.set(identity, entry);
        return entry;
    };
}

;// CONCATENATED MODULE: ./lib/mounts/handed-out.js
/** Starts with a new builder, in which no RUN has had a folder. */
function createHandedOut() {
    const homes = new Set();
    return {
        add(mounts) {
            for (const mount of mounts)
                homes.add(homeOf(mount));
        },
        has: (home) => homes.has(home),
    };
}
/** Returns the folder behind a mount: the one in which its files stay, or else the one that the RUN sees. */
function homeOf({ home, place }) {
    return home ?? place;
}

// EXTERNAL MODULE: ./lib/mounts/plan.js
var mounts_plan = __webpack_require__(1863);
;// CONCATENATED MODULE: ./lib/mounts/restorer.js





/** Starts with a builder whose mounts are empty. Archives are fetched into the folder, and removed after unpacking. */
function createRestorer(plan, transfers, folder, limits) {
    const fetcher = createFetcher(plan, transfers, folder, limits);
    const known = new Map();
    const handedOut = createHandedOut();
    const longest = limits.wait + secondsToUnpack(plan.maxSize, limits) * 1000 + limits.slack;
    let count = 0;
    const begin = async (entry, { stages }, tar, cut) => {
        const { filling, mount } = entry;
        if (mount.home === undefined)
            filling.end({ kind: 'stage' });
        else if (handedOut.has(mount.home))
            filling.end(cut === undefined ? { kind: 'taken' } : cutOff);
        else if ((0,mounts_plan/* isEmptied */.xr)(plan, stages))
            filling.end({ kind: 'emptied' });
        else
            entry.fetched = await fetcher.fetch(mount, tar, filling);
        const ends = cut === undefined ? [] : [{ kind: 'end', id: cut }];
        if (entry.fetched === undefined && (cut === undefined || filling.start()?.kind === 'partial'))
            return ends;
        // A filling that was cut off left files behind, which are removed even if there is no archive now.
        const { archive, bytes } = entry.fetched ?? { archive: emptyArchive, bytes: 0 };
        count += 1;
        const id = `mount-${keys_mountIdentity(mount, plan.subject)}-${count}`;
        if (entry.fetched)
            entry.id = id;
        const how = { folder: cut === undefined ? 'empty' : 'anew', archive, place: mount.place };
        return [...ends, { kind: 'fill', id, seconds: secondsToUnpack(bytes, limits), ...how }];
    };
    /** Resolves when a mount's folder is filled. A filling that does not end in time is ended, and the folder not filled again. */
    const share = async (entry) => {
        await within(entry.filling.ended, longest);
        if (entry.filling.start())
            return [];
        entry.filling.end({ kind: 'partial', reason: `it was not unpacked within ${Math.round(longest / 1000)} s` });
        return entry.id === undefined ? [] : [{ kind: 'end', id: entry.id }];
    };
    /** Whether a filling was given up while the RUN waited: the hook must not begin it then. */
    const isGivenUp = (order) => [...known.values()].some(({ id, filling }) => id === order.id && filling.start());
    /** Begins to fill a mount, or waits for the RUN that began. */
    const claim = (mount, run, tar) => {
        const home = mount.home ?? `${mount.id} of a stage`;
        const other = known.get(home);
        if (other && other.filling.start()?.kind !== 'unused')
            return share(other);
        const entry = { filling: beginFilling(), mount, fetched: undefined, id: undefined };
        known.set(home, entry);
        return begin(entry, run, tar, other?.id);
    };
    return {
        lookAhead(runs) {
            const mounts = runs.flatMap((run) => ((0,mounts_plan/* isEmptied */.xr)(plan, run.stages) ? [] : run.mounts));
            for (const mount of mounts)
                if ((0,mounts_plan/* isWanted */.Yu)(plan, mount))
                    fetcher.lookAhead(mount);
        },
        async prepare({ mounts, tar }, run) {
            const wanted = run?.mounts.filter((mount) => (0,mounts_plan/* isWanted */.Yu)(plan, mount)) ?? [];
            // A RUN with the same mount twice must not wait for itself.
            const own = new Map(wanted.map((mount) => [homeOf(mount), mount]));
            const others = mounts.filter((mount) => !own.has(homeOf(mount)));
            // All mounts are claimed before waiting for any of them, so two RUNs can never wait for each other.
            const claims = run === undefined ? [] : [...own.values()].map((mount) => claim(mount, run, tar));
            const shares = others.flatMap((mount) => known.get(homeOf(mount)) ?? []).map(share);
            handedOut.add(others);
            const orders = (await Promise.all([...claims, ...shares])).flat();
            return orders.filter((order) => order.kind === 'end' || !isGivenUp(order));
        },
        filled({ id, problem }) {
            const entry = [...known.values()].find((each) => each.id === id);
            if (entry?.fetched === undefined)
                return;
            const { key, bytes, since } = entry.fetched;
            if (problem !== undefined)
                entry.filling.end({ kind: 'failed', reason: `it could not be unpacked: ${problem}` });
            else
                entry.filling.end({ kind: 'restored', key, bytes, milliseconds: performance.now() - since });
        },
        abandon() {
            for (const { filling } of known.values())
                filling.end({ kind: 'unused' });
        },
        uses: () => [...known.values()].map(toUse),
    };
}
const cutOff = { kind: 'partial', reason: 'an earlier attempt was ended while it was being unpacked' };
/** An archive without files, as tar reads it. */
const emptyArchive = '/dev/null';
/** Seconds for unpacking, at a rate that even a slow disk reaches. */
function secondsToUnpack(bytes, { unpack }) {
    return Math.min(1800, Math.ceil(unpack / 1000 + bytes / 10_000_000));
}
function toUse({ mount: { id, owner, home }, filling }) {
    return { id, owner, home, start: filling.start() ?? { kind: 'unused' } };
}

;// CONCATENATED MODULE: ./lib/mounts/spool.js




/** Extensions of the files that belong to one RUN; archives have others. */
const handed = new Set([hook_script/* spool */.kX.ask, hook_script/* spool */.kX.answer, hook_script/* spool */.kX.done]);
/** Answers the questions that hooks put into a folder that the builder sees, until it is closed. */
async function openSpool(folder, handler) {
    await (0,promises_.mkdir)(folder, { recursive: true });
    // Files of hooks that were killed with an earlier solve.
    const left = (await (0,promises_.readdir)(folder)).filter((name) => handed.has((0,external_node_path_.extname)(name)));
    for (const name of left)
        if (name.endsWith(hook_script/* spool */.kX.done))
            await takeDone((0,external_node_path_.join)(folder, name), handler);
    await Promise.all(left.map((name) => (0,promises_.rm)((0,external_node_path_.join)(folder, name), { force: true })));
    const answered = new Set();
    const look = async () => {
        for (const name of await (0,promises_.readdir)(folder).catch(() => [])) {
            if (name.endsWith(hook_script/* spool */.kX.done))
                await takeDone((0,external_node_path_.join)(folder, name), handler);
            if (!name.endsWith(hook_script/* spool */.kX.ask) || answered.has(name))
                continue;
            const text = await (0,promises_.readFile)((0,external_node_path_.join)(folder, name), 'utf8').catch(() => '');
            if (!text.endsWith(hook_script/* askEnd */.Zp) || answered.has(name))
                continue;
            answered.add(name);
            void answerAsk((0,external_node_path_.join)(folder, name), text.slice(0, -hook_script/* askEnd */.Zp.length), handler);
        }
    };
    const stop = watchFolder(folder, look);
    await (0,promises_.writeFile)((0,external_node_path_.join)(folder, hook_script/* spool */.kX.open), '');
    return {
        async close() {
            stop();
            // A hook may have reported a filling a moment ago.
            await look();
            await (0,promises_.rm)((0,external_node_path_.join)(folder, hook_script/* spool */.kX.open), { force: true });
        },
    };
}
/** Calls `look` when a folder has changed; every 10 ms where the system offers no more watches. */
function watchFolder(folder, look) {
    const timers = [];
    let watcher;
    try {
        watcher = (0,external_node_fs_.watch)(folder, () => void look());
        watcher.on('error', () => timers.push(setInterval(look, 10)));
    }
    catch {
        timers.push(setInterval(look, 10));
    }
    return () => {
        watcher?.close();
        for (const timer of timers)
            clearInterval(timer);
    };
}
async function answerAsk(file, text, handler) {
    // The question contains the environment of the RUN, with its secrets.
    await (0,promises_.rm)(file, { force: true });
    const words = await handler.answer(text).catch(() => []);
    await writeAnswer(file.slice(0, -hook_script/* spool */.kX.ask.length) + hook_script/* spool */.kX.answer, words);
}
/** Writes into the hook's pipe, without waiting: when the build was cancelled, no hook reads it any more. */
async function writeAnswer(pipe, words) {
    try {
        const file = await (0,promises_.open)(pipe, promises_.constants.O_WRONLY | promises_.constants.O_NONBLOCK | promises_.constants.O_NOFOLLOW);
        await file.write(`${words.join(' ')}\n`);
        await file.close();
    }
    catch {
        // The hook was killed.
    }
    await (0,promises_.rm)(pipe, { force: true });
}
async function takeDone(file, handler) {
    const text = await (0,promises_.readFile)(file, 'utf8').catch(() => undefined);
    if (text === undefined)
        return;
    await (0,promises_.rm)(file, { force: true });
    handler.done(text);
}

;// CONCATENATED MODULE: ./lib/mounts/upcoming.js

/**
 * Returns the RUNs that have not started and depend on an instruction that is running or has run: they will run too, since their input has
 * changed. Where every step is cached there are none.
 */
function upcomingRuns(progress) {
    const isFresh = freshness(progress);
    return progress
        .steps()
        .filter((step) => step.state === 'pending' && isFresh(step))
        .map(({ stage, instruction }) => ({ stages: [stage], mounts: mountsOf(instruction) }));
}
function mountsOf(instruction) {
    const mounts = parseRun(instruction)?.mounts ?? [];
    return mounts.flatMap(({ cache, start }) => (cache && start === 'empty' ? [cache] : []));
}
/** Tells whether any instruction below a step ran. It does not use recursion, since a chain of steps may exceed the stack. */
function freshness(progress) {
    const fresh = new Map();
    const inputsOf = (step) => step.inputs.flatMap((digest) => progress.stepOf(digest) ?? []);
    const isRun = ({ phase, isExecuted }) => phase === 'instruction' && isExecuted;
    return (first) => {
        const path = fresh.has(first.id) ? [] : [first];
        for (let step = path.at(-1); step; step = path.at(-1)) {
            fresh.set(step.id, false);
            const inputs = inputsOf(step);
            const next = inputs.find(({ id }) => !fresh.has(id));
            if (next)
                path.push(next);
            else {
                fresh.set(step.id, inputs.some((input) => isRun(input) || fresh.get(input.id) === true));
                path.pop();
            }
        }
        return fresh.get(first.id) === true;
    };
}

;// CONCATENATED MODULE: ./lib/mounts/manager.js
/*
 * The room `mounts/`: keeps the content of RUN --mount=type=cache in the Actions cache. Read docs/cache-mounts.md first, then this file,
 * which follows one build, in this order:
 *
 * 1. choose-mounts.ts and plan.ts decide which mounts are kept and whose entries are read, keys.ts what those are called.
 * 2. hook-script.ts runs in the builder in the place of runc and asks before each RUN, through the folder of spool.ts (ask.ts).
 * 3. recognize.ts finds out which mounts that RUN has, from its process and from what the trace says (written-run.ts).
 * 4. restorer.ts answers with orders (orders.ts); fetcher.ts has fetched the entries meanwhile, and jail-script.ts unpacks them.
 * 5. save.ts writes the new entries in the post step, notes.ts says what became of each mount.
 *
 * transfer-process.ts is a process of its own that talks to the Actions cache: its toolkit is large and would delay the build.
 */













/** A RUN waits a minute for its archives, but only ten seconds for a service that does not answer at all. */
const limits = { find: 10_000, wait: 60_000, unpack: 30_000, slack: 10_000 };
/** Milliseconds between two looks at the trace, for RUNs that come soon and for the RUN that asks. */
const lookInterval = 100;
const askInterval = 20;
/**
 * Milliseconds after which a RUN that is not in the trace goes on. The trace normally has it long before, from the solve's
 * definition.
 */
const traceLag = 300;
/** Returns a manager; undefined, with a notice, where the builder shares no folder with this machine. */
function manageMounts(builder, plan, lease, signal) {
    if (builder.sharedFolder !== undefined)
        return createManager(plan, lease, signal);
    say/* notice */.lm("Cache mounts are not kept: Docker's daemon cannot see this runner's folders.");
    return undefined;
}
/** Makes a manager, which sends no request to the Actions cache before a RUN needs one. */
function createManager(plan, lease, signal) {
    const folder = spoolOf(lease);
    const transfers = transfers_openTransfers({ folder, temp: transferTemp(lease) });
    signal.addEventListener('abort', () => transfers.stop(), { once: true });
    const unknown = new Set();
    let current;
    return {
        async serve(builder, trace) {
            if (builder.sharedFolder === undefined)
                return { close: async () => undefined };
            if (current?.builder !== builder) {
                current = { builder, restorer: createRestorer(plan, transfers, folder, limits) };
            }
            // The trace of an earlier attempt would be read as the beginning of this one's.
            await (0,promises_.rm)(trace, { force: true });
            return serveRuns(current.restorer, followTraceFile(trace), folder, unknown);
        },
        finish() {
            transfers.stop();
            return { plan, uses: current?.restorer.uses() ?? [], unknown: [...unknown] };
        },
    };
}
/** Returns the folder for the hooks' questions on this machine. */
function spoolOf(lease) {
    return (0,external_node_path_.join)(lease.folder, 'shared', hook_script/* spoolFolder */.cp);
}
/** Opens transfers for the post step of a lease. */
function openLeaseTransfers(lease) {
    return openTransfers({ folder: spoolOf(lease), temp: transferTemp(lease) });
}
function transferTemp(lease) {
    return (0,external_node_path_.join)(lease.folder, 'transfers');
}
async function serveRuns(restorer, trace, folder, unknown) {
    const spool = await openSpool(folder, {
        async answer(text) {
            const ask = parseAsk(text);
            const run = await findRun(ask, trace).catch(() => undefined);
            if (run === undefined && mayHaveCache(ask, (await trace.read()).steps()))
                unknown.add(ask.args.at(-1) ?? '');
            return formatOrders(await restorer.prepare(ask, run));
        },
        done(text) {
            for (const filled of parseFilled(text))
                restorer.filled(filled);
        },
    });
    const lookAhead = async () => restorer.lookAhead(upcomingRuns(await trace.read()));
    // Looking ahead only saves time, so its failure must not end the build.
    const looking = setInterval(() => lookAhead().catch(() => undefined), lookInterval);
    return {
        async close() {
            clearInterval(looking);
            await spool.close();
            restorer.abandon();
        },
    };
}
async function findRun(ask, trace) {
    for (let waited = 0;; waited += askInterval) {
        const run = recognizeRun(ask, (await trace.read()).steps());
        if (run !== undefined || waited >= traceLag)
            return run;
        await (0,external_node_timers_promises_.setTimeout)(askInterval);
    }
}

;// CONCATENATED MODULE: ./lib/mounts/notes.js




/** Returns a message for each mount about its content at the start. A failure that several mounts had is one warning. */
function startNotes({ plan, uses, unknown }) {
    const reasons = new Map();
    for (const { id, start } of uses) {
        if ('reason' in start)
            reasons.set(start.reason, [...(reasons.get(start.reason) ?? []), notes_nameOf(id)]);
    }
    const well = uses.filter(({ start }) => !('reason' in start));
    return [
        ...well.map((use) => info(`Cache mount ${notes_nameOf(use.id)}: ${startOf(use, plan)}.`)),
        ...[...reasons].map(([reason, names]) => warning(`Cache mount ${names.join(', ')} began empty: ${(0,visible/* toPlainText */.bo)(reason)}.`)),
        ...(unknown.length === 0
            ? []
            : [
                warning(`Mounts were not kept, since it is not certain which steps have them: ${unknown.map(notes_nameOf).join('; ')}.`),
            ]),
        ...(plan.saveTo === undefined && uses.length > 0 ? [info(`No cache mount is saved: ${plan.saveReason}.`)] : []),
    ];
}
/** Returns a message for each mount that says whether it was saved. */
function endNotes(ends, plan) {
    return ends.map((end) => {
        const text = `Cache mount ${notes_nameOf(end.id)}: ${notes_endOf(end, plan)}.`;
        return end.kind === 'failed' || end.kind === 'large' ? warning(text) : info(text);
    });
}
/** Returns a row of the job's summary for each mount: its content at the start and whether it was saved. */
function mountRows({ plan, uses }, ends) {
    const identify = (mount) => mountIdentity(mount, plan.subject);
    return uses.map((use) => {
        const end = ends.find((each) => identify(each) === identify(use));
        const parts = [startOf(use, plan), ...(end === undefined ? [] : [notes_endOf(end, plan)])];
        return [`Cache mount ${notes_nameOf(use.id)}`, parts.join(', ')];
    });
}
function startOf({ start, id, owner }, plan) {
    switch (start.kind) {
        case 'restored': {
            const identity = keys_mountIdentity({ id, owner }, plan.subject);
            const scope = plan.restoreFrom.find((each) => start.key.startsWith(entryPrefix(each, identity)));
            const place = scope === undefined ? '' : ` of ${(0,cache_scope/* formatScope */.gk)(scope)}`;
            return `${(0,units/* formatBytes */.z3)(start.bytes)}${place} restored in ${(0,units/* formatDuration */.a3)(start.milliseconds)}`;
        }
        case 'missing':
            return plan.restoreFrom.length === 0
                ? 'began empty (this run reads none)'
                : `began empty (there is none yet of ${plan.restoreFrom.map(cache_scope/* formatScope */.gk).join(', ')})`;
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
function notes_endOf(end, { saveTo, maxSize }) {
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
function notes_nameOf(id) {
    return (0,visible/* toPlainText */.bo)((0,visible/* shorten */.ml)(id, 120));
}
function info(text) {
    return { level: 'info', text };
}
function warning(text) {
    return { level: 'warning', text };
}

// EXTERNAL MODULE: ./lib/registry/access.js + 13 modules
var access = __webpack_require__(3563);
;// CONCATENATED MODULE: ./lib/report/cache-warnings.js



/** Bytes of configuration above which BuildKit imports a cache no more (docs/buildkit.md). */
const cache_warnings_largestConfig = (/* unused pure expression or super */ null && (1024 * 1024));
/**
 * Returns a sentence for each cache that did not do what it is for, none of which fails a build: an import that failed, a cacheSource
 * that is no cache, an export within the build that was not written.
 */
async function cacheWarnings(end) {
    const failed = end.progress.steps().filter(({ phase, state }) => phase === 'cache-import' && state === 'failed');
    const doubts = failed.length > 0 || countSteps(end.progress.steps()).cached > 0 ? [] : await doubtSource(end);
    const folders = end.progress.steps().flatMap((step) => warnOfFolder(step));
    return [...failed.flatMap((step) => warnOfImport(step)), ...doubts, ...warnOfInlineExport(end), ...folders];
}
/**
 * Returns a sentence where nothing at all came from the cache that this run writes itself: builds that cannot be told apart may be
 * taking turns in it.
 */
function noticeOfNoHit({ job, progress }) {
    const { request, cache } = job;
    const { cached, total } = countSteps(progress.steps());
    if (cache.cacheSource?.role !== 'own' || cached > 0 || total < 2 || request.noCache)
        return [];
    return [
        `None of the ${total} steps came from the cache ${(0,text_reference/* formatReference */.FH)(cache.cacheSource.reference)}. If several builds take turns in it, such as those of a matrix over "build-args", give each a "cache-key" of its own.`,
    ];
}
/** Returns a sentence where a cache that was just written is too large ever to be imported. */
function warnOfSize(reference, manifest) {
    const size = cacheConfigOf(toManifest(manifest))?.size ?? 0;
    if (size <= cache_warnings_largestConfig)
        return [];
    return [
        `The cache ${formatReference(reference)} cannot be imported again, its configuration has ${size} bytes and BuildKit reads 1 MiB: ${smaller}.`,
    ];
}
const smaller = 'write cache-mode: min, or build fewer stages at once with "target"';
function warnOfImport({ instruction, error = '' }) {
    const reference = instruction.replace(/^importing cache manifest from /, '');
    // A cache of the user's own that is not there yet; ours was seen before it was imported.
    if (/not found/.test(error))
        return [];
    const advice = /too large/.test(error) ? `: ${smaller}` : '';
    return [`A cache could not be imported, the build went on without it (${reference}): ${error}${advice}`];
}
/** Where nothing was cached anyway one more look costs nothing. BuildKit passes over what is no cache without a word. */
async function doubtSource({ job }) {
    const { cache, registry } = job;
    if (cache.cacheSource === undefined)
        return [];
    const { reference } = cache.cacheSource;
    const answer = await registry.getManifest(reference);
    if (answer.kind !== 'found' || (0,text_manifest/* cacheConfigOf */.c)((0,text_manifest/* toManifest */.J)(answer.bytes)) !== undefined)
        return [];
    return [
        `${(0,text_reference/* formatReference */.FH)(reference)} is no cache of BuildKit's, so nothing was imported from it: the next export takes its place, or write another "cache-ref".`,
    ];
}
function warnOfInlineExport(end) {
    const { request, cache } = end.job;
    if (end.kind !== 'built' || request.cache.export !== 'inline' || cache.exportTo === undefined)
        return [];
    if (end.metadata.cacheManifest !== undefined)
        return [];
    const reason = end.progress.cacheExportError() ?? 'BuildKit does not say why';
    return [`The cache was not saved to ${(0,text_reference/* formatReference */.FH)(cache.exportTo)}: ${reason}.`];
}
/** Of the caches of `cache-to` only those in folders are written within the build, beside what is part of its image. */
function warnOfFolder({ instruction, phase, state, error }) {
    if (phase !== 'cache-export' || state !== 'failed' || !/client directory/.test(instruction))
        return [];
    return [`A cache of "cache-to" was not saved to its folder: ${error ?? 'BuildKit does not say why'}.`];
}

// EXTERNAL MODULE: ./lib/report/notes.js
var report_notes = __webpack_require__(3731);
// EXTERNAL MODULE: ./lib/node_modules/@actions/core/lib/core.js + 3 modules
var core = __webpack_require__(6120);
// EXTERNAL MODULE: ./lib/report/annotate.js
var annotate = __webpack_require__(1484);
;// CONCATENATED MODULE: ./lib/report/annotations.js



/** Lines of the failed step's output that its annotation repeats, and characters of each. */
const tailLines = 10;
const tailWidth = 300;
/**
 * Returns what to mark: each violated build check once, then the failure. `dockerfile` is the Dockerfile's path relative to
 * the workspace, undefined when it lies elsewhere (a git context), and then nothing points at a line; `name` is what BuildKit
 * calls it, which is another one where that is a link.
 */
function toAnnotations(failure, warnings, dockerfile, name = (0,external_node_path_.basename)(dockerfile ?? '')) {
    const file = dockerfile === undefined ? undefined : { path: dockerfile, name };
    const all = [...warnings.map((warning) => ofWarning(warning, file)), ...(failure ? [ofFailure(failure, file)] : [])];
    return [...new Map(all.map((annotation) => [JSON.stringify(annotation), annotation])).values()];
}
function ofFailure(failure, dockerfile) {
    const tail = failure.logTail.slice(-tailLines).map((line) => (0,visible/* shorten */.ml)((0,visible/* toPlainText */.bo)(line), tailWidth));
    const message = toPlainLines(failure.message);
    return {
        level: 'error',
        message: tail.length > 0 ? `${message}\n\n${tail.join('\n')}` : message,
        title: titleOf(failure),
        ...placeOf(failure.dockerfile?.name, failure.dockerfile?.line, failure.dockerfile?.endLine, dockerfile),
    };
}
function titleOf({ phase, step }) {
    if (step?.index !== undefined)
        return `${(0,visible/* shorten */.ml)((0,visible/* toPlainText */.bo)(toOneLine(step.instruction)), 80)} failed`;
    if (phase === 'push')
        return 'Push failed';
    return phase === 'base' ? 'Base image not read' : 'Build failed';
}
function ofWarning(warning, dockerfile) {
    const [, rule, sentence] = /^(\w+): (.*?)(?: \(line \d+\))?$/s.exec(warning.short) ?? [];
    const more = [...warning.detail, ...(warning.url === undefined ? [] : [warning.url])];
    return {
        level: 'warning',
        message: toPlainLines([sentence ?? warning.short, ...more].join('\n')),
        title: rule ?? 'Build check',
        ...placeOf(warning.file, warning.startLine, warning.endLine, dockerfile),
    };
}
/** BuildKit names the Dockerfile by its name within the context's folder; a file of another name is not the workspace's. */
function placeOf(name, startLine, endLine, dockerfile) {
    const isNamed = name === undefined || (dockerfile !== undefined && (0,external_node_path_.basename)(name) === dockerfile.name);
    const isOurs = dockerfile !== undefined && startLine !== undefined && isNamed;
    if (!isOurs)
        return { file: undefined, startLine: undefined, endLine: undefined };
    return { file: dockerfile.path, startLine, endLine };
}
function toPlainLines(text) {
    return text
        .split(/\r?\n/)
        .map((line) => (0,visible/* toPlainText */.bo)(line))
        .join('\n');
}

;// CONCATENATED MODULE: ./lib/report/build-inputs.js

/** Lists what the workflow gave the build. Of arguments and secrets only the names are told: values may be what nobody should read. */
function describeInputs(request, workspace) {
    const { dockerfile, target, buildArgs, buildContexts, secrets, ssh, labels } = request;
    const inputs = [
        ['Context', [describeSource(request.source, workspace)]],
        ['Dockerfile', [dockerfile.filename]],
        ['Target', target === undefined ? [] : [target]],
        ['Build arguments', buildArgs.map(([name]) => name)],
        ['Named contexts', buildContexts.map(({ name }) => name)],
        ['Secrets', secrets.map(({ id }) => id)],
        ['SSH', ssh.map((each) => each.split('=')[0] ?? each)],
        ['Labels', labels.map(([name, value]) => `${name}=${value}`)],
    ];
    return inputs.filter(([, values]) => values.length > 0);
}
function describeSource(source, workspace) {
    // A login within a URL is nobody's business.
    if (source.kind === 'remote')
        return source.url.replace(/^(\w+:\/\/)[^/@]*@/, '$1');
    const path = (0,external_node_path_.relative)(workspace, source.path);
    return path === '' ? '.' : path.startsWith('..') ? source.path : path;
}

// EXTERNAL MODULE: ./lib/report/failure.js
var report_failure = __webpack_require__(7340);
;// CONCATENATED MODULE: ./lib/report/lint.js
/**
 * Parses what buildctl prints for `call: check` (`frontend.lint`, frontend/subrequests/lint in BuildKit), in the shape of
 * the warnings of a build's trace. The answer is text only: `WARNING: RULE - URL`, a sentence, an excerpt of the Dockerfile.
 */
function parseLint(answer) {
    return answer
        .split(/^(?=WARNING: )/m)
        .filter((block) => block.startsWith('WARNING: '))
        .map(parseViolation);
}
function parseViolation(block) {
    const [heading = '', sentence = '', ...rest] = block.split('\n');
    const [, rule = '', url] = /^WARNING: (\S+)(?: - (\S+))?/.exec(heading) ?? [];
    const [, file] = /^(.+):\d+$/.exec(rest[0] ?? '') ?? [];
    const marked = rest.flatMap((line) => /^ *(\d+) \| >>> /.exec(line)?.[1] ?? []).map(Number);
    return {
        short: `${rule}: ${sentence}`,
        detail: [],
        url,
        file,
        startLine: marked[0],
        endLine: marked.at(-1),
    };
}

;// CONCATENATED MODULE: ./lib/report/outputs.js
/** Returns every output of action.yml with its value; what a build does not have is ''. */
function toOutputs(report) {
    const { counts } = report;
    return {
        digest: report.digest ?? '',
        imageid: report.imageId ?? '',
        metadata: report.metadata,
        'image-ref': report.imageRef ?? '',
        tags: report.tags.join('\n'),
        labels: report.labels.map(([name, value]) => `${name}=${value}`).join('\n'),
        version: new Map(report.labels).get('org.opencontainers.image.version') ?? '',
        pushed: String(report.pushed),
        'cache-source': report.cacheSource?.role ?? 'none',
        'cache-ref': report.exportTo ?? '',
        'cached-steps': String(counts.cached),
        'total-steps': String(counts.total),
        'cache-hit-ratio': counts.ratio.toFixed(2),
        'platform-digests': JSON.stringify(report.facts?.platforms ?? {}),
        size: report.facts === undefined ? '' : String(report.facts.size),
    };
}

;// CONCATENATED MODULE: ./lib/report/show.js

/**
 * Does what is only for show or for the next build: where it fails, this one goes on with one warning, `loss` and why. Everything
 * that follows the digest goes through here.
 */
async function forShow(loss, act) {
    try {
        return await act();
    }
    catch (error) {
        say/* warning */.$e(`${loss}: ${error instanceof Error ? error.message : String(error)}`);
        return undefined;
    }
}

;// CONCATENATED MODULE: ./lib/report/result.js
















/** Gathers what outputs and summary say of a build; asks the registry what the image that was pushed consists of. */
async function readReport(end) {
    const { request, cache, registry } = end.job;
    const metadata = end.kind === 'built' ? end.metadata : undefined;
    const pushed = metadata !== undefined && request.push;
    const { repository } = request;
    const { cacheSource, wip, exportTo } = cache;
    const digest = metadata?.digest;
    const facts = pushed && repository !== undefined && digest !== undefined
        ? await forShow('The outputs "platform-digests" and "size" stay empty', () => (0,image_facts/* readImageFacts */.vX)({ repository, digest }, registry, (0,image_facts/* onlyPlatform */.wl)(request)))
        : undefined;
    return {
        failure: end.kind === 'failed' ? end.failure : undefined,
        digest,
        imageId: metadata?.imageId,
        metadata: metadata?.text ?? '',
        imageRef: metadata && (0,image_facts/* imageByDigest */.jq)(request, metadata),
        tags: request.tags.map(text_reference/* formatReference */.FH),
        labels: request.labels,
        target: request.target,
        pushed,
        platforms: request.platforms,
        cacheSource: cacheSource && { role: cacheSource.role, reference: (0,text_reference/* formatReference */.FH)(cacheSource.reference) },
        wip: wip && (0,text_reference/* formatReference */.FH)(wip.reference),
        exportTo: exportTo && result_isSaved(end) ? (0,text_reference/* formatReference */.FH)(exportTo) : undefined,
        counts: countSteps(end.progress.steps()),
        facts,
        inputs: describeInputs(request, process.env.GITHUB_WORKSPACE ?? process.cwd()),
        retries: end.retries,
        milliseconds: performance.now(),
    };
}
/** Tells whether a cache was written within the build, or is to be written after it. */
function result_isSaved(end) {
    if (end.kind !== 'built')
        return false;
    return end.job.request.cache.export === 'post' || end.metadata.cacheManifest !== undefined;
}
/** Tells the workflow and the person what became of the build; throws a StepFailure where the step has to fail. */
async function reportEnd(end, report) {
    const { request } = end.job;
    const dockerfile = dockerfileOf(request);
    const { filename } = request.dockerfile;
    if (end.kind === 'answered') {
        reportAnswer(request, end.answer, dockerfile);
        return;
    }
    const failure = end.kind === 'failed' ? end.failure : undefined;
    const annotations = toAnnotations(failure, request.report.checks ? end.progress.warnings() : [], dockerfile, filename);
    for (const annotation of annotations)
        if (annotation.level === 'warning')
            (0,annotate/* annotate */.f)(annotation);
    if (failure)
        throw new report_failure/* StepFailure */.p(failure.message, annotations.find(({ level }) => level === 'error'));
    await writeOutputs(toOutputs(report), core/* setOutput */.uH);
    say/* info */.pq(describe(report));
}
/** Sets the outputs, the digest first: without it the step fails, and all others are not worth that. */
async function writeOutputs({ digest = '', ...others }, set) {
    set('digest', digest);
    await forShow('Not every output was set', () => {
        for (const [name, value] of Object.entries(others))
            set(name, value);
    });
}
function reportAnswer(request, answer, dockerfile) {
    const printer = openPrinter();
    printer.foreign(answer.trimEnd().split('\n'));
    printer.obey();
    if (request.call !== 'check')
        return;
    const violations = parseLint(answer);
    const { filename } = request.dockerfile;
    for (const annotation of toAnnotations(undefined, violations, dockerfile, filename))
        (0,annotate/* annotate */.f)(annotation);
    if (violations.length > 0) {
        throw new report_failure/* StepFailure */.p(`"call: check" found ${(0,units/* formatCount */.B4)(violations.length, 'violation')} in the Dockerfile.`);
    }
    say/* info */.pq('The check found no violation.');
}
function describe({ imageRef, digest, pushed, counts, milliseconds }) {
    const what = `${pushed ? 'Pushed' : 'Built'} ${imageRef ?? digest ?? 'the outputs'}`;
    return `${what} in ${(0,units/* formatDuration */.a3)(milliseconds)}: ${counts.cached} of ${(0,units/* formatCount */.B4)(counts.total, 'step')} cached.`;
}
/** Annotations name files relative to the workspace; a Dockerfile that lies elsewhere has no place there. */
function dockerfileOf({ dockerfile }) {
    if (dockerfile.real === undefined)
        return undefined;
    // The file has its real path, and a workspace may be reached through a link.
    const path = (0,external_node_path_.relative)(realPathOf(process.env.GITHUB_WORKSPACE ?? process.cwd()), dockerfile.real);
    return path.startsWith('..') ? undefined : path;
}
/** Returns a folder's real path, or the one that is known where the folder is gone since. */
function realPathOf(folder) {
    try {
        return (0,external_node_fs_.realpathSync)(folder);
    }
    catch {
        return folder;
    }
}

;// CONCATENATED MODULE: ./lib/dockerfile/labels.js


/**
 * Names the labels that a Dockerfile gives the target's image by LABEL instructions of its own, in the target's stage and in those
 * that it is made from. What a base image says is not among them. Names with a variable are left out: only BuildKit knows them.
 */
function labelNames(text, target, buildArgs) {
    const stages = toStageGraph(parseDockerfile(text), buildArgs);
    const names = new Set();
    const left = targetStages(stages, target);
    const seen = new Set();
    for (let index = left.pop(); index !== undefined; index = left.pop()) {
        const node = stages[index];
        if (node === undefined || seen.has(index))
            continue;
        seen.add(index);
        for (const { keyword, text: pairs } of node.stage.instructions) {
            if (keyword === 'LABEL')
                for (const name of namesIn(pairs))
                    names.add(name);
        }
        if (node.base.kind === 'stage')
            left.push(node.base.stage);
        if (node.base.kind === 'open')
            left.push(...node.base.stages);
    }
    return names;
}
/** A stage is meant by its name or by its number, and the last one where there is no target (dockerui, `target`). */
function targetStages(stages, target) {
    if (target === undefined)
        return [stages.length - 1];
    const named = stages.findLastIndex(({ stage }) => stage.name === target.toLowerCase());
    return [named >= 0 ? named : /^\d+$/.test(target) ? Number(target) : -1];
}
/** `NAME=VALUE` pairs with quotes and backslashes, or the old form of one name, a blank and the rest (parser.parseNameVal). */
function namesIn(text) {
    const words = text.match(/(?:"(?:[^"\\]|\\.)*"?|'[^']*'?|\\.|[^\s"'\\])+/gs) ?? [];
    const isOld = !words[0]?.includes('=');
    return (isOld ? words.slice(0, 1) : words)
        .map((word) => unquote(isOld ? word : word.slice(0, equalsSign(word))))
        .filter((name) => name !== '' && !name.includes('$'));
}
/** The first equals sign outside of quotes. */
function equalsSign(word) {
    const before = /^(?:"(?:[^"\\]|\\.)*"|'[^']*'|\\.|[^="'\\])*/s.exec(word)?.[0] ?? '';
    return before.length;
}
function unquote(word) {
    return word.replace(/["']/g, '').replace(/\\(.)/gs, '$1');
}

// EXTERNAL MODULE: ./lib/registry/transport.js + 2 modules
var transport = __webpack_require__(5999);
;// CONCATENATED MODULE: ./lib/registry/download.js

/** Bytes of a text that is fetched, such as a Dockerfile: BuildKit takes no larger one (frontend/dockerfile, 1 MiB for its options). */
const largestText = 1024 * 1024;
/** Milliseconds that a server may take. */
const download_patience = 30_000;
/** Fetches a text over http or https, through the proxies of `env`, with redirects but from TLS to none; throws an Error with a sentence. */
async function download(url, env, signal) {
    const { host, pathname, search, protocol } = new URL(url);
    const send = (0,transport/* createTransport */.o)({ security: () => 'https', certificates: () => [], env });
    const answer = await send({
        ...{ method: 'GET', host, path: `${pathname}${search}`, scheme: protocol === 'http:' ? 'http' : 'https' },
        ...{
            headers: {},
            staysSecure: true,
            largestBody: largestText,
            signal: AbortSignal.any([signal, AbortSignal.timeout(download_patience)]),
        },
    });
    if (answer.status !== 200)
        throw new Error(`${host} answered ${answer.status}`);
    return Buffer.from(answer.bytes).toString('utf8');
}

// EXTERNAL MODULE: ./lib/request/input-error.js
var input_error = __webpack_require__(6390);
;// CONCATENATED MODULE: ./lib/solve/git-dir.js



/** Tells whether a Dockerfile names `.git` of the context in a COPY, an ADD or a bind mount. */
function namesGitDir(text) {
    const { stages } = parseDockerfile(text);
    return stages
        .flatMap(({ instructions }) => instructions)
        .some((instruction) => {
        const { keyword, flags } = instruction;
        if (keyword === 'RUN')
            return flags.some((flag) => flag.startsWith('--mount=') && mountsGitDir(flag.slice(8)));
        if (keyword !== 'COPY' && keyword !== 'ADD')
            return false;
        if (flags.some((flag) => flag.startsWith('--from=')))
            return false;
        return toArguments(instruction).some((word) => isGitDir(word.replace(/[[\]",']/g, '')));
    });
}
function mountsGitDir(mount) {
    const parts = mount.split(',');
    const field = (name) => parts.find((part) => part.startsWith(`${name}=`))?.slice(name.length + 1);
    const isBind = (field('type') ?? 'bind') === 'bind' && field('from') === undefined;
    return isBind && isGitDir(field('source') ?? field('src') ?? '');
}
function isGitDir(path) {
    return /^(?:\.?\/)?\.git(?:\/|$)/.test(path);
}
/**
 * Tells whether an ignore file leaves out the whole `.git`, by its name in the usual spellings or together with everything else. The last
 * pattern that matches it counts, as in BuildKit (moby/patternmatcher).
 */
function ignoresGitDir(ignoreFile) {
    let ignored = false;
    for (const line of ignoreFile.split('\n').map((each) => each.trim())) {
        if (/^(?:\/|\.\/|\*\*\/)?(?:\.git|\.git\/|\.git\*|\.git\/\*\*?|\.\*|\*\*?)$/.test(line))
            ignored = true;
        else if (/^!(?:\/|\.\/|\*\*\/)?\.git(?:\/|$)/.test(line))
            ignored = false;
    }
    return ignored;
}
/**
 * Returns the text of the ignore file that BuildKit would read: the Dockerfile's own, or else the context's; '' where there is
 * none.
 */
async function readIgnoreFile(context, dockerfile) {
    const own = await (0,places/* readInside */.xO)(dockerfile.directory, `${dockerfile.filename}.dockerignore`);
    return own ?? (await (0,places/* readInside */.xO)(context, '.dockerignore')) ?? '';
}
/**
 * Tells whether the configuration of a checkout holds a login that its later steps would use (actions/checkout,
 * persist-credentials).
 */
async function holdsToken(context) {
    const config = await (0,places/* readInside */.xO)(context, '.git/config');
    return config !== undefined && /^\s*extraheader\s*=\s*authorization:/im.test(config);
}

;// CONCATENATED MODULE: ./lib/solve/complete.js







/**
 * Completes a request from its files. Labels in the Dockerfile win over those from git. Where `git-dir` says so, an ignore file in
 * `folder` leaves `.git` out of the context. A Dockerfile that `file` names by a URL is fetched, as buildx does; a Dockerfile that
 * BuildKit fetches itself cannot be read from here. Throws an InputError for a URL that gives no Dockerfile.
 */
async function completeRequest(asked, folder, signal) {
    const request = await fetchDockerfile(asked, folder, signal);
    const { directory, filename } = request.dockerfile;
    if (directory === undefined)
        return { request, notes: [] };
    const text = await (0,promises_.readFile)((0,external_node_path_.join)(directory, filename), 'utf8');
    return leaveGitDirOut(withoutDefaults(request, text), { directory, filename }, text, folder);
}
async function fetchDockerfile(request, folder, signal) {
    const { url, filename } = request.dockerfile;
    if (url === undefined)
        return request;
    const text = await download(url, process.env, signal).catch((error) => {
        throw new input_error/* InputError */.dz(`"file" names a URL that gives no Dockerfile: ${error.message}.`);
    });
    const directory = (0,external_node_path_.join)(folder, 'fetched');
    await (0,promises_.mkdir)(directory, { recursive: true });
    await (0,promises_.writeFile)((0,external_node_path_.join)(directory, filename), text);
    return { ...request, dockerfile: { directory, filename } };
}
function withoutDefaults(request, text) {
    const given = labelNames(text, request.target, request.buildArgs);
    const labels = request.labels.filter(([name]) => !given.has(name) || !request.defaultLabels.includes(name));
    return { ...request, labels };
}
async function leaveGitDirOut(request, dockerfile, text, folder) {
    const { source, gitDir } = request;
    if (source.kind === 'remote' || !(0,external_node_fs_.existsSync)((0,external_node_path_.join)(source.path, '.git')))
        return { request, notes: [] };
    const ignoreFile = await readIgnoreFile(source.path, dockerfile);
    if (ignoresGitDir(ignoreFile))
        return { request, notes: [] };
    const stays = gitDir === 'keep' || (gitDir === 'auto' && namesGitDir(text));
    if (stays)
        return { request, notes: await keepNotes(request, source.path) };
    const place = (0,external_node_path_.join)(folder, 'dockerfile');
    await (0,promises_.mkdir)(place, { recursive: true });
    await (0,promises_.writeFile)((0,external_node_path_.join)(place, dockerfile.filename), text);
    await (0,promises_.writeFile)((0,external_node_path_.join)(place, `${dockerfile.filename}.dockerignore`), `${ignoreFile}\n**/.git\n`);
    const note = '".git" is left out of the context, as a git context has none: git-dir: keep would keep it.';
    return {
        request: {
            ...request,
            dockerfile: { ...request.dockerfile, directory: place },
            leavesGitDirOut: true,
        },
        notes: [{ level: 'info', text: note }],
    };
}
async function keepNotes({ gitDir }, context) {
    const why = gitDir === 'keep' ? '' : ', since the Dockerfile names it';
    const note = `".git" is in the context${why}: it differs in every clone, and git-dir: drop leaves it out.`;
    if (!(await holdsToken(context)))
        return [{ level: 'info', text: note }];
    const token = '"context" has .git, whose configuration holds the token of the checkout: COPY . . would put it into the image. Write persist-credentials: false at actions/checkout, or git-dir: drop.';
    return [
        { level: 'info', text: note },
        { level: 'warning', text: token },
    ];
}

// EXTERNAL MODULE: ./lib/steps/handover.js
var handover = __webpack_require__(9924);
;// CONCATENATED MODULE: ./lib/steps/job.js




















/** Builds, tells the digest, and hands over to the post step; throws a StepFailure, or when the job was cancelled. */
async function runJob(start, signal) {
    const { step, tenancy } = start;
    try {
        const job = await openJob(start, signal);
        const [end, stale] = await Promise.all([runBuild(job, signal), sweepStale(tenancy.lease())]);
        if (stale.length > 0)
            say/* notice */.lm(`Removed what an earlier job of this runner left behind: ${stale.join(', ')}.`);
        const mounts = await forShow('Cache mounts are not saved', () => end.job.mounts?.finish());
        if (mounts)
            (0,report_notes/* sayNotes */.R)(startNotes(mounts));
        const [pendingExports = [], report, warnings = []] = await Promise.all([
            forShow('The cache is not saved', () => deferExports(end, signal)),
            readReport(end),
            forShow('The caches were not looked at', () => cacheWarnings(end)),
        ]);
        signal.throwIfAborted();
        for (const warning of warnings)
            say/* warning */.$e(warning);
        if (warnings.length === 0)
            for (const notice of noticeOfNoHit(end))
                say/* notice */.lm(notice);
        await forShow('The later steps of this job do not know of this build', () => noteBuild(end, buildKey(start.request)));
        const isDone = start.others === 'known' && pendingExports.length === 0 && mounts === undefined && !(0,handover/* wantsLog */.sy)(end.job.request);
        const builder = await leaveBuilder(tenancy, isDone ? 'done' : 'needed');
        await (0,handover/* saveHandover */.FZ)(step, { ...(0,handover/* toHandover */.hz)(end, report, pendingExports), mounts, builder }).catch((error) => {
            say/* warning */.$e(`Neither cache nor summary will be written, the post step does not know of them: ${error.message}`);
        });
        await reportEnd(end, report);
        const images = [report.imageId, ...(report.facts?.images ?? [])];
        for (const line of describeLoaded(end.job.earlier, images))
            say/* info */.pq(line);
    }
    catch (error) {
        // A cancelled job has only seconds, and a builder at work is in its way. The post step removes both once more, with the folder.
        const lease = signal.aborted ? await tenancy.giveUp('retire') : undefined;
        if (lease)
            await (0,removal/* removeContainer */.od)(lease.container);
        throw error;
    }
    finally {
        // A cache export that goes on has found its steps and asks for no secret any more.
        await removeSecrets(step.folder).catch(() => undefined);
    }
}
/**
 * Gives the builder up as soon as this step does not need it any more, and begins to remove it if no other step claims it. As long as it is
 * not known whether a later step will want it, it stays until the post step.
 */
async function leaveBuilder(tenancy, use) {
    const lease = tenancy.lease();
    if (lease === undefined)
        return { kind: 'left' };
    if (use === 'needed')
        return { kind: 'held', lease };
    const last = await tenancy.giveUp();
    return last ? { kind: 'removing', lease: last, removal: (0,removal/* startRemoval */.VQ)(last) } : { kind: 'left' };
}
/** Removes what a job of this runner that died left behind, while this one builds. An error here does not fail the build. */
async function sweepStale(lease) {
    // GitHub's own machines are new for every job.
    if (lease === undefined || process.env.RUNNER_ENVIRONMENT === 'github-hosted')
        return [];
    return (0,removal/* removeStale */.sq)(lease).catch(() => []);
}
/** Finds out, while the builder starts, which cache it is to import and whether the logins are there. */
async function openJob({ request: asked, git, scopes, step, tenancy, ...start }, signal) {
    try {
        const { request, notes } = await completeRequest(await withoutIdleToken(asked), step.folder, signal);
        if (request.gitToken)
            say/* info */.pq(tokenNote(request.gitToken.id));
        (0,report_notes/* sayNotes */.R)(notes);
        const registry = (0,access/* openRegistry */.M)((0,access/* toReach */.X)(request), signal, request.push ? 'refused' : 'passed over');
        const build = buildKey(asked);
        const lease = tenancy.lease();
        const earlier = lease ? await readEarlierBuilds(lease) : [];
        const same = findSame(earlier, asked, build);
        const lookUp = () => chooseCache(request, scopes, git, registry, signal);
        // A check, an outline or a list of targets reads and writes none.
        const choosing = request.call !== 'build' ? noCache : same ? chooseExport(request, scopes, git, registry) : lookUp();
        const roomy = earlier.length > 0 && !same && lease && start.starting.then((joined) => makeRoom(joined, lease));
        const ready = Promise.all([start.starting, choosing, roomy]);
        const [[builder, cache]] = await Promise.all([ready, checkPushLogins(request, registry, ready)]);
        (0,report_notes/* sayNotes */.R)(builder.notes);
        if (same)
            say/* info */.pq(`No cache is imported: step ${same.step} has built the same in this builder.`);
        (0,report_notes/* sayNotes */.R)((await forShow('The names in the inputs were not compared', () => readUnknownNames(request))) ?? []);
        const mounts = start.mounts && lease && manageMounts(builder, start.mounts, lease, signal);
        const trial = same && { earlier: same, lookUp };
        return { request, builder, cache, step, tenancy, registry, mounts, earlier, trial };
    }
    catch (error) {
        // Docker would go on making the container, which would then be there after everybody has looked for it.
        start.stop.abort(error);
        await start.starting.catch(() => undefined);
        throw error;
    }
}
function tokenNote(id) {
    return `BuildKit fetches git contexts with "github-token". A RUN of this build can read it too, as the secret ${id}.`;
}


/***/ })

};
