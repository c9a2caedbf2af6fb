import { createRequire as __WEBPACK_EXTERNAL_createRequire } from "module";
/******/ var __webpack_modules__ = ({

/***/ 2613:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("assert");

/***/ }),

/***/ 4434:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("events");

/***/ }),

/***/ 9896:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("fs");

/***/ }),

/***/ 8611:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("http");

/***/ }),

/***/ 5692:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("https");

/***/ }),

/***/ 9278:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("net");

/***/ }),

/***/ 4589:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:assert");

/***/ }),

/***/ 6698:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:async_hooks");

/***/ }),

/***/ 4573:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:buffer");

/***/ }),

/***/ 7540:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:console");

/***/ }),

/***/ 7598:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:crypto");

/***/ }),

/***/ 3053:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:diagnostics_channel");

/***/ }),

/***/ 610:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:dns");

/***/ }),

/***/ 8474:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:events");

/***/ }),

/***/ 7067:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:http");

/***/ }),

/***/ 2467:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:http2");

/***/ }),

/***/ 7030:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:net");

/***/ }),

/***/ 643:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:perf_hooks");

/***/ }),

/***/ 1792:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:querystring");

/***/ }),

/***/ 7075:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:stream");

/***/ }),

/***/ 1692:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:tls");

/***/ }),

/***/ 3136:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:url");

/***/ }),

/***/ 7975:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:util");

/***/ }),

/***/ 3429:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:util/types");

/***/ }),

/***/ 5919:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:worker_threads");

/***/ }),

/***/ 8522:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:zlib");

/***/ }),

/***/ 857:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("os");

/***/ }),

/***/ 3193:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("string_decoder");

/***/ }),

/***/ 4756:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("tls");

/***/ }),

/***/ 9023:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("util");

/***/ }),

/***/ 2172:
/***/ ((__webpack_module__, __unused_webpack___webpack_exports__, __nccwpck_require__) => {

__nccwpck_require__.a(__webpack_module__, async (__webpack_handle_async_dependencies__, __webpack_async_result__) => { try {
/* harmony import */ var _prune_prune_js__WEBPACK_IMPORTED_MODULE_0__ = __nccwpck_require__(8147);
/* harmony import */ var _run_js__WEBPACK_IMPORTED_MODULE_1__ = __nccwpck_require__(329);


await (0,_run_js__WEBPACK_IMPORTED_MODULE_1__/* .runStory */ .Z)(_prune_prune_js__WEBPACK_IMPORTED_MODULE_0__/* .prune */ .R);

__webpack_async_result__();
} catch(e) { __webpack_async_result__(e); } }, 1);

/***/ }),

/***/ 329:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {


// EXPORTS
__nccwpck_require__.d(__webpack_exports__, {
  Z: () => (/* binding */ runStory)
});

// EXTERNAL MODULE: ./lib/runner/say.js
var say = __nccwpck_require__(6549);
;// CONCATENATED MODULE: ./lib/report/annotate.js

/** Prints an annotation. A property that is not set is left out, which `@actions/core` would print as the word undefined. */
function annotate({ level, message, ...properties }) {
    const set = Object.fromEntries(Object.entries(properties).filter(([, value]) => value !== undefined));
    if (level === 'error')
        say/* error */.z3(message, set);
    else
        say/* warning */.$e(message, set);
}

// EXTERNAL MODULE: ./lib/report/failure.js
var failure = __nccwpck_require__(7340);
;// CONCATENATED MODULE: ./lib/entries/run.js



/**
 * Runs one of the action's stories to its end: a cancelled job aborts the signal, and an error becomes the step's one
 * `::error::`. The process ends on its own, whatever a story left open.
 */
async function runStory(story) {
    const cancel = new AbortController();
    for (const name of ['SIGINT', 'SIGTERM']) {
        // The runner sends both, 7.5 s apart; the second changes nothing.
        process.on(name, () => cancel.abort(new Error('The job was cancelled.')));
    }
    // Node.js would print what nobody caught as it is, and the runner reads that too.
    process.on('uncaughtException', (error) => {
        fail(error);
        process.exit();
    });
    try {
        await story(cancel.signal);
    }
    catch (error) {
        fail(error);
    }
    process.exit();
}
/** Prints exactly one `::error::`, on the Dockerfile's line where the failure has one. */
function fail(error) {
    say/* debug */.Yz(error instanceof Error ? (error.stack ?? '') : '');
    process.exitCode = 1;
    const annotation = error instanceof failure/* StepFailure */.p ? error.annotation : undefined;
    if (annotation)
        annotate(annotation);
    else
        say/* error */.z3(error instanceof Error ? error.message : String(error));
}


/***/ }),

