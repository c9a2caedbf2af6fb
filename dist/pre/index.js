import { createRequire as __WEBPACK_EXTERNAL_createRequire } from "module";
/******/ var __webpack_modules__ = ({

/***/ 465:
/***/ ((__webpack_module__, __unused_webpack___webpack_exports__, __nccwpck_require__) => {

__nccwpck_require__.a(__webpack_module__, async (__webpack_handle_async_dependencies__, __webpack_async_result__) => { try {
/* harmony import */ var _steps_pre_js__WEBPACK_IMPORTED_MODULE_0__ = __nccwpck_require__(471);

// Whatever it is, main meets it too and tells of it.
await (0,_steps_pre_js__WEBPACK_IMPORTED_MODULE_0__/* .pre */ .A)().catch(() => undefined);
process.exit();

__webpack_async_result__();
} catch(e) { __webpack_async_result__(e); } }, 1);

/***/ }),

/***/ 471:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {


// EXPORTS
__nccwpck_require__.d(__webpack_exports__, {
  A: () => (/* binding */ pre)
});

;// CONCATENATED MODULE: external "node:os"
const external_node_os_namespaceObject = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:os");
;// CONCATENATED MODULE: external "node:fs"
const external_node_fs_namespaceObject = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:fs");
;// CONCATENATED MODULE: external "node:fs/promises"
const promises_namespaceObject = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:fs/promises");
;// CONCATENATED MODULE: external "node:path"
const external_node_path_namespaceObject = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:path");
;// CONCATENATED MODULE: external "node:crypto"
const external_node_crypto_namespaceObject = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:crypto");
;// CONCATENATED MODULE: ./lib/builder/lease.js




/** Every container of ours carries this label; nothing without it is ever removed. */
const lease_ownLabel = 'com.github.buildkit-build-action';
/** The longest path of a Unix socket on Linux (`sun_path`), less the part below the lease's folder. */
const longestFolder = 107 - '/shared/buildkitd.sock'.length;
/** Makes the folder and chooses the names, without starting anything. */
async function takeLease(env) {
    const id = (0,external_node_crypto_namespaceObject.randomBytes)(6).toString('hex');
    const folder = await (0,promises_namespaceObject.mkdtemp)((0,external_node_path_namespaceObject.join)(lease_placeOf(env), 'buildkit-'));
    const container = `buildkit-${id}`;
    await (0,promises_namespaceObject.writeFile)((0,external_node_path_namespaceObject.join)(folder, marker), container);
    const key = (0,external_node_crypto_namespaceObject.randomBytes)(16).toString('hex');
    return { container, folder, runner: runnerOf(env), job: jobOf(env), key };
}
/** Returns the folder that the builders' folders are in. */
function lease_placeOf(env) {
    const temp = tempOf(env);
    return temp.length + '/buildkit-'.length + 6 <= longestFolder ? temp : (0,external_node_os_namespaceObject.tmpdir)();
}
/**
 * Tells whether a value from a saved state is a lease that `takeLease` made. Whoever can print workflow commands can forge a state, so
 * its names and its folder are trusted only when a file in that folder says the same.
 */
async function lease_ownsFolder(value, env = process.env) {
    if (typeof value !== 'object' || value === null)
        return false;
    const { container, folder } = value;
    if (typeof container !== 'string' || typeof folder !== 'string')
        return false;
    const isPlace = [tempOf(env), (0,external_node_os_namespaceObject.tmpdir)()].includes((0,external_node_path_namespaceObject.dirname)(folder)) && /^buildkit-[A-Za-z0-9]{6}$/.test((0,external_node_path_namespaceObject.basename)(folder));
    return isPlace && (await lease_isMarked(folder, container));
}
/** Tells whether a folder is this user's alone and has that mark. */
async function lease_isMarked(folder, mark) {
    const isFolder = await (0,promises_namespaceObject.lstat)(folder).then((found) => found.isDirectory() && isOurs(found), () => false);
    return isFolder && (await (0,promises_namespaceObject.readFile)((0,external_node_path_namespaceObject.join)(folder, marker), 'utf8').catch(() => undefined)) === mark;
}
/** In a shared temp folder anybody may make a folder of that name, but only one that belongs to this user is closed to others. */
function isOurs({ uid, mode }) {
    return uid === process.getuid?.() && (mode & 0o077) === 0;
}
/** Name of the file in a folder of ours that a saved state must agree with. */
const marker = 'lease';
function tempOf(env) {
    return env.RUNNER_TEMP ?? (0,external_node_os_namespaceObject.tmpdir)();
}
/** Returns docker's `--label` arguments for a container of this lease. */
function lease_builderLabels(lease) {
    return [
        ...['--label', `${lease_ownLabel}=${lease.container}`],
        ...['--label', `${lease_ownLabel}.runner=${lease.runner}`],
        ...['--label', `${lease_ownLabel}.job=${lease.job}`],
        ...['--label', `${lease_ownLabel}.folder=${lease.folder}`],
        ...['--label', lease_keyLabel(lease)],
    ];
}
/** Returns the label by which the holder of a lease's key finds its container. */
function lease_keyLabel({ key }) {
    return `${lease_ownLabel}.key=${digestOf(key)}`;
}
/** Machine, name and temp folder together identify a runner: two runners that use one Docker may have any single one in common. */
function runnerOf(env) {
    return digestOf((0,external_node_os_namespaceObject.hostname)(), env.RUNNER_NAME, env.RUNNER_TEMP);
}
function jobOf(env) {
    return digestOf(env.GITHUB_REPOSITORY, env.GITHUB_RUN_ID, env.GITHUB_RUN_ATTEMPT, env.GITHUB_JOB);
}
/** Returns a short hash of some texts. */
function digestOf(...parts) {
    return (0,external_node_crypto_namespaceObject.createHash)('sha256').update(JSON.stringify(parts)).digest('hex').slice(0, 16);
}

;// CONCATENATED MODULE: ./lib/builder/step-folder.js




/** Makes the folder of a step. */
async function takeStepFolder(env) {
    const folder = await (0,promises_namespaceObject.mkdtemp)((0,external_node_path_namespaceObject.join)(lease_placeOf(env), stepPrefix));
    const id = (0,external_node_crypto_namespaceObject.randomBytes)(6).toString('hex');
    await (0,promises_namespaceObject.writeFile)((0,external_node_path_namespaceObject.join)(folder, marker), id);
    return { folder, id };
}
/** Tells whether a value from a saved state is a folder that `takeStepFolder` made. */
async function step_folder_ownsStepFolder(value, env = process.env) {
    const { folder, id } = (value ?? {});
    if (typeof folder !== 'string' || typeof id !== 'string')
        return false;
    return dirname(folder) === placeOf(env) && step_folder_isStepName(basename(folder)) && (await isMarked(folder, id));
}
/** Name of the file that a main step leaves for its post step. */
const step_folder_handoverFile = 'handover.json';
/** Removes the folder of a step with everything in it. */
async function removeStepFolder({ folder }) {
    await rm(folder, { recursive: true, force: true });
}
/** What the names of the steps' folders begin with. */
const stepPrefix = 'build-step-';
/** Tells whether a name is that of a step's folder. */
function step_folder_isStepName(name) {
    return /^build-step-[A-Za-z0-9]{6}$/.test(name);
}

;// CONCATENATED MODULE: ./lib/builder/claims.js




/** Names of the folders in a builder's folder: one file for each step that claims it, and for each that ever did. */
const claims = 'claims';
const claimants = 'steps';
/** Exists once no further step may begin to use a builder. */
const retired = 'retired';
/** Allows steps to claim a new builder. */
async function openClaims({ folder }) {
    await Promise.all([(0,promises_namespaceObject.mkdir)((0,external_node_path_namespaceObject.join)(folder, claims)), (0,promises_namespaceObject.mkdir)((0,external_node_path_namespaceObject.join)(folder, claimants))]);
}
/** Claims a builder for a step; tells whether that came in time, before the last one that had claimed it began to remove it. */
async function claim({ folder }, step, kind) {
    try {
        await (0,promises_namespaceObject.writeFile)((0,external_node_path_namespaceObject.join)(folder, claimants, step), '');
        await (0,promises_namespaceObject.writeFile)((0,external_node_path_namespaceObject.join)(folder, claims, step), kind);
        return true;
    }
    catch {
        return false;
    }
}
/** Returns a step's claim on a builder; undefined where it has none. */
async function readClaim({ folder }, step) {
    const text = await readFile(join(folder, claims, step), 'utf8').catch(() => undefined);
    return text === undefined ? undefined : text === 'expected' ? 'expected' : 'in use';
}
/** Returns the other steps that claim a builder in that way. */
async function othersThat(lease, step, kind) {
    const names = (await readdir(join(lease.folder, claims)).catch(() => [])).filter((name) => name !== step);
    const kinds = await Promise.all(names.map((name) => readClaim(lease, name)));
    return names.filter((name, index) => kinds[index] === kind && isStepName(name));
}
/**
 * Gives up a step's claim, and tells whether it was the last one, so that the builder is to be removed. A folder can be removed only when
 * it is empty, and by only one process, so no other step can claim a builder that is on its way out.
 */
async function leave({ folder }, step) {
    await rm(join(folder, claims, step), { force: true });
    try {
        await rmdir(join(folder, claims));
        return true;
    }
    catch (error) {
        // Whoever had removed the folder may have been killed before it removed the builder.
        return error.code === 'ENOENT';
    }
}
/** Lets no further step begin to use a builder, and returns the steps that had expected to. */
async function retire(lease, step) {
    await writeFile(join(lease.folder, retired), '').catch(() => undefined);
    const expecting = await othersThat(lease, step, 'expected');
    await Promise.all(expecting.map((name) => rm(join(lease.folder, claims, name), { force: true })));
    return expecting;
}
/** Tells whether a builder is retired. */
function isRetired({ folder }) {
    return existsSync(join(folder, retired));
}
/** Tells whether steps can claim a builder, and whether this one does. */
function hasClaim({ folder }, step = '') {
    return existsSync(join(folder, claims, step));
}
/** Returns the name by which a step claims builders. */
function nameOf({ folder }) {
    return (0,external_node_path_namespaceObject.basename)(folder);
}

;// CONCATENATED MODULE: ./lib/builder/offer.js




const offerFile = 'offer.json';
const readyFile = 'ready.json';
/** Name of the file that says which builds were made in a builder. */
const buildsFile = 'builds.jsonl';
/** Returns the key of a builder: two requests with the same one are for the same builder. How long a pull may take is none of it. */
function keyOf({ networkTimeout: _, ...request }, runtime) {
    return digestOf(JSON.stringify(request), runtime);
}
/**
 * Identifies the job whose steps share builders. Jobs that act runs at the same time have the same ids. Each has a temp folder of its own,
 * or a container of its own, and so another mount namespace.
 */
function sharersOf(env) {
    const { GITHUB_REPOSITORY, GITHUB_RUN_ID, GITHUB_RUN_ATTEMPT, GITHUB_JOB } = env;
    const ids = [GITHUB_REPOSITORY, GITHUB_RUN_ID, GITHUB_RUN_ATTEMPT, GITHUB_JOB, env.RUNNER_TRACKING_ID];
    return digestOf(...ids, env.RUNNER_TEMP, readNamespace());
}
function readNamespace() {
    try {
        return (0,external_node_fs_namespaceObject.readlinkSync)('/proc/self/ns/mnt');
    }
    catch {
        return '';
    }
}
/** Writes a builder's offer into its folder, which only this user can read. */
async function writeOffer(offer) {
    await (0,promises_namespaceObject.writeFile)((0,external_node_path_namespaceObject.join)(offer.lease.folder, offerFile), JSON.stringify(offer), { mode: 0o600 });
}
/** Reads a builder's offer; undefined where there is none, or where it is not the one of that folder. */
async function readOffer(folder, env = process.env) {
    const offer = await readJson((0,external_node_path_namespaceObject.join)(folder, offerFile));
    return offer?.lease?.folder === folder && (await lease_ownsFolder(offer.lease, env)) ? offer : undefined;
}
/** Finds a builder that is offered to this job's steps. */
async function findOffer(isWanted, env) {
    const job = sharersOf(env);
    return (await readOffers(env)).find((offer) => offer.job === job && isWanted(offer));
}
/** Reads the offers of all builders in the temp folder. */
async function readOffers(env = process.env) {
    const place = lease_placeOf(env);
    const names = (await (0,promises_namespaceObject.readdir)(place).catch(() => [])).filter((name) => /^buildkit-[A-Za-z0-9]{6}$/.test(name));
    const offers = await Promise.all(names.map((name) => readOffer((0,external_node_path_namespaceObject.join)(place, name), env)));
    return offers.filter((offer) => offer !== undefined);
}
/** Leaves a builder that answers to the job's later steps. */
async function writeReady({ folder }, builder) {
    await writeFile(join(folder, readyFile), JSON.stringify(builder), { mode: 0o600 });
}
/** Reads the builder that an earlier step started; undefined where none has come up. */
async function readReady({ folder }) {
    return readJson(join(folder, readyFile));
}
/** Takes back that a builder answers and what it has built, before it is restarted. */
async function forgetReady(lease) {
    await Promise.all([readyIn(lease), join(lease.folder, buildsFile)].map((file) => rm(file, { force: true })));
}
/** Path of the file that tells of a builder that answers. */
function readyIn({ folder }) {
    return join(folder, readyFile);
}
async function readJson(file) {
    try {
        return JSON.parse(await (0,promises_namespaceObject.readFile)(file, 'utf8'));
    }
    catch {
        return undefined;
    }
}

;// CONCATENATED MODULE: external "node:timers/promises"
const external_node_timers_promises_namespaceObject = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:timers/promises");
;// CONCATENATED MODULE: external "node:child_process"
const external_node_child_process_namespaceObject = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:child_process");
;// CONCATENATED MODULE: ./lib/docker/background.js


/** Starts a program that outlives this one and returns its process id; 0 where it could not be started. */
function background_startInBackground(program, args, options = {}) {
    const child = (0,external_node_child_process_namespaceObject.spawn)(program, args, { stdio: 'ignore', ...options, detached: true });
    // Whoever waits for what the program does finds out that it did not.
    child.once('error', () => undefined);
    child.unref();
    return child.pid ?? 0;
}
/** Tells whether a program still runs. A process id is used again after a while, so `argument` is one that no other program has. */
async function background_isRunning(pid, argument) {
    const command = await (0,promises_namespaceObject.readFile)(`/proc/${pid}/cmdline`, 'utf8').catch(() => '');
    return command.split('\0').includes(argument);
}
/** Sends a signal to a process, or by its negative id to its group; passes over one that ended between the look and the signal. */
function background_sendSignal(pid, signal) {
    try {
        process.kill(pid, signal);
    }
    catch {
        // Nobody is there to be told.
    }
}

;// CONCATENATED MODULE: external "string_decoder"
const external_string_decoder_namespaceObject = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("string_decoder");
;// CONCATENATED MODULE: external "os"
const external_os_namespaceObject = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("os");
;// CONCATENATED MODULE: external "events"
const external_events_namespaceObject = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("events");
;// CONCATENATED MODULE: external "child_process"
const external_child_process_namespaceObject = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("child_process");
;// CONCATENATED MODULE: external "path"
const external_path_namespaceObject = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("path");
;// CONCATENATED MODULE: external "assert"
const external_assert_namespaceObject = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("assert");
;// CONCATENATED MODULE: external "fs"
const external_fs_namespaceObject = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("fs");
;// CONCATENATED MODULE: ./node_modules/@actions/io/lib/io-util.js
var __awaiter = (undefined && undefined.__awaiter) || function (thisArg, _arguments, P, generator) {
    function adopt(value) { return value instanceof P ? value : new P(function (resolve) { resolve(value); }); }
    return new (P || (P = Promise))(function (resolve, reject) {
        function fulfilled(value) { try { step(generator.next(value)); } catch (e) { reject(e); } }
        function rejected(value) { try { step(generator["throw"](value)); } catch (e) { reject(e); } }
        function step(result) { result.done ? resolve(result.value) : adopt(result.value).then(fulfilled, rejected); }
        step((generator = generator.apply(thisArg, _arguments || [])).next());
    });
};


const { chmod, copyFile, lstat, mkdir, open: io_util_open, readdir: io_util_readdir, rename: io_util_rename, rm: io_util_rm, rmdir: io_util_rmdir, stat: io_util_stat, symlink, unlink } = external_fs_namespaceObject.promises;
// export const {open} = 'fs'
const IS_WINDOWS = process.platform === 'win32';
/**
 * Custom implementation of readlink to ensure Windows junctions
 * maintain trailing backslash for backward compatibility with Node.js < 24
 *
 * In Node.js 20, Windows junctions (directory symlinks) always returned paths
 * with trailing backslashes. Node.js 24 removed this behavior, which breaks
 * code that relied on this format for path operations.
 *
 * This implementation restores the Node 20 behavior by adding a trailing
 * backslash to all junction results on Windows.
 */
function readlink(fsPath) {
    return __awaiter(this, void 0, void 0, function* () {
        const result = yield fs.promises.readlink(fsPath);
        // On Windows, restore Node 20 behavior: add trailing backslash to all results
        // since junctions on Windows are always directory links
        if (IS_WINDOWS && !result.endsWith('\\')) {
            return `${result}\\`;
        }
        return result;
    });
}
// See https://github.com/nodejs/node/blob/d0153aee367422d0858105abec186da4dff0a0c5/deps/uv/include/uv/win.h#L691
const UV_FS_O_EXLOCK = 0x10000000;
const READONLY = external_fs_namespaceObject.constants.O_RDONLY;
function exists(fsPath) {
    return __awaiter(this, void 0, void 0, function* () {
        try {
            yield io_util_stat(fsPath);
        }
        catch (err) {
            if (err.code === 'ENOENT') {
                return false;
            }
            throw err;
        }
        return true;
    });
}
function isDirectory(fsPath_1) {
    return __awaiter(this, arguments, void 0, function* (fsPath, useStat = false) {
        const stats = useStat ? yield io_util_stat(fsPath) : yield lstat(fsPath);
        return stats.isDirectory();
    });
}
/**
 * On OSX/Linux, true if path starts with '/'. On Windows, true for paths like:
 * \, \hello, \\hello\share, C:, and C:\hello (and corresponding alternate separator cases).
 */
function isRooted(p) {
    p = normalizeSeparators(p);
    if (!p) {
        throw new Error('isRooted() parameter "p" cannot be empty');
    }
    if (IS_WINDOWS) {
        return (p.startsWith('\\') || /^[A-Z]:/i.test(p) // e.g. \ or \hello or \\hello
        ); // e.g. C: or C:\hello
    }
    return p.startsWith('/');
}
/**
 * Best effort attempt to determine whether a file exists and is executable.
 * @param filePath    file path to check
 * @param extensions  additional file extensions to try
 * @return if file exists and is executable, returns the file path. otherwise empty string.
 */
function tryGetExecutablePath(filePath, extensions) {
    return __awaiter(this, void 0, void 0, function* () {
        let stats = undefined;
        try {
            // test file exists
            stats = yield io_util_stat(filePath);
        }
        catch (err) {
            if (err.code !== 'ENOENT') {
                // eslint-disable-next-line no-console
                console.log(`Unexpected error attempting to determine if executable file exists '${filePath}': ${err}`);
            }
        }
        if (stats && stats.isFile()) {
            if (IS_WINDOWS) {
                // on Windows, test for valid extension
                const upperExt = external_path_namespaceObject.extname(filePath).toUpperCase();
                if (extensions.some(validExt => validExt.toUpperCase() === upperExt)) {
                    return filePath;
                }
            }
            else {
                if (isUnixExecutable(stats)) {
                    return filePath;
                }
            }
        }
        // try each extension
        const originalFilePath = filePath;
        for (const extension of extensions) {
            filePath = originalFilePath + extension;
            stats = undefined;
            try {
                stats = yield io_util_stat(filePath);
            }
            catch (err) {
                if (err.code !== 'ENOENT') {
                    // eslint-disable-next-line no-console
                    console.log(`Unexpected error attempting to determine if executable file exists '${filePath}': ${err}`);
                }
            }
            if (stats && stats.isFile()) {
                if (IS_WINDOWS) {
                    // preserve the case of the actual file (since an extension was appended)
                    try {
                        const directory = external_path_namespaceObject.dirname(filePath);
                        const upperName = external_path_namespaceObject.basename(filePath).toUpperCase();
                        for (const actualName of yield io_util_readdir(directory)) {
                            if (upperName === actualName.toUpperCase()) {
                                filePath = external_path_namespaceObject.join(directory, actualName);
                                break;
                            }
                        }
                    }
                    catch (err) {
                        // eslint-disable-next-line no-console
                        console.log(`Unexpected error attempting to determine the actual case of the file '${filePath}': ${err}`);
                    }
                    return filePath;
                }
                else {
                    if (isUnixExecutable(stats)) {
                        return filePath;
                    }
                }
            }
        }
        return '';
    });
}
function normalizeSeparators(p) {
    p = p || '';
    if (IS_WINDOWS) {
        // convert slashes on Windows
        p = p.replace(/\//g, '\\');
        // remove redundant slashes
        return p.replace(/\\\\+/g, '\\');
    }
    // remove redundant slashes
    return p.replace(/\/\/+/g, '/');
}
// on Mac/Linux, test the execute bit
//     R   W  X  R  W X R W X
//   256 128 64 32 16 8 4 2 1
function isUnixExecutable(stats) {
    return ((stats.mode & 1) > 0 ||
        ((stats.mode & 8) > 0 &&
            process.getgid !== undefined &&
            stats.gid === process.getgid()) ||
        ((stats.mode & 64) > 0 &&
            process.getuid !== undefined &&
            stats.uid === process.getuid()));
}
// Get the path of cmd.exe in windows
function getCmdPath() {
    var _a;
    return (_a = process.env['COMSPEC']) !== null && _a !== void 0 ? _a : `cmd.exe`;
}
//# sourceMappingURL=io-util.js.map
;// CONCATENATED MODULE: ./node_modules/@actions/io/lib/io.js
var io_awaiter = (undefined && undefined.__awaiter) || function (thisArg, _arguments, P, generator) {
    function adopt(value) { return value instanceof P ? value : new P(function (resolve) { resolve(value); }); }
    return new (P || (P = Promise))(function (resolve, reject) {
        function fulfilled(value) { try { step(generator.next(value)); } catch (e) { reject(e); } }
        function rejected(value) { try { step(generator["throw"](value)); } catch (e) { reject(e); } }
        function step(result) { result.done ? resolve(result.value) : adopt(result.value).then(fulfilled, rejected); }
        step((generator = generator.apply(thisArg, _arguments || [])).next());
    });
};



/**
 * Copies a file or folder.
 * Based off of shelljs - https://github.com/shelljs/shelljs/blob/9237f66c52e5daa40458f94f9565e18e8132f5a6/src/cp.js
 *
 * @param     source    source path
 * @param     dest      destination path
 * @param     options   optional. See CopyOptions.
 */
function cp(source_1, dest_1) {
    return io_awaiter(this, arguments, void 0, function* (source, dest, options = {}) {
        const { force, recursive, copySourceDirectory } = readCopyOptions(options);
        const destStat = (yield ioUtil.exists(dest)) ? yield ioUtil.stat(dest) : null;
        // Dest is an existing file, but not forcing
        if (destStat && destStat.isFile() && !force) {
            return;
        }
        // If dest is an existing directory, should copy inside.
        const newDest = destStat && destStat.isDirectory() && copySourceDirectory
            ? path.join(dest, path.basename(source))
            : dest;
        if (!(yield ioUtil.exists(source))) {
            throw new Error(`no such file or directory: ${source}`);
        }
        const sourceStat = yield ioUtil.stat(source);
        if (sourceStat.isDirectory()) {
            if (!recursive) {
                throw new Error(`Failed to copy. ${source} is a directory, but tried to copy without recursive flag.`);
            }
            else {
                yield cpDirRecursive(source, newDest, 0, force);
            }
        }
        else {
            if (path.relative(source, newDest) === '') {
                // a file cannot be copied to itself
                throw new Error(`'${newDest}' and '${source}' are the same file`);
            }
            yield io_copyFile(source, newDest, force);
        }
    });
}
/**
 * Moves a path.
 *
 * @param     source    source path
 * @param     dest      destination path
 * @param     options   optional. See MoveOptions.
 */
function mv(source_1, dest_1) {
    return io_awaiter(this, arguments, void 0, function* (source, dest, options = {}) {
        if (yield ioUtil.exists(dest)) {
            let destExists = true;
            if (yield ioUtil.isDirectory(dest)) {
                // If dest is directory copy src into dest
                dest = path.join(dest, path.basename(source));
                destExists = yield ioUtil.exists(dest);
            }
            if (destExists) {
                if (options.force == null || options.force) {
                    yield rmRF(dest);
                }
                else {
                    throw new Error('Destination already exists');
                }
            }
        }
        yield mkdirP(path.dirname(dest));
        yield ioUtil.rename(source, dest);
    });
}
/**
 * Remove a path recursively with force
 *
 * @param inputPath path to remove
 */
function rmRF(inputPath) {
    return io_awaiter(this, void 0, void 0, function* () {
        if (ioUtil.IS_WINDOWS) {
            // Check for invalid characters
            // https://docs.microsoft.com/en-us/windows/win32/fileio/naming-a-file
            if (/[*"<>|]/.test(inputPath)) {
                throw new Error('File path must not contain `*`, `"`, `<`, `>` or `|` on Windows');
            }
        }
        try {
            // note if path does not exist, error is silent
            yield ioUtil.rm(inputPath, {
                force: true,
                maxRetries: 3,
                recursive: true,
                retryDelay: 300
            });
        }
        catch (err) {
            throw new Error(`File was unable to be removed ${err}`);
        }
    });
}
/**
 * Make a directory.  Creates the full path with folders in between
 * Will throw if it fails
 *
 * @param   fsPath        path to create
 * @returns Promise<void>
 */
function mkdirP(fsPath) {
    return io_awaiter(this, void 0, void 0, function* () {
        ok(fsPath, 'a path argument must be provided');
        yield ioUtil.mkdir(fsPath, { recursive: true });
    });
}
/**
 * Returns path of a tool had the tool actually been invoked.  Resolves via paths.
 * If you check and the tool does not exist, it will throw.
 *
 * @param     tool              name of the tool
 * @param     check             whether to check if tool exists
 * @returns   Promise<string>   path to tool
 */
function which(tool, check) {
    return io_awaiter(this, void 0, void 0, function* () {
        if (!tool) {
            throw new Error("parameter 'tool' is required");
        }
        // recursive when check=true
        if (check) {
            const result = yield which(tool, false);
            if (!result) {
                if (IS_WINDOWS) {
                    throw new Error(`Unable to locate executable file: ${tool}. Please verify either the file path exists or the file can be found within a directory specified by the PATH environment variable. Also verify the file has a valid extension for an executable file.`);
                }
                else {
                    throw new Error(`Unable to locate executable file: ${tool}. Please verify either the file path exists or the file can be found within a directory specified by the PATH environment variable. Also check the file mode to verify the file is executable.`);
                }
            }
            return result;
        }
        const matches = yield findInPath(tool);
        if (matches && matches.length > 0) {
            return matches[0];
        }
        return '';
    });
}
/**
 * Returns a list of all occurrences of the given tool on the system path.
 *
 * @returns   Promise<string[]>  the paths of the tool
 */
function findInPath(tool) {
    return io_awaiter(this, void 0, void 0, function* () {
        if (!tool) {
            throw new Error("parameter 'tool' is required");
        }
        // build the list of extensions to try
        const extensions = [];
        if (IS_WINDOWS && process.env['PATHEXT']) {
            for (const extension of process.env['PATHEXT'].split(external_path_namespaceObject.delimiter)) {
                if (extension) {
                    extensions.push(extension);
                }
            }
        }
        // if it's rooted, return it if exists. otherwise return empty.
        if (isRooted(tool)) {
            const filePath = yield tryGetExecutablePath(tool, extensions);
            if (filePath) {
                return [filePath];
            }
            return [];
        }
        // if any path separators, return empty
        if (tool.includes(external_path_namespaceObject.sep)) {
            return [];
        }
        // build the list of directories
        //
        // Note, technically "where" checks the current directory on Windows. From a toolkit perspective,
        // it feels like we should not do this. Checking the current directory seems like more of a use
        // case of a shell, and the which() function exposed by the toolkit should strive for consistency
        // across platforms.
        const directories = [];
        if (process.env.PATH) {
            for (const p of process.env.PATH.split(external_path_namespaceObject.delimiter)) {
                if (p) {
                    directories.push(p);
                }
            }
        }
        // find all matches
        const matches = [];
        for (const directory of directories) {
            const filePath = yield tryGetExecutablePath(external_path_namespaceObject.join(directory, tool), extensions);
            if (filePath) {
                matches.push(filePath);
            }
        }
        return matches;
    });
}
function readCopyOptions(options) {
    const force = options.force == null ? true : options.force;
    const recursive = Boolean(options.recursive);
    const copySourceDirectory = options.copySourceDirectory == null
        ? true
        : Boolean(options.copySourceDirectory);
    return { force, recursive, copySourceDirectory };
}
function cpDirRecursive(sourceDir, destDir, currentDepth, force) {
    return io_awaiter(this, void 0, void 0, function* () {
        // Ensure there is not a run away recursive copy
        if (currentDepth >= 255)
            return;
        currentDepth++;
        yield mkdirP(destDir);
        const files = yield ioUtil.readdir(sourceDir);
        for (const fileName of files) {
            const srcFile = `${sourceDir}/${fileName}`;
            const destFile = `${destDir}/${fileName}`;
            const srcFileStat = yield ioUtil.lstat(srcFile);
            if (srcFileStat.isDirectory()) {
                // Recurse
                yield cpDirRecursive(srcFile, destFile, currentDepth, force);
            }
            else {
                yield io_copyFile(srcFile, destFile, force);
            }
        }
        // Change the mode for the newly created directory
        yield ioUtil.chmod(destDir, (yield ioUtil.stat(sourceDir)).mode);
    });
}
// Buffered file copy
function io_copyFile(srcFile, destFile, force) {
    return io_awaiter(this, void 0, void 0, function* () {
        if ((yield ioUtil.lstat(srcFile)).isSymbolicLink()) {
            // unlink/re-link it
            try {
                yield ioUtil.lstat(destFile);
                yield ioUtil.unlink(destFile);
            }
            catch (e) {
                // Try to override file permission
                if (e.code === 'EPERM') {
                    yield ioUtil.chmod(destFile, '0666');
                    yield ioUtil.unlink(destFile);
                }
                // other errors = it doesn't exist, no work to do
            }
            // Copy over symlink
            const symlinkFull = yield ioUtil.readlink(srcFile);
            yield ioUtil.symlink(symlinkFull, destFile, ioUtil.IS_WINDOWS ? 'junction' : null);
        }
        else if (!(yield ioUtil.exists(destFile)) || force) {
            yield ioUtil.copyFile(srcFile, destFile);
        }
    });
}
//# sourceMappingURL=io.js.map
;// CONCATENATED MODULE: external "timers"
const external_timers_namespaceObject = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("timers");
;// CONCATENATED MODULE: ./node_modules/@actions/exec/lib/toolrunner.js
var toolrunner_awaiter = (undefined && undefined.__awaiter) || function (thisArg, _arguments, P, generator) {
    function adopt(value) { return value instanceof P ? value : new P(function (resolve) { resolve(value); }); }
    return new (P || (P = Promise))(function (resolve, reject) {
        function fulfilled(value) { try { step(generator.next(value)); } catch (e) { reject(e); } }
        function rejected(value) { try { step(generator["throw"](value)); } catch (e) { reject(e); } }
        function step(result) { result.done ? resolve(result.value) : adopt(result.value).then(fulfilled, rejected); }
        step((generator = generator.apply(thisArg, _arguments || [])).next());
    });
};







/* eslint-disable @typescript-eslint/unbound-method */
const toolrunner_IS_WINDOWS = process.platform === 'win32';
/*
 * Class for running command line tools. Handles quoting and arg parsing in a platform agnostic way.
 */
class ToolRunner extends external_events_namespaceObject.EventEmitter {
    constructor(toolPath, args, options) {
        super();
        if (!toolPath) {
            throw new Error("Parameter 'toolPath' cannot be null or empty.");
        }
        this.toolPath = toolPath;
        this.args = args || [];
        this.options = options || {};
    }
    _debug(message) {
        if (this.options.listeners && this.options.listeners.debug) {
            this.options.listeners.debug(message);
        }
    }
    _getCommandString(options, noPrefix) {
        const toolPath = this._getSpawnFileName();
        const args = this._getSpawnArgs(options);
        let cmd = noPrefix ? '' : '[command]'; // omit prefix when piped to a second tool
        if (toolrunner_IS_WINDOWS) {
            // Windows + cmd file
            if (this._isCmdFile()) {
                cmd += toolPath;
                for (const a of args) {
                    cmd += ` ${a}`;
                }
            }
            // Windows + verbatim
            else if (options.windowsVerbatimArguments) {
                cmd += `"${toolPath}"`;
                for (const a of args) {
                    cmd += ` ${a}`;
                }
            }
            // Windows (regular)
            else {
                cmd += this._windowsQuoteCmdArg(toolPath);
                for (const a of args) {
                    cmd += ` ${this._windowsQuoteCmdArg(a)}`;
                }
            }
        }
        else {
            // OSX/Linux - this can likely be improved with some form of quoting.
            // creating processes on Unix is fundamentally different than Windows.
            // on Unix, execvp() takes an arg array.
            cmd += toolPath;
            for (const a of args) {
                cmd += ` ${a}`;
            }
        }
        return cmd;
    }
    _processLineBuffer(data, strBuffer, onLine) {
        try {
            let s = strBuffer + data.toString();
            let n = s.indexOf(external_os_namespaceObject.EOL);
            while (n > -1) {
                const line = s.substring(0, n);
                onLine(line);
                // the rest of the string ...
                s = s.substring(n + external_os_namespaceObject.EOL.length);
                n = s.indexOf(external_os_namespaceObject.EOL);
            }
            return s;
        }
        catch (err) {
            // streaming lines to console is best effort.  Don't fail a build.
            this._debug(`error processing line. Failed with error ${err}`);
            return '';
        }
    }
    _getSpawnFileName() {
        if (toolrunner_IS_WINDOWS) {
            if (this._isCmdFile()) {
                return process.env['COMSPEC'] || 'cmd.exe';
            }
        }
        return this.toolPath;
    }
    _getSpawnArgs(options) {
        if (toolrunner_IS_WINDOWS) {
            if (this._isCmdFile()) {
                let argline = `/D /S /C "${this._windowsQuoteCmdArg(this.toolPath)}`;
                for (const a of this.args) {
                    argline += ' ';
                    argline += options.windowsVerbatimArguments
                        ? a
                        : this._windowsQuoteCmdArg(a);
                }
                argline += '"';
                return [argline];
            }
        }
        return this.args;
    }
    _endsWith(str, end) {
        return str.endsWith(end);
    }
    _isCmdFile() {
        const upperToolPath = this.toolPath.toUpperCase();
        return (this._endsWith(upperToolPath, '.CMD') ||
            this._endsWith(upperToolPath, '.BAT'));
    }
    _windowsQuoteCmdArg(arg) {
        // for .exe, apply the normal quoting rules that libuv applies
        if (!this._isCmdFile()) {
            return this._uvQuoteCmdArg(arg);
        }
        // otherwise apply quoting rules specific to the cmd.exe command line parser.
        // the libuv rules are generic and are not designed specifically for cmd.exe
        // command line parser.
        //
        // for a detailed description of the cmd.exe command line parser, refer to
        // http://stackoverflow.com/questions/4094699/how-does-the-windows-command-interpreter-cmd-exe-parse-scripts/7970912#7970912
        // need quotes for empty arg
        if (!arg) {
            return '""';
        }
        // determine whether the arg needs to be quoted
        const cmdSpecialChars = [
            ' ',
            '\t',
            '&',
            '(',
            ')',
            '[',
            ']',
            '{',
            '}',
            '^',
            '=',
            ';',
            '!',
            "'",
            '+',
            ',',
            '`',
            '~',
            '|',
            '<',
            '>',
            '"'
        ];
        let needsQuotes = false;
        for (const char of arg) {
            if (cmdSpecialChars.some(x => x === char)) {
                needsQuotes = true;
                break;
            }
        }
        // short-circuit if quotes not needed
        if (!needsQuotes) {
            return arg;
        }
        // the following quoting rules are very similar to the rules that by libuv applies.
        //
        // 1) wrap the string in quotes
        //
        // 2) double-up quotes - i.e. " => ""
        //
        //    this is different from the libuv quoting rules. libuv replaces " with \", which unfortunately
        //    doesn't work well with a cmd.exe command line.
        //
        //    note, replacing " with "" also works well if the arg is passed to a downstream .NET console app.
        //    for example, the command line:
        //          foo.exe "myarg:""my val"""
        //    is parsed by a .NET console app into an arg array:
        //          [ "myarg:\"my val\"" ]
        //    which is the same end result when applying libuv quoting rules. although the actual
        //    command line from libuv quoting rules would look like:
        //          foo.exe "myarg:\"my val\""
        //
        // 3) double-up slashes that precede a quote,
        //    e.g.  hello \world    => "hello \world"
        //          hello\"world    => "hello\\""world"
        //          hello\\"world   => "hello\\\\""world"
        //          hello world\    => "hello world\\"
        //
        //    technically this is not required for a cmd.exe command line, or the batch argument parser.
        //    the reasons for including this as a .cmd quoting rule are:
        //
        //    a) this is optimized for the scenario where the argument is passed from the .cmd file to an
        //       external program. many programs (e.g. .NET console apps) rely on the slash-doubling rule.
        //
        //    b) it's what we've been doing previously (by deferring to node default behavior) and we
        //       haven't heard any complaints about that aspect.
        //
        // note, a weakness of the quoting rules chosen here, is that % is not escaped. in fact, % cannot be
        // escaped when used on the command line directly - even though within a .cmd file % can be escaped
        // by using %%.
        //
        // the saving grace is, on the command line, %var% is left as-is if var is not defined. this contrasts
        // the line parsing rules within a .cmd file, where if var is not defined it is replaced with nothing.
        //
        // one option that was explored was replacing % with ^% - i.e. %var% => ^%var^%. this hack would
        // often work, since it is unlikely that var^ would exist, and the ^ character is removed when the
        // variable is used. the problem, however, is that ^ is not removed when %* is used to pass the args
        // to an external program.
        //
        // an unexplored potential solution for the % escaping problem, is to create a wrapper .cmd file.
        // % can be escaped within a .cmd file.
        let reverse = '"';
        let quoteHit = true;
        for (let i = arg.length; i > 0; i--) {
            // walk the string in reverse
            reverse += arg[i - 1];
            if (quoteHit && arg[i - 1] === '\\') {
                reverse += '\\'; // double the slash
            }
            else if (arg[i - 1] === '"') {
                quoteHit = true;
                reverse += '"'; // double the quote
            }
            else {
                quoteHit = false;
            }
        }
        reverse += '"';
        return reverse.split('').reverse().join('');
    }
    _uvQuoteCmdArg(arg) {
        // Tool runner wraps child_process.spawn() and needs to apply the same quoting as
        // Node in certain cases where the undocumented spawn option windowsVerbatimArguments
        // is used.
        //
        // Since this function is a port of quote_cmd_arg from Node 4.x (technically, lib UV,
        // see https://github.com/nodejs/node/blob/v4.x/deps/uv/src/win/process.c for details),
        // pasting copyright notice from Node within this function:
        //
        //      Copyright Joyent, Inc. and other Node contributors. All rights reserved.
        //
        //      Permission is hereby granted, free of charge, to any person obtaining a copy
        //      of this software and associated documentation files (the "Software"), to
        //      deal in the Software without restriction, including without limitation the
        //      rights to use, copy, modify, merge, publish, distribute, sublicense, and/or
        //      sell copies of the Software, and to permit persons to whom the Software is
        //      furnished to do so, subject to the following conditions:
        //
        //      The above copyright notice and this permission notice shall be included in
        //      all copies or substantial portions of the Software.
        //
        //      THE SOFTWARE IS PROVIDED "AS IS", WITHOUT WARRANTY OF ANY KIND, EXPRESS OR
        //      IMPLIED, INCLUDING BUT NOT LIMITED TO THE WARRANTIES OF MERCHANTABILITY,
        //      FITNESS FOR A PARTICULAR PURPOSE AND NONINFRINGEMENT. IN NO EVENT SHALL THE
        //      AUTHORS OR COPYRIGHT HOLDERS BE LIABLE FOR ANY CLAIM, DAMAGES OR OTHER
        //      LIABILITY, WHETHER IN AN ACTION OF CONTRACT, TORT OR OTHERWISE, ARISING
        //      FROM, OUT OF OR IN CONNECTION WITH THE SOFTWARE OR THE USE OR OTHER DEALINGS
        //      IN THE SOFTWARE.
        if (!arg) {
            // Need double quotation for empty argument
            return '""';
        }
        if (!arg.includes(' ') && !arg.includes('\t') && !arg.includes('"')) {
            // No quotation needed
            return arg;
        }
        if (!arg.includes('"') && !arg.includes('\\')) {
            // No embedded double quotes or backslashes, so I can just wrap
            // quote marks around the whole thing.
            return `"${arg}"`;
        }
        // Expected input/output:
        //   input : hello"world
        //   output: "hello\"world"
        //   input : hello""world
        //   output: "hello\"\"world"
        //   input : hello\world
        //   output: hello\world
        //   input : hello\\world
        //   output: hello\\world
        //   input : hello\"world
        //   output: "hello\\\"world"
        //   input : hello\\"world
        //   output: "hello\\\\\"world"
        //   input : hello world\
        //   output: "hello world\\" - note the comment in libuv actually reads "hello world\"
        //                             but it appears the comment is wrong, it should be "hello world\\"
        let reverse = '"';
        let quoteHit = true;
        for (let i = arg.length; i > 0; i--) {
            // walk the string in reverse
            reverse += arg[i - 1];
            if (quoteHit && arg[i - 1] === '\\') {
                reverse += '\\';
            }
            else if (arg[i - 1] === '"') {
                quoteHit = true;
                reverse += '\\';
            }
            else {
                quoteHit = false;
            }
        }
        reverse += '"';
        return reverse.split('').reverse().join('');
    }
    _cloneExecOptions(options) {
        options = options || {};
        const result = {
            cwd: options.cwd || process.cwd(),
            env: options.env || process.env,
            silent: options.silent || false,
            windowsVerbatimArguments: options.windowsVerbatimArguments || false,
            failOnStdErr: options.failOnStdErr || false,
            ignoreReturnCode: options.ignoreReturnCode || false,
            delay: options.delay || 10000
        };
        result.outStream = options.outStream || process.stdout;
        result.errStream = options.errStream || process.stderr;
        return result;
    }
    _getSpawnOptions(options, toolPath) {
        options = options || {};
        const result = {};
        result.cwd = options.cwd;
        result.env = options.env;
        result['windowsVerbatimArguments'] =
            options.windowsVerbatimArguments || this._isCmdFile();
        if (options.windowsVerbatimArguments) {
            result.argv0 = `"${toolPath}"`;
        }
        return result;
    }
    /**
     * Exec a tool.
     * Output will be streamed to the live console.
     * Returns promise with return code
     *
     * @param     tool     path to tool to exec
     * @param     options  optional exec options.  See ExecOptions
     * @returns   number
     */
    exec() {
        return toolrunner_awaiter(this, void 0, void 0, function* () {
            // root the tool path if it is unrooted and contains relative pathing
            if (!isRooted(this.toolPath) &&
                (this.toolPath.includes('/') ||
                    (toolrunner_IS_WINDOWS && this.toolPath.includes('\\')))) {
                // prefer options.cwd if it is specified, however options.cwd may also need to be rooted
                this.toolPath = external_path_namespaceObject.resolve(process.cwd(), this.options.cwd || process.cwd(), this.toolPath);
            }
            // if the tool is only a file name, then resolve it from the PATH
            // otherwise verify it exists (add extension on Windows if necessary)
            this.toolPath = yield which(this.toolPath, true);
            return new Promise((resolve, reject) => toolrunner_awaiter(this, void 0, void 0, function* () {
                this._debug(`exec tool: ${this.toolPath}`);
                this._debug('arguments:');
                for (const arg of this.args) {
                    this._debug(`   ${arg}`);
                }
                const optionsNonNull = this._cloneExecOptions(this.options);
                if (!optionsNonNull.silent && optionsNonNull.outStream) {
                    optionsNonNull.outStream.write(this._getCommandString(optionsNonNull) + external_os_namespaceObject.EOL);
                }
                const state = new ExecState(optionsNonNull, this.toolPath);
                state.on('debug', (message) => {
                    this._debug(message);
                });
                if (this.options.cwd && !(yield exists(this.options.cwd))) {
                    return reject(new Error(`The cwd: ${this.options.cwd} does not exist!`));
                }
                const fileName = this._getSpawnFileName();
                const cp = external_child_process_namespaceObject.spawn(fileName, this._getSpawnArgs(optionsNonNull), this._getSpawnOptions(this.options, fileName));
                let stdbuffer = '';
                if (cp.stdout) {
                    cp.stdout.on('data', (data) => {
                        if (this.options.listeners && this.options.listeners.stdout) {
                            this.options.listeners.stdout(data);
                        }
                        if (!optionsNonNull.silent && optionsNonNull.outStream) {
                            optionsNonNull.outStream.write(data);
                        }
                        stdbuffer = this._processLineBuffer(data, stdbuffer, (line) => {
                            if (this.options.listeners && this.options.listeners.stdline) {
                                this.options.listeners.stdline(line);
                            }
                        });
                    });
                }
                let errbuffer = '';
                if (cp.stderr) {
                    cp.stderr.on('data', (data) => {
                        state.processStderr = true;
                        if (this.options.listeners && this.options.listeners.stderr) {
                            this.options.listeners.stderr(data);
                        }
                        if (!optionsNonNull.silent &&
                            optionsNonNull.errStream &&
                            optionsNonNull.outStream) {
                            const s = optionsNonNull.failOnStdErr
                                ? optionsNonNull.errStream
                                : optionsNonNull.outStream;
                            s.write(data);
                        }
                        errbuffer = this._processLineBuffer(data, errbuffer, (line) => {
                            if (this.options.listeners && this.options.listeners.errline) {
                                this.options.listeners.errline(line);
                            }
                        });
                    });
                }
                cp.on('error', (err) => {
                    state.processError = err.message;
                    state.processExited = true;
                    state.processClosed = true;
                    state.CheckComplete();
                });
                cp.on('exit', (code) => {
                    state.processExitCode = code;
                    state.processExited = true;
                    this._debug(`Exit code ${code} received from tool '${this.toolPath}'`);
                    state.CheckComplete();
                });
                cp.on('close', (code) => {
                    state.processExitCode = code;
                    state.processExited = true;
                    state.processClosed = true;
                    this._debug(`STDIO streams have closed for tool '${this.toolPath}'`);
                    state.CheckComplete();
                });
                state.on('done', (error, exitCode) => {
                    if (stdbuffer.length > 0) {
                        this.emit('stdline', stdbuffer);
                    }
                    if (errbuffer.length > 0) {
                        this.emit('errline', errbuffer);
                    }
                    cp.removeAllListeners();
                    if (error) {
                        reject(error);
                    }
                    else {
                        resolve(exitCode);
                    }
                });
                if (this.options.input) {
                    if (!cp.stdin) {
                        throw new Error('child process missing stdin');
                    }
                    cp.stdin.end(this.options.input);
                }
            }));
        });
    }
}
/**
 * Convert an arg string to an array of args. Handles escaping
 *
 * @param    argString   string of arguments
 * @returns  string[]    array of arguments
 */
function argStringToArray(argString) {
    const args = [];
    let inQuotes = false;
    let escaped = false;
    let arg = '';
    function append(c) {
        // we only escape double quotes.
        if (escaped && c !== '"') {
            arg += '\\';
        }
        arg += c;
        escaped = false;
    }
    for (let i = 0; i < argString.length; i++) {
        const c = argString.charAt(i);
        if (c === '"') {
            if (!escaped) {
                inQuotes = !inQuotes;
            }
            else {
                append(c);
            }
            continue;
        }
        if (c === '\\' && escaped) {
            append(c);
            continue;
        }
        if (c === '\\' && inQuotes) {
            escaped = true;
            continue;
        }
        if (c === ' ' && !inQuotes) {
            if (arg.length > 0) {
                args.push(arg);
                arg = '';
            }
            continue;
        }
        append(c);
    }
    if (arg.length > 0) {
        args.push(arg.trim());
    }
    return args;
}
class ExecState extends external_events_namespaceObject.EventEmitter {
    constructor(options, toolPath) {
        super();
        this.processClosed = false; // tracks whether the process has exited and stdio is closed
        this.processError = '';
        this.processExitCode = 0;
        this.processExited = false; // tracks whether the process has exited
        this.processStderr = false; // tracks whether stderr was written to
        this.delay = 10000; // 10 seconds
        this.done = false;
        this.timeout = null;
        if (!toolPath) {
            throw new Error('toolPath must not be empty');
        }
        this.options = options;
        this.toolPath = toolPath;
        if (options.delay) {
            this.delay = options.delay;
        }
    }
    CheckComplete() {
        if (this.done) {
            return;
        }
        if (this.processClosed) {
            this._setResult();
        }
        else if (this.processExited) {
            this.timeout = (0,external_timers_namespaceObject.setTimeout)(ExecState.HandleTimeout, this.delay, this);
        }
    }
    _debug(message) {
        this.emit('debug', message);
    }
    _setResult() {
        // determine whether there is an error
        let error;
        if (this.processExited) {
            if (this.processError) {
                error = new Error(`There was an error when attempting to execute the process '${this.toolPath}'. This may indicate the process failed to start. Error: ${this.processError}`);
            }
            else if (this.processExitCode !== 0 && !this.options.ignoreReturnCode) {
                error = new Error(`The process '${this.toolPath}' failed with exit code ${this.processExitCode}`);
            }
            else if (this.processStderr && this.options.failOnStdErr) {
                error = new Error(`The process '${this.toolPath}' failed because one or more lines were written to the STDERR stream`);
            }
        }
        // clear the timeout
        if (this.timeout) {
            clearTimeout(this.timeout);
            this.timeout = null;
        }
        this.done = true;
        this.emit('done', error, this.processExitCode);
    }
    static HandleTimeout(state) {
        if (state.done) {
            return;
        }
        if (!state.processClosed && state.processExited) {
            const message = `The STDIO streams did not close within ${state.delay / 1000} seconds of the exit event from process '${state.toolPath}'. This may indicate a child process inherited the STDIO streams and has not yet exited.`;
            state._debug(message);
        }
        state._setResult();
    }
}
//# sourceMappingURL=toolrunner.js.map
;// CONCATENATED MODULE: ./node_modules/@actions/exec/lib/exec.js
var exec_awaiter = (undefined && undefined.__awaiter) || function (thisArg, _arguments, P, generator) {
    function adopt(value) { return value instanceof P ? value : new P(function (resolve) { resolve(value); }); }
    return new (P || (P = Promise))(function (resolve, reject) {
        function fulfilled(value) { try { step(generator.next(value)); } catch (e) { reject(e); } }
        function rejected(value) { try { step(generator["throw"](value)); } catch (e) { reject(e); } }
        function step(result) { result.done ? resolve(result.value) : adopt(result.value).then(fulfilled, rejected); }
        step((generator = generator.apply(thisArg, _arguments || [])).next());
    });
};


/**
 * Exec a command.
 * Output will be streamed to the live console.
 * Returns promise with return code
 *
 * @param     commandLine        command to execute (can include additional args). Must be correctly escaped.
 * @param     args               optional arguments for tool. Escaping is handled by the lib.
 * @param     options            optional exec options.  See ExecOptions
 * @returns   Promise<number>    exit code
 */
function exec(commandLine, args, options) {
    return exec_awaiter(this, void 0, void 0, function* () {
        const commandArgs = tr.argStringToArray(commandLine);
        if (commandArgs.length === 0) {
            throw new Error(`Parameter 'commandLine' cannot be null or empty.`);
        }
        // Path to tool to execute should be first arg
        const toolPath = commandArgs[0];
        args = commandArgs.slice(1).concat(args || []);
        const runner = new tr.ToolRunner(toolPath, args, options);
        return runner.exec();
    });
}
/**
 * Exec a command and get the output.
 * Output will be streamed to the live console.
 * Returns promise with the exit code and collected stdout and stderr
 *
 * @param     commandLine           command to execute (can include additional args). Must be correctly escaped.
 * @param     args                  optional arguments for tool. Escaping is handled by the lib.
 * @param     options               optional exec options.  See ExecOptions
 * @returns   Promise<ExecOutput>   exit code, stdout, and stderr
 */
function exec_getExecOutput(commandLine, args, options) {
    return exec_awaiter(this, void 0, void 0, function* () {
        var _a, _b;
        let stdout = '';
        let stderr = '';
        //Using string decoder covers the case where a mult-byte character is split
        const stdoutDecoder = new StringDecoder('utf8');
        const stderrDecoder = new StringDecoder('utf8');
        const originalStdoutListener = (_a = options === null || options === void 0 ? void 0 : options.listeners) === null || _a === void 0 ? void 0 : _a.stdout;
        const originalStdErrListener = (_b = options === null || options === void 0 ? void 0 : options.listeners) === null || _b === void 0 ? void 0 : _b.stderr;
        const stdErrListener = (data) => {
            stderr += stderrDecoder.write(data);
            if (originalStdErrListener) {
                originalStdErrListener(data);
            }
        };
        const stdOutListener = (data) => {
            stdout += stdoutDecoder.write(data);
            if (originalStdoutListener) {
                originalStdoutListener(data);
            }
        };
        const listeners = Object.assign(Object.assign({}, options === null || options === void 0 ? void 0 : options.listeners), { stdout: stdOutListener, stderr: stdErrListener });
        const exitCode = yield exec(commandLine, args, Object.assign(Object.assign({}, options), { listeners }));
        //flush any remaining characters
        stdout += stdoutDecoder.end();
        stderr += stderrDecoder.end();
        return {
            exitCode,
            stdout,
            stderr
        };
    });
}
//# sourceMappingURL=exec.js.map
;// CONCATENATED MODULE: ./lib/docker/child.js

/** Milliseconds between the polite signal and SIGKILL; the runner itself kills 10 s after the cancel (docs/buildkit.md). */
const graceMilliseconds = 2000;
/** What a caller keeps of standard error: enough for an error's excerpt, and no build can fill the memory with it. */
const keptCharacters = (/* unused pure expression or super */ null && (256 * 1024));
/**
 * Runs a command that may take long and resolves when it has ended. `@actions/exec` can neither signal nor abort its child,
 * and a cancelled job must not leave a build behind. Rejects when the command cannot be started.
 */
function child_runChild(command, args, options = {}) {
    return new Promise((resolve, reject) => {
        const { input, output } = options;
        const stdio = [input ? 'pipe' : 'ignore', 'pipe', 'pipe'];
        const child = spawn(command, args, { env: options.env, stdio });
        let stdout = '';
        let stderr = '';
        if (input && child.stdin)
            feed(input, child.stdin);
        if (output)
            child.stdout.pipe(output);
        else {
            child.stdout.setEncoding('utf8').on('data', (text) => {
                stdout = (stdout + text).slice(-keptCharacters);
            });
        }
        readLines(child.stderr, (line) => {
            if (options.onLine)
                options.onLine(line);
            else
                stderr = `${stderr}${line}\n`.slice(-keptCharacters);
        });
        let killing;
        const interrupt = () => {
            child.kill('SIGINT');
            // Nobody may read any more, and a child whose output is not read to its end never counts as ended.
            if (output)
                child.stdout
                    .unpipe(output)
                    .on('end', () => output.end())
                    .resume();
            killing = setTimeout(() => child.kill('SIGKILL'), graceMilliseconds);
        };
        if (options.signal?.aborted)
            interrupt();
        options.signal?.addEventListener('abort', interrupt, { once: true });
        const settle = () => {
            clearTimeout(killing);
            options.signal?.removeEventListener('abort', interrupt);
        };
        child.once('error', (error) => {
            settle();
            reject(error);
        });
        child.once('close', (code) => {
            settle();
            resolve({ code: code ?? undefined, stdout, stderr });
        });
    });
}
/** Whoever writes `input` is not held up by a child that ended before it had read everything. */
function feed(input, stdin) {
    // The error is that of a closed pipe.
    stdin.on('error', () => undefined);
    stdin.on('close', () => input.unpipe(stdin).resume());
    input.pipe(stdin);
}
/** Cuts a stream into lines; a last line without an end counts too. */
function readLines(stream, onLine) {
    let rest = '';
    stream.setEncoding('utf8');
    stream.on('data', (text) => {
        const lines = (rest + text).split('\n');
        rest = lines.pop() ?? '';
        for (const line of lines)
            onLine(line);
    });
    stream.on('end', () => {
        if (rest !== '')
            onLine(rest);
    });
}

;// CONCATENATED MODULE: ./lib/docker/docker.js



/** Docker said no; the message is a sentence for the person whose workflow it is. */
class docker_DockerError extends Error {
    /** What docker itself printed. */
    output;
    constructor(message, output) {
        super(message);
        this.name = 'DockerError';
        this.output = output;
    }
}
/** Runs a short docker command and returns its trimmed standard output; throws DockerError when it fails. */
async function docker_docker(...args) {
    const output = await getExecOutput('docker', args, { silent: true, ignoreReturnCode: true }).catch((error) => {
        throw docker_toDockerError(args, String(error));
    });
    if (output.exitCode !== 0)
        throw docker_toDockerError(args, output.stderr);
    return output.stdout.trim();
}
/** The same for a command that may take long (a pull): it can be cancelled. */
async function dockerLong(args, options) {
    const result = await runChild('docker', args, options).catch((error) => {
        throw docker_toDockerError(args, String(error));
    });
    if (result.code !== 0)
        throw docker_toDockerError(args, result.stderr);
    return result.stdout.trim();
}
/**
 * Starts a docker command that outlives this process, and returns the id of the shell that waits for it, which leads a group of its
 * own. The file `done` is there once the command has succeeded.
 */
function docker_dockerInBackground(args, done) {
    return background_startInBackground('sh', ['-c', 'docker "$@" && : >"$0"', done, ...args]);
}
/** Returns the `--mount` of a folder of this machine: docker reads its value as a line of CSV. */
function bindMount(source, target) {
    const field = `src=${source}`;
    const written = /[",]/.test(field) ? `"${field.replaceAll('"', '""')}"` : field;
    return ['--mount', `type=bind,${written},dst=${target}`];
}
/** Makes an error of what docker printed: no CLI, no daemon and no permission are three different things to mend. */
function docker_toDockerError(args, output) {
    const text = output.trim();
    if (/ENOENT|Unable to locate executable file/.test(text)) {
        return new docker_DockerError('The docker command was not found: the builder runs in a container, so install Docker on this runner or set "endpoint" to a BuildKit that already runs.', text);
    }
    if (/permission denied.*(docker\.sock|Docker daemon socket)|docker\.sock.*permission denied/s.test(text)) {
        return new docker_DockerError("This runner's user may not use Docker's socket: add the user to the docker group, or set DOCKER_HOST to a daemon that it may use.", text);
    }
    if (/Cannot connect to the Docker daemon|error during connect|docker daemon is not running/i.test(text)) {
        return new docker_DockerError(`Docker's daemon does not answer: start it, or set DOCKER_HOST. ${lastLine(text)}`, text);
    }
    return new docker_DockerError(`docker ${args[0] ?? ''} failed: ${theLine(text)}`, text);
}
/** Where the client itself refuses its command line, the reason stands first and how to use it below. */
function theLine(text) {
    const [first = ''] = text.split('\n');
    return /^Usage:/m.test(text) ? first : lastLine(text);
}
function lastLine(text) {
    // Each generation of the client has its own hint below the error.
    const lines = text.split('\n').filter((line) => line.trim() !== '' && !/^(See|Run) 'docker/.test(line));
    return (lines.at(-1) ?? 'it printed nothing').replace(/^(docker: )?(Error response from daemon: )?/, '');
}

;// CONCATENATED MODULE: ./node_modules/smol-toml/dist/error.js
/*!
 * Copyright (c) Squirrel Chat et al., All rights reserved.
 * SPDX-License-Identifier: BSD-3-Clause
 *
 * Redistribution and use in source and binary forms, with or without
 * modification, are permitted provided that the following conditions are met:
 *
 * 1. Redistributions of source code must retain the above copyright notice, this
 *    list of conditions and the following disclaimer.
 * 2. Redistributions in binary form must reproduce the above copyright notice,
 *    this list of conditions and the following disclaimer in the
 *    documentation and/or other materials provided with the distribution.
 * 3. Neither the name of the copyright holder nor the names of its contributors
 *    may be used to endorse or promote products derived from this software without
 *    specific prior written permission.
 *
 * THIS SOFTWARE IS PROVIDED BY THE COPYRIGHT HOLDERS AND CONTRIBUTORS "AS IS" AND
 * ANY EXPRESS OR IMPLIED WARRANTIES, INCLUDING, BUT NOT LIMITED TO, THE IMPLIED
 * WARRANTIES OF MERCHANTABILITY AND FITNESS FOR A PARTICULAR PURPOSE ARE
 * DISCLAIMED. IN NO EVENT SHALL THE COPYRIGHT HOLDER OR CONTRIBUTORS BE LIABLE
 * FOR ANY DIRECT, INDIRECT, INCIDENTAL, SPECIAL, EXEMPLARY, OR CONSEQUENTIAL
 * DAMAGES (INCLUDING, BUT NOT LIMITED TO, PROCUREMENT OF SUBSTITUTE GOODS OR
 * SERVICES; LOSS OF USE, DATA, OR PROFITS; OR BUSINESS INTERRUPTION) HOWEVER
 * CAUSED AND ON ANY THEORY OF LIABILITY, WHETHER IN CONTRACT, STRICT LIABILITY,
 * OR TORT (INCLUDING NEGLIGENCE OR OTHERWISE) ARISING IN ANY WAY OUT OF THE USE
 * OF THIS SOFTWARE, EVEN IF ADVISED OF THE POSSIBILITY OF SUCH DAMAGE.
 */
function getLineColFromPtr(string, ptr) {
    let lines = string.slice(0, ptr).split(/\r?\n/);
    return [lines.length, lines.pop().length + 1];
}
function makeCodeBlock(string, line, column) {
    let lines = string.split(/\r?\n/);
    let codeblock = '';
    let numberLen = (Math.log10(line + 1) | 0) + 1;
    for (let i = line - 1; i <= line + 1; i++) {
        let l = lines[i - 1];
        if (!l)
            continue;
        codeblock += i.toString().padEnd(numberLen, ' ');
        codeblock += ':  ';
        codeblock += l;
        codeblock += '\n';
        if (i === line) {
            codeblock += ' '.repeat(numberLen + column + 2);
            codeblock += '^\n';
        }
    }
    return codeblock;
}
class TomlError extends Error {
    line;
    column;
    codeblock;
    constructor(message, options) {
        const [line, column] = getLineColFromPtr(options.toml, options.ptr);
        const codeblock = makeCodeBlock(options.toml, line, column);
        super(`Invalid TOML document: ${message}\n\n${codeblock}`, options);
        this.line = line;
        this.column = column;
        this.codeblock = codeblock;
    }
    /** @internal */
    static x(message, ctx, ptr) {
        throw new TomlError(message, { toml: ctx.s, ptr: ptr ?? ctx.p });
    }
}

;// CONCATENATED MODULE: ./node_modules/smol-toml/dist/primitive.js
/*!
 * Copyright (c) Squirrel Chat et al., All rights reserved.
 * SPDX-License-Identifier: BSD-3-Clause
 *
 * Redistribution and use in source and binary forms, with or without
 * modification, are permitted provided that the following conditions are met:
 *
 * 1. Redistributions of source code must retain the above copyright notice, this
 *    list of conditions and the following disclaimer.
 * 2. Redistributions in binary form must reproduce the above copyright notice,
 *    this list of conditions and the following disclaimer in the
 *    documentation and/or other materials provided with the distribution.
 * 3. Neither the name of the copyright holder nor the names of its contributors
 *    may be used to endorse or promote products derived from this software without
 *    specific prior written permission.
 *
 * THIS SOFTWARE IS PROVIDED BY THE COPYRIGHT HOLDERS AND CONTRIBUTORS "AS IS" AND
 * ANY EXPRESS OR IMPLIED WARRANTIES, INCLUDING, BUT NOT LIMITED TO, THE IMPLIED
 * WARRANTIES OF MERCHANTABILITY AND FITNESS FOR A PARTICULAR PURPOSE ARE
 * DISCLAIMED. IN NO EVENT SHALL THE COPYRIGHT HOLDER OR CONTRIBUTORS BE LIABLE
 * FOR ANY DIRECT, INDIRECT, INCIDENTAL, SPECIAL, EXEMPLARY, OR CONSEQUENTIAL
 * DAMAGES (INCLUDING, BUT NOT LIMITED TO, PROCUREMENT OF SUBSTITUTE GOODS OR
 * SERVICES; LOSS OF USE, DATA, OR PROFITS; OR BUSINESS INTERRUPTION) HOWEVER
 * CAUSED AND ON ANY THEORY OF LIABILITY, WHETHER IN CONTRACT, STRICT LIABILITY,
 * OR TORT (INCLUDING NEGLIGENCE OR OTHERWISE) ARISING IN ANY WAY OUT OF THE USE
 * OF THIS SOFTWARE, EVEN IF ADVISED OF THE POSSIBILITY OF SUCH DAMAGE.
 */

/** @internal */
function parseString(ctx) {
    let startPtr = ctx.p;
    let c = ctx.s.charCodeAt(ctx.p++);
    let first = c;
    let isLiteral = c === 0x27; /* ' */
    let isMultiline = c === ctx.s.charCodeAt(ctx.p) && c === ctx.s.charCodeAt(ctx.p + 1);
    if (isMultiline) {
        // Trim initial newline
        if ((c = ctx.s.charCodeAt(ctx.p += 2)) === 0xa /* \n */)
            ctx.p++;
        else if (c === 0xd /* \r */ && ctx.s.charCodeAt(ctx.p + 1) === 0xa /* \n */)
            ctx.p += 2;
    }
    // For the record: it is not worth it to use a fast-path for literal strings using `indexOf`.
    // Doing a char-by-char iteration ends up dispatching less instructions, for the same wall-clock runtime.
    let parsed = '';
    let sliceStart = ctx.p;
    // states:
    //   0 - decoding
    //   1 - decoding escape
    //   2 - whitespace escape (no newline encountered yet, must fail on non-whitespace)
    //   3 - whitespace escape (newline encountered, allowed to transition back to normal decode)
    let state = 0;
    for (; ctx.p < ctx.s.length; ctx.p++) {
        c = ctx.s.charCodeAt(ctx.p);
        // Deal with newlines first, since that simplifies control character checking and handling across all states
        if (isMultiline && (c === 0xa /* \n */ || (c === 0xd /* \r */ && ctx.s.charCodeAt(ctx.p + 1) === 0xa /* \n */))) {
            state = state && 3;
        }
        // Control characters are banned in TOML, so we throw an error if we encounter them
        else if ((c < 0x20 && c !== 0x9 /* \t */) || c === 0x7f) {
            TomlError.x('control characters are not allowed in strings', ctx);
        }
        // The string might terminate while we're parsing through a newline escape.
        // It must have encountered a newline; otherwise, it'll simply fail in another branch.
        else if ((!state || state === 3) && c === first && (!isMultiline || (ctx.s.charCodeAt(ctx.p + 1) === first && ctx.s.charCodeAt(ctx.p + 2) === first))) {
            if (isMultiline) {
                // If the string ends with 4-5 quotes, then the first 1-2 are part of the string
                if (ctx.s.charCodeAt(ctx.p + 3) === first)
                    ctx.p++;
                if (ctx.s.charCodeAt(ctx.p + 3) === first)
                    ctx.p++;
            }
            // If we're in a newline escape still, then there's nothing to add.
            if (!state) {
                // Avoid a useless concat operation if the string can be used as-is.
                let s = ctx.s.slice(sliceStart, ctx.p);
                parsed = parsed ? parsed + s : s;
            }
            ctx.p += isMultiline ? 3 : 1;
            return parsed;
        }
        // Baseline state; keep moving forward unless an escape sequence starts
        else if (!state) {
            if (!isLiteral && c === 0x5c /* \ */) {
                parsed += ctx.s.slice(sliceStart, (sliceStart = ctx.p));
                state = 1;
            }
        }
        else if (state === 1) {
            if (c === 0x78 /* x */ || c === 0x75 /* u */ || c === 0x55 /* U */) { // Unicode escape
                let errPtr = ctx.p++ - 1;
                let value = 0;
                let len = c === 0x78 /* x */ ? 2 : c === 0x75 /* u */ ? 4 : 8;
                for (let j = 0; j < len; j++, ctx.p++) {
                    let hex = ctx.s.charCodeAt(ctx.p);
                    let digit = 
                    /* 0-9 */ hex >= 0x30 && hex <= 0x39 ? hex - 0x30 :
                        /* A-F */ hex >= 0x41 && hex <= 0x46 ? hex - 0x41 + 10 :
                            /* a-f */ hex >= 0x61 && hex <= 0x66 ? hex - 0x61 + 10 : -1;
                    if (digit < 0)
                        TomlError.x('invalid non-hex character in unicode escape', ctx);
                    value = (value << 4) | digit;
                }
                // Because JS does bitwise on signed 32bit integers, all 0xfzzzzzzz values are actually seen as negative
                if (value < 0 || value > 0x10ffff || (value >= 0xd800 && value <= 0xdfff)) {
                    TomlError.x('invalid unicode escape', ctx, errPtr);
                }
                parsed += String.fromCodePoint(value);
                sliceStart = ctx.p--;
                state = 0;
            }
            // Newline escape sequence. We only need to care about spaces and tabs; newlines are dealt with earlier
            else if (isMultiline && (c === 0x20 || c === 0x9 /* \t */)) {
                state = 2;
            }
            // Basic escape sequence
            else {
                if (c === 0x62 /* b */)
                    parsed += '\b';
                else if (c === 0x74 /* t */)
                    parsed += '\t';
                else if (c === 0x6e /* n */)
                    parsed += '\n';
                else if (c === 0x66 /* f */)
                    parsed += '\f';
                else if (c === 0x72 /* r */)
                    parsed += '\r';
                else if (c === 0x65 /* e */)
                    parsed += '\x1b';
                else if (c === 0x22 /* " */)
                    parsed += '"';
                else if (c === 0x5c /* \ */)
                    parsed += '\\';
                else
                    TomlError.x('unrecognised escape sequence', ctx);
                sliceStart = ctx.p + 1;
                state = 0;
            }
        }
        // Newline escape continuation: keep moving forward until the first non-whitespace char
        else if (c !== 0x20 && c !== 0x9 /* \t */) {
            if (state === 2)
                TomlError.x('invalid escape: only line-ending whitespace may be escaped', ctx, sliceStart);
            // State cannot be zero, or we'd have branched earlier already.
            // If it's a backslash, immediately transition to the escape state so it can be processed.
            state = !isLiteral && c === 0x5c /* \ */ ? 1 : 0;
            sliceStart = ctx.p;
        }
    }
    TomlError.x('unfinished string', ctx, startPtr);
}

;// CONCATENATED MODULE: ./node_modules/smol-toml/dist/date.js
/*!
 * Copyright (c) Squirrel Chat et al., All rights reserved.
 * SPDX-License-Identifier: BSD-3-Clause
 *
 * Redistribution and use in source and binary forms, with or without
 * modification, are permitted provided that the following conditions are met:
 *
 * 1. Redistributions of source code must retain the above copyright notice, this
 *    list of conditions and the following disclaimer.
 * 2. Redistributions in binary form must reproduce the above copyright notice,
 *    this list of conditions and the following disclaimer in the
 *    documentation and/or other materials provided with the distribution.
 * 3. Neither the name of the copyright holder nor the names of its contributors
 *    may be used to endorse or promote products derived from this software without
 *    specific prior written permission.
 *
 * THIS SOFTWARE IS PROVIDED BY THE COPYRIGHT HOLDERS AND CONTRIBUTORS "AS IS" AND
 * ANY EXPRESS OR IMPLIED WARRANTIES, INCLUDING, BUT NOT LIMITED TO, THE IMPLIED
 * WARRANTIES OF MERCHANTABILITY AND FITNESS FOR A PARTICULAR PURPOSE ARE
 * DISCLAIMED. IN NO EVENT SHALL THE COPYRIGHT HOLDER OR CONTRIBUTORS BE LIABLE
 * FOR ANY DIRECT, INDIRECT, INCIDENTAL, SPECIAL, EXEMPLARY, OR CONSEQUENTIAL
 * DAMAGES (INCLUDING, BUT NOT LIMITED TO, PROCUREMENT OF SUBSTITUTE GOODS OR
 * SERVICES; LOSS OF USE, DATA, OR PROFITS; OR BUSINESS INTERRUPTION) HOWEVER
 * CAUSED AND ON ANY THEORY OF LIABILITY, WHETHER IN CONTRACT, STRICT LIABILITY,
 * OR TORT (INCLUDING NEGLIGENCE OR OTHERWISE) ARISING IN ANY WAY OUT OF THE USE
 * OF THIS SOFTWARE, EVEN IF ADVISED OF THE POSSIBILITY OF SUCH DAMAGE.
 */
let DATE_TIME_RE = /^(\d{4}-\d{2}-\d{2})?[Tt ]?(?:(\d{2}):\d{2}(?::\d{2}(?:\.\d+)?)?)?(Z|z|[-+]\d{2}:\d{2})?$/i;
class TomlDate extends Date {
    #hasDate = false;
    #hasTime = false;
    #offset = null;
    constructor(date, fasttype, unsafeDelim) {
        let hasDate = true;
        let hasTime = true;
        let offset = 'Z';
        let c;
        if (typeof date === 'string') {
            if (fasttype)
                prep: {
                    // Date-time
                    if (fasttype < 3) {
                        if (+date.slice(11, 13) > 23) {
                            date = '';
                            break prep;
                        }
                        // Local
                        if (fasttype === 2) {
                            offset = null;
                            date += 'Z';
                        }
                        // Offset; keep track of offset if not Z
                        else if ((c = date.charCodeAt(date.length - 1)) !== 0x5a /* Z */ && c !== 0x7a /* z */) {
                            offset = date.slice(date.length - 6);
                        }
                        if (unsafeDelim)
                            date = date.slice(0, 10) + 'T' + date.slice(11);
                    }
                    // Time
                    else if (fasttype === 4) {
                        date = +date.slice(0, 2) > 23 ? '' : `0000-01-01T${date}Z`;
                    }
                    hasDate = fasttype !== 4;
                    hasTime = fasttype !== 3;
                }
            else {
                let match = date.match(DATE_TIME_RE);
                if (match) {
                    if (!match[1]) {
                        hasDate = false;
                        date = `0000-01-01T${date}`;
                    }
                    hasTime = !!match[2];
                    // Make sure to use T instead of a space. Breaks in case of extreme values otherwise.
                    hasTime && date[10] === ' ' && (date = date.replace(' ', 'T'));
                    // Do not allow rollover hours.
                    if (match[2] && +match[2] > 23) {
                        date = '';
                    }
                    else {
                        offset = match[3] || null;
                        if (!offset && hasTime)
                            date += 'Z';
                    }
                }
                else {
                    date = '';
                }
            }
        }
        super(date);
        if (!isNaN(this.getTime())) {
            this.#hasDate = hasDate;
            this.#hasTime = hasTime;
            this.#offset = offset;
        }
    }
    isDateTime() {
        return this.#hasDate && this.#hasTime;
    }
    isLocal() {
        return !this.#hasDate || !this.#hasTime || !this.#offset;
    }
    isDate() {
        return this.#hasDate && !this.#hasTime;
    }
    isTime() {
        return this.#hasTime && !this.#hasDate;
    }
    isValid() {
        return this.#hasDate || this.#hasTime;
    }
    toISOString() {
        let iso = super.toISOString();
        // Local Date
        if (this.isDate())
            return iso.slice(0, 10);
        // Local Time
        if (this.isTime())
            return iso.slice(11, 23);
        // Local DateTime
        if (this.#offset === null)
            return iso.slice(0, -1);
        // Offset DateTime
        if (this.#offset === 'Z' || this.#offset === 'z')
            return iso;
        // This part is quite annoying: JS strips the original timezone from the ISO string representation
        // Instead of using a "modified" date and "Z", we restore the representation "as authored"
        let offset = (+(this.#offset.slice(1, 3)) * 60) + +(this.#offset.slice(4, 6));
        offset = this.#offset[0] === '-' ? offset : -offset;
        let offsetDate = new Date(this.getTime() - (offset * 60e3));
        return offsetDate.toISOString().slice(0, -1) + this.#offset;
    }
    static wrapAsOffsetDateTime(jsDate, offset = 'Z') {
        let date = new TomlDate(jsDate);
        date.#offset = offset;
        return date;
    }
    static wrapAsLocalDateTime(jsDate) {
        let date = new TomlDate(jsDate);
        date.#offset = null;
        return date;
    }
    static wrapAsLocalDate(jsDate) {
        let date = new TomlDate(jsDate);
        date.#hasTime = false;
        date.#offset = null;
        return date;
    }
    static wrapAsLocalTime(jsDate) {
        let date = new TomlDate(jsDate);
        date.#hasDate = false;
        date.#offset = null;
        return date;
    }
}

;// CONCATENATED MODULE: ./node_modules/smol-toml/dist/extract.js
/*!
 * Copyright (c) Squirrel Chat et al., All rights reserved.
 * SPDX-License-Identifier: BSD-3-Clause
 *
 * Redistribution and use in source and binary forms, with or without
 * modification, are permitted provided that the following conditions are met:
 *
 * 1. Redistributions of source code must retain the above copyright notice, this
 *    list of conditions and the following disclaimer.
 * 2. Redistributions in binary form must reproduce the above copyright notice,
 *    this list of conditions and the following disclaimer in the
 *    documentation and/or other materials provided with the distribution.
 * 3. Neither the name of the copyright holder nor the names of its contributors
 *    may be used to endorse or promote products derived from this software without
 *    specific prior written permission.
 *
 * THIS SOFTWARE IS PROVIDED BY THE COPYRIGHT HOLDERS AND CONTRIBUTORS "AS IS" AND
 * ANY EXPRESS OR IMPLIED WARRANTIES, INCLUDING, BUT NOT LIMITED TO, THE IMPLIED
 * WARRANTIES OF MERCHANTABILITY AND FITNESS FOR A PARTICULAR PURPOSE ARE
 * DISCLAIMED. IN NO EVENT SHALL THE COPYRIGHT HOLDER OR CONTRIBUTORS BE LIABLE
 * FOR ANY DIRECT, INDIRECT, INCIDENTAL, SPECIAL, EXEMPLARY, OR CONSEQUENTIAL
 * DAMAGES (INCLUDING, BUT NOT LIMITED TO, PROCUREMENT OF SUBSTITUTE GOODS OR
 * SERVICES; LOSS OF USE, DATA, OR PROFITS; OR BUSINESS INTERRUPTION) HOWEVER
 * CAUSED AND ON ANY THEORY OF LIABILITY, WHETHER IN CONTRACT, STRICT LIABILITY,
 * OR TORT (INCLUDING NEGLIGENCE OR OTHERWISE) ARISING IN ANY WAY OUT OF THE USE
 * OF THIS SOFTWARE, EVEN IF ADVISED OF THE POSSIBILITY OF SUCH DAMAGE.
 */




function isDigit(char, base = 10) {
    return base === 16
        ? (char > 0x2f && char < 0x3a) || (char > 0x40 && char < 0x47) || (char > 0x60 && char < 0x67)
        : (char > 0x2f && char < 0x30 + base);
}
function isEndOfValue(char, delim) {
    // Whitespace -- we're permissive on `\r` for performance; it'll be dealt with later anyway
    return char === 0x20 || char === 0x9 /* \t */ || char === 0xa /* \n */ || char === 0xd /* \r */ ||
        // Structure end or next value delimiter
        (delim && (char === delim || char === 0x2c /* , */)) ||
        // Comment
        char === 0x23; /* # */
}
/** @internal */
function extractValue(ctx, end) {
    let errPtr = ctx.p;
    let c = ctx.s.charCodeAt(ctx.p);
    // Structs
    if (c === 0x5b /* [ */ || c === 0x7b /* { */) {
        ctx.d-- || TomlError.x('document contains excessively nested structures. aborting.', ctx);
        let value = c === 0x5b /* [ */
            ? parseArray(ctx)
            : parseInlineTable(ctx);
        ctx.d++;
        return value;
    }
    // Strings
    if (c === 0x22 /* " */ || c === 0x27 /* ' */) {
        return parseString(ctx);
    }
    // Booleans
    // We can fast-path because the first character is enough to know the only possible value
    if (c === 0x74 /* t */) { // Only possible valid value is `true`
        if (ctx.s.charCodeAt(++ctx.p) !== 0x72 || ctx.s.charCodeAt(++ctx.p) !== 0x75 || ctx.s.charCodeAt(++ctx.p) !== 0x65)
            TomlError.x('invalid value', ctx, errPtr);
        return ctx.p++, true;
    }
    if (c === 0x66 /* f */) { // Only possible valid value is `false`
        if (ctx.s.charCodeAt(++ctx.p) !== 0x61 || ctx.s.charCodeAt(++ctx.p) !== 0x6c || ctx.s.charCodeAt(++ctx.p) !== 0x73 || ctx.s.charCodeAt(++ctx.p) !== 0x65)
            TomlError.x('invalid value', ctx, errPtr);
        return ctx.p++, false;
    }
    if (c === 0x2b /* + */ || c === 0x2d /* - */) {
        return parseNumber(ctx, ctx.p, ctx.s.charCodeAt(++ctx.p), 0x2c - c, end);
    }
    // Rough heuristic, but `parseDate` falls back to number parsing if it's a false positive.
    // e.g.: `a = 1\n-------------- = 1` would match this heuristic, but gracefully fallback to numbers.
    if (ctx.s.charCodeAt(ctx.p + 4) === 0x2d /* - */ && ctx.s.charCodeAt(ctx.p + 7) === 0x2d /* - */) {
        return parseDate(ctx, c, end);
    }
    // Same logic as above; `parseTime` falls back to number parsing if it's a false positive.
    if (ctx.s.charCodeAt(ctx.p + 2) === 0x3a /* : */) {
        return parseTime(ctx, c, end);
    }
    return parseNumber(ctx, ctx.p, c, 0, end);
}
// State:
// 0: init
// 1: integer
// 2: fractional dot
// 3: fractional
// 4: exponent letter
// 5: exponent
// 6: exponent sign
// 7: exponent with sign
// >9: underscore; see below
//     -> 12: was integer
//     -> 14: was fractional
//     -> 16: was exponent
// states 2-5, 14, 16 are ONLY permitted iif base === 10
function parseNumber(ctx, startPtr, startChr, sign, endChr) {
    let c = startChr;
    let state = 0;
    let hasUnderscores = false;
    // (+/-)inf
    if (c === 0x69 /* i */) {
        if (ctx.s.charCodeAt(++ctx.p) !== 0x6e || ctx.s.charCodeAt(++ctx.p) !== 0x66)
            TomlError.x('invalid value', ctx, startPtr);
        return ctx.p++, (sign || 1) / 0;
    }
    // (+/-)nan
    if (c === 0x6e /* n */) {
        if (ctx.s.charCodeAt(++ctx.p) !== 0x61 || ctx.s.charCodeAt(++ctx.p) !== 0x6e)
            TomlError.x('invalid value', ctx, startPtr);
        return ctx.p++, NaN;
    }
    // Leading zero
    // Only allowed cases: `0<EOV>`, `0.(...)`, `0e(...)`, `0x(...)`, `0b(...)`, `0o(...)`
    // FWIW, `0e(...)` is a stupid case, but it's not banned per-se so we have to parse it
    if (c === 0x30 /* 0 */) {
        if (++ctx.p >= ctx.s.length || isEndOfValue(c = ctx.s.charCodeAt(ctx.p), endChr))
            return ctx.bi === true ? 0n : 0; // note: conveniently deals with `-0`
        if (!sign) {
            if (c === 0x78 /* x */)
                return parseIntegerBaseN(ctx, startPtr, 16, endChr);
            else if (c === 0x62 /* b */)
                return parseIntegerBaseN(ctx, startPtr, 2, endChr);
            else if (c === 0x6f /* o */)
                return parseIntegerBaseN(ctx, startPtr, 8, endChr);
        }
        if (c === 0x2e /* . */)
            state = 2;
        else if (c === 0x65 /* e */ || c === 0x45 /* E */)
            state = 4;
        else
            TomlError.x('illegal leading zero', ctx, startPtr);
    }
    // If the 1st char is not a digit by now, then it's not a valid TOML value at all
    else if (!isDigit(c))
        TomlError.x('invalid value', ctx, startPtr);
    while (++ctx.p < ctx.s.length && (c = ctx.s.charCodeAt(ctx.p), !isEndOfValue(c, endChr))) {
        if (!state)
            state = 1; // Detects single-digit numbers we can use a fast parse path for
        // The way the states are numbered is not random: underscores are always permitted in odd-numbered states and
        // never permitted in even-numbered ones.
        if (c === 0x5f /* _ */) {
            if (!(state & 1))
                TomlError.x('illegal underscore', ctx);
            state += 11; // 11 is a marker that makes the state even and greater than 9; see the numbering + rationale above
            hasUnderscores = true;
        }
        // Transition to fractional part.
        else if (state === 1 && c === 0x2e /* . */)
            state = 2;
        // Transition to exponent part.
        else if ((state === 1 || state === 3) && (c === 0x65 /* e */ || c === 0x45 /* E */))
            state = 4;
        // + and - are permitted in state 4 only (handled before entering the function for state 0)
        else if (state === 4 && (c === 0x2b /* + */ || c === 0x2d /* - */)) {
            state = 6;
        }
        // All special cases have been handled; only digits are allowed here
        else if (!isDigit(c))
            TomlError.x(`illegal character in numeric literal`, ctx);
        // Clear state flags
        else if (state > 9)
            state -= 11;
        else if (!(state & 1))
            state++;
    }
    // Single-char number; we can fast-path these very easily.
    if (!state) {
        let val = (startChr - 0x30 /* 0 */) * (sign || 1);
        return ctx.bi === true ? BigInt(val) : val;
    }
    // Even-numbered states absolutely require a digit next; not even end of value is permitted
    if (!(state & 1))
        TomlError.x('unfinished numeric value', ctx, startPtr);
    let str = ctx.s.slice(startPtr, ctx.p);
    if (hasUnderscores)
        str = str.replaceAll('_', ''); // perf: replaceAll 1.25x faster than replace with a regex
    return state > 1
        ? parseFloat(str)
        : parseInteger(ctx, str, 10, startPtr);
}
function parseIntegerBaseN(ctx, startPtr, base, endChr) {
    let c, underscore = 1;
    while (++ctx.p < ctx.s.length && (c = ctx.s.charCodeAt(ctx.p), !isEndOfValue(c, endChr))) {
        if (c === 0x5f /* _ */) {
            if (underscore & 1)
                TomlError.x('illegal underscore', ctx);
            underscore = 3;
        }
        // We only need to check if the number is a valid digit, nothing else is permitted
        else if (!isDigit(c, base))
            TomlError.x(`illegal character in numeric literal`, ctx);
        // Clear underscore flag
        else if (underscore & 1)
            underscore--;
    }
    // Trailing underscore is not allowed
    if (underscore & 1)
        TomlError.x('unfinished numeric value', ctx);
    let str = ctx.s.slice(startPtr + 2, ctx.p);
    if (underscore)
        str = str.replaceAll('_', ''); // perf: replaceAll 1.25x faster than replace with a regex
    return parseInteger(ctx, str, base, startPtr);
}
function parseInteger(ctx, str, base, startPtr) {
    if (ctx.bi !== true)
        int: {
            let val = parseInt(str, base);
            if (!Number.isSafeInteger(val)) {
                if (ctx.bi)
                    break int;
                TomlError.x('integer value cannot be represented losslessly', ctx, startPtr);
            }
            return val;
        }
    return base === 10 ? BigInt(str) : BigInt((base === 2 ? '0b' : base === 8 ? '0o' : '0x') + str);
}
function parseDate(ctx, c, endChr) {
    let startPtr = ctx.p++, unsafeSeparator;
    if (!isDigit(c) ||
        !isDigit(ctx.s.charCodeAt(ctx.p++)) ||
        !isDigit(ctx.s.charCodeAt(ctx.p++)) ||
        !isDigit(ctx.s.charCodeAt(ctx.p++))) {
        return parseNumber(ctx, ctx.p = startPtr, c, 0, endChr);
    }
    ctx.p += 5;
    if (!isDigit(ctx.s.charCodeAt(ctx.p++)))
        TomlError.x('invalid date-time: date part is malformed', ctx, startPtr);
    if (ctx.p >= ctx.s.length || (((c = ctx.s.charCodeAt(ctx.p)) !== 0x20 || (unsafeSeparator = true, !isDigit(ctx.s.charCodeAt(ctx.p + 1)))) && c !== 0x54 /* T */ && c !== 0x74 /* t */)) {
        let t = ctx.s.slice(startPtr, ctx.p);
        return readDate(ctx, t, 3, false, startPtr);
    }
    if (ctx.s.charCodeAt(ctx.p += 3) !== 0x3a /* : */)
        TomlError.x('invalid date-time: time part is malformed', ctx, startPtr);
    if (ctx.s.charCodeAt(ctx.p += 3) === 0x3a /* : */)
        ctx.p += 3;
    if (ctx.s.charCodeAt(ctx.p) === 0x2e /* . */)
        while (isDigit(ctx.s.charCodeAt(++ctx.p)))
            ;
    if (c = ctx.s.charCodeAt(ctx.p)) {
        if (c === 0x5a /* Z */ || c === 0x7a /* z */) {
            let t = ctx.s.slice(startPtr, ++ctx.p);
            return readDate(ctx, t, 1, unsafeSeparator, startPtr, '[+00:00]');
        }
        if (c === 0x2b /* + */ || c === 0x2d /* - */) {
            // Temporal's ZonedDateTime is weird asf when it comes to dealing with traditional offsets...
            // It's 1.2x faster to allocate a new string to pass to ZDT than use Instant.toZonedDateTimeISO
            let t = ctx.s.slice(startPtr, ctx.p += 6);
            return readDate(ctx, t, 1, unsafeSeparator, startPtr, !ctx.ld && ('[' + ctx.s.slice(ctx.p - 6, ctx.p) + ']'));
        }
    }
    let t = ctx.s.slice(startPtr, ctx.p);
    return readDate(ctx, t, 2, unsafeSeparator, startPtr);
}
function parseTime(ctx, c, endChr) {
    let start = ctx.p;
    if (!isDigit(c) || !isDigit(ctx.s.charCodeAt(++ctx.p))) {
        return parseNumber(ctx, --ctx.p, c, 0, endChr);
    }
    if (ctx.s.charCodeAt(ctx.p += 4) === 0x3a /* : */)
        ctx.p += 3;
    if (ctx.s.charCodeAt(ctx.p) === 0x2e /* . */)
        while (isDigit(ctx.s.charCodeAt(++ctx.p)))
            ;
    let t = ctx.s.slice(start, ctx.p);
    return readDate(ctx, t, 4, false, start);
}
function readDate(ctx, str, type, unsafeDelim, errPtr, temporalSuffix) {
    if (ctx.ld) {
        let date = new TomlDate(str, type, unsafeDelim);
        if (!date.isValid())
            TomlError.x('invalid date', ctx, errPtr);
        return date;
    }
    try {
        if (temporalSuffix)
            str += temporalSuffix;
        switch (type) {
            case 1: return Temporal.ZonedDateTime.from(str);
            case 2: return Temporal.PlainDateTime.from(str);
            case 3: return Temporal.PlainDate.from(str);
            case 4: return Temporal.PlainTime.from(str);
        }
    }
    catch (e) {
        TomlError.x(e instanceof Error ? e.message : '' + e, ctx, errPtr);
    }
}

;// CONCATENATED MODULE: ./node_modules/smol-toml/dist/util.js
/*!
 * Copyright (c) Squirrel Chat et al., All rights reserved.
 * SPDX-License-Identifier: BSD-3-Clause
 *
 * Redistribution and use in source and binary forms, with or without
 * modification, are permitted provided that the following conditions are met:
 *
 * 1. Redistributions of source code must retain the above copyright notice, this
 *    list of conditions and the following disclaimer.
 * 2. Redistributions in binary form must reproduce the above copyright notice,
 *    this list of conditions and the following disclaimer in the
 *    documentation and/or other materials provided with the distribution.
 * 3. Neither the name of the copyright holder nor the names of its contributors
 *    may be used to endorse or promote products derived from this software without
 *    specific prior written permission.
 *
 * THIS SOFTWARE IS PROVIDED BY THE COPYRIGHT HOLDERS AND CONTRIBUTORS "AS IS" AND
 * ANY EXPRESS OR IMPLIED WARRANTIES, INCLUDING, BUT NOT LIMITED TO, THE IMPLIED
 * WARRANTIES OF MERCHANTABILITY AND FITNESS FOR A PARTICULAR PURPOSE ARE
 * DISCLAIMED. IN NO EVENT SHALL THE COPYRIGHT HOLDER OR CONTRIBUTORS BE LIABLE
 * FOR ANY DIRECT, INDIRECT, INCIDENTAL, SPECIAL, EXEMPLARY, OR CONSEQUENTIAL
 * DAMAGES (INCLUDING, BUT NOT LIMITED TO, PROCUREMENT OF SUBSTITUTE GOODS OR
 * SERVICES; LOSS OF USE, DATA, OR PROFITS; OR BUSINESS INTERRUPTION) HOWEVER
 * CAUSED AND ON ANY THEORY OF LIABILITY, WHETHER IN CONTRACT, STRICT LIABILITY,
 * OR TORT (INCLUDING NEGLIGENCE OR OTHERWISE) ARISING IN ANY WAY OUT OF THE USE
 * OF THIS SOFTWARE, EVEN IF ADVISED OF THE POSSIBILITY OF SUCH DAMAGE.
 */

/** @internal */
function skipComment(ctx) {
    for (; ctx.p < ctx.s.length; ctx.p++) {
        let c = ctx.s.charCodeAt(ctx.p);
        if (c === 0xa /* \n */)
            break;
        if (c === 0xd /* \r */ && ctx.s.charCodeAt(ctx.p + 1) === 0xa /* \n */) {
            ctx.p++;
            break;
        }
        if ((c < 0x20 && c !== 0x9 /* \t */) || c === 0x7f) {
            TomlError.x('control characters are not allowed in comments', ctx);
        }
    }
}
/** @internal */
function skipVoid(ctx, banNewLines, banComments) {
    let c;
    while (ctx.p < ctx.s.length) {
        while (ctx.p < ctx.s.length && ((c = ctx.s.charCodeAt(ctx.p)) === 0x20 ||
            c === 0x9 /* \t */ ||
            (!banNewLines &&
                (c === 0xa /* \n */ || (c === 0xd /* \r */ && ctx.s.charCodeAt(ctx.p + 1) === 0xa /* \n */)))))
            ctx.p++;
        if (banComments || c !== 0x23 /* # */)
            break;
        skipComment(ctx);
    }
}

;// CONCATENATED MODULE: ./node_modules/smol-toml/dist/struct.js
/*!
 * Copyright (c) Squirrel Chat et al., All rights reserved.
 * SPDX-License-Identifier: BSD-3-Clause
 *
 * Redistribution and use in source and binary forms, with or without
 * modification, are permitted provided that the following conditions are met:
 *
 * 1. Redistributions of source code must retain the above copyright notice, this
 *    list of conditions and the following disclaimer.
 * 2. Redistributions in binary form must reproduce the above copyright notice,
 *    this list of conditions and the following disclaimer in the
 *    documentation and/or other materials provided with the distribution.
 * 3. Neither the name of the copyright holder nor the names of its contributors
 *    may be used to endorse or promote products derived from this software without
 *    specific prior written permission.
 *
 * THIS SOFTWARE IS PROVIDED BY THE COPYRIGHT HOLDERS AND CONTRIBUTORS "AS IS" AND
 * ANY EXPRESS OR IMPLIED WARRANTIES, INCLUDING, BUT NOT LIMITED TO, THE IMPLIED
 * WARRANTIES OF MERCHANTABILITY AND FITNESS FOR A PARTICULAR PURPOSE ARE
 * DISCLAIMED. IN NO EVENT SHALL THE COPYRIGHT HOLDER OR CONTRIBUTORS BE LIABLE
 * FOR ANY DIRECT, INDIRECT, INCIDENTAL, SPECIAL, EXEMPLARY, OR CONSEQUENTIAL
 * DAMAGES (INCLUDING, BUT NOT LIMITED TO, PROCUREMENT OF SUBSTITUTE GOODS OR
 * SERVICES; LOSS OF USE, DATA, OR PROFITS; OR BUSINESS INTERRUPTION) HOWEVER
 * CAUSED AND ON ANY THEORY OF LIABILITY, WHETHER IN CONTRACT, STRICT LIABILITY,
 * OR TORT (INCLUDING NEGLIGENCE OR OTHERWISE) ARISING IN ANY WAY OUT OF THE USE
 * OF THIS SOFTWARE, EVEN IF ADVISED OF THE POSSIBILITY OF SUCH DAMAGE.
 */




/** @internal */
function parseKey(ctx, end = 0x3d /* = */) {
    // States:
    // 0: before first char
    // 1: parsing bare key
    // 2: after key component
    let startPtr;
    let state = 0;
    let parsed = [];
    let sliceStart;
    let c = ctx.s.charCodeAt(startPtr = ctx.p);
    do {
        // End of key
        if (c === end) {
            if (!state)
                TomlError.x('unexpected end of key', ctx);
            if (state === 1)
                parsed.push(ctx.s.slice(sliceStart, ctx.p));
            return ctx.p++, parsed;
        }
        // Dotted key separator
        else if (c === 0x2e /* . */) {
            if (!state)
                TomlError.x('illegal empty bare key', ctx);
            if (state === 1)
                parsed.push(ctx.s.slice(sliceStart, ctx.p));
            state = 0;
        }
        // Quoted key
        else if (!state && (c === 0x22 /* " */ || c === 0x27 /* ' */)) {
            if (c === ctx.s.charCodeAt(ctx.p + 1) && c === ctx.s.charCodeAt(ctx.p + 2))
                TomlError.x('illegal quoted key: multiline strings are not allowed', ctx);
            parsed.push(parseString(ctx));
            state = 2;
            ctx.p--;
        }
        // Whitespace; no-op in state 0 and 2, end of bare key in state 1
        else if (c === 0x20 || c === 0x9 /* \t */) {
            if (state === 1) {
                parsed.push(ctx.s.slice(sliceStart, ctx.p));
                state = 2;
            }
        }
        // If state is post-key, no character is allowed; otherwise ensure it's a bare-key component
        else if (state === 2 || (c < 0x30 && c !== 0x2d /* - */) || (c > 0x39 && c < 0x41) || (c > 0x5a && c < 0x61 && c !== 0x5f /* _ */) || c > 0x7a) {
            TomlError.x('illegal character in key', ctx);
        }
        // Illegal character
        else if (!state) {
            state = 1;
            sliceStart = ctx.p;
        }
    } while (c = ctx.s.charCodeAt(++ctx.p));
    TomlError.x('incomplete key-value: cannot find end of key', ctx, startPtr);
}
/** @internal */
function parseInlineTable(ctx) {
    let startPtr = ctx.p++;
    let res = Object.create(null);
    let seen = new Set();
    let c;
    while (ctx.p < ctx.s.length) {
        skipVoid(ctx);
        if ((c = ctx.s.charCodeAt(ctx.p)) === 0x7d /* } */) {
            ctx.p++;
            return res;
        }
        let k;
        let t = res;
        let hasOwn = false;
        let errPtr = ctx.p;
        let key = parseKey(ctx);
        for (let i = 0; i < key.length; i++) {
            if (i)
                t = hasOwn ? t[k] : (t[k] = Object.create(null));
            k = key[i];
            if ((hasOwn = Object.hasOwn(t, k)) && (typeof t[k] !== 'object' || seen.has(t[k]))) {
                TomlError.x('trying to redefine an already defined value', ctx, errPtr);
            }
            let unsafe = k === '__proto__';
            if (ctx.uk && (unsafe || k === 'constructor')) {
                t = ctx.uk !== 1 && TomlError.x('document contains an unsafe property', ctx, errPtr);
                break;
            }
            if (!hasOwn && unsafe) {
                Object.defineProperty(t, k, { enumerable: true, configurable: true, writable: true });
            }
        }
        if (hasOwn) {
            TomlError.x('trying to redefine an already defined value', ctx, errPtr);
        }
        skipVoid(ctx, true, true);
        let value = extractValue(ctx, 0x7d /* } */);
        if (t && typeof (t[k] = value) === 'object')
            seen.add(value);
        skipVoid(ctx);
        if ((c = ctx.s.charCodeAt(ctx.p++)) === 0x7d /* } */) {
            return res;
        }
        if (c !== 0x2c /* , */)
            TomlError.x('expected comma or end of structure', ctx, ctx.p - 1);
    }
    TomlError.x('unfinished table', ctx, startPtr);
}
/** @internal */
function parseArray(ctx) {
    let startPtr = ctx.p++;
    let res = [];
    let c;
    while (ctx.p < ctx.s.length) {
        skipVoid(ctx);
        if ((c = ctx.s.charCodeAt(ctx.p)) === 0x5d /* ] */) {
            ctx.p++;
            return res;
        }
        res.push(extractValue(ctx, 0x5d /* ] */));
        skipVoid(ctx);
        if ((c = ctx.s.charCodeAt(ctx.p++)) === 0x5d /* ] */) {
            return res;
        }
        if (c !== 0x2c /* , */)
            TomlError.x('expected comma or end of structure', ctx, ctx.p - 1);
    }
    TomlError.x('unfinished array', ctx, startPtr);
}

;// CONCATENATED MODULE: ./node_modules/smol-toml/dist/parse.js
/*!
 * Copyright (c) Squirrel Chat et al., All rights reserved.
 * SPDX-License-Identifier: BSD-3-Clause
 *
 * Redistribution and use in source and binary forms, with or without
 * modification, are permitted provided that the following conditions are met:
 *
 * 1. Redistributions of source code must retain the above copyright notice, this
 *    list of conditions and the following disclaimer.
 * 2. Redistributions in binary form must reproduce the above copyright notice,
 *    this list of conditions and the following disclaimer in the
 *    documentation and/or other materials provided with the distribution.
 * 3. Neither the name of the copyright holder nor the names of its contributors
 *    may be used to endorse or promote products derived from this software without
 *    specific prior written permission.
 *
 * THIS SOFTWARE IS PROVIDED BY THE COPYRIGHT HOLDERS AND CONTRIBUTORS "AS IS" AND
 * ANY EXPRESS OR IMPLIED WARRANTIES, INCLUDING, BUT NOT LIMITED TO, THE IMPLIED
 * WARRANTIES OF MERCHANTABILITY AND FITNESS FOR A PARTICULAR PURPOSE ARE
 * DISCLAIMED. IN NO EVENT SHALL THE COPYRIGHT HOLDER OR CONTRIBUTORS BE LIABLE
 * FOR ANY DIRECT, INDIRECT, INCIDENTAL, SPECIAL, EXEMPLARY, OR CONSEQUENTIAL
 * DAMAGES (INCLUDING, BUT NOT LIMITED TO, PROCUREMENT OF SUBSTITUTE GOODS OR
 * SERVICES; LOSS OF USE, DATA, OR PROFITS; OR BUSINESS INTERRUPTION) HOWEVER
 * CAUSED AND ON ANY THEORY OF LIABILITY, WHETHER IN CONTRACT, STRICT LIABILITY,
 * OR TORT (INCLUDING NEGLIGENCE OR OTHERWISE) ARISING IN ANY WAY OUT OF THE USE
 * OF THIS SOFTWARE, EVEN IF ADVISED OF THE POSSIBILITY OF SUCH DAMAGE.
 */




function peekTable(ctx, key, table, meta, type) {
    let t = table;
    let m = meta;
    let k;
    let hasOwn = false;
    let state;
    for (let i = 0; i < key.length; i++) {
        if (i) {
            t = hasOwn ? t[k] : (t[k] = Object.create(null));
            m = (state = m[k]).c;
            if (type === 0 /* Type.DOTTED */ && (state.t === 1 /* Type.EXPLICIT */ || state.t === 2 /* Type.ARRAY */)) {
                return null;
            }
            if (state.t === 2 /* Type.ARRAY */) {
                let l = t.length - 1;
                t = t[l];
                m = m[l].c;
            }
        }
        k = key[i];
        if ((hasOwn = Object.hasOwn(t, k)) && m[k]?.t === 0 /* Type.DOTTED */ && m[k]?.d) {
            return null;
        }
        if (!hasOwn) {
            let unsafe = k === '__proto__';
            if (ctx.uk && (unsafe || k === 'constructor'))
                return false;
            if (unsafe) {
                Object.defineProperty(t, k, { enumerable: true, configurable: true, writable: true });
                Object.defineProperty(m, k, { enumerable: true, configurable: true, writable: true });
            }
            m[k] = {
                t: i < key.length - 1 && type === 2 /* Type.ARRAY */
                    ? 3 /* Type.ARRAY_DOTTED */ : type,
                d: false,
                i: 0,
                c: Object.create(null),
            };
        }
    }
    state = m[k];
    if (state.t !== type && !(type === 1 /* Type.EXPLICIT */ && state.t === 3 /* Type.ARRAY_DOTTED */)) {
        // Bad key type!
        return null;
    }
    if (type === 2 /* Type.ARRAY */) {
        if (!state.d) {
            state.d = true;
            t[k] = [];
        }
        t[k].push(t = Object.create(null));
        state.c[state.i++] = (state = { t: 1 /* Type.EXPLICIT */, d: false, i: 0, c: Object.create(null) });
    }
    if (state.d) {
        // Redefining a table!
        return null;
    }
    state.d = true;
    if (type === 1 /* Type.EXPLICIT */) {
        t = hasOwn ? t[k] : (t[k] = Object.create(null));
    }
    else if (type === 0 /* Type.DOTTED */ && hasOwn) {
        return null;
    }
    return [k, t, state.c];
}
function validateTablePeek(ctx, peek, ptr) {
    if (peek === null || ctx.uk === 2)
        TomlError.x(peek === null
            ? 'trying to redefine an already defined table or value'
            : 'document contains an unsafe property', ctx, ptr);
}
function parse(toml, options = {}) {
    let ctx = {
        s: toml,
        p: 0,
        d: options.maxDepth ?? 1000,
        bi: options.integersAsBigInt ?? false,
        ld: options.useLegacyDate ?? true,
        uk: options.unsafeKeyBehaviour === 'throw' ? 2 : options.unsafeKeyBehaviour === 'drop' ? 1 : 0,
    };
    let res = Object.create(null);
    let meta = Object.create(null);
    let tmp;
    let skipping = false;
    let tbl = res;
    let m = meta;
    // BOM is allowed, skip.
    // JS is UTF-16, so we have to check for the UTF-16 BOM instead of the UTF-8 BOM sequence!
    if (toml.charCodeAt(0) === 0xfeff)
        ctx.p++;
    skipVoid(ctx);
    while (ctx.p < toml.length) {
        if (toml.charCodeAt(ctx.p) === 0x5b /* [ */) {
            let isTableArray = toml.charCodeAt(++ctx.p) === 0x5b; /* [ */
            tmp = ctx.p += +isTableArray;
            skipping = false;
            let k = parseKey(ctx, 0x5d /* ] */);
            if (isTableArray) {
                if (toml.charCodeAt(ctx.p) !== 0x5d /* ] */) {
                    TomlError.x('expected end of table array declaration', ctx);
                }
                ctx.p++;
            }
            let p = peekTable(ctx, k, res, meta, isTableArray ? 2 /* Type.ARRAY */ : 1 /* Type.EXPLICIT */);
            if (!p) {
                validateTablePeek(ctx, p, tmp);
                skipping = true;
            }
            else {
                m = p[2];
                tbl = p[1];
            }
        }
        else {
            tmp = ctx.p;
            let k = parseKey(ctx);
            let p = peekTable(ctx, k, tbl, m, 0 /* Type.DOTTED */);
            if (!p && !skipping)
                validateTablePeek(ctx, p, tmp);
            skipVoid(ctx, true, true);
            let v = extractValue(ctx, void 0);
            if (p && !skipping)
                p[1][p[0]] = v;
        }
        skipVoid(ctx, true);
        if (ctx.p < toml.length && (tmp = toml.charCodeAt(ctx.p)) !== 0xa /* \n */ && (tmp !== 0xd /* \r */ || toml.charCodeAt(ctx.p + 1) !== 0xa /* \n */)) {
            TomlError.x('each key-value declaration must be followed by an end-of-line', ctx);
        }
        skipVoid(ctx);
    }
    return res;
}

;// CONCATENATED MODULE: ./node_modules/smol-toml/dist/stringify.js
/*!
 * Copyright (c) Squirrel Chat et al., All rights reserved.
 * SPDX-License-Identifier: BSD-3-Clause
 *
 * Redistribution and use in source and binary forms, with or without
 * modification, are permitted provided that the following conditions are met:
 *
 * 1. Redistributions of source code must retain the above copyright notice, this
 *    list of conditions and the following disclaimer.
 * 2. Redistributions in binary form must reproduce the above copyright notice,
 *    this list of conditions and the following disclaimer in the
 *    documentation and/or other materials provided with the distribution.
 * 3. Neither the name of the copyright holder nor the names of its contributors
 *    may be used to endorse or promote products derived from this software without
 *    specific prior written permission.
 *
 * THIS SOFTWARE IS PROVIDED BY THE COPYRIGHT HOLDERS AND CONTRIBUTORS "AS IS" AND
 * ANY EXPRESS OR IMPLIED WARRANTIES, INCLUDING, BUT NOT LIMITED TO, THE IMPLIED
 * WARRANTIES OF MERCHANTABILITY AND FITNESS FOR A PARTICULAR PURPOSE ARE
 * DISCLAIMED. IN NO EVENT SHALL THE COPYRIGHT HOLDER OR CONTRIBUTORS BE LIABLE
 * FOR ANY DIRECT, INDIRECT, INCIDENTAL, SPECIAL, EXEMPLARY, OR CONSEQUENTIAL
 * DAMAGES (INCLUDING, BUT NOT LIMITED TO, PROCUREMENT OF SUBSTITUTE GOODS OR
 * SERVICES; LOSS OF USE, DATA, OR PROFITS; OR BUSINESS INTERRUPTION) HOWEVER
 * CAUSED AND ON ANY THEORY OF LIABILITY, WHETHER IN CONTRACT, STRICT LIABILITY,
 * OR TORT (INCLUDING NEGLIGENCE OR OTHERWISE) ARISING IN ANY WAY OUT OF THE USE
 * OF THIS SOFTWARE, EVEN IF ADVISED OF THE POSSIBILITY OF SUCH DAMAGE.
 */
let BARE_KEY = /^[a-z0-9-_]+$/i;
let HAS_WELLFORMED = !!(''.isWellFormed);
function extendedTypeOf(obj) {
    let type = typeof obj;
    if (type === 'object') {
        if (Array.isArray(obj))
            return 'array';
        if (typeof obj.getUTCDate === 'function' && obj instanceof Date)
            return 'date';
        if (globalThis.Temporal) {
            if (obj.until) {
                if (obj instanceof Temporal.ZonedDateTime)
                    return 'temporal/tz+uc';
                if (obj instanceof Temporal.PlainDateTime || obj instanceof Temporal.PlainDate)
                    return 'temporal/uc';
                if (obj instanceof Temporal.PlainTime || obj instanceof Temporal.Instant)
                    return 'temporal';
                if (obj instanceof Temporal.PlainYearMonth)
                    return 'temporal/x';
            }
            else if ((obj.toPlainDate && obj instanceof Temporal.PlainMonthDay) ||
                (obj.negated && obj instanceof Temporal.Duration)) {
                return 'temporal/x';
            }
        }
    }
    return type;
}
function isArrayOfTables(obj) {
    for (let i = 0; i < obj.length; i++) {
        if (extendedTypeOf(obj[i]) !== 'object')
            return false;
    }
    return obj.length != 0;
}
function formatWellFormedStringUnchecked(s) {
    return JSON.stringify(s).replaceAll('\x7f', '\\u007f');
}
function formatString(s) {
    return formatWellFormedStringUnchecked(HAS_WELLFORMED ? s.toWellFormed() : s);
}
function formatKey(s) {
    if (BARE_KEY.test(s))
        return s;
    if (HAS_WELLFORMED && !s.isWellFormed())
        throw new RangeError('key contains illegal lone surrogates');
    return formatWellFormedStringUnchecked(s);
}
function stringifyValue(val, type, depth, numberAsFloat, strictTemporal) {
    if (depth === 0) {
        throw new Error('Could not stringify the object: maximum object depth exceeded');
    }
    switch (type) {
        // @ts-expect-error -- intentional fallthrough case
        case 'number':
            if (isNaN(val))
                return 'nan';
            if (val === Infinity)
                return 'inf';
            if (val === -Infinity)
                return '-inf';
            if (Number.isInteger(val) && (numberAsFloat || !Number.isSafeInteger(val)))
                return val.toFixed(1);
        case 'bigint':
        case 'boolean':
        case 'temporal':
            return val.toString();
        case 'string':
            return formatString(val);
        case 'date':
            if (isNaN(val.getTime()))
                throw new TypeError('cannot serialize invalid date');
            return val.toISOString();
        case 'object':
            return stringifyInlineTable(val, depth, numberAsFloat, strictTemporal);
        case 'array':
            return stringifyArray(val, depth, numberAsFloat, strictTemporal);
        // @ts-expect-error -- intentional fallthrough case
        case 'temporal/tz+uc':
            if (strictTemporal) {
                let tz = val.timeZoneId;
                let tzc = tz.charCodeAt(0);
                if (
                // Classic offset
                tzc !== 0x2b /* + */ && tzc !== 0x2d /* - */ &&
                    (
                    // Fast pre-check pass; see below for the actually accepted values
                    (tzc !== 0x55 /* U */ && tzc !== 0x47 /* G */ && tzc !== 0x5a /* Z */ && tzc !== 0x45 /* E */) ||
                        (
                        // UTC and its aliases; Temporal implementations don't all canonicalise unfortunately
                        tz !== 'UTC' && tz !== 'UCT' && tz !== 'Universal' && tz !== 'Zulu' &&
                            // GMT is a TZ but it's for all intents and purposes equivalent to UTC. Safe to downgrade.
                            !tz.startsWith('GMT') && tz !== 'Greenwich' &&
                            // Etc/* are all safe to downgrade to offset (either UTC, GMT, or offset)
                            !tz.startsWith('Etc/')))) {
                    throw new TypeError('Temporal objects with an IANA timezone are not allowed in Temporal strict mode');
                }
            }
        case 'temporal/uc':
            if (strictTemporal && val.calendarId !== 'iso8601')
                throw new TypeError('Temporal objects with a non-default calendar are not allowed in Temporal strict mode');
            return val.toString({
                calendarName: 'never',
                timeZoneName: 'never',
            });
        case 'temporal/x':
            throw new TypeError('Unsupported ' + val[Symbol.toStringTag]);
    }
}
function stringifyInlineTable(obj, depth, numberAsFloat, strictTemporal) {
    let keys = Object.keys(obj);
    if (keys.length === 0)
        return '{}';
    let res = '{ ';
    for (let i = 0; i < keys.length; i++) {
        let k = keys[i];
        if (i)
            res += ', ';
        res += formatKey(k) + ' = ' + stringifyValue(obj[k], extendedTypeOf(obj[k]), depth - 1, numberAsFloat, strictTemporal);
    }
    return res + ' }';
}
function stringifyArray(array, depth, numberAsFloat, strictTemporal) {
    if (array.length === 0)
        return '[]';
    let res = '[ ';
    for (let i = 0; i < array.length; i++) {
        if (i)
            res += ', ';
        if (array[i] === null || array[i] === void 0) {
            throw new TypeError('arrays cannot contain null or undefined values');
        }
        res += stringifyValue(array[i], extendedTypeOf(array[i]), depth - 1, numberAsFloat, strictTemporal);
    }
    return res + ' ]';
}
function stringifyArrayTable(array, key, depth, numberAsFloat, strictTemporal) {
    if (depth === 0) {
        throw new Error('Could not stringify the object: maximum object depth exceeded');
    }
    let res = '';
    for (let i = 0; i < array.length; i++) {
        res += `${res && '\n'}[[${key}]]\n`;
        res += stringifyTable(0, array[i], key, depth, numberAsFloat, strictTemporal);
    }
    return res;
}
function stringifyTable(tableKey, obj, prefix, depth, numberAsFloat, strictTemporal) {
    if (depth === 0) {
        throw new Error('Could not stringify the object: maximum object depth exceeded');
    }
    let preamble = '';
    let tables = '';
    let keys = Object.keys(obj);
    for (let i = 0; i < keys.length; i++) {
        let k = keys[i];
        if (obj[k] !== null && obj[k] !== void 0) {
            let type = extendedTypeOf(obj[k]);
            if (type === 'symbol' || type === 'function') {
                throw new TypeError(`cannot serialize values of type '${type}'`);
            }
            let key = formatKey(k);
            if (type === 'array' && isArrayOfTables(obj[k])) {
                tables += (tables && '\n') + stringifyArrayTable(obj[k], prefix ? `${prefix}.${key}` : key, depth - 1, numberAsFloat, strictTemporal);
            }
            else if (type === 'object') {
                let tblKey = prefix ? `${prefix}.${key}` : key;
                tables += (tables && '\n') + stringifyTable(tblKey, obj[k], tblKey, depth - 1, numberAsFloat, strictTemporal);
            }
            else {
                preamble += key;
                preamble += ' = ';
                preamble += stringifyValue(obj[k], type, depth, numberAsFloat, strictTemporal);
                preamble += '\n';
            }
        }
    }
    if (tableKey && (preamble || !tables)) // Create table only if necessary
        preamble = preamble ? `[${tableKey}]\n${preamble}` : `[${tableKey}]`;
    return preamble && tables
        ? `${preamble}\n${tables}`
        : preamble || tables;
}
function stringify(obj, { maxDepth = 1000, numbersAsFloat = false, strictTemporal = false } = {}) {
    if (extendedTypeOf(obj) !== 'object') {
        throw new TypeError('stringify can only be called with an object');
    }
    let str = stringifyTable(0, obj, '', maxDepth, numbersAsFloat, strictTemporal);
    if (str[str.length - 1] !== '\n')
        return str + '\n';
    return str;
}

;// CONCATENATED MODULE: ./node_modules/smol-toml/dist/index.js
/*!
 * Copyright (c) Squirrel Chat et al., All rights reserved.
 * SPDX-License-Identifier: BSD-3-Clause
 *
 * Redistribution and use in source and binary forms, with or without
 * modification, are permitted provided that the following conditions are met:
 *
 * 1. Redistributions of source code must retain the above copyright notice, this
 *    list of conditions and the following disclaimer.
 * 2. Redistributions in binary form must reproduce the above copyright notice,
 *    this list of conditions and the following disclaimer in the
 *    documentation and/or other materials provided with the distribution.
 * 3. Neither the name of the copyright holder nor the names of its contributors
 *    may be used to endorse or promote products derived from this software without
 *    specific prior written permission.
 *
 * THIS SOFTWARE IS PROVIDED BY THE COPYRIGHT HOLDERS AND CONTRIBUTORS "AS IS" AND
 * ANY EXPRESS OR IMPLIED WARRANTIES, INCLUDING, BUT NOT LIMITED TO, THE IMPLIED
 * WARRANTIES OF MERCHANTABILITY AND FITNESS FOR A PARTICULAR PURPOSE ARE
 * DISCLAIMED. IN NO EVENT SHALL THE COPYRIGHT HOLDER OR CONTRIBUTORS BE LIABLE
 * FOR ANY DIRECT, INDIRECT, INCIDENTAL, SPECIAL, EXEMPLARY, OR CONSEQUENTIAL
 * DAMAGES (INCLUDING, BUT NOT LIMITED TO, PROCUREMENT OF SUBSTITUTE GOODS OR
 * SERVICES; LOSS OF USE, DATA, OR PROFITS; OR BUSINESS INTERRUPTION) HOWEVER
 * CAUSED AND ON ANY THEORY OF LIABILITY, WHETHER IN CONTRACT, STRICT LIABILITY,
 * OR TORT (INCLUDING NEGLIGENCE OR OTHERWISE) ARISING IN ANY WAY OUT OF THE USE
 * OF THIS SOFTWARE, EVEN IF ADVISED OF THE POSSIBILITY OF SUCH DAMAGE.
 */





/** @deprecated use `import * as ... from 'smol-toml'` instead */
/* harmony default export */ const dist = ({ parse: parse, stringify: stringify, TomlDate: TomlDate, TomlError: TomlError });

;// CONCATENATED MODULE: ./lib/text/buildkitd-config.js

/** The settings of a registry of which a configuration says nothing. */
const buildkitd_config_NO_SETTINGS = {
    http: undefined,
    insecure: undefined,
    mirrors: [],
    ca: [],
    keypairs: [],
};
/** Parses a buildkitd.toml; throws a SyntaxError with line and column where it is no TOML. */
function parseBuildkitdConfig(text) {
    const root = parseToml(text);
    const registries = Object.entries(toTable(read(root, 'registry')));
    const worker = toTable(read(toTable(read(root, 'worker')), 'oci'));
    return {
        registries: new Map(registries.map(([domain, settings]) => [domain, toSettings(toTable(settings))])),
        runtime: toText(read(worker, 'binary')) || undefined,
        snapshotter: toText(read(worker, 'snapshotter')) || undefined,
        tables: new Set(Object.keys(root).map((key) => key.toLowerCase())),
    };
}
/** Reads a buildkitd.toml; undefined where it is no TOML, which is buildkitd's to refuse. */
function buildkitd_config_toBuildkitdConfig(text) {
    try {
        return parseBuildkitdConfig(text);
    }
    catch {
        return undefined;
    }
}
/** Names the files that a configuration's registries are reached with, each once. */
function certificateFiles(config) {
    const settings = [...(config?.registries.values() ?? [])];
    const files = settings.flatMap(({ ca, keypairs }) => [...ca, ...keypairs.flatMap(({ cert, key }) => [cert, key])]);
    return [...new Set(files)];
}
/** Writes a configuration anew with other paths for those files. */
function moveCertificates(text, toPlace) {
    const move = (value) => {
        if (typeof value === 'string')
            return toPlace(value);
        if (Array.isArray(value))
            return value.map(move);
        return typeof value === 'object' && value !== null && !(value instanceof Date)
            ? mapTable(value, move)
            : value;
    };
    const inRegistry = (value, name) => (/^(?:ca|keypair)$/i.test(name) ? move(value) : value);
    const inRegistries = (value) => mapTable(toTable(value), inRegistry);
    const inRoot = (value, name) => /^registry$/i.test(name) ? mapTable(toTable(value), inRegistries) : value;
    return stringify(mapTable(parseToml(text), inRoot));
}
function mapTable(table, change) {
    return Object.fromEntries(Object.entries(table).map(([name, value]) => [name, change(value, name)]));
}
function parseToml(text) {
    try {
        // A number that JavaScript cannot hold is none of our business, and no error.
        return parse(text, { integersAsBigInt: 'asNeeded' });
    }
    catch (error) {
        if (!(error instanceof TomlError))
            throw error;
        const [what = ''] = error.message.replace(/^Invalid TOML document: /, '').split('\n');
        throw new SyntaxError(`line ${error.line}, column ${error.column}: ${what}`, { cause: error });
    }
}
/** A key's value, in whatever capitals the key is written: buildkitd does not mind either. */
function read(table, name) {
    return Object.entries(table).find(([key]) => key.toLowerCase() === name)?.[1];
}
function toTable(value) {
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? value : {};
}
function toSettings(table) {
    return {
        http: toBoolean(read(table, 'http')),
        insecure: toBoolean(read(table, 'insecure')),
        mirrors: toTexts(read(table, 'mirrors')),
        ca: toTexts(read(table, 'ca')),
        keypairs: toKeyPairs(read(table, 'keypair')),
    };
}
function toKeyPairs(value) {
    return [value].flat().flatMap((each) => {
        const pair = toTable(each);
        const [cert, key] = [toText(read(pair, 'cert')), toText(read(pair, 'key'))];
        return cert && key ? [{ cert, key }] : [];
    });
}
function toBoolean(value) {
    return typeof value === 'boolean' ? value : undefined;
}
function toText(value) {
    return typeof value === 'string' ? value : undefined;
}
function toTexts(value) {
    return Array.isArray(value) ? value.filter((item) => typeof item === 'string') : [];
}

;// CONCATENATED MODULE: ./lib/builder/boot.js
/** Path inside the builder of the folder that host and builder share. */
const boot_sharedFolder = '/run/buildkit-build-action';
/** Names of the files in that folder. */
const boot_shared = {
    boot: 'boot.sh',
    buildctl: 'buildctl',
    runtime: 'runtime.sh',
    /** Variables for buildkitd that stand neither on a command line nor in `docker inspect`. */
    environment: 'secret-environment',
    config: 'buildkitd.toml',
    /** Output of buildkitd, which is still there when its container is gone. */
    log: 'buildkitd.log',
    /** Exists once buildkitd has ended. */
    ended: 'ended',
    /** Process id of buildkitd inside the builder. */
    pid: 'buildkitd.pid',
    /** A pipe that is held open as long as the job lives. */
    life: 'life',
    defaults: 'defaults.toml',
    socket: 'buildkitd.sock',
    state: 'state.img',
    /** Exists instead of the state file where that cannot be made. */
    noState: 'state.none',
    /** Exists where the state is on Docker's volume because that has more room. */
    roomier: 'state.roomier',
    /** Error of mounting the state file; empty when it was mounted. */
    stateRefused: 'state.refused',
    /** Exists where buildkitd could not enter the machine's network. */
    noNetwork: 'network.refused',
    /** Exists once docker has started a builder for which no process waited. */
    started: 'started',
};
/** BuildKit's root folder. */
const stateRoot = '/var/lib/buildkit';
/** Folder for the layers and snapshots of a state on disk: a volume of Docker's, or the state's file system mounted over it. */
const diskRoot = '/mnt';
/** Where the machine's network namespace is, for a buildkitd that is to be in it while RUN is not. */
const machineNetworkInBuilder = '/run/machine-network';
/** Returns the path that a file of the shared folder has inside the builder. */
function boot_bootFiles(name) {
    return `${boot_sharedFolder}/${name}`;
}
/** Folder in /proc of buildkitd, which is not the builder's first process, as a shell in the builder writes it. */
const daemonProcess = (/* unused pure expression or super */ null && (`/proc/$(cat ${boot_bootFiles(boot_shared.pid)})`));
/** Number of checks, five seconds apart, that may find no process of the job holding the pipe: a minute in all. */
const patience = 12;
/**
 * The builder's first process, a POSIX shell script because the BuildKit image has no other language. Its arguments are the kind
 * of state, the snapshotter that was asked for, and buildkitd's own arguments. It starts buildkitd at once, which needs a tenth of a
 * second and more until it answers (it makes an RSA key first). Meanwhile a child prepares the rest: it mounts the fresh file system
 * for the state, which is made while Docker makes the container, and copies the image's own buildctl into the shared folder (24 MB
 * through the page cache, without `docker cp`). The copy comes last: when buildctl is there, everything is. Where the mount is
 * refused, the state stays on the volume. A buildkitd.toml of the image, in its usual place or named by BUILDKITD_CONFIG, wins over
 * our defaults.
 *
 * The state is on the disk of the runner's temp folder, or on the volume, which is below Docker's data root, where that has more than
 * twice as much room. Some file systems cannot hold overlayfs's snapshots (another overlayfs in docker-in-docker, a network file
 * system). Where the volume is on one of these, the state is prepared before buildkitd starts, and overlayfs is tried on it; if it does
 * not work, buildkitd gets the native snapshotter. buildkitd's own test would not find out, since it tries overlayfs in the folder of
 * its databases, which is in memory.
 *
 * Only layers and snapshots are on that file system, in two folders to which buildkitd writes nothing before the first build. Its
 * databases are in memory: they are small, and buildkitd syncs them some seventy times for each cached layer. No process reads the
 * file system after the job, so it is mounted without barriers, and its tables are not zeroed while the build runs. Its file is
 * unlinked once it is mounted: the kernel then frees it when the container ends, for whatever reason, and does not write back the
 * pages that are still in memory.
 *
 * Where the machine's network is mounted, buildkitd runs in that network, and so reaches registries on the machine's loopback addresses.
 * BuildKit makes no network for a RUN, which would then be in the machine's network too. So a wrapper of the program that starts
 * containers returns to the network of this container first. If it cannot, nothing starts.
 *
 * The builder lives as long as its job: a process of the job holds a named pipe open (see life.ts). When no process has held it for a
 * minute in all, the first process ends, and with it everything in the container. The script opens the pipe for reading and writing,
 * since an open for only one of them waits until another process opens it for the other. When buildkitd ends, the script writes a file
 * that says so and stays, so that its log can still be read in the container.
 */
const bootScript = `#!/bin/sh
cd ${boot_sharedFolder} || exit 1
mount_state() {
  mount -t ext4 -o loop,noatime,nobarrier,noinit_itable ${boot_shared.state} ${diskRoot} 2>${boot_shared.stateRefused} &&
    : >${boot_shared.stateRefused} && rm -f ${boot_shared.state}
}
adopt_state() {
  until [ -e ${boot_shared.state} ] || [ -e ${boot_shared.noState} ]; do sleep 0.01; done
  if [ "$(free_at ${diskRoot})" -gt $(($(free_at .) * 2)) ]; then
    : >${boot_shared.roomier} && rm -f ${boot_shared.state}
  elif [ -e ${boot_shared.state} ] && ! mount_state; then
    # A container sees the loop devices that existed when it was created; the free one may be newer.
    n=0
    while [ $n -lt 256 ]; do [ -e /dev/loop$n ] || mknod /dev/loop$n b 7 $n; n=$((n + 1)); done
    mount_state
  fi
  case $snapshotter in
    auto) bind_folders overlayfs content snapshots/snapshots && bind_folders native content snapshots/snapshots ;;
    overlayfs | native | fuse-overlayfs) bind_folders $snapshotter content snapshots/snapshots ;;
    *) bind_folders $snapshotter . ;;
  esac
}
free_at() {
  df -P -k "$1" | { read -r line; read -r device size used free rest; echo "$free"; }
}
bind_folders() {
  root=${stateRoot}/runc-$1 disk=${diskRoot}/$1
  shift
  for folder; do
    mkdir -p $root/$folder $disk/$folder && mount --bind $disk/$folder $root/$folder || return
  done
}
can_overlay() {
  trial=${diskRoot}/.trial
  mkdir -p $trial/lower $trial/upper $trial/work $trial/all &&
    mount -t overlay overlay -o lowerdir=$trial/lower,upperdir=$trial/upper,workdir=$trial/work $trial/all &&
    umount $trial/all && rm -rf $trial
}
prepare() {
  [ $state != disk ] || [ $adopted ] || adopt_state || return
  cp "$(command -v buildctl)" ${boot_shared.buildctl}.part && mv ${boot_shared.buildctl}.part ${boot_shared.buildctl}
}
separate_runs() {
  # The image's own configuration may name another runtime, which would start RUNs where buildkitd is.
  ! grep -qs binary /etc/buildkit/buildkitd.toml "\${BUILDKITD_CONFIG:-/dev/null}" &&
    runc=$(command -v buildkit-runc) && $enter_machine $enter_own true &&
    mkdir $wrappers && printf '#!/bin/sh\nexec %s %s "$@"\n' "$enter_own" "$runc" >$wrappers/buildkit-runc && chmod 755 $wrappers/buildkit-runc
}
run_daemon() {
  # Only what it says of itself is its log: a wrong flag makes it print its usage.
  { sh -c 'echo $$ >${boot_shared.pid}; exec $enter_machine buildkitd "$@"' sh "$@" 2>&1 >&3 3>&-; : >${boot_shared.ended}; } | tee ${boot_shared.log} >&2
}
await_life() {
  [ -p ${boot_shared.life} ] || mkfifo -m 666 ${boot_shared.life}
  exec 4<>${boot_shared.life} 5<${boot_shared.life} 4>&-
  cat <&5 >/dev/null 3>&- &
  wait $!
  exec 5<&-
}
if [ -e ${boot_shared.environment} ]; then . ./${boot_shared.environment}; fi
exec 3>&1
state=$1 snapshotter=$2 adopted=
shift 2
if [ $state = disk ]; then
  case $(stat -f -c %T ${diskRoot}) in
    ext2/ext3 | xfs | btrfs) ;;
    *)
      adopt_state && adopted=1
      if [ $snapshotter = auto ] && ! can_overlay 2>/dev/null; then set -- --oci-worker-snapshotter=native "$@"; fi
      ;;
  esac
fi
if [ -e ${machineNetworkInBuilder} ]; then
  wrappers=/run/own-network enter_machine='nsenter --net=${machineNetworkInBuilder}' enter_own='nsenter --net=/proc/1/ns/net'
  separate_runs || { : >${boot_shared.noNetwork} && exit 1; }
  export enter_machine PATH=$wrappers:$PATH
fi
# Without what it prepares a build could only go wrong.
{ prepare || : >${boot_shared.ended}; } &
if [ -e ${boot_shared.defaults} ] && [ ! -e /etc/buildkit/buildkitd.toml ] && [ -z "$BUILDKITD_CONFIG" ]; then set -- --config ${boot_sharedFolder}/${boot_shared.defaults} "$@"; fi
run_daemon "$@" &
trap exit TERM INT
n=0
while [ $n -lt ${patience} ]; do await_life; sleep 5; n=$((n + 1)); done
`;

;// CONCATENATED MODULE: ./lib/builder/life.js







/**
 * Starts the keeper of a lease's builder, after ending an earlier one: a light process that shows the builder that its job is alive,
 * by holding a named pipe in the shared folder open. However the keeper ends, the kernel closes the pipe, and the builder, which checks
 * it, ends a minute later. Where the runner's process ends first, the keeper removes builder and folders itself. For a builder that
 * shares no folder with this machine (`exec`) the keeper holds a `docker exec` open instead.
 */
async function life_keepAlive(lease, way = 'shared') {
    await life_letGo(lease);
    const words = [lease.container, lease.folder, String(findRunner(process.ppid)), way];
    const pid = background_startInBackground('sh', ['-c', keeper, 'sh', ...words]);
    await (0,promises_namespaceObject.writeFile)((0,external_node_path_namespaceObject.join)(lease.folder, pidFile), String(pid));
}
/** Ends a lease's keeper, where there is one. */
async function life_letGo({ container, folder }) {
    const pid = Number(await (0,promises_namespaceObject.readFile)((0,external_node_path_namespaceObject.join)(folder, pidFile), 'utf8').catch(() => ''));
    // The keeper's own children are of its group.
    if (pid > 0 && (await background_isRunning(pid, container)))
        background_sendSignal(-pid, 'SIGKILL');
}
/**
 * Tells whether the job of a lease's folder is alive: its keeper holds the pipe (`held`), its keeper ended more than a minute after
 * it began (`let go`), or this cannot be seen from here.
 */
function life_lookAtLife(folder) {
    let pipe;
    try {
        pipe = openSync(join(folder, 'shared', shared.life), constants.O_RDONLY | constants.O_NONBLOCK);
    }
    catch {
        return 'unknown';
    }
    try {
        const found = fstatSync(pipe);
        if (!found.isFIFO())
            return 'unknown';
        if (readSync(pipe, Buffer.alloc(1)) > 0)
            return 'held';
        return Date.now() - found.ctimeMs > 60_000 ? 'let go' : 'held';
    }
    catch (error) {
        return error.code === 'EAGAIN' ? 'held' : 'unknown';
    }
    finally {
        closeSync(pipe);
    }
}
const pidFile = 'keeper.pid';
/**
 * Returns the id of the process that runs the job; 0 where it cannot be seen from here (in a container job). It is the nearest
 * ancestor without this step's own variables: one that has them, like a wrapper around Node.js, ends with the step.
 */
function findRunner(pid, env = process.env) {
    const own = `GITHUB_STATE=${env.GITHUB_STATE}`;
    try {
        for (let each = pid; each > 1;) {
            if (!(0,external_node_fs_namespaceObject.readFileSync)(`/proc/${each}/environ`, 'utf8').split('\0').includes(own))
                return each;
            each = Number(/^PPid:\t(\d+)$/m.exec((0,external_node_fs_namespaceObject.readFileSync)(`/proc/${each}/status`, 'utf8'))?.[1] ?? 0);
        }
        return 0;
    }
    catch {
        // A process of another user does not belong to the step.
        return pid;
    }
}
/**
 * A shell script. Its arguments are the container, the lease's folder, the id of the runner's process, and the way to hold the builder.
 * Process ids are reused, so the start time is compared too (field 22 of /proc/PID/stat). Where each job has a temp folder of its own (act,
 * Gitea's and Forgejo's runners on a host), that folder is removed with the job. A single look that finds neither proves nothing.
 */
const keeper = `
container=$1 folder=$2 runner=$3 way=$4
cd /
if [ "$way" = exec ]; then
  mkfifo "$folder/hold" || exit
  docker exec -i "$container" sh -c 'exec 3<>${boot_bootFiles(boot_shared.life)} && cat' <"$folder/hold" >/dev/null 2>&1 &
  exec 4>"$folder/hold"
else
  mkfifo -m 666 "$folder/shared/${boot_shared.life}"
  exec 3<>"$folder/shared/${boot_shared.life}" || exit
fi
born() {
  started=
  read -r line 2>/dev/null <"/proc/$runner/stat" || return
  set -- \${line##*) }
  started=\${20}
}
born
first=$started
lives() {
  [ -d "\${folder%/*}" ] || return
  [ -z "$first" ] && return
  born
  [ "$started" = "$first" ]
}
while sleep 5; do lives || { sleep 5; lives || break; }; done
docker rm --force --volumes "$container"
for each in "$folder/${claimants}/${stepPrefix}"*; do rm -rf "\${folder%/*}/\${each##*/}"; done
rm -rf "$folder"
`;

;// CONCATENATED MODULE: external "node:net"
const external_node_net_namespaceObject = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:net");
;// CONCATENATED MODULE: ./lib/builder/ready.js







/** The builder is gone, or ended while it started. */
class ready_BuilderError extends (/* unused pure expression or super */ null && (Error)) {
    name = 'BuilderError';
}
/** Milliseconds a daemon may take from its container's start to its socket. */
const bootMilliseconds = 60_000;
/**
 * Resolves when a builder answers; throws a BuilderError when it ended, or does not answer within a minute. Looks every 2 ms, which
 * delays the build by 1 ms on average, and checks once a second whether container and daemon are still alive.
 */
async function ready_untilReady(builder, signal) {
    const { container, folder } = builder;
    const start = Date.now();
    let asked = start;
    while (!(await builder.isReady())) {
        signal.throwIfAborted();
        await sleep(2);
        const now = Date.now();
        if (now - asked < 1000)
            continue;
        asked = now;
        if ((await builder.hasEnded()) || !(await ready_exists(container))) {
            throw new ready_BuilderError(await explainDeath('BuildKit ended while it was starting.', container, folder));
        }
        if (now - start > bootMilliseconds) {
            const sentence = `BuildKit did not answer within ${bootMilliseconds / 1000} s.`;
            throw new ready_BuilderError(await explainDeath(sentence, container, folder));
        }
    }
}
/** A container that has ended is removed by Docker, with its files. */
async function ready_exists(container) {
    try {
        return (await docker('inspect', '--format', '{{.State.Running}}', container)) === 'true';
    }
    catch (error) {
        if (error instanceof DockerError && /no such (object|container)/i.test(error.output))
            return false;
        throw error;
    }
}
/** Tells whether a builder that an earlier step left still answers. */
async function answers({ address, container = '' }) {
    const [, socket] = /^unix:\/\/(.+)$/.exec(address) ?? [];
    if (socket !== undefined)
        return ready_takesConnections(socket);
    const asked = await runChild('docker', ['exec', container, 'buildctl', 'debug', 'workers'], { env: process.env });
    return asked.code === 0;
}
/** Tells whether a process listens at a socket. */
function ready_takesConnections(socket) {
    return new Promise((resolve) => {
        const connection = connect(socket);
        connection.once('connect', () => {
            connection.destroy();
            resolve(true);
        });
        connection.once('error', () => resolve(false));
    });
}
/** Returns the sentence followed by the daemon's last log lines. */
async function explainDeath(sentence, container, folder) {
    let last = [];
    // The last lines are written a moment after the process has ended.
    for (let looks = 0; looks < 5 && last.length === 0; looks += 1) {
        if (looks > 0)
            await sleep(100);
        last = toLastWords(await readLog(container, folder));
    }
    return last.length === 0 ? sentence : `${sentence} Its last words:\n${last.slice(-5).join('\n')}`;
}
/** Returns the builder's output; its file is still there when the container is gone. */
async function readLog(container, folder) {
    if (folder !== undefined)
        return readFile(join(folder, shared.log), 'utf8').catch(() => '');
    const logs = await runChild('docker', ['logs', '--tail', '1000', container], { env: process.env }).catch(() => undefined);
    return logs?.stderr ?? '';
}
function toLastWords(log) {
    const lines = log.split('\n').filter((line) => line.trim() !== '');
    // Go prints an error's stack below it: each function's name, and its place behind a tab.
    return lines.filter((line, index) => !line.startsWith('\t') && lines[index + 1]?.startsWith('\t') !== true);
}

;// CONCATENATED MODULE: ./lib/builder/removal.js








/**
 * Removes the container with its volumes, and the folder. A container that is gone or does not carry our label is left alone. `cut off`
 * means that the step was killed: Docker still carries out the last request of its client, so the container may appear a moment later.
 */
async function releaseLease(lease, mainStep = 'ended') {
    await removeContainer(lease.container);
    await removeFolder(lease);
    for (let looks = 0; mainStep === 'cut off' && looks < lateLooks; looks += 1) {
        await sleep(250);
        await removeContainer(lease.container);
    }
}
/** Ends the builder's keeper and removes the folder with everything in it. */
async function removeFolder(lease) {
    await letGo(lease);
    await rm(lease.folder, { recursive: true, force: true });
}
/**
 * Starts a process that removes a container which may appear a moment later, and resolves at once. At the end of a job the runner ends
 * all processes with the job's tracking id; this one has none, so it goes on.
 */
function removal_removeLate(container) {
    const { RUNNER_TRACKING_ID: _, ...env } = process.env;
    startInBackground('sh', ['-c', lateRemoval, container], { env });
}
const lateRemoval = 'for wait in 0 0.5 1 2 4 8; do sleep $wait; docker rm --force --volumes "$0"; done';
/** Number of looks, three seconds in all, which a busy machine may need to make a container. */
const lateLooks = 12;
/**
 * Removes a lease's builder and the shared folder before another builder is started for the lease, which must not find the old socket
 * there. The rest of the lease's folder stays.
 */
async function removal_removeBuilder(lease) {
    await removeContainer(lease.container);
    await letGo(lease);
    await rm(join(lease.folder, 'shared'), { recursive: true, force: true });
}
/** Starts to remove a lease's container, which is not needed any more, in a process that outlives this one. */
function startRemoval({ container, folder }) {
    const done = join(folder, 'removed');
    return { pid: dockerInBackground(['rm', '--force', '--volumes', container], done), container, done };
}
/** Resolves when a removal has ended; tells whether the container is gone. */
async function untilRemoved({ pid, container, done }) {
    while (await isRunning(pid, container))
        await sleep(5);
    return existsSync(done);
}
/** Removes a container of ours by name. */
async function removeContainer(name) {
    await removeContainers(await findContainers(name));
}
/**
 * Returns the ids of the containers with a name and our label. The label shows that a container is ours: anybody may have taken
 * the name.
 */
function findContainers(name) {
    return findLabelled(`${ownLabel}=${name}`);
}
/**
 * Removes the builder of a lease whose folder is gone, with its keeper, and returns whether there was one: a step between main and
 * post may have cleared the runner's temp folder. The container is found by a label with the hash of the lease's key, which cannot be
 * forged.
 */
async function removeForgotten(lease) {
    const found = await findLabelled(`${ownLabel}=${lease.container}`, keyLabel(lease));
    await removeContainers(found);
    if (found.length > 0)
        await endProcessesOf(lease.container);
    return found.length > 0;
}
async function findLabelled(...labels) {
    const filters = labels.flatMap((label) => ['--filter', `label=${label}`]);
    const ids = await docker('ps', '--all', '--quiet', '--no-trunc', ...filters).catch(() => '');
    return ids.split('\n').filter(Boolean);
}
/** Ends the processes that have a word on their command lines: those of a container its name, those of a step a path of its own. */
async function endProcessesOf(argument) {
    const ids = (await readdir('/proc')).filter((name) => /^\d+$/.test(name)).map(Number);
    const running = await Promise.all(ids.map((pid) => isRunning(pid, argument)));
    for (const [index, pid] of ids.entries())
        if (running[index])
            sendSignal(pid, 'SIGKILL');
}
/** Removes containers with their volumes. Throws DockerError. */
async function removeContainers(ids) {
    await Promise.all(ids.map(removal_remove));
}
/** Removes a container with its volumes; waits where Docker is removing it already, for a step that was killed meanwhile. */
async function removal_remove(id) {
    try {
        await docker('rm', '--force', '--volumes', id);
    }
    catch (error) {
        const isOnItsWay = error instanceof DockerError && /already in progress|No such container/.test(error.output);
        if (!isOnItsWay)
            throw error;
        while ((await docker('ps', '--all', '--quiet', '--filter', `id=${id}`)) !== '')
            await sleep(100);
    }
}
/**
 * Removes the builders that an earlier job of this runner left behind because its process was killed, and returns their names. A
 * builder that may be in use stays. Where it cannot be seen whether its job is alive, that is known only for a runner that runs one job
 * at a time: another job's builder is then left over. GitHub's runner does so, and only it sets these two variables.
 */
async function removeStale(lease, env = process.env) {
    const format = `{{.ID}}\t{{.Names}}\t{{.Label "${ownLabel}.job"}}\t{{.Label "${ownLabel}.folder"}}`;
    const runner = ['--filter', `label=${ownLabel}.runner=${lease.runner}`];
    const listed = await docker('ps', '--all', ...runner, '--format', format);
    const runsOneJob = Boolean(env.RUNNER_NAME && env.RUNNER_TRACKING_ID);
    const stale = listed
        .split('\n')
        .map((line) => line.split('\t'))
        .filter(([id, , job, folder = '']) => id !== '' && job !== lease.job && isDead(folder, runsOneJob));
    await Promise.all(stale.map(([id = '']) => removal_remove(id)));
    const names = stale.map(([, name = '']) => name);
    await Promise.all(names.map(endProcessesOf));
    return names;
}
function isDead(folder, runsOneJob) {
    const life = lookAtLife(folder);
    return life === 'let go' || (life === 'unknown' && runsOneJob);
}

;// CONCATENATED MODULE: ./lib/builder/container-args.js


/** Returns docker's arguments up to the image for a container that runs a privileged buildkitd; `run` goes before them. */
function container_args_containerArgs(request, lease, mountArgs) {
    return [
        '--privileged',
        // A daemon with user namespaces refuses --privileged without it; elsewhere it changes nothing.
        ...['--userns', 'host'],
        ...['--name', lease.container],
        ...lease_builderLabels(lease),
        ...['--network', request.network],
        ...request.env.flatMap(([name, value]) => ['--env', `${name}=${value}`]),
        ...(request.memory === undefined ? [] : ['--memory', request.memory]),
        ...(request.cpus === undefined ? [] : ['--cpus', request.cpus]),
        ...mountArgs,
    ];
}
/** Returns the name of the snapshotter that was asked for, by a flag or in the configuration; a flag wins, as for buildkitd. */
function snapshotterOf({ flags, config }) {
    const flag = flags.map((word, index) => /^--?oci-worker-snapshotter(?:=(.*))?$/.exec(word) && (word.split('=')[1] ?? flags[index + 1]));
    const asked = flag.findLast((name) => name) || buildkitd_config_toBuildkitdConfig(config ?? '')?.snapshotter || 'auto';
    // It becomes part of a path.
    return /^[\w-]+$/.test(asked) ? asked : 'auto';
}
/** Returns buildkitd's own flags. */
function container_args_daemonFlags(request, config) {
    return [
        ...(request.config === undefined ? [] : ['--config', config]),
        // A builder that lives for one job must not spend its time on pruning (docs/buildkit.md).
        '--oci-worker-gc=false',
        ...request.entitlements.flatMap((entitlement) => ['--allow-insecure-entitlement', entitlement]),
        ...request.flags,
    ];
}

;// CONCATENATED MODULE: ./lib/builder/daemon-config.js

/**
 * Returns what buildkitd reads in a folder of its own, texts by the names of their files: its configuration, in which RUN gets
 * these name servers, and the certificates and keys that this names, which are files of the runner.
 */
function configFiles({ config = '', certificates }, name, folder, servers) {
    const complete = (text) => withResolvers(fasterConfig(text), servers);
    const files = Object.entries(certificates).map(([path, content], index) => ({
        path,
        file: `${secretPrefix}${index}.pem`,
        content,
    }));
    if (files.length === 0)
        return { [name]: complete(config) };
    const places = new Map(files.map(({ path, file }) => [path, `${folder}/${file}`]));
    const moved = moveCertificates(config, (path) => places.get(path) ?? path);
    return { [name]: complete(moved), ...Object.fromEntries(files.map(({ file, content }) => [file, content])) };
}
/** What the names of files begin with that only this user may read. */
const secretPrefix = 'secret-';
/**
 * Adds to a buildkitd.toml the settings that suit a builder of one job, in those tables that it does not have.
 *
 * More connections to a registry at once: BuildKit looks each layer up before it pushes, four at a time, and waits a round trip
 * for every four. Eight and one for manifests stay below the ten at once that registries allow; more gain little
 * (docs/performance.md). No history of builds, because the builder is gone after the job.
 */
function fasterConfig(config) {
    return withTable(withTable(config, 'system', connections(8)), 'history', 'maxEntries = 0');
}
/** Adds name servers for RUN to a buildkitd.toml, unless it sets them itself. */
function withResolvers(config, servers) {
    if (servers === undefined)
        return config;
    return withTable(config, 'dns', `nameservers = [${servers.map((server) => `"${server}"`).join(', ')}]`);
}
/** Tells whether a workflow names the program that starts containers, by a flag or in the configuration. */
function hasOwnRuntime({ flags, config }) {
    return (flags.some((flag) => /^--?oci-worker-binary\b/.test(flag)) || buildkitd_config_toBuildkitdConfig(config ?? '')?.runtime !== undefined);
}
/** Connections at once to a registry that refused or broke the connections of a usual builder. */
const fewConnections = 3;
/** Returns a buildkitd.toml with few connections; undefined where it sets their number itself. */
function patientConfig(config = '') {
    const patient = withTable(config, 'system', connections(fewConnections));
    return patient === config ? undefined : patient;
}
function connections(count) {
    return `maxRegistryConcurrency = ${count}`;
}
function withTable(config, table, setting) {
    // A second table of that name would be an error in TOML. A text that is not TOML is left as it is: buildkitd refuses it.
    const mayHaveIt = buildkitd_config_toBuildkitdConfig(config)?.tables.has(table) ?? true;
    return mayHaveIt ? config : `${config}\n[${table}]\n  ${setting}\n`;
}

;// CONCATENATED MODULE: ./lib/builder/machine-network.js





/** Returns docker's arguments that give a builder the machine's network beside its own, where buildkitd is to be in that. */
function machineNetworkMount({ daemonNetwork }) {
    return daemonNetwork === 'machine' ? bindMount(findMachineNetwork(), machineNetworkInBuilder) : [];
}
/** Returns the request of a builder whose RUNs are in the machine's network, since buildkitd must be. */
function machine_network_shareMachineNetwork(request) {
    return { ...request, network: 'host', daemonNetwork: 'with RUN' };
}
/** Says that RUNs could not be kept out of the machine's network; `why` is half a sentence. */
function machine_network_sharedNetworkNote(why) {
    return {
        level: 'warning',
        text: `Every RUN of this build has this machine's network, loopback addresses included: a reference is on localhost, and ${why}. Set "builder-network: host" if that is all right.`,
    };
}
/** Says why a builder cannot be in two networks, half a sentence; undefined where it need not be, or is worth the trial. */
function findNetworkObstacle(request) {
    if (request.daemonNetwork !== 'machine')
        return undefined;
    return hasOwnRuntime(request)
        ? 'the builder is given an OCI runtime of its own ("buildkitd-config" or "buildkitd-flags")'
        : undefined;
}
/** Says what kept a builder that did not start out of the machine's network, half a sentence; undefined where it was something else. */
function machine_network_findNetworkRefusal(request, folder, error) {
    if (request.daemonNetwork !== 'machine')
        return undefined;
    if (error instanceof DockerError && error.output.includes('/ns/net'))
        return `docker refuses to mount it (${error.message})`;
    return existsSync(join(folder, shared.noNetwork)) ? 'the BuildKit image cannot be in two networks' : undefined;
}
/**
 * The daemon's first process is in the network that docker calls host, also where daemon and runner are two containers of one pod.
 * Where root may not look at that process, neither may the daemon: then the runner's own will do, which outlives this step.
 */
function findMachineNetwork() {
    const ofFirst = '/proc/1/ns/net';
    if (process.getuid?.() !== 0)
        return ofFirst;
    try {
        (0,external_node_fs_namespaceObject.readlinkSync)(ofFirst);
        return ofFirst;
    }
    catch {
        return `/proc/${process.ppid}/ns/net`;
    }
}

;// CONCATENATED MODULE: ./lib/builder/resolvers.js

/**
 * Returns the name servers that the resolver of this machine asks, where resolv.conf names loopback addresses only (systemd-resolved).
 * With the host's network BuildKit would give RUN public name servers instead, which do not know a company's own names. Undefined
 * where resolv.conf names another address, or no other name server is known.
 */
function readResolvers(files = ['/etc/resolv.conf', '/run/systemd/resolve/resolv.conf']) {
    const [own = [], upstream = []] = files.map(readServers);
    const real = upstream.filter((server) => !isLoopback(server));
    return own.length > 0 && own.every(isLoopback) && real.length > 0 ? real : undefined;
}
function readServers(file) {
    try {
        return [...(0,external_node_fs_namespaceObject.readFileSync)(file, 'utf8').matchAll(/^\s*nameserver\s+([\da-f.:]+)/gim)].map(([, server = '']) => server);
    }
    catch {
        return [];
    }
}
function isLoopback(server) {
    return server.startsWith('127.') || server === '::1';
}

;// CONCATENATED MODULE: ./lib/builder/state.js






/** Share of the free memory that a state in memory may fill; the build's own processes need the rest. */
const memoryShare = 0.7;
/** Bytes of the disk that stay free for other uses; a quarter of the free bytes, if that is less. */
const diskReserve = 1024 ** 3;
/** Returns how many bytes a state may fill: a share of the memory that is free now, or of the free room on a folder's disk. */
function stateSize(state, folder) {
    return Math.floor(state === 'memory' ? (0,external_node_os_namespaceObject.freemem)() * memoryShare : readDisk(folder).usable);
}
/**
 * Returns docker's arguments for the state: either everything in memory, up to that many bytes, or only the databases in memory and a
 * volume for the rest, over which the builder mounts the state's file system.
 */
function stateMounts(state, size) {
    return state === 'memory' ? state_inMemory(size) : [...state_inMemory(), '--mount', `type=volume,dst=${diskRoot}`];
}
/**
 * Returns docker's arguments for buildkitd's files in memory; without a number of bytes the limit is half of the memory. `exec` allows to
 * run programs from there, as RUN does from cache mounts; Docker's default forbids it.
 */
function state_inMemory(bytes) {
    const size = bytes === undefined ? '' : `,size=${bytes}`;
    return ['--tmpfs', `${stateRoot}:exec,suid,dev,mode=711${size}`];
}
/**
 * Begins to make the file system for a state on disk, a sparse file of that many bytes in the shared folder. Only the builder waits
 * for it: for the file, or for another file that says that it cannot be made. A new file system writes small files 2–3 times faster
 * than the host's (docs/buildkit.md), and its blocks take room on the disk only as they are written. It is never larger than the disk
 * below it: if that were full first, the file system would report write errors instead of lack of room. Without mke2fs the state is on
 * a plain volume.
 */
function state_beginStateFile(state, folder, size) {
    if (state === 'memory')
        return;
    const files = [(0,external_node_path_namespaceObject.join)(folder, boot_shared.state), (0,external_node_path_namespaceObject.join)(folder, boot_shared.noState)];
    const args = ['-c', makeFileSystem, ...files, String(Math.floor(size / 1024))];
    background_startInBackground('sh', args, { env: pathWithSbin() });
}
/** Tells whether a state file of that many bytes, begun a while ago, has about the size that it would get now. */
function state_stillFits(state, size, folder) {
    if (state === 'memory')
        return size <= freemem() * (memoryShare + 0.1);
    const { free, usable } = readDisk(folder);
    // A checkout may have used a part of the reserve. After a step that cleared the disk a larger state can be made.
    return size <= usable + reserveOf(free) / 2 && size >= 0.8 * usable;
}
/** Says why the state is on a plain volume, where it is. */
async function state_stateNotes(folder) {
    const [roomier, none, refused = 0] = await Promise.all([
        sizeOf(join(folder, shared.roomier)),
        sizeOf(join(folder, shared.noState)),
        sizeOf(join(folder, shared.stateRefused)),
    ]);
    if (roomier !== undefined)
        return [onVolume('there is more room on that disk than on the one of RUNNER_TEMP')];
    if (none !== undefined)
        return [onVolume('mke2fs is not usable on this runner')];
    return refused > 0 ? [onVolume('mounting a file system for it was refused (no loop device)')] : [];
}
function onVolume(why) {
    return { level: 'info', text: `The builder's state is on a plain volume, which is slower: ${why}.` };
}
/** Bytes that are free on a folder's disk, and those that a state may take. */
function readDisk(folder) {
    const disk = (0,external_node_fs_namespaceObject.statfsSync)(folder);
    const free = disk.bavail * disk.bsize;
    return { free, usable: free - reserveOf(free) };
}
function reserveOf(free) {
    return Math.min(diskReserve, free / 4);
}
/** Returns the size of a file; undefined when there is none. */
function sizeOf(file) {
    return stat(file).then(({ size }) => size, () => undefined);
}
/**
 * No journal and no zeroing, since this file system is mounted only once. No room to grow, for which mke2fs would make most of its
 * writes on a large disk: 1,000 of 1,100.
 */
const mke2fsArgs = [
    ...['-q', '-F', '-t', 'ext4', '-m', '0', '-O', '^has_journal,^resize_inode'],
    ...['-E', 'lazy_itable_init=1,nodiscard,root_owner=0:0'],
];
/**
 * A shell script. Its arguments are the state's file, the file that says that it cannot be made, and the size in KiB. The state's file
 * gets its name when it is complete; until then it has a name that no other start uses.
 */
const makeFileSystem = `
if mke2fs ${mke2fsArgs.join(' ')} "$0.$$" "$2"; then mv "$0.$$" "$0"; else : >"$1"; fi
`;
/** The PATH of a runner's user often has no sbin, where mke2fs is; it needs no root for a file. */
function pathWithSbin() {
    return { ...process.env, PATH: `${process.env.PATH ?? ''}:/usr/sbin:/sbin` };
}

;// CONCATENATED MODULE: ./lib/builder/shared.js











/**
 * Plans the start of a lease's builder; `runtime` is the text of a program that starts containers in the place of buildkit-runc,
 * `size` the bytes that the state may fill.
 */
function shared_planStart(asked, lease, runtime, size = stateSize(asked.state, lease.folder)) {
    const folder = (0,external_node_path_namespaceObject.join)(lease.folder, 'shared');
    const obstacle = findNetworkObstacle(asked);
    const request = obstacle === undefined ? asked : machine_network_shareMachineNetwork(asked);
    return {
        folder,
        size,
        notes: obstacle === undefined ? [] : [machine_network_sharedNetworkNote(obstacle)],
        files: shared_filesOf(request, runtime),
        run: (image) => [
            ...[
                'run',
                '--detach',
                '--rm',
                ...container_args_containerArgs(request, lease, stateMounts(request.state, size)),
                ...bindMount(folder, boot_sharedFolder),
                ...machineNetworkMount(request),
            ],
            ...['--entrypoint', '/bin/sh', image, `${boot_sharedFolder}/${boot_shared.boot}`, request.state, snapshotterOf(request)],
            ...(runtime === undefined ? [] : [`--oci-worker-binary=${boot_sharedFolder}/${boot_shared.runtime}`]),
            ...container_args_daemonFlags(request, `${boot_sharedFolder}/${boot_shared.config}`),
            ...['--addr', `unix://${boot_sharedFolder}/${boot_shared.socket}`, '--group', String(process.getgid?.() ?? 0)],
        ],
    };
}
/** Returns the files that a builder reads when it starts: texts by file name. */
function shared_filesOf(request, runtime) {
    const servers = request.network === 'host' ? readResolvers() : undefined;
    return {
        [boot_shared.boot]: bootScript,
        // A workflow's own configuration, or our defaults where it has none.
        ...configFiles(request, request.config === undefined ? boot_shared.defaults : boot_shared.config, boot_sharedFolder, servers),
        ...(runtime === undefined ? {} : { [boot_shared.runtime]: runtime }),
        ...(request.inherited.length === 0 ? {} : { [boot_shared.environment]: formatExports(request.inherited) }),
    };
}
/**
 * Writes the files that the builder reads. It is synchronous on purpose: docker, which takes longest, would start ten milliseconds
 * later if other work came between.
 */
function shared_writeShared({ folder, files }) {
    (0,external_node_fs_namespaceObject.mkdirSync)(folder, { recursive: true });
    for (const [name, text] of Object.entries(files)) {
        // A file that an earlier builder left may be a link to another place.
        (0,external_node_fs_namespaceObject.rmSync)((0,external_node_path_namespaceObject.join)(folder, name), { force: true });
        const mode = name.startsWith(secretPrefix) ? 0o600 : name === boot_shared.runtime ? 0o755 : 0o644;
        (0,external_node_fs_namespaceObject.writeFileSync)((0,external_node_path_namespaceObject.join)(folder, name), text, { mode, flag: 'wx' });
    }
}
/**
 * Tells whether a started builder is ready: buildctl is there, and the daemon takes connections. The socket's file alone does not show
 * that: it exists a moment before the daemon listens, and still when the daemon has ended.
 */
async function isInPlace({ folder }) {
    const socket = join(folder, shared.socket);
    return existsSync(socket) && existsSync(join(folder, shared.buildctl)) && takesConnections(socket);
}
/** Returns the ways to look at a started builder until it answers. */
function shared_toStarting(start, { container }) {
    const { folder } = start;
    return {
        ...{ container, folder },
        isReady: () => isInPlace(start),
        hasEnded: async () => existsSync(join(folder, shared.ended)),
    };
}
/**
 * Returns the builder that was started. Its buildctl is moved out of the shared folder before the first RUN, because a program that this
 * machine runs must not be where the builder can write. It stays on the same disk, so the move costs nothing.
 */
async function shared_toBuilder({ folder, notes }, lease) {
    const buildctl = join(lease.folder, shared.buildctl);
    await rename(join(folder, shared.buildctl), buildctl);
    return {
        buildctl,
        address: `unix://${join(folder, shared.socket)}`,
        tlsFolder: undefined,
        container: lease.container,
        sharedFolder: folder,
        isRestarted: false,
        notes: [...notes, ...(await stateNotes(folder))],
    };
}
/** Writes variables for a POSIX shell; a proxy's also in lower case, which is all that some programs read. */
function formatExports(variables) {
    const spelled = variables.flatMap(([name, value]) => name.endsWith('_PROXY')
        ? [
            [name, value],
            [name.toLowerCase(), value],
        ]
        : [[name, value]]);
    return spelled.map(([name, value = '']) => `export ${name}='${value.replaceAll("'", "'\\''")}'\n`).join('');
}

;// CONCATENATED MODULE: ./lib/builder/pull.js





/** Milliseconds before each further attempt to pull; Docker Hub's limits are counted over hours, but its 5xx pass in seconds. */
const waits = (/* unused pure expression or super */ null && ([1000, 4000, 10_000]));
/**
 * Runs a docker command that pulls `image` where that is missing, and repeats it when the registry is overloaded, out of reach or
 * silent for that many milliseconds. If this does not help, a local image of the same digest is used, under whatever name. Throws
 * DockerError, or when cancelled.
 */
async function pull_dockerWithImage(args, image, signal, silence = 5 * 60_000) {
    for (const wait of waits) {
        try {
            return await runSpeaking(args(image), signal, silence);
        }
        catch (error) {
            signal.throwIfAborted();
            if (!(error instanceof DockerError) || !pull_transient.test(error.output))
                throw error;
            say.warning(`The BuildKit image could not be pulled, trying again in ${wait / 1000} s: ${error.message}`);
            await sleep(wait, undefined, { signal });
        }
    }
    return runSpeaking(args((await findByDigest(image)) ?? image), signal, silence);
}
/** Runs a docker command and ends it when it prints nothing for too long: Docker itself waits for a silent registry for ever. */
async function runSpeaking(args, signal, silence) {
    const hangs = new AbortController();
    const lines = [];
    const timer = setTimeout(() => hangs.abort(), Math.max(silence, slowestDocker));
    const onLine = (line) => {
        lines.push(line);
        timer.refresh();
    };
    try {
        const ends = AbortSignal.any([signal, hangs.signal]);
        const { code, stdout } = await runChild('docker', args, { signal: ends, env: process.env, onLine });
        if (code === 0)
            return stdout.trim();
        const late = hangs.signal.aborted ? [`timeout: the registry said nothing for ${formatDuration(silence)}`] : [];
        throw toDockerError(args, [...lines, ...late].join('\n'));
    }
    catch (error) {
        throw error instanceof DockerError ? error : toDockerError(args, String(error));
    }
    finally {
        clearTimeout(timer);
    }
}
/** Milliseconds that Docker may take to make a container on a busy machine, without any request to a registry. */
const slowestDocker = 15_000;
/** Docker's messages about a registry's 429 and 5xx, broken connections and names that do not resolve. */
const pull_transient = /toomanyrequests|too many requests|unexpected HTTP status: (429|5\d\d)|received unexpected HTTP|(429|50[0-4]) [A-Z]|timeout|deadline exceeded|: EOF|connection (reset|refused)|no such host|server misbehaving/i;
/** Returns the id of a local image with the digest in the reference. */
async function findByDigest(image) {
    const digest = image.split('@')[1];
    if (digest === undefined)
        return undefined;
    const listed = await docker('images', '--no-trunc', '--digests', '--format', '{{.ID}} {{.Digest}}');
    return listed
        .split('\n')
        .map((line) => line.split(' '))
        .find(([, each]) => each === digest)?.[0];
}

;// CONCATENATED MODULE: ./lib/builder/detached.js











/**
 * Starts a builder that shares no folder with this machine: its files are copied in, buildctl is copied out, and buildctl talks to
 * it through `docker exec`. Throws DockerError or BuilderError.
 */
async function detached_startDetached(asked, lease, signal) {
    const sharesNetwork = asked.daemonNetwork === 'machine';
    const request = sharesNetwork ? shareMachineNetwork(asked) : asked;
    // How much memory is free on the daemon's machine is not known here.
    const mounts = request.state === 'memory' ? inMemory() : [];
    const create = (image) => [
        ...['create', '--rm', ...containerArgs(request, lease, mounts), '--entrypoint', '/bin/sh', image],
        ...[bootFiles(shared.boot), request.state === 'memory' ? 'memory' : 'volume', 'auto'],
        ...daemonFlags(request, bootFiles(shared.config)),
    ];
    await dockerWithImage(create, request.image, signal, request.networkTimeout);
    const folder = join(lease.folder, 'copied');
    writeShared({ folder, files: filesOf(request, undefined) });
    await docker('cp', `${folder}/.`, `${lease.container}:${sharedFolder}`);
    const buildctl = join(lease.folder, shared.buildctl);
    await Promise.all([docker('start', lease.container), docker('cp', `${lease.container}:/usr/bin/buildctl`, buildctl)]);
    await checkArchitecture(buildctl);
    await keepAlive(lease, 'exec');
    const inBuilder = (...command) => succeeds(docker('exec', lease.container, ...command));
    await untilReady({
        ...{ container: lease.container, folder: undefined },
        isReady: () => inBuilder('buildctl', 'debug', 'workers'),
        hasEnded: () => inBuilder('test', '-e', bootFiles(shared.ended)),
    }, signal);
    return {
        buildctl,
        address: `docker-container://${lease.container}`,
        tlsFolder: undefined,
        container: lease.container,
        sharedFolder: undefined,
        isRestarted: false,
        notes: [
            {
                level: 'info',
                text: "Docker's daemon cannot see this runner's folders: the builder is reached through docker exec, which is slower.",
            },
            ...(sharesNetwork ? [sharedNetworkNote("Docker's daemon cannot see this runner's folders")] : []),
        ],
    };
}
/** Throws where the daemon runs on another kind of processor: its buildctl is not for this machine. */
async function checkArchitecture(buildctl) {
    const theirs = machines.get((await readStart(buildctl)).readUInt16LE(18));
    if (theirs === undefined || theirs === process.arch)
        return;
    throw new BuilderError(`Docker's daemon runs on ${theirs} and this runner on ${process.arch}, so that the buildctl of its BuildKit image does not run here: set DOCKER_HOST to a daemon on a machine like this one, or start BuildKit there yourself and set "endpoint" to it, with a buildctl of this machine's own on the PATH.`);
}
/** Node.js's names of processors by their number in the header of a program (elf(5), e_machine). */
const machines = new Map([
    [3, 'ia32'],
    [22, 's390x'],
    [21, 'ppc64'],
    [40, 'arm'],
    [62, 'x64'],
    [183, 'arm64'],
    [243, 'riscv64'],
    [258, 'loong64'],
]);
async function readStart(file) {
    const opened = await open(file);
    try {
        return (await opened.read(Buffer.alloc(64), 0, 64, 0)).buffer;
    }
    finally {
        await opened.close();
    }
}
function succeeds(command) {
    return command.then(() => true, () => false);
}

;// CONCATENATED MODULE: ./lib/builder/endpoint.js






/** Connects to a BuildKit that already runs: only buildctl is needed, from the PATH or else out of the BuildKit image. Throws DockerError. */
async function endpoint_connectEndpoint(endpoint, request, lease, signal) {
    const found = await findOnPath('buildctl');
    const buildctl = found ?? join(lease.folder, shared.buildctl);
    if (found === undefined) {
        const create = (image) => ['create', '--name', lease.container, ...builderLabels(lease), image];
        await dockerWithImage(create, request.image, signal, request.networkTimeout);
        await docker('cp', `${lease.container}:/usr/bin/buildctl`, buildctl);
        await docker('rm', '--force', '--volumes', lease.container);
    }
    return {
        buildctl,
        address: endpoint.address,
        tlsFolder: endpoint.tlsFolder,
        container: undefined,
        sharedFolder: undefined,
        isRestarted: false,
        notes: [],
    };
}
async function findOnPath(command) {
    const folders = (process.env.PATH ?? '').split(':').filter(Boolean);
    for (const path of folders.map((folder) => join(folder, command))) {
        const usable = await access(path, constants.X_OK).then(() => true, () => false);
        if (usable)
            return path;
    }
    return undefined;
}

;// CONCATENATED MODULE: ./lib/builder/start.js
/*
 * The room `builder/`: the life of the container with buildkitd. Read docs/design.md (*Topology*) first, then this file, which chooses how
 * the builder is reached: by a shared folder (shared.ts, container-args.ts, daemon-config.ts, boot.ts), by `docker exec` (detached.ts), or
 * one that already runs (endpoint.ts). Each gives a Builder (builder.ts).
 *
 * Before the start: lease.ts takes the container's name and folder, prestart.ts lets the pre step do it. After it: ready.ts waits for
 * buildkitd, life.ts ties the container to the job, removal.ts removes it. state.ts and space.ts are about its disk.
 */











/**
 * Starts a privileged buildkitd container that shares a folder with this machine and resolves when its socket takes
 * connections. Where Docker's daemon cannot see the runner's folders (container jobs, docker-in-docker, a remote DOCKER_HOST)
 * the builder is reached through `docker exec` instead. Where buildkitd cannot be in the machine's network without its RUNs, they share
 * that network. `runtime` is the text of a program that starts containers in the place of buildkit-runc; only a builder that shares a
 * folder gets it. Throws DockerError or BuilderError.
 */
async function start_startBuilder(request, lease, signal, runtime) {
    if (request.endpoint)
        return connectEndpoint(request.endpoint, request, lease, signal);
    try {
        return await startShared(request, lease, signal, runtime);
    }
    catch (error) {
        const refusal = findNetworkRefusal(request, join(lease.folder, 'shared'), error);
        if (refusal !== undefined) {
            await removeBuilder(lease);
            const builder = await start_startBuilder(shareMachineNetwork(request), lease, signal, runtime);
            return { ...builder, notes: [...builder.notes, sharedNetworkNote(refusal)] };
        }
        if (!(error instanceof DockerError) || !cannotSeeFolder.test(error.output))
            throw error;
        return startDetached(request, lease, signal);
    }
}
/** Replaces the lease's builder by a new one with an empty state. Throws as `startBuilder` does. */
async function restartBuilder(request, lease, signal, runtime) {
    if (!request.endpoint)
        await removeBuilder(lease);
    return { ...(await start_startBuilder(request, lease, signal, runtime)), isRestarted: true };
}
/**
 * Docker's error about a folder that it does not see: with `--mount` it refuses a missing source, while `-v` would make an empty
 * folder.
 */
const cannotSeeFolder = /bind source path does not exist|invalid mount config for type "bind"/;
async function startShared(request, lease, signal, runtime) {
    const start = planStart(request, lease, runtime);
    writeShared(start);
    const running = dockerWithImage(start.run, request.image, signal, request.networkTimeout);
    beginStateFile(request.state, start.folder, start.size);
    const kept = keepAlive(lease);
    await Promise.all([running, kept]);
    await untilReady(toStarting(start, lease), signal);
    return toBuilder(start, lease);
}

;// CONCATENATED MODULE: ./lib/builder/prestart.js















/** A file in the lease's folder that exists until the builder is taken over or removed. */
const prestartedFile = 'prestarted.json';
/** Tells whether a builder can be started before the job's first step, when the workspace has no files yet. */
function canPrestart({ endpoint, configFile, config = '' }) {
    // The certificates that a configuration names may be files of the workspace too.
    return endpoint === undefined && configFile === undefined && certificateFiles(buildkitd_config_toBuildkitdConfig(config)).length === 0;
}
/** Tells whether a lease's builder waits to be taken over. */
function isWaiting({ folder }) {
    return (0,external_node_fs_namespaceObject.existsSync)((0,external_node_path_namespaceObject.join)(folder, prestartedFile));
}
/** Tells whether another step of this job has such a builder waiting: one idle builder is enough. */
function hasPrestarted(temp) {
    return (0,external_node_fs_namespaceObject.readdirSync)(temp).some((name) => name.startsWith('buildkit-') && isWaiting({ folder: (0,external_node_path_namespaceObject.join)(temp, name) }));
}
/** Begins to start a lease's builder, and to pull its image where that is missing, without waiting for either. */
async function prestart(request, lease, runtime) {
    const start = shared_planStart(request, lease, runtime);
    shared_writeShared(start);
    const pid = docker_dockerInBackground(start.run(request.image), (0,external_node_path_namespaceObject.join)(start.folder, boot_shared.started));
    state_beginStateFile(request.state, start.folder, start.size);
    await life_keepAlive(lease);
    const prestarted = { pid, size: start.size, start: describe(start, request) };
    await (0,promises_namespaceObject.writeFile)((0,external_node_path_namespaceObject.join)(lease.folder, prestartedFile), JSON.stringify(prestarted), { mode: 0o600 });
}
/** Takes over the builder that the pre step started for this lease, or starts one, as `startBuilder` does. */
async function takeOver(request, lease, signal, runtime) {
    const prestarted = await claimPrestarted(lease);
    if (prestarted === undefined) {
        // A pre step that was killed may have started the container already.
        await removeBuilder(lease);
        return startBuilder(request, lease, signal, runtime);
    }
    const start = planStart(request, lease, runtime, prestarted.size);
    const isSame = prestarted.start === describe(start, request);
    const fits = isSame && stillFits(request.state, prestarted.size, start.folder);
    if (fits && (await isUp(prestarted, start, lease, request, signal)))
        return toBuilder(start, lease);
    const why = fits ? 'did not come up' : 'is not the one that this build needs';
    say.info(`The builder that was started before the job's first step ${why}: starting another one.`);
    await dropPrestarted(prestarted, lease);
    return startBuilder(request, lease, signal, runtime);
}
/** Claims the builder that waits to be taken over, so that no other step does; undefined when there is none. */
async function claimPrestarted({ folder }) {
    const file = join(folder, prestartedFile);
    const text = await readFile(file, 'utf8').catch(() => undefined);
    await rm(file, { force: true });
    return toPrestarted(text);
}
/** Undefined for a file that was not written completely. */
function toPrestarted(text = '') {
    try {
        return JSON.parse(text);
    }
    catch {
        return undefined;
    }
}
/**
 * Removes such a builder. A docker command that still starts it gets a moment to finish and is then ended; a container that Docker
 * may make even after that is removed by a process in the background.
 */
async function dropPrestarted({ pid }, lease) {
    const late = Date.now() + nearlyThrough;
    while (Date.now() < late && (await isRunning(pid, lease.container)))
        await sleep(5);
    if (await isRunning(pid, lease.container)) {
        // Shell and docker are a group of their own.
        sendSignal(-pid, 'SIGKILL');
        removeLate(lease.container);
        await letGo(lease);
        await rm(join(lease.folder, 'shared'), { recursive: true, force: true });
    }
    else {
        await removeBuilder(lease);
    }
}
/** Milliseconds: the post step of a job whose inputs were refused ends within a second. */
const nearlyThrough = 500;
function describe({ files, run }, { image }) {
    return JSON.stringify([files, run(image)]);
}
/**
 * Waits for docker, for as long as a registry may be silent, and for the daemon. Returns false where either failed: the builder
 * that is then started by the main step gives the reason.
 */
async function isUp({ pid }, start, lease, { networkTimeout }, signal) {
    const late = Date.now() + networkTimeout;
    while (await isRunning(pid, lease.container)) {
        signal.throwIfAborted();
        if (Date.now() > late)
            return false;
        await sleep(5);
    }
    try {
        await access(join(start.folder, shared.started));
        await untilReady(toStarting(start, lease), signal);
        return true;
    }
    catch (error) {
        signal.throwIfAborted();
        const isKnown = error instanceof DockerError || error instanceof BuilderError || isMissing(error);
        if (!isKnown)
            throw error;
        return false;
    }
}
function isMissing(error) {
    return error.code === 'ENOENT';
}

;// CONCATENATED MODULE: ./lib/builder/reserve.js



/** Makes the folder of a builder, which says to whom it is offered, without starting anything. */
async function reserve({ sharing, expected, exact }, stage, env) {
    const lease = await takeLease(env);
    await openClaims(lease);
    await writeOffer({ lease, job: sharing === 'job' ? sharersOf(env) : undefined, expected, exact, stage });
    return lease;
}

;// CONCATENATED MODULE: ./lib/text/reference.js
/** Splits a reference; throws an Error whose message is a sentence about the text (grammar: distribution/reference v0.6). */
function parseReference(text) {
    if (text === '')
        throw new Error('The reference is empty: write one like ghcr.io/owner/app:v1.');
    if (text.length > LONGEST)
        throw new Error(`The reference ${quote(text)} is longer than ${LONGEST} characters.`);
    const { name, tag, digest } = splitReference(text);
    checkSpelling(text);
    if (tag !== undefined)
        checkTag(text, tag);
    if (digest !== undefined)
        checkDigest(text, digest);
    const { domain, path } = splitName(name);
    checkRepository(text, domain, path);
    return { name, domain, path, ...(tag !== undefined && { tag }), ...(digest !== undefined && { digest }) };
}
/** Writes a reference out as it was written: nothing that Docker Hub's short names leave out is added. */
function reference_formatReference(reference) {
    const tag = reference.tag === undefined ? '' : `:${reference.tag}`;
    const digest = reference.digest === undefined ? '' : `@${reference.digest}`;
    return `${reference.name}${tag}${digest}`;
}
/** Tells whether two references are spelled alike. */
function isSameReference(one, other) {
    return other !== undefined && reference_formatReference(one) === reference_formatReference(other);
}
/** Lower-cases the ASCII letters of a reference's repository, never of its tag or digest (docs/buildkit.md); total, also for junk. */
function lowerRepository(text) {
    const { name } = splitReference(text);
    return name.replace(/[A-Z]+/g, (letters) => letters.toLowerCase()) + text.slice(name.length);
}
/** Tells whether a domain is this machine, for which docker and BuildKit speak plain HTTP: localhost, 127.0.0.0/8 and [::1], with any port. */
function reference_isLocalhost(domain) {
    const host = domain.replace(/:\d+$/, '').toLowerCase();
    return host === 'localhost' || /^127(\.\d{1,3}){3}$/.test(host) || /^\[(::1|(0{1,4}:){7}0{0,3}1)\]$/.test(host);
}
/** The host that answers for a domain: Docker Hub's registry is not at docker.io itself. */
function reference_registryHost(domain) {
    return domain === HUB ? 'registry-1.docker.io' : domain;
}
/** Tells whether a text is a tag. */
function reference_isTag(text) {
    return /^\w[\w.-]{0,127}$/.test(text);
}
/** Tells whether a text is a digest of an algorithm that go-digest knows. */
function reference_isDigest(text) {
    const [algorithm, hex, ...more] = text.split(':');
    return more.length === 0 && hex?.length === DIGEST_LENGTHS.get(algorithm ?? '') && /^[a-f0-9]+$/.test(hex ?? '');
}
const HUB = 'docker.io';
/** 255 for the repository, 128 for the tag, and room for a domain and a sha512 digest. */
const LONGEST = 1024;
const DIGEST_LENGTHS = new Map([
    ['sha256', 64],
    ['sha384', 96],
    ['sha512', 128],
]);
const LABEL = '(?:[a-zA-Z0-9]|[a-zA-Z0-9][a-zA-Z0-9-]*[a-zA-Z0-9])';
const DOMAIN = new RegExp(`^(?:${LABEL}(?:\\.${LABEL})*|\\[[a-fA-F0-9:]+\\])(?::[0-9]+)?$`);
const COMPONENT = '[a-z0-9]+(?:(?:[._]|__|-+)[a-z0-9]+)*';
const PATH = new RegExp(`^${COMPONENT}(?:/${COMPONENT})*$`);
/** Neither a tag nor a digest can hold a slash or an @, so the first @ and the last colon behind the last slash are the borders. */
function splitReference(text) {
    const at = text.indexOf('@');
    const rest = at < 0 ? text : text.slice(0, at);
    const colon = rest.lastIndexOf(':');
    const tagged = colon > rest.lastIndexOf('/');
    return {
        name: tagged ? rest.slice(0, colon) : rest,
        tag: tagged ? rest.slice(colon + 1) : undefined,
        digest: at < 0 ? undefined : text.slice(at + 1),
    };
}
/** What stands before the first slash is a domain when it looks like one or cannot be a path component, else a part of Docker Hub's path. */
function splitName(name) {
    const slash = name.indexOf('/');
    const first = slash < 0 ? '' : name.slice(0, slash);
    const isDomain = first === 'localhost' || /[.:A-Z]/.test(first);
    const domain = !isDomain || first === `index.${HUB}` ? HUB : first;
    const path = isDomain ? name.slice(slash + 1) : name;
    return { domain, path: domain === HUB && !path.includes('/') ? `library/${path}` : path };
}
function checkSpelling(text) {
    const scheme = /^[a-z][a-z0-9+.-]*:\/\//i.exec(text)?.[0];
    if (scheme !== undefined) {
        throw new Error(`The reference ${quote(text)} starts with ${scheme}: write only what stands behind it.`);
    }
    const stray = /[^A-Za-z0-9._:/@[\]-]/u.exec(text)?.[0];
    if (stray !== undefined)
        throw new Error(`The reference ${quote(text)} holds ${quote(stray)}, which none may hold.`);
    if (/^[a-f0-9]{64}$/.test(text)) {
        throw new Error(`The reference ${quote(text)} is 64 hexadecimal digits: write repository@sha256:… instead.`);
    }
}
function checkTag(text, tag) {
    if (reference_isTag(tag))
        return;
    if (tag.length > 128) {
        throw new Error(`The reference ${quote(text)} has a tag of ${tag.length} characters: at most 128 are allowed.`);
    }
    throw new Error(`The reference ${quote(text)} has the tag ${quote(tag)}: a tag is letters, digits, _ . and -, and does not start with . or -.`);
}
function checkDigest(text, digest) {
    if (reference_isDigest(digest))
        return;
    throw new Error(`The reference ${quote(text)} has a malformed digest: write sha256: and 64 lower-case hexadecimal digits (or sha384 with 96, sha512 with 128).`);
}
function checkRepository(text, domain, path) {
    if (!DOMAIN.test(domain))
        throw new Error(`The reference ${quote(text)} has no valid registry: got ${quote(domain)}.`);
    if (path.length > 255) {
        throw new Error(`The reference ${quote(text)} has a repository of ${path.length} characters: at most 255 are allowed.`);
    }
    if (PATH.test(path))
        return;
    if (PATH.test(path.toLowerCase())) {
        throw new Error(`The reference ${quote(text)} has upper-case letters: write ${lowerRepository(text)}.`);
    }
    throw new Error(`The reference ${quote(text)} has no valid repository: its parts between slashes are lower-case letters and digits, joined by . _ __ or -.`);
}
/** Makes control characters visible and long texts short: the sentence ends in a log. */
function quote(text) {
    return JSON.stringify(text.length > 200 ? `${text.slice(0, 200)}…` : text);
}

;// CONCATENATED MODULE: ./lib/request/buildkit.js
/*
 * What this project knows of BuildKit's release by heart. CONTRIBUTING.md ("Another release of BuildKit") has the steps of a change.
 */
/** The release that is started where a workflow names no image. */
const BUILDKIT_VERSION = 'v0.34.2';
/** Its image, with the registry's name: an engine may have others that it looks at first. */
const BUILDKIT_IMAGE = `docker.io/moby/buildkit:${BUILDKIT_VERSION}`;
/** The Dockerfile frontend inside of it is this minor version of docker/dockerfile:1 (frontend/dockerfile/version/version.go). */
const FRONTEND_MINOR = 28;
const COMPRESSION = ['compression', 'compression-level', 'force-compression'];
const IMAGE = [
    ...['name', 'oci-mediatypes', 'oci-artifact', 'attestation-inline', 'prefer-nondist-layers'],
    ...['rewrite-timestamp', 'source-date-epoch', ...COMPRESSION],
];
const PUSHED = [
    ...[...IMAGE, 'push', 'push-by-digest', 'name-canonical', 'registry.insecure', 'unpack', 'store'],
    // BuildKit spells the second name so.
    ...['dangling-name-prefix', 'danging-name-empty-only'],
];
const FILES = ['dest', 'src', 'attestation-prefix', 'platform-split', 'source-date-epoch'];
/** Its exporters (exporter/containerimage, oci, local, tar); `registry` and `cacheonly` are buildx' names. */
const OUTPUTS = new Map([
    ['image', PUSHED],
    ['registry', PUSHED],
    ['oci', [...IMAGE, 'dest', 'tar']],
    ['docker', [...IMAGE, 'dest', 'tar']],
    ['local', [...FILES, 'mode']],
    ['tar', FILES],
    ['cacheonly', []],
]);
const GHA = ['scope', 'timeout', 'token', 'url', 'url_v2', 'repository', 'ghtoken', 'version'];
const S3 = [
    ...['bucket', 'region', 'prefix', 'manifests_prefix', 'blobs_prefix', 'name', 'touch_refresh', 'endpoint_url'],
    ...['access_key_id', 'secret_access_key', 'session_token', 'use_path_style', 'upload_parallelism'],
    ...['disable_accept_encoding', 'retry_mode', 'retry_max_attempts'],
];
const AZURE = [
    ...['account_name', 'account_url', 'secret_access_key', 'container'],
    ...['prefix', 'manifests_prefix', 'blobs_prefix', 'name'],
];
/** Its cache importers (cache/remotecache, client/solve.go). */
const CACHE_IMPORTS = new Map([
    ['registry', ['ref', 'registry.insecure']],
    ['local', ['src', 'digest', 'tag']],
    ['gha', GHA],
    ['s3', S3],
    ['azblob', AZURE],
]);
const EXPORT = ['mode', 'ignore-error'];
const MANIFEST = [...EXPORT, ...COMPRESSION, 'oci-mediatypes', 'image-manifest'];
/** Its cache exporters. */
const CACHE_EXPORTS = new Map([
    ['registry', ['ref', 'registry.insecure', ...MANIFEST]],
    ['local', ['dest', 'tag', 'reset', ...MANIFEST]],
    ['inline', EXPORT],
    ['gha', [...GHA, ...EXPORT]],
    ['s3', [...S3, ...EXPORT, ...COMPRESSION]],
    ['azblob', [...AZURE, ...EXPORT]],
]);
/** The attribute that a cache of each type cannot do without (client/solve.go and cache/remotecache). */
const CACHE_NEEDS = new Map([
    ['registry', { 'cache-from': 'ref', 'cache-to': 'ref' }],
    ['local', { 'cache-from': 'src', 'cache-to': 'dest' }],
    ['s3', { 'cache-from': 'bucket', 'cache-to': 'bucket' }],
]);
/** Its attestations (frontend/attestations, solver/llbsolver/provenance.go); an SBOM's further ones go to its scanner. */
const ATTESTATIONS = new Map([
    [
        'provenance',
        [
            ...['mode', 'version', 'builder-id', 'reproducible', 'inline-only', 'filename'],
            ...['capture-usage', 'complete-materials', 'disabled'],
        ],
    ],
    ['sbom', ['generator', 'disabled', '*']],
]);

;// CONCATENATED MODULE: ./lib/text/attributes.js
/** Writes attributes as BuildKit's flags take them: CSV, a field that needs it quoted whole (go-csvvalue). */
function formatAttributes(attributes) {
    return attributes.map(([name, value]) => formatField(`${name}=${value}`)).join(',');
}
/**
 * Reads an attribute list as BuildKit's reader does; throws an Error with a sentence where BuildKit would ignore or
 * override in silence: a name that comes twice, white space around a name or a value.
 *
 * Names come out in lower case, as BuildKit takes them. The sentences hold names only, since values may be secret.
 */
function parseAttributes(text) {
    const attributes = splitFields(text).map(parseField);
    const seen = new Set();
    for (const [name] of attributes) {
        if (seen.has(name))
            throw new Error(`The attribute "${name}" stands twice: write it once.`);
        seen.add(name);
    }
    return attributes;
}
/** The value of an attribute; undefined when it is not there. */
function attributes_attributeValue(attributes, name) {
    return attributes.find(([each]) => each === name)?.[1];
}
/** The attributes but those of some names. */
function withoutAttributes(attributes, ...names) {
    return attributes.filter(([name]) => !names.includes(name));
}
function formatField(field) {
    // An unquoted newline at the very end would be cut off.
    return /[",\r\n]/.test(field) ? `"${field.replaceAll('"', '""')}"` : field;
}
/** One field: quoted, with doubled quotes inside, or anything without a comma. */
const FIELD = /"([^"]*(?:""[^"]*)*)"(?=,|$)|(?!")([^,]*)/y;
function splitFields(text) {
    const fields = [];
    for (let at = 0; at <= text.length; at = FIELD.lastIndex + 1) {
        FIELD.lastIndex = at;
        const [, quoted, bare] = FIELD.exec(text) ?? [];
        if (quoted === undefined && (bare === undefined || bare.includes('"'))) {
            throw new Error(`Attribute ${fields.length + 1} has a stray double quote: quote it whole, like "name=a,b", and double the quotes inside.`);
        }
        fields.push(quoted?.replaceAll('""', '"') ?? bare ?? '');
    }
    return fields;
}
function parseField(field, index) {
    const border = field.indexOf('=');
    const name = field.slice(0, border).toLowerCase();
    const value = field.slice(border + 1);
    if (border < 0 || name.trim() === '') {
        throw new Error(`Attribute ${index + 1} is no NAME=VALUE; an attribute whose value has a comma is quoted whole, like "name=a,b".`);
    }
    if (/\s/.test(name))
        throw new Error(`The attribute ${JSON.stringify(name)} has white space in its name: remove it.`);
    // What an annotation says is text for people.
    if (value !== value.trim() && !name.startsWith('annotation')) {
        throw new Error(`The attribute "${name}" has white space around its value: remove it.`);
    }
    return [name, value];
}

;// CONCATENATED MODULE: ./lib/request/aws-profile.js


/**
 * Reads the keys of the profile that AWS_PROFILE names, or of `default`, as the variables that a builder takes; none where the environment
 * has keys of its own, which win. A profile that gets its keys from elsewhere (a role, SSO, a process) has none here.
 */
function readAwsProfile(env) {
    if (env.AWS_ACCESS_KEY_ID && env.AWS_SECRET_ACCESS_KEY)
        return [];
    const profile = env.AWS_PROFILE || 'default';
    const read = (variable, name) => readText(env[variable] || (0,external_node_path_namespaceObject.join)(env.HOME ?? '', '.aws', name));
    const values = new Map([
        ...valuesOf(read('AWS_CONFIG_FILE', 'config'), profile === 'default' ? profile : `profile ${profile}`),
        ...valuesOf(read('AWS_SHARED_CREDENTIALS_FILE', 'credentials'), profile),
    ]);
    const names = ['aws_access_key_id', 'aws_secret_access_key', 'aws_session_token'];
    const found = names.flatMap((name) => {
        const value = values.get(name);
        return value ? [[name.toUpperCase(), value]] : [];
    });
    return found.length < 2 ? [] : found;
}
function readText(file) {
    try {
        return (0,external_node_fs_namespaceObject.readFileSync)(file, 'utf8');
    }
    catch {
        return '';
    }
}
/** Returns what the lines of one section set. */
function valuesOf(text, section) {
    let isIn = false;
    return text.split(/\r?\n/).flatMap((line) => {
        const [, header] = /^\[\s*([^\]]+?)\s*\]/.exec(line) ?? [];
        if (header !== undefined)
            isIn = header.replace(/\s+/g, ' ') === section;
        const [, name, value] = /^(\w+)\s*=\s*(.*?)\s*$/.exec(line) ?? [];
        return isIn && name !== undefined && value !== undefined ? [[name, value]] : [];
    });
}

;// CONCATENATED MODULE: ./lib/request/inherited.js


/** What buildx' and BuildKit's clients of S3 and Azure read of the environment, unless an attribute says it. */
const VARIABLES = {
    s3: /^AWS_(?:ACCESS_KEY_ID|SECRET_ACCESS_KEY|SESSION_TOKEN|REGION|DEFAULT_REGION|BUCKET)$/,
    azblob: /^(?:AZURE_(?:TENANT_ID|CLIENT_ID|CLIENT_SECRET|AUTHORITY_HOST)|BUILDKIT_AZURE_STORAGE_\w+)$/,
};
/** Returns the variables of the step, or the keys of its AWS profile, that a builder needs for the caches that it reads and writes. */
function cloudVariables(caches, env) {
    const patterns = caches.flatMap((attributes) => VARIABLES[attributes_attributeValue(attributes, 'type') ?? ''] ?? []);
    const isS3 = caches.some((attributes) => attributes_attributeValue(attributes, 'type') === 's3');
    const given = isS3 ? { ...env, ...Object.fromEntries(readAwsProfile(env)) } : env;
    return Object.entries(given).flatMap(([name, value]) => value && patterns.some((pattern) => pattern.test(name)) ? [[name, value]] : []);
}
/** Returns what nobody may see of such variables. */
function cloudSecrets(variables) {
    return variables.filter(([name]) => /SECRET|TOKEN/.test(name)).map(([, value]) => value);
}

;// CONCATENATED MODULE: ./lib/request/input-error.js
/** A mistake in the workflow file: its message is a sentence that names the input, the value and what to write instead. */
class InputError extends Error {
    name = 'InputError';
}
/** Runs a parser that does not know which input its text comes from; what it throws becomes an InputError that names it. */
function forInput(input, parse) {
    try {
        return parse();
    }
    catch (error) {
        if (error instanceof InputError)
            throw error;
        throw new InputError(`"${input}": ${error instanceof Error ? error.message : String(error)}`);
    }
}
/** Writes a value as it may stand in a sentence: quoted, on one line, cut after 200 characters; never used for secrets. */
function shown(value) {
    return JSON.stringify(value.length > 200 ? `${value.slice(0, 200)}…` : value);
}
/** Writes choices as a sentence does: `a, b or c`. */
function oneOf(choices) {
    return choices.length < 2 ? choices.join('') : `${choices.slice(0, -1).join(', ')} or ${choices.at(-1)}`;
}

;// CONCATENATED MODULE: ./lib/request/names.js



/** Reads `image`: a repository without tag or digest, in lower case; undefined for ''. */
function parseImage(text) {
    if (text === '')
        return undefined;
    const reference = parseSpelled(text, lowerRepository(text));
    const { name, tag, digest } = reference;
    if (tag === undefined && digest === undefined)
        return reference;
    const got = `"image" must be a repository without a ${digest === undefined ? 'tag' : 'digest'}: got ${text}`;
    if (digest !== undefined)
        throw new InputError(`${got}, write image: ${name}.`);
    // localhost:5000 is read as a repository with a tag, but nobody means that.
    if (!name.includes('/') && /^\d+$/.test(tag ?? ''))
        throw new InputError(`${got}, write image: ${text}/NAME.`);
    throw new InputError(`${got}, write image: ${name} and tags: ${tag}.`);
}
/**
 * Makes an entry of `tags` or a name of `outputs` a whole reference, with its repository in lower case.
 *
 * | entry | image | reference |
 * | --- | --- | --- |
 * | `v1` | `ghcr.io/o/app` | `ghcr.io/o/app:v1` |
 * | `v1` | none | `v1:latest`, a repository of Docker Hub, as docker reads it |
 * | `ghcr.io/o/app:v1` | any | `ghcr.io/o/app:v1` |
 * | `ghcr.io/o/app` | any | `ghcr.io/o/app:latest` |
 */
function toTagged(input, entry, image) {
    if (image !== undefined && !isWhole(entry))
        return { ...image, tag: names_checkTag(entry) };
    if (image !== undefined)
        checkSlash(entry, image.name);
    const reference = parseLowered(input, entry);
    if (reference.digest !== undefined) {
        throw new InputError(`"${input}" has ${shown(entry)}, which has a digest that only the build gives: write NAME:TAG.`);
    }
    return { ...reference, tag: reference.tag ?? 'latest' };
}
/** A branch's name with a slash is no tag, but it reads like a repository of Docker Hub, to which the image would be pushed. */
function checkSlash(entry, image) {
    const [host = ''] = entry.split('/');
    const isReference = !entry.includes('/') || /[.:@]/.test(entry) || host === 'localhost' || lowerRepository(entry) === image;
    if (isReference)
        return;
    throw new InputError(`"tags" has ${shown(entry)}: a tag has no slash. Write ${entry.replaceAll('/', '-')}, or leave "tags" empty to follow the branch.`);
}
/** Makes an entry of `tags` or a name of `outputs` a repository, for an image that is pushed by its digest alone. */
function toRepository(input, entry, image) {
    const reference = parseLowered(input, entry);
    const { name, tag, digest } = reference;
    const bare = image !== undefined && !isWhole(entry);
    if (!bare && tag === undefined && digest === undefined)
        return reference;
    throw new InputError(`"${input}" has ${shown(entry)}, but push-by-digest pushes no tag: write ${bare ? image.name : name}.`);
}
/** Tells whether an entry names a repository, unlike a bare tag. */
function isWhole(entry) {
    return /[/:@]/.test(entry);
}
/** Reads any reference of an input and lowers its repository; throws an InputError that names the input. */
function parseLowered(input, text) {
    return forInput(input, () => parseReference(lowerRepository(text)));
}
/** Reads the `ref` of a cache, which stays text in its attributes: they are buildctl's. */
function names_cacheReference(attributes) {
    const text = attributes_attributeValue(attributes, 'ref');
    return text === undefined ? undefined : parseReference(text);
}
/** The references without those that mean the same as an earlier one (`app:v1`, `docker.io/library/app:v1`). */
function distinct(references) {
    const byMeaning = new Map();
    for (const reference of references) {
        const meaning = `${reference.domain}/${reference.path}:${reference.tag}`;
        if (!byMeaning.has(meaning))
            byMeaning.set(meaning, reference);
    }
    return [...byMeaning.values()];
}
/** As parseReference, with a sentence that has the right spelling where junk stands around a good repository. */
function parseSpelled(text, lower) {
    try {
        return parseReference(lower);
    }
    catch (error) {
        const [spelled = ''] = lower.replace(/^[a-z]+:\/\/|["']/g, '').match(/[^\s,]+/) ?? [];
        const hint = isReference(spelled) ? `, write image: ${spelled}` : ', write one like image: ghcr.io/owner/app';
        const why = error instanceof Error ? error.message : String(error);
        throw new InputError(`"image" must be one repository: got ${shown(text)}${hint}. ${why}`);
    }
}
function isReference(text) {
    try {
        return parseReference(text) !== undefined;
    }
    catch {
        return false;
    }
}
function names_checkTag(tag) {
    if (reference_isTag(tag))
        return tag;
    const length = tag.length > 128 ? ` It has ${tag.length} characters.` : '';
    throw new InputError(`"tags" has ${shown(tag)}, which is no tag: at most 128 letters, digits, _ . and -, the first no . or -.${length}`);
}

;// CONCATENATED MODULE: ./lib/runner/environment.js
/**
 * Takes the inputs out of this process's environment, once they are read: they hold secrets and tokens, and no program that is started
 * from here, be it git, docker, buildctl or a credential helper, has a use for them.
 */
function forgetInputs(env = process.env) {
    for (const name of Object.keys(env))
        if (name.startsWith('INPUT_'))
            delete env[name];
}
/** Tells whether a variable is one that the runner keeps for actions: inputs, states and tokens, which nobody means to put into an image. */
function isRunners(name) {
    return /^(?:INPUT|STATE|ACTIONS)_|^(?:GITHUB|GH|GITEA|FORGEJO|RUNNER)_(?:\w+_)?TOKEN$/i.test(name);
}

;// CONCATENATED MODULE: ./node_modules/csv-parse/lib/api/CsvError.js
class CsvError extends Error {
  constructor(code, message, options, ...contexts) {
    if (Array.isArray(message)) message = message.join(" ").trim();
    super(message);
    if (Error.captureStackTrace !== undefined) {
      Error.captureStackTrace(this, CsvError);
    }
    this.code = code;
    for (const context of contexts) {
      for (const key in context) {
        const value = context[key];
        this[key] = Buffer.isBuffer(value)
          ? value.toString(options.encoding)
          : value == null
            ? value
            : JSON.parse(JSON.stringify(value));
      }
    }
  }
}



;// CONCATENATED MODULE: ./node_modules/csv-parse/lib/utils/is_object.js
const is_object = function (obj) {
  return typeof obj === "object" && obj !== null && !Array.isArray(obj);
};



;// CONCATENATED MODULE: ./node_modules/csv-parse/lib/api/normalize_columns_array.js



const normalize_columns_array = function (columns) {
  const normalizedColumns = [];
  for (let i = 0, l = columns.length; i < l; i++) {
    const column = columns[i];
    if (column === undefined || column === null || column === false) {
      normalizedColumns[i] = { disabled: true };
    } else if (typeof column === "string" || typeof column === "number") {
      normalizedColumns[i] = { name: `${column}` };
    } else if (is_object(column)) {
      if (typeof column.name !== "string") {
        throw new CsvError("CSV_OPTION_COLUMNS_MISSING_NAME", [
          "Option columns missing name:",
          `property "name" is required at position ${i}`,
          "when column is an object literal",
        ]);
      }
      normalizedColumns[i] = column;
    } else {
      throw new CsvError("CSV_INVALID_COLUMN_DEFINITION", [
        "Invalid column definition:",
        "expect a string or a literal object,",
        `got ${JSON.stringify(column)} at position ${i}`,
      ]);
    }
  }
  return normalizedColumns;
};



;// CONCATENATED MODULE: ./node_modules/csv-parse/lib/utils/ResizeableBuffer.js
class ResizeableBuffer {
  constructor(size = 100) {
    this.size = size;
    this.length = 0;
    this.buf = Buffer.allocUnsafe(size);
  }
  prepend(val) {
    if (Buffer.isBuffer(val)) {
      const length = this.length + val.length;
      if (length >= this.size) {
        this.resize();
        if (length >= this.size) {
          throw Error("INVALID_BUFFER_STATE");
        }
      }
      const buf = this.buf;
      this.buf = Buffer.allocUnsafe(this.size);
      val.copy(this.buf, 0);
      buf.copy(this.buf, val.length);
      this.length += val.length;
    } else {
      const length = this.length++;
      if (length === this.size) {
        this.resize();
      }
      const buf = this.clone();
      this.buf[0] = val;
      buf.copy(this.buf, 1, 0, length);
    }
  }
  append(val) {
    const length = this.length++;
    if (length === this.size) {
      this.resize();
    }
    this.buf[length] = val;
  }
  clone() {
    return Buffer.from(this.buf.slice(0, this.length));
  }
  resize() {
    const length = this.length;
    this.size = this.size * 2;
    const buf = Buffer.allocUnsafe(this.size);
    this.buf.copy(buf, 0, 0, length);
    this.buf = buf;
  }
  toString(encoding) {
    if (encoding) {
      return this.buf.toString(encoding, 0, this.length);
    } else {
      return Uint8Array.prototype.slice.call(this.buf.slice(0, this.length));
    }
  }
  toJSON() {
    return this.toString("utf8");
  }
  reset() {
    this.length = 0;
  }
}

/* harmony default export */ const utils_ResizeableBuffer = (ResizeableBuffer);

;// CONCATENATED MODULE: ./node_modules/csv-parse/lib/api/init_state.js


const init_state = function (options) {
  // ECMAScript WhiteSpace + LineTerminator codepoints, encoded under
  // `options.encoding`. Aligns trimming with `String.prototype.trim()`.
  // https://tc39.es/ecma262/#sec-white-space
  // https://tc39.es/ecma262/#sec-line-terminators
  //
  // Codepoints unrepresentable in the target encoding are dropped: Node's
  // Buffer substitutes them with `?` (0x3F), and including those would cause
  // literal `?` bytes in the input to be trimmed under `latin1`/`ascii`.
  const timchars = [
    // Basic Latin
    0x0020, // [Space](https://www.fileformat.info/info/unicode/char/0020/index.htm)
    0x0009, // [CHARACTER TABULATION (HT)](https://www.fileformat.info/info/unicode/char/0009/index.htm)
    0x000a, // [LINE FEED (LF)](https://www.fileformat.info/info/unicode/char/000a/index.htm)
    0x000d, // [CARRIAGE RETURN (CR)](https://www.fileformat.info/info/unicode/char/000d/index.htm)
    0x000c, // [FORM FEED (FF)](https://www.fileformat.info/info/unicode/char/000c/index.htm)
    0x000b, // [LINE TABULATION (VT)](https://www.fileformat.info/info/unicode/char/000b/index.htm)
    // Latin-1 Supplement
    0x00a0, // [NO-BREAK SPACE (NBSP)](https://www.fileformat.info/info/unicode/char/00a0/index.htm)
    // Ogham
    0x1680, // [OGHAM SPACE MARK](https://www.fileformat.info/info/unicode/char/1680/index.htm)
    // General Punctuation
    0x2000, // [EN QUAD](https://www.fileformat.info/info/unicode/char/2000/index.htm)
    0x2001, // [EM QUAD](https://www.fileformat.info/info/unicode/char/2001/index.htm)
    0x2002, // [EN SPACE](https://www.fileformat.info/info/unicode/char/2002/index.htm)
    0x2003, // [EM SPACE](https://www.fileformat.info/info/unicode/char/2003/index.htm)
    0x2004, // [THREE-PER-EM SPACE](https://www.fileformat.info/info/unicode/char/2004/index.htm)
    0x2005, // [FOUR-PER-EM SPACE](https://www.fileformat.info/info/unicode/char/2005/index.htm)
    0x2006, // [SIX-PER-EM SPACE](https://www.fileformat.info/info/unicode/char/2006/index.htm)
    0x2007, // [FIGURE SPACE](https://www.fileformat.info/info/unicode/char/2007/index.htm)
    0x2008, // [PUNCTUATION SPACE](https://www.fileformat.info/info/unicode/char/2008/index.htm)
    0x2009, // [THIN SPACE](https://www.fileformat.info/info/unicode/char/2009/index.htm)
    0x200a, // [HAIR SPACE](https://www.fileformat.info/info/unicode/char/200a/index.htm)
    0x2028, // [LINE SEPARATOR](https://www.fileformat.info/info/unicode/char/2028/index.htm)
    0x2029, // [PARAGRAPH SEPARATOR](https://www.fileformat.info/info/unicode/char/2029/index.htm)
    0x202f, // [NARROW NO-BREAK SPACE (NNBSP)](https://www.fileformat.info/info/unicode/char/202f/index.htm)
    0x205f, // [MEDIUM MATHEMATICAL SPACE (MMSP)](https://www.fileformat.info/info/unicode/char/205f/index.htm)
    0x3000, // [IDEOGRAPHIC SPACE](https://www.fileformat.info/info/unicode/char/3000/index.htm)
    0xfeff, // [ZERO WIDTH NO-BREAK SPACE (BOM)](https://www.fileformat.info/info/unicode/char/feff/index.htm)
  ].reduce((acc, codepoint) => {
    const encoded = Buffer.from(
      String.fromCharCode(codepoint),
      options.encoding,
    );
    if (codepoint !== 0x3f && encoded.length === 1 && encoded[0] === 0x3f) {
      return acc;
    }
    acc.push(encoded);
    return acc;
  }, []);
  // First-byte lookup table for `__isCharTrimable`. Non-whitespace bytes
  // (the common case) bail out in O(1) without scanning every timchar.
  const timcharFirstBytes = new Uint8Array(256);
  for (const t of timchars) timcharFirstBytes[t[0]] = 1;
  return {
    bomSkipped: false,
    bufBytesStart: 0,
    castField: options.cast_function,
    commenting: false,
    delimiterBufPrevious: undefined,
    delimiterDiscovered: false,
    // Current error encountered by a record
    error: undefined,
    enabled: options.from_line === 1,
    escaping: false,
    escapeIsQuote:
      Buffer.isBuffer(options.escape) &&
      Buffer.isBuffer(options.quote) &&
      Buffer.compare(options.escape, options.quote) === 0,
    // columns can be `false`, `true`, `Array`
    expectedRecordLength: Array.isArray(options.columns)
      ? options.columns.length
      : undefined,
    field: new utils_ResizeableBuffer(20),
    firstLineToHeaders: options.cast_first_line_to_header,
    needMoreDataSize: Math.max(
      // Skip if the remaining buffer smaller than comment
      options.comment !== null ? options.comment.length : 0,
      // Skip if the remaining buffer can be delimiter
      ...(options.delimiter
        ? options.delimiter.map((delimiter) => delimiter.length)
        : []),
      // Auto discovery of delimiter is limited to 1 character
      options.delimiter_auto ? 1 : 0,
      // Skip if the remaining buffer can be escape sequence
      options.quote !== null ? options.quote.length : 0,
      // Skip if the remaining buffer can be a multi-byte trim character
      ...timchars.map((t) => t.length),
    ),
    previousBuf: undefined,
    quoting: false,
    stop: false,
    rawBuffer: new utils_ResizeableBuffer(100),
    record: [],
    recordHasError: false,
    record_length: 0,
    recordDelimiterMaxLength:
      options.record_delimiter.length === 0
        ? 0
        : Math.max(...options.record_delimiter.map((v) => v.length)),
    trimChars: [
      Buffer.from(" ", options.encoding)[0],
      Buffer.from("\t", options.encoding)[0],
    ],
    wasQuoting: false,
    wasRowDelimiter: false,
    timchars: timchars,
    timcharFirstBytes: timcharFirstBytes,
  };
};



;// CONCATENATED MODULE: ./node_modules/csv-parse/lib/utils/underscore.js
const underscore = function (str) {
  return str.replace(/([A-Z])/g, function (_, match) {
    return "_" + match.toLowerCase();
  });
};



;// CONCATENATED MODULE: ./node_modules/csv-parse/lib/api/normalize_options.js





const normalize_options = function (opts) {
  const options = {};
  // Merge with user options
  for (const opt in opts) {
    options[underscore(opt)] = opts[opt];
  }
  // Normalize option `encoding`
  // Note: defined first because other options depends on it
  // to convert chars/strings into buffers.
  if (options.encoding === undefined || options.encoding === true) {
    options.encoding = "utf8";
  } else if (options.encoding === null || options.encoding === false) {
    options.encoding = null;
  } else if (
    typeof options.encoding !== "string" &&
    options.encoding !== null
  ) {
    throw new CsvError(
      "CSV_INVALID_OPTION_ENCODING",
      [
        "Invalid option encoding:",
        "encoding must be a string or null to return a buffer,",
        `got ${JSON.stringify(options.encoding)}`,
      ],
      options,
    );
  }
  // Normalize option `bom`
  if (
    options.bom === undefined ||
    options.bom === null ||
    options.bom === false
  ) {
    options.bom = false;
  } else if (options.bom !== true) {
    throw new CsvError(
      "CSV_INVALID_OPTION_BOM",
      [
        "Invalid option bom:",
        "bom must be true,",
        `got ${JSON.stringify(options.bom)}`,
      ],
      options,
    );
  }
  // Normalize option `cast`
  options.cast_function = null;
  if (
    options.cast === undefined ||
    options.cast === null ||
    options.cast === false ||
    options.cast === ""
  ) {
    options.cast = undefined;
  } else if (typeof options.cast === "function") {
    options.cast_function = options.cast;
    options.cast = true;
  } else if (options.cast !== true) {
    throw new CsvError(
      "CSV_INVALID_OPTION_CAST",
      [
        "Invalid option cast:",
        "cast must be true or a function,",
        `got ${JSON.stringify(options.cast)}`,
      ],
      options,
    );
  }
  // Normalize option `cast_date`
  if (
    options.cast_date === undefined ||
    options.cast_date === null ||
    options.cast_date === false ||
    options.cast_date === ""
  ) {
    options.cast_date = false;
  } else if (options.cast_date === true) {
    options.cast_date = function (value) {
      const date = Date.parse(value);
      return !isNaN(date) ? new Date(date) : value;
    };
  } else if (typeof options.cast_date !== "function") {
    throw new CsvError(
      "CSV_INVALID_OPTION_CAST_DATE",
      [
        "Invalid option cast_date:",
        "cast_date must be true or a function,",
        `got ${JSON.stringify(options.cast_date)}`,
      ],
      options,
    );
  }
  // Normalize option `columns`
  options.cast_first_line_to_header = undefined;
  if (options.columns === true) {
    // Fields in the first line are converted as-is to columns
    options.cast_first_line_to_header = undefined;
  } else if (typeof options.columns === "function") {
    options.cast_first_line_to_header = options.columns;
    options.columns = true;
  } else if (Array.isArray(options.columns)) {
    options.columns = normalize_columns_array(options.columns);
  } else if (
    options.columns === undefined ||
    options.columns === null ||
    options.columns === false
  ) {
    options.columns = false;
  } else {
    throw new CsvError(
      "CSV_INVALID_OPTION_COLUMNS",
      [
        "Invalid option columns:",
        "expect an array, a function or true,",
        `got ${JSON.stringify(options.columns)}`,
      ],
      options,
    );
  }
  // Normalize option `group_columns_by_name`
  if (
    options.group_columns_by_name === undefined ||
    options.group_columns_by_name === null ||
    options.group_columns_by_name === false
  ) {
    options.group_columns_by_name = false;
  } else if (options.group_columns_by_name !== true) {
    throw new CsvError(
      "CSV_INVALID_OPTION_GROUP_COLUMNS_BY_NAME",
      [
        "Invalid option group_columns_by_name:",
        "expect an boolean,",
        `got ${JSON.stringify(options.group_columns_by_name)}`,
      ],
      options,
    );
  } else if (options.columns === false) {
    throw new CsvError(
      "CSV_INVALID_OPTION_GROUP_COLUMNS_BY_NAME",
      [
        "Invalid option group_columns_by_name:",
        "the `columns` mode must be activated.",
      ],
      options,
    );
  }
  // Normalize option `comment`
  if (
    options.comment === undefined ||
    options.comment === null ||
    options.comment === false ||
    options.comment === ""
  ) {
    options.comment = null;
  } else {
    if (typeof options.comment === "string") {
      options.comment = Buffer.from(options.comment, options.encoding);
    }
    if (!Buffer.isBuffer(options.comment)) {
      throw new CsvError(
        "CSV_INVALID_OPTION_COMMENT",
        [
          "Invalid option comment:",
          "comment must be a buffer or a string,",
          `got ${JSON.stringify(options.comment)}`,
        ],
        options,
      );
    }
  }
  // Normalize option `comment_no_infix`
  if (
    options.comment_no_infix === undefined ||
    options.comment_no_infix === null ||
    options.comment_no_infix === false
  ) {
    options.comment_no_infix = false;
  } else if (options.comment_no_infix !== true) {
    throw new CsvError(
      "CSV_INVALID_OPTION_COMMENT",
      [
        "Invalid option comment_no_infix:",
        "value must be a boolean,",
        `got ${JSON.stringify(options.comment_no_infix)}`,
      ],
      options,
    );
  }
  // Normalize option `delimiter_auto`
  if (
    options.delimiter_auto === undefined ||
    options.delimiter_auto === null ||
    options.delimiter_auto === false
  ) {
    options.delimiter_auto = false;
  } else if (options.delimiter_auto === true) {
    options.delimiter_auto = {};
  } else if (!is_object(options.delimiter_auto)) {
    throw new CsvError(
      "CSV_INVALID_OPTION_DELIMITER_AUTO",
      [
        "Invalid option delimiter_auto:",
        "delimiter_auto must be a boolean or a configuration object,",
        `got ${JSON.stringify(options.delimiter_auto)}`,
      ],
      options,
    );
  }
  if (options.delimiter_auto) {
    if (options.delimiter_auto.preferred === undefined)
      options.delimiter_auto.preferred = {
        [",".charCodeAt(0)]: 1.8,
        ["\t".charCodeAt(0)]: 1.8,
        [";".charCodeAt(0)]: 1.6,
        [" ".charCodeAt(0)]: 1.6,
        [":".charCodeAt(0)]: 1.5,
        [".".charCodeAt(0)]: 1.4,
        ["/".charCodeAt(0)]: 1.4,
      };
    else if (!is_object(options.delimiter_auto.preferred)) {
      throw new CsvError(
        "CSV_INVALID_OPTION_DELIMITER_AUTO",
        [
          "Invalid option delimiter_auto:",
          "preferred must be an object,",
          `got ${JSON.stringify(options.delimiter_auto.preferred)}`,
        ],
        options,
      );
    }
    if (options.delimiter_auto.score === undefined)
      options.delimiter_auto.score = (info, options) => {
        return (
          (info.total - info.std) * (options.preferred[info.char_code] || 1)
        );
      };
    else if (typeof options.delimiter_auto.score !== "function") {
      throw new CsvError(
        "CSV_INVALID_OPTION_DELIMITER_AUTO",
        [
          "Invalid option delimiter_auto:",
          "score must be a function,",
          `got ${JSON.stringify(options.delimiter_auto.score)}`,
        ],
        options,
      );
    }
    if (options.delimiter_auto.size === undefined)
      options.delimiter_auto.size = 2048;
    else if (typeof options.delimiter_auto.size !== "number") {
      throw new CsvError(
        "CSV_INVALID_OPTION_DELIMITER_AUTO",
        [
          "Invalid option delimiter_auto:",
          "size must be a number,",
          `got ${JSON.stringify(options.delimiter_auto.size)}`,
        ],
        options,
      );
    }
  }
  // Normalize option `delimiter`
  const delimiter_json = JSON.stringify(options.delimiter);
  if (options.delimiter_auto !== false) {
    options.delimiter = [];
  }
  if (!Array.isArray(options.delimiter)) {
    if (
      options.delimiter === undefined ||
      options.delimiter === null ||
      options.delimiter === false
    ) {
      options.delimiter = Buffer.from(",", options.encoding);
    }
    options.delimiter = [options.delimiter];
  }
  options.delimiter = options.delimiter.map(function (delimiter) {
    if (typeof delimiter === "string") {
      delimiter = Buffer.from(delimiter, options.encoding);
    }
    if (!Buffer.isBuffer(delimiter) || delimiter.length === 0) {
      throw new CsvError(
        "CSV_INVALID_OPTION_DELIMITER",
        [
          "Invalid option delimiter:",
          "delimiter must be a non empty string or buffer or array of string|buffer,",
          `got ${delimiter_json}`,
        ],
        options,
      );
    }
    return delimiter;
  });
  // Normalize option `escape`
  if (options.escape === undefined || options.escape === true) {
    options.escape = Buffer.from('"', options.encoding);
  } else if (typeof options.escape === "string") {
    options.escape = Buffer.from(options.escape, options.encoding);
  } else if (options.escape === null || options.escape === false) {
    options.escape = null;
  }
  if (options.escape !== null) {
    if (!Buffer.isBuffer(options.escape)) {
      throw new Error(
        `Invalid Option: escape must be a buffer, a string or a boolean, got ${JSON.stringify(options.escape)}`,
      );
    }
  }
  // Normalize option `from`
  if (options.from === undefined || options.from === null) {
    options.from = 1;
  } else {
    if (typeof options.from === "string" && /\d+/.test(options.from)) {
      options.from = parseInt(options.from);
    }
    if (Number.isInteger(options.from)) {
      if (options.from < 0) {
        throw new Error(
          `Invalid Option: from must be a positive integer, got ${JSON.stringify(opts.from)}`,
        );
      }
    } else {
      throw new Error(
        `Invalid Option: from must be an integer, got ${JSON.stringify(options.from)}`,
      );
    }
  }
  // Normalize option `from_line`
  if (options.from_line === undefined || options.from_line === null) {
    options.from_line = 1;
  } else {
    if (
      typeof options.from_line === "string" &&
      /\d+/.test(options.from_line)
    ) {
      options.from_line = parseInt(options.from_line);
    }
    if (Number.isInteger(options.from_line)) {
      if (options.from_line <= 0) {
        throw new Error(
          `Invalid Option: from_line must be a positive integer greater than 0, got ${JSON.stringify(opts.from_line)}`,
        );
      }
    } else {
      throw new Error(
        `Invalid Option: from_line must be an integer, got ${JSON.stringify(opts.from_line)}`,
      );
    }
  }
  // Normalize options `ignore_last_delimiters`
  if (
    options.ignore_last_delimiters === undefined ||
    options.ignore_last_delimiters === null
  ) {
    options.ignore_last_delimiters = false;
  } else if (typeof options.ignore_last_delimiters === "number") {
    options.ignore_last_delimiters = Math.floor(options.ignore_last_delimiters);
    if (options.ignore_last_delimiters === 0) {
      options.ignore_last_delimiters = false;
    }
  } else if (typeof options.ignore_last_delimiters !== "boolean") {
    throw new CsvError(
      "CSV_INVALID_OPTION_IGNORE_LAST_DELIMITERS",
      [
        "Invalid option `ignore_last_delimiters`:",
        "the value must be a boolean value or an integer,",
        `got ${JSON.stringify(options.ignore_last_delimiters)}`,
      ],
      options,
    );
  }
  if (options.ignore_last_delimiters === true && options.columns === false) {
    throw new CsvError(
      "CSV_IGNORE_LAST_DELIMITERS_REQUIRES_COLUMNS",
      [
        "The option `ignore_last_delimiters`",
        "requires the activation of the `columns` option",
      ],
      options,
    );
  }
  // Normalize option `info`
  if (
    options.info === undefined ||
    options.info === null ||
    options.info === false
  ) {
    options.info = false;
  } else if (options.info !== true) {
    throw new Error(
      `Invalid Option: info must be true, got ${JSON.stringify(options.info)}`,
    );
  }
  // Normalize option `max_record_size`
  if (
    options.max_record_size === undefined ||
    options.max_record_size === null ||
    options.max_record_size === false
  ) {
    options.max_record_size = 0;
  } else if (
    Number.isInteger(options.max_record_size) &&
    options.max_record_size >= 0
  ) {
    // Great, nothing to do
  } else if (
    typeof options.max_record_size === "string" &&
    /\d+/.test(options.max_record_size)
  ) {
    options.max_record_size = parseInt(options.max_record_size);
  } else {
    throw new Error(
      `Invalid Option: max_record_size must be a positive integer, got ${JSON.stringify(options.max_record_size)}`,
    );
  }
  // Normalize option `objname`
  if (
    options.objname === undefined ||
    options.objname === null ||
    options.objname === false
  ) {
    options.objname = undefined;
  } else if (Buffer.isBuffer(options.objname)) {
    if (options.objname.length === 0) {
      throw new Error(`Invalid Option: objname must be a non empty buffer`);
    }
    if (options.encoding === null) {
      // Don't call `toString`, leave objname as a buffer
    } else {
      options.objname = options.objname.toString(options.encoding);
    }
  } else if (typeof options.objname === "string") {
    if (options.objname.length === 0) {
      throw new Error(`Invalid Option: objname must be a non empty string`);
    }
    // Great, nothing to do
  } else if (typeof options.objname === "number") {
    // if(options.objname.length === 0){
    //   throw new Error(`Invalid Option: objname must be a non empty string`);
    // }
    // Great, nothing to do
  } else {
    throw new Error(
      `Invalid Option: objname must be a string or a buffer, got ${options.objname}`,
    );
  }
  if (options.objname !== undefined) {
    if (typeof options.objname === "number") {
      if (options.columns !== false) {
        throw Error(
          "Invalid Option: objname index cannot be combined with columns or be defined as a field",
        );
      }
    } else {
      // A string or a buffer
      if (options.columns === false) {
        throw Error(
          "Invalid Option: objname field must be combined with columns or be defined as an index",
        );
      }
    }
  }
  // Normalize option `on_record`
  if (options.on_record === undefined || options.on_record === null) {
    options.on_record = undefined;
  } else if (typeof options.on_record !== "function") {
    throw new CsvError(
      "CSV_INVALID_OPTION_ON_RECORD",
      [
        "Invalid option `on_record`:",
        "expect a function,",
        `got ${JSON.stringify(options.on_record)}`,
      ],
      options,
    );
  }
  // Normalize option `on_skip`
  // options.on_skip ??= (err, chunk) => {
  //   this.emit('skip', err, chunk);
  // };
  if (
    options.on_skip !== undefined &&
    options.on_skip !== null &&
    typeof options.on_skip !== "function"
  ) {
    throw new Error(
      `Invalid Option: on_skip must be a function, got ${JSON.stringify(options.on_skip)}`,
    );
  }
  // Normalize option `quote`
  if (
    options.quote === null ||
    options.quote === false ||
    options.quote === ""
  ) {
    options.quote = null;
  } else {
    if (options.quote === undefined || options.quote === true) {
      options.quote = Buffer.from('"', options.encoding);
    } else if (typeof options.quote === "string") {
      options.quote = Buffer.from(options.quote, options.encoding);
    }
    if (!Buffer.isBuffer(options.quote)) {
      throw new Error(
        `Invalid Option: quote must be a buffer or a string, got ${JSON.stringify(options.quote)}`,
      );
    }
  }
  // Normalize option `raw`
  if (
    options.raw === undefined ||
    options.raw === null ||
    options.raw === false
  ) {
    options.raw = false;
  } else if (options.raw !== true) {
    throw new Error(
      `Invalid Option: raw must be true, got ${JSON.stringify(options.raw)}`,
    );
  }
  // Normalize option `record_delimiter`
  if (options.record_delimiter === undefined) {
    options.record_delimiter = [];
  } else if (
    typeof options.record_delimiter === "string" ||
    Buffer.isBuffer(options.record_delimiter)
  ) {
    if (options.record_delimiter.length === 0) {
      throw new CsvError(
        "CSV_INVALID_OPTION_RECORD_DELIMITER",
        [
          "Invalid option `record_delimiter`:",
          "value must be a non empty string or buffer,",
          `got ${JSON.stringify(options.record_delimiter)}`,
        ],
        options,
      );
    }
    options.record_delimiter = [options.record_delimiter];
  } else if (!Array.isArray(options.record_delimiter)) {
    throw new CsvError(
      "CSV_INVALID_OPTION_RECORD_DELIMITER",
      [
        "Invalid option `record_delimiter`:",
        "value must be a string, a buffer or array of string|buffer,",
        `got ${JSON.stringify(options.record_delimiter)}`,
      ],
      options,
    );
  }
  options.record_delimiter = options.record_delimiter.map(function (rd, i) {
    if (typeof rd !== "string" && !Buffer.isBuffer(rd)) {
      throw new CsvError(
        "CSV_INVALID_OPTION_RECORD_DELIMITER",
        [
          "Invalid option `record_delimiter`:",
          "value must be a string, a buffer or array of string|buffer",
          `at index ${i},`,
          `got ${JSON.stringify(rd)}`,
        ],
        options,
      );
    } else if (rd.length === 0) {
      throw new CsvError(
        "CSV_INVALID_OPTION_RECORD_DELIMITER",
        [
          "Invalid option `record_delimiter`:",
          "value must be a non empty string or buffer",
          `at index ${i},`,
          `got ${JSON.stringify(rd)}`,
        ],
        options,
      );
    }
    if (typeof rd === "string") {
      rd = Buffer.from(rd, options.encoding);
    }
    return rd;
  });
  // Normalize option `relax_column_count`
  if (typeof options.relax_column_count === "boolean") {
    // Great, nothing to do
  } else if (
    options.relax_column_count === undefined ||
    options.relax_column_count === null
  ) {
    options.relax_column_count = false;
  } else {
    throw new Error(
      `Invalid Option: relax_column_count must be a boolean, got ${JSON.stringify(options.relax_column_count)}`,
    );
  }
  if (typeof options.relax_column_count_less === "boolean") {
    // Great, nothing to do
  } else if (
    options.relax_column_count_less === undefined ||
    options.relax_column_count_less === null
  ) {
    options.relax_column_count_less = false;
  } else {
    throw new Error(
      `Invalid Option: relax_column_count_less must be a boolean, got ${JSON.stringify(options.relax_column_count_less)}`,
    );
  }
  if (typeof options.relax_column_count_more === "boolean") {
    // Great, nothing to do
  } else if (
    options.relax_column_count_more === undefined ||
    options.relax_column_count_more === null
  ) {
    options.relax_column_count_more = false;
  } else {
    throw new Error(
      `Invalid Option: relax_column_count_more must be a boolean, got ${JSON.stringify(options.relax_column_count_more)}`,
    );
  }
  // Normalize option `relax_quotes`
  if (typeof options.relax_quotes === "boolean") {
    // Great, nothing to do
  } else if (
    options.relax_quotes === undefined ||
    options.relax_quotes === null
  ) {
    options.relax_quotes = false;
  } else {
    throw new Error(
      `Invalid Option: relax_quotes must be a boolean, got ${JSON.stringify(options.relax_quotes)}`,
    );
  }
  // Normalize option `skip_empty_lines`
  if (typeof options.skip_empty_lines === "boolean") {
    // Great, nothing to do
  } else if (
    options.skip_empty_lines === undefined ||
    options.skip_empty_lines === null
  ) {
    options.skip_empty_lines = false;
  } else {
    throw new Error(
      `Invalid Option: skip_empty_lines must be a boolean, got ${JSON.stringify(options.skip_empty_lines)}`,
    );
  }
  // Normalize option `skip_records_with_empty_values`
  if (typeof options.skip_records_with_empty_values === "boolean") {
    // Great, nothing to do
  } else if (
    options.skip_records_with_empty_values === undefined ||
    options.skip_records_with_empty_values === null
  ) {
    options.skip_records_with_empty_values = false;
  } else {
    throw new Error(
      `Invalid Option: skip_records_with_empty_values must be a boolean, got ${JSON.stringify(options.skip_records_with_empty_values)}`,
    );
  }
  // Normalize option `skip_records_with_error`
  if (typeof options.skip_records_with_error === "boolean") {
    // Great, nothing to do
  } else if (
    options.skip_records_with_error === undefined ||
    options.skip_records_with_error === null
  ) {
    options.skip_records_with_error = false;
  } else {
    throw new Error(
      `Invalid Option: skip_records_with_error must be a boolean, got ${JSON.stringify(options.skip_records_with_error)}`,
    );
  }
  // Normalize option `rtrim`
  if (
    options.rtrim === undefined ||
    options.rtrim === null ||
    options.rtrim === false
  ) {
    options.rtrim = false;
  } else if (options.rtrim !== true) {
    throw new Error(
      `Invalid Option: rtrim must be a boolean, got ${JSON.stringify(options.rtrim)}`,
    );
  }
  // Normalize option `ltrim`
  if (
    options.ltrim === undefined ||
    options.ltrim === null ||
    options.ltrim === false
  ) {
    options.ltrim = false;
  } else if (options.ltrim !== true) {
    throw new Error(
      `Invalid Option: ltrim must be a boolean, got ${JSON.stringify(options.ltrim)}`,
    );
  }
  // Normalize option `trim`
  if (
    options.trim === undefined ||
    options.trim === null ||
    options.trim === false
  ) {
    options.trim = false;
  } else if (options.trim !== true) {
    throw new Error(
      `Invalid Option: trim must be a boolean, got ${JSON.stringify(options.trim)}`,
    );
  }
  // Normalize options `trim`, `ltrim` and `rtrim`
  if (options.trim === true && opts.ltrim !== false) {
    options.ltrim = true;
  } else if (options.ltrim !== true) {
    options.ltrim = false;
  }
  if (options.trim === true && opts.rtrim !== false) {
    options.rtrim = true;
  } else if (options.rtrim !== true) {
    options.rtrim = false;
  }
  // Normalize option `to`
  if (options.to === undefined || options.to === null) {
    options.to = -1;
  } else if (options.to !== -1) {
    if (typeof options.to === "string" && /\d+/.test(options.to)) {
      options.to = parseInt(options.to);
    }
    if (Number.isInteger(options.to)) {
      if (options.to <= 0) {
        throw new Error(
          `Invalid Option: to must be a positive integer greater than 0, got ${JSON.stringify(opts.to)}`,
        );
      }
    } else {
      throw new Error(
        `Invalid Option: to must be an integer, got ${JSON.stringify(opts.to)}`,
      );
    }
  }
  // Normalize option `to_line`
  if (options.to_line === undefined || options.to_line === null) {
    options.to_line = -1;
  } else if (options.to_line !== -1) {
    if (typeof options.to_line === "string" && /\d+/.test(options.to_line)) {
      options.to_line = parseInt(options.to_line);
    }
    if (Number.isInteger(options.to_line)) {
      if (options.to_line <= 0) {
        throw new Error(
          `Invalid Option: to_line must be a positive integer greater than 0, got ${JSON.stringify(opts.to_line)}`,
        );
      }
    } else {
      throw new Error(
        `Invalid Option: to_line must be an integer, got ${JSON.stringify(opts.to_line)}`,
      );
    }
  }
  return options;
};



;// CONCATENATED MODULE: ./node_modules/csv-parse/lib/utils/delimiter_discover.js



// Discussed in [issue #400](https://github.com/adaltas/node-csv/issues/400)
// See https://github.com/python/cpython/blob/ea1b1c579f600cc85d145c60862b2e6b98701b24/Lib/csv.py#L349
const delimiter_discover = function (records, options) {
  // Normalize the configuration
  if (!options) {
    ({ delimiter_auto: options } = normalize_options({ delimiter_auto: true }));
  }
  // Convert String to Buffer
  if (typeof records === "string") {
    records = Buffer.from(records);
  }
  // Convert Buffer to an array of records
  if (Buffer.isBuffer(records)) {
    records = ((data) => {
      const records = [];
      const parser = transform({ delimiter: [] });
      const push = (record) => records.push(record);
      const close = () => {};
      const error = parser.parse(data, true, push, close);
      if (error !== undefined) throw error;
      return records;
    })(records);
  }
  // Info array initialization, 127 entries, one per char code
  const info = Array(127)
    .fill()
    .map(() => ({ lines: [] }));
  // Traverse each records, count occurences per char code
  records.map(([record], line) => {
    for (let i = 0, l = record.length; i < l; i++) {
      // Count the character frequency
      const code = record.charCodeAt(i);
      if (info[code].lines[line] === undefined) info[code].lines[line] = 0;
      info[code].lines[line]++;
    }
  });
  // Traverse each char code, compute the score
  info.map((info, i) => {
    info.char_code = i;
    info.std = std(info.lines);
    info.total = info.lines.reduce((acc, val) => acc + val, 0);
    info.preferred = !!options.preferred[i];
    info.score = options.score(info, options);
  });
  // Extract the dominant character
  const result = info.reduce(
    (acc, info) => (acc.score > info.score ? acc : info),
    {},
  );
  return String.fromCharCode(result.char_code);
};

const std = function (array) {
  const n = array.length;
  if (n === 0) return 0;
  const mean = array.reduce((a, b) => a + b) / n;
  return Math.sqrt(
    array.map((x) => Math.pow(x - mean, 2)).reduce((a, b) => a + b) / n,
  );
};



;// CONCATENATED MODULE: ./node_modules/csv-parse/lib/api/index.js






const isRecordEmpty = function (record) {
  return record.every(
    (field) =>
      field == null || (field.toString && field.toString().trim() === ""),
  );
};

const cr = 13; // `\r`, carriage return, 0x0D in hexadécimal, 13 in decimal
const nl = 10; // `\n`, newline, 0x0A in hexadecimal, 10 in decimal

const boms = {
  // Note, the following are equals:
  // Buffer.from("\ufeff")
  // Buffer.from([239, 187, 191])
  // Buffer.from('EFBBBF', 'hex')
  utf8: Buffer.from([239, 187, 191]),
  // Note, the following are equals:
  // Buffer.from "\ufeff", 'utf16le
  // Buffer.from([255, 254])
  utf16le: Buffer.from([255, 254]),
};

const transform = function (original_options = {}) {
  const info = {
    bytes: 0,
    bytes_records: 0,
    comment_lines: 0,
    empty_lines: 0,
    invalid_field_length: 0,
    lines: 1,
    records: 0,
  };
  const options = normalize_options(original_options);
  return {
    info: info,
    original_options: original_options,
    options: options,
    state: init_state(options),
    __needMoreData: function (i, bufLen, end) {
      if (end) return false;
      const { encoding, escape, quote } = this.options;
      const { quoting, needMoreDataSize, recordDelimiterMaxLength } =
        this.state;
      const numOfCharLeft = bufLen - i - 1;
      const requiredLength = Math.max(
        needMoreDataSize,
        // Skip if the remaining buffer smaller than record delimiter
        // If "record_delimiter" is yet to be discovered:
        // 1. It is equals to `[]` and "recordDelimiterMaxLength" equals `0`
        // 2. We set the length to windows line ending in the current encoding
        // Note, that encoding is known from user or bom discovery at that point
        // recordDelimiterMaxLength,
        recordDelimiterMaxLength === 0
          ? Buffer.from("\r\n", encoding).length
          : recordDelimiterMaxLength,
        // Skip if remaining buffer can be an escaped quote
        quoting ? (escape === null ? 0 : escape.length) + quote.length : 0,
        // Skip if remaining buffer can be record delimiter following the closing quote
        quoting ? quote.length + recordDelimiterMaxLength : 0,
      );
      return numOfCharLeft < requiredLength;
    },
    // Central parser implementation
    parse: function (nextBuf, end, push, close) {
      const {
        bom,
        comment_no_infix,
        delimiter_auto,
        encoding,
        from_line,
        ltrim,
        max_record_size,
        raw,
        relax_quotes,
        rtrim,
        skip_empty_lines,
        to,
        to_line,
      } = this.options;
      let { comment, escape, quote, record_delimiter } = this.options;
      const {
        bomSkipped,
        delimiterDiscovered,
        delimiterBufPrevious,
        rawBuffer,
        escapeIsQuote,
      } = this.state;
      // Automatic delimiter discovery
      if (!delimiterDiscovered && delimiter_auto) {
        let delimiterBuf;
        if (delimiterBufPrevious === undefined) {
          delimiterBuf = nextBuf;
        } else if (
          delimiterBufPrevious !== undefined &&
          nextBuf === undefined
        ) {
          delimiterBuf = delimiterBufPrevious;
        } else {
          delimiterBuf = Buffer.concat([delimiterBufPrevious, nextBuf]);
        }
        // Ensure that nextBuf is not concatenated a second time during buffer reconciliation
        nextBuf = undefined;
        // this.delimiterBufPrevious = delimiterBuf;
        if (end || delimiterBuf.length > delimiter_auto.size) {
          this.options.delimiter = [
            Buffer.from(
              delimiter_discover(delimiterBuf, this.options.delimiter_auto),
            ),
          ];
          this.state.previousBuf = delimiterBuf;
          this.state.delimiterBufPrevious = undefined;
          this.state.delimiterDiscovered = true;
        } else {
          this.state.delimiterBufPrevious = delimiterBuf;
          return;
        }
      }
      // Previous buffers reconciliation
      const { previousBuf } = this.state;
      let buf;
      if (previousBuf === undefined) {
        if (nextBuf === undefined) {
          // Handle empty string
          close();
          return;
        } else {
          buf = nextBuf;
        }
      } else if (previousBuf !== undefined && nextBuf === undefined) {
        buf = previousBuf;
      } else {
        buf = Buffer.concat([previousBuf, nextBuf]);
      }
      // Handle UTF BOM
      if (bomSkipped === false) {
        if (bom === false) {
          this.state.bomSkipped = true;
        } else if (buf.length < 3) {
          // No enough data
          if (end === false) {
            // Wait for more data
            this.state.previousBuf = buf;
            return;
          }
        } else {
          for (const encoding in boms) {
            if (boms[encoding].compare(buf, 0, boms[encoding].length) === 0) {
              // Skip BOM
              const bomLength = boms[encoding].length;
              this.state.bufBytesStart += bomLength;
              buf = buf.slice(bomLength);
              // Renormalize original options with the new encoding
              const options = normalize_options({
                ...this.original_options,
                encoding: encoding,
              });
              // Properties are merged with the existing options instance
              for (const key in options) {
                this.options[key] = options[key];
              }
              // Options will re-evaluate the Buffer with the new encoding
              ({ comment, escape, quote } = this.options);
              break;
            }
          }
          this.state.bomSkipped = true;
        }
      }
      const bufLen = buf.length;
      let pos;
      for (pos = 0; pos < bufLen; pos++) {
        // Ensure we get enough space to look ahead
        // There should be a way to move this out of the loop
        if (this.__needMoreData(pos, bufLen, end)) {
          break;
        }
        if (this.state.wasRowDelimiter === true) {
          this.info.lines++;
          this.state.wasRowDelimiter = false;
        }
        if (to_line !== -1 && this.info.lines > to_line) {
          this.state.stop = true;
          close();
          return;
        }
        // Auto discovery of record_delimiter, unix, mac and windows supported
        if (this.state.quoting === false && record_delimiter.length === 0) {
          const record_delimiterCount = this.__autoDiscoverRecordDelimiter(
            buf,
            pos,
          );
          if (record_delimiterCount) {
            record_delimiter = this.options.record_delimiter;
          }
        }
        const chr = buf[pos];
        if (raw === true) {
          rawBuffer.append(chr);
        }
        if (
          (chr === cr || chr === nl) &&
          this.state.wasRowDelimiter === false
        ) {
          this.state.wasRowDelimiter = true;
        }
        // Previous char was a valid escape char
        // treat the current char as a regular char
        if (this.state.escaping === true) {
          this.state.escaping = false;
        } else {
          // Escape is only active inside quoted fields
          // We are quoting, the char is an escape chr and there is a chr to escape
          // if(escape !== null && this.state.quoting === true && chr === escape && pos + 1 < bufLen){
          if (
            escape !== null &&
            this.state.quoting === true &&
            this.__isEscape(buf, pos, chr) &&
            pos + escape.length < bufLen
          ) {
            if (escapeIsQuote) {
              if (this.__isQuote(buf, pos + escape.length)) {
                this.state.escaping = true;
                pos += escape.length - 1;
                continue;
              }
            } else {
              this.state.escaping = true;
              pos += escape.length - 1;
              continue;
            }
          }
          // Not currently escaping and chr is a quote
          // TODO: need to compare bytes instead of single char
          if (this.state.commenting === false && this.__isQuote(buf, pos)) {
            if (this.state.quoting === true) {
              const nextChr = buf[pos + quote.length];
              const isNextChrTrimable =
                rtrim && this.__isCharTrimable(buf, pos + quote.length);
              const isNextChrComment =
                comment !== null &&
                this.__compareBytes(comment, buf, pos + quote.length, nextChr);
              const isNextChrDelimiter = this.__isDelimiter(
                buf,
                pos + quote.length,
                nextChr,
              );
              const isNextChrRecordDelimiter =
                record_delimiter.length === 0
                  ? this.__autoDiscoverRecordDelimiter(buf, pos + quote.length)
                  : this.__isRecordDelimiter(nextChr, buf, pos + quote.length);
              // Escape a quote
              // Treat next char as a regular character
              if (
                escape !== null &&
                this.__isEscape(buf, pos, chr) &&
                this.__isQuote(buf, pos + escape.length)
              ) {
                pos += escape.length - 1;
              } else if (
                !nextChr ||
                isNextChrDelimiter ||
                isNextChrRecordDelimiter ||
                isNextChrComment ||
                isNextChrTrimable
              ) {
                this.state.quoting = false;
                this.state.wasQuoting = true;
                pos += quote.length - 1;
                continue;
              } else if (relax_quotes === false) {
                const err = this.__error(
                  new CsvError(
                    "CSV_INVALID_CLOSING_QUOTE",
                    [
                      "Invalid Closing Quote:",
                      `got "${String.fromCharCode(nextChr)}"`,
                      `at line ${this.info.lines}`,
                      "instead of delimiter, record delimiter, trimable character",
                      "(if activated) or comment",
                    ],
                    this.options,
                    this.__infoField(),
                  ),
                );
                if (err !== undefined) return err;
              } else {
                this.state.quoting = false;
                this.state.wasQuoting = true;
                this.state.field.prepend(quote);
                pos += quote.length - 1;
              }
            } else {
              if (this.state.field.length !== 0) {
                // In relax_quotes mode, treat opening quote preceded by chrs as regular
                if (relax_quotes === false) {
                  const info = this.__infoField();
                  const bom = Object.keys(boms)
                    .map((b) =>
                      boms[b].equals(this.state.field.toString()) ? b : false,
                    )
                    .filter(Boolean)[0];
                  const err = this.__error(
                    new CsvError(
                      "INVALID_OPENING_QUOTE",
                      [
                        "Invalid Opening Quote:",
                        `a quote is found on field ${JSON.stringify(info.column)} at line ${info.lines}, value is ${JSON.stringify(this.state.field.toString(encoding))}`,
                        bom ? `(${bom} bom)` : undefined,
                      ],
                      this.options,
                      info,
                      {
                        field: this.state.field,
                      },
                    ),
                  );
                  if (err !== undefined) return err;
                }
              } else {
                this.state.quoting = true;
                pos += quote.length - 1;
                continue;
              }
            }
          }
          if (this.state.quoting === false) {
            const recordDelimiterLength = this.__isRecordDelimiter(
              chr,
              buf,
              pos,
            );
            if (recordDelimiterLength !== 0) {
              // Do not emit comments which take a full line
              const skipCommentLine =
                this.state.commenting &&
                this.state.wasQuoting === false &&
                this.state.record.length === 0 &&
                this.state.field.length === 0;
              if (skipCommentLine) {
                this.info.comment_lines++;
                // Skip full comment line
              } else {
                // Activate records emission if above from_line
                if (
                  this.state.enabled === false &&
                  this.info.lines +
                    (this.state.wasRowDelimiter === true ? 1 : 0) >=
                    from_line
                ) {
                  this.state.enabled = true;
                  this.__resetField();
                  this.__resetRecord();
                  pos += recordDelimiterLength - 1;
                  continue;
                }
                // Skip if line is empty and skip_empty_lines activated
                if (
                  skip_empty_lines === true &&
                  this.state.wasQuoting === false &&
                  this.state.record.length === 0 &&
                  this.state.field.length === 0
                ) {
                  this.info.empty_lines++;
                  pos += recordDelimiterLength - 1;
                  continue;
                }
                this.info.bytes = this.state.bufBytesStart + pos;
                const errField = this.__onField();
                if (errField !== undefined) return errField;
                this.info.bytes =
                  this.state.bufBytesStart + pos + recordDelimiterLength;
                const errRecord = this.__onRecord(push);
                if (errRecord !== undefined) return errRecord;
                if (to !== -1 && this.info.records >= to) {
                  this.state.stop = true;
                  close();
                  return;
                }
              }
              this.state.commenting = false;
              pos += recordDelimiterLength - 1;
              continue;
            }
            if (this.state.commenting) {
              continue;
            }
            if (
              comment !== null &&
              (comment_no_infix === false ||
                (this.state.record.length === 0 &&
                  this.state.field.length === 0))
            ) {
              const commentCount = this.__compareBytes(comment, buf, pos, chr);
              if (commentCount !== 0) {
                this.state.commenting = true;
                continue;
              }
            }
            const delimiterLength = this.__isDelimiter(buf, pos, chr);
            if (delimiterLength !== 0) {
              this.info.bytes = this.state.bufBytesStart + pos;
              const errField = this.__onField();
              if (errField !== undefined) return errField;
              pos += delimiterLength - 1;
              continue;
            }
          }
        }
        if (this.state.commenting === false) {
          if (
            max_record_size !== 0 &&
            this.state.record_length + this.state.field.length > max_record_size
          ) {
            return this.__error(
              new CsvError(
                "CSV_MAX_RECORD_SIZE",
                [
                  "Max Record Size:",
                  "record exceed the maximum number of tolerated bytes",
                  `of ${max_record_size}`,
                  `at line ${this.info.lines}`,
                ],
                this.options,
                this.__infoField(),
              ),
            );
          }
        }
        const lappend =
          ltrim === false ||
          this.state.quoting === true ||
          this.state.field.length !== 0 ||
          !this.__isCharTrimable(buf, pos);
        // rtrim in non quoting is handle in __onField
        const rappend = rtrim === false || this.state.wasQuoting === false;
        if (lappend === true && rappend === true) {
          this.state.field.append(chr);
        } else if (rtrim === true && !this.__isCharTrimable(buf, pos)) {
          return this.__error(
            new CsvError(
              "CSV_NON_TRIMABLE_CHAR_AFTER_CLOSING_QUOTE",
              [
                "Invalid Closing Quote:",
                "found non trimable byte after quote",
                `at line ${this.info.lines}`,
              ],
              this.options,
              this.__infoField(),
            ),
          );
        } else {
          if (lappend === false) {
            pos += this.__isCharTrimable(buf, pos) - 1;
          }
          continue;
        }
      }
      if (end === true) {
        // Ensure we are not ending in a quoting state
        if (this.state.quoting === true) {
          const err = this.__error(
            new CsvError(
              "CSV_QUOTE_NOT_CLOSED",
              [
                "Quote Not Closed:",
                `the parsing is finished with an opening quote at line ${this.info.lines}`,
              ],
              this.options,
              this.__infoField(),
            ),
          );
          if (err !== undefined) return err;
        } else {
          // Skip last line if it has no characters
          if (
            this.state.wasQuoting === true ||
            this.state.record.length !== 0 ||
            this.state.field.length !== 0
          ) {
            this.info.bytes = this.state.bufBytesStart + pos;
            const errField = this.__onField();
            if (errField !== undefined) return errField;
            const errRecord = this.__onRecord(push);
            if (errRecord !== undefined) return errRecord;
          } else if (this.state.wasRowDelimiter === true) {
            this.info.empty_lines++;
          } else if (this.state.commenting === true) {
            this.info.comment_lines++;
          }
        }
      } else {
        this.state.bufBytesStart += pos;
        this.state.previousBuf = buf.slice(pos);
      }
      if (this.state.wasRowDelimiter === true) {
        this.info.lines++;
        this.state.wasRowDelimiter = false;
      }
    },
    __onRecord: function (push) {
      const {
        columns,
        group_columns_by_name,
        encoding,
        info,
        from,
        relax_column_count,
        relax_column_count_less,
        relax_column_count_more,
        raw,
        skip_records_with_empty_values,
      } = this.options;
      const { enabled, record } = this.state;
      if (enabled === false) {
        return this.__resetRecord();
      }
      // Convert the first line into column names
      const recordLength = record.length;
      if (columns === true) {
        if (skip_records_with_empty_values === true && isRecordEmpty(record)) {
          this.__resetRecord();
          return;
        }
        return this.__firstLineToColumns(record);
      }
      if (columns === false && this.info.records === 0) {
        this.state.expectedRecordLength = recordLength;
      }
      if (recordLength !== this.state.expectedRecordLength) {
        const err =
          columns === false
            ? new CsvError(
                "CSV_RECORD_INCONSISTENT_FIELDS_LENGTH",
                [
                  "Invalid Record Length:",
                  `expect ${this.state.expectedRecordLength},`,
                  `got ${recordLength} on line ${this.info.lines}`,
                ],
                this.options,
                this.__infoField(),
                {
                  record: record,
                },
              )
            : new CsvError(
                "CSV_RECORD_INCONSISTENT_COLUMNS",
                [
                  "Invalid Record Length:",
                  `columns length is ${columns.length},`, // rename columns
                  `got ${recordLength} on line ${this.info.lines}`,
                ],
                this.options,
                this.__infoField(),
                {
                  record: record,
                },
              );
        if (
          relax_column_count === true ||
          (relax_column_count_less === true &&
            recordLength < this.state.expectedRecordLength) ||
          (relax_column_count_more === true &&
            recordLength > this.state.expectedRecordLength)
        ) {
          this.info.invalid_field_length++;
          this.state.error = err;
          // Error is undefined with skip_records_with_error
        } else {
          const finalErr = this.__error(err);
          if (finalErr) return finalErr;
        }
      }
      if (skip_records_with_empty_values === true && isRecordEmpty(record)) {
        this.__resetRecord();
        return;
      }
      if (this.state.recordHasError === true) {
        this.__resetRecord();
        this.state.recordHasError = false;
        return;
      }
      this.info.records++;
      if (from === 1 || this.info.records >= from) {
        const { objname } = this.options;
        // With columns, records are object
        if (columns !== false) {
          const obj = {};
          // Transform record array to an object
          for (let i = 0, l = record.length; i < l; i++) {
            if (columns[i] === undefined || columns[i].disabled) continue;
            // Turn duplicate columns into an array
            if (
              group_columns_by_name === true &&
              Object.hasOwn(obj, columns[i].name)
            ) {
              if (Array.isArray(obj[columns[i].name])) {
                obj[columns[i].name] = obj[columns[i].name].concat(record[i]);
              } else {
                obj[columns[i].name] = [obj[columns[i].name], record[i]];
              }
            } else {
              Object.defineProperty(obj, columns[i].name, {
                value: record[i],
                enumerable: true,
                writable: true,
                configurable: true,
              });
            }
          }
          // Without objname (default)
          if (raw === true || info === true) {
            const extRecord = Object.assign(
              { record: obj },
              raw === true
                ? { raw: this.state.rawBuffer.toString(encoding) }
                : {},
              info === true ? { info: this.__infoRecord() } : {},
            );
            const err = this.__push(
              objname === undefined ? extRecord : [obj[objname], extRecord],
              push,
            );
            if (err) {
              return err;
            }
          } else {
            const err = this.__push(
              objname === undefined ? obj : [obj[objname], obj],
              push,
            );
            if (err) {
              return err;
            }
          }
          // Without columns, records are array
        } else {
          if (raw === true || info === true) {
            const extRecord = Object.assign(
              { record: record },
              raw === true
                ? { raw: this.state.rawBuffer.toString(encoding) }
                : {},
              info === true ? { info: this.__infoRecord() } : {},
            );
            const err = this.__push(
              objname === undefined ? extRecord : [record[objname], extRecord],
              push,
            );
            if (err) {
              return err;
            }
          } else {
            const err = this.__push(
              objname === undefined ? record : [record[objname], record],
              push,
            );
            if (err) {
              return err;
            }
          }
        }
      }
      this.__resetRecord();
    },
    __firstLineToColumns: function (record) {
      const { firstLineToHeaders } = this.state;
      try {
        const headers =
          firstLineToHeaders === undefined
            ? record
            : firstLineToHeaders.call(null, record);
        if (!Array.isArray(headers)) {
          return this.__error(
            new CsvError(
              "CSV_INVALID_COLUMN_MAPPING",
              [
                "Invalid Column Mapping:",
                "expect an array from column function,",
                `got ${JSON.stringify(headers)}`,
              ],
              this.options,
              this.__infoField(),
              {
                headers: headers,
              },
            ),
          );
        }
        const normalizedHeaders = normalize_columns_array(headers);
        this.state.expectedRecordLength = normalizedHeaders.length;
        this.options.columns = normalizedHeaders;
        this.__resetRecord();
        return;
      } catch (err) {
        return err;
      }
    },
    __resetRecord: function () {
      if (this.options.raw === true) {
        this.state.rawBuffer.reset();
      }
      this.state.error = undefined;
      this.state.record = [];
      this.state.record_length = 0;
    },
    __onField: function () {
      const { cast, encoding, rtrim, max_record_size } = this.options;
      const { enabled, wasQuoting } = this.state;
      // Short circuit for the from_line options
      if (enabled === false) {
        return this.__resetField();
      }
      let field = this.state.field.toString(encoding);
      if (rtrim === true && wasQuoting === false) {
        field = field.trimRight();
      }
      if (cast === true) {
        const [err, f] = this.__cast(field);
        if (err !== undefined) return err;
        field = f;
      }
      this.state.record.push(field);
      // Increment record length if record size must not exceed a limit
      if (max_record_size !== 0 && typeof field === "string") {
        this.state.record_length += field.length;
      }
      this.__resetField();
    },
    __resetField: function () {
      this.state.field.reset();
      this.state.wasQuoting = false;
    },
    __push: function (record, push) {
      const { on_record } = this.options;
      if (on_record !== undefined) {
        const info = this.__infoRecord();
        try {
          record = on_record.call(null, record, info);
        } catch (err) {
          return err;
        }
        if (record === undefined || record === null) {
          return;
        }
      }
      this.info.bytes_records += this.info.bytes;
      push(record);
    },
    // Return a tuple with the error and the casted value
    __cast: function (field) {
      const { columns, relax_column_count } = this.options;
      const isColumns = Array.isArray(columns);
      // Dont loose time calling cast
      // because the final record is an object
      // and this field can't be associated to a key present in columns
      if (
        isColumns === true &&
        relax_column_count &&
        this.options.columns.length <= this.state.record.length
      ) {
        return [undefined, undefined];
      }
      if (this.state.castField !== null) {
        try {
          const info = this.__infoField();
          return [undefined, this.state.castField.call(null, field, info)];
        } catch (err) {
          return [err];
        }
      }
      if (this.__isFloat(field)) {
        return [undefined, parseFloat(field)];
      } else if (this.options.cast_date !== false) {
        const info = this.__infoField();
        return [undefined, this.options.cast_date.call(null, field, info)];
      }
      return [undefined, field];
    },
    __compareBytes: function (sourceBuf, targetBuf, targetPos, firstByte) {
      if (sourceBuf[0] !== firstByte) return 0;
      const sourceLength = sourceBuf.length;
      for (let i = 1; i < sourceLength; i++) {
        if (sourceBuf[i] !== targetBuf[targetPos + i]) return 0;
      }
      return sourceLength;
    },
    // Helper to test if a character is trimable
    __isCharTrimable: function (buf, pos) {
      const { timchars, timcharFirstBytes } = this.state;
      // Fast bail-out: non-whitespace bytes (the common case) are rejected
      // without scanning the full timchar list.
      const first = buf[pos];
      if (first === undefined || timcharFirstBytes[first] === 0) return 0;
      loop1: for (let i = 0; i < timchars.length; i++) {
        const timchar = timchars[i];
        for (let j = 0; j < timchar.length; j++) {
          if (timchar[j] !== buf[pos + j]) continue loop1;
        }
        return timchar.length;
      }
      return 0;
    },
    __isDelimiter: function (buf, pos, chr) {
      const { delimiter, ignore_last_delimiters } = this.options;
      if (
        ignore_last_delimiters === true &&
        this.state.record.length === this.options.columns.length - 1
      ) {
        return 0;
      } else if (
        ignore_last_delimiters !== false &&
        typeof ignore_last_delimiters === "number" &&
        this.state.record.length === ignore_last_delimiters - 1
      ) {
        return 0;
      }
      loop1: for (let i = 0; i < delimiter.length; i++) {
        const del = delimiter[i];
        if (del[0] === chr) {
          for (let j = 1; j < del.length; j++) {
            if (del[j] !== buf[pos + j]) continue loop1;
          }
          return del.length;
        }
      }
      return 0;
    },
    __isEscape: function (buf, pos, chr) {
      const { escape } = this.options;
      if (escape === null) return false;
      const l = escape.length;
      if (escape[0] === chr) {
        for (let i = 0; i < l; i++) {
          if (escape[i] !== buf[pos + i]) {
            return false;
          }
        }
        return true;
      }
      return false;
    },
    __isFloat: function (value) {
      return value - parseFloat(value) + 1 >= 0; // Borrowed from jquery
    },
    // Keep it in case we implement the `cast_int` option
    // __isInt(value){
    //   // return Number.isInteger(parseInt(value))
    //   // return !isNaN( parseInt( obj ) );
    //   return /^(\-|\+)?[1-9][0-9]*$/.test(value)
    // }
    __isQuote: function (buf, pos) {
      const { quote } = this.options;
      if (quote === null) return false;
      const l = quote.length;
      for (let i = 0; i < l; i++) {
        if (quote[i] !== buf[pos + i]) {
          return false;
        }
      }
      return true;
    },
    __isRecordDelimiter: function (chr, buf, pos) {
      const { record_delimiter } = this.options;
      const recordDelimiterLength = record_delimiter.length;
      loop1: for (let i = 0; i < recordDelimiterLength; i++) {
        const rd = record_delimiter[i];
        const rdLength = rd.length;
        if (rd[0] !== chr) {
          continue;
        }
        for (let j = 1; j < rdLength; j++) {
          if (rd[j] !== buf[pos + j]) {
            continue loop1;
          }
        }
        return rd.length;
      }
      return 0;
    },
    __autoDiscoverRecordDelimiter: function (buf, pos) {
      const { encoding } = this.options;
      // Note, we don't need to cache this information in state,
      // It is only called on the first line until we find out a suitable
      // record delimiter.
      const rds = [
        // Important, the windows line ending must be before mac os 9
        Buffer.from("\r\n", encoding),
        Buffer.from("\n", encoding),
        Buffer.from("\r", encoding),
      ];
      loop: for (let i = 0; i < rds.length; i++) {
        const l = rds[i].length;
        for (let j = 0; j < l; j++) {
          if (rds[i][j] !== buf[pos + j]) {
            continue loop;
          }
        }
        this.options.record_delimiter.push(rds[i]);
        this.state.recordDelimiterMaxLength = rds[i].length;
        return rds[i].length;
      }
      return 0;
    },
    __error: function (msg) {
      const { encoding, raw, skip_records_with_error } = this.options;
      const err = typeof msg === "string" ? new Error(msg) : msg;
      if (skip_records_with_error) {
        this.state.recordHasError = true;
        if (this.options.on_skip !== undefined) {
          try {
            this.options.on_skip(
              err,
              raw ? this.state.rawBuffer.toString(encoding) : undefined,
            );
          } catch (err) {
            return err;
          }
        }
        // this.emit('skip', err, raw ? this.state.rawBuffer.toString(encoding) : undefined);
        return undefined;
      } else {
        return err;
      }
    },
    __infoDataSet: function () {
      return {
        ...this.info,
        columns: this.options.columns,
      };
    },
    __infoRecord: function () {
      const { columns, raw, encoding } = this.options;
      return {
        ...this.__infoDataSet(),
        bytes_records: this.info.bytes,
        error: this.state.error,
        header: columns === true,
        index: this.state.record.length,
        raw: raw ? this.state.rawBuffer.toString(encoding) : undefined,
      };
    },
    __infoField: function () {
      const { columns } = this.options;
      const isColumns = Array.isArray(columns);
      // Bytes records are only incremented when all records'fields are parsed
      const bytes_records = this.info.bytes_records;
      return {
        ...this.__infoRecord(),
        bytes_records: bytes_records,
        column:
          isColumns === true
            ? columns.length > this.state.record.length
              ? columns[this.state.record.length].name
              : null
            : this.state.record.length,
        quoting: this.state.wasQuoting,
      };
    },
  };
};



;// CONCATENATED MODULE: ./node_modules/csv-parse/lib/sync.js



const sync_parse = function (data, opts = {}) {
  if (typeof data === "string") {
    data = Buffer.from(data);
  }
  const records = opts && opts.objname ? Object.create(null) : [];
  const parser = transform(opts);
  const push = (record) => {
    if (parser.options.objname === undefined) records.push(record);
    else {
      records[record[0]] = record[1];
    }
  };
  const close = () => {};
  const error = parser.parse(data, true, push, close);
  if (error !== undefined) throw error;
  return records;
};



;// CONCATENATED MODULE: ./lib/request/lists.js


/**
 * Splits a list input as docker/build-push-action does (csv-parse's grammar); throws an InputError for a quote without end.
 *
 * | text | commas | lines |
 * | --- | --- | --- |
 * | `a,b` | `a` `b` | `a,b` |
 * | `a` newline `b` | `a` `b` | `a` `b` |
 * | `"a=1` newline `2"` | `a=1` newline `2` | `a=1` newline `2` |
 * | `"a=""1"""` | `a="1"` | `a="1"` |
 * | `a=x,"y"` | `a=x` `y` | `a=x,"y"` (there: `a=x,y`, so a value would not arrive as it was written) |
 *
 * White space around an entry and empty entries are dropped; inside quotes white space stays.
 */
function parseList(input, text, separator) {
    if (text.trim() === '')
        return [];
    const records = parseRecords(input, text, separator === 'commas' ? ',' : NEVER);
    const entries = separator === 'commas' ? records.flatMap(splitRecord) : records.map((fields) => fields.join(NEVER));
    return entries.filter((entry) => entry.trim() !== '');
}
/**
 * Splits a list of lines byte for byte as docker/build-push-action does where it takes commas for a part of the value: fields by
 * csv-parse's grammar, joined again, so that a field in double quotes loses them (`a=x,"y"` is `a=x,y`).
 */
function parseLines(input, text) {
    if (text.trim() === '')
        return [];
    const lines = parseRecords(input, text, ',', false).map((fields) => fields.join(','));
    return lines.map((line) => line.trim()).filter((line) => line !== '');
}
/** An input comes from an environment variable, which cannot hold this character: with it a line is one field. */
const NEVER = '\0';
function parseRecords(input, text, delimiter, trims = true) {
    try {
        return sync_parse(text.trim(), {
            delimiter,
            // Left to itself the parser takes the first kind of line end it meets for the only one.
            recordDelimiter: ['\r\n', '\n'],
            relaxQuotes: true,
            relaxColumnCount: true,
            skipEmptyLines: true,
            cast: (field, { quoting }) => (quoting || !trims ? field : field.trim()),
        });
    }
    catch {
        // The parser's own message may hold a part of the text, which may be a secret.
        throw new InputError(`"${input}" has a double quote that is not closed: an entry that begins with one must end with one, and those inside it are doubled.`);
    }
}
/** A quoted line that is the only field of its record is split like an unquoted one: docker/build-push-action does so too. */
function splitRecord(fields) {
    return fields.length === 1 ? (fields[0] ?? '').split(',').map((entry) => entry.trim()) : fields;
}

;// CONCATENATED MODULE: ./lib/request/pairs.js




/** Reads `NAME=VALUE` lines of variables; a NAME alone takes its value from the environment and is dropped where that has none. */
function parseVariables(input, text, { env, warn }) {
    const pairs = parseList(input, text, 'lines').flatMap((entry, index) => {
        const [name, value] = splitAtEquals(entry);
        checkVariable(input, name, value, index);
        const known = value ?? named(input, name, { env, warn });
        return known === undefined ? [] : [[name, known]];
    });
    return lastOfEach(pairs);
}
/**
 * Reads `NAME=VALUE` lines of build arguments, of any name, as buildx does: a name alone takes its value from the environment, and
 * one that has none there, such as a comment, is dropped.
 */
function parseBuildArgs(text, around) {
    const pairs = parseLines('build-args', text).flatMap((entry) => {
        const [name, written] = splitAtEquals(entry);
        const value = written ?? named('build-args', name, around);
        return name === '' || value === undefined ? [] : [[name, value]];
    });
    return lastOfEach(pairs);
}
/** Reads `NAME=VALUE` lines of labels, of any name; a name alone has an empty value, as with docker, and a comment is dropped. */
function parseLabels(text) {
    return parseLines('labels', text).flatMap((entry) => {
        const [name, value] = splitAtEquals(entry);
        return name === '' || (value === undefined && name.startsWith('#')) ? [] : [[name, value ?? '']];
    });
}
/** Reads `HOST:IP` entries (or `HOST=IP`, `HOST:[IP]`) as host and address. */
function parseAddHosts(text) {
    return parseList('add-hosts', text, 'commas').map((entry) => {
        const [, host = '', bracketed, bare = ''] = /^([^:=\s]+)[:=](?:\[(.*)\]|(.*))$/s.exec(entry) ?? [];
        const address = bracketed ?? bare;
        if ((0,external_node_net_namespaceObject.isIP)(address) !== 0)
            return [host.toLowerCase(), address];
        const gateway = address === 'host-gateway' ? ' BuildKit knows no host-gateway.' : '';
        throw new InputError(`"add-hosts" must have entries like db.local:10.0.0.5: got ${shown(entry)}.${gateway}`);
    });
}
/** Reads `NAME=SOFT[:HARD]` lines of limits (docker/go-units' rules). */
function parseUlimits(text) {
    return parseList('ulimit', text, 'lines').map((entry) => {
        const [, name = '', soft, hard] = /^([a-z]+)=(-1|\d{1,15})(?::(-1|\d{1,15}))?$/.exec(entry) ?? [];
        if (soft === undefined) {
            throw new InputError(`"ulimit" must have entries like nofile=1024:2048: got ${shown(entry)}.`);
        }
        if (!LIMITS.includes(name))
            throw new InputError(`"ulimit" has ${shown(entry)}: write ${oneOf(LIMITS)}.`);
        const [least, most] = [soft, hard ?? soft].map((limit) => limit === '-1' ? Number.POSITIVE_INFINITY : Number(limit));
        if ((least ?? 0) <= (most ?? 0))
            return entry;
        throw new InputError(`"ulimit" has ${shown(entry)}: the soft limit may not be above the hard one.`);
    });
}
/** Splits `NAME=VALUE` at the first equals sign; no value where there is none. */
function splitAtEquals(entry) {
    const border = entry.indexOf('=');
    return border < 0 ? [entry, undefined] : [entry.slice(0, border), entry.slice(border + 1)];
}
/** The pairs with each name once: its first place and its last value, as docker takes them. */
function lastOfEach(pairs) {
    return [...new Map(pairs)];
}
/** Returns the value that the environment has for a name that stands alone. */
function named(input, name, { env, warn }) {
    const value = env[name];
    if (value === undefined || !isRunners(name))
        return value;
    warn(`"${input}" has ${name} without a value, which is the runner's own and left out: write NAME=VALUE where it is meant.`);
    return undefined;
}
const LIMITS = [
    ...['core', 'cpu', 'data', 'fsize', 'locks', 'memlock', 'msgqueue', 'nice', 'nofile', 'nproc', 'rss'],
    ...['rtprio', 'rttime', 'sigpending', 'stack'],
];
function checkVariable(input, name, value, index) {
    if (/^[A-Za-z_]\w*$/.test(name))
        return;
    // Without an equals sign it may be a line of an unquoted value, which is not for the log.
    const got = value === undefined ? 'no NAME=VALUE' : name === '' ? 'no name' : `the name ${shown(name)}`;
    throw new InputError(`"${input}" has ${got} in entry ${index + 1}: a name is letters, digits and _ and starts with no digit; a value of several lines needs double quotes around the entry.`);
}

;// CONCATENATED MODULE: ./lib/request/proxies.js



/** The variables of a proxy, which BuildKit also knows as build arguments that no Dockerfile declares. */
const NAMES = ['HTTP_PROXY', 'HTTPS_PROXY', 'NO_PROXY', 'FTP_PROXY', 'ALL_PROXY'];
/** Takes each variable of a proxy from the first source that has it, in whatever capitals, and names it in upper case. */
function proxies_toProxies(...sources) {
    const found = NAMES.flatMap((name) => {
        const values = sources.map((source) => source.find(([each, value]) => each.toUpperCase() === name && value)?.[1]);
        const value = values.find(Boolean);
        return value === undefined ? [] : [[name, value]];
    });
    return found.every(([name]) => name === 'NO_PROXY') ? [] : found;
}
/** Names the hosts of proxies, with their ports. */
function proxyHosts(proxies) {
    return proxies.filter(([name]) => name !== 'NO_PROXY').flatMap(([, value]) => toUrl(value)?.host ?? []);
}
/** Returns what nobody may see of proxies: their passwords, as written and as sent. */
function proxySecrets(proxies) {
    const urls = proxies.flatMap(([name, value]) => (name === 'NO_PROXY' ? [] : (toUrl(value) ?? [])));
    return urls.flatMap(({ username, password }) => {
        const login = `${decodeURIComponent(username)}:${decodeURIComponent(password)}`;
        return password === '' ? [] : [password, decodeURIComponent(password), Buffer.from(login).toString('base64')];
    });
}
/** Reads `proxies` of docker's configuration as docker/cli does (cli/config/configfile); what is malformed is told when logins are read. */
function readDockerProxies(env) {
    try {
        const file = (0,external_node_path_namespaceObject.join)(env.DOCKER_CONFIG || (0,external_node_path_namespaceObject.join)(env.HOME || (0,external_node_os_namespaceObject.homedir)(), '.docker'), 'config.json');
        const { proxies = {} } = JSON.parse((0,external_node_fs_namespaceObject.readFileSync)(file, 'utf8'));
        const found = proxies[env.DOCKER_HOST || 'unix:///var/run/docker.sock'] ?? proxies.default ?? {};
        const variables = Object.entries(found).map(([name, value]) => [name.replace(/Proxy$/, '_PROXY'), value]);
        return variables.filter(([, value]) => typeof value === 'string');
    }
    catch {
        return [];
    }
}
/** Like Go's clients, a proxy without a scheme is an http one. */
function toUrl(value) {
    return URL.parse(value.includes('://') ? value : `http://${value}`) ?? undefined;
}

;// CONCATENATED MODULE: ./lib/request/scalars.js

/** Reads a boolean as YAML 1.2's core schema writes it; '' is the default. */
function parseBoolean(input, text, byDefault) {
    if (text === '')
        return byDefault;
    if (TRUE.test(text))
        return true;
    if (FALSE.test(text))
        return false;
    throw new InputError(`"${input}" must be true or false: got ${shown(text)}.`);
}
/** Tells whether a text is one of YAML 1.2's booleans, for inputs that may be something else. */
function isBoolean(text) {
    return TRUE.test(text) || FALSE.test(text);
}
/** Reads one of a few words; '' is the default. */
function parseChoice(input, text, choices, byDefault) {
    if (text === '')
        return byDefault;
    const choice = choices.find((each) => each === text);
    if (choice === undefined)
        throw new InputError(`"${input}" must be ${oneOf(choices)}: got ${shown(text)}.`);
    return choice;
}
/** Reads a whole number between two others; undefined for ''. */
function scalars_parseInteger(input, text, least, most) {
    if (text === '')
        return undefined;
    const number = /^\d{1,9}$/.test(text) ? Number(text) : Number.NaN;
    if (number >= least && number <= most)
        return number;
    throw new InputError(`"${input}" must be a whole number from ${least} to ${most}: got ${shown(text)}.`);
}
/** Reads a size as docker does (`64m`, `1.5g`, `2GiB`, all powers of 1024) in bytes; undefined for ''. */
function parseSize(input, text) {
    if (text === '')
        return undefined;
    const [, number, unit] = /^(\d+(?:\.\d+)?) ?([kmgtp]?)(?:i?b)?$/i.exec(text) ?? [];
    const bytes = Math.floor(Number(number) * 1024 ** ' kmgtp'.indexOf(unit?.toLowerCase() || ' '));
    if (Number.isSafeInteger(bytes))
        return bytes;
    throw new InputError(`"${input}" must be a size like 64m, 2g or 1048576 (bytes): got ${shown(text)}.`);
}
/** Reads a duration (`90s`, `30m`, `1h30m`) in milliseconds; undefined for ''. */
function parseDuration(input, text) {
    if (text === '')
        return undefined;
    const [, hours = '0', minutes = '0', seconds = '0'] = /^(?:(\d{1,5})h)?(?:(\d{1,5})m)?(?:(\d{1,5})s)?$/.exec(text) ?? [];
    const duration = ((Number(hours) * 60 + Number(minutes)) * 60 + Number(seconds)) * 1000;
    if (duration > 0 && duration <= LONGEST_HOURS * 3_600_000)
        return duration;
    throw new InputError(`"${input}" must be a time like 90s, 30m or 1h30m, at most ${LONGEST_HOURS}h: got ${shown(text)}.`);
}
/** The core schema has no `yes`, `on` or `1` (YAML 1.2.2 section 10.3.2); the runner's own toolkit reads the same words. */
const TRUE = /^(?:true|True|TRUE)$/;
const FALSE = /^(?:false|False|FALSE)$/;
/** Node's timers end after 2³¹ − 1 ms, which is 596 hours. */
const LONGEST_HOURS = 500;

;// CONCATENATED MODULE: ./lib/request/shell-words.js

/** Splits a command line into words as a shell does with quotes and backslashes, expanding nothing. */
function parseWords(input, text) {
    const words = [];
    for (const [, word = ''] of text.matchAll(/\s*((?:"(?:[^"\\]|\\.)*"|'[^']*'|\\.|[^\s"'\\])+|["'\\])/gs)) {
        if (/^["'\\]$/.test(word))
            throw new InputError(`"${input}" has a quote or a backslash without an end: close it.`);
        words.push(word.replace(PART, (_, double, single, escaped) => double?.replace(/\\(["\\$`])/g, '$1') ?? single ?? escaped));
    }
    return words;
}
const PART = /"((?:[^"\\]|\\.)*)"|'([^']*)'|\\(.)/gs;

;// CONCATENATED MODULE: ./lib/request/builder-request.js











/** Reads the inputs of the builder; `buildkitd-config` becomes a path that is still to be read. */
function parseBuilder(inputs, around, use) {
    const { workspace, env } = around;
    const config = inputs['buildkitd-config'];
    const inline = inputs['buildkitd-config-inline'];
    if (config !== '' && inline.trim() !== '') {
        throw new InputError('"buildkitd-config" and "buildkitd-config-inline" are both given: remove one of them.');
    }
    checkConfig('buildkitd-config-inline', inline);
    const image = inputs['buildkit-image'] || BUILDKIT_IMAGE;
    parseLowered('buildkit-image', image);
    const variables = parseVariables('builder-env', inputs['builder-env'], around);
    const endpoint = parseEndpoint(inputs, workspace);
    // What reaches the network from this machine need not do so from where an endpoint is.
    const here = endpoint === undefined;
    const proxies = proxies_toProxies(here ? variables : [], use.dockerProxies ?? [], here ? Object.entries(env) : []);
    const caches = [...(use.cache?.from ?? []), ...(use.cache?.to ?? [])];
    const written = new Set(variables.map(([name]) => name.toUpperCase()));
    return {
        endpoint,
        image,
        config: inline.trim() === '' ? undefined : inline,
        configFile: config === '' ? undefined : (0,external_node_path_namespaceObject.resolve)(workspace, config),
        certificates: {},
        flags: parseWords('buildkitd-flags', inputs['buildkitd-flags']),
        // The daemon knows an entitlement by its kind; which device it is for stands in the build's own flag.
        entitlements: [...new Set(use.allow.map((each) => each.split('=')[0] ?? each))],
        ...parseBuilderNetwork(inputs['builder-network'], use, proxyHosts(proxies)),
        state: parseChoice('state', inputs.state, ['disk', 'memory'], 'disk'),
        networkTimeout: use.networkTimeout,
        env: variables,
        proxies,
        inherited: [...proxies, ...cloudVariables(caches, env)].filter(([name]) => !written.has(name)),
        cpus: parseCpus(inputs['builder-cpus']),
        memory: parseSize('builder-memory', inputs['builder-memory'])?.toString(),
    };
}
/** Throws an InputError where a configuration is no TOML: buildkitd would say so once it has started, and name no input. */
function checkConfig(input, text) {
    try {
        parseBuildkitdConfig(text);
    }
    catch (error) {
        if (!(error instanceof SyntaxError))
            throw error;
        throw new InputError(`"${input}" is no TOML: ${error.message}.`);
    }
}
/** The schemes that buildctl connects to (client/connhelper), and plain sockets. */
const SCHEMES = ['tcp', 'unix', 'ssh', 'kube-pod', 'docker-container', 'podman-container', 'nerdctl-container'];
function parseEndpoint(inputs, workspace) {
    const address = inputs.endpoint;
    const folder = inputs['endpoint-tls'];
    const [, scheme = ''] = /^([\w-]+):\/\/\S+$/.exec(address) ?? [];
    if (address !== '' && !SCHEMES.includes(scheme)) {
        throw new InputError(`"endpoint" must be an address like tcp://HOST:1234 (${oneOf(SCHEMES)}): got ${shown(address)}.`);
    }
    if (folder !== '' && scheme !== 'tcp') {
        throw new InputError('"endpoint-tls" is for a tcp endpoint only: write endpoint: tcp://HOST:PORT or remove it.');
    }
    if (address === '')
        return undefined;
    return { address, tlsFolder: folder === '' ? undefined : (0,external_node_path_namespaceObject.resolve)(workspace, folder) };
}
/**
 * In its own network the builder cannot reach what listens on this machine's loopback addresses. A RUN that may not have the machine's
 * network then has another one than buildkitd; where the proxy is on this machine, a RUN has to reach it too.
 */
function parseBuilderNetwork(text, { hosts, allow }, proxies) {
    const daemonNetwork = 'with RUN';
    if (text === '' || text === 'auto') {
        const isShared = proxies.some(reference_isLocalhost) || (hosts.some(reference_isLocalhost) && allow.includes('network.host'));
        if (isShared)
            return { network: 'host', daemonNetwork };
        if (!hosts.some(reference_isLocalhost))
            return { network: 'default', daemonNetwork };
        return { network: 'default', daemonNetwork: 'machine' };
    }
    if (/^[A-Za-z0-9][\w.:-]*$/.test(text))
        return { network: text, daemonNetwork };
    throw new InputError(`"builder-network" must be auto or the name of a docker network: got ${shown(text)}.`);
}
function parseCpus(text) {
    if (text === '')
        return undefined;
    if (/^\d{1,4}(?:\.\d{1,9})?$/.test(text) && Number(text) > 0)
        return text;
    throw new InputError(`"builder-cpus" must be a number above 0, like 1.5: got ${shown(text)}.`);
}

;// CONCATENATED MODULE: external "node:util"
const external_node_util_namespaceObject = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:util");
;// CONCATENATED MODULE: ./lib/request/git-repository.js




/** Finds the repository whose work tree the folder is, reading files only; undefined when it is none. */
async function findGitFolders(workspace) {
    const dotGit = (0,external_node_path_namespaceObject.join)(workspace, '.git');
    // In a linked worktree or a submodule, `.git` is a file that names the folder.
    const link = await git_repository_readText(dotGit);
    const folder = link === undefined ? dotGit : /^gitdir: (.+?)\s*$/.exec(link)?.[1];
    if (folder === undefined)
        return undefined;
    const own = (0,external_node_path_namespaceObject.resolve)(workspace, folder);
    if ((await git_repository_readText((0,external_node_path_namespaceObject.join)(own, 'HEAD'))) === undefined)
        return undefined;
    const shared = await git_repository_readText((0,external_node_path_namespaceObject.join)(own, 'commondir'));
    return { own, shared: shared === undefined ? own : (0,external_node_path_namespaceObject.resolve)(own, shared.trim()) };
}
/** Reads the commit that HEAD points to, starting git only where no file tells it; undefined when there is none yet. */
async function readHead(folders) {
    let text = await git_repository_readText((0,external_node_path_namespaceObject.join)(folders.own, 'HEAD'));
    for (let link = 0; link < 5 && text !== undefined; link++) {
        if (COMMIT.test(text.trim()))
            return text.trim();
        const ref = /^ref: (refs\/\S+)\s*$/.exec(text)?.[1];
        if (ref === undefined)
            break;
        text = (await git_repository_readText((0,external_node_path_namespaceObject.join)(folders.shared, ref))) ?? (await readPackedRef(folders, ref));
    }
    // The reftable format, or a branch without a commit.
    return await git(folders, ['rev-parse', '--verify', '--quiet', 'HEAD^{commit}']);
}
/** Says whether the commit is an ancestor of the other; false too where the history at hand does not tell. */
async function isAncestor(folders, commit, of) {
    return COMMIT.test(commit) && (await git(folders, ['merge-base', '--is-ancestor', commit, of])) !== undefined;
}
/** Reads a commit's time (committer's, ISO 8601); undefined when the repository does not hold the commit. */
async function readCommitTime(folders, commit) {
    return COMMIT.test(commit)
        ? await git(folders, ['log', '-1', '--no-show-signature', '--format=%cI', commit, '--'])
        : undefined;
}
const COMMIT = /^(?:[0-9a-f]{40}|[0-9a-f]{64})$/;
async function readPackedRef({ shared }, ref) {
    const lines = (await git_repository_readText((0,external_node_path_namespaceObject.join)(shared, 'packed-refs')))?.split('\n');
    return lines?.find((line) => line.endsWith(` ${ref}`))?.split(' ')[0];
}
/** The text of a file; undefined when it cannot be read (none there, a folder, no right). */
async function git_repository_readText(path) {
    try {
        return await (0,promises_namespaceObject.readFile)(path, 'utf8');
    }
    catch {
        return undefined;
    }
}
const run = (0,external_node_util_namespaceObject.promisify)(external_node_child_process_namespaceObject.execFile);
async function git({ own }, args) {
    try {
        // A folder that is named is read even when it belongs to another user (container jobs), in every version of git,
        // unlike one that is found; and a commit that is not here is not worth a download.
        const env = { ...process.env, GIT_NO_LAZY_FETCH: '1', GIT_TERMINAL_PROMPT: '0' };
        const { stdout } = await run('git', [`--git-dir=${own}`, ...args], {
            env,
            timeout: 5000,
        });
        return stdout.trim();
    }
    catch {
        return undefined;
    }
}

;// CONCATENATED MODULE: ./lib/request/git-context.js


/** Reads the repository, ref, commit and event of this run from the runner's environment, the event's payload and the workspace; never throws. */
async function readGitContext(env, workspace) {
    const [payloadText, folders] = await Promise.all([readPayload(env.GITHUB_EVENT_PATH), findGitFolders(workspace)]);
    const context = parseGitContext(env, payloadText);
    const told = toCommitTime(context);
    const [head, commitTime] = await Promise.all([
        compareHead(folders, context.sha),
        told ?? (folders && readCommitTime(folders, context.sha).then(toUtcSeconds)),
    ]);
    return { ...context, head, commitTime };
}
/** Makes the part of the context that environment and payload tell; what is missing or unknown there is empty or undefined. */
function parseGitContext(env, payloadText) {
    return {
        event: env.GITHUB_EVENT_NAME ?? '',
        ref: env.GITHUB_REF ?? '',
        sha: env.GITHUB_SHA ?? '',
        repository: env.GITHUB_REPOSITORY ?? '',
        serverUrl: env.GITHUB_SERVER_URL || 'https://github.com',
        payload: parsePayload(payloadText),
        actionsCacheMode: toCacheMode(env.ACTIONS_CACHE_MODE),
    };
}
/** Finds the time of the run's commit in the payload (push, merge_group), as UTC seconds; undefined when it tells of another commit. */
function toCommitTime({ payload, sha }) {
    const group = payload?.merge_group;
    const commits = [payload?.head_commit, isRecord(group) ? group.head_commit : undefined];
    const commit = commits.find((each) => isRecord(each) && each.id === sha);
    return isRecord(commit) ? toUtcSeconds(commit.timestamp) : undefined;
}
/** Normalises an ISO 8601 time with a zone to UTC seconds (`2026-11-24T07:20:12Z`); undefined when it is none. */
function toUtcSeconds(time) {
    if (typeof time !== 'string' || !ISO_TIME.test(time))
        return undefined;
    const milliseconds = Date.parse(time);
    return Number.isNaN(milliseconds) ? undefined : `${new Date(milliseconds).toISOString().slice(0, 19)}Z`;
}
const ISO_TIME = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?(?:Z|[+-]\d\d:\d\d)$/;
async function readPayload(path) {
    return path ? await (0,promises_namespaceObject.readFile)(path, 'utf8').catch(() => undefined) : undefined;
}
async function compareHead(folders, sha) {
    if (folders === undefined || sha === '')
        return 'unknown';
    const head = await readHead(folders);
    if (head === sha)
        return 'same';
    return head !== undefined && (await isAncestor(folders, sha, head)) ? 'ahead' : 'differs';
}
function parsePayload(text) {
    try {
        const payload = JSON.parse(text ?? 'null');
        return isRecord(payload) ? payload : undefined;
    }
    catch {
        return undefined;
    }
}
/** A mode that is not known restricts nothing, as in the Actions cache's own client. */
function toCacheMode(text) {
    const mode = text?.trim().toLowerCase();
    return mode === 'none' || mode === 'read' || mode === 'write' || mode === 'write-only' ? mode : undefined;
}
function isRecord(value) {
    return typeof value === 'object' && value !== null && !Array.isArray(value);
}

;// CONCATENATED MODULE: ./lib/node_modules/@actions/core/lib/utils.js
// We use any as a valid input type
/* eslint-disable @typescript-eslint/no-explicit-any */
/**
 * Sanitizes an input into a string so it can be passed into issueCommand safely
 * @param input input to sanitize into a string
 */
function utils_toCommandValue(input) {
    if (input === null || input === undefined) {
        return '';
    }
    else if (typeof input === 'string' || input instanceof String) {
        return input;
    }
    return JSON.stringify(input);
}
/**
 *
 * @param annotationProperties
 * @returns The command properties to send with the actual annotation command
 * See IssueCommandProperties: https://github.com/actions/runner/blob/main/src/Runner.Worker/ActionCommandManager.cs#L646
 */
function utils_toCommandProperties(annotationProperties) {
    if (!Object.keys(annotationProperties).length) {
        return {};
    }
    return {
        title: annotationProperties.title,
        file: annotationProperties.file,
        line: annotationProperties.startLine,
        endLine: annotationProperties.endLine,
        col: annotationProperties.startColumn,
        endColumn: annotationProperties.endColumn
    };
}
//# sourceMappingURL=utils.js.map
;// CONCATENATED MODULE: ./lib/node_modules/@actions/core/lib/command.js


/**
 * Issues a command to the GitHub Actions runner
 *
 * @param command - The command name to issue
 * @param properties - Additional properties for the command (key-value pairs)
 * @param message - The message to include with the command
 * @remarks
 * This function outputs a specially formatted string to stdout that the Actions
 * runner interprets as a command. These commands can control workflow behavior,
 * set outputs, create annotations, mask values, and more.
 *
 * Command Format:
 *   ::name key=value,key=value::message
 *
 * @example
 * ```typescript
 * // Issue a warning annotation
 * issueCommand('warning', {}, 'This is a warning message');
 * // Output: ::warning::This is a warning message
 *
 * // Set an environment variable
 * issueCommand('set-env', { name: 'MY_VAR' }, 'some value');
 * // Output: ::set-env name=MY_VAR::some value
 *
 * // Add a secret mask
 * issueCommand('add-mask', {}, 'secretValue123');
 * // Output: ::add-mask::secretValue123
 * ```
 *
 * @internal
 * This is an internal utility function that powers the public API functions
 * such as setSecret, warning, error, and exportVariable.
 */
function command_issueCommand(command, properties, message) {
    const cmd = new Command(command, properties, message);
    process.stdout.write(cmd.toString() + external_os_namespaceObject.EOL);
}
function command_issue(name, message = '') {
    command_issueCommand(name, {}, message);
}
const CMD_STRING = '::';
class Command {
    constructor(command, properties, message) {
        if (!command) {
            command = 'missing.command';
        }
        this.command = command;
        this.properties = properties;
        this.message = message;
    }
    toString() {
        let cmdStr = CMD_STRING + this.command;
        if (this.properties && Object.keys(this.properties).length > 0) {
            cmdStr += ' ';
            let first = true;
            for (const key in this.properties) {
                if (this.properties.hasOwnProperty(key)) {
                    const val = this.properties[key];
                    if (val) {
                        if (first) {
                            first = false;
                        }
                        else {
                            cmdStr += ',';
                        }
                        cmdStr += `${key}=${escapeProperty(val)}`;
                    }
                }
            }
        }
        cmdStr += `${CMD_STRING}${escapeData(this.message)}`;
        return cmdStr;
    }
}
function escapeData(s) {
    return utils_toCommandValue(s)
        .replace(/%/g, '%25')
        .replace(/\r/g, '%0D')
        .replace(/\n/g, '%0A');
}
function escapeProperty(s) {
    return utils_toCommandValue(s)
        .replace(/%/g, '%25')
        .replace(/\r/g, '%0D')
        .replace(/\n/g, '%0A')
        .replace(/:/g, '%3A')
        .replace(/,/g, '%2C');
}
//# sourceMappingURL=command.js.map
;// CONCATENATED MODULE: external "crypto"
const external_crypto_namespaceObject = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("crypto");
;// CONCATENATED MODULE: ./lib/node_modules/@actions/core/lib/file-command.js
// For internal use, subject to change.
// We use any as a valid input type
/* eslint-disable @typescript-eslint/no-explicit-any */




function file_command_issueFileCommand(command, message) {
    const filePath = process.env[`GITHUB_${command}`];
    if (!filePath) {
        throw new Error(`Unable to find environment variable for file command ${command}`);
    }
    if (!external_fs_namespaceObject.existsSync(filePath)) {
        throw new Error(`Missing file at path: ${filePath}`);
    }
    external_fs_namespaceObject.appendFileSync(filePath, `${utils_toCommandValue(message)}${external_os_namespaceObject.EOL}`, {
        encoding: 'utf8'
    });
}
function file_command_prepareKeyValueMessage(key, value) {
    const delimiter = `ghadelimiter_${external_crypto_namespaceObject.randomUUID()}`;
    const convertedValue = utils_toCommandValue(value);
    // These should realistically never happen, but just in case someone finds a
    // way to exploit uuid generation let's not allow keys or values that contain
    // the delimiter.
    if (key.includes(delimiter)) {
        throw new Error(`Unexpected input: name should not contain the delimiter "${delimiter}"`);
    }
    if (convertedValue.includes(delimiter)) {
        throw new Error(`Unexpected input: value should not contain the delimiter "${delimiter}"`);
    }
    return `${key}<<${delimiter}${external_os_namespaceObject.EOL}${convertedValue}${external_os_namespaceObject.EOL}${delimiter}`;
}
//# sourceMappingURL=file-command.js.map
;// CONCATENATED MODULE: ./lib/node_modules/@actions/core/lib/core.js
var core_awaiter = (undefined && undefined.__awaiter) || function (thisArg, _arguments, P, generator) {
    function adopt(value) { return value instanceof P ? value : new P(function (resolve) { resolve(value); }); }
    return new (P || (P = Promise))(function (resolve, reject) {
        function fulfilled(value) { try { step(generator.next(value)); } catch (e) { reject(e); } }
        function rejected(value) { try { step(generator["throw"](value)); } catch (e) { reject(e); } }
        function step(result) { result.done ? resolve(result.value) : adopt(result.value).then(fulfilled, rejected); }
        step((generator = generator.apply(thisArg, _arguments || [])).next());
    });
};






/**
 * The code to exit an action
 */
var ExitCode;
(function (ExitCode) {
    /**
     * A code indicating that the action was successful
     */
    ExitCode[ExitCode["Success"] = 0] = "Success";
    /**
     * A code indicating that the action was a failure
     */
    ExitCode[ExitCode["Failure"] = 1] = "Failure";
})(ExitCode || (ExitCode = {}));
//-----------------------------------------------------------------------
// Variables
//-----------------------------------------------------------------------
/**
 * Sets env variable for this action and future actions in the job
 * @param name the name of the variable to set
 * @param val the value of the variable. Non-string values will be converted to a string via JSON.stringify
 */
// eslint-disable-next-line @typescript-eslint/no-explicit-any
function exportVariable(name, val) {
    const convertedVal = toCommandValue(val);
    process.env[name] = convertedVal;
    const filePath = process.env['GITHUB_ENV'] || '';
    if (filePath) {
        return issueFileCommand('ENV', prepareKeyValueMessage(name, val));
    }
    issueCommand('set-env', { name }, convertedVal);
}
/**
 * Registers a secret which will get masked from logs
 *
 * @param secret - Value of the secret to be masked
 * @remarks
 * This function instructs the Actions runner to mask the specified value in any
 * logs produced during the workflow run. Once registered, the secret value will
 * be replaced with asterisks (***) whenever it appears in console output, logs,
 * or error messages.
 *
 * This is useful for protecting sensitive information such as:
 * - API keys
 * - Access tokens
 * - Authentication credentials
 * - URL parameters containing signatures (SAS tokens)
 *
 * Note that masking only affects future logs; any previous appearances of the
 * secret in logs before calling this function will remain unmasked.
 *
 * @example
 * ```typescript
 * // Register an API token as a secret
 * const apiToken = "abc123xyz456";
 * setSecret(apiToken);
 *
 * // Now any logs containing this value will show *** instead
 * console.log(`Using token: ${apiToken}`); // Outputs: "Using token: ***"
 * ```
 */
function setSecret(secret) {
    issueCommand('add-mask', {}, secret);
}
/**
 * Prepends inputPath to the PATH (for this action and future actions)
 * @param inputPath
 */
function addPath(inputPath) {
    const filePath = process.env['GITHUB_PATH'] || '';
    if (filePath) {
        issueFileCommand('PATH', inputPath);
    }
    else {
        issueCommand('add-path', {}, inputPath);
    }
    process.env['PATH'] = `${inputPath}${path.delimiter}${process.env['PATH']}`;
}
/**
 * Gets the value of an input.
 * Unless trimWhitespace is set to false in InputOptions, the value is also trimmed.
 * Returns an empty string if the value is not defined.
 *
 * @param     name     name of the input to get
 * @param     options  optional. See InputOptions.
 * @returns   string
 */
function getInput(name, options) {
    const val = process.env[`INPUT_${name.replace(/ /g, '_').toUpperCase()}`] || '';
    if (options && options.required && !val) {
        throw new Error(`Input required and not supplied: ${name}`);
    }
    if (options && options.trimWhitespace === false) {
        return val;
    }
    return val.trim();
}
/**
 * Gets the values of an multiline input.  Each value is also trimmed.
 *
 * @param     name     name of the input to get
 * @param     options  optional. See InputOptions.
 * @returns   string[]
 *
 */
function getMultilineInput(name, options) {
    const inputs = getInput(name, options)
        .split('\n')
        .filter(x => x !== '');
    if (options && options.trimWhitespace === false) {
        return inputs;
    }
    return inputs.map(input => input.trim());
}
/**
 * Gets the input value of the boolean type in the YAML 1.2 "core schema" specification.
 * Support boolean input list: `true | True | TRUE | false | False | FALSE` .
 * The return value is also in boolean type.
 * ref: https://yaml.org/spec/1.2/spec.html#id2804923
 *
 * @param     name     name of the input to get
 * @param     options  optional. See InputOptions.
 * @returns   boolean
 */
function getBooleanInput(name, options) {
    const trueValue = ['true', 'True', 'TRUE'];
    const falseValue = ['false', 'False', 'FALSE'];
    const val = getInput(name, options);
    if (trueValue.includes(val))
        return true;
    if (falseValue.includes(val))
        return false;
    throw new TypeError(`Input does not meet YAML 1.2 "Core Schema" specification: ${name}\n` +
        `Support boolean input list: \`true | True | TRUE | false | False | FALSE\``);
}
/**
 * Sets the value of an output.
 *
 * @param     name     name of the output to set
 * @param     value    value to store. Non-string values will be converted to a string via JSON.stringify
 */
// eslint-disable-next-line @typescript-eslint/no-explicit-any
function setOutput(name, value) {
    const filePath = process.env['GITHUB_OUTPUT'] || '';
    if (filePath) {
        return issueFileCommand('OUTPUT', prepareKeyValueMessage(name, value));
    }
    process.stdout.write(os.EOL);
    issueCommand('set-output', { name }, toCommandValue(value));
}
/**
 * Enables or disables the echoing of commands into stdout for the rest of the step.
 * Echoing is disabled by default if ACTIONS_STEP_DEBUG is not set.
 *
 */
function setCommandEcho(enabled) {
    issue('echo', enabled ? 'on' : 'off');
}
//-----------------------------------------------------------------------
// Results
//-----------------------------------------------------------------------
/**
 * Sets the action status to failed.
 * When the action exits it will be with an exit code of 1
 * @param message add error issue message
 */
function setFailed(message) {
    process.exitCode = ExitCode.Failure;
    error(message);
}
//-----------------------------------------------------------------------
// Logging Commands
//-----------------------------------------------------------------------
/**
 * Gets whether Actions Step Debug is on or not
 */
function isDebug() {
    return process.env['RUNNER_DEBUG'] === '1';
}
/**
 * Writes debug message to user log
 * @param message debug message
 */
function debug(message) {
    issueCommand('debug', {}, message);
}
/**
 * Adds an error issue
 * @param message error issue message. Errors will be converted to string via toString()
 * @param properties optional properties to add to the annotation.
 */
function error(message, properties = {}) {
    issueCommand('error', toCommandProperties(properties), message instanceof Error ? message.toString() : message);
}
/**
 * Adds a warning issue
 * @param message warning issue message. Errors will be converted to string via toString()
 * @param properties optional properties to add to the annotation.
 */
function warning(message, properties = {}) {
    issueCommand('warning', toCommandProperties(properties), message instanceof Error ? message.toString() : message);
}
/**
 * Adds a notice issue
 * @param message notice issue message. Errors will be converted to string via toString()
 * @param properties optional properties to add to the annotation.
 */
function notice(message, properties = {}) {
    issueCommand('notice', toCommandProperties(properties), message instanceof Error ? message.toString() : message);
}
/**
 * Writes info to log with console.log.
 * @param message info message
 */
function info(message) {
    process.stdout.write(message + os.EOL);
}
/**
 * Begin an output group.
 *
 * Output until the next `groupEnd` will be foldable in this group
 *
 * @param name The name of the output group
 */
function startGroup(name) {
    issue('group', name);
}
/**
 * End an output group.
 */
function endGroup() {
    issue('endgroup');
}
/**
 * Wrap an asynchronous function call in a group.
 *
 * Returns the same type as the function itself.
 *
 * @param name The name of the group
 * @param fn The function to wrap in the group
 */
function group(name, fn) {
    return core_awaiter(this, void 0, void 0, function* () {
        startGroup(name);
        let result;
        try {
            result = yield fn();
        }
        finally {
            endGroup();
        }
        return result;
    });
}
//-----------------------------------------------------------------------
// Wrapper action state
//-----------------------------------------------------------------------
/**
 * Saves state for current action, the state can only be retrieved by this action's post job execution.
 *
 * @param     name     name of the state to store
 * @param     value    value to store. Non-string values will be converted to a string via JSON.stringify
 */
// eslint-disable-next-line @typescript-eslint/no-explicit-any
function saveState(name, value) {
    const filePath = process.env['GITHUB_STATE'] || '';
    if (filePath) {
        return file_command_issueFileCommand('STATE', file_command_prepareKeyValueMessage(name, value));
    }
    command_issueCommand('save-state', { name }, utils_toCommandValue(value));
}
/**
 * Gets the value of an state set by this action's main execution.
 *
 * @param     name     name of the state to get
 * @returns   string
 */
function getState(name) {
    return process.env[`STATE_${name}`] || '';
}
function getIDToken(aud) {
    return core_awaiter(this, void 0, void 0, function* () {
        return yield OidcClient.getIDToken(aud);
    });
}
/**
 * Summary exports
 */

/**
 * @deprecated use core.summary
 */

/**
 * Path exports
 */

/**
 * Platform utilities exports
 */

//# sourceMappingURL=core.js.map
;// CONCATENATED MODULE: ./lib/request/inputs.js

/** Every input of action.yml, in its order. */
const inputNames = [
    'image',
    'tags',
    'labels',
    'annotations',
    'push',
    'load',
    'outputs',
    'compression',
    'compression-level',
    'context',
    'git-dir',
    'file',
    'target',
    'platforms',
    'build-args',
    'build-contexts',
    'call',
    'no-cache',
    'no-cache-filters',
    'pull',
    'allow-outside-workspace',
    'secrets',
    'secret-envs',
    'secret-files',
    'ssh',
    'github-token',
    'allow',
    'add-hosts',
    'network',
    'cgroup-parent',
    'shm-size',
    'ulimit',
    'provenance',
    'sbom',
    'attests',
    'cache',
    'cache-ref',
    'cache-mode',
    'cache-key',
    'cache-export',
    'cache-on-failure',
    'cache-from',
    'cache-to',
    'cache-mounts',
    'cache-mounts-max-size',
    'buildkit-image',
    'buildkitd-config',
    'buildkitd-config-inline',
    'buildkitd-flags',
    'builder-network',
    'builder-env',
    'builder-memory',
    'builder-cpus',
    'builder-sharing',
    'state',
    'endpoint',
    'endpoint-tls',
    'builder',
    'retries',
    'timeout',
    'network-timeout',
    'progress',
    'summary',
];
/** Reads the inputs of the step; the only reader of them. */
function readInputs() {
    const entries = inputNames.map((name) => [name, getInput(name, { trimWhitespace: !verbatim.has(name) })]);
    return Object.fromEntries(entries);
}
/** Inputs whose values may begin or end with white space that counts. */
const verbatim = new Set([
    'labels',
    'annotations',
    'build-args',
    'secrets',
    'buildkitd-config-inline',
    'builder-env',
]);

;// CONCATENATED MODULE: ./lib/request/known-attributes.js


/**
 * Reads one attribute list with its type, written or implied; throws an InputError for a type that BuildKit does not know. An
 * attribute that the type does not have is left out with a warning, since BuildKit would ignore it in silence.
 */
function parseTyped(input, text, known, warn, implied) {
    const attributes = forInput(input, () => parseAttributes(text));
    const type = implied ?? attributes_attributeValue(attributes, 'type');
    const names = known.get(type ?? '');
    if (type === undefined || names === undefined) {
        const found = type === undefined ? 'an entry without a type' : `the unknown type=${type.slice(0, 50)}`;
        throw new InputError(`"${input}" has ${found}: write type=${oneOf([...known.keys()])}.`);
    }
    const isStray = (name) => !isKnown(name, names) && (name !== 'type' || implied !== undefined);
    const stray = attributes.map(([name]) => name).filter(isStray);
    if (stray.length === 0)
        return attributes;
    const hint = names.length === 0 ? 'it takes none' : `it takes ${names.join(', ')}`;
    warn(`"${input}" has ${stray.map((name) => `"${name.slice(0, 50)}"`).join(', ')}, which BuildKit would ignore with type=${type}, so it is left out: ${hint}.`);
    return withoutAttributes(attributes, ...stray);
}
const ANNOTATION = /^annotation(?:-(?:index|manifest)(?:-descriptor)?)?(?:\[[a-z0-9_/-]+\])?\.\S+$/;
function isKnown(name, names) {
    return names.includes(name) || names.includes('*') || (names.includes('oci-artifact') && ANNOTATION.test(name));
}

;// CONCATENATED MODULE: ./lib/request/platforms.js


/** Reads a list of platforms, each in containerd's normal form and once. */
function parsePlatforms(text) {
    const platforms = parseList('platforms', text, 'commas').map((entry) => parsePlatform('platforms', entry));
    return [...new Set(platforms)];
}
/** Writes one platform in containerd's normal form (`linux/x86_64` is `linux/amd64`, `arm` is `linux/arm/v7`). */
function parsePlatform(input, text) {
    if (text.toLowerCase() === 'local')
        return platforms_runnerPlatform();
    const parts = text.toLowerCase().split('/');
    const [system, architecture, variant = '', ...more] = parts.length === 1 ? ['linux', ...parts] : parts;
    const known = SYSTEMS.has(system ?? '') && more.length === 0 && /^[a-z0-9_.-]*$/.test(variant);
    const normal = known ? normalize(architecture ?? '', variant) : undefined;
    if (normal !== undefined)
        return [system, ...normal].join('/');
    throw new InputError(`"${input}" has ${shown(text)}, which is no platform: write some of those that BuildKit's image offers, ${OFFERED.join(', ')}.`);
}
/** The platform of this machine, which buildx calls `local`. */
function platforms_runnerPlatform() {
    return `linux/${process.arch === 'x64' ? 'amd64' : process.arch}`;
}
/** What moby/buildkit's image can run, by itself or with the QEMU that is in it; a builder of one's own may offer others. */
const OFFERED = [
    'linux/amd64',
    'linux/arm64',
    'linux/arm/v7',
    'linux/arm/v6',
    'linux/386',
    'linux/loong64',
    'linux/ppc64le',
    'linux/riscv64',
    'linux/s390x',
    'linux/mips64',
    'linux/mips64le',
];
const SYSTEMS = new Set([
    'linux',
    'windows',
    'freebsd',
    'darwin',
    'netbsd',
    'openbsd',
    'wasi',
    'js',
]);
/** Go's architectures, as `go tool dist list` and containerd know them. */
const ARCHITECTURES = new Set([
    ...['386', 'amd64', 'arm', 'arm64', 'loong64', 'mips', 'mipsle', 'mips64', 'mips64le'],
    ...['ppc64', 'ppc64le', 'riscv64', 's390x', 'wasm'],
]);
const ALIASES = new Map([
    ['i386', ['386', '']],
    ['x86_64', ['amd64']],
    ['x86-64', ['amd64']],
    ['aarch64', ['arm64']],
    ['armhf', ['arm', 'v7']],
    ['armel', ['arm', 'v6']],
]);
/** The variants that containerd leaves out or spells out (platforms v1.0.0-rc.4, database.go). */
const VARIANTS = new Map([
    ...['amd64/v1', 'arm64/8', 'arm64/v8', 'arm64/v8.0'].map((each) => [each, '']),
    ...['arm64/9', 'arm64/9.0', 'arm64/v9.0'].map((each) => [each, 'v9']),
    ...['arm/', 'arm/7'].map((each) => [each, 'v7']),
    ...['5', '6', '8'].map((each) => [`arm/${each}`, `v${each}`]),
]);
function normalize(written, variant) {
    const [architecture, fixed] = ALIASES.get(written) ?? [written];
    if (!ARCHITECTURES.has(architecture))
        return undefined;
    const given = fixed ?? variant;
    const normal = VARIANTS.get(`${architecture}/${given}`) ?? given;
    return normal === '' ? [architecture] : [architecture, normal];
}

;// CONCATENATED MODULE: ./lib/request/remote.js

/** Tells whether a context is one that BuildKit fetches itself: a git or http URL, `user@host:path`, `github.com/…`. */
function isRemote(context) {
    return /^(?:https?|git|ssh):\/\//i.test(context) || SCP.test(context) || context.startsWith('github.com/');
}
/** Throws an InputError, without the URL, where it holds a password or token: it would stand on a command line and in logs. */
function checkRemote(input, url) {
    const [, scheme = '', user = ''] = /^([a-z]+):\/\/([^/?#]*)@/i.exec(url) ?? [];
    if (user === '' || (/^(?:ssh|git)$/i.test(scheme) && !user.includes(':')))
        return url;
    throw new InputError(`"${input}" has a URL with credentials, which everybody on the machine could read: leave them out and write them as a secret, GIT_AUTH_TOKEN.HOST=TOKEN in "secrets".`);
}
/** Puts the URL of this repository at this commit where a text says `{{defaultContext}}`, as docker/build-push-action does. */
function expandDefaultContext(text, git) {
    const url = `${git.serverUrl}/${git.repository}.git#${git.sha || git.ref}`;
    return text.replace(/\{\{\s*defaultContext\s*\}\}/g, () => url);
}
/** Tells whether a URL is a git repository on the GitHub server that the run belongs to: only that may see its token. */
function isOnServer(url, { serverUrl }) {
    const full = url.startsWith('github.com/') ? `https://${url}` : url;
    const [remote, server] = [URL.parse(full), URL.parse(serverUrl)];
    const isGit = full !== url || remote?.pathname.endsWith('.git') === true;
    return isGit && server !== null && remote?.origin === server.origin && remote.origin !== 'null';
}
/** git's short form of an ssh URL, as BuildKit reads it (util/sshutil). */
const SCP = /^[\w-]+@[\w.-]+:/;

;// CONCATENATED MODULE: ./lib/request/source.js







/** Reads `context`: a folder, made absolute against the workspace, or a URL. */
function parseSource(text, git, workspace) {
    const context = expandDefaultContext(text === '' ? '.' : text, git);
    if (isRemote(context))
        return { kind: 'remote', url: checkRemote('context', context) };
    if (context === '-' || /^[\w+.-]+:\/\//.test(context)) {
        throw new InputError(`"context" must be a folder or a git or http URL: got ${shown(context)}.`);
    }
    return { kind: 'directory', path: (0,external_node_path_namespaceObject.resolve)(workspace, context) };
}
/** Returns the Dockerfile that a context has when `file` is empty. */
function defaultDockerfile(context) {
    // Not by path.resolve: ncc would take every Dockerfile of this repository for a file that the bundle needs.
    return [context.replace(/\/+$/, ''), 'Dockerfile'].join(external_node_path_namespaceObject.sep);
}
/** Reads `file`: relative to the workspace for a folder, to the repository for a URL unless it is absolute; '' is Dockerfile in the context. */
function parseDockerfile(text, source, workspace) {
    if (/^https?:\/\//i.test(text))
        return { directory: undefined, filename: 'Dockerfile', url: checkRemote('file', text) };
    if (text === '-' || isRemote(text)) {
        throw new InputError('"file" must be the path or http URL of a Dockerfile: got a git URL or -.');
    }
    // docker reads an absolute path on this machine, whatever the context is.
    if (source.kind === 'remote' && !text.startsWith('/')) {
        const filename = text.replace(/^(?:\.\/)+/, '') || 'Dockerfile';
        if (!filename.split('/').includes('..'))
            return { directory: undefined, filename };
        throw new InputError(`"file" must be a path inside the repository that "context" names: got ${shown(text)}.`);
    }
    const path = text === '' && source.kind === 'directory' ? defaultDockerfile(source.path) : (0,external_node_path_namespaceObject.resolve)(workspace, text);
    const border = path.lastIndexOf(external_node_path_namespaceObject.sep);
    return { directory: path.slice(0, border) || external_node_path_namespaceObject.sep, filename: path.slice(border + 1) };
}
/** Reads `NAME=PLACE` lines; names in the form that BuildKit looks them up by, places as folders, layouts or URLs. */
function parseBuildContexts(text, git, workspace) {
    const contexts = parseList('build-contexts', text, 'lines').map((entry) => {
        const [written, place] = splitAtEquals(expandDefaultContext(entry, git));
        if (!place) {
            throw new InputError(`"build-contexts" must have entries NAME=PLACE, like base=docker-image://debian:12: got one without a place.`);
        }
        return parsePlace(toContextName(written), place, workspace);
    });
    const names = contexts.map(({ name }) => name);
    const twice = names.find((name, index) => names.indexOf(name) < index);
    if (twice === undefined)
        return contexts;
    throw new InputError(`"build-contexts" has ${shown(twice)} twice: write each name once.`);
}
function parsePlace(name, place, workspace) {
    const [, scheme, rest = ''] = /^([\w+.-]+):\/\/(.*)$/s.exec(place) ?? [];
    if (scheme === 'docker-image') {
        return { kind: 'remote', name, url: `docker-image://${reference_formatReference(parseLowered('build-contexts', rest))}` };
    }
    if (scheme === 'oci-layout') {
        const [, path, tag = 'latest', digest] = /^(.+?)(?::([\w.-]+))?(?:@(.+))?$/s.exec(rest) ?? [];
        if (path !== undefined && (digest === undefined || reference_isDigest(digest))) {
            return { kind: 'oci-layout', name, path: (0,external_node_path_namespaceObject.resolve)(workspace, path), tag, digest };
        }
        throw new InputError(`"build-contexts" has no layout for ${shown(name)}: write oci-layout://FOLDER:TAG or oci-layout://FOLDER@sha256:….`);
    }
    if (isRemote(place))
        return { kind: 'remote', name, url: checkRemote('build-contexts', place) };
    if (scheme === undefined)
        return { kind: 'directory', name, path: (0,external_node_path_namespaceObject.resolve)(workspace, place) };
    throw new InputError(`"build-contexts" has ${shown(`${scheme}://`)} for ${shown(name)}: write a folder, docker-image://, oci-layout:// or a git or http URL.`);
}
/** The frontend looks names up as docker writes them: `docker.io/library/alpine:latest` as `alpine` (dockerui/config.go). */
function toContextName(written) {
    const reference = parseLowered('build-contexts', written);
    const path = reference.path.replace(/^library\/(?=[^/]+$)/, '');
    const name = reference.domain === 'docker.io' ? path : `${reference.domain}/${reference.path}`;
    return reference_formatReference({ ...reference, name }).replace(/:latest$/, '');
}

;// CONCATENATED MODULE: ./lib/request/variant.js
/** Writes out what tells an image from others of its repository, '' where everything is at its default; platforms in any order are the same. */
function toVariant({ image, context, target, file, platforms, cacheKey }) {
    const parts = [
        ['image', image],
        ['context', context],
        ['target', target],
        ['file', file],
        ...[...new Set(platforms)].sort().map((platform) => ['platform', platform]),
        ['key', cacheKey],
    ];
    // Escaped, so that no value can pose as two parts.
    return parts.flatMap(([name, value]) => (value ? [`${name}=${value.replace(/[\\,]/g, '\\$&')}`] : [])).join(',');
}

;// CONCATENATED MODULE: ./lib/request/caches.js












/** Reads the inputs of the layer cache and of the cache mounts. */
function parseCache(inputs, built) {
    const location = parseLocation(inputs['cache-ref'], built);
    return {
        access: parseChoice('cache', inputs.cache, ['auto', 'read-only', 'off'], 'auto'),
        location,
        writes: built.push || inputs['cache-ref'] !== '' ? 'always' : 'where known',
        mode: parseChoice('cache-mode', inputs['cache-mode'], ['max', 'min'], 'max'),
        export: parseChoice('cache-export', inputs['cache-export'], ['post', 'inline'], 'post'),
        variant: toVariant({
            image: location?.kind === 'repository' && !isSameReference(location.repository, built.image)
                ? built.image?.name
                : undefined,
            context: toOwnContext(built),
            target: inputs.target,
            file: toOwnFile(built),
            platforms: toOwnPlatforms(inputs, built),
            cacheKey: inputs['cache-key'],
        }),
        from: parseCaches('cache-from', inputs['cache-from'], CACHE_IMPORTS, built),
        to: parseCaches('cache-to', inputs['cache-to'], CACHE_EXPORTS, built),
        onFailure: parseBoolean('cache-on-failure', inputs['cache-on-failure'], true),
        mounts: parseMounts(inputs['cache-mounts']),
        mountsMaxSize: parseSize('cache-mounts-max-size', inputs['cache-mounts-max-size']) ?? 1024 ** 3,
    };
}
/** The three meanings of `cache-ref`: empty, a repository, or with a tag exactly one cache. */
function parseLocation(text, { image, push }) {
    // A name without a registry that nothing is pushed to, like app, is a local one: nobody means Docker Hub with it.
    const isPlace = image !== undefined && (push || hasRegistry(image.name));
    if (text === '')
        return isPlace ? { kind: 'repository', repository: image } : undefined;
    const reference = parseLowered('cache-ref', text);
    if (reference.digest !== undefined) {
        throw new InputError(`"cache-ref" must be a repository or a reference with a tag: got the digest of ${shown(text)}.`);
    }
    return reference.tag === undefined ? { kind: 'repository', repository: reference } : { kind: 'exact', reference };
}
function hasRegistry(image) {
    return /^(?:[^/]*[.:][^/]*|localhost)\//.test(image);
}
/** The context's folder in the workspace or repository, where it is not all of it; its commit changes and tells nothing apart. */
function toOwnContext({ source, workspace }) {
    if (source.kind === 'remote')
        return /#[^:]*:(.+)$/.exec(source.url)?.[1];
    return toPath(source.path, workspace);
}
/** The Dockerfile's path in the workspace or repository, where it is not the context's own. */
function toOwnFile({ source, dockerfile, workspace }) {
    if (dockerfile.directory === undefined) {
        return dockerfile.filename === 'Dockerfile' ? undefined : dockerfile.filename;
    }
    const path = (0,external_node_path_namespaceObject.resolve)(dockerfile.directory, dockerfile.filename);
    if (source.kind === 'directory' && path === defaultDockerfile(source.path))
        return undefined;
    return toPath(path, workspace);
}
/**
 * The platforms that the cache is kept apart by. A build that names none is one for the runner's own, so that both have one cache, and those
 * of runners with other processors have others. The platform that nearly all images are for is the default, wherever it is built. That of an
 * endpoint is not known.
 */
function toOwnPlatforms(inputs, { platforms }) {
    const built = platforms.length > 0 || inputs.endpoint !== '' ? platforms : [platforms_runnerPlatform()];
    return built.length === 1 && built[0] === 'linux/amd64' ? [] : built;
}
/** Relative to the workspace where it lies in it, '' for the workspace itself. */
function toPath(path, workspace) {
    if (path === workspace)
        return '';
    return path.startsWith(`${workspace}/`) ? path.slice(workspace.length + 1) : path;
}
function parseCaches(input, text, known, { workspace, warn }) {
    return parseList(input, text, 'lines').map((entry) => {
        // BuildKit's own reading: a bare reference is a registry cache.
        const list = entry.includes('=') ? entry : `type=registry,ref=${entry}`;
        return completeCache(input, parseTyped(input, list, known, warn), workspace);
    });
}
function completeCache(input, attributes, workspace) {
    const type = attributes_attributeValue(attributes, 'type') ?? '';
    const needed = CACHE_NEEDS.get(type)?.[input];
    if (needed !== undefined && !attributes_attributeValue(attributes, needed)) {
        throw new InputError(`"${input}" has type=${type} without ${needed}: write type=${type},${needed}=….`);
    }
    const mode = attributes_attributeValue(attributes, 'mode') ?? 'min';
    if (mode !== 'min' && mode !== 'max') {
        throw new InputError(`"${input}" must have mode=min or mode=max, BuildKit would take all else for min: got ${shown(mode)}.`);
    }
    return attributes.map(([name, value]) => {
        if (name === 'ref')
            return [name, reference_formatReference(parseLowered(input, value))];
        return [name, type === 'local' && (name === 'src' || name === 'dest') ? (0,external_node_path_namespaceObject.resolve)(workspace, value) : value];
    });
}
function parseMounts(text) {
    if (text === '' || text === 'off')
        return 'off';
    if (text === 'auto')
        return 'auto';
    const ids = [...new Set(parseList('cache-mounts', text, 'commas'))];
    const word = ids.find((id) => /^(?:auto|off|true|false)$/i.test(id));
    if (word === undefined)
        return ids;
    throw new InputError(`"cache-mounts" must be off, auto or a list of mount ids: got ${shown(text)}.`);
}

;// CONCATENATED MODULE: ./lib/request/hosts.js


/** Names the registries and servers that a build talks to by its request, with their ports; base images are not among them. */
function toHosts(request) {
    const { image, tags, cache, source, buildContexts } = request;
    const location = cache.location;
    const cached = location === undefined ? [] : [location.kind === 'exact' ? location.reference : location.repository];
    const references = [
        ...(image === undefined ? [] : [image]),
        ...tags,
        ...cached,
        ...[...cache.from, ...cache.to].flatMap((attributes) => names_cacheReference(attributes) ?? []),
    ];
    const urls = [source, ...buildContexts].flatMap((context) => (context.kind === 'remote' ? [context.url] : []));
    return [...references.map(({ domain }) => domain), ...urls.flatMap(toHost)];
}
function toHost(url) {
    const image = /^docker-image:\/\/(.*)$/s.exec(url)?.[1];
    if (image !== undefined)
        return [parseReference(image).domain];
    return [/^[a-z]+:\/\/(?:[^/?#]*@)?([^/?#]+)/i.exec(url)?.[1] ?? /@([\w.-]+):/.exec(url)?.[1] ?? 'github.com'];
}

;// CONCATENATED MODULE: ./lib/request/annotations.js




/**
 * Reads `[PLACE[,PLACE]:]NAME=VALUE` lines as attributes of BuildKit's exporters (buildx' grammar).
 *
 * | entry | attributes |
 * | --- | --- |
 * | `a=1` | `annotation.a=1` |
 * | `index:a=1` | `annotation-index.a=1` |
 * | `index,manifest[linux/amd64]:a=1` | `annotation-index.a=1` `annotation-manifest[linux/amd64].a=1` |
 */
function parseAnnotations(text) {
    return lastOfEach(parseList('annotations', text, 'lines').flatMap((entry, index) => {
        const [key, value] = splitAtEquals(entry);
        const [, places, name = key] = /^([a-z][^:]*):(.*)$/s.exec(key) ?? [];
        if (value === undefined || !/^\S+$/.test(name)) {
            throw new InputError(`"annotations" must have entries like index:NAME=VALUE: got ${shown(key)} in entry ${index + 1}.`);
        }
        return toPrefixes(places).map((prefix) => [`${prefix}.${name}`, value]);
    }));
}
/** Returns OCI's labels as annotations of the index: registries read an image's description there, and its labels nowhere. */
function toIndexAnnotations(labels) {
    return labels.flatMap(([name, value]) => /^org\.opencontainers\.image\.[a-z0-9.-]+$/.test(name) ? [[`annotation-index.${name}`, value]] : []);
}
/** Tells whether an image is an index: of several platforms, or of an image and its attestations. */
function hasIndex({ platforms, attests }) {
    return platforms.length > 1 || attests.length > 0;
}
/** The attributes without annotations that only an index can have: BuildKit fails on them where it makes none. */
function withoutIndex(attributes) {
    return attributes.filter(([name]) => !OF_INDEX.test(name));
}
/** Tells whether the inputs annotate an index. */
function annotatesIndex(inputs) {
    return parseAnnotations(inputs.annotations).some(([name]) => OF_INDEX.test(name)) || IN_OUTPUTS.test(inputs.outputs);
}
const OF_INDEX = /^annotation-(?:index(?:-descriptor)?|manifest-descriptor)[.[]/;
const IN_OUTPUTS = /[,"]annotation-(?:index|manifest-descriptor)/i;
const PLACES = ['manifest', 'index', 'manifest-descriptor', 'index-descriptor'];
function toPrefixes(places) {
    if (places === undefined)
        return ['annotation'];
    return places.split(',').map((place) => {
        const [, kind = '', platform] = /^([a-z-]+)(?:\[([\w/-]+)\])?$/.exec(place.trim()) ?? [];
        if (!PLACES.includes(kind)) {
            throw new InputError(`"annotations" has the place ${shown(place)}: write ${oneOf(PLACES)}, before the colon.`);
        }
        if (platform === undefined)
            return `annotation-${kind}`;
        if (kind.startsWith('index'))
            throw new InputError(`"annotations" has ${shown(place)}: an index has no platform.`);
        return `annotation-${kind}[${parsePlatform('annotations', platform)}]`;
    });
}

;// CONCATENATED MODULE: ./lib/request/attests.js






/**
 * Reads `provenance`, `sbom` and `attests` as the frontend's `attest:TYPE` options; the first two win. None are made
 * unless asked for: buildctl adds none by itself. Provenance without a mode is `max`, as BuildKit and docker/build-push-action
 * have it: it records the build arguments.
 */
function parseAttests(inputs, run) {
    const given = parseList('attests', inputs.attests, 'lines').map((entry) => parseTyped('attests', entry, ATTESTATIONS, run.warn));
    checkOnce(given);
    return ['provenance', 'sbom'].flatMap((type) => {
        const attributes = parseOwn(type, inputs[type], run.warn) ?? given.find((each) => attributes_attributeValue(each, 'type') === type);
        if (attributes === undefined || isDisabled(attributes))
            return [];
        const plain = withoutAttributes(attributes, 'type', 'disabled');
        if (type === 'sbom' && run.loaded) {
            throw new InputError('"sbom" cannot be made for an image that is loaded: push it instead, or remove "load".');
        }
        const whole = type === 'provenance' ? completeProvenance(plain, run) : plain;
        return [[type, whole.length === 0 ? '' : formatAttributes(whole)]];
    });
}
/** An input that is empty leaves the word to `attests`. */
function parseOwn(type, text, warn) {
    if (text === '')
        return undefined;
    if (type === 'provenance' && /^(?:min|max)$/i.test(text)) {
        throw new InputError(`"provenance" must be true, false or attributes: got ${shown(text)}, write mode=${text.toLowerCase()}.`);
    }
    if (isBoolean(text))
        return [['disabled', String(/^false$/i.test(text))]];
    return parseTyped(type, text, ATTESTATIONS, warn, type);
}
function isDisabled(attributes) {
    const disabled = attributes_attributeValue(attributes, 'disabled');
    if (disabled === undefined || /^(?:0|f|false)$/i.test(disabled))
        return false;
    if (/^(?:1|t|true)$/i.test(disabled))
        return true;
    throw new InputError(`"attests" must have disabled=true or disabled=false: got ${shown(disabled)}.`);
}
function completeProvenance(attributes, { git, env, loaded }) {
    const mode = attributes_attributeValue(attributes, 'mode') ?? 'max';
    if (mode !== 'min' && mode !== 'max') {
        throw new InputError(`"provenance" must have mode=min or mode=max: got ${shown(mode)}.`);
    }
    const run = env.GITHUB_RUN_ID;
    const url = `${git.serverUrl}/${git.repository}/actions/runs/${run}/attempts/${env.GITHUB_RUN_ATTEMPT || '1'}`;
    const isNamed = attributes_attributeValue(attributes, 'builder-id') !== undefined || !run;
    return [
        ['mode', mode],
        ...withoutAttributes(attributes, 'mode', ...(loaded ? ['inline-only'] : [])),
        // Then it goes to the registry only, if the image is pushed too.
        ...(loaded ? [['inline-only', 'true']] : []),
        ...(isNamed ? [] : [['builder-id', url]]),
    ];
}
function checkOnce(given) {
    const types = given.map((each) => attributes_attributeValue(each, 'type') ?? '');
    const twice = types.find((type, index) => types.indexOf(type) < index);
    if (twice !== undefined)
        throw new InputError(`"attests" has type=${twice} twice: write it once.`);
}

;// CONCATENATED MODULE: ./lib/text/cache-tag.js
/** Tells whether a tag is one that belongs to a digest: of a signature, an attestation or a list of referrers (`sha256-<hex>.sig`; distribution-spec, cosign). */
function isDigestTag(tag) {
    return /^sha(?:256|384|512)-[0-9a-f]{32,}(?:\.|$)/i.test(tag);
}
/** Tells whether a tag has the form of a cache's: an image that took such a tag would take a cache's place. */
function isCacheTag(tag) {
    return /^cache-(?:b-[0-9a-f]{20}|pr-[1-9]\d*)-/.test(tag);
}

;// CONCATENATED MODULE: ./lib/request/outputs.js







/**
 * Reads `outputs`, `push` and `load`; throws an InputError where they contradict each other.
 *
 * | entry | becomes |
 * | --- | --- |
 * | `out` | `type=local,dest=out` |
 * | `type=registry` | the image, pushed |
 * | `type=image,push=true` | the image, pushed |
 * | a further `type=image` | an image of its own; the first that is pushed is the one that outputs speak of |
 * | `type=docker` | `load: true` |
 * | `type=cacheonly` | nothing is made |
 */
function parseResults(inputs, { workspace, warn }, platforms) {
    const entries = parseList('outputs', inputs.outputs, 'lines').map((entry) => parseOutput(entry, workspace, warn));
    const images = entries.filter((entry) => ['image', 'registry'].includes(type(entry)));
    const loaded = entries.filter((entry) => type(entry) === 'docker' && !isForDocker(entry));
    const push = parseBoolean('push', inputs.push, false);
    const main = images.find((entry) => readPush(entry) === true) ?? images[0];
    const further = images.filter((entry) => entry !== main).map((entry) => toFurtherImage(entry, push));
    const files = [
        ...entries.filter((entry) => ['local', 'tar', 'oci', 'cacheonly'].includes(type(entry)) || isForDocker(entry)),
        ...further,
    ];
    const load = parseBoolean('load', inputs.load, false) || loaded.length > 0;
    if (platforms.length > 1)
        checkSinglePlatform(load, files);
    return { load, files, loadedNames: loaded.flatMap(namesOf), ...toImage(main, push) };
}
/** Returns the references that an output names. */
function namesOf(attributes) {
    return attributes_attributeValue(attributes, 'name')?.split(',') ?? [];
}
/** Tells whether an output is an archive for `docker load`; without a place the image is loaded at once. */
function isForDocker(attributes) {
    return type(attributes) === 'docker' && attributes_attributeValue(attributes, 'dest') !== undefined;
}
function parseOutput(entry, workspace, warn) {
    if (!/[=,]/.test(entry)) {
        checkDestination(entry);
        return [
            ['type', 'local'],
            ['dest', (0,external_node_path_namespaceObject.resolve)(workspace, entry)],
        ];
    }
    const attributes = parseTyped('outputs', entry, OUTPUTS, warn);
    const dest = attributes_attributeValue(attributes, 'dest');
    if (dest !== undefined)
        checkDestination(dest);
    const kind = type(attributes);
    if (dest === undefined && ['local', 'tar', 'oci'].includes(kind)) {
        throw new InputError(`"outputs" has type=${kind} without a place: write type=${kind},dest=PATH.`);
    }
    return attributes.map(([name, value]) => [name, name === 'dest' ? (0,external_node_path_namespaceObject.resolve)(workspace, value) : value]);
}
function checkDestination(dest) {
    if (dest !== '' && dest !== '-')
        return;
    throw new InputError(`"outputs" must write to a path: got ${shown(dest)}, and standard output is the log.`);
}
function toImage(entry, push) {
    if (entry === undefined)
        return { push, image: undefined };
    const pushes = readPush(entry);
    if (push && pushes === false)
        throw new InputError('"push" is true but "outputs" has push=false: remove one of them.');
    return { push: push || (pushes ?? false), image: withoutAttributes(entry, 'type', 'push') };
}
function toFurtherImage(entry, push) {
    return [['type', 'image'], ['push', String(readPush(entry) ?? push)], ...withoutAttributes(entry, 'type', 'push')];
}
/** Whether an image in `outputs` is pushed; undefined where it has no word on it. */
function readPush(entry) {
    const written = attributes_attributeValue(entry, 'push');
    if (written !== undefined && !/^(?:1|t|true|0|f|false|)$/i.test(written)) {
        throw new InputError(`"outputs" must have push=true or push=false: got ${shown(written)}.`);
    }
    if (written === undefined)
        return type(entry) === 'registry' ? true : undefined;
    // BuildKit takes a push without a value for true.
    return /^(?:1|t|true|)$/i.test(written);
}
function checkSinglePlatform(load, files) {
    if (load) {
        throw new InputError('"load" needs a single platform: write one into "platforms", or push instead.');
    }
    if (files.some(isForDocker)) {
        throw new InputError('"outputs" has type=docker, which needs a single platform: write type=oci for several.');
    }
}
function type(attributes) {
    return attributes_attributeValue(attributes, 'type') ?? '';
}

;// CONCATENATED MODULE: ./lib/request/tags.js



/**
 * Names the tags that docker/metadata-action gives by default, but for `latest`: it is never moved to a pre-release, nor to what
 * GitHub says to be of another branch than the default one.
 *
 * | event | ref | tags |
 * | --- | --- | --- |
 * | push, schedule, dispatches, merge_group | `refs/heads/releases/v1` | `releases-v1` |
 * | the same, with another commit checked out | any branch | none |
 * | push and others | `refs/tags/v1.2.3`, `refs/tags/2026.08.27`, `refs/tags/app@1.0.0` | the tag's name, `latest` |
 * | push and others | `refs/tags/v1.2.3` of another branch, `refs/tags/v2.0.0-7`, `refs/tags/3.0rc1` | the tag's name |
 * | push and others | `refs/tags/main`, `refs/tags/latest`, `refs/tags/pr-7`: a tag that another ref gives | none |
 * | pull_request, its reviews, pull_request_target | any (it may be the base branch's) | `pr-2` |
 * | schedule | `refs/heads/main` | `nightly` `main` |
 * | workflow_run, issue_comment and all others | any branch: what is built may be anybody's | none |
 * | any | a branch that would take a tag that is not its own: `latest`, `v1.2.3`, `+main`, a signature's `sha256-<hex>.sig` | none |
 */
function gitTags(git) {
    const named = nameTag(git);
    const scheduled = git.event === 'schedule' ? ['nightly'] : [];
    // A git tag that may not give its own name moves nothing else either.
    const latest = named !== undefined && isRelease(git) ? ['latest'] : [];
    return [...new Set([...scheduled, ...(named === undefined ? [] : [named]), ...latest])];
}
/**
 * Names the OCI labels of the image: what is built and from where, empty ones left out. `created` is the commit's time
 * and never the clock, so that a commit always gives the same digest. A workspace whose HEAD is another commit has
 * neither `revision` nor `created`: the event's commit is not what is built.
 */
function gitLabels(git) {
    const repository = field(git.payload, 'repository');
    const page = git.repository === '' ? undefined : `${git.serverUrl}/${git.repository}`;
    const built = git.head !== 'differs';
    const labels = [
        ['created', built ? git.commitTime : undefined],
        ['description', tags_text(repository, 'description')],
        ['licenses', tags_text(field(repository, 'license'), 'spdx_id')],
        ['revision', built ? git.sha : undefined],
        ['source', page],
        ['title', git.repository.split('/').at(-1)],
        ['url', page],
        ['version', gitTags(git)[0]],
    ];
    return labels.flatMap(([name, value]) => (value ? [[`org.opencontainers.image.${name}`, value]] : []));
}
function nameTag(git) {
    const { event, ref, payload } = git;
    const number = field(payload, 'number') ?? field(field(payload, 'pull_request'), 'number');
    // Its ref may be the base branch, and what is built may be anybody's code: it must never move the branch's tag.
    if (event.startsWith('pull_request') && typeof number === 'number')
        return `pr-${number}`;
    const pull = /^refs\/pull\/(\d+)\//.exec(ref)?.[1];
    if (pull !== undefined)
        return `pr-${pull}`;
    if (event.startsWith('pull_request'))
        return undefined;
    const [, kind, name = ''] = /^refs\/(heads|tags)\/(.+)$/s.exec(ref) ?? [];
    if (kind === 'tags')
        return ownTag(name, name.replace(/[^a-zA-Z0-9._-]+/g, '-'), git);
    if (kind === undefined || !buildsItsBranch(git))
        return undefined;
    // Of a slash alone people know that it becomes a dash; any other change would let two branches meet unseen.
    return ownTag(name, name.replaceAll('/', '-'), git);
}
/** Tells whether what is built is the branch that the run was started for, as far as the event and HEAD tell; the cache goes by the same. */
function buildsItsBranch({ event, head, payload }) {
    if (!BUILDS_ITS_BRANCH.has(event) || field(payload, 'deleted') === true)
        return false;
    return head !== 'differs' && (head !== 'ahead' || event === 'push' || event === '');
}
const BUILDS_ITS_BRANCH = new Set(['', 'push', 'merge_group', 'schedule', 'repository_dispatch', 'workflow_dispatch']);
/** Returns the tag that a ref's name gives, unless it belongs to another one. A name that is too long is told from others by a hash. */
function ownTag(name, changed, git) {
    const tag = changed.length <= 128 ? changed : `${changed.slice(0, 115)}-${hash(name)}`;
    const main = tags_text(field(git.payload, 'repository'), 'default_branch');
    const isMain = main !== undefined && git.ref === `refs/heads/${main}`;
    if (!reference_isTag(tag) || isCacheTag(tag) || isDigestTag(tag))
        return undefined;
    if (isMain)
        return tag;
    if (main !== undefined && tag === main.replaceAll('/', '-'))
        return undefined;
    return isReserved(tag, git.ref) ? undefined : tag;
}
/**
 * Tells whether a tag is one that only other events give: `latest` and `pr-N`, and for a branch also what releases and schedules are
 * called. A branch may be called anything by whoever may push one.
 */
function isReserved(tag, ref) {
    if (/^(?:latest|pr-\d+)$/i.test(tag))
        return true;
    return !ref.startsWith('refs/tags/') && /^(?:nightly|v?\d+(?:\.\d+)*|v?\d+(?:\.\d+)+[-.+].*)$/i.test(tag);
}
function hash(name) {
    return (0,external_node_crypto_namespaceObject.createHash)('sha256').update(name).digest('hex').slice(0, 12);
}
/** Tells whether the ref is the tag of something that is no pre-release, and nothing says it to be of another branch. */
function isRelease({ ref, payload }) {
    const [, name] = /^refs\/tags\/(.+)$/s.exec(ref) ?? [];
    if (name === undefined || isPreRelease(name))
        return false;
    const release = field(payload, 'release');
    const target = tags_text(release, 'target_commitish');
    const branch = tags_text(payload, 'base_ref') ?? (target && !/^[0-9a-f]{40}$/.test(target) ? target : undefined);
    const elsewhere = branch !== undefined &&
        branch.replace(/^refs\/heads\//, '') !== tags_text(field(payload, 'repository'), 'default_branch');
    return !elsewhere && field(release, 'prerelease') !== true;
}
/** Tells whether a tag's name says so: by semver's hyphen behind three numbers, or by one of the words that people use. */
function isPreRelease(name) {
    return PRE_VERSION.test(name) || PRE_WORD.test(name);
}
const NUMBER = '(?:0|[1-9]\\d*)';
const PRE_VERSION = new RegExp(`(?<![\\d.])${NUMBER}\\.${NUMBER}\\.${NUMBER}-[0-9A-Za-z]`);
// As a word of its own: not in "search-1" or "alphabet". Digits end a word too: 3.0rc1.
const PRE_WORD = /(?<![a-z])(?:alpha|beta|rc|pre(?:view|-?release)?|dev)(?![a-z])/i;
function field(value, name) {
    return typeof value === 'object' && value !== null ? value[name] : undefined;
}
function tags_text(value, name) {
    const found = field(value, name);
    return typeof found === 'string' && found !== '' ? found : undefined;
}

;// CONCATENATED MODULE: ./lib/request/destination.js








/** Reads `image` and `tags`; without tags the image in `outputs` names them, and without that the git ref does. */
function parseDestination(inputs, git, results) {
    const image = parseImage(inputs.image);
    const written = parseList('tags', inputs.tags, 'commas');
    const named = results.image === undefined ? results.loadedNames : namesOf(results.image);
    if (isPushedByDigest(results.image))
        return toUntagged(image, written, named, results.image);
    if (results.push && image === undefined)
        checkWhole(written);
    const tags = written.length > 0
        ? written.map((entry) => toTagged('tags', entry, image))
        : named.length > 0
            ? named.map((name) => toTagged('outputs', name, undefined))
            : image === undefined
                ? []
                : gitTags(git).map((tag) => ({ ...image, tag }));
    checkNoCache(tags);
    if (results.push)
        checkTagged(image, tags, git);
    const repository = tags[0] === undefined ? image : withoutTag(tags[0]);
    return {
        image: image ?? repository,
        repository,
        tags: distinct(tags),
        imageAttributes: results.image && withoutAttributes(results.image, 'name'),
    };
}
function withoutTag({ name, domain, path }) {
    return { name, domain, path };
}
/** A part of an image that another job puts together (push-by-digest): it has names, but no tags. */
function toUntagged(image, written, named, attributes) {
    const repositories = written.length > 0
        ? written.map((entry) => toRepository('tags', entry, image))
        : named.length > 0
            ? named.map((name) => toRepository('outputs', name, undefined))
            : image === undefined
                ? []
                : [image];
    const [first] = repositories;
    if (first === undefined)
        throw new InputError('"image" is empty, but "outputs" has push-by-digest: write a repository.');
    const names = [...new Set(repositories.map(({ name }) => name))].join(',');
    const destination = image ?? first;
    return {
        image: destination,
        repository: destination,
        tags: [],
        imageAttributes: [['name', names], ...withoutAttributes(attributes, 'name')],
    };
}
function isPushedByDigest(attributes) {
    const value = attributes_attributeValue(attributes ?? [], 'push-by-digest');
    return value !== undefined && /^(?:1|t|true|)$/i.test(value);
}
/** A bare word is a repository of Docker Hub to docker, but whoever pushes one has most likely forgotten `image`. */
function checkWhole(written) {
    const bare = written.find((entry) => !isWhole(entry));
    if (bare === undefined)
        return;
    throw new InputError(`"tags" has ${shown(bare)} without a repository and "image" is empty: write image: ghcr.io/owner/app or the whole reference.`);
}
/** Anybody may call a branch like a cache's tag, and `tags` often holds the branch's name. */
function checkNoCache(tags) {
    const taken = tags.find(({ tag }) => isCacheTag(tag ?? ''));
    if (taken === undefined)
        return;
    throw new InputError(`"tags" must not be the tag of a cache, whose place the image would take: got ${shown(reference_formatReference(taken))}.`);
}
function checkTagged(image, tags, git) {
    if (tags.length > 0)
        return;
    if (image !== undefined) {
        throw new InputError(`"tags" is empty and the git ref ${shown(git.ref)} gives no tag to push: write one into "tags".`);
    }
    throw new InputError('"image" is empty, so there is nowhere to push: write its repository, like image: ghcr.io/owner/app.');
}

;// CONCATENATED MODULE: ./lib/request/image-request.js








/** Reads what becomes of the build: the image's names, what is written into it, and where it goes. */
function parseImageRequest(inputs, around, { platforms, source }) {
    const call = parseCall(inputs.call);
    const written = parseResults(inputs, around, platforms);
    const results = call === 'build' ? written : NOTHING;
    // Of a remote source the workspace's HEAD says nothing.
    const git = source.kind === 'remote' ? { ...around.git, head: 'unknown' } : around.git;
    const destination = parseDestination(inputs, git, results);
    const asked = parseAttests(inputs, { ...around, loaded: results.load || results.files.some(isForDocker) });
    const attests = call === 'build' ? asked : [];
    const fitting = hasIndex({ platforms, attests }) ? (each) => each : withoutIndex;
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
function parseCall(text) {
    const call = parseChoice('call', text, ['build', 'check', 'lint', 'outline', 'targets'], 'build');
    return call === 'lint' ? 'check' : call;
}
/** A check or an outline makes no image: an output would push an empty one over the tag (docs/buildkit.md). */
const NOTHING = { push: false, load: false, image: undefined, loadedNames: [], files: [] };
const LEVELS = { zstd: 22, gzip: 9, estargz: 9, uncompressed: undefined };
function parseCompression(inputs) {
    const type = parseChoice('compression', inputs.compression, ['zstd', 'gzip', 'estargz', 'uncompressed'], 'zstd');
    const most = LEVELS[type];
    const text = inputs['compression-level'];
    if (most !== undefined)
        return { type, level: scalars_parseInteger('compression-level', text, 0, most) };
    if (text === '')
        return { type, level: undefined };
    throw new InputError('"compression-level" has no meaning with compression: uncompressed, remove it.');
}

;// CONCATENATED MODULE: ./lib/request/notes.js




/** Says what a person should know about a request that is valid: what was changed, what has no meaning, what is risky. */
function toNotes(inputs, request) {
    return [
        ...loweredNotes(inputs),
        ...variableNotes('build-args', request.buildArgs, 'the image records it; use "secrets" and RUN --mount=type=secret'),
        ...variableNotes('builder-env', request.builder.env, 'everybody on the machine can read it with docker inspect'),
        ...queryNotes(request),
        ...annotationNotes(inputs, request),
        ...cacheNotes(request),
        ...meaninglessNotes(inputs),
    ];
}
function loweredNotes(inputs) {
    const written = [inputs.image, ...parseList('tags', inputs.tags, 'commas').filter(isWhole)];
    const changed = [...written, inputs['cache-ref']].filter((text) => lowerRepository(text) !== text);
    const pairs = [...new Set(changed)].map((text) => `${text} is ${lowerRepository(text)}`);
    return pairs.length === 0 ? [] : [notes_info(`Repositories have no upper-case letters: ${pairs.join(', ')}.`)];
}
function variableNotes(input, variables, why) {
    const names = variables.filter(([name]) => SECRET.test(name) && !HARMLESS.test(name)).map(([name]) => name);
    const addresses = variables.filter(([name, value]) => LOGIN.test(value) && !names.includes(name));
    return [
        ...names.map((name) => notes_warning(`"${input}" has ${name}, which looks like a secret: ${why}.`)),
        ...addresses.map(([name]) => notes_warning(`"${input}" has a URL with a password in ${name}: ${why}.`)),
    ];
}
/** What stands behind the question mark is part of the source that BuildKit writes down; a git URL has only words of BuildKit's own there. */
function queryNotes({ source, buildContexts }) {
    const queried = (url) => {
        const { searchParams = new Map() } = /^https?:/i.test(url) ? (URL.parse(url) ?? {}) : {};
        return [...searchParams.keys()].some((name) => !GIT_QUERY.includes(name));
    };
    const inputs = [
        ['context', source.kind === 'remote' && queried(source.url)],
        ['build-contexts', buildContexts.some((each) => each.kind === 'remote' && queried(each.url))],
    ];
    return inputs.flatMap(([input, has]) => has
        ? [
            notes_warning(`"${input}" has a URL with a query, which stands in the provenance that is pushed and on buildctl's command line: leave out what is secret, such as a token or a signature.`),
        ]
        : []);
}
/** BuildKit, util/gitutil. */
const GIT_QUERY = [
    'ref',
    'tag',
    'branch',
    'subdir',
    'checksum',
    'commit',
    'keep-git-dir',
    'submodules',
    'fetch-by-commit',
];
function annotationNotes(inputs, request) {
    const written = parseAnnotations(inputs.annotations);
    const mixed = written.map(([name]) => name.slice(name.indexOf('.') + 1)).filter((name) => /[A-Z]/.test(name));
    const dropped = request.call === 'build' && annotatesIndex(inputs) && !hasIndex(request);
    return [
        ...[...new Set(mixed)].map((name) => notes_warning(`"annotations" has ${name}: BuildKit writes it in lower case.`)),
        ...(dropped
            ? [notes_warning('Annotations of the index are left out: an image of one platform without attestations has no index.')]
            : []),
    ];
}
function cacheNotes({ cache }) {
    const inputs = { 'cache-from': cache.from, 'cache-to': cache.to };
    return Object.entries(inputs).flatMap(([input, lists]) => {
        const names = lists.flat().map(([name]) => name);
        const secret = CREDENTIALS.find((name) => names.includes(name));
        if (secret === undefined)
            return [];
        return [
            notes_warning(`"${input}" has ${secret}: buildctl takes it on its command line, where other processes can read it.`),
        ];
    });
}
function meaninglessNotes(inputs) {
    const own = [
        'builder-env',
        'builder-memory',
        'builder-cpus',
        'buildkitd-config',
        'buildkitd-flags',
    ];
    const unused = inputs.endpoint === '' ? [] : own.filter((name) => inputs[name] !== '');
    return [
        ...(inputs.builder === '' ? [] : [notes_warning('"builder" has no meaning: this action starts its own builder.')]),
        ...unused.map((name) => notes_warning(`"${name}" has no meaning with "endpoint": that builder runs already.`)),
    ];
}
/** The words of BuildKit's own check SecretsUsedInArgOrEnv. */
const SECRET = /(?:^|_)(?:apikey|auth|credentials?|key|password|pword|passwd|secret|token)(?:_|$)/i;
const HARMLESS = /(?:^|_)(?:public|file|version)(?:_|$)/i;
/** A proxy's address with a user's password. */
const LOGIN = /:\/\/[^/?#\s]*:[^/?#\s]+@/;
const CREDENTIALS = ['token', 'ghtoken', 'access_key_id', 'secret_access_key', 'session_token'];
function notes_info(text) {
    return { level: 'info', text };
}
function notes_warning(text) {
    return { level: 'warning', text };
}

;// CONCATENATED MODULE: ./lib/request/secrets.js





/**
 * Reads the three inputs of secrets. An entry that gives no secret (an empty value, a variable that is not set, a line that is
 * no ID=VALUE) is left out with a warning, as docker/build-push-action does: a pull request of a fork has no secrets. Nothing that
 * is said holds a value, nor an id that may be a piece of one. Throws an InputError for an id that comes twice and for a value
 * that BuildKit would refuse.
 */
function parseSecrets(inputs, { workspace, env, warn }) {
    const secrets = [
        ...entries(inputs, 'secrets', 'lines', warn).map(([id, value, number]) => {
            if (Buffer.byteLength(value) <= LARGEST)
                return { kind: 'value', id, value };
            throw new InputError(`"secrets" has more than ${LARGEST} bytes in entry ${number}: BuildKit takes no larger ones.`);
        }),
        ...entries(inputs, 'secret-envs', 'commas', warn).flatMap(([id, name, number]) => {
            if (env[name] !== undefined)
                return [{ kind: 'env', id, env: name }];
            // The name may be the secret itself, written there by mistake, so neither it nor the id is shown.
            warn(`"secret-envs" names a variable that is not set in entry ${number}, which is left out: set it in "env" of the step.`);
            return [];
        }),
        ...entries(inputs, 'secret-files', 'lines', warn).map(([id, path]) => {
            return { kind: 'file', id, path: (0,external_node_path_namespaceObject.resolve)(workspace, path) };
        }),
    ];
    const ids = secrets.map(({ id }) => id);
    const twice = ids.findIndex((id, index) => ids.indexOf(id) < index);
    if (twice < 0)
        return secrets;
    throw new InputError(`"secrets", "secret-envs" and "secret-files" give one id twice (secret ${twice + 1} of ${ids.length}): give each its own.`);
}
/** Adds the token with which BuildKit fetches git contexts from this GitHub server, where there is one and no secret of the user's is it. */
function withGitToken(secrets, token, [source, named], git) {
    const isFor = (context) => context.kind === 'remote' && isOnServer(context.url, git);
    const contexts = named.filter(isFor).map(({ name }) => name);
    if (token === '' || (!isFor(source) && contexts.length === 0))
        return { secrets, gitToken: undefined };
    const id = `GIT_AUTH_TOKEN.${new URL(git.serverUrl).host}`;
    const isGiven = secrets.some((secret) => secret.id === id || secret.id === 'GIT_AUTH_TOKEN');
    if (isGiven)
        return { secrets, gitToken: undefined };
    return { secrets: [...secrets, { kind: 'value', id, value: token }], gitToken: { id, contexts } };
}
/** Reads `default`, `ID` and `ID=PATH` entries as `--ssh` takes them, paths absolute. */
function parseSsh(text, workspace, env) {
    const ids = new Set();
    return parseList('ssh', text, 'commas').map((entry) => {
        const [id, path] = splitAtEquals(entry);
        if (!/^[\w.-]+$/.test(id) || path === '') {
            throw new InputError(`"ssh" must have entries default, ID or ID=PATH: got ${shown(entry)}.`);
        }
        if (ids.has(id))
            throw new InputError(`"ssh" has ${shown(id)} twice: write each id once.`);
        ids.add(id);
        if (path !== undefined)
            return `${id}=${(0,external_node_path_namespaceObject.resolve)(workspace, path)}`;
        if (env.SSH_AUTH_SOCK)
            return id;
        throw new InputError(`"ssh" has ${shown(id)}, but no ssh agent runs (SSH_AUTH_SOCK is not set): start one before this step or write ${id}=PATH of a key.`);
    });
}
/** BuildKit's limit (session/secrets/secretsprovider). */
const LARGEST = 500 * 1024;
const FORMS = {
    secrets: 'ID=VALUE',
    'secret-envs': 'ID=VARIABLE',
    'secret-files': 'ID=PATH',
};
function entries(inputs, input, separator, warn) {
    return parseList(input, inputs[input], separator).flatMap((entry, index) => {
        const [id, value] = splitAtEquals(entry);
        if (value && /^[^\s,"\p{Cc}]+$/u.test(id))
            return [[id, value, index + 1]];
        const why = value === '' ? 'an empty value' : `no ${FORMS[input]}, which on one line of several needs double quotes`;
        warn(`"${input}" has ${why} in entry ${index + 1}, which is left out.`);
        return [];
    });
}

;// CONCATENATED MODULE: ./lib/request/steps.js




/** Reads the inputs about the Dockerfile's steps. */
function parseSteps(inputs) {
    const network = parseStepNetwork(inputs.network);
    const noCache = parseBoolean('no-cache', inputs['no-cache'], false);
    const noCacheFilters = parseList('no-cache-filters', inputs['no-cache-filters'], 'commas');
    if (noCache && noCacheFilters.length > 0) {
        throw new InputError('"no-cache" and "no-cache-filters" are both given: remove one of them.');
    }
    return {
        target: inputs.target || undefined,
        noCache,
        noCacheFilters,
        pull: parseBoolean('pull', inputs.pull, false),
        allow: parseAllow(inputs.allow, network),
        addHosts: parseAddHosts(inputs['add-hosts']),
        network,
        cgroupParent: inputs['cgroup-parent'] || undefined,
        shmSize: parseSize('shm-size', inputs['shm-size']),
        ulimits: parseUlimits(inputs.ulimit),
    };
}
/** `default` is docker's word for BuildKit's own choice. */
function parseStepNetwork(text) {
    if (text === '' || text === 'default')
        return undefined;
    const network = ['host', 'none', 'sandbox'].find((each) => each === text);
    if (network !== undefined)
        return network;
    throw new InputError(`"network" must be default, host or none: got ${shown(text)}.`);
}
/** The build's own network is on no list of the workflow, so asking for the host's is asking for the entitlement, as with buildx. */
function parseAllow(text, network) {
    const entitlements = parseList('allow', text, 'commas');
    const stray = entitlements.find((each) => !/^(?:network\.host|security\.insecure|device(?:=\S+)?)$/.test(each));
    if (stray !== undefined) {
        throw new InputError(`"allow" has ${shown(stray)}: write network.host, security.insecure, device or device=NAME.`);
    }
    return [...new Set([...entitlements, ...(network === 'host' ? ['network.host'] : [])])];
}

;// CONCATENATED MODULE: ./lib/request/request.js
/*
 * The room `request/`: from the inputs, which are texts, to a BuildRequest, in which every value is checked and has its type. Read this
 * file first, which calls the parsers of each group of inputs, then build-request.ts, the type that all later rooms read. The groups:
 *
 * - where the build comes from: source.ts, remote.ts, git-context.ts (the event and the checkout), pairs.ts (build arguments), secrets.ts
 * - the image and other results: image-request.ts, which uses destination.ts, tags.ts, outputs.ts, attests.ts and annotations.ts
 * - the caches and the builder: caches.ts, builder-request.ts
 * - grammars that several inputs share: lists.ts, scalars.ts, names.ts, shell-words.ts
 *
 * After the parsing paths.ts looks on the disk, and notes.ts says what a valid request should warn of.
 */













/**
 * Makes the build request of the inputs; throws an InputError at the first mistake, which never holds a secret.
 *
 * `dockerProxies` is what docker's configuration says of a proxy (`readDockerProxies`).
 *
 * Paths become absolute against the workspace; whether they exist is `checkPaths`' work.
 */
function parseRequest(inputs, git, workspace, env, dockerProxies = []) {
    checkRunner(inputs, env);
    const warnings = [];
    const warn = (text) => warnings.push({ level: 'warning', text });
    const around = { git, workspace: (0,external_node_path_namespaceObject.resolve)(workspace), env, warn };
    const platforms = parsePlatforms(inputs.platforms || (env.DOCKER_DEFAULT_PLATFORM ?? ''));
    const sources = parseSources(inputs, around);
    const image = parseImageRequest(inputs, around, { platforms, source: sources.source });
    const cache = parseCache(inputs, {
        ...sources,
        platforms,
        image: image.image,
        push: image.push,
        workspace: around.workspace,
        warn,
    });
    const parts = { ...sources, ...image, ...parseSteps(inputs), ...parseReport(inputs, env), platforms, cache };
    const request = {
        ...parts,
        builderSharing: parseChoice('builder-sharing', inputs['builder-sharing'], ['job', 'step'], 'job'),
        builder: parseBuilder(inputs, around, { ...parts, hosts: toHosts(parts), dockerProxies }),
    };
    return { ...request, notes: [...warnings, ...toNotes(inputs, request)] };
}
/** A builder is a Linux container; only an endpoint makes another runner do. */
function checkRunner(inputs, { RUNNER_OS: system = 'Linux' }) {
    if (system === 'Linux' || inputs.endpoint !== '')
        return;
    throw new InputError(`"endpoint" must be given on this runner: the builder needs Linux and Docker, and this is ${system}. Write runs-on: ubuntu-latest, or endpoint: ADDRESS of a BuildKit that already runs.`);
}
function parseSources(inputs, around) {
    const { git, workspace, env } = around;
    const source = parseSource(inputs.context, git, workspace);
    const buildContexts = parseBuildContexts(inputs['build-contexts'], git, workspace);
    const secrets = parseSecrets(inputs, around);
    const buildArgs = parseBuildArgs(inputs['build-args'], around);
    const mayLeave = parseBoolean('allow-outside-workspace', inputs['allow-outside-workspace'], false);
    return {
        source,
        gitDir: parseGitDir(inputs, buildArgs),
        leavesGitDirOut: false,
        dockerfile: parseDockerfile(inputs.file, source, workspace),
        buildContexts,
        outsideWorkspace: mayLeave ? 'allowed' : 'refused',
        buildArgs,
        ...withGitToken(secrets, inputs['github-token'], [source, buildContexts], git),
        ssh: parseSsh(inputs.ssh, workspace, env),
    };
}
/**
 * A context that nobody wrote is the git repository for docker/build-push-action, which has no `.git` unless its build argument keeps
 * it; one that is written is the folder as it is.
 */
function parseGitDir(inputs, buildArgs) {
    const choice = parseChoice('git-dir', inputs['git-dir'], ['auto', 'keep', 'drop'], 'auto');
    if (choice !== 'auto')
        return choice;
    const keeps = new Map(buildArgs).get('BUILDKIT_CONTEXT_KEEP_GIT_DIR');
    return inputs.context !== '' || /^(?:1|t|true)$/i.test(keeps ?? '') ? 'keep' : 'auto';
}
function parseReport(inputs, env) {
    return {
        report: {
            progress: parseChoice('progress', inputs.progress, ['auto', 'plain'], 'auto'),
            // The variables of docker/build-push-action.
            summary: parseBoolean('summary', inputs.summary, true) && !isOff(env.DOCKER_BUILD_SUMMARY),
            checks: !isOff(env.DOCKER_BUILD_CHECKS_ANNOTATIONS),
        },
        retries: scalars_parseInteger('retries', inputs.retries, 0, 10) ?? 3,
        timeout: parseDuration('timeout', inputs.timeout),
        networkTimeout: parseDuration('network-timeout', inputs['network-timeout']) ?? FIVE_MINUTES,
    };
}
/** Go's and docker/actions-toolkit's words for false. */
function isOff(variable) {
    return /^(?:0|f|false)$/i.test(variable ?? '');
}
/** A registry may take minutes to put a large layer in its place; it says nothing meanwhile. */
const FIVE_MINUTES = 300_000;

;// CONCATENATED MODULE: ./lib/image/facts.js



/** Reads what the pushed image consists of; undefined when the registry does not tell, since an output less must not fail a build. */
async function readImageFacts({ repository, digest }, registry, platform) {
    const top = await readManifest(registry, repository, digest);
    if (top === undefined)
        return undefined;
    if (top.manifests === undefined)
        return { platforms: { [platform]: digest }, images: imagesOf([top]), size: facts_sizeOf(top) };
    const children = top.manifests.filter(isImage);
    const manifests = await Promise.all(children.map((child) => readManifest(registry, repository, child.digest)));
    return {
        platforms: Object.fromEntries(children.map((child) => [formatPlatform(child.platform), child.digest])),
        images: imagesOf(manifests),
        size: manifests.reduce((sum, manifest) => sum + (manifest ? facts_sizeOf(manifest) : 0), 0),
    };
}
/** Returns the platform of an image that says it nowhere: the one asked for, or else this machine's. */
function facts_onlyPlatform(request) {
    return request.platforms[0] ?? runnerPlatform();
}
/** Returns where the image is, written out by its digest (`repository@sha256:…`); undefined when it has no name or no digest. */
function imageByDigest({ repository }, { digest }) {
    return repository === undefined || digest === undefined ? undefined : `${repository.name}@${digest}`;
}
async function readManifest(registry, repository, digest) {
    const answer = await registry.getManifest({ ...repository, digest });
    return answer.kind === 'found' ? toManifest(answer.bytes) : undefined;
}
/** Attestations stand in the index beside the images that they attest. */
function isImage({ digest, annotations }) {
    return isDigest(digest) && annotations['vnd.docker.reference.type'] !== 'attestation-manifest';
}
function imagesOf(manifests) {
    return manifests.flatMap((manifest) => manifest?.config?.digest ?? []);
}
function facts_sizeOf({ config, layers }) {
    return [config, ...layers].reduce((sum, blob) => sum + (blob?.size ?? 0), 0);
}
function formatPlatform(platform) {
    const { os, architecture, variant } = platform ?? { os: 'unknown', architecture: 'unknown', variant: undefined };
    return variant === undefined ? `${os}/${architecture}` : `${os}/${architecture}/${variant}`;
}

;// CONCATENATED MODULE: ./lib/mounts/plan.js

/** Decides whose mounts a run reads and writes, by the scopes of the layer cache; undefined where none is wanted. */
function plan_planMounts(request, scopes) {
    const { mounts, mountsMaxSize } = request.cache;
    if (mounts === 'off' || !asksForMounts(request))
        return undefined;
    return {
        wanted: mounts,
        maxSize: mountsMaxSize,
        subject: { repository: request.repository?.name ?? '', platforms: platformsOf(request) },
        // A pull request cannot read the Actions cache of its head branch, only its own and those of its base and of the default branch.
        restoreFrom: scopes.imports.filter(({ role }) => role !== 'head').map(({ scope }) => scope),
        saveTo: scopes.export,
        saveReason: scopes.exportReason,
        emptied: request.noCache ? 'all' : request.noCacheFilters,
    };
}
/** Tells whether a build is to keep cache mounts. */
function asksForMounts({ cache, call }) {
    return cache.mounts !== 'off' && call === 'build';
}
/** Tells whether a mount is to be kept. */
function isWanted({ wanted }, { id }) {
    return wanted === 'auto' || wanted.includes(id);
}
/** Tells whether BuildKit empties the mounts of a RUN, because its stage is built without cache. */
function isEmptied({ emptied }, stages) {
    return emptied === 'all' || stages.every((stage) => stage !== undefined && emptied.includes(stage));
}
function platformsOf(request) {
    return request.platforms.length > 0 ? request.platforms : [onlyPlatform(request)];
}

;// CONCATENATED MODULE: ./lib/mounts/choose-mounts.js



/** Decides which cache mounts of a build are kept; undefined where none is wanted, or where it is impossible, with a notice. */
function chooseMounts(request, scopes) {
    const plan = planMounts(request, scopes);
    if (plan === undefined)
        return undefined;
    const obstacle = findObstacle(request, process.env);
    if (obstacle === undefined)
        return plan;
    say.notice(`Cache mounts are not kept: ${obstacle}.`);
    return undefined;
}
/** Returns the reason why cache mounts cannot be kept, as half a sentence. */
function findObstacle({ builder }, env) {
    if (builder.endpoint)
        return 'a builder with an "endpoint" does not let anyone see what its steps mount';
    if (hasOwnRuntime(builder))
        return 'the builder is given an OCI runtime of its own ("buildkitd-config" or "buildkitd-flags")';
    // The first version of the service, which act has, needs no token.
    if (!env.ACTIONS_CACHE_URL && !(env.ACTIONS_RESULTS_URL && env.ACTIONS_RUNTIME_TOKEN)) {
        return 'the runner offers no Actions cache (neither ACTIONS_RESULTS_URL with ACTIONS_RUNTIME_TOKEN nor ACTIONS_CACHE_URL is set)';
    }
    return undefined;
}

;// CONCATENATED MODULE: ./lib/mounts/jail-script.js

/** Path of the mount's folder inside a jail. */
const jailedFolder = '/cache-mount';
/** Path of the running script inside a jail. */
const jailedScript = '/runtime.sh';
/**
 * Folders of the builder with programs and their libraries; in some images some are links, which bind mounts follow. The jail adds those of
 * the builder's own PATH that lie elsewhere: an image may have its shell or its tar there.
 */
const programFolders = ['/bin', '/sbin', '/lib', '/lib64', '/usr'];
/** The capabilities that tar needs to set owners and modes of files. */
const capabilities = ['CAP_CHOWN', 'CAP_DAC_OVERRIDE', 'CAP_FOWNER', 'CAP_FSETID'];
const readOnly = ['bind', 'ro', 'nosuid', 'nodev'];
/** The container of a jail (runtime-spec, config.md), with variables of the shell where it differs. */
const config = JSON.stringify({
    ociVersion: '1.0.2',
    process: {
        user: { uid: 0, gid: 0 },
        cwd: '/',
        args: ['/bin/sh', jailedScript, '$words'],
        env: ['PATH=$PATH', 'LC_ALL=C'],
        noNewPrivileges: true,
        capabilities: { bounding: capabilities, effective: capabilities, permitted: capabilities },
    },
    root: { path: 'rootfs', readonly: true },
    mounts: [
        '$programs',
        { destination: jailedScript, type: 'bind', source: `${boot_sharedFolder}/${boot_shared.runtime}`, options: readOnly },
        { destination: '/proc', type: 'proc', source: 'proc', options: ['ro', 'nosuid', 'noexec', 'nodev'] },
        { destination: '/dev', type: 'tmpfs', source: 'tmpfs', options: ['nosuid', 'noexec', 'size=64k', 'mode=755'] },
        {
            destination: jailedFolder,
            type: 'bind',
            source: '$source',
            options: ['bind', '$access', 'nosuid', 'nodev', 'noexec'],
        },
    ],
    linux: {
        cgroupsPath: '/buildkit/$id',
        resources: { devices: [{ allow: false, access: 'rwm' }] },
        namespaces: ['pid', 'ipc', 'uts', 'network', 'mount'].map((type) => ({ type })),
    },
}).replace(/"(\$words|\$programs)"/g, '$1');
/** One of `$programs`. */
const program = JSON.stringify({ destination: '$folder', type: 'bind', source: '$folder', options: readOnly });
/**
 * Shell functions that fill and pack a mount's folder. A RUN may write to it at the same moment, and anybody may have made its content, so a
 * link in it must lead nowhere.
 *
 * `jail` runs a part of the runtime script in a container of buildkit-runc: it has an empty root, the builder's programs read-only, the
 * mount's folder and nothing else; no network, no device, and only the capabilities that tar needs. Its arguments are an id, `ro` or `rw`,
 * the folder, and the part's name and arguments. The archive is file descriptor 3, opened outside. The bundle is removed with `rmdir`, which
 * cannot remove a file, even if a mount is still there.
 *
 * | part, inside | arguments | standard output |
 * | --- | --- | --- |
 * | `fill` | the seconds that tar may take; `anew` where another filling was cut off there, else `empty` | why it failed |
 * | `pack` | the folder below the mount's; the KiB that files and archive may have; the fingerprint that it had; seconds | one line, see `saveFunction` |
 */
const jailFunctions = `
jail() {
  id=$1 access=$2 source=$3 root=/run/mount-jails/$1/rootfs
  shift 3
  words= programs= folders=proc:dev:.${jailedFolder}:
  for word; do words="$words\${words:+,}\\"$word\\""; done
  places=${programFolders.join(':')}:$PATH
  IFS=:
  for folder in $places; do
    case $folder:$folders in
      ${programFolders.map((folder) => `${folder}/*`).join(' | ')} | /:* | [!/]* | *:.$folder:*) continue ;;
    esac
    [ -d $folder ] || continue
    programs="$programs\${programs:+,}${program.replaceAll('"', '\\"')}"
    folders=$folders.$folder:
  done
  unset IFS
  mkdir -p $root || return
  cat >\${root%rootfs}config.json <<END
${config}
END
  buildkit-runc run --preserve-fds 1 --bundle \${root%/rootfs} $id
  status=$?
  rm -f \${root%rootfs}config.json $root${jailedScript}
  (cd $root && IFS=: && rmdir -p $folders) 2>/dev/null
  rmdir $root \${root%/rootfs}
  return $status
}
fill() {
  cd ${jailedFolder} || exit
  # The shell's own word about what was killed.
  exec 2>/dev/null
  [ "$2" != anew ] || clear_folder
  [ ! "$(find . -mindepth 1 | head -c 1)" ] || { echo 'its folder is not empty'; exit 1; }
  problem=$(timeout -s KILL "$1" tar -x -p --numeric-owner -f - <&3 2>&1) && exit
  [ $? != 137 ] || problem="it took longer than $1 s"
  clear_folder
  echo "$problem" | head -n 1
  exit 1
}
clear_folder() {
  find . -mindepth 1 -maxdepth 1 -exec rm -rf {} +
}
pack() {
  # A link in the place of a folder leads to nothing but programs, which nobody wants to keep.
  cd "${jailedFolder}$1" 2>/dev/null || { echo empty; exit; }
  case $(pwd -P) in ${jailedFolder} | ${jailedFolder}/*) ;; *) echo empty; exit ;; esac
  [ "$(find . -mindepth 1 | head -n 1)" ] || { echo empty; exit; }
  size=$(du -sk .)
  size=\${size%%[!0-9]*}
  [ "$size" -le "$2" ] || { echo "large $((size * 1024))"; exit; }
  list() {
    find . ! -type d -exec stat -c '%n %s %Y %f %u %g %h' {} +
    find . -type d -exec stat -c '%n %f %u %g' {} +
  }
  print=$(list | sort | sha256sum | cut -c 1-16)
  [ "$print" != "$3" ] || { echo unchanged; exit; }
  case $(tar --version) in *GNU*) tar=gnu sparse=--sparse ;; *) tar=other sparse= ;; esac
  ulimit -f $(($2 * 2))
  problem=$(timeout -s KILL "$4" tar -c $sparse --numeric-owner -f - . 2>&1 >&3)
  case $? in
    0) echo "written $tar $print" ;;
    137) echo "failed it took longer than $4 s" ;;
    153) echo "large $(($2 * 1024 + 1))" ;;
    *) echo "failed $problem" | head -n 1 ;;
  esac
}
`;

;// CONCATENATED MODULE: ./lib/mounts/hook-script.js


/** Folder for questions of RUNs and answers of the host, below the shared folder; the host makes it. */
const spoolFolder = 'mounts';
/** Path of that folder inside the builder. */
const spoolInBuilder = `${boot_sharedFolder}/${spoolFolder}`;
/** Path of the runtime script inside the builder. */
const runtimeInBuilder = (/* unused pure expression or super */ null && (`${sharedFolder}/${shared.runtime}`));
/** Names of the files in that folder; those of one RUN begin with the id of its container. */
const spool = {
    /** Exists while the host answers. */
    open: 'open',
    ask: '.ask',
    /** A named pipe. */
    answer: '.answer',
    done: '.done',
};
/** The end mark of a question, because the host may read it while it is being written. */
const askEnd = '\n.\n';
/**
 * Seconds that a RUN waits for an answer: longer than the host ever needs, also where it waits for another RUN to fill a large mount. A
 * RUN that went on earlier would write into the folder while that one is unpacking.
 */
const hook_script_patience = 3600;
/**
 * The part of the runtime script that writes a mount's files into an archive, as root, so that owners and modes are kept; `docker exec`
 * calls it. Arguments: the jail's id, the folder, the folder below it that has the files, the archive, and the further arguments of `pack`.
 * Prints one line:
 *
 * | line | when |
 * | --- | --- |
 * | `empty` | the folder has no files or does not exist: for a mount with an owner BuildKit makes it with the first file |
 * | `large BYTES` | its files or its archive are larger than the limit |
 * | `unchanged` | the fingerprint is the same |
 * | `failed WHY` | tar could not write the archive |
 * | `written TAR FINGERPRINT BYTES` | the archive is there |
 *
 * The fingerprint is a hash of the output of `find` and `stat` for all files, in the same order on every file system. Times of folders are
 * left out, since they change with temporary files that programs make and remove.
 */
const saveFunction = `
save() {
  umask 022
  archive=$4
  line=$(jail "$1" ro "$2" pack "$3" "$5" "$6" "$7" 3>"$archive" 2>"$archive.error") ||
    line="failed $(head -n 1 "$archive.error")"
  case $line in
    written*) echo "$line $(stat -c %s "$archive")" ;;
    *) rm -f "$archive"; echo "$line" ;;
  esac
  rm -f "$archive.error"
}
`;
/**
 * The OCI runtime that buildkitd starts instead of buildkit-runc, a POSIX shell script. Before the container of a RUN starts, the script
 * writes the container's config.json into the folder for questions, waits for the host's answer (`formatOrders`), carries it out, and
 * executes buildkit-runc with its own arguments. If any of this fails, the RUN goes on. All work on the files of a mount is done in a jail
 * (`jailFunctions`): there this same script runs, with the name of a part as its first argument.
 *
 * It prints nothing, because its output would be the RUN's, and starts few programs, because each costs about a millisecond: a container
 * without a mount from a snapshot costs a shell and a grep. It opens the pipe before it writes the question, so that the answer never
 * waits for the hook. `read -t` is not used, since not every shell has it.
 */
const hookScript = `#!/bin/sh${jailFunctions}${saveFunction}
case $1 in fill | pack | save) "$@"; exit ;; esac
restore() {
  cd ${spoolInBuilder} || return
  if [ ! -e tar ]; then
    case $(tar --version) in *GNU*) echo gnu ;; *) echo other ;; esac >"$1.tar"
    mv "$1.tar" tar
  fi
  read -r kind <tar
  mkfifo -m 666 "$1${spool.answer}" && exec 3<>"$1${spool.answer}" || return
  { echo "$kind"; cat "$2/config.json" /proc/self/mountinfo; echo .; } >"$1${spool.ask}"
  read -r -t ${hook_script_patience} answer <&3
  [ $? != 2 ] || answer=$(timeout ${hook_script_patience} head -n 1 <&3)
  exec 3<&-
  run=$1
  set -f
  set -- $answer
  [ $# -gt 0 ] || return
  while [ $# -gt 1 ]; do
    case $1 in
      end) timeout 10 buildkit-runc delete --force "$2"; shift 2 ;;
      fill) fill_place "$2" "$3" "$4" "$5" "$6" >>"$run.part" & shift 6 ;;
      *) break ;;
    esac
  done
  wait
  [ ! -e "$run.part" ] || mv "$run.part" "$run${spool.done}"
}
fill_place() {
  if said=$(jail "$1" rw "$5" fill "$2" "$3" 3<"$4" 2>&1); then
    echo "ok $1"
  else
    echo "failed $1 $(echo "$said" | head -n 1)"
  fi
}
for word; do
  case $before in --bundle) bundle=$word ;; esac
  case $word in run) runs=1 ;; esac
  before=$word
done
if [ "$runs" ] && [ -e ${spoolInBuilder}/${spool.open} ] &&
  grep -q '"source":"[^"]*\\(/snapshots/\\|/buildkit-mount\\)' "$bundle/config.json"; then
  (umask 022; restore "\${bundle##*/}" "$bundle") </dev/null >/dev/null 2>&1
fi
exec buildkit-runc "$@"
`;

;// CONCATENATED MODULE: ./lib/steps/foresee.js



/**
 * Returns the builder that a request asks for, before anything is read that it names. A builder whose cache mounts are kept is not shared:
 * their content belongs to one step.
 */
function foreseeBuilder(request, env) {
    const keepsMounts = asksForMounts(request) && findObstacle(request, env) === undefined;
    return {
        request: request.builder,
        runtime: keepsMounts ? hookScript : undefined,
        sharing: keepsMounts ? 'step' : request.builderSharing,
    };
}

;// CONCATENATED MODULE: ./lib/request/insecure.js


/** Names the registries that `registry.insecure=true` in `outputs`, `cache-from` or `cache-to` speaks of: what is said of one use holds for all. */
function insecure_insecureDomains({ imageAttributes = [], image, tags, cache, }) {
    const images = isInsecure(imageAttributes) ? [...tags, ...(image === undefined ? [] : [image])] : [];
    const caches = [...cache.from, ...cache.to].filter(isInsecure).flatMap((each) => cacheReference(each) ?? []);
    return [...new Set([...images, ...caches].map(({ domain }) => domain))];
}
/** BuildKit takes it without a value for true. */
function isInsecure(attributes) {
    return /^(?:1|t|true|)$/i.test(attributeValue(attributes, 'registry.insecure') ?? 'false');
}

;// CONCATENATED MODULE: ./lib/registry/answer.js
/** Thrown where an answer cannot be a union: by an iterator, and inside this room. */
class answer_RegistryError extends Error {
    failure;
    constructor(failure) {
        super(failure.reason);
        this.name = 'RegistryError';
        this.failure = failure;
    }
}

;// CONCATENATED MODULE: ./lib/registry/challenge.js
/** Parses a WWW-Authenticate header with any number of challenges (RFC 9110 section 11.6.1); total: stops at what it cannot read. */
function challenge_parseChallenges(header) {
    const challenges = [];
    let at = 0;
    const take = (pattern) => {
        pattern.lastIndex = at;
        const match = pattern.exec(header) ?? undefined;
        if (match !== undefined)
            at = pattern.lastIndex;
        return match;
    };
    while (at < header.length) {
        take(SEPARATOR);
        const current = challenges.at(-1);
        const parameter = current && take(PARAMETER);
        if (parameter) {
            const [, name = '', quoted, plain = ''] = parameter;
            const key = name.toLowerCase();
            const value = quoted?.replace(/\\(.)/gs, '$1') ?? plain;
            if (!current.parameters.has(key))
                current.parameters.set(key, value);
            continue;
        }
        const scheme = take(SCHEME)?.[1];
        if (scheme !== undefined)
            challenges.push({ scheme: scheme.toLowerCase(), parameters: new Map() });
        else if (!take(TOKEN68))
            break;
    }
    return challenges;
}
const TOKEN = "[!#$%&'*+.^_`|~0-9A-Za-z-]+";
const SEPARATOR = /[\s,]*/y;
/** A value without quotes may be any text: some registries write their realm that way. */
const PARAMETER = new RegExp(`(${TOKEN})\\s*=\\s*(?:"((?:[^"\\\\]|\\\\.)*)"|([^\\s,"]+))(?=\\s*(?:,|$))`, 'sy');
const SCHEME = new RegExp(`(${TOKEN})(?=\\s|,|$)`, 'y');
/** The credentials of schemes that have no parameters (`Negotiate abc==`): skipped. */
const TOKEN68 = /[A-Za-z0-9\-._~+/]+=*/y;

;// CONCATENATED MODULE: ./lib/registry/problem.js

/** Why a call to a registry failed. The message is a clause that ends a sentence, and as a rule names the host. */
class problem_Problem extends Error {
    status;
    retryAfterSeconds;
    constructor(clause, answer) {
        super(clause);
        this.name = 'Problem';
        this.status = answer?.status;
        this.retryAfterSeconds = answer && parseRetryAfter(answer.headers['retry-after'], Date.now());
    }
}
/** No answer came in time. */
class problem_LateProblem extends (/* unused pure expression or super */ null && (problem_Problem)) {
}
/**
 * A read was refused with 401 or 403 although the token server had taken the login and given a token for it, as many registries
 * answer where a repository does not exist (yet).
 */
class problem_HiddenProblem extends (/* unused pure expression or super */ null && (problem_Problem)) {
}
/** Makes the answer that a caller gets of a problem; `attempt` says what failed, `redact` takes secrets out. */
function problem_toFailure(attempt, problem, redact) {
    const { status, retryAfterSeconds } = problem;
    return {
        kind: 'failed',
        reason: redact(`${attempt} failed: ${problem.message}.`),
        ...(problem instanceof problem_LateProblem && { cause: 'late' }),
        ...(problem instanceof problem_HiddenProblem && { cause: 'hidden' }),
        ...(status !== undefined && { status }),
        ...(retryAfterSeconds !== undefined && { retryAfterSeconds }),
    };
}
/** Explains an error of the connection itself. */
function problem_explainError(error, host) {
    if (error instanceof problem_Problem)
        return error;
    if (error instanceof TooLongError)
        return new problem_Problem(`${host} sent more than is allowed here`);
    const { code = 'unknown error' } = error;
    if (code === 'ENOTFOUND' || code === 'EAI_AGAIN')
        return new problem_Problem(`the name ${host} does not resolve (${code})`);
    if (code === 'ECONNREFUSED')
        return new problem_Problem(`${host} refuses connections`);
    if (code === 'ECONNRESET' || code === 'EPIPE')
        return new problem_Problem(`${host} closed the connection`);
    if (problem_isUntrusted(code))
        return new problem_Problem(`the certificate of ${host} is not trusted (${code})`);
    return new problem_Problem(`the connection to ${host} failed (${code})`);
}
/** Explains a status that is no success, with what the registry itself says about it. */
function problem_explainStatus(answer, host) {
    const detail = readDetail(answer.bytes);
    return new problem_Problem(`${host} answers ${answer.status}${detail === '' ? '' : `: ${detail}`}`, answer);
}
/** The clause for a host that nobody logged in to. */
function problem_askForLogin(host) {
    return `${host} asks for a login and Docker's configuration has none: use docker/login-action for it in an earlier step`;
}
/** Tells whether an error code is about who signed a certificate, so that other authorities may help. */
function problem_isUntrusted(code) {
    return /^(UNABLE_TO_(VERIFY|GET)|SELF_SIGNED|DEPTH_ZERO_SELF_SIGNED)/.test(code);
}
/** The codes in the errors of a registry's JSON body: `MANIFEST_UNKNOWN`, `UNSUPPORTED`, … (distribution spec, Error Codes). */
function problem_errorCodes(bytes) {
    return readErrors(bytes).map(({ code }) => String(code));
}
/** Parses Retry-After, seconds or a date, into seconds from now; undefined when it is neither (RFC 9110 section 10.2.3). */
function parseRetryAfter(value, now) {
    if (value === undefined)
        return undefined;
    if (/^\d{1,9}$/.test(value))
        return Number(value);
    const date = Date.parse(value);
    return Number.isNaN(date) ? undefined : Math.max(0, Math.ceil((date - now) / 1000));
}
/** One line of at most 160 characters: the message of the registry's error, or the text of a page that a proxy put in its place. */
function readDetail(bytes) {
    const [error] = readErrors(bytes);
    const text = error ? `${error.code ?? ''} ${error.message ?? ''}` : problem_toText(bytes).replace(/<[^<>]*>/g, ' ');
    const line = text.replace(/[\s\p{Cc}\p{Cf}]+/gu, ' ').trim();
    return line.length > 160 ? `${line.slice(0, 160)}…` : line;
}
function readErrors(bytes) {
    try {
        const { errors } = JSON.parse(problem_toText(bytes));
        return Array.isArray(errors) ? errors.filter((error) => typeof error === 'object' && error !== null) : [];
    }
    catch {
        return [];
    }
}
function problem_toText(bytes) {
    return Buffer.from(bytes.subarray(0, 16 * 1024)).toString();
}

;// CONCATENATED MODULE: ./lib/registry/token.js


/** Fetches a token from the server that a Bearer challenge names: by GET, or by POST for an identity token (distribution spec, token and OAuth2). Throws a Problem. */
async function token_fetchToken(scope, challenge, registry, credentials, options) {
    const realm = readRealm(scope, challenge, registry, options);
    const query = new URLSearchParams(realm.search);
    const service = challenge.parameters.get('service');
    if (service !== undefined)
        query.set('service', service);
    query.set('scope', toScopeText(scope, challenge.parameters.get('scope')));
    const answer = await askServer(realm, query, credentials, options);
    if (answer.status === 401 || answer.status === 403)
        throw explainRefusal(answer, scope, realm, credentials);
    if (answer.status !== 200)
        throw explainStatus(answer, realm.host);
    return { ...readGrant(answer, realm, options), tokenFor: credentials === undefined ? 'nobody' : 'login' };
}
/** The Basic header of a login; masked, because its base64 is as good as the password. */
function token_basic(username, password, mask) {
    const encoded = Buffer.from(`${username}:${password}`).toString('base64');
    mask(encoded);
    return `Basic ${encoded}`;
}
const LARGEST_ANSWER = (/* unused pure expression or super */ null && (1024 * 1024));
async function askServer(realm, query, credentials, options) {
    const signal = AbortSignal.any([options.signal, AbortSignal.timeout(options.timeoutMilliseconds)]);
    const scheme = realm.protocol === 'http:' ? 'http' : 'https';
    const request = toRequest(realm, query, credentials, options);
    try {
        return await options.send({ ...request, host: realm.host, scheme, signal, largestBody: LARGEST_ANSWER });
    }
    catch (error) {
        if (options.signal.aborted || !signal.aborted)
            throw error;
        throw new Problem(`the token server ${realm.host} did not answer within ${options.timeoutMilliseconds / 1000} s`);
    }
}
/** An identity token travels in the body of a POST, a password in the header of a GET. */
function toRequest(realm, query, credentials, options) {
    const headers = { 'user-agent': options.userAgent, accept: 'application/json' };
    if (credentials?.kind === 'identity-token') {
        query.set('client_id', options.userAgent.replace(/\/.*/, ''));
        query.set('grant_type', 'refresh_token');
        query.set('refresh_token', credentials.token);
        const form = { ...headers, 'content-type': 'application/x-www-form-urlencoded' };
        return { method: 'POST', path: realm.pathname, headers: form, body: Buffer.from(query.toString()) };
    }
    const path = `${realm.pathname}?${query}`;
    if (credentials?.kind !== 'password')
        return { method: 'GET', path, headers };
    const authorization = token_basic(credentials.username, credentials.password, options.mask);
    return { method: 'GET', path, headers: { ...headers, authorization } };
}
/** A registry behind TLS may not send a login over the open network. */
function readRealm(scope, challenge, registry, options) {
    const realm = URL.parse(challenge.parameters.get('realm') ?? '');
    if (realm?.protocol !== 'https:' && realm?.protocol !== 'http:') {
        throw new Problem(`${scope.host} names no token server that can be asked`);
    }
    const isOpen = realm.protocol === 'http:' && registry.protocol === 'https:';
    if (isOpen && !isLocalhost(realm.host) && options.security(realm.host) === 'https') {
        throw new Problem(`${scope.host} wants its login sent over plain HTTP to ${realm.host}`);
    }
    return realm;
}
/** What we need, and what the registry asks beyond that for the same repository (`*` for a deletion, say). */
function toScopeText(scope, asked) {
    const prefix = `repository:${scope.path}:`;
    const more = (asked ?? '').split(' ').filter((part) => part.startsWith(prefix));
    const actions = [scope.actions, ...more.map((part) => part.slice(prefix.length))].join().split(',');
    return prefix + [...new Set(actions)].sort().join();
}
function explainRefusal(answer, scope, realm, credentials) {
    if (credentials === undefined)
        return new Problem(askForLogin(scope.host), answer);
    const { message } = explainStatus(answer, realm.host);
    return new Problem(`${message} (its token server does not accept the login for ${scope.host})`, answer);
}
const SHORTEST_SECONDS = 60;
function readGrant(answer, realm, options) {
    const text = Buffer.from(answer.bytes).toString();
    const { token, access_token: accessToken, expires_in: seconds } = parseObject(text);
    const value = typeof accessToken === 'string' && accessToken !== '' ? accessToken : token;
    if (typeof value !== 'string' || !/^[\x21-\x7e]+$/.test(value)) {
        throw new Problem(`the token server ${realm.host} answered without a token`);
    }
    options.mask(value);
    const lifetime = typeof seconds === 'number' && seconds > 0 ? seconds : SHORTEST_SECONDS;
    return { header: `Bearer ${value}`, expires: Date.now() + lifetime * 900 };
}
function parseObject(text) {
    try {
        return Object(JSON.parse(text));
    }
    catch {
        return {};
    }
}

;// CONCATENATED MODULE: ./lib/registry/authorization.js



/** Creates the authorizer, which has the logins: calls of one scope that run side by side share one token, and one refusal. */
function authorization_createAuthorizer(options) {
    const grants = new Map();
    const keyOf = (scope) => `${scope.host} ${scope.path} ${scope.actions}`;
    const isFresh = (grant) => grant.expires > Date.now();
    const renew = (key, scope, answer) => {
        const grant = obtain(scope, answer, options);
        grants.set(key, grant);
        // A refusal stays, so that a wrong password is tried once; a fault may pass.
        grant.catch((error) => {
            if (!isRefusal(error) && grants.get(key) === grant)
                grants.delete(key);
        });
        return grant;
    };
    return {
        async known(scope) {
            const grant = await grants.get(keyOf(scope))?.catch(() => undefined);
            return grant && isFresh(grant) ? grant : undefined;
        },
        async answer(scope, answer, refused) {
            const key = keyOf(scope);
            const held = grants.get(key);
            const grant = await held;
            if (grant && grant.header !== refused?.header && isFresh(grant))
                return grant;
            // Another call may have renewed it while this one waited.
            const newer = grants.get(key);
            const renewed = await (newer !== undefined && newer !== held ? newer : renew(key, scope, answer));
            if (renewed.header === refused?.header)
                throw authorization_refusal(scope, answer, renewed);
            return renewed;
        },
    };
}
/** Explains a 401 to a call that had a login. */
function authorization_refusal(scope, answer, grant) {
    const { message } = explainStatus(answer, scope.host);
    if (authorization_isHidden(scope, grant))
        return new HiddenProblem(message, answer);
    return new Problem(`${message} (it does not accept the login that Docker's configuration holds)`, answer);
}
/** Tells whether a refusal may mean that there is nothing to be read, or not for this login. */
function authorization_isHidden({ actions }, grant) {
    return actions === 'pull' && grant?.tokenFor === 'login';
}
function isRefusal(error) {
    return error instanceof Problem && (error.status === 401 || error.status === 403);
}
/** Bearer before Basic, as containerd has it; an identity token is no use without a token server. */
async function obtain(scope, answer, options) {
    const challenges = parseChallenges(answer.headers['www-authenticate'] ?? '');
    const find = (scheme) => challenges.find((challenge) => challenge.scheme === scheme);
    const bearer = find('bearer');
    const credentials = await readLogin(scope.host, options);
    if (credentials?.kind === 'registry-token')
        return forever(`Bearer ${credentials.token}`);
    if (bearer)
        return fetchToken(scope, bearer, answer.url, credentials, options);
    if (!find('basic'))
        throw new Problem(`${scope.host} asks for a login without saying how it takes one`, answer);
    if (credentials === undefined)
        throw new Problem(askForLogin(scope.host), answer);
    if (credentials.kind !== 'password')
        throw new Problem(`${scope.host} takes no identity token`, answer);
    return forever(basic(credentials.username, credentials.password, options.mask));
}
async function readLogin(host, options) {
    const credentials = await options.credentials(host).catch((error) => {
        throw new Problem(error.message.replace(/\.$/, ''));
    });
    if (credentials)
        options.mask(credentials.kind === 'password' ? credentials.password : credentials.token);
    return credentials;
}
function forever(header) {
    return { header, expires: Number.POSITIVE_INFINITY, tokenFor: undefined };
}

;// CONCATENATED MODULE: ./lib/registry/call.js


/** Creates a function that carries out a task, with a login where one is asked for; its answer may have any status but 401, 403, 429 and 5xx, for which a Problem is thrown. */
function call_createAsk(options) {
    const authorizer = createAuthorizer(options);
    const seconds = options.timeoutMilliseconds / 1000;
    return async (task) => {
        const signal = AbortSignal.any([options.signal, AbortSignal.timeout(options.timeoutMilliseconds)]);
        let awaited = task.host;
        const attempt = (grant) => {
            awaited = task.host;
            const authorization = grant && { authorization: grant.header };
            const headers = { ...task.headers, 'user-agent': options.userAgent, ...authorization };
            return options.send({ ...task, path: task.resource, headers, signal });
        };
        const login = (wait) => {
            awaited = `the login for ${task.host}`;
            return unlessAborted(wait, signal);
        };
        try {
            const known = await login(authorizer.known(task));
            const first = await attempt(known);
            // Nobody but the registry itself is told who asks.
            if (first.status !== 401 || first.elsewhere)
                return checkStatus(task, first, known);
            const grant = await login(authorizer.answer(task, first, known));
            const second = await attempt(grant);
            if (second.status === 401 && !second.elsewhere)
                throw refusal(task, second, grant);
            return checkStatus(task, second, grant);
        }
        catch (error) {
            if (error instanceof Problem)
                throw error;
            if (options.signal.aborted)
                throw new Problem(`the call to ${task.host} was cancelled`);
            if (signal.aborted)
                throw new LateProblem(`${awaited} did not answer within ${seconds} s`);
            throw error;
        }
    };
}
function checkStatus(task, answer, grant) {
    const { status } = answer;
    if (status < 500 && ![401, 403, 429].includes(status))
        return answer;
    const { message } = explainStatus(answer, task.host);
    const right = task.actions === 'pull' ? 'read' : 'write';
    const isGitHub = status === 403 && task.host === 'ghcr.io';
    const advice = isGitHub ? ` (a job that uses github.token needs "permissions: packages: ${right}")` : '';
    const Kind = status === 403 && !answer.elsewhere && isHidden(task, grant) ? HiddenProblem : Problem;
    throw new Kind(`${message}${advice}`, answer);
}
/** What others wait for too goes on when one of them stops waiting. */
function unlessAborted(promise, signal) {
    const { promise: aborted, reject } = Promise.withResolvers();
    const stop = () => reject(signal.reason);
    signal.addEventListener('abort', stop);
    if (signal.aborted)
        stop();
    return Promise.race([promise, aborted]).finally(() => signal.removeEventListener('abort', stop));
}

;// CONCATENATED MODULE: ./lib/registry/manifests.js


/** Asks for a manifest's descriptor; a registry whose answer to HEAD lacks digest or length is asked for the manifest. Throws a Problem. */
async function manifests_head(ask, place, reference) {
    const answer = await ask(readTask('HEAD', place, reference));
    if (answer.status === 404)
        return { kind: 'missing' };
    const digest = answer.headers['docker-content-digest'] ?? reference.digest;
    const size = Number(answer.headers['content-length'] ?? Number.NaN);
    if (answer.status !== 200 || typeof digest !== 'string' || !isDigest(digest) || !Number.isSafeInteger(size)) {
        const got = await manifests_get(ask, place, reference);
        return got.kind === 'found' ? { kind: 'found', digest: got.digest, mediaType: got.mediaType, size: got.size } : got;
    }
    manifests_checkDigest(place, digest, reference.digest);
    return { kind: 'found', digest, mediaType: readMediaType(answer), size };
}
/** Reads a manifest of at most 4 MiB and checks its digest. Throws a Problem. */
async function manifests_get(ask, place, reference) {
    const answer = await ask(readTask('GET', place, reference));
    return toFound(answer, place, reference.digest ?? toldDigest(answer));
}
/** Reads a blob and checks its digest. Throws a Problem. */
async function manifests_getBlob(ask, place, digest, largestBody) {
    const resource = `/v2/${place.path}/blobs/${digest}`;
    return toFound(await ask({ ...place, actions: 'pull', method: 'GET', resource, largestBody }), place, digest);
}
/** Writes a blob and returns its digest. Throws a Problem. */
async function manifests_putBlob(ask, place, bytes) {
    const digest = toDigest(bytes, undefined);
    const task = { ...place, actions: 'pull,push', largestBody: LARGEST_MANIFEST };
    const begun = await ask({ ...task, method: 'POST', resource: `/v2/${place.path}/blobs/uploads/` });
    const location = begun.headers.location;
    if (begun.status !== 202 || typeof location !== 'string')
        throw explainStatus(begun, place.host);
    const url = new URL(location, begun.url);
    if (url.host !== begun.url.host)
        throw new Problem(`${place.host} takes uploads elsewhere`);
    url.searchParams.set('digest', digest);
    const headers = { 'content-type': 'application/octet-stream' };
    const ended = await ask({ ...task, method: 'PUT', resource: `${url.pathname}${url.search}`, headers, body: bytes });
    if (ended.status !== 201)
        throw explainStatus(ended, place.host);
    return digest;
}
/** Writes a manifest under the reference's tag, or its digest when it has none. Throws a Problem. */
async function manifests_put(ask, place, reference, bytes, mediaType) {
    const digest = toDigest(bytes, reference.digest);
    if (digest !== (reference.digest ?? digest))
        throw new Problem(`its bytes are those of ${digest}`);
    const answer = await ask({
        ...place,
        actions: 'pull,push',
        method: 'PUT',
        resource: `/v2/${place.path}/manifests/${reference.tag ?? reference.digest ?? 'latest'}`,
        headers: { 'content-type': mediaType },
        body: bytes,
        largestBody: LARGEST_MANIFEST,
    });
    if (answer.status !== 201 && answer.status !== 200)
        throw explainStatus(answer, place.host);
    manifests_checkDigest(place, toldDigest(answer) ?? digest, digest);
    return { kind: 'written', digest, mediaType, size: bytes.length };
}
/** Deletes the reference's tag, or the manifest of its digest when it has no tag. Throws a Problem. */
async function manifests_remove(ask, place, reference) {
    const target = reference.tag ?? reference.digest ?? 'latest';
    const resource = `/v2/${place.path}/manifests/${target}`;
    const answer = await ask({
        ...place,
        actions: 'delete,pull',
        method: 'DELETE',
        resource,
        largestBody: LARGEST_MANIFEST,
    });
    if ([200, 202, 204].includes(answer.status))
        return { kind: 'deleted' };
    if (answer.status === 404)
        return { kind: 'missing' };
    const codes = errorCodes(answer.bytes);
    // Registries from before deletion by tag take the tag for a bad digest.
    const isOld = answer.status === 400 && reference.tag !== undefined && codes.includes('DIGEST_INVALID');
    if (answer.status !== 405 && !codes.includes('UNSUPPORTED') && !isOld)
        throw explainStatus(answer, place.host);
    return {
        kind: 'unsupported',
        reason: `${place.host} does not delete ${reference.tag === undefined ? 'manifests' : 'tags'}.`,
    };
}
const LARGEST_MANIFEST = (/* unused pure expression or super */ null && (4 * 1024 * 1024));
const ACCEPT = [
    'application/vnd.oci.image.manifest.v1+json',
    'application/vnd.oci.image.index.v1+json',
    'application/vnd.docker.distribution.manifest.v2+json',
    'application/vnd.docker.distribution.manifest.list.v2+json',
    '*/*',
].join(', ');
function readTask(method, place, reference) {
    const resource = `/v2/${place.path}/manifests/${reference.digest ?? reference.tag ?? 'latest'}${place.query ?? ''}`;
    return { ...place, actions: 'pull', method, resource, headers: { accept: ACCEPT }, largestBody: LARGEST_MANIFEST };
}
function toFound(answer, place, expected) {
    if (answer.status === 404)
        return { kind: 'missing' };
    if (answer.status !== 200)
        throw explainStatus(answer, place.host);
    const digest = toDigest(answer.bytes, expected);
    manifests_checkDigest(place, digest, expected);
    const manifest = { digest, mediaType: readMediaType(answer), size: answer.bytes.length };
    return { kind: 'found', ...manifest, bytes: answer.bytes };
}
function toldDigest(answer) {
    const told = answer.headers['docker-content-digest'];
    return typeof told === 'string' && isDigest(told) ? told : undefined;
}
function manifests_checkDigest(place, digest, expected) {
    if (expected === undefined || digest === expected)
        return;
    throw new Problem(`${place.host} has ${digest} where ${expected} was expected`);
}
function readMediaType(answer) {
    return answer.headers['content-type']?.split(';')[0]?.trim() || 'application/octet-stream';
}
/** Digests bytes with the algorithm of another digest, or sha256. */
function toDigest(bytes, like = 'sha256:') {
    const algorithm = like.slice(0, like.indexOf(':'));
    return `${algorithm}:${process.getBuiltinModule('node:crypto').hash(algorithm, bytes, 'hex')}`;
}

;// CONCATENATED MODULE: ./lib/registry/tags.js


/** Lists a repository's tags, page after page as they are asked for; a repository that does not exist has none. Throws a Problem when a page cannot be read. */
async function* tags_list(ask, place) {
    const seen = new Set();
    // More than 100 is refused by some; registries without pages send all at once.
    let next = `/v2/${place.path}/tags/list?n=100`;
    while (next !== undefined) {
        if (seen.has(next) || seen.size === MOST_PAGES)
            throw new Problem(`${place.host} sends a list of tags without an end`);
        seen.add(next);
        const answer = await ask({
            ...place,
            actions: 'pull',
            method: 'GET',
            resource: next,
            largestBody: LARGEST_PAGE,
        });
        if (answer.status === 404 && seen.size === 1)
            return;
        if (answer.status !== 200)
            throw explainStatus(answer, place.host);
        yield* readTagPage(answer, place.host);
        next = readNextPage(answer, place.host);
    }
}
const LARGEST_PAGE = (/* unused pure expression or super */ null && (16 * 1024 * 1024));
const MOST_PAGES = 10_000;
/** Reads one page of a tag list; throws a Problem when it is not one, because a list with holes is no base for a deletion. */
function readTagPage(answer, host) {
    const tags = parseTags(answer.bytes);
    if (!tags?.every((tag) => typeof tag === 'string' && isTag(tag))) {
        throw new Problem(`${host} sent something that is not a list of tags`, answer);
    }
    return tags;
}
/** The path of the next page from a Link header, undefined on the last one; throws a Problem for a link to another host (distribution spec, Listing Tags). */
function readNextPage(answer, host) {
    const link = [answer.headers.link ?? []].flat().join(', ');
    const target = [...link.matchAll(LINK)].find(([, , parameters]) => NEXT.test(parameters ?? ''))?.[1];
    if (target === undefined)
        return undefined;
    const url = URL.parse(target, answer.url.href);
    // Registries behind a proxy that ends TLS link to http: what counts is who is asked.
    if (url?.host !== answer.url.host)
        throw new Problem(`${host} sent a next page that is on another host`, answer);
    return `${url.pathname}${url.search}`;
}
const LINK = /<([^<>]*)>((?:\s*;\s*[\w*]+\s*=\s*(?:"[^"]*"|[^\s";,]+))*)/g;
const NEXT = /;\s*rel\s*=\s*"?next"?(?=\s|;|$)/i;
/** A repository without tags may have null there. */
function parseTags(bytes) {
    try {
        const tags = JSON.parse(Buffer.from(bytes).toString()).tags ?? [];
        return Array.isArray(tags) ? tags : undefined;
    }
    catch {
        return undefined;
    }
}

;// CONCATENATED MODULE: ./lib/registry/redirects.js

/** Makes a call and follows up to five redirects of GET and HEAD; another origin is asked without the login. Throws a Problem. */
async function redirects_followRedirects(send, call) {
    let next = call;
    let elsewhere = false;
    for (let hop = 0;; hop++) {
        const answer = await send(next);
        const url = hop < MOST ? readTarget(answer) : undefined;
        if (url === undefined || (call.method !== 'GET' && call.method !== 'HEAD'))
            return { ...answer, elsewhere };
        if (call.staysSecure && answer.url.protocol === 'https:' && url.protocol === 'http:') {
            throw new Problem(`${answer.url.host} leads to ${url.host} over plain HTTP, where anybody may change the text`);
        }
        const { authorization, ...anonymous } = next.headers;
        const staysHere = url.origin === answer.url.origin;
        elsewhere ||= !staysHere;
        const scheme = url.protocol === 'http:' ? 'http' : 'https';
        next = {
            ...next,
            headers: staysHere ? next.headers : anonymous,
            host: url.host,
            path: `${url.pathname}${url.search}`,
            scheme: scheme,
        };
    }
}
const MOST = 5;
const REDIRECTS = (/* unused pure expression or super */ null && ([301, 302, 303, 307, 308]));
function readTarget(answer) {
    const { location } = answer.headers;
    if (location === undefined || !REDIRECTS.includes(answer.status))
        return undefined;
    const url = URL.parse(location, answer.url.href);
    return url?.protocol === 'http:' || url?.protocol === 'https:' ? url : undefined;
}

;// CONCATENATED MODULE: ./lib/registry/transport.js





/** Creates a function that reaches hosts the way docker does, follows redirects of GET and HEAD, and repeats a call twice after a passing fault. */
function transport_createTransport(options) {
    const http = createHttp(options.env, options.certificates, options.keypairs);
    const proven = new Map();
    const take = async (call, way) => {
        const url = new URL(`${way.scheme}://${call.host}${call.path}`);
        return http({ ...call, url, trust: way.trust, proxy: !isLocalhost(call.host) });
    };
    const reach = async (call) => {
        const key = `${call.scheme ?? ''}//${call.host}`;
        const known = proven.get(key);
        const [first, second] = known ? [known] : waysTo(call, options);
        const outcome = await settle(take(call, first));
        if (second && wantsOther(outcome, first, second, call.host)) {
            const other = await settle(take(call, second));
            if (other.answer) {
                proven.set(key, second);
                return other.answer;
            }
        }
        if (!outcome.answer)
            throw outcome.error;
        proven.set(key, first);
        return outcome.answer;
    };
    const explained = (call) => repeat(reach, call).catch((error) => {
        throw call.signal.aborted ? error : explainError(error, call.host);
    });
    return (call) => followRedirects(explained, call);
}
const HTTP = { scheme: 'http', trust: 'anyone' };
const TLS = {
    public: { scheme: 'https', trust: 'public' },
    machine: { scheme: 'https', trust: 'machine' },
    anyone: { scheme: 'https', trust: 'anyone' },
};
/** docker and BuildKit: plain HTTP first for this machine, TLS first and HTTP second for `insecure`, TLS alone for all others. */
function waysTo(call, options) {
    const security = options.security(call.host);
    const isLocal = isLocalhost(call.host);
    const hasOwn = options.certificates(call.host).length > 0;
    const checked = hasOwn ? [TLS.machine] : [TLS.public, TLS.machine];
    const tls = security === 'insecure' || isLocal ? [TLS.anyone] : checked;
    if (call.scheme)
        return call.scheme === 'http' ? [HTTP] : tls;
    if (security === 'http')
        return [HTTP];
    if (security === 'insecure')
        return [TLS.anyone, HTTP];
    return isLocal ? [HTTP, TLS.anyone] : tls;
}
/** Tells whether the first way's outcome is what a server gives that wants to be spoken to the other way. */
function wantsOther(outcome, first, second, host) {
    const code = outcome.error?.code ?? '';
    if (first.scheme === second.scheme)
        return isUntrusted(code);
    if (code === 'ECONNREFUSED')
        return !/:\d+$/.test(host); // Each scheme has its own port.
    if (first.scheme === 'https')
        return code === 'EPROTO' || code.startsWith('ERR_SSL_');
    return outcome.answer?.status === 400 || code === 'ECONNRESET' || code === 'EPIPE' || code.startsWith('HPE_');
}

;// CONCATENATED MODULE: ./lib/registry/uploads.js

/** Begins an upload and gives it up at once: no other request tells whether a registry takes one now. Throws a Problem. */
async function uploads_tryUpload(ask, place) {
    const common = { ...place, actions: 'pull,push', largestBody: largestAnswer };
    const answer = await ask({ ...common, method: 'POST', resource: `/v2/${place.path}/blobs/uploads/` });
    if (answer.status !== 202)
        throw explainStatus(answer, place.host);
    const url = URL.parse(answer.headers.location ?? '', answer.url.href);
    // A registry that keeps its uploads elsewhere forgets this one by itself, as it does those of clients that went away.
    if (url?.origin === answer.url.origin) {
        await ask({ ...common, method: 'DELETE', resource: `${url.pathname}${url.search}` }).catch(() => undefined);
    }
    return { kind: 'taken' };
}
const largestAnswer = (/* unused pure expression or super */ null && (64 * 1024));

;// CONCATENATED MODULE: ./lib/registry/client.js
/*
 * The room `registry/`: the registry over HTTP, and the logins for it. Read this file first: it has the calls that other rooms make.
 * access.ts makes the client from docker's configuration (credentials.ts, docker-config.ts, credential-helper.ts) and from buildkitd's
 * (client-options.ts). A call passes through these files, from the top down:
 *
 * - manifests.ts, tags.ts and uploads.ts: what is asked, by the distribution specification
 * - call.ts: one request with its repetition (repeat.ts) and its login (authorization.ts, challenge.ts, token.ts)
 * - redirects.ts, transport.ts and http.ts: the connection, with proxies and certificates
 *
 * problem.ts says why a call failed, answer.ts what a call resolves with.
 */









/** Creates a client of registries; it reads and loads nothing before the first call, and what it answers holds no secret. */
function client_createRegistryClient(options) {
    const { mask, redact } = createRedaction(options.mask);
    const { mirrors = () => [] } = options;
    const ask = openAsk(options, mask);
    const attempt = (what, run) => run().catch((error) => toFailure(what, toProblem(error), redact));
    return {
        headManifest: (reference) => attempt(`Looking for ${formatReference(reference)}`, () => headFirst(ask, mirrors(reference.domain), reference)),
        getManifest: (reference) => attempt(`Reading ${formatReference(reference)}`, () => get(ask, toPlace(reference), reference)),
        getBlob: (reference, digest, largestBytes = 4 * 1024 * 1024) => attempt(`Reading the blob ${digest} of ${reference.name}`, () => getBlob(ask, toPlace(reference), digest, largestBytes)),
        putBlob: (reference, bytes) => attempt(`Writing a blob of ${reference.name}`, async () => ({
            kind: 'written',
            digest: await putBlob(ask, toPlace(reference), bytes),
        })),
        putManifest: (reference, bytes, mediaType) => attempt(`Writing ${formatReference(reference)}`, () => put(ask, toPlace(reference), reference, bytes, mediaType)),
        tryUpload: (reference) => attempt(`An upload to ${reference.name}`, () => tryUpload(ask, toPlace(reference))),
        deleteManifest: (reference) => attempt(`Deleting ${formatReference(reference)}`, () => remove(ask, toPlace(reference), reference)),
        async *listTags(reference) {
            try {
                yield* list(ask, toPlace(reference));
            }
            catch (error) {
                throw new RegistryError(toFailure(`Listing the tags of ${reference.name}`, toProblem(error), redact));
            }
        },
    };
}
function openAsk(options, mask) {
    const { credentials, userAgent, timeoutMilliseconds = 5000, env = process.env } = options;
    const { insecure = () => 'https', certificates = () => [], keypairs = () => [], signal = new AbortController().signal, } = options;
    const security = (host) => insecure(toDomain(host));
    const send = createTransport({
        security,
        certificates: (host) => certificates(toDomain(host)),
        keypairs: (host) => keypairs(toDomain(host)),
        env,
    });
    return createAsk({ send, security, credentials, userAgent, timeoutMilliseconds, signal, mask });
}
/** Masks each secret once, and takes all of them out of what registries say. */
function createRedaction(maskOnce) {
    const secrets = new Set();
    return {
        mask(secret) {
            if (!secrets.has(secret))
                maskOnce(secret);
            secrets.add(secret);
        },
        redact: (text) => [...secrets].reduce((rest, secret) => rest.replaceAll(secret, '***'), text),
    };
}
/** BuildKit asks the mirrors in order, and the registry itself when none has it. */
async function headFirst(ask, mirrors, reference) {
    for (const mirror of mirrors) {
        const answer = await head(ask, throughMirror(mirror, reference), reference).catch(() => undefined);
        if (answer?.kind === 'found')
            return answer;
    }
    return head(ask, toPlace(reference), reference);
}
function toPlace(reference) {
    return { host: registryHost(reference.domain), path: reference.path };
}
function throughMirror(mirror, reference) {
    const path = mirror.path === '' ? reference.path : `${mirror.path}/${reference.path}`;
    return { host: mirror.host, path, query: `?ns=${encodeURIComponent(reference.domain)}` };
}
/** Settings are kept by the domain that stands in references. */
function toDomain(host) {
    return host === registryHost('docker.io') ? 'docker.io' : host;
}
/** Whatever else goes wrong in a call must not fail a build: a failed probe means a build without a cache. */
function toProblem(error) {
    return error instanceof Problem ? error : new Problem(`an unexpected ${String(error)}`);
}

;// CONCATENATED MODULE: ./lib/registry/client-options.js

/** What buildkitd's configuration means for the registry client's options of the same names. */
function client_options_toClientOptions(config) {
    const settingsOf = (domain) => config?.registries.get(domain) ?? NO_SETTINGS;
    return {
        insecure: (domain) => toSecurity(settingsOf(domain)),
        mirrors: (domain) => settingsOf(domain).mirrors.map(parseMirror),
        certificates: (domain) => settingsOf(domain).ca,
        keypairs: (domain) => settingsOf(domain).keypairs,
    };
}
/** Of both settings together insecure wins: it falls back to HTTP by itself. */
function toSecurity({ http, insecure }) {
    if (insecure === true)
        return 'insecure';
    return http === true ? 'http' : 'https';
}
/** A mirror is `host`, `host/path`, or a URL whose scheme does not count. */
function parseMirror(mirror) {
    const url = URL.parse(/^[a-z]+:\/\//i.test(mirror) ? mirror : `https://${mirror}`);
    return { host: url?.host ?? mirror, path: url?.pathname.replace(/^\/|\/+$/g, '') ?? '' };
}

;// CONCATENATED MODULE: ./lib/registry/credentials.js





/** Reads Docker's configuration from $DOCKER_CONFIG or ~/.docker; without a file nobody is logged in. Throws an Error for a file that is unreadable or malformed. */
function credentials_readDockerConfig(env, mask) {
    const folder = env.DOCKER_CONFIG || join(env.HOME || homedir(), '.docker');
    const logins = readLogins(join(folder, 'config.json'));
    const fromEnvironment = parseDockerAuthConfig(env.DOCKER_AUTH_CONFIG ?? '') ?? NO_LOGINS;
    for (const secret of [...logins.secrets, ...fromEnvironment.secrets])
        mask(secret);
    return {
        logins,
        fromEnvironment: fromEnvironment.auths,
        env,
        mask,
        helperTimeoutMilliseconds: 8000,
        asked: new Map(),
    };
}
/** The login that docker and buildctl would use for a host; undefined for none. Throws an Error that names host and helper when its helper fails; the signal ends a helper that runs. */
function credentials_readCredentials(config, host, signal) {
    const server = HUB_HOSTS.has(host) ? HUB_KEY : host;
    const asked = config.asked.get(server) ?? findCredentials(config, server, signal);
    config.asked.set(server, asked);
    return asked;
}
/** docker/cli, configfile/file.go: Docker Hub's login is kept under its first address. */
const HUB_KEY = 'https://index.docker.io/v1/';
const HUB_HOSTS = new Set(['docker.io', 'index.docker.io', 'registry-1.docker.io']);
const NO_LOGINS = { auths: new Map(), helpers: new Map(), store: undefined, secrets: [] };
async function findCredentials(config, server, signal) {
    const { logins, env } = config;
    if (config.fromEnvironment.has(server))
        return config.fromEnvironment.get(server);
    // With a helper, what the file itself holds for the host does not count.
    const helper = logins.helpers.get(server) ?? logins.store;
    if (!helper)
        return findStored(logins.auths, server);
    const timeoutMilliseconds = config.helperTimeoutMilliseconds;
    const credentials = await readFromHelper({ helper, server, env, timeoutMilliseconds, signal });
    if (credentials !== undefined)
        config.mask(credentials.kind === 'password' ? credentials.password : credentials.token);
    return credentials;
}
/** Old files have keys with a scheme or a path: docker/cli, credentials/file_store.go. */
function findStored(auths, server) {
    const key = auths.has(server) ? server : [...auths.keys()].find((written) => credentials_toHost(written) === server);
    return key === undefined ? undefined : auths.get(key);
}
function credentials_toHost(key) {
    const withScheme = /^[a-z][a-z0-9+.-]*:\/\/(?:[^/?#@]*@)?([^/?#]+)/i.exec(key)?.[1];
    return withScheme ?? key.split('/')[0];
}
function readLogins(file) {
    let text;
    try {
        text = readFileSync(file, 'utf8');
    }
    catch (error) {
        const { code } = error;
        if (code === 'ENOENT')
            return NO_LOGINS;
        throw new Error(`The Docker configuration ${file} cannot be read (${code}): give this user the right to read it, or remove it.`);
    }
    return parseDockerConfig(text, file);
}

;// CONCATENATED MODULE: ./lib/registry/access.js








/** Milliseconds that a call may take at most: the builder's start is that long at worst, and what follows waits for it. */
const longestCall = 20_000;
/** Returns what a request says of them. */
function access_toReach(request) {
    const { config, proxies, networkTimeout } = request.builder;
    return { config, proxies, networkTimeout, insecure: insecureDomains(request) };
}
/**
 * Opens the registries as docker and BuildKit would: with docker's logins and proxies, and with what buildkitd's configuration
 * says of them. A call may take as long as a registry may say nothing, within reason. Throws an Error when docker's configuration
 * is malformed and that is to be refused; else it is warned of, and nobody is logged in, which is what docker does where no login
 * is needed.
 */
function openRegistry({ config, insecure, proxies, networkTimeout }, signal, malformed = 'refused') {
    const logins = access_readLogins(malformed);
    const credentials = async (host) => logins && readCredentials(logins, host, signal);
    const options = toClientOptions(toBuildkitdConfig(config ?? ''));
    const client = createRegistryClient({
        credentials,
        mask: core.setSecret,
        userAgent: 'buildkit-build-action',
        timeoutMilliseconds: Math.min(networkTimeout, longestCall),
        ...options,
        insecure: (domain) => (insecure.includes(domain) ? 'insecure' : options.insecure(domain)),
        env: Object.fromEntries(toProxies(proxies, Object.entries(process.env))),
        signal,
    });
    return {
        ...client,
        hasLogin: (host) => credentials(host).then((login) => login !== undefined, () => false),
        async hasRepository(reference) {
            const first = await client
                .listTags(reference)
                .next()
                .catch(() => undefined);
            return first?.done === false;
        },
        async checkLogins(hosts) {
            const different = [...new Set(hosts)];
            const logins = await Promise.all(different.map(credentials));
            return different.filter((_, index) => logins[index] === undefined);
        },
    };
}
function access_readLogins(malformed) {
    try {
        return readDockerConfig(process.env, core.setSecret);
    }
    catch (error) {
        if (malformed === 'refused')
            throw error;
        say.warning(`${error instanceof Error ? error.message : String(error)} The build goes on without a login.`);
        return undefined;
    }
}

;// CONCATENATED MODULE: ./lib/steps/handover.js






/** Gathers what the post step needs of a build that ended. */
function toHandover(end, report, pendingExports) {
    const { request, cache } = end.job;
    const { exportTo, wip } = cache;
    return {
        pendingExports,
        retries: request.retries,
        report,
        trace: end.solve.files.trace,
        summary: request.report.summary,
        builderLog: wantsLog(request),
        settle: end.kind === 'built' && exportTo && wip ? { cache: exportTo, wip: wip.reference } : undefined,
        reach: toReach(request),
    };
}
/** With --debug the post step shows what BuildKit wrote, as that of docker/setup-buildx-action does. */
function wantsLog({ builder }) {
    return builder.flags.some((flag) => /^--debug(?:=true)?$/.test(flag));
}
/** Saves the folder of this step. */
function saveStepFolder(step) {
    saveState('step', JSON.stringify(step));
}
/** Returns the folder of this step; undefined where it has none, where it is gone, or where the state is not what we saved. */
async function readStepFolder() {
    const value = parseJson(core.getState('step'));
    return (await ownsStepFolder(value)) ? value : undefined;
}
/** Saves a builder of this step, before any of it exists. */
function saveLease(lease) {
    saveState('lease', JSON.stringify(lease));
}
/** Returns the lease of this step's last builder; undefined when it never got one, or when the state is not what we saved. */
async function readLease() {
    const value = parseJson(core.getState('lease'));
    if (await ownsFolder(value))
        return { kind: 'whole', lease: value };
    const { container, key } = (value ?? {});
    const isKey = typeof container === 'string' && typeof key === 'string';
    return isKey ? { kind: 'key', container, key } : undefined;
}
/** Leaves the handover in the step's folder, which only the post step reads. */
async function saveHandover({ folder }, handover) {
    await writeFile(join(folder, handoverFile), JSON.stringify(handover), { mode: 0o600 });
}
/** Reads the handover; undefined when the main step did not get to write it. */
async function readHandover({ folder }) {
    const text = await readFile(join(folder, handoverFile), 'utf8').catch(() => '');
    return parseJson(text);
}
function parseJson(text) {
    try {
        return JSON.parse(text);
    }
    catch {
        return undefined;
    }
}

;// CONCATENATED MODULE: ./lib/steps/pre.js
















/**
 * The pre step, before the job's own steps: starts the builder that the build will need, so that docker and BuildKit get ready
 * beside checkout and logins, and on a new runner the pull of BuildKit's image with them. If an earlier step of the job will have the same
 * one, it claims that. It waits for nothing and says nothing: what goes wrong is for main to tell.
 */
async function pre() {
    // Elsewhere only an endpoint will do.
    if ((process.env.RUNNER_OS ?? 'Linux') !== 'Linux')
        return;
    const { request, runtime, sharing } = await foresee();
    const { env } = process;
    // As in main: it is the default of `platforms` alone.
    delete env.DOCKER_DEFAULT_PLATFORM;
    if (request.endpoint)
        return;
    const step = await takeStepFolder(env);
    saveStepFolder(step);
    const expected = keyOf(request, runtime);
    const other = sharing === 'job' ? await findOffer((offer) => offer.expected === expected, env) : undefined;
    if (other && (await claim(other.lease, nameOf(step), 'expected')))
        return saveLease(other.lease);
    const isKnown = canPrestart(request);
    const waits = isKnown && !hasPrestarted(env.RUNNER_TEMP ?? (0,external_node_os_namespaceObject.tmpdir)());
    const exact = isKnown ? expected : undefined;
    const lease = await reserve({ sharing, expected, exact }, waits ? 'started' : 'reserved', env);
    await claim(lease, nameOf(step), 'expected');
    saveLease(lease);
    if (waits)
        await prestart(request, lease, runtime);
    else
        background_startInBackground('sh', ['-c', pullWhereMissing, 'sh', request.image]);
}
const pullWhereMissing = 'docker image inspect -- "$1" >/dev/null || exec docker pull --quiet -- "$1"';
/** Returns the builder that main will ask for, as far as it is known now: inputs that come from earlier steps are empty yet. */
async function foresee() {
    const { env } = process;
    const workspace = env.GITHUB_WORKSPACE ?? process.cwd();
    const inputs = readInputs();
    forgetInputs();
    const git = await readGitContext(env, workspace);
    try {
        const request = parseRequest(inputs, git, workspace, env, readDockerProxies(env));
        return foreseeBuilder(request, env);
    }
    catch {
        const use = { hosts: [], allow: parseSteps(inputs).allow, networkTimeout: 0 };
        const request = parseBuilder(inputs, { git, workspace, env, warn: () => undefined }, use);
        return { request, runtime: undefined, sharing: inputs['builder-sharing'] === 'step' ? 'step' : 'job' };
    }
}


/***/ })

/******/ });
/************************************************************************/
/******/ // The module cache
/******/ var __webpack_module_cache__ = {};
/******/ 
/******/ // The require function
/******/ function __nccwpck_require__(moduleId) {
/******/ 	// Check if module is in cache
/******/ 	var cachedModule = __webpack_module_cache__[moduleId];
/******/ 	if (cachedModule !== undefined) {
/******/ 		return cachedModule.exports;
/******/ 	}
/******/ 	// Create a new module (and put it into the cache)
/******/ 	var module = __webpack_module_cache__[moduleId] = {
/******/ 		// no module.id needed
/******/ 		// no module.loaded needed
/******/ 		exports: {}
/******/ 	};
/******/ 
/******/ 	// Execute the module function
/******/ 	var threw = true;
/******/ 	try {
/******/ 		__webpack_modules__[moduleId](module, module.exports, __nccwpck_require__);
/******/ 		threw = false;
/******/ 	} finally {
/******/ 		if(threw) delete __webpack_module_cache__[moduleId];
/******/ 	}
/******/ 
/******/ 	// Return the exports of the module
/******/ 	return module.exports;
/******/ }
/******/ 
/************************************************************************/
/******/ /* webpack/runtime/asset-relocator-loader */
/******/ if (typeof __nccwpck_require__ !== 'undefined') __nccwpck_require__.ab = decodeURIComponent(new URL('.', import.meta.url).pathname).slice(import.meta.url.match(/^file:\/\/\/\w:/) ? 1 : 0, -1) + "/";
/******/ 
/******/ /* webpack/runtime/async module */
/******/ (() => {
/******/ 	var webpackQueues = typeof Symbol === "function" ? Symbol("webpack queues") : "__webpack_queues__";
/******/ 	var webpackExports = typeof Symbol === "function" ? Symbol("webpack exports") : "__webpack_exports__";
/******/ 	var webpackError = typeof Symbol === "function" ? Symbol("webpack error") : "__webpack_error__";
/******/ 	var resolveQueue = (queue) => {
/******/ 		if(queue && queue.d < 1) {
/******/ 			queue.d = 1;
/******/ 			queue.forEach((fn) => (fn.r--));
/******/ 			queue.forEach((fn) => (fn.r-- ? fn.r++ : fn()));
/******/ 		}
/******/ 	}
/******/ 	var wrapDeps = (deps) => (deps.map((dep) => {
/******/ 		if(dep !== null && typeof dep === "object") {
/******/ 			if(dep[webpackQueues]) return dep;
/******/ 			if(dep.then) {
/******/ 				var queue = [];
/******/ 				queue.d = 0;
/******/ 				dep.then((r) => {
/******/ 					obj[webpackExports] = r;
/******/ 					resolveQueue(queue);
/******/ 				}, (e) => {
/******/ 					obj[webpackError] = e;
/******/ 					resolveQueue(queue);
/******/ 				});
/******/ 				var obj = {};
/******/ 				obj[webpackQueues] = (fn) => (fn(queue));
/******/ 				return obj;
/******/ 			}
/******/ 		}
/******/ 		var ret = {};
/******/ 		ret[webpackQueues] = x => {};
/******/ 		ret[webpackExports] = dep;
/******/ 		return ret;
/******/ 	}));
/******/ 	__nccwpck_require__.a = (module, body, hasAwait) => {
/******/ 		var queue;
/******/ 		hasAwait && ((queue = []).d = -1);
/******/ 		var depQueues = new Set();
/******/ 		var exports = module.exports;
/******/ 		var currentDeps;
/******/ 		var outerResolve;
/******/ 		var reject;
/******/ 		var promise = new Promise((resolve, rej) => {
/******/ 			reject = rej;
/******/ 			outerResolve = resolve;
/******/ 		});
/******/ 		promise[webpackExports] = exports;
/******/ 		promise[webpackQueues] = (fn) => (queue && fn(queue), depQueues.forEach(fn), promise["catch"](x => {}));
/******/ 		module.exports = promise;
/******/ 		body((deps) => {
/******/ 			currentDeps = wrapDeps(deps);
/******/ 			var fn;
/******/ 			var getResult = () => (currentDeps.map((d) => {
/******/ 				if(d[webpackError]) throw d[webpackError];
/******/ 				return d[webpackExports];
/******/ 			}))
/******/ 			var promise = new Promise((resolve) => {
/******/ 				fn = () => (resolve(getResult));
/******/ 				fn.r = 0;
/******/ 				var fnQueue = (q) => (q !== queue && !depQueues.has(q) && (depQueues.add(q), q && !q.d && (fn.r++, q.push(fn))));
/******/ 				currentDeps.map((dep) => (dep[webpackQueues](fnQueue)));
/******/ 			});
/******/ 			return fn.r ? promise : getResult();
/******/ 		}, (err) => ((err ? reject(promise[webpackError] = err) : outerResolve(exports)), resolveQueue(queue)));
/******/ 		queue && queue.d < 0 && (queue.d = 0);
/******/ 	};
/******/ })();
/******/ 
/******/ /* webpack/runtime/define property getters */
/******/ (() => {
/******/ 	// define getter functions for harmony exports
/******/ 	__nccwpck_require__.d = (exports, definition) => {
/******/ 		for(var key in definition) {
/******/ 			if(__nccwpck_require__.o(definition, key) && !__nccwpck_require__.o(exports, key)) {
/******/ 				Object.defineProperty(exports, key, { enumerable: true, get: definition[key] });
/******/ 			}
/******/ 		}
/******/ 	};
/******/ })();
/******/ 
/******/ /* webpack/runtime/hasOwnProperty shorthand */
/******/ (() => {
/******/ 	__nccwpck_require__.o = (obj, prop) => (Object.prototype.hasOwnProperty.call(obj, prop))
/******/ })();
/******/ 
/************************************************************************/
/******/ 
/******/ // startup
/******/ // Load entry module and return exports
/******/ // This entry module used 'module' so it can't be inlined
/******/ var __webpack_exports__ = __nccwpck_require__(465);
/******/ __webpack_exports__ = await __webpack_exports__;
/******/ 
