export const id = 707;
export const ids = [707];
export const modules = {

/***/ 3707:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

// ESM COMPAT FLAG
__webpack_require__.r(__webpack_exports__);

// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  fetchEntry: () => (/* binding */ fetchEntry)
});

// EXTERNAL MODULE: external "node:fs/promises"
var promises_ = __webpack_require__(1455);
// EXTERNAL MODULE: external "node:path"
var external_node_path_ = __webpack_require__(6760);
// EXTERNAL MODULE: ./node_modules/@actions/cache/lib/internal/cacheHttpClient.js + 309 modules
var cacheHttpClient = __webpack_require__(1841);
// EXTERNAL MODULE: ./node_modules/@actions/cache/lib/internal/cacheUtils.js + 18 modules
var cacheUtils = __webpack_require__(6378);
// EXTERNAL MODULE: ./node_modules/@actions/cache/lib/internal/config.js
var config = __webpack_require__(5253);
// EXTERNAL MODULE: ./node_modules/@actions/cache/lib/internal/constants.js
var constants = __webpack_require__(242);
// EXTERNAL MODULE: ./node_modules/@actions/cache/lib/internal/shared/cacheTwirpClient.js + 5 modules
var cacheTwirpClient = __webpack_require__(9513);
// EXTERNAL MODULE: external "node:child_process"
var external_node_child_process_ = __webpack_require__(1421);
// EXTERNAL MODULE: external "node:events"
var external_node_events_ = __webpack_require__(8474);
// EXTERNAL MODULE: external "node:fs"
var external_node_fs_ = __webpack_require__(3024);
// EXTERNAL MODULE: external "node:stream"
var external_node_stream_ = __webpack_require__(7075);
// EXTERNAL MODULE: external "node:stream/promises"
var external_node_stream_promises_ = __webpack_require__(6466);
;// CONCATENATED MODULE: ./lib/mounts/unpack-one.js






/** Bytes that an archive may have in addition to its one file. */
const slack = 1024 * 1024;
/**
 * Takes one regular file out of a tar archive that anybody may have made. Tar only prints it, so no other member, link, mode or name of the
 * archive reaches the file system. The decompressed bytes pass through this process, which bounds their number and ends the programs when it
 * ends itself. Throws a sentence when there is no such file, or when it is too large.
 */
async function unpackOne({ packed, program, member, target, limit }) {
    const [command, ...options] = program;
    const unpacker = (0,external_node_child_process_.spawn)(command, [...options, '-d', '-c', packed], { stdio: ['ignore', 'pipe', 'ignore'] });
    const args = ['-x', '-O', '--no-recursion', '-f', '-', '--', member];
    const tar = (0,external_node_child_process_.spawn)('tar', args, { stdio: ['pipe', 'pipe', 'ignore'] });
    const end = (error) => {
        for (const child of [unpacker, tar])
            child.kill('SIGKILL');
        throw error;
    };
    const ends = await Promise.allSettled([
        (0,external_node_stream_promises_.pipeline)(unpacker.stdout, atMost(limit + slack), tar.stdin).catch(end),
        (0,external_node_stream_promises_.pipeline)(tar.stdout, atMost(limit), (0,external_node_fs_.createWriteStream)(target, { flags: 'wx', mode: 0o600 })).catch(end),
        (0,external_node_events_.once)(unpacker, 'close'),
        (0,external_node_events_.once)(tar, 'close'),
    ]);
    const reason = ends.flatMap((each) => (each.status === 'rejected' ? [each.reason] : [])).find(isCause);
    if (reason !== undefined)
        throw reason;
    // For a link, a folder or a device tar prints no bytes, and an archive of ours is never empty.
    const isWhole = [unpacker, tar].every(({ exitCode }) => exitCode === 0);
    if (!isWhole || (await (0,promises_.stat)(target)).size === 0)
        throw new Error('its entry holds no archive');
}
/** Passes on that many bytes, and fails at the next one. */
function atMost(limit) {
    let bytes = 0;
    return new external_node_stream_.Transform({
        transform(chunk, _, done) {
            bytes += chunk.length;
            if (bytes <= limit)
                done(null, chunk);
            else
                done(new Error('its entry is larger than "cache-mounts-max-size" allows'));
        },
    });
}
/** Tells whether an error is not merely that a program ended before it had read everything. */
function isCause(error) {
    return !['EPIPE', 'ERR_STREAM_PREMATURE_CLOSE'].includes(error.code ?? '');
}

;// CONCATENATED MODULE: ./lib/mounts/fetch-entry.js








/**
 * Fetches an entry and puts its one file into GITHUB_WORKSPACE; resolves with undefined when there is no such entry.
 *
 * The toolkit's own `restoreCache` unpacks with `tar -P`, so that an archive could write any file of this machine, whoever made it. So only
 * the download is done by the toolkit, through parts of it that it does not export.
 */
async function fetchEntry({ file, key, limit }) {
    const method = await (0,cacheUtils/* getCompressionMethod */.yJ)();
    const url = await findUrl(file, key, method);
    if (url === undefined)
        return undefined;
    const folder = await (0,promises_.mkdtemp)((0,external_node_path_.join)(process.env.RUNNER_TEMP ?? '', 'entry-'));
    try {
        const packed = (0,external_node_path_.join)(folder, (0,cacheUtils/* getCacheFileName */.i3)(method));
        await (0,cacheHttpClient/* downloadCache */.du)(url, packed, { useAzureSdk: true });
        const unpacked = (0,external_node_path_.join)(folder, 'archive');
        await unpackOne({ packed, program: programOf(method), member: file, target: unpacked, limit });
        // An existing file or link of that name is replaced.
        await (0,promises_.rename)(unpacked, (0,external_node_path_.join)(process.env.GITHUB_WORKSPACE ?? '', file));
        return key;
    }
    finally {
        await (0,promises_.rm)(folder, { recursive: true, force: true });
    }
}
async function findUrl(file, key, method) {
    if ((0,config/* getCacheServiceVersion */.U0)() !== 'v2') {
        const entry = await (0,cacheHttpClient/* getCacheEntry */.J6)([key], [file], { compressionMethod: method });
        return entry?.cacheKey === key ? entry.archiveLocation : undefined;
    }
    const request = { key, restoreKeys: [], version: (0,cacheUtils/* getCacheVersion */.Fy)([file], method) };
    const answer = await (0,cacheTwirpClient/* internalCacheTwirpClient */.t)().GetCacheEntryDownloadURL(request);
    // The service also finds entries whose key only begins with the one that is asked for.
    return answer.ok && answer.matchedKey === key ? answer.signedDownloadUrl : undefined;
}
/** The program for decompressing, as the toolkit would pass it to tar. */
function programOf(method) {
    switch (method) {
        case constants/* CompressionMethod */.sn.Zstd:
            return ['zstd', '--long=30'];
        case constants/* CompressionMethod */.sn.ZstdWithoutLong:
            return ['zstd'];
        case constants/* CompressionMethod */.sn.Gzip:
            return ['gzip'];
    }
}


/***/ })

};