/***/ 7449:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {


// EXPORTS
__nccwpck_require__.d(__webpack_exports__, {
  Yz: () => (/* binding */ debug),
  z3: () => (/* binding */ error),
  V4: () => (/* binding */ getInput),
  pq: () => (/* binding */ info),
  lm: () => (/* binding */ notice),
  uH: () => (/* binding */ setOutput),
  Pq: () => (/* binding */ setSecret),
  $e: () => (/* binding */ warning)
});

// UNUSED EXPORTS: ExitCode, addPath, endGroup, exportVariable, getBooleanInput, getIDToken, getMultilineInput, getState, group, isDebug, markdownSummary, platform, saveState, setCommandEcho, setFailed, startGroup, summary, toPlatformPath, toPosixPath, toWin32Path

// EXTERNAL MODULE: external "os"
var external_os_ = __nccwpck_require__(857);
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
function toCommandProperties(annotationProperties) {
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
    process.stdout.write(cmd.toString() + external_os_.EOL);
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
// EXTERNAL MODULE: external "fs"
var external_fs_ = __nccwpck_require__(9896);
;// CONCATENATED MODULE: ./lib/node_modules/@actions/core/lib/file-command.js
// For internal use, subject to change.
// We use any as a valid input type
/* eslint-disable @typescript-eslint/no-explicit-any */




function file_command_issueFileCommand(command, message) {
    const filePath = process.env[`GITHUB_${command}`];
    if (!filePath) {
        throw new Error(`Unable to find environment variable for file command ${command}`);
    }
    if (!external_fs_.existsSync(filePath)) {
        throw new Error(`Missing file at path: ${filePath}`);
    }
    external_fs_.appendFileSync(filePath, `${utils_toCommandValue(message)}${external_os_.EOL}`, {
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
    return `${key}<<${delimiter}${external_os_.EOL}${convertedValue}${external_os_.EOL}${delimiter}`;
}
//# sourceMappingURL=file-command.js.map
;// CONCATENATED MODULE: external "path"
const external_path_namespaceObject = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("path");
;// CONCATENATED MODULE: ./lib/node_modules/@actions/core/lib/core.js
var __awaiter = (undefined && undefined.__awaiter) || function (thisArg, _arguments, P, generator) {
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
    command_issueCommand('add-mask', {}, secret);
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
        return file_command_issueFileCommand('OUTPUT', file_command_prepareKeyValueMessage(name, value));
    }
    process.stdout.write(external_os_.EOL);
    command_issueCommand('set-output', { name }, utils_toCommandValue(value));
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
    command_issueCommand('debug', {}, message);
}
/**
 * Adds an error issue
 * @param message error issue message. Errors will be converted to string via toString()
 * @param properties optional properties to add to the annotation.
 */
function error(message, properties = {}) {
    command_issueCommand('error', toCommandProperties(properties), message instanceof Error ? message.toString() : message);
}
/**
 * Adds a warning issue
 * @param message warning issue message. Errors will be converted to string via toString()
 * @param properties optional properties to add to the annotation.
 */
function warning(message, properties = {}) {
    command_issueCommand('warning', toCommandProperties(properties), message instanceof Error ? message.toString() : message);
}
/**
 * Adds a notice issue
 * @param message notice issue message. Errors will be converted to string via toString()
 * @param properties optional properties to add to the annotation.
 */
function notice(message, properties = {}) {
    command_issueCommand('notice', toCommandProperties(properties), message instanceof Error ? message.toString() : message);
}
/**
 * Writes info to log with console.log.
 * @param message info message
 */
function info(message) {
    process.stdout.write(message + external_os_.EOL);
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
    return __awaiter(this, void 0, void 0, function* () {
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
        return issueFileCommand('STATE', prepareKeyValueMessage(name, value));
    }
    issueCommand('save-state', { name }, toCommandValue(value));
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
    return __awaiter(this, void 0, void 0, function* () {
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

/***/ }),

/***/ 8147:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {


// EXPORTS
__nccwpck_require__.d(__webpack_exports__, {
  R: () => (/* binding */ prune)
});

;// CONCATENATED MODULE: external "node:fs/promises"
const promises_namespaceObject = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:fs/promises");
;// CONCATENATED MODULE: external "node:child_process"
const external_node_child_process_namespaceObject = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:child_process");
;// CONCATENATED MODULE: external "node:path"
const external_node_path_namespaceObject = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:path");
// EXTERNAL MODULE: external "node:util"
var external_node_util_ = __nccwpck_require__(7975);
;// CONCATENATED MODULE: ./lib/request/git-repository.js




/** Finds the repository whose work tree the folder is, reading files only; undefined when it is none. */
async function findGitFolders(workspace) {
    const dotGit = (0,external_node_path_namespaceObject.join)(workspace, '.git');
    // In a linked worktree or a submodule, `.git` is a file that names the folder.
    const link = await readText(dotGit);
    const folder = link === undefined ? dotGit : /^gitdir: (.+?)\s*$/.exec(link)?.[1];
    if (folder === undefined)
        return undefined;
    const own = (0,external_node_path_namespaceObject.resolve)(workspace, folder);
    if ((await readText((0,external_node_path_namespaceObject.join)(own, 'HEAD'))) === undefined)
        return undefined;
    const shared = await readText((0,external_node_path_namespaceObject.join)(own, 'commondir'));
    return { own, shared: shared === undefined ? own : (0,external_node_path_namespaceObject.resolve)(own, shared.trim()) };
}
/** Reads the commit that HEAD points to, starting git only where no file tells it; undefined when there is none yet. */
async function readHead(folders) {
    let text = await readText((0,external_node_path_namespaceObject.join)(folders.own, 'HEAD'));
    for (let link = 0; link < 5 && text !== undefined; link++) {
        if (COMMIT.test(text.trim()))
            return text.trim();
        const ref = /^ref: (refs\/\S+)\s*$/.exec(text)?.[1];
        if (ref === undefined)
            break;
        text = (await readText((0,external_node_path_namespaceObject.join)(folders.shared, ref))) ?? (await readPackedRef(folders, ref));
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
    const lines = (await readText((0,external_node_path_namespaceObject.join)(shared, 'packed-refs')))?.split('\n');
    return lines?.find((line) => line.endsWith(` ${ref}`))?.split(' ')[0];
}
/** The text of a file; undefined when it cannot be read (none there, a folder, no right). */
async function readText(path) {
    try {
        return await (0,promises_namespaceObject.readFile)(path, 'utf8');
    }
    catch {
        return undefined;
    }
}
const run = (0,external_node_util_.promisify)(external_node_child_process_namespaceObject.execFile);
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

// EXTERNAL MODULE: ./lib/runner/say.js
var say = __nccwpck_require__(6549);
;// CONCATENATED MODULE: ./lib/text/units.js
/** Formats milliseconds in two figures or so: `12 ms`, `0.3 s`, `12 s`, `2 min 5 s`, `1 h 3 min`. */
function formatDuration(milliseconds) {
    const seconds = Math.max(0, milliseconds) / 1000;
    if (seconds < 0.095)
        return `${Math.round(seconds * 1000)} ms`;
    if (seconds < 9.95)
        return `${seconds.toFixed(1)} s`;
    const whole = Math.round(seconds);
    if (whole < 60)
        return `${whole} s`;
    const minutes = Math.floor(whole / 60);
    return minutes < 60 ? `${minutes} min ${whole % 60} s` : `${Math.floor(minutes / 60)} h ${minutes % 60} min`;
}
/** Formats bytes in decimal units, as registries and Docker do: `512 B`, `1.2 MB`. */
function formatBytes(bytes) {
    const units = ['B', 'kB', 'MB', 'GB', 'TB'];
    let value = bytes;
    let unit = 0;
    while (value >= 999.5 && unit < units.length - 1) {
        value /= 1000;
        unit += 1;
    }
    return `${unit === 0 || value >= 99.5 ? value.toFixed(0) : value.toFixed(1)} ${units[unit]}`;
}
/** Formats a whole number: `12`, `1,234`. Intl would do it too, but takes 13 ms for the first one. */
function formatNumber(value) {
    return String(value).replace(/\B(?=(\d{3})+$)/g, ',');
}
/** Formats a count with its noun: `1 step`, `7 steps`. */
function formatCount(count, noun) {
    return `${formatNumber(count)} ${noun}${count === 1 ? '' : 's'}`;
}

;// CONCATENATED MODULE: ./lib/prune/deletion-api.js
/** Combines APIs into one that takes the first that works here; one that is not supported, or for which the right is missing, is not tried again. */
function firstOf(apis) {
    let left = apis;
    return async (target) => {
        let last = { kind: 'unsupported', reason: 'There is no way to delete it.' };
        for (const api of left) {
            const deletion = await api(target);
            if (!isRefused(deletion))
                return deletion;
            // What a registry refuses for lack of a right is worth more than that another API does not exist.
            if (last.kind !== 'failed')
                last = deletion;
            if (left.length > 1)
                left = left.filter((other) => other !== api);
        }
        return last;
    };
}
function isRefused(deletion) {
    if (deletion.kind === 'unsupported')
        return true;
    return deletion.kind === 'failed' && (deletion.status === 401 || deletion.status === 403);
}

;// CONCATENATED MODULE: ./lib/registry/http.js
/** The body of an answer was longer than allowed. */
class TooLongError extends Error {
}
/**
 * Creates a function that makes one HTTP request over a kept connection; it rejects with Node's own errors. The modules are loaded
 * by the first request, and not by `import`: that would read the lazy exports of node:http and cost 30 ms, fetch costs 45 ms.
 */
function createHttp(env, certificates, keypairs = () => []) {
    const agents = new Map();
    return async (request) => {
        const { url, trust, proxy, method, headers, signal } = request;
        const ca = url.protocol === 'https:' && trust === 'machine' ? certificates(url.host) : [];
        const files = { ca, keypairs: url.protocol === 'https:' ? keypairs(url.host) : [] };
        const key = JSON.stringify([url.protocol, trust, proxy, files]);
        const agent = agents.get(key) ?? createAgent(url.protocol, trust, proxy ? proxyVariables(env) : undefined, files);
        agents.set(key, agent);
        const { promise, resolve, reject } = Promise.withResolvers();
        const module = url.protocol === 'https:' ? https() : http();
        const outgoing = module.request(url, { method, headers, agent, signal }, (incoming) => {
            const { statusCode: status = 0, headers: answered } = incoming;
            // An answer to HEAD tells the length of a body that does not follow.
            const largest = method === 'HEAD' ? Number.POSITIVE_INFINITY : request.largestBody;
            readBody(incoming, largest).then((bytes) => resolve({ status, headers: answered, bytes, url, elsewhere: false }), reject);
        });
        outgoing.on('error', reject);
        outgoing.end(request.body);
        return promise;
    };
}
const http = () => process.getBuiltinModule('node:http');
const https = () => process.getBuiltinModule('node:https');
/** `proxyEnv` is Node 24.5's; older ones ignore it and go without a proxy. */
function createAgent(protocol, trust, proxyEnv, { ca, keypairs }) {
    const common = { keepAlive: true, ...(proxyEnv && { proxyEnv }) };
    if (protocol !== 'https:')
        return new (http().Agent)(common);
    const { readFileSync } = process.getBuiltinModule('node:fs');
    const read = (file) => readFileSync(file, 'utf8');
    const own = { cert: keypairs.map(({ cert }) => read(cert)), key: keypairs.map(({ key }) => read(key)) };
    if (trust === 'anyone')
        return new (https().Agent)({ ...common, ...own, rejectUnauthorized: false });
    if (trust === 'public')
        return new (https().Agent)({ ...common, ...own });
    const { createSecureContext, getCACertificates } = process.getBuiltinModule('node:tls');
    const authorities = [...new Set([...getCACertificates('default'), ...getCACertificates('system'), ...ca.map(read)])];
    // Made once: for some hundred authorities it takes 100 ms, which each connection would spend again.
    return new (https().Agent)({ ...common, secureContext: createSecureContext({ ca: authorities, ...own }) });
}
async function readBody(incoming, largest) {
    const chunks = [];
    let size = 0;
    const told = Number(incoming.headers['content-length'] ?? 0);
    if (told > largest)
        incoming.destroy(new TooLongError());
    for await (const chunk of incoming) {
        chunks.push(chunk);
        size += chunk.length;
        if (size > largest)
            throw new TooLongError();
    }
    return Buffer.concat(chunks);
}
/** The proxy variables alone; like Go's clients, a proxy without a scheme is an http one. */
function proxyVariables(env) {
    const found = Object.entries(env).filter(([name, value]) => value && /^(https?|no)_proxy$/i.test(name));
    const full = (name, value = '') => /^no/i.test(name) || value.includes('://') ? value : `http://${value}`;
    return Object.fromEntries(found.map(([name, value]) => [name, full(name, value)]));
}

;// CONCATENATED MODULE: ./lib/registry/problem.js

/** Why a call to a registry failed. The message is a clause that ends a sentence, and as a rule names the host. */
class Problem extends Error {
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
class LateProblem extends Problem {
}
/**
 * A read was refused with 401 or 403 although the token server had taken the login and given a token for it, as many registries
 * answer where a repository does not exist (yet).
 */
class HiddenProblem extends Problem {
}
/** Makes the answer that a caller gets of a problem; `attempt` says what failed, `redact` takes secrets out. */
function toFailure(attempt, problem, redact) {
    const { status, retryAfterSeconds } = problem;
    return {
        kind: 'failed',
        reason: redact(`${attempt} failed: ${problem.message}.`),
        ...(problem instanceof LateProblem && { cause: 'late' }),
        ...(problem instanceof HiddenProblem && { cause: 'hidden' }),
        ...(status !== undefined && { status }),
        ...(retryAfterSeconds !== undefined && { retryAfterSeconds }),
    };
}
/** Explains an error of the connection itself. */
function explainError(error, host) {
    if (error instanceof Problem)
        return error;
    if (error instanceof TooLongError)
        return new Problem(`${host} sent more than is allowed here`);
    const { code = 'unknown error' } = error;
    if (code === 'ENOTFOUND' || code === 'EAI_AGAIN')
        return new Problem(`the name ${host} does not resolve (${code})`);
    if (code === 'ECONNREFUSED')
        return new Problem(`${host} refuses connections`);
    if (code === 'ECONNRESET' || code === 'EPIPE')
        return new Problem(`${host} closed the connection`);
    if (isUntrusted(code))
        return new Problem(`the certificate of ${host} is not trusted (${code})`);
    return new Problem(`the connection to ${host} failed (${code})`);
}
/** Explains a status that is no success, with what the registry itself says about it. */
function explainStatus(answer, host) {
    const detail = readDetail(answer.bytes);
    return new Problem(`${host} answers ${answer.status}${detail === '' ? '' : `: ${detail}`}`, answer);
}
/** The clause for a host that nobody logged in to. */
function askForLogin(host) {
    return `${host} asks for a login and Docker's configuration has none: use docker/login-action for it in an earlier step`;
}
/** Tells whether an error code is about who signed a certificate, so that other authorities may help. */
function isUntrusted(code) {
    return /^(UNABLE_TO_(VERIFY|GET)|SELF_SIGNED|DEPTH_ZERO_SELF_SIGNED)/.test(code);
}
/** The codes in the errors of a registry's JSON body: `MANIFEST_UNKNOWN`, `UNSUPPORTED`, … (distribution spec, Error Codes). */
function errorCodes(bytes) {
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
    const text = error ? `${error.code ?? ''} ${error.message ?? ''}` : toText(bytes).replace(/<[^<>]*>/g, ' ');
    const line = text.replace(/[\s\p{Cc}\p{Cf}]+/gu, ' ').trim();
    return line.length > 160 ? `${line.slice(0, 160)}…` : line;
}
function readErrors(bytes) {
    try {
        const { errors } = JSON.parse(toText(bytes));
        return Array.isArray(errors) ? errors.filter((error) => typeof error === 'object' && error !== null) : [];
    }
    catch {
        return [];
    }
}
function toText(bytes) {
    return Buffer.from(bytes.subarray(0, 16 * 1024)).toString();
}

;// CONCATENATED MODULE: ./lib/prune/docker-hub.js

/** Deletes a tag by Docker Hub's own API, which unlike its registry takes it off the repository's page too (docker/hub-feedback#2361). */
function hubDeletion(options, { path, name }) {
    let token;
    return async ({ tag }) => {
        try {
            token ??= logIn(options);
            const bearer = await token;
            if (bearer === undefined)
                return { kind: 'unsupported', reason: `${options.host} takes a user and a password only.` };
            const answer = await call(options, {
                method: 'DELETE',
                path: `/v2/repositories/${path}/tags/${tag}/`,
                headers: { authorization: `Bearer ${bearer}` },
            });
            if (answer.status === 200 || answer.status === 204)
                return { kind: 'deleted', frees: true };
            if (answer.status === 404)
                return { kind: 'kept', reason: 'it was gone already' };
            throw explainStatus(answer, options.host);
        }
        catch (error) {
            if (!(error instanceof Problem))
                throw error;
            return toFailure(`Deleting ${name}:${tag}`, error, (text) => text);
        }
    };
}
/** Docker Hub API, "Create access token". */
async function logIn(options) {
    const credentials = await options.credentials();
    if (credentials?.kind !== 'password')
        return undefined;
    const body = JSON.stringify({ identifier: credentials.username, secret: credentials.password });
    const headers = { 'content-type': 'application/json' };
    const answer = await call(options, { method: 'POST', path: '/v2/auth/token', headers, body: Buffer.from(body) });
    if (answer.status !== 200)
        throw explainStatus(answer, options.host);
    const { access_token: token } = parseObject(answer.bytes);
    if (typeof token !== 'string')
        throw new Problem(`${options.host} answered without a token`);
    options.mask(token);
    return token;
}
const TIMEOUT_MILLISECONDS = 30_000;
const LARGEST_ANSWER = 1024 * 1024;
async function call({ host, send, signal }, request) {
    const limit = AbortSignal.any([signal, AbortSignal.timeout(TIMEOUT_MILLISECONDS)]);
    const headers = { ...request.headers, accept: 'application/json', 'user-agent': 'buildkit-build-action' };
    try {
        return await send({ ...request, host, headers, signal: limit, largestBody: LARGEST_ANSWER });
    }
    catch (error) {
        signal.throwIfAborted();
        if (limit.aborted)
            throw new Problem(`${host} did not answer within ${TIMEOUT_MILLISECONDS / 1000} s`);
        throw error;
    }
}
function parseObject(bytes) {
    try {
        return Object(JSON.parse(Buffer.from(bytes).toString()));
    }
    catch {
        return {};
    }
}

;// CONCATENATED MODULE: ./lib/prune/oci.js
/** Deletes by tag alone (distribution spec, Deleting Tags); whether that frees anything is the registry's affair. */
function tagDeletion(registry, repository) {
    return ({ tag }) => remove(registry, { ...repository, tag });
}
/**
 * Deletes by tag, and then the manifest by its digest where no other tag has it: some registries know only that, and others keep a
 * manifest without a tag for ever. `digests` are those of all tags of the repository, `stale` the tags that go.
 */
function manifestDeletion(registry, repository, digests, stale) {
    const gone = new Set();
    let deletesTags = true;
    return async ({ tag, digest }) => {
        if (gone.has(digest))
            return { kind: 'deleted', frees: true };
        if (digests.get(tag) !== digest)
            return { kind: 'kept', reason: 'it was written again meanwhile' };
        if (deletesTags) {
            const untagged = await remove(registry, { ...repository, tag });
            deletesTags = untagged.kind !== 'unsupported';
            if (untagged.kind === 'failed' || untagged.kind === 'kept')
                return untagged;
        }
        const other = [...digests].find(([name, same]) => same === digest && !stale.has(name))?.[0];
        if (other !== undefined)
            return deletesTags ? UNTAGGED : shared(other);
        const removed = await remove(registry, { ...repository, digest });
        if (removed.kind === 'deleted')
            gone.add(digest);
        return removed.kind === 'deleted' || !deletesTags ? removed : UNTAGGED;
    };
}
const UNTAGGED = { kind: 'deleted', frees: false };
function shared(other) {
    return { kind: 'kept', reason: `${other} has the same manifest, and the registry deletes no single tag` };
}
async function remove(registry, reference) {
    const answer = await registry.deleteManifest(reference);
    if (answer.kind === 'deleted')
        return { kind: 'deleted', frees: true };
    if (answer.kind === 'failed')
        return answer.status === 400 ? unsupported(reference) : answer;
    if (answer.kind === 'unsupported')
        return answer;
    // Registries that delete nothing may say so by a 404 (ECR does).
    const found = await registry.headManifest(reference);
    if (found.kind === 'failed')
        return found;
    return found.kind === 'found' ? unsupported(reference) : { kind: 'kept', reason: 'it was gone already' };
}
function unsupported({ domain }) {
    return { kind: 'unsupported', reason: `${domain} does not delete it.` };
}

;// CONCATENATED MODULE: ./lib/prune/github.js
/** Why GitHub did not do what it was asked: a sentence. */
class GitHubError extends Error {
    name = 'GitHubError';
    /** Undefined: there was no answer. */
    status;
    constructor(sentence, status) {
        super(sentence);
        this.status = status;
    }
}
/** Makes a failed removal of a GitHubError; throws any other error again. */
function toGitHubFailure(error) {
    if (!(error instanceof GitHubError))
        throw error;
    return { kind: 'failed', reason: error.message, ...(error.status !== undefined && { status: error.status }) };
}
/** Opens GitHub's API for a repository; the toolkit for it is loaded by the first request. */
function openGitHub({ apiUrl, token, repository, signal }) {
    const [owner = '', repo = ''] = repository.split('/');
    const opened = once(async () => {
        const { getOctokit } = await __nccwpck_require__.e(/* import() */ 413).then(__nccwpck_require__.bind(__nccwpck_require__, 2413));
        return getOctokit(token, { baseUrl: apiUrl, userAgent: 'buildkit-build-action' });
    });
    const ask = async (errand, route, parameters) => {
        const limit = AbortSignal.any([signal, AbortSignal.timeout(github_TIMEOUT_MILLISECONDS)]);
        const octokit = await opened();
        return octokit.request(route, { ...parameters, request: { signal: limit } }).catch((error) => {
            signal.throwIfAborted();
            throw explain(errand, error);
        });
    };
    return {
        place: { owner, repo },
        request: async (errand, route, parameters) => (await ask(errand, route, parameters)).data,
        async list(errand, route, parameters, items = (page) => page) {
            const pages = [];
            let next = route;
            while (next !== undefined) {
                const first = pages.length === 0;
                // A page's link holds all parameters.
                const { data, headers } = await ask(errand, next, first ? { ...parameters, per_page: 100 } : {});
                const page = items(data);
                if (!Array.isArray(page))
                    throw new GitHubError(`${errand.doing} failed: GitHub sent something that is no list.`);
                pages.push(page);
                next = nextPage(headers.link);
            }
            return pages;
        },
    };
}
const github_TIMEOUT_MILLISECONDS = 30_000;
/** Octokit's own pagination takes a page that answers 409 for the last one, so this one is ours. */
function nextPage(link) {
    const url = /<([^<>]+)>;\s*rel="next"/.exec(link ?? '')?.[1];
    return url === undefined ? undefined : `GET ${url}`;
}
function explain({ doing, permission }, error) {
    const { status, response, message } = Object(error);
    if (response === undefined)
        return new GitHubError(`${doing} failed: GitHub did not answer (${oneLine(message)}).`);
    const said = oneLine(response.data?.message ?? '');
    const isRight = [401, 403, 404].includes(status) && !/rate limit/i.test(said);
    const hint = isRight ? ` The job's token needs "permissions: ${permission}".` : '';
    return new GitHubError(`${doing} failed: GitHub answers ${status}${said === '' ? '' : `: ${said}`}.${hint}`, status);
}
function oneLine(text) {
    const line = String(text).replace(/[\s\p{Cc}\p{Cf}]+/gu, ' ');
    return line.trim().replace(/\.$/, '').slice(0, 160);
}
function once(make) {
    let made;
    return () => {
        made ??= make();
        return made;
    };
}

;// CONCATENATED MODULE: ./lib/prune/packages.js

/**
 * Deletes by GitHub's packages API, the only one at ghcr.io: a version of the package is a manifest with all its tags, so it goes only
 * when all of them are in `stale`.
 */
function packagesDeletion(github, repository, stale) {
    const gone = new Set();
    let opened;
    return async ({ tag, digest }) => {
        try {
            opened ??= openPackage(github, repository);
            const { read, remove, byTag } = await opened;
            const id = byTag.get(tag);
            if (id === undefined)
                return { kind: 'kept', reason: 'GitHub lists no version of the package with this tag' };
            if (gone.has(id))
                return { kind: 'deleted', frees: true };
            // Read again, because a build may have given it another tag since.
            const version = await read(id);
            const other = version.tags.find((each) => !stale.has(each));
            if (other !== undefined)
                return { kind: 'kept', reason: `${other} has the same manifest` };
            if (version.name !== digest || !version.tags.includes(tag)) {
                return { kind: 'kept', reason: 'it was written again meanwhile' };
            }
            await remove(id);
            gone.add(id);
            return { kind: 'deleted', frees: true };
        }
        catch (error) {
            return toGitHubFailure(error);
        }
    };
}
async function openPackage(github, { path, name }) {
    const [owner = '', ...rest] = path.split('/');
    const errand = { doing: `Looking for the versions of ${name}`, permission: 'packages: write' };
    const account = await github.request(errand, 'GET /users/{username}', { username: owner });
    const kind = Object(account).type === 'Organization' ? 'orgs' : 'users';
    const versions = `/${kind}/{owner}/packages/container/{package}/versions`;
    const place = { owner, package: rest.join('/') };
    const listed = (await github.list(errand, `GET ${versions}`, place)).flat().map(toVersion);
    const removal = {
        doing: `Deleting a version of ${name}`,
        permission: 'packages: write" and, in the settings of the package, the role "Admin',
    };
    return {
        byTag: new Map(listed.flatMap(({ id, tags }) => tags.map((tag) => [tag, id]))),
        read: async (id) => toVersion(await github.request(errand, `GET ${versions}/{id}`, { ...place, id })),
        remove: async (id) => {
            await github.request(removal, `DELETE ${versions}/{id}`, { ...place, id });
        },
    };
}
function toVersion(item) {
    const { id, name, metadata } = Object(item);
    // A version that no tag points to may have no metadata.
    const tags = metadata?.container?.tags ?? [];
    if (typeof id === 'number' && typeof name === 'string' && Array.isArray(tags))
        return { id, name, tags };
    throw new GitHubError('GitHub sent a version of the package that is not in its documented form.');
}

;// CONCATENATED MODULE: ./lib/text/manifest.js
/**
 * Reads a manifest or an index of whatever form; total, because anybody who may write to a repository chooses what a registry answers.
 * What is no descriptor is left out, and what is no manifest at all has nothing in it.
 */
function toManifest(bytes) {
    const { config, layers, manifests } = toObject(bytes);
    return {
        config: toDescriptor(config),
        layers: toDescriptors(layers),
        manifests: manifests === undefined ? undefined : toDescriptors(manifests),
    };
}
/** Returns the descriptor that makes a manifest a cache of BuildKit's: an image has it as its configuration, an older index lists it. */
function cacheConfigOf({ config, manifests = [] }) {
    return [config, ...manifests].find((each) => each?.mediaType === CACHE_CONFIG);
}
/** BuildKit, cache/remotecache/v1/types. */
const CACHE_CONFIG = 'application/vnd.buildkit.cacheconfig.v0';
function toObject(bytes) {
    try {
        return toFields(JSON.parse(typeof bytes === 'string' ? bytes : Buffer.from(bytes).toString()));
    }
    catch {
        return {};
    }
}
function toFields(value) {
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? value : {};
}
function toDescriptors(value) {
    return Array.isArray(value) ? value.flatMap((each) => toDescriptor(each) ?? []) : [];
}
function toDescriptor(value) {
    const { digest, size, mediaType, platform, annotations } = toFields(value);
    if (typeof digest !== 'string' || typeof size !== 'number' || !(size >= 0))
        return undefined;
    const texts = Object.entries(toFields(annotations)).filter((entry) => isText(entry[1]));
    return {
        digest,
        size,
        mediaType: isText(mediaType) ? mediaType : undefined,
        platform: toPlatform(platform),
        annotations: Object.fromEntries(texts),
    };
}
function toPlatform(value) {
    const { os, architecture, variant } = toFields(value);
    if (!isText(os) || !isText(architecture))
        return undefined;
    return { os, architecture, variant: isText(variant) ? variant : undefined };
}
function isText(value) {
    return typeof value === 'string';
}

;// CONCATENATED MODULE: ./lib/prune/cache-manifest.js

/**
 * Reads the manifest of a BuildKit cache, in its form as an image and in its older one as an index; undefined for anything else, which is
 * then not ours, whatever its tag looks like.
 *
 * BuildKit writes no time of the export: a layer that was taken from a cache keeps the time at which its step ran.
 */
function parseCacheManifest(bytes) {
    const manifest = toManifest(bytes);
    if (cacheConfigOf(manifest) === undefined)
        return undefined;
    const { config, layers, manifests = [] } = manifest;
    const descriptors = [...(config === undefined ? [] : [config]), ...layers, ...manifests];
    const times = descriptors.map(({ annotations }) => Date.parse(annotations[CREATED_AT] ?? ''));
    const known = times.filter((time) => !Number.isNaN(time));
    return {
        blobs: new Map(descriptors.map(({ digest, size }) => [digest, size])),
        madeAt: known.length === 0 ? undefined : Math.max(...known),
    };
}
/** BuildKit, cache/refs.go. */
const CREATED_AT = 'buildkit/createdat';

;// CONCATENATED MODULE: ./lib/prune/read-cache.js

/** Requests to a registry that are under way at the same time. */
const AT_ONCE = 8;
/** Reads what tags hold; a tag that is gone meanwhile is left out. */
async function readTags(registry, repository, tags) {
    const read = await mapAtOnce(tags, AT_ONCE, async (tag) => {
        const answer = await registry.getManifest({ ...repository, tag: tag.tag });
        if (answer.kind === 'missing')
            return [];
        if (answer.kind === 'failed')
            return [{ kind: 'unread', tag, reason: answer.reason }];
        const content = parseCacheManifest(answer.bytes);
        if (content === undefined)
            return [{ kind: 'foreign', tag, reason: `${tag.tag} holds no cache of BuildKit.` }];
        return [{ kind: 'cache', tag, digest: answer.digest, ...content }];
    });
    return read.flat();
}
/** Asks for the digests of tags, whatever they are; throws an Error when one cannot be told, because a list with holes is no base for a deletion. */
async function readDigests(registry, repository, tags) {
    const entries = await mapAtOnce(tags, AT_ONCE, async (tag) => {
        const answer = await registry.headManifest({ ...repository, tag });
        if (answer.kind === 'failed')
            throw new Error(answer.reason);
        return answer.kind === 'found' ? [[tag, answer.digest]] : [];
    });
    return new Map(entries.flat());
}
/** Applies a function to all items, a few at a time, and gives the results in the items' order; the first rejection is the result. */
async function mapAtOnce(items, limit, apply) {
    const results = [];
    const entries = items.entries();
    const work = async () => {
        for (const [index, item] of entries)
            results[index] = await apply(item);
    };
    await Promise.all(Array.from({ length: limit }, work));
    return results;
}

;// CONCATENATED MODULE: ./lib/prune/choose-deletion-api.js





/**
 * Chooses the API that tags are deleted by; of several the first that works. Throws an Error when the digests of all tags cannot be told.
 *
 * | registry | APIs |
 * | --- | --- |
 * | ghcr.io | by tag, by GitHub's packages API |
 * | Docker Hub | by its own API, by tag |
 * | any other | by tag, and by digest where no other tag has it |
 */
async function chooseDeletionApi({ repository }, { caches, tags }, { registry, github, hub }) {
    const stale = new Set(caches.map(({ tag }) => tag.tag));
    const byTag = tagDeletion(registry, repository);
    if (repository.domain === 'docker.io')
        return firstOf([hubDeletion(hub, repository), byTag]);
    if (repository.domain === 'ghcr.io') {
        return firstOf([byTag, ...(github === undefined ? [] : [packagesDeletion(github, repository, stale)])]);
    }
    if (caches.length === 0)
        return firstOf([]);
    return manifestDeletion(registry, repository, await readDigests(registry, repository, tags), stale);
}

// EXTERNAL MODULE: ./lib/node_modules/@actions/core/lib/core.js + 5 modules
var core = __nccwpck_require__(7449);
;// CONCATENATED MODULE: ./lib/prune/inputs.js

/** Reads the inputs of the step; the only reader of them. */
function readPruneInputs() {
    return {
        repository: core/* getInput */.V4('repository'),
        olderThan: core/* getInput */.V4('older-than'),
        keep: core/* getInput */.V4('keep'),
        dryRun: core/* getInput */.V4('dry-run'),
        timeout: core/* getInput */.V4('timeout'),
        githubToken: core/* getInput */.V4('github-token'),
    };
}

// EXTERNAL MODULE: ./lib/text/visible.js
var visible = __nccwpck_require__(1981);
;// CONCATENATED MODULE: ./lib/text/markdown.js

/** Shows a text as code within a line or a table's cell, whatever it holds. */
function codeSpan(text) {
    const line = (0,visible/* toPlainText */.bo)(text.replaceAll(/\s+/g, ' ').trim());
    const fence = '`'.repeat(longestRun(line) + 1);
    const space = line.startsWith('`') || line.endsWith('`') ? ' ' : '';
    // In a table's cell GitHub takes `\|` for a bar even within code, and a bare one for the cell's end.
    return `${fence}${space}${line.replaceAll('|', '\\|')}${space}${fence}`;
}
/** Shows lines as a block of code that nothing in them can end. */
function codeBlock(lines, language) {
    const text = lines.map((line) => toPlainText(line)).join('\n');
    const fence = '`'.repeat(Math.max(3, longestRun(text) + 1));
    return `${fence}${language}\n${text}\n${fence}`;
}
/** Shows a text as text: nothing in it is Markdown, HTML, a mention or a link. */
function plain(text) {
    return (0,visible/* toPlainText */.bo)(text.replaceAll(/\s+/g, ' '))
        .replaceAll('&', '&amp;')
        .replaceAll('<', '&lt;')
        .replaceAll(/[\\`*_[\]#|~>@:]|(?<=www)\./gi, (character) => `&#${character.charCodeAt(0)};`);
}
/** Lays out rows of Markdown as a table; the first row is the heading. */
function table(rows) {
    const [heading = [], ...body] = rows;
    return [heading, heading.map(() => '---'), ...body].map((row) => `| ${row.join(' | ')} |`).join('\n');
}
/**
 * Lays out rows that each have their name in front. GitHub's tables have a heading whether one is wanted or not, so the first
 * row takes its place, to the left like the others.
 */
function listing(rows) {
    const [first = ['', ''], ...body] = rows.map(([name, value]) => [`**${name}**`, value]);
    return [first, [':---', ':---'], ...body].map((row) => `| ${row.join(' | ')} |`).join('\n');
}
/** Folds Markdown away under a line. */
function folded(heading, body, state) {
    return `<details${state === 'open' ? ' open' : ''}><summary>${heading}</summary>\n\n${body}\n\n</details>`;
}
function longestRun(text) {
    return Math.max(0, ...(text.match(/`+/g) ?? []).map(({ length }) => length));
}

;// CONCATENATED MODULE: ./lib/prune/outcome.js



/** Writes one line for the log. */
function formatOutcome({ name, bytes, why, end }) {
    // A key of the Actions cache and a branch may be called anything.
    const what = (0,visible/* toPlainText */.bo)(`${name} (${formatBytes(bytes)}): ${why}`);
    if (end.kind === 'deleted')
        return `Deleted ${what}.`;
    if (end.kind === 'dry-run')
        return `Would delete ${what}.`;
    if (end.kind === 'not-tried')
        return `Not tried: ${what}.`;
    return `Not deleted: ${what}, but ${reasonOf(end)}`;
}
/** Writes the job's summary of a run in GitHub's Markdown. */
function formatPruneSummary(repository, outcomes, freed) {
    const rows = outcomes
        .slice(0, MOST_ROWS)
        .map((outcome) => [
        codeSpan(outcome.name),
        formatBytes(outcome.bytes),
        plain(outcome.why),
        plain(formatEnd(outcome)),
    ]);
    const more = outcomes.length - rows.length;
    return [
        `### ${heading(repository, outcomes, freed)}`,
        table([['Cache', 'Size', 'Why', ''], ...rows]),
        ...(more > 0 ? [`and ${formatNumber(more)} more, see the log`] : []),
        '',
    ].join('\n\n');
}
/** GitHub takes 1 MiB of a step's summary; a row is at most some 500 bytes. */
const MOST_ROWS = 1000;
function heading(repository, outcomes, freed) {
    const of = `of ${codeSpan(repository)}`;
    if (outcomes.some(({ end }) => end.kind === 'dry-run')) {
        return `Dry run: ${formatCount(outcomes.length, 'stale cache')} ${of}`;
    }
    const deleted = outcomes.filter(({ end }) => end.kind === 'deleted').length;
    const some = deleted === outcomes.length ? '' : `${formatNumber(deleted)} of `;
    return `Deleted ${some}${formatCount(outcomes.length, 'stale cache')} ${of}, freed ${formatBytes(freed)}`;
}
function formatEnd({ end }) {
    if (end.kind === 'deleted')
        return end.frees ? 'deleted' : 'deleted, its manifest stays';
    if (end.kind === 'dry-run')
        return 'would be deleted';
    return end.kind === 'not-tried' ? 'not tried' : `not deleted: ${reasonOf(end)}`;
}
function reasonOf({ reason }) {
    return reason.endsWith('.') ? reason : `${reason}.`;
}

// EXTERNAL MODULE: external "node:crypto"
var external_node_crypto_ = __nccwpck_require__(7598);
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
        return `${key_scopePrefix(scope)}${slug(name)}`;
    return `${key_scopePrefix(scope)}${hash(variant, 12)}-${slug(`${name}-${variant}`)}`;
}
/** Names the beginning of all tags of a scope, for every variant; pruning finds them by it. */
function key_scopePrefix(scope) {
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

;// CONCATENATED MODULE: ./lib/prune/alive.js


/**
 * Reads the prefixes of the tags of all branches and all open pull requests there are; throws a GitHubError when a list cannot be read
 * whole. To be asked after the caches were listed: a cache that was there before and is of none of these scopes has none any more.
 *
 * `expected` is a branch that must be in the list, `refs/heads/…`.
 */
async function readAlive(github, wanted, expected) {
    const [branches, pullRequests] = await Promise.all([
        wanted.branches ? readBranches(github, expected) : [],
        wanted.pullRequests ? readOpenPullRequests(github) : [],
    ]);
    return new Set([...branches, ...pullRequests].map(key_scopePrefix));
}
const BRANCHES = { doing: 'Listing the branches', permission: 'contents: read' };
const PULL_REQUESTS = { doing: 'Listing the pull requests', permission: 'pull-requests: read' };
async function readBranches(github, expected) {
    const items = await readTwice(github, BRANCHES, 'GET /repos/{owner}/{repo}/branches', {});
    const refs = items.map(({ name }) => `refs/heads/${typeof name === 'string' ? name : noList(BRANCHES)}`);
    if (expected !== undefined && !refs.includes(expected)) {
        throw new GitHubError(`The list of branches is not whole: ${expected} is not in it.`);
    }
    return refs.map((ref) => ({ kind: 'branch', ref }));
}
async function readOpenPullRequests(github) {
    const items = await readTwice(github, PULL_REQUESTS, 'GET /repos/{owner}/{repo}/pulls', { state: 'open' });
    return items.map(({ number }) => ({
        kind: 'pull-request',
        number: typeof number === 'number' ? number : noList(PULL_REQUESTS),
    }));
}
/** Pages are counted by position: what ends while they are read makes another item slip into a page that was read already. */
async function readTwice(github, errand, route, parameters) {
    const list = () => github.list(errand, route, { ...github.place, ...parameters });
    const pages = await list();
    const again = pages.length > 1 ? await list() : [];
    return [...pages, ...again].flat().map((item) => Object(item));
}
function noList({ doing }) {
    throw new GitHubError(`${doing} failed: GitHub sent something that is not in its documented form.`);
}

;// CONCATENATED MODULE: ./lib/prune/cache-tag.js
/** Reads a tag; undefined when it has not exactly our form, so that nothing is known of whose it is. */
function parseCacheTag(tag) {
    const [, prefix, slug] = BRANCH.exec(tag) ?? [];
    if (prefix !== undefined && slug !== undefined)
        return { tag, prefix, pullRequest: undefined, names: toNames(slug) };
    const [, pullPrefix, digits] = PULL_REQUEST.exec(tag) ?? [];
    if (pullPrefix === undefined)
        return undefined;
    return { tag, prefix: pullPrefix, pullRequest: Number(digits), names: [{ text: `pr-${digits}`, more: false }] };
}
const VARIANT = '[0-9a-f]{12}-';
const BRANCH = new RegExp(`^(cache-b-[0-9a-f]{20}-)((?:${VARIANT})?[\\w.-]{1,60}?(?:-wip)?)$`);
const PULL_REQUEST = new RegExp(`^(cache-pr-([1-9]\\d{0,14})-)(?:merge|${VARIANT}merge-[\\w.-]{1,54}?)(?:-wip)?$`);
/** A branch may itself begin like a variant's hash or end in `-wip`, so each reading counts. */
function toNames(slug) {
    const finished = [slug, slug.replace(/-wip$/, '')];
    const whole = finished.map((text) => ({ text, more: false }));
    const variants = finished
        .filter((text) => VARIANT_FIRST.test(text))
        .map((text) => ({ text: text.replace(VARIANT_FIRST, ''), more: true }));
    return [...whole, ...variants];
}
const VARIANT_FIRST = new RegExp(`^${VARIANT}(?=.)`);

;// CONCATENATED MODULE: ./lib/mounts/keys.js


/** The beginning of the keys of all cache mounts in the Actions cache. */
const keyStart = 'buildkit-mount-';
/** Identifies a mount by image repository, platforms, id and owner, without the scope; 20 hex digits. */
function mountIdentity({ id, owner }, { repository, platforms }) {
    const parts = [repository, [...platforms].sort(), id, owner && [owner.uid, owner.gid, owner.mode]];
    return createHash('sha256').update(JSON.stringify(parts)).digest('hex').slice(0, 20);
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

;// CONCATENATED MODULE: ./lib/prune/mount-entries.js




/** Lists the saved cache mounts of one scope, or all; throws a GitHubError when there is a list that cannot be read. */
async function listMounts(github, scope) {
    const ref = scope === undefined ? {} : { ref: toRef(scope) };
    const parameters = { ...github.place, key: keyStart, ...ref };
    try {
        const pages = await github.list(LISTING, `GET ${CACHES}`, parameters, (page) => Object(page).actions_caches);
        const entries = pages.flat().flatMap(toEntry);
        return { kind: 'read', entries: [...new Map(entries.map((entry) => [entry.id, entry])).values()] };
    }
    catch (error) {
        // A job that uses no cache mounts has no reason to ask for the right to look for them.
        if (error instanceof GitHubError && error.status === 403 && /not accessible/i.test(error.message)) {
            return { kind: 'not-read', reason: error.message };
        }
        throw error;
    }
}
/** Deletes one saved cache mount. */
async function deleteMount(github, { id, key }) {
    const errand = { ...LISTING, doing: `Deleting ${key} from the Actions cache` };
    try {
        await github.request(errand, `DELETE ${CACHES}/{cache_id}`, { ...github.place, cache_id: id });
        return { kind: 'deleted', frees: true };
    }
    catch (error) {
        if (error instanceof GitHubError && error.status === 404)
            return { kind: 'kept', reason: 'it was gone already' };
        return toGitHubFailure(error);
    }
}
const CACHES = '/repos/{owner}/{repo}/actions/caches';
const LISTING = { doing: 'Listing the Actions cache', permission: 'actions: write' };
function toRef(scope) {
    return scope.kind === 'branch' ? scope.ref : `refs/pull/${scope.number}/merge`;
}
function toScope(ref) {
    if (/^refs\/heads\/./s.test(ref))
        return { kind: 'branch', ref };
    const number = /^refs\/pull\/([1-9]\d{0,14})\/merge$/.exec(ref)?.[1];
    return number === undefined ? undefined : { kind: 'pull-request', number: Number(number) };
}
/** All fields are optional in the documented schema; what lacks one that is needed is not deleted. */
function toEntry(item) {
    const { id, key, ref, size_in_bytes: size, created_at: created } = Object(item);
    if (typeof id !== 'number' || typeof ref !== 'string' || typeof key !== 'string')
        return [];
    if (!key.startsWith(keyStart))
        return [];
    const scope = toScope(ref);
    const time = Date.parse(String(created));
    return [
        {
            id,
            key,
            tag: scope && parseCacheTag(cacheTag(scope, '')),
            bytes: typeof size === 'number' ? size : 0,
            savedAt: Number.isNaN(time) ? undefined : time,
        },
    ];
}

;// CONCATENATED MODULE: ./lib/prune/keep.js
/**
 * Tells whether a pattern of `keep` names a cache: by its branch, its pull request as `pr-N`, or its whole tag; `*` is any text.
 *
 * Of a branch that is gone only what its tag shows of the name is known, so names are compared in that spelling (`a/b` as `a-b`), and in
 * doubt a cache is kept.
 */
function isKept({ tag, names }, patterns) {
    return patterns.some((pattern) => toRegExp(pattern, '').test(tag) || names.some(({ text, more }) => matches(text, toSlug(pattern), more)));
}
/** The slug of a tag is at most this long. */
const LONGEST_SLUG = 60;
function matches(name, pattern, more) {
    if (toRegExp(pattern, more ? '(?:-.*)?' : '').test(name))
        return true;
    if (name.length < LONGEST_SLUG)
        return false;
    // The name may have been cut, and what the pattern asks for with it.
    const [head = '', ...rest] = pattern.split('*');
    return head.startsWith(name) || (rest.length > 0 && name.startsWith(head));
}
function toSlug(pattern) {
    return pattern.replace(/[^A-Za-z0-9_.*-]/gu, '-');
}
function toRegExp(pattern, end) {
    const parts = pattern.split('*').map((part) => part.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'));
    return new RegExp(`^${parts.join('.*')}${end}$`, 's');
}

;// CONCATENATED MODULE: ./lib/prune/rules.js

/**
 * Says why a cache has to go, half a sentence; undefined: it stays. What is not known is no reason: `madeAt` is undefined where nothing
 * tells the age, `tag` where the cache belongs to no branch or pull request.
 */
function whyStale(rules, tag, madeAt) {
    if (tag !== undefined && isKept(tag, rules.keep))
        return undefined;
    return (tag && whyEnded(rules.scopes, tag)) ?? whyOld(rules, madeAt);
}
function whyEnded(scopes, { prefix, pullRequest }) {
    if (scopes.kind === 'one')
        return prefix === scopes.prefix ? scopes.why : undefined;
    if (scopes.prefixes.has(prefix))
        return undefined;
    return pullRequest === undefined ? 'its branch is gone' : `pull request ${pullRequest} is closed`;
}
function whyOld({ olderThan, now }, madeAt) {
    if (madeAt === undefined || olderThan === undefined || !(now - madeAt > olderThan))
        return undefined;
    return `nothing new in it since ${new Date(madeAt).toISOString().slice(0, 10)}`;
}

;// CONCATENATED MODULE: ./lib/prune/plan.js







/** Reads all lists and decides what goes; deletes nothing, and throws an Error when a list cannot be read whole. */
async function planPrune(request, trigger, sources) {
    const [tags, list] = await Promise.all([
        Array.fromAsync(sources.registry.listTags(request.repository)),
        readMounts(trigger, sources),
    ]);
    const ours = tags.flatMap((tag) => parseCacheTag(tag) ?? []);
    const entries = list.kind === 'read' ? list.entries : [];
    const scopes = await readEndedScopes(trigger, [...ours, ...entries.flatMap(({ tag }) => tag ?? [])], sources);
    const olderThan = trigger.kind === 'sweep' ? request.olderThan : undefined;
    const rules = { scopes, keep: request.keep, olderThan, now: Date.now() };
    const read = await readTags(sources.registry, request.repository, toRead(ours, rules, sources));
    return {
        ...divide(read, rules),
        mounts: entries.flatMap((entry) => toStale(entry, whyStale(rules, entry.tag, entry.savedAt))),
        tags,
        mountsNotRead: list.kind === 'read' ? undefined : list.reason,
    };
}
async function readMounts(trigger, { github }) {
    if (github === undefined)
        return { kind: 'not-read', reason: 'There is no "github-token" to ask GitHub with.' };
    return listMounts(github, trigger.kind === 'ended' ? trigger.scope : undefined);
}
async function readEndedScopes(trigger, caches, { github, defaultBranch }) {
    if (trigger.kind === 'ended')
        return { kind: 'one', prefix: key_scopePrefix(trigger.scope), why: trigger.why };
    if (github === undefined)
        throw new GitHubError('"github-token" is empty: without it nobody tells which branches exist.');
    const wanted = {
        branches: caches.some(({ pullRequest }) => pullRequest === undefined),
        pullRequests: caches.some(({ pullRequest }) => pullRequest !== undefined),
    };
    return { kind: 'all-but', prefixes: await readAlive(github, wanted, defaultBranch) };
}
/**
 * What goes is read, and what stays as well, because its layers are not freed. Where one scope has ended only the default branch's caches
 * are compared: that is what others start from, and some registries count every read.
 */
function toRead(ours, rules, { defaultBranch }) {
    const isStale = (tag) => whyStale(rules, tag, undefined) !== undefined;
    if (rules.olderThan === undefined && !ours.some(isStale))
        return [];
    if (rules.scopes.kind === 'all-but')
        return ours;
    const others = defaultBranch && key_scopePrefix({ kind: 'branch', ref: defaultBranch });
    return ours.filter((tag) => isStale(tag) || tag.prefix === others);
}
function divide(read, rules) {
    const judged = read.map((each) => {
        const madeAt = each.kind === 'cache' ? each.madeAt : undefined;
        return { each, why: whyStale(rules, each.tag, madeAt) };
    });
    return {
        caches: judged.flatMap(({ each, why }) => (each.kind === 'cache' ? toStale(each, why) : [])),
        staying: judged.flatMap(({ each, why }) => (each.kind === 'cache' && why === undefined ? [each] : [])),
        left: judged.flatMap(({ each, why }) => (each.kind !== 'cache' && why !== undefined ? [each] : [])),
    };
}
function toStale(item, why) {
    return why === undefined ? [] : [{ ...item, why }];
}

// EXTERNAL MODULE: external "os"
var external_os_ = __nccwpck_require__(857);
// EXTERNAL MODULE: external "fs"
var external_fs_ = __nccwpck_require__(9896);
;// CONCATENATED MODULE: ./lib/node_modules/@actions/core/lib/summary.js
var __awaiter = (undefined && undefined.__awaiter) || function (thisArg, _arguments, P, generator) {
    function adopt(value) { return value instanceof P ? value : new P(function (resolve) { resolve(value); }); }
    return new (P || (P = Promise))(function (resolve, reject) {
        function fulfilled(value) { try { step(generator.next(value)); } catch (e) { reject(e); } }
        function rejected(value) { try { step(generator["throw"](value)); } catch (e) { reject(e); } }
        function step(result) { result.done ? resolve(result.value) : adopt(result.value).then(fulfilled, rejected); }
        step((generator = generator.apply(thisArg, _arguments || [])).next());
    });
};


const { access, appendFile, writeFile } = external_fs_.promises;
const SUMMARY_ENV_VAR = 'GITHUB_STEP_SUMMARY';
const SUMMARY_DOCS_URL = 'https://docs.github.com/actions/using-workflows/workflow-commands-for-github-actions#adding-a-job-summary';
class Summary {
    constructor() {
        this._buffer = '';
    }
    /**
     * Finds the summary file path from the environment, rejects if env var is not found or file does not exist
     * Also checks r/w permissions.
     *
     * @returns step summary file path
     */
    filePath() {
        return __awaiter(this, void 0, void 0, function* () {
            if (this._filePath) {
                return this._filePath;
            }
            const pathFromEnv = process.env[SUMMARY_ENV_VAR];
            if (!pathFromEnv) {
                throw new Error(`Unable to find environment variable for $${SUMMARY_ENV_VAR}. Check if your runtime environment supports job summaries.`);
            }
            try {
                yield access(pathFromEnv, external_fs_.constants.R_OK | external_fs_.constants.W_OK);
            }
            catch (_a) {
                throw new Error(`Unable to access summary file: '${pathFromEnv}'. Check if the file has correct read/write permissions.`);
            }
            this._filePath = pathFromEnv;
            return this._filePath;
        });
    }
    /**
     * Wraps content in an HTML tag, adding any HTML attributes
     *
     * @param {string} tag HTML tag to wrap
     * @param {string | null} content content within the tag
     * @param {[attribute: string]: string} attrs key-value list of HTML attributes to add
     *
     * @returns {string} content wrapped in HTML element
     */
    wrap(tag, content, attrs = {}) {
        const htmlAttrs = Object.entries(attrs)
            .map(([key, value]) => ` ${key}="${value}"`)
            .join('');
        if (!content) {
            return `<${tag}${htmlAttrs}>`;
        }
        return `<${tag}${htmlAttrs}>${content}</${tag}>`;
    }
    /**
     * Writes text in the buffer to the summary buffer file and empties buffer. Will append by default.
     *
     * @param {SummaryWriteOptions} [options] (optional) options for write operation
     *
     * @returns {Promise<Summary>} summary instance
     */
    write(options) {
        return __awaiter(this, void 0, void 0, function* () {
            const overwrite = !!(options === null || options === void 0 ? void 0 : options.overwrite);
            const filePath = yield this.filePath();
            const writeFunc = overwrite ? writeFile : appendFile;
            yield writeFunc(filePath, this._buffer, { encoding: 'utf8' });
            return this.emptyBuffer();
        });
    }
    /**
     * Clears the summary buffer and wipes the summary file
     *
     * @returns {Summary} summary instance
     */
    clear() {
        return __awaiter(this, void 0, void 0, function* () {
            return this.emptyBuffer().write({ overwrite: true });
        });
    }
    /**
     * Returns the current summary buffer as a string
     *
     * @returns {string} string of summary buffer
     */
    stringify() {
        return this._buffer;
    }
    /**
     * If the summary buffer is empty
     *
     * @returns {boolen} true if the buffer is empty
     */
    isEmptyBuffer() {
        return this._buffer.length === 0;
    }
    /**
     * Resets the summary buffer without writing to summary file
     *
     * @returns {Summary} summary instance
     */
    emptyBuffer() {
        this._buffer = '';
        return this;
    }
    /**
     * Adds raw text to the summary buffer
     *
     * @param {string} text content to add
     * @param {boolean} [addEOL=false] (optional) append an EOL to the raw text (default: false)
     *
     * @returns {Summary} summary instance
     */
    addRaw(text, addEOL = false) {
        this._buffer += text;
        return addEOL ? this.addEOL() : this;
    }
    /**
     * Adds the operating system-specific end-of-line marker to the buffer
     *
     * @returns {Summary} summary instance
     */
    addEOL() {
        return this.addRaw(external_os_.EOL);
    }
    /**
     * Adds an HTML codeblock to the summary buffer
     *
     * @param {string} code content to render within fenced code block
     * @param {string} lang (optional) language to syntax highlight code
     *
     * @returns {Summary} summary instance
     */
    addCodeBlock(code, lang) {
        const attrs = Object.assign({}, (lang && { lang }));
        const element = this.wrap('pre', this.wrap('code', code), attrs);
        return this.addRaw(element).addEOL();
    }
    /**
     * Adds an HTML list to the summary buffer
     *
     * @param {string[]} items list of items to render
     * @param {boolean} [ordered=false] (optional) if the rendered list should be ordered or not (default: false)
     *
     * @returns {Summary} summary instance
     */
    addList(items, ordered = false) {
        const tag = ordered ? 'ol' : 'ul';
        const listItems = items.map(item => this.wrap('li', item)).join('');
        const element = this.wrap(tag, listItems);
        return this.addRaw(element).addEOL();
    }
    /**
     * Adds an HTML table to the summary buffer
     *
     * @param {SummaryTableCell[]} rows table rows
     *
     * @returns {Summary} summary instance
     */
    addTable(rows) {
        const tableBody = rows
            .map(row => {
            const cells = row
                .map(cell => {
                if (typeof cell === 'string') {
                    return this.wrap('td', cell);
                }
                const { header, data, colspan, rowspan } = cell;
                const tag = header ? 'th' : 'td';
                const attrs = Object.assign(Object.assign({}, (colspan && { colspan })), (rowspan && { rowspan }));
                return this.wrap(tag, data, attrs);
            })
                .join('');
            return this.wrap('tr', cells);
        })
            .join('');
        const element = this.wrap('table', tableBody);
        return this.addRaw(element).addEOL();
    }
    /**
     * Adds a collapsable HTML details element to the summary buffer
     *
     * @param {string} label text for the closed state
     * @param {string} content collapsable content
     *
     * @returns {Summary} summary instance
     */
    addDetails(label, content) {
        const element = this.wrap('details', this.wrap('summary', label) + content);
        return this.addRaw(element).addEOL();
    }
    /**
     * Adds an HTML image tag to the summary buffer
     *
     * @param {string} src path to the image you to embed
     * @param {string} alt text description of the image
     * @param {SummaryImageOptions} options (optional) addition image attributes
     *
     * @returns {Summary} summary instance
     */
    addImage(src, alt, options) {
        const { width, height } = options || {};
        const attrs = Object.assign(Object.assign({}, (width && { width })), (height && { height }));
        const element = this.wrap('img', null, Object.assign({ src, alt }, attrs));
        return this.addRaw(element).addEOL();
    }
    /**
     * Adds an HTML section heading element
     *
     * @param {string} text heading text
     * @param {number | string} [level=1] (optional) the heading level, default: 1
     *
     * @returns {Summary} summary instance
     */
    addHeading(text, level) {
        const tag = `h${level}`;
        const allowedTag = ['h1', 'h2', 'h3', 'h4', 'h5', 'h6'].includes(tag)
            ? tag
            : 'h1';
        const element = this.wrap(allowedTag, text);
        return this.addRaw(element).addEOL();
    }
    /**
     * Adds an HTML thematic break (<hr>) to the summary buffer
     *
     * @returns {Summary} summary instance
     */
    addSeparator() {
        const element = this.wrap('hr', null);
        return this.addRaw(element).addEOL();
    }
    /**
     * Adds an HTML line break (<br>) to the summary buffer
     *
     * @returns {Summary} summary instance
     */
    addBreak() {
        const element = this.wrap('br', null);
        return this.addRaw(element).addEOL();
    }
    /**
     * Adds an HTML blockquote to the summary buffer
     *
     * @param {string} text quote text
     * @param {string} cite (optional) citation url
     *
     * @returns {Summary} summary instance
     */
    addQuote(text, cite) {
        const attrs = Object.assign({}, (cite && { cite }));
        const element = this.wrap('blockquote', text, attrs);
        return this.addRaw(element).addEOL();
    }
    /**
     * Adds an HTML anchor tag to the summary buffer
     *
     * @param {string} text link text/content
     * @param {string} href hyperlink
     *
     * @returns {Summary} summary instance
     */
    addLink(text, href) {
        const element = this.wrap('a', text, { href });
        return this.addRaw(element).addEOL();
    }
}
const _summary = new Summary();
/**
 * @deprecated use `core.summary`
 */
const markdownSummary = (/* unused pure expression or super */ null && (_summary));
const summary = _summary;
//# sourceMappingURL=summary.js.map
// EXTERNAL MODULE: ./lib/report/failure.js
var failure = __nccwpck_require__(7340);
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

;// CONCATENATED MODULE: ./lib/prune/run-plan.js

/** Tells of everything that a plan would delete. */
function toDryRun(plan, tell) {
    const end = { kind: 'dry-run' };
    const caches = plan.caches.map((cache) => ({ ...ofCache(cache), end }));
    const mounts = plan.mounts.map((entry) => ({ ...ofMount(entry), end }));
    for (const outcome of [...caches, ...mounts])
        tell(outcome);
    return { caches, mounts, freedBytes: 0 };
}
/** Deletes what a plan says and tells each as it goes; throws when the job was cancelled. */
async function runPlan(plan, deletionApi, { github }, ends, tell) {
    const tags = plan.caches.map((cache) => ({
        item: ofCache(cache),
        remove: () => deletionApi({ tag: cache.tag.tag, digest: cache.digest }),
    }));
    const caches = await removeAll(tags, ends, tell);
    // Without GitHub there is no list of them.
    const entries = github === undefined
        ? []
        : plan.mounts.map((entry) => ({ item: ofMount(entry), remove: () => deleteMount(github, entry) }));
    const mounts = await removeAll(entries, ends, tell);
    const isFreed = (index) => frees(caches[index]);
    const freed = freedBytes(plan.caches.filter((_, index) => isFreed(index)), [...plan.staying, ...plan.caches.filter((_, index) => !isFreed(index))]);
    return { caches, mounts, freedBytes: freed + mounts.filter(frees).reduce((sum, { bytes }) => sum + bytes, 0) };
}
function ofCache(cache) {
    return { name: cache.tag.tag, bytes: cacheBytes(cache), why: cache.why };
}
function ofMount({ key, bytes, why }) {
    return { name: key, bytes, why };
}
function frees(outcome) {
    return outcome?.end.kind === 'deleted' && outcome.end.frees;
}
/** Sums up the bytes of what only the caches that are gone list; each blob counts once. */
function freedBytes(gone, staying) {
    const used = new Set(staying.flatMap(({ blobs }) => [...blobs.keys()]));
    const freed = new Map(gone.flatMap(({ blobs }) => [...blobs]).filter(([digest]) => !used.has(digest)));
    return sum(freed.values());
}
/** Sums up the bytes of all blobs that a cache lists. */
function cacheBytes({ blobs }) {
    return sum(blobs.values());
}
function sum(numbers) {
    return [...numbers].reduce((total, each) => total + each, 0);
}
const NOT_TRIED = { kind: 'not-tried' };
/**
 * Does jobs one after the other and tells each as it ends. After a refusal that is no matter of the single item (no right, no such API, too
 * many requests, no answer) the rest is not tried. Throws what the signal was aborted with.
 */
async function removeAll(jobs, { cancel, late }, tell) {
    const attempt = (remove) => remove().catch((error) => {
        cancel.throwIfAborted();
        if (!late.aborted)
            throw error;
        return { kind: 'failed', reason: 'There was no time left.' };
    });
    const outcomes = [];
    for (const { item, remove } of jobs) {
        cancel.throwIfAborted();
        const last = outcomes.at(-1)?.end;
        const end = late.aborted || (last !== undefined && endsAll(last)) ? NOT_TRIED : await attempt(remove);
        const outcome = { ...item, end };
        outcomes.push(outcome);
        tell(outcome);
    }
    return outcomes;
}
/** Tells whether the same would become of every other item. */
function endsAll(end) {
    if (end.kind !== 'failed')
        return end.kind === 'unsupported' || end.kind === 'not-tried';
    return end.status === undefined || [401, 403, 429].includes(end.status);
}

;// CONCATENATED MODULE: ./lib/prune/report.js







/** Says what was found, and what was left alone and why. */
function sayPlan({ caches, mounts, tags, left, mountsNotRead }, { name }) {
    const stale = [formatCount(caches.length, 'stale cache'), formatCount(mounts.length, 'stale cache mount')];
    say/* info */.pq(`${formatCount(tags.length, 'tag')} in ${name}: ${stale.join(' and ')}.`);
    if (mountsNotRead !== undefined)
        say/* info */.pq(`Cache mounts were not looked for. ${mountsNotRead}`);
    for (const { kind, reason } of left)
        if (kind === 'foreign')
            say/* info */.pq(`Left alone: ${reason}`);
    const unread = left.filter(({ kind }) => kind === 'unread');
    if (unread[0] === undefined)
        return;
    say/* warning */.$e(`${formatCount(unread.length, 'stale tag')} could not be read and will stay: ${unread[0].reason}`);
}
/** Writes outputs and summary; throws a StepFailure where the registry or GitHub refused, or where there was not time enough (`tooLong`). */
async function reportPrune(end, repository, tooLong) {
    const outcomes = [...end.caches, ...end.mounts];
    setPruneOutputs(outcomes.filter((outcome) => outcome.end.kind === 'deleted').length, end.freedBytes);
    if (outcomes.length > 0)
        await writeSummary(formatPruneSummary(repository.name, outcomes, end.freedBytes));
    sayUnsupported(end.caches, repository);
    sayFailures(outcomes, tooLong);
    say/* info */.pq(`Freed ${formatBytes(end.freedBytes)}.`);
}
/** Sets the outputs. */
function setPruneOutputs(deleted, freedBytes) {
    core/* setOutput */.uH('deleted', String(deleted));
    core/* setOutput */.uH('freed-bytes', String(freedBytes));
}
async function writeSummary(text) {
    if (!process.env.GITHUB_STEP_SUMMARY)
        return;
    await forShow('The job summary was not written', () => summary.addRaw(text).write());
}
function sayUnsupported(caches, { name, domain }) {
    if (!caches.some(({ end }) => end.kind === 'unsupported'))
        return;
    const left = caches.filter(({ end }) => end.kind !== 'deleted').length;
    say/* notice */.lm(`${domain} deletes neither tags nor manifests for this job, so ${formatCount(left, 'stale cache')} of ${name} will stay. Use ${offerOf(domain)}.`);
}
/** One sentence for all: what refuses one refuses most. */
function sayFailures(outcomes, tooLong) {
    const failures = outcomes.flatMap(({ end }) => (end.kind === 'failed' ? [end] : []));
    const refusal = failures.find(endsAll);
    const stay = outcomes.filter(({ end }) => end.kind === 'failed' || end.kind === 'not-tried').length;
    if (tooLong !== undefined && stay > 0) {
        throw new failure/* StepFailure */.p(`${tooLong}: ${formatCount(stay, 'stale cache')} will stay for the next run.`);
    }
    if (refusal !== undefined)
        throw new failure/* StepFailure */.p(`${formatCount(stay, 'stale cache')} will stay: ${refusal.reason}`);
    if (failures[0] === undefined)
        return;
    say/* warning */.$e(`${formatCount(stay, 'stale cache')} could not be deleted: ${failures[0].reason}`);
}
/** Says what a registry has in place of deletion by its users: the end of a sentence that begins with "Use". */
function offerOf(domain) {
    return OFFERS.find(([pattern]) => pattern.test(domain))?.[1] ?? OWN_REGISTRY;
}
const OFFERS = [
    [/\.dkr\.ecr\..+\.amazonaws\.com(\.cn)?$/, 'a lifecycle policy of ECR with the tag prefix cache-'],
    [/^public\.ecr\.aws$/, 'aws ecr-public batch-delete-image'],
    [/\.pkg\.dev$|(^|\.)gcr\.io$/, 'a cleanup policy of Artifact Registry with the tag prefix cache-'],
    [/\.azurecr\.(io|cn|us)$/, 'a task with acr purge --filter REPOSITORY:^cache- --ago 30d'],
    [/^quay\.io$/, 'an auto-prune policy of the repository at quay.io'],
    [/^registry\.gitlab\.com$/, "a cleanup policy of the project's container registry with the pattern cache-.*"],
    [/^docker\.io$/, 'docker/login-action with an access token of Docker Hub that may read, write and delete'],
    [/^ghcr\.io$/, '"github-token", which GitHub\'s packages API needs'],
];
const OWN_REGISTRY = 'its retention rules with the tag prefix cache-, or allow deletion in its configuration';

;// CONCATENATED MODULE: ./lib/request/input-error.js
/** A mistake in the workflow file: its message is a sentence that names the input, the value and what to write instead. */
class input_error_InputError extends Error {
    name = 'InputError';
}
/** Runs a parser that does not know which input its text comes from; what it throws becomes an InputError that names it. */
function forInput(input, parse) {
    try {
        return parse();
    }
    catch (error) {
        if (error instanceof input_error_InputError)
            throw error;
        throw new input_error_InputError(`"${input}": ${error instanceof Error ? error.message : String(error)}`);
    }
}
/** Writes a value as it may stand in a sentence: quoted, on one line, cut after 200 characters; never used for secrets. */
function input_error_shown(value) {
    return JSON.stringify(value.length > 200 ? `${value.slice(0, 200)}…` : value);
}
/** Writes choices as a sentence does: `a, b or c`. */
function input_error_oneOf(choices) {
    return choices.length < 2 ? choices.join('') : `${choices.slice(0, -1).join(', ')} or ${choices.at(-1)}`;
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
function parseInteger(input, text, least, most) {
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
    throw new input_error_InputError(`"${input}" must be a time like 90s, 30m or 1h30m, at most ${LONGEST_HOURS}h: got ${input_error_shown(text)}.`);
}
/** The core schema has no `yes`, `on` or `1` (YAML 1.2.2 section 10.3.2); the runner's own toolkit reads the same words. */
const TRUE = /^(?:true|True|TRUE)$/;
const FALSE = /^(?:false|False|FALSE)$/;
/** Node's timers end after 2³¹ − 1 ms, which is 596 hours. */
const LONGEST_HOURS = 500;

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
function formatReference(reference) {
    const tag = reference.tag === undefined ? '' : `:${reference.tag}`;
    const digest = reference.digest === undefined ? '' : `@${reference.digest}`;
    return `${reference.name}${tag}${digest}`;
}
/** Tells whether two references are spelled alike. */
function isSameReference(one, other) {
    return other !== undefined && formatReference(one) === formatReference(other);
}
/** Lower-cases the ASCII letters of a reference's repository, never of its tag or digest (docs/buildkit.md); total, also for junk. */
function lowerRepository(text) {
    const { name } = splitReference(text);
    return name.replace(/[A-Z]+/g, (letters) => letters.toLowerCase()) + text.slice(name.length);
}
/** Tells whether a domain is this machine, for which docker and BuildKit speak plain HTTP: localhost, 127.0.0.0/8 and [::1], with any port. */
function isLocalhost(domain) {
    const host = domain.replace(/:\d+$/, '').toLowerCase();
    return host === 'localhost' || /^127(\.\d{1,3}){3}$/.test(host) || /^\[(::1|(0{1,4}:){7}0{0,3}1)\]$/.test(host);
}
/** The host that answers for a domain: Docker Hub's registry is not at docker.io itself. */
function registryHost(domain) {
    return domain === HUB ? 'registry-1.docker.io' : domain;
}
/** Tells whether a text is a tag. */
function isTag(text) {
    return /^\w[\w.-]{0,127}$/.test(text);
}
/** Tells whether a text is a digest of an algorithm that go-digest knows. */
function isDigest(text) {
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
    if (isTag(tag))
        return;
    if (tag.length > 128) {
        throw new Error(`The reference ${quote(text)} has a tag of ${tag.length} characters: at most 128 are allowed.`);
    }
    throw new Error(`The reference ${quote(text)} has the tag ${quote(tag)}: a tag is letters, digits, _ . and -, and does not start with . or -.`);
}
function checkDigest(text, digest) {
    if (isDigest(digest))
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

;// CONCATENATED MODULE: ./lib/prune/request.js



/** Checks the inputs; throws an InputError for the first mistake. */
function parsePruneRequest(inputs) {
    return {
        repository: parseRepository(inputs.repository),
        olderThan: parseAge(inputs.olderThan),
        keep: inputs.keep.split(/[,\n]/).flatMap((entry) => entry.trim() || []),
        dryRun: parseDryRun(inputs.dryRun),
        timeout: parseDuration('timeout', inputs.timeout || '30m') ?? Number.NaN,
        githubToken: inputs.githubToken || undefined,
    };
}
function parseRepository(text) {
    if (text === '') {
        throw new input_error_InputError('"repository" is empty: write the one that holds the caches, like repository: ghcr.io/owner/app.');
    }
    const reference = parseWhole(text);
    const { name, tag, digest } = reference;
    if (tag === undefined && digest === undefined)
        return reference;
    const got = `"repository" must be a repository without a ${digest === undefined ? 'tag' : 'digest'}: got ${text}`;
    // localhost:5000 is read as a repository with a tag, but nobody means that.
    if (!name.includes('/') && /^\d+$/.test(tag ?? ''))
        throw new input_error_InputError(`${got}, write repository: ${text}/NAME.`);
    throw new input_error_InputError(`${got}, write repository: ${name}. A cache at one fixed tag belongs to no branch and is never pruned.`);
}
function parseWhole(text) {
    try {
        return parseReference(lowerRepository(text));
    }
    catch (error) {
        throw new input_error_InputError(`"repository": ${error instanceof Error ? error.message : String(error)}`);
    }
}
function parseAge(text) {
    if (text === '')
        return undefined;
    const [, count, unit = ''] = /^(\d{1,5})([hdw])$/.exec(text) ?? [];
    const age = Number(count) * (HOURS[unit] ?? Number.NaN) * 3_600_000;
    if (age > 0)
        return age;
    throw new input_error_InputError(`"older-than" must be hours, days or weeks, like 12h, 30d or 8w: got ${input_error_shown(text)}.`);
}
const HOURS = { h: 1, d: 24, w: 168 };
function parseDryRun(text) {
    if (text === '')
        return false;
    if (!isBoolean(text))
        throw new input_error_InputError(`"dry-run" must be true or false: got ${input_error_shown(text)}.`);
    return text.toLowerCase() === 'true';
}

;// CONCATENATED MODULE: ./lib/registry/answer.js
/** Thrown where an answer cannot be a union: by an iterator, and inside this room. */
class RegistryError extends Error {
    failure;
    constructor(failure) {
        super(failure.reason);
        this.name = 'RegistryError';
        this.failure = failure;
    }
}

;// CONCATENATED MODULE: ./lib/registry/challenge.js
/** Parses a WWW-Authenticate header with any number of challenges (RFC 9110 section 11.6.1); total: stops at what it cannot read. */
function parseChallenges(header) {
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

;// CONCATENATED MODULE: ./lib/registry/token.js


/** Fetches a token from the server that a Bearer challenge names: by GET, or by POST for an identity token (distribution spec, token and OAuth2). Throws a Problem. */
async function fetchToken(scope, challenge, registry, credentials, options) {
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
function basic(username, password, mask) {
    const encoded = Buffer.from(`${username}:${password}`).toString('base64');
    mask(encoded);
    return `Basic ${encoded}`;
}
const token_LARGEST_ANSWER = 1024 * 1024;
async function askServer(realm, query, credentials, options) {
    const signal = AbortSignal.any([options.signal, AbortSignal.timeout(options.timeoutMilliseconds)]);
    const scheme = realm.protocol === 'http:' ? 'http' : 'https';
    const request = toRequest(realm, query, credentials, options);
    try {
        return await options.send({ ...request, host: realm.host, scheme, signal, largestBody: token_LARGEST_ANSWER });
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
    const authorization = basic(credentials.username, credentials.password, options.mask);
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
    const { token, access_token: accessToken, expires_in: seconds } = token_parseObject(text);
    const value = typeof accessToken === 'string' && accessToken !== '' ? accessToken : token;
    if (typeof value !== 'string' || !/^[\x21-\x7e]+$/.test(value)) {
        throw new Problem(`the token server ${realm.host} answered without a token`);
    }
    options.mask(value);
    const lifetime = typeof seconds === 'number' && seconds > 0 ? seconds : SHORTEST_SECONDS;
    return { header: `Bearer ${value}`, expires: Date.now() + lifetime * 900 };
}
function token_parseObject(text) {
    try {
        return Object(JSON.parse(text));
    }
    catch {
        return {};
    }
}

;// CONCATENATED MODULE: ./lib/registry/authorization.js



/** Creates the authorizer, which has the logins: calls of one scope that run side by side share one token, and one refusal. */
function createAuthorizer(options) {
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
                throw refusal(scope, answer, renewed);
            return renewed;
        },
    };
}
/** Explains a 401 to a call that had a login. */
function refusal(scope, answer, grant) {
    const { message } = explainStatus(answer, scope.host);
    if (isHidden(scope, grant))
        return new HiddenProblem(message, answer);
    return new Problem(`${message} (it does not accept the login that Docker's configuration holds)`, answer);
}
/** Tells whether a refusal may mean that there is nothing to be read, or not for this login. */
function isHidden({ actions }, grant) {
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
function createAsk(options) {
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
async function head(ask, place, reference) {
    const answer = await ask(readTask('HEAD', place, reference));
    if (answer.status === 404)
        return { kind: 'missing' };
    const digest = answer.headers['docker-content-digest'] ?? reference.digest;
    const size = Number(answer.headers['content-length'] ?? Number.NaN);
    if (answer.status !== 200 || typeof digest !== 'string' || !isDigest(digest) || !Number.isSafeInteger(size)) {
        const got = await get(ask, place, reference);
        return got.kind === 'found' ? { kind: 'found', digest: got.digest, mediaType: got.mediaType, size: got.size } : got;
    }
    manifests_checkDigest(place, digest, reference.digest);
    return { kind: 'found', digest, mediaType: readMediaType(answer), size };
}
/** Reads a manifest of at most 4 MiB and checks its digest. Throws a Problem. */
async function get(ask, place, reference) {
    const answer = await ask(readTask('GET', place, reference));
    return toFound(answer, place, reference.digest ?? toldDigest(answer));
}
/** Reads a blob and checks its digest. Throws a Problem. */
async function getBlob(ask, place, digest, largestBody) {
    const resource = `/v2/${place.path}/blobs/${digest}`;
    return toFound(await ask({ ...place, actions: 'pull', method: 'GET', resource, largestBody }), place, digest);
}
/** Writes a blob and returns its digest. Throws a Problem. */
async function putBlob(ask, place, bytes) {
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
async function put(ask, place, reference, bytes, mediaType) {
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
const LARGEST_MANIFEST = 4 * 1024 * 1024;
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
async function* list(ask, place) {
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
const LARGEST_PAGE = 16 * 1024 * 1024;
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
async function followRedirects(send, call) {
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
const REDIRECTS = [301, 302, 303, 307, 308];
function readTarget(answer) {
    const { location } = answer.headers;
    if (location === undefined || !REDIRECTS.includes(answer.status))
        return undefined;
    const url = URL.parse(location, answer.url.href);
    return url?.protocol === 'http:' || url?.protocol === 'https:' ? url : undefined;
}

;// CONCATENATED MODULE: ./lib/registry/repeat.js
/** Turns a rejection into a value. */
function settle(promise) {
    return promise.then((answer) => ({ answer }), (error) => ({ error }));
}
/** Makes a call, and makes it again twice after a fault that passes: a gateway's 502, 503 or 504, or a closed connection. */
async function repeat(send, call) {
    for (const pause of PAUSES_MILLISECONDS) {
        const outcome = await settle(send(call));
        if (!passes(outcome, call)) {
            if (outcome.answer)
                return outcome.answer;
            throw outcome.error;
        }
        await process.getBuiltinModule('node:timers/promises').setTimeout(pause, undefined, { signal: call.signal });
    }
    return send(call);
}
const PAUSES_MILLISECONDS = [100, 300];
/** A server that names a time with Retry-After is left to the caller; a PUT whose connection broke may have been carried out. */
function passes({ answer, error }, call) {
    if (answer)
        return [502, 503, 504].includes(answer.status) && answer.headers['retry-after'] === undefined;
    return call.method !== 'PUT' && !call.signal.aborted && (error.code === 'ECONNRESET' || error.code === 'EPIPE');
}

;// CONCATENATED MODULE: ./lib/registry/transport.js





/** Creates a function that reaches hosts the way docker does, follows redirects of GET and HEAD, and repeats a call twice after a passing fault. */
function createTransport(options) {
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
async function tryUpload(ask, place) {
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
const largestAnswer = 64 * 1024;

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
function createRegistryClient(options) {
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
        deleteManifest: (reference) => attempt(`Deleting ${formatReference(reference)}`, () => manifests_remove(ask, toPlace(reference), reference)),
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

;// CONCATENATED MODULE: external "node:fs"
const external_node_fs_namespaceObject = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:fs");
;// CONCATENATED MODULE: external "node:os"
const external_node_os_namespaceObject = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:os");
;// CONCATENATED MODULE: ./lib/registry/docker-config.js
/** Parses config.json as docker/cli v29 reads it; throws an Error whose sentence names the file and the place, never a value. */
function parseDockerConfig(text, file) {
    const problem = (what) => new Error(`The Docker configuration ${file} ${what}: mend or remove it, or Docker asks every registry without a login.`);
    const config = text.trim() === '' ? {} : docker_config_parseObject(text, problem);
    const secrets = [];
    const auths = new Map();
    for (const [host, entry] of entries(config, 'auths', problem)) {
        const inEntry = (what) => problem(`${what} in the "auths" entry of ${withoutLogin(host)}`);
        auths.set(host, toCredentials(entry, secrets, inEntry));
    }
    const helpers = new Map();
    for (const [host, helper] of entries(config, 'credHelpers', problem)) {
        if (typeof helper !== 'string')
            throw problem(`has a "credHelpers" entry of ${withoutLogin(host)} that is not a text`);
        helpers.set(host, helper);
    }
    return { auths, helpers, store: docker_config_readText(config, 'credsStore', problem), secrets };
}
/** Parses DOCKER_AUTH_CONFIG; undefined where docker passes it over: only `auths` with nothing but an `auth` each is allowed there. */
function parseDockerAuthConfig(text) {
    try {
        const logins = parseDockerConfig(text, 'DOCKER_AUTH_CONFIG');
        const { auths = {}, ...others } = JSON.parse(text);
        const plain = Object.values(auths).every((entry) => Object.keys(entry).join() === 'auth');
        return plain && Object.keys(others).length === 0 ? logins : undefined;
    }
    catch {
        return undefined;
    }
}
/** Reads a field as Go's JSON decoder finds it: by its exact name, else without regard to case. */
function readField(object, name) {
    const fields = Object.entries(object);
    const exact = fields.find(([key]) => key === name);
    return (exact ?? fields.find(([key]) => key.toLowerCase() === name.toLowerCase()))?.[1];
}
/** Tells whether a JSON value is an object. */
function isObject(value) {
    return typeof value === 'object' && value !== null && !Array.isArray(value);
}
function docker_config_parseObject(text, problem) {
    let value;
    try {
        value = JSON.parse(text);
    }
    catch (error) {
        // The rest of the engine's message quotes the text, which holds secrets.
        const place = /\(line \d+ column \d+\)/.exec(String(error))?.[0];
        throw problem(`is not valid JSON${place === undefined ? '' : ` ${place}`}`);
    }
    if (!isObject(value))
        throw problem('is not a JSON object');
    return value;
}
/** RegistryToken, then IdentityToken, then the password: the order in which BuildKit's client looks. */
function toCredentials(entry, secrets, problem) {
    if (entry === null)
        return undefined;
    if (!isObject(entry))
        throw problem('has no JSON object');
    const auth = docker_config_readText(entry, 'auth', problem);
    const registryToken = docker_config_readText(entry, 'registrytoken', problem);
    const identityToken = docker_config_readText(entry, 'identitytoken', problem);
    const plain = { username: docker_config_readText(entry, 'username', problem), password: docker_config_readText(entry, 'password', problem) };
    const { username = '', password } = auth === undefined ? plain : decodeAuth(auth, problem);
    const found = [auth, registryToken, identityToken, plain.password, password];
    secrets.push(...found.filter((secret) => secret !== undefined));
    if (registryToken !== undefined)
        return { kind: 'registry-token', token: registryToken };
    if (identityToken !== undefined)
        return { kind: 'identity-token', token: identityToken };
    return password === undefined ? undefined : { kind: 'password', username, password };
}
function decodeAuth(auth, problem) {
    const base64 = auth.replace(/[\r\n]/g, '');
    const isBase64 = base64.length % 4 === 0 && /^[A-Za-z0-9+/]*={0,2}$/.test(base64);
    const decoded = Buffer.from(base64, 'base64').toString();
    const colon = decoded.indexOf(':');
    if (!isBase64 || colon < 1)
        throw problem('has an "auth" that is not base64 of user:password');
    const password = decoded.slice(colon + 1).replace(/^\0+|\0+$/g, '');
    return { username: decoded.slice(0, colon), password: password === '' ? undefined : password };
}
/** A field with text; undefined when it is missing, null or empty. */
function docker_config_readText(object, name, problem) {
    const value = readField(object, name) ?? '';
    if (typeof value !== 'string')
        throw problem(`has a "${name}" that is not a text`);
    return value === '' ? undefined : value;
}
function entries(config, name, problem) {
    const value = readField(config, name) ?? {};
    if (!isObject(value))
        throw problem(`has "${name}" that is not a JSON object`);
    return Object.entries(value);
}
/** A key may be written as a URL with a login in it. */
function withoutLogin(key) {
    return JSON.stringify(key.replace(/\/\/[^/@]*@/, '//'));
}

;// CONCATENATED MODULE: ./lib/registry/credential-helper.js

/** Asks a docker credential helper for a server's login; undefined when it knows none. Throws an Error that names helper and server, never what was printed. */
async function readFromHelper(call) {
    const name = `docker-credential-${call.helper}`;
    const problem = (what) => new Error(`The credential helper ${name}, which Docker's configuration names for ${call.server}, ${what}.`);
    if (!/^[\w.+-]+$/.test(call.helper))
        throw problem('has a name that is no file name');
    const { code, output } = await runHelper(name, call, problem);
    if (code === 0)
        return parseAnswer(output, problem);
    // The one failure that docker takes for "no login": docker-credential-helpers, credentials/error.go.
    if (output.trim() === 'credentials not found in native keychain')
        return undefined;
    throw problem(`failed (${code === undefined ? 'killed' : `exit code ${code}`}): run it by hand with "get" to see why`);
}
const credential_helper_LARGEST_ANSWER = 1024 * 1024;
async function runHelper(name, call, problem) {
    const { spawn } = process.getBuiltinModule('node:child_process');
    // Its own process group: a helper may be a script, whose children must end with it and would hold its output open.
    const child = spawn(name, ['get'], { env: call.env, stdio: ['pipe', 'pipe', 'ignore'], detached: true });
    const { promise: failed, reject } = Promise.withResolvers();
    const stop = (what) => {
        reject(problem(what));
        killGroup(child);
    };
    const cancel = () => stop('was cancelled');
    const seconds = call.timeoutMilliseconds / 1000;
    const timer = setTimeout(() => stop(`did not answer within ${seconds} s`), call.timeoutMilliseconds);
    child.on('error', (error) => reject(problem(explainStart(error.code))));
    child.stdin.on('error', () => undefined); // It may answer or fail without reading what it is asked for.
    child.stdin.end(call.server);
    call.signal?.addEventListener('abort', cancel);
    if (call.signal?.aborted)
        cancel();
    return Promise.race([readOutput(child, () => stop('answered with more than 1 MiB')), failed]).finally(() => {
        clearTimeout(timer);
        call.signal?.removeEventListener('abort', cancel);
    });
}
function readOutput(child, tooLong) {
    const { promise, resolve } = Promise.withResolvers();
    const chunks = [];
    let size = 0;
    child.stdout?.on('data', (chunk) => {
        chunks.push(chunk);
        size += chunk.length;
        if (size > credential_helper_LARGEST_ANSWER)
            tooLong();
    });
    child.on('close', (code) => resolve({ code: code ?? undefined, output: Buffer.concat(chunks).toString() }));
    return promise;
}
function killGroup(child) {
    child.stdout?.destroy();
    child.stdin?.destroy();
    try {
        if (child.pid !== undefined)
            process.kill(-child.pid, 'SIGKILL');
    }
    catch {
        // It ended in the meantime.
    }
}
function explainStart(code) {
    if (code === 'ENOENT')
        return 'was not found on the PATH: install it, or remove it there and log in in an earlier step';
    if (code === 'EACCES')
        return 'may not be executed by this user';
    return `did not start (${code ?? 'unknown error'})`;
}
function parseAnswer(output, problem) {
    let answer;
    try {
        answer = JSON.parse(output);
    }
    catch {
        answer = undefined; // The engine's message would quote the secret.
    }
    const username = isObject(answer) ? (readField(answer, 'Username') ?? '') : undefined;
    const secret = isObject(answer) ? (readField(answer, 'Secret') ?? '') : undefined;
    if (typeof username !== 'string' || typeof secret !== 'string') {
        throw problem("did not answer with Docker's JSON of Username and Secret");
    }
    if (secret === '')
        return undefined;
    return username === '<token>'
        ? { kind: 'identity-token', token: secret }
        : { kind: 'password', username, password: secret };
}

;// CONCATENATED MODULE: ./lib/registry/credentials.js





/** Reads Docker's configuration from $DOCKER_CONFIG or ~/.docker; without a file nobody is logged in. Throws an Error for a file that is unreadable or malformed. */
function readDockerConfig(env, mask) {
    const folder = env.DOCKER_CONFIG || (0,external_node_path_namespaceObject.join)(env.HOME || (0,external_node_os_namespaceObject.homedir)(), '.docker');
    const logins = readLogins((0,external_node_path_namespaceObject.join)(folder, 'config.json'));
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
function readCredentials(config, host, signal) {
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
    const key = auths.has(server) ? server : [...auths.keys()].find((written) => toHost(written) === server);
    return key === undefined ? undefined : auths.get(key);
}
function toHost(key) {
    const withScheme = /^[a-z][a-z0-9+.-]*:\/\/(?:[^/?#@]*@)?([^/?#]+)/i.exec(key)?.[1];
    return withScheme ?? key.split('/')[0];
}
function readLogins(file) {
    let text;
    try {
        text = (0,external_node_fs_namespaceObject.readFileSync)(file, 'utf8');
    }
    catch (error) {
        const { code } = error;
        if (code === 'ENOENT')
            return NO_LOGINS;
        throw new Error(`The Docker configuration ${file} cannot be read (${code}): give this user the right to read it, or remove it.`);
    }
    return parseDockerConfig(text, file);
}

;// CONCATENATED MODULE: ./lib/prune/sources.js





/** Opens registry and GitHub with docker's logins and the job's token; asks nothing yet. Throws an Error when docker's configuration is malformed. */
function openSources(request, git, signal) {
    const logins = readDockerConfig(process.env, core/* setSecret */.Pq);
    const credentials = (host) => readCredentials(logins, host, signal);
    const common = { mask: core/* setSecret */.Pq, signal };
    return {
        // Nobody waits for this, and a list must be whole.
        registry: createRegistryClient({ ...common, credentials, userAgent: USER_AGENT, timeoutMilliseconds: 30_000 }),
        github: openGitHubFor(request, git, signal),
        hub: {
            ...common,
            host: 'hub.docker.com',
            credentials: () => credentials('docker.io'),
            send: createTransport({ security: () => 'https', certificates: () => [], env: process.env }),
        },
        defaultBranch: toDefaultBranch(git),
    };
}
function openGitHubFor({ githubToken: token }, { repository }, signal) {
    const apiUrl = process.env.GITHUB_API_URL || 'https://api.github.com';
    return token === undefined ? undefined : openGitHub({ apiUrl, token, repository, signal });
}
const USER_AGENT = 'buildkit-build-action';
/** A schedule runs on the default branch, if its payload does not name it. */
function toDefaultBranch({ event, payload, ref }) {
    const name = Object(payload?.repository).default_branch;
    if (typeof name === 'string' && name !== '')
        return `refs/heads/${name}`;
    return event === 'schedule' && ref.startsWith('refs/heads/') ? ref : undefined;
}

;// CONCATENATED MODULE: ./lib/cache/scope.js

/**
 * Decides whose caches a run reads and which one it writes.
 *
 * S = cache of the pushed branch · D = default branch · B = base branch of a pull request or merge group · P = `pr-N` ·
 * H = head branch of a same-repository pull request · – = none. First matching row wins; anything not listed: import D, export –.
 * Decide on the event first and on the ref second: a merged `pull_request: closed` carries `GITHUB_REF=refs/heads/<base>`, and the merge queue
 * fires `push` on `refs/heads/gh-readonly-queue/…` as well as `merge_group`.
 *
 * | event | condition | imports (in this order) | export |
 * | --- | --- | --- | --- |
 * | push | `payload.deleted` | D | – |
 * | push | `refs/heads/gh-readonly-queue/<base>/pr-…` | B (parsed), D | – |
 * | push | `refs/heads/<default>` | D | D |
 * | push | other `refs/heads/*` | S, D | S |
 * | push, release, create | `refs/tags/*` | D | – |
 * | pull_request | closed, merged or not | B, D | – |
 * | pull_request | head repository differs or is gone, or author is `dependabot[bot]` | B, D | – |
 * | pull_request | same repository, open | P, H, B, D | P |
 * | pull_request_review, pull_request_review_comment | any | B, D | – |
 * | pull_request_target | any | B, D | – |
 * | merge_group | any | B (`merge_group.base_ref`), D | – |
 * | schedule, repository_dispatch | default branch | D | D |
 * | workflow_dispatch | branch | S, D | S |
 * | workflow_dispatch | tag | D | – |
 * | workflow_run, issue_comment, issues, discussion, label, status, check_*, delete, registry_package, page_build, deployment*, any other, unknown or empty ref | any | D | – |
 * | workflow_call | judged as the caller's event (same payload) | | |
 *
 * A branch is written only where the workspace's HEAD is GITHUB_SHA (on a push also with the job's own commits on top),
 * ACTIONS_CACHE_MODE restricts every row, and without a default branch in the event the pushed branch is used as such.
 */
function planScopes(git) {
    const facts = toEventFacts(git);
    const row = ROWS.find(([events, condition]) => events.includes(facts.event) && condition(facts)) ?? OTHERWISE;
    const [, , imports, exported, because] = row;
    const written = exported === '–' ? undefined : facts.scopes[exported];
    return {
        imports: mayImport(git) ? toImports(imports, facts, written) : [],
        ...planExport(written, because, facts, git),
        defaultFrom: facts.defaultFrom,
    };
}
/** Decides it for a build: one from a remote source does not build the commit in the workspace. */
function planScopesOf(source, git) {
    return planScopes(source.kind === 'remote' ? { ...git, head: 'unknown' } : git);
}
/** Says whether ACTIONS_CACHE_MODE lets this run read caches. */
function mayImport({ actionsCacheMode }) {
    return actionsCacheMode !== 'none' && actionsCacheMode !== 'write-only';
}
/** Writes a scope out for people: `branch feature/a`, `pull request 12`. */
function formatScope(scope) {
    return scope.kind === 'branch' ? `branch ${scope.ref.replace(/^refs\/heads\//, '')}` : `pull request ${scope.number}`;
}
const any = () => true;
const onRef = (...kinds) => ((run) => kinds.includes(run.ref));
const onPull = (state) => ((run) => run.pull === state);
/** The table of `planScopes`, row by row; the last column is the reason for the export that the log gives. */
const ROWS = [
    [['push'], (run) => run.deleted, ['D'], '–', 'the push deleted its branch'],
    [['push'], onRef('queue'), ['B', 'D'], '–', 'a merge queue keeps no cache'],
    [['push'], onRef('default'), ['D'], 'D', 'it is the pushed branch'],
    [['push'], onRef('branch'), ['S', 'D'], 'S', 'it is the pushed branch'],
    [['push', 'release', 'create'], onRef('tag'), ['D'], '–', 'a tag keeps no cache'],
    [['pull_request'], onPull('closed'), ['B', 'D'], '–', 'the pull request is closed'],
    [['pull_request'], onPull('foreign'), ['B', 'D'], '–', "the pull request is a fork's or Dependabot's"],
    [['pull_request'], onPull('open'), ['P', 'H', 'B', 'D'], 'P', 'a pull request has a cache of its own'],
    [['pull_request_review', 'pull_request_review_comment'], any, ['B', 'D'], '–', 'a review writes no cache'],
    [['pull_request_target'], any, ['B', 'D'], '–', 'pull_request_target may run code from anywhere'],
    [['merge_group'], any, ['B', 'D'], '–', 'a merge queue keeps no cache'],
    [['schedule', 'repository_dispatch'], onRef('default'), ['D'], 'D', 'it is the default branch'],
    [['workflow_dispatch'], onRef('default', 'branch', 'queue'), ['S', 'D'], 'S', 'it is the chosen branch'],
    [['workflow_dispatch'], onRef('tag'), ['D'], '–', 'a tag keeps no cache'],
];
const OTHERWISE = [[], any, ['D'], '–', 'this event writes no cache'];
const ROLES = { S: 'own', P: 'own', H: 'head', B: 'base', D: 'default' };
function toImports(letters, facts, written) {
    const imports = [];
    for (const letter of letters) {
        const scope = facts.scopes[letter];
        if (scope === undefined || imports.some((earlier) => isSame(earlier.scope, scope)))
            continue;
        imports.push({ role: isSame(scope, written) ? 'own' : ROLES[letter], scope });
    }
    return imports;
}
function planExport(written, because, facts, git) {
    const nothing = { export: undefined, heldBack: undefined };
    if (written === undefined)
        return { ...nothing, exportReason: because };
    if (git.actionsCacheMode === 'none' || git.actionsCacheMode === 'read') {
        return { ...nothing, exportReason: `ACTIONS_CACHE_MODE is "${git.actionsCacheMode}"` };
    }
    // A dispatched run that checks out a pull request's head must not write the branch's cache. A pushed run that adds commits may.
    const isForeign = git.head === 'differs' || (git.head === 'ahead' && facts.event !== 'push');
    if (written.kind === 'branch' && isForeign) {
        return {
            export: undefined,
            heldBack: written,
            exportReason: `the workspace's HEAD is not GITHUB_SHA (${git.sha})`,
        };
    }
    return { ...nothing, export: written, exportReason: because };
}
function isSame(one, other) {
    if (one.kind === 'branch')
        return other?.kind === 'branch' && other.ref === one.ref;
    return other?.kind === 'pull-request' && other.number === one.number;
}

;// CONCATENATED MODULE: ./lib/prune/trigger.js

/**
 * Decides by the event what is pruned; throws an Error for any other event.
 *
 * | event | what is pruned |
 * | --- | --- |
 * | delete of a branch | the caches of that branch |
 * | delete of a tag | nothing, a tag keeps no cache |
 * | pull_request, pull_request_target: closed | the caches of that pull request |
 * | schedule, workflow_dispatch | the caches of all branches that are gone and all pull requests that are closed |
 */
function toTrigger({ event, payload }) {
    if (event === 'schedule' || event === 'workflow_dispatch')
        return { kind: 'sweep' };
    if (event === 'delete' && typeof payload?.ref === 'string' && payload.ref !== '') {
        if (payload.ref_type !== 'branch')
            return { kind: 'nothing', why: `${payload.ref} is no branch: it keeps no cache` };
        return ended({ kind: 'branch', ref: `refs/heads/${payload.ref}` }, 'was deleted');
    }
    const number = payload?.number;
    const isPull = event === 'pull_request' || event === 'pull_request_target';
    if (isPull && payload?.action === 'closed' && typeof number === 'number' && Number.isSafeInteger(number)) {
        return ended({ kind: 'pull-request', number }, 'is closed');
    }
    const got = [event || 'no event', ...(isPull ? [String(payload?.action)] : [])].join(', ');
    throw new Error(`Caches are pruned on delete, pull_request (types: [closed]), schedule and workflow_dispatch: got ${got}. Write the job's "on:" so.`);
}
function ended(scope, what) {
    return { kind: 'ended', scope, why: `${formatScope(scope)} ${what}` };
}

;// CONCATENATED MODULE: ./lib/prune/prune.js
/*
 * The room `prune/`: the second action, which removes stale caches. Read this file first: it is the whole step, in this order:
 *
 * 1. inputs.ts and request.ts read what the workflow asks for, trigger.ts what the event is about.
 * 2. plan.ts decides what is stale: it reads the tags (read-cache.ts, cache-tag.ts) and the mounts (mount-entries.ts), asks GitHub which
 *    branches and pull requests are alive (alive.ts), and applies rules.ts and keep.ts.
 * 3. choose-deletion-api.ts finds the API that this registry deletes by: packages.ts, docker-hub.ts or oci.ts.
 * 4. run-plan.ts deletes, outcome.ts and report.ts tell what was deleted.
 */













/** The whole step: decides by the event whose caches are stale, reads every list whole, and only then deletes, and tells what went. */
async function prune(signal) {
    const inputs = readPruneInputs();
    forgetInputs();
    const git = await readGitContext(process.env, process.env.GITHUB_WORKSPACE ?? process.cwd());
    const request = parsePruneRequest(inputs);
    const trigger = toTrigger(git);
    if (trigger.kind === 'nothing') {
        say/* info */.pq(`Nothing to prune: ${trigger.why}.`);
        setPruneOutputs(0, 0);
        return;
    }
    const ends = { cancel: signal, late: AbortSignal.timeout(request.timeout) };
    const sources = openSources(request, git, AbortSignal.any([signal, ends.late]));
    const beforeDeletion = (read) => read().catch((error) => {
        throw prune_explain(error, request, ends);
    });
    const plan = await beforeDeletion(() => planPrune(request, trigger, sources));
    sayPlan(plan, request.repository);
    const tell = (outcome) => say/* info */.pq(formatOutcome(outcome));
    if (request.dryRun)
        return reportPrune(toDryRun(plan, tell), request.repository, undefined);
    const deletionApi = await beforeDeletion(() => chooseDeletionApi(request, plan, sources));
    const end = await runPlan(plan, deletionApi, sources, ends, tell);
    await reportPrune(end, request.repository, ends.late.aborted ? tooLong(request) : undefined);
}
/** What fails before the first deletion has deleted nothing, and says so. */
function prune_explain(error, request, { cancel, late }) {
    const said = error instanceof Error ? error.message : String(error);
    const sentence = late.aborted && !cancel.aborted ? `${tooLong(request)}.` : said;
    return new Error(`${sentence} Nothing was deleted.`, { cause: error });
}
function tooLong({ timeout }) {
    return `Pruning took longer than "timeout" allows (${formatDuration(timeout)})`;
}


/***/ }),

/***/ 7340:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   p: () => (/* binding */ StepFailure)
/* harmony export */ });
/** The step fails for a reason that is known, and that may have a place in the Dockerfile. */
class StepFailure extends Error {
    name = 'StepFailure';
    annotation;
    constructor(message, annotation) {
        super(message);
        this.annotation = annotation;
    }
}


/***/ }),

/***/ 6549:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   $e: () => (/* binding */ warning),
/* harmony export */   Yz: () => (/* binding */ debug),
/* harmony export */   lm: () => (/* binding */ notice),
/* harmony export */   pq: () => (/* binding */ info),
/* harmony export */   z3: () => (/* binding */ error)
/* harmony export */ });
/* harmony import */ var _actions_core__WEBPACK_IMPORTED_MODULE_0__ = __nccwpck_require__(7449);
/* harmony import */ var _text_visible_js__WEBPACK_IMPORTED_MODULE_1__ = __nccwpck_require__(1981);


/**
 * The only way in which a sentence of ours reaches the runner, which obeys commands in what it is told: registries, frontends and
 * other programs have a say in many of them, and nothing that they say may be a command.
 */
function info(text) {
    _actions_core__WEBPACK_IMPORTED_MODULE_0__/* .info */ .pq((0,_text_visible_js__WEBPACK_IMPORTED_MODULE_1__/* .toSafeText */ ._J)(text));
}
/** Prints what is shown only where somebody looks for the cause of something. */
function debug(text) {
    _actions_core__WEBPACK_IMPORTED_MODULE_0__/* .debug */ .Yz((0,_text_visible_js__WEBPACK_IMPORTED_MODULE_1__/* .toSafeText */ ._J)(text));
}
/** Puts a sentence on the run's page. */
function notice(text) {
    _actions_core__WEBPACK_IMPORTED_MODULE_0__/* .notice */ .lm((0,_text_visible_js__WEBPACK_IMPORTED_MODULE_1__/* .toSafeText */ ._J)(text));
}
/** Puts a warning on the run's page; where `properties` say so, at a line of a file. */
function warning(text, properties) {
    _actions_core__WEBPACK_IMPORTED_MODULE_0__/* .warning */ .$e((0,_text_visible_js__WEBPACK_IMPORTED_MODULE_1__/* .toSafeText */ ._J)(text), properties);
}
/** Puts an error on the run's page; where `properties` say so, at a line of a file. */
function error(text, properties) {
    _actions_core__WEBPACK_IMPORTED_MODULE_0__/* .error */ .z3((0,_text_visible_js__WEBPACK_IMPORTED_MODULE_1__/* .toSafeText */ ._J)(text), properties);
}


/***/ }),

/***/ 1981:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   _J: () => (/* binding */ toSafeText),
/* harmony export */   bo: () => (/* binding */ toPlainText)
/* harmony export */ });
/* unused harmony exports toVisible, shorten */
const colour = /\x1b\[[0-9;:]*m/g;
/**
 * Everything in a text that a log would obey instead of showing it, but for colours:
 *
 * | what | why | becomes |
 * | --- | --- | --- |
 * | colour (SGR) | the runner's log shows colours | stays |
 * | `##[` anywhere | the runner's older command syntax, which the web log renders even where commands are stopped | `##\[` |
 * | CR, LF and other C0 controls, DEL | a CR ends a line for the runner, so that `\r::add-mask::x` would be a command | `␍`, `␊`, `␛` … |
 * | C1 controls, line and paragraph separators, invisible direction marks | end lines or reorder what is read | `\x85`, `\u202e` … |
 */
const obeyed = /\x1b\[[0-9;:]*m|##\[|[\x00-\x08\x0a-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028\u2029\u202a-\u202e\u2066-\u2069]/g;
/** Makes one line of foreign text safe to print: nothing in it is obeyed, everything is seen, colours stay within the line. */
function toVisible(text) {
    const visible = text.toWellFormed().replaceAll(obeyed, picture);
    const lastColour = visible.match(colour)?.at(-1);
    return lastColour === undefined || /^\x1b\[0?m$/.test(lastColour) ? visible : `${visible}\x1b[0m`;
}
/** Returns the line as it is read: without colours, everything else made visible. */
function toPlainText(text) {
    return toVisible(text.replaceAll(colour, ''));
}
/**
 * Makes a sentence of ours, in which foreign words may stand, safe to print, of however many lines: nothing in it is obeyed, not even
 * a line that begins like a workflow command.
 */
function toSafeText(text) {
    const lines = text.split(/\r?\n/).map((line) => toVisible(line).replace(/^([^!-~]*)::/, '$1\\::'));
    return lines.join('\n');
}
/** Cuts a text to a number of characters, the last one being `…` where something was cut. */
function shorten(text, limit) {
    const characters = Array.from(text);
    return characters.length <= limit
        ? text
        : `${characters
            .slice(0, limit - 1)
            .join('')
            .trimEnd()}…`;
}
function picture(match) {
    if (match === '##[')
        return '##\\[';
    if (match.length > 1)
        return match;
    const code = match.charCodeAt(0);
    if (code < 0x20)
        return String.fromCharCode(0x2400 + code);
    if (code === 0x7f)
        return '␡';
    return code < 0x100 ? `\\x${code.toString(16)}` : `\\u${code.toString(16).padStart(4, '0')}`;
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
/******/ 		__webpack_modules__[moduleId].call(module.exports, module, module.exports, __nccwpck_require__);
/******/ 		threw = false;
/******/ 	} finally {
/******/ 		if(threw) delete __webpack_module_cache__[moduleId];
/******/ 	}
/******/ 
/******/ 	// Return the exports of the module
/******/ 	return module.exports;
/******/ }
/******/ 
/******/ // expose the modules object (__webpack_modules__)
/******/ __nccwpck_require__.m = __webpack_modules__;
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
/******/ /* webpack/runtime/ensure chunk */
/******/ (() => {
/******/ 	__nccwpck_require__.f = {};
/******/ 	// This file contains only the entry chunk.
/******/ 	// The chunk loading function for additional chunks
/******/ 	__nccwpck_require__.e = (chunkId) => {
/******/ 		return Promise.all(Object.keys(__nccwpck_require__.f).reduce((promises, key) => {
/******/ 			__nccwpck_require__.f[key](chunkId, promises);
/******/ 			return promises;
/******/ 		}, []));
/******/ 	};
/******/ })();
/******/ 
/******/ /* webpack/runtime/get javascript chunk filename */
/******/ (() => {
/******/ 	// This function allow to reference async chunks
/******/ 	__nccwpck_require__.u = (chunkId) => {
/******/ 		// return url for filenames based on template
/******/ 		return "" + chunkId + ".index.js";
/******/ 	};
/******/ })();
/******/ 
/******/ /* webpack/runtime/hasOwnProperty shorthand */
/******/ (() => {
/******/ 	__nccwpck_require__.o = (obj, prop) => (Object.prototype.hasOwnProperty.call(obj, prop))
/******/ })();
/******/ 
/******/ /* webpack/runtime/import chunk loading */
/******/ (() => {
/******/ 	// no baseURI
/******/ 	
/******/ 	// object to store loaded and loading chunks
/******/ 	// undefined = chunk not loaded, null = chunk preloaded/prefetched
/******/ 	// [resolve, Promise] = chunk loading, 0 = chunk loaded
/******/ 	var installedChunks = {
/******/ 		792: 0
/******/ 	};
/******/ 	
/******/ 	var installChunk = (data) => {
/******/ 		var {ids, modules, runtime} = data;
/******/ 		// add "modules" to the modules object,
/******/ 		// then flag all "ids" as loaded and fire callback
/******/ 		var moduleId, chunkId, i = 0;
/******/ 		for(moduleId in modules) {
/******/ 			if(__nccwpck_require__.o(modules, moduleId)) {
/******/ 				__nccwpck_require__.m[moduleId] = modules[moduleId];
/******/ 			}
/******/ 		}
/******/ 		if(runtime) runtime(__nccwpck_require__);
/******/ 		for(;i < ids.length; i++) {
/******/ 			chunkId = ids[i];
/******/ 			if(__nccwpck_require__.o(installedChunks, chunkId) && installedChunks[chunkId]) {
/******/ 				installedChunks[chunkId][0]();
/******/ 			}
/******/ 			installedChunks[ids[i]] = 0;
/******/ 		}
/******/ 	
/******/ 	}
/******/ 	
/******/ 	__nccwpck_require__.f.j = (chunkId, promises) => {
/******/ 			// import() chunk loading for javascript
/******/ 			var installedChunkData = __nccwpck_require__.o(installedChunks, chunkId) ? installedChunks[chunkId] : undefined;
/******/ 			if(installedChunkData !== 0) { // 0 means "already installed".
/******/ 	
/******/ 				// a Promise means "currently loading".
/******/ 				if(installedChunkData) {
/******/ 					promises.push(installedChunkData[1]);
/******/ 				} else {
/******/ 					if(true) { // all chunks have JS
/******/ 						// setup Promise in chunk cache
/******/ 						var promise = import("./" + __nccwpck_require__.u(chunkId)).then(installChunk, (e) => {
/******/ 							if(installedChunks[chunkId] !== 0) installedChunks[chunkId] = undefined;
/******/ 							throw e;
/******/ 						});
/******/ 						var promise = Promise.race([promise, new Promise((resolve) => (installedChunkData = installedChunks[chunkId] = [resolve]))])
/******/ 						promises.push(installedChunkData[1] = promise);
/******/ 					}
/******/ 				}
/******/ 			}
/******/ 	};
/******/ 	
/******/ 	// no prefetching
/******/ 	
/******/ 	// no preloaded
/******/ 	
/******/ 	// no external install chunk
/******/ 	
/******/ 	// no on chunks loaded
/******/ })();
/******/ 
/************************************************************************/
/******/ 
/******/ // startup
/******/ // Load entry module and return exports
/******/ // This entry module used 'module' so it can't be inlined
/******/ var __webpack_exports__ = __nccwpck_require__(2172);
/******/ __webpack_exports__ = await __webpack_exports__;
/******/ 
