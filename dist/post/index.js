import { createRequire as __WEBPACK_EXTERNAL_createRequire } from "module";
/******/ var __webpack_modules__ = ({

/***/ 2613:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("assert");

/***/ }),

/***/ 181:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("buffer");

/***/ }),

/***/ 6982:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("crypto");

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

/***/ 1421:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:child_process");

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

/***/ 3024:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:fs");

/***/ }),

/***/ 1455:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:fs/promises");

/***/ }),

/***/ 7067:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:http");

/***/ }),

/***/ 2467:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:http2");

/***/ }),

/***/ 4708:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:https");

/***/ }),

/***/ 8995:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:module");

/***/ }),

/***/ 7030:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:net");

/***/ }),

/***/ 8161:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:os");

/***/ }),

/***/ 6760:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:path");

/***/ }),

/***/ 643:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:perf_hooks");

/***/ }),

/***/ 1708:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:process");

/***/ }),

/***/ 1792:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:querystring");

/***/ }),

/***/ 7075:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:stream");

/***/ }),

/***/ 6466:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:stream/promises");

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

/***/ 6928:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("path");

/***/ }),

/***/ 2203:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("stream");

/***/ }),

/***/ 3193:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("string_decoder");

/***/ }),

/***/ 4756:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("tls");

/***/ }),

/***/ 2018:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("tty");

/***/ }),

/***/ 7016:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("url");

/***/ }),

/***/ 9023:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("util");

/***/ }),

/***/ 4044:
/***/ ((__webpack_module__, __unused_webpack___webpack_exports__, __nccwpck_require__) => {

__nccwpck_require__.a(__webpack_module__, async (__webpack_handle_async_dependencies__, __webpack_async_result__) => { try {
/* harmony import */ var _steps_post_js__WEBPACK_IMPORTED_MODULE_0__ = __nccwpck_require__(856);
/* harmony import */ var _run_or_transfer_js__WEBPACK_IMPORTED_MODULE_1__ = __nccwpck_require__(3037);


await (0,_run_or_transfer_js__WEBPACK_IMPORTED_MODULE_1__/* .runOrTransfer */ .i)(_steps_post_js__WEBPACK_IMPORTED_MODULE_0__/* .post */ .b);

__webpack_async_result__();
} catch(e) { __webpack_async_result__(e); } }, 1);

/***/ }),

/***/ 3037:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {


// EXPORTS
__nccwpck_require__.d(__webpack_exports__, {
  i: () => (/* binding */ runOrTransfer)
});

// EXTERNAL MODULE: ./lib/mounts/transfer-process.js
var transfer_process = __nccwpck_require__(9047);
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

;// CONCATENATED MODULE: ./lib/report/failure.js
/** The step fails for a reason that is known, and that may have a place in the Dockerfile. */
class StepFailure extends Error {
    name = 'StepFailure';
    annotation;
    constructor(message, annotation) {
        super(message);
        this.annotation = annotation;
    }
}

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
    const annotation = error instanceof StepFailure ? error.annotation : undefined;
    if (annotation)
        annotate(annotation);
    else
        say/* error */.z3(error instanceof Error ? error.message : String(error));
}

;// CONCATENATED MODULE: ./lib/entries/run-or-transfer.js


/** Runs a story, or the transfers with the Actions cache for which a story starts its own program once more. */
async function runOrTransfer(story) {
    if (process.argv[2] === transfer_process/* transferWord */.Q)
        (0,transfer_process/* serveTransfers */.y)();
    else
        await runStory(story);
}


/***/ }),

/***/ 9047:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   Q: () => (/* binding */ transferWord),
/* harmony export */   y: () => (/* binding */ serveTransfers)
/* harmony export */ });
/* harmony import */ var node_async_hooks__WEBPACK_IMPORTED_MODULE_0__ = __nccwpck_require__(6698);

/** The word on the command line that makes the action's program carry out transfers. */
const transferWord = 'cache-transfers';
/**
 * Carries out transfers with the Actions cache for the parent process, until that closes the channel.
 *
 * It is a process of its own because `@actions/cache` reads paths relative to GITHUB_WORKSPACE (here a folder of ours), prints annotations,
 * swallows errors and cannot be cancelled, and because loading it takes 0.1 s.
 */
function serveTransfers() {
    const said = new node_async_hooks__WEBPACK_IMPORTED_MODULE_0__.AsyncLocalStorage();
    process.stdout.write = ((text) => {
        said.getStore()?.push(String(text));
        return true;
    });
    process.on('disconnect', () => process.exit());
    process.on('message', (order) => {
        const lines = [];
        void said.run(lines, () => perform(order, lines)).then((outcome) => process.send?.(outcome));
    });
}
async function perform(order, lines) {
    const { number } = order;
    try {
        const key = await transfer(order);
        const reason = key === undefined ? failureIn(lines) : undefined;
        return reason === undefined ? { number, kind: 'done', key } : { number, kind: 'failed', reason };
    }
    catch (error) {
        return { number, kind: 'failed', reason: error instanceof Error ? error.message : String(error) };
    }
}
async function transfer(order) {
    if (order.kind === 'fetch')
        return (await Promise.all(/* import() */[__nccwpck_require__.e(409), __nccwpck_require__.e(707)]).then(__nccwpck_require__.bind(__nccwpck_require__, 3707))).fetchEntry(order);
    const { restoreCache, saveCache } = await Promise.all(/* import() */[__nccwpck_require__.e(409), __nccwpck_require__.e(682)]).then(__nccwpck_require__.bind(__nccwpck_require__, 8682));
    switch (order.kind) {
        case 'find':
            // The service compares the first key as a whole and the others as prefixes, newest entry first.
            return restoreCache([order.file], `${order.prefixes[0]}exactly`, [...order.prefixes], { lookupOnly: true });
        case 'save':
            // The toolkit looks up file patterns in the working folder, and writes found paths relative to GITHUB_WORKSPACE.
            process.chdir(process.env.GITHUB_WORKSPACE ?? '.');
            return (await saveCache([order.file], order.key)) === -1 ? undefined : order.key;
    }
}
/** The toolkit returns undefined both for a miss and for an error; its output tells which it was. */
function failureIn(lines) {
    for (const line of lines.join('').split('\n')) {
        const sentence = /^(?:::(?:warning|error)::)?(?:Failed to (?:restore|save): )(.*)$/.exec(line)?.[1];
        if (sentence !== undefined)
            return sentence.replaceAll('%0A', ' ').replaceAll('%0D', '').replaceAll('%25', '%');
    }
    return undefined;
}


/***/ }),

/***/ 8983:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {


// EXPORTS
__nccwpck_require__.d(__webpack_exports__, {
  Yz: () => (/* binding */ debug),
  z3: () => (/* binding */ error),
  Gu: () => (/* binding */ getState),
  pq: () => (/* binding */ info),
  Pq: () => (/* binding */ setSecret),
  $e: () => (/* binding */ warning)
});

// UNUSED EXPORTS: ExitCode, addPath, endGroup, exportVariable, getBooleanInput, getIDToken, getInput, getMultilineInput, group, isDebug, markdownSummary, notice, platform, saveState, setCommandEcho, setFailed, setOutput, startGroup, summary, toPlatformPath, toPosixPath, toWin32Path

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
// EXTERNAL MODULE: external "path"
var external_path_ = __nccwpck_require__(6928);
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
    command_issueCommand('debug', {}, message);
}
/**
 * Adds an error issue
 * @param message error issue message. Errors will be converted to string via toString()
 * @param properties optional properties to add to the annotation.
 */
function error(message, properties = {}) {
    command_issueCommand('error', utils_toCommandProperties(properties), message instanceof Error ? message.toString() : message);
}
/**
 * Adds a warning issue
 * @param message warning issue message. Errors will be converted to string via toString()
 * @param properties optional properties to add to the annotation.
 */
function warning(message, properties = {}) {
    command_issueCommand('warning', utils_toCommandProperties(properties), message instanceof Error ? message.toString() : message);
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

/***/ 6549:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   $e: () => (/* binding */ warning),
/* harmony export */   Yz: () => (/* binding */ debug),
/* harmony export */   pq: () => (/* binding */ info),
/* harmony export */   z3: () => (/* binding */ error)
/* harmony export */ });
/* unused harmony export notice */
/* harmony import */ var _actions_core__WEBPACK_IMPORTED_MODULE_0__ = __nccwpck_require__(8983);
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
    core.notice(toSafeText(text));
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

/***/ 856:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {


// EXPORTS
__nccwpck_require__.d(__webpack_exports__, {
  b: () => (/* binding */ post)
});

;// CONCATENATED MODULE: external "node:timers/promises"
const promises_namespaceObject = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:timers/promises");
// EXTERNAL MODULE: ./lib/runner/say.js
var runner_say = __nccwpck_require__(6549);
// EXTERNAL MODULE: external "node:fs"
var external_node_fs_ = __nccwpck_require__(3024);
// EXTERNAL MODULE: external "node:fs/promises"
var promises_ = __nccwpck_require__(1455);
// EXTERNAL MODULE: external "node:child_process"
var external_node_child_process_ = __nccwpck_require__(1421);
;// CONCATENATED MODULE: ./lib/docker/background.js


/** Starts a program that outlives this one and returns its process id; 0 where it could not be started. */
function background_startInBackground(program, args, options = {}) {
    const child = (0,external_node_child_process_.spawn)(program, args, { stdio: 'ignore', ...options, detached: true });
    // Whoever waits for what the program does finds out that it did not.
    child.once('error', () => undefined);
    child.unref();
    return child.pid ?? 0;
}
/** Tells whether a program still runs. A process id is used again after a while, so `argument` is one that no other program has. */
async function background_isRunning(pid, argument) {
    const command = await (0,promises_.readFile)(`/proc/${pid}/cmdline`, 'utf8').catch(() => '');
    return command.split('\0').includes(argument);
}
/** Sends a signal to a process, or by its negative id to its group; passes over one that ended between the look and the signal. */
function sendSignal(pid, signal) {
    try {
        process.kill(pid, signal);
    }
    catch {
        // Nobody is there to be told.
    }
}

;// CONCATENATED MODULE: ./lib/image/metadata.js

/**
 * Reads and checks a metadata file; throws an Error when it is cut off or names something that is no digest. A solve that
 * made files only may have none; after one that made an image that is an error too.
 */
async function readMetadata(file, made) {
    const text = await readFile(file, 'utf8').catch(() => '');
    if (text !== '' || made === 'an image')
        return parseMetadata(text);
    return { ...parseMetadata('{}'), text };
}
/** Parses the text of a metadata file; throws an Error as `readMetadata` does. */
function parseMetadata(text) {
    const values = parseObject(text);
    const digest = metadata_digestOf(values['containerimage.digest'], 'containerimage.digest');
    const cache = toRecord(values['cache.manifest']);
    return {
        digest,
        imageId: metadata_digestOf(values['containerimage.config.digest'], 'containerimage.config.digest') ?? digest,
        cacheManifest: cache ? metadata_digestOf(cache.digest, 'cache.manifest') : undefined,
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
function metadata_digestOf(value, name) {
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

;// CONCATENATED MODULE: ./lib/trace/failure.js
/** Finds what failed and why; `text` is what buildctl printed outside of the trace. */
function parseFailure(text, progress) {
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

// EXTERNAL MODULE: external "node:os"
var external_node_os_ = __nccwpck_require__(8161);
// EXTERNAL MODULE: external "node:path"
var external_node_path_ = __nccwpck_require__(6760);
;// CONCATENATED MODULE: ./lib/request/proxies.js



/** The variables of a proxy, which BuildKit also knows as build arguments that no Dockerfile declares. */
const NAMES = ['HTTP_PROXY', 'HTTPS_PROXY', 'NO_PROXY', 'FTP_PROXY', 'ALL_PROXY'];
/** Takes each variable of a proxy from the first source that has it, in whatever capitals, and names it in upper case. */
function toProxies(...sources) {
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
function proxies_proxySecrets(proxies) {
    const urls = proxies.flatMap(([name, value]) => (name === 'NO_PROXY' ? [] : (toUrl(value) ?? [])));
    return urls.flatMap(({ username, password }) => {
        const login = `${decodeURIComponent(username)}:${decodeURIComponent(password)}`;
        return password === '' ? [] : [password, decodeURIComponent(password), Buffer.from(login).toString('base64')];
    });
}
/** Reads `proxies` of docker's configuration as docker/cli does (cli/config/configfile); what is malformed is told when logins are read. */
function readDockerProxies(env) {
    try {
        const file = join(env.DOCKER_CONFIG || join(env.HOME || homedir(), '.docker'), 'config.json');
        const { proxies = {} } = JSON.parse(readFileSync(file, 'utf8'));
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

;// CONCATENATED MODULE: ./lib/text/reference.js
/** Splits a reference; throws an Error whose message is a sentence about the text (grammar: distribution/reference v0.6). */
function reference_parseReference(text) {
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
function reference_lowerRepository(text) {
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
        throw new Error(`The reference ${quote(text)} has upper-case letters: write ${reference_lowerRepository(text)}.`);
    }
    throw new Error(`The reference ${quote(text)} has no valid repository: its parts between slashes are lower-case letters and digits, joined by . _ __ or -.`);
}
/** Makes control characters visible and long texts short: the sentence ends in a log. */
function quote(text) {
    return JSON.stringify(text.length > 200 ? `${text.slice(0, 200)}…` : text);
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
    const text = attributeValue(attributes, 'ref');
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
    if (isTag(tag))
        return tag;
    const length = tag.length > 128 ? ` It has ${tag.length} characters.` : '';
    throw new InputError(`"tags" has ${shown(tag)}, which is no tag: at most 128 letters, digits, _ . and -, the first no . or -.${length}`);
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

;// CONCATENATED MODULE: ./lib/solve/exporters.js


/** Returns the exporters of a build; that of `load` writes to standard output. */
function exporters_exporters(request) {
    const archive = request.load ? [loadAttributes(request)] : [];
    // Of several exporters the last one fills the metadata file, so the pushed image comes last.
    const image = needsImage(request) ? [imageAttributes(request)] : [];
    const made = request.outputs.filter((output) => attributeValue(output, 'type') !== 'cacheonly');
    return [...archive, ...made.map((output) => completeOutput(request, output)), ...image];
}
/** Tells whether any exporter of a solve makes an image; without one BuildKit writes no metadata file. */
function makesImage(request) {
    const types = request.outputs.map((output) => attributeValue(output, 'type'));
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
    const type = attributeValue(output, 'type');
    if (type !== 'oci' && type !== 'docker' && type !== 'image')
        return output;
    const media = type === 'docker' ? [] : [['oci-mediatypes', 'true']];
    const layers = [...layerAttributes(request, output), ...media];
    return complete(output, [...imageNames(request), ...layers, ...request.annotations]);
}
/** Adds those attributes whose names are not there yet. */
function complete(written, added) {
    return [...written, ...added.filter(([name]) => attributeValue(written, name) === undefined)];
}
function imageNames({ tags }) {
    return tags.length === 0 ? [] : [['name', tags.map(formatReference).join(',')]];
}
/**
 * Attributes for the compression of one exporter: there is no zstd among Docker's own media types, which an archive for Docker
 * always has.
 */
function layerAttributes(request, written) {
    const isDocker = attributeValue(written, 'type') === 'docker' || attributeValue(written, 'oci-mediatypes') === 'false';
    const type = attributeValue(written, 'compression');
    if (type !== undefined)
        return force(type);
    const { compression } = request;
    if (isDocker && compression.type === 'zstd')
        return [['compression', 'gzip'], ...force('gzip')];
    return exporters_compressionAttributes(request);
}
/**
 * Returns the attributes for compression, for every exporter that compresses layers. With the default (zstd) layers of a cache or a base
 * image stay as they are, since every reader of zstd reads gzip too. Another compression was chosen on purpose, so it is forced upon all.
 */
function exporters_compressionAttributes({ compression: { type, level } }) {
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
    return { name: formatReference(reference), kind: 'own', reference, attributes: ownAttributes(request, reference) };
}
/** Returns the attributes by which a registry cache of our own is imported and exported. */
function cache_targets_registryCache(request, reference) {
    const isInsecure = insecureDomains(request).includes(reference.domain);
    return [
        ['type', 'registry'],
        ['ref', formatReference(reference)],
        ...(isInsecure ? [['registry.insecure', 'true']] : []),
    ];
}
/** docs/buildkit.md says how BuildKit reads these attributes. */
function ownAttributes(request, reference) {
    return tolerant([
        ...cache_targets_registryCache(request, reference),
        // buildctl's default is min, also for an unknown mode.
        ['mode', request.cache.mode],
        ...compressionAttributes(request),
        ['oci-mediatypes', 'true'],
        ['image-manifest', 'true'],
    ]);
}
/** Push and cache export share one error group: without this a failing export can cancel the push. */
function tolerant(attributes) {
    const isGiven = attributeValue(attributes, 'ignore-error') !== undefined;
    return isGiven || attributeValue(attributes, 'type') === 'inline'
        ? attributes
        : [...attributes, ['ignore-error', 'true']];
}
function belongsToBuild(attributes) {
    return ['inline', 'local'].includes(attributeValue(attributes, 'type') ?? '');
}
function isRegistry(attributes, reference) {
    if (reference === undefined || attributeValue(attributes, 'type') !== 'registry')
        return false;
    return attributeValue(attributes, 'ref') === formatReference(reference);
}
function nameOf(attributes) {
    const place = attributeValue(attributes, 'ref') ?? attributeValue(attributes, 'bucket');
    const type = attributeValue(attributes, 'type') ?? '';
    return type === 'registry' && place !== undefined ? place : `type=${type}${place === undefined ? '' : ` ${place}`}`;
}

;// CONCATENATED MODULE: ./lib/solve/args.js




/** Returns the arguments of `buildctl build`, in the order of its `--help`. */
function args_buildctlArgs(solve) {
    const { request, files } = solve;
    return [
        'build',
        ...outputsOf(solve).flatMap((output) => ['--output', formatAttributes(output)]),
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
            formatAttributes(attributes),
        ]),
        ...cacheImports(solve).flatMap((attributes) => ['--import-cache', formatAttributes(attributes)]),
        // A solve that only exports the cache runs nothing, and its secrets are gone by the time that it is repeated.
        ...(solve.outputs === 'nothing' ? [] : request.secrets).flatMap((secret) => [
            '--secret',
            formatAttributes(secretSource(secret, files.secrets)),
        ]),
        ...request.allow.flatMap((entitlement) => ['--allow', entitlement]),
        ...request.ssh.flatMap((agent) => ['--ssh', agent]),
        '--metadata-file',
        files.metadata,
    ];
}
/** Tells whether standard output is an archive for `docker load`. */
function args_loads({ request, outputs }) {
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
    return builder.proxies.filter(([name, value]) => !written.has(name) && proxySecrets([[name, value]]).length === 0);
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

;// CONCATENATED MODULE: ./lib/docker/child.js

/** Milliseconds between the polite signal and SIGKILL; the runner itself kills 10 s after the cancel (docs/buildkit.md). */
const graceMilliseconds = 2000;
/** What a caller keeps of standard error: enough for an error's excerpt, and no build can fill the memory with it. */
const keptCharacters = 256 * 1024;
/**
 * Runs a command that may take long and resolves when it has ended. `@actions/exec` can neither signal nor abort its child,
 * and a cancelled job must not leave a build behind. Rejects when the command cannot be started.
 */
function child_runChild(command, args, options = {}) {
    return new Promise((resolve, reject) => {
        const { input, output } = options;
        const stdio = [input ? 'pipe' : 'ignore', 'pipe', 'pipe'];
        const child = (0,external_node_child_process_.spawn)(command, args, { env: options.env, stdio });
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

// EXTERNAL MODULE: external "node:stream"
var external_node_stream_ = __nccwpck_require__(7075);
// EXTERNAL MODULE: ./node_modules/@actions/exec/lib/exec.js + 3 modules
var exec = __nccwpck_require__(7187);
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
    const output = await (0,exec/* getExecOutput */.H)('docker', args, { silent: true, ignoreReturnCode: true }).catch((error) => {
        throw docker_toDockerError(args, String(error));
    });
    if (output.exitCode !== 0)
        throw docker_toDockerError(args, output.stderr);
    return output.stdout.trim();
}
/** The same for a command that may take long (a pull): it can be cancelled. */
async function docker_dockerLong(args, options) {
    const result = await child_runChild('docker', args, options).catch((error) => {
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
    return startInBackground('sh', ['-c', 'docker "$@" && : >"$0"', done, ...args]);
}
/** Returns the `--mount` of a folder of this machine: docker reads its value as a line of CSV. */
function docker_bindMount(source, target) {
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

;// CONCATENATED MODULE: ./lib/docker/load.js


/** Prepares a load. It starts with the archive, because a build before it may take longer than a connection to Docker lasts idle. */
function load_openLoad(signal) {
    const refused = new AbortController();
    let output;
    const start = () => {
        output = dockerLong(['load'], { env: process.env, signal, input: archive });
        output.catch((error) => {
            // What Docker says of an archive that was cut off is not the reason why it was.
            if (!archive.writableEnded)
                refused.abort(error);
        });
    };
    const archive = new Transform({
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
    return docker('image', 'inspect', '--format', '{{.Id}}', loaded);
}

// EXTERNAL MODULE: external "node:stream/promises"
var external_node_stream_promises_ = __nccwpck_require__(6466);
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
function terminal_line_createTerminalLine(limit = Number.POSITIVE_INFINITY) {
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
    const shown = terminal_line_createTerminalLine();
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
function progress_createProgress() {
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
function trace_parseStatus(line) {
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
function trace_file_followTraceFile(path) {
    const progress = progress_createProgress();
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
            const status = trace_parseStatus(line);
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
    return trace_file_followTraceFile(path).read();
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
function solve_trace_openTrace({ progress, files }) {
    return progress === 'rawjson' ? writeTrace(files.trace) : followTrace(files.trace);
}
function writeTrace(path) {
    const file = createWriteStream(path, { flags: 'a', mode: 0o600 });
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
            await finished(file.end()).catch(() => undefined);
            return progress;
        },
    };
}
function followTrace(path) {
    const file = followTraceFile(path);
    return { ...file, hear: () => undefined, end: file.read };
}

;// CONCATENATED MODULE: ./lib/text/units.js
/** Formats milliseconds in two figures or so: `12 ms`, `0.3 s`, `12 s`, `2 min 5 s`, `1 h 3 min`. */
function units_formatDuration(milliseconds) {
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
function units_formatBytes(bytes) {
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
const boot_stateRoot = '/var/lib/buildkit';
/** Folder for the layers and snapshots of a state on disk: a volume of Docker's, or the state's file system mounted over it. */
const boot_diskRoot = '/mnt';
/** Where the machine's network namespace is, for a buildkitd that is to be in it while RUN is not. */
const boot_machineNetworkInBuilder = '/run/machine-network';
/** Returns the path that a file of the shared folder has inside the builder. */
function boot_bootFiles(name) {
    return `${boot_sharedFolder}/${name}`;
}
/** Folder in /proc of buildkitd, which is not the builder's first process, as a shell in the builder writes it. */
const daemonProcess = `/proc/$(cat ${boot_bootFiles(boot_shared.pid)})`;
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
const boot_bootScript = (/* unused pure expression or super */ null && (`#!/bin/sh
cd ${boot_sharedFolder} || exit 1
mount_state() {
  mount -t ext4 -o loop,noatime,nobarrier,noinit_itable ${boot_shared.state} ${boot_diskRoot} 2>${boot_shared.stateRefused} &&
    : >${boot_shared.stateRefused} && rm -f ${boot_shared.state}
}
adopt_state() {
  until [ -e ${boot_shared.state} ] || [ -e ${boot_shared.noState} ]; do sleep 0.01; done
  if [ "$(free_at ${boot_diskRoot})" -gt $(($(free_at .) * 2)) ]; then
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
  root=${boot_stateRoot}/runc-$1 disk=${boot_diskRoot}/$1
  shift
  for folder; do
    mkdir -p $root/$folder $disk/$folder && mount --bind $disk/$folder $root/$folder || return
  done
}
can_overlay() {
  trial=${boot_diskRoot}/.trial
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
  case $(stat -f -c %T ${boot_diskRoot}) in
    ext2/ext3 | xfs | btrfs) ;;
    *)
      adopt_state && adopted=1
      if [ $snapshotter = auto ] && ! can_overlay 2>/dev/null; then set -- --oci-worker-snapshotter=native "$@"; fi
      ;;
  esac
fi
if [ -e ${boot_machineNetworkInBuilder} ]; then
  wrappers=/run/own-network enter_machine='nsenter --net=${boot_machineNetworkInBuilder}' enter_own='nsenter --net=/proc/1/ns/net'
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
`));

;// CONCATENATED MODULE: ./lib/solve/daemon-io.js


/** Reads how many bytes a builder's daemon has written so far, sockets included; undefined where that cannot be found out. */
async function readDaemonOutput(container) {
    return parseDaemonOutput(await docker_docker('exec', container, 'sh', '-c', script).catch(() => ''));
}
/**
 * proc(5): the counters of the daemon, its open sockets, and the connections of its network that have bytes in a queue. The kernel takes
 * up to some megabytes at once for a connection and sends them slowly: bytes that are still in the queue have not moved.
 */
const script = `cd ${daemonProcess} || exit
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
function watchdog_watchSolve(container, solve, silence) {
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
        super(`the registry said nothing for ${units_formatDuration(silence)} during ${step?.name ?? 'the build'}${part}`);
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
    await rm(solve.files.trace, { force: true });
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
    const args = [...run_addressArgs(builder), ...buildctlArgs(solve)];
    const limits = startLimits(solve.request, builder, trace);
    const load = loads(solve) ? openLoad(signal) : undefined;
    const ends = AbortSignal.any([signal, limits.signal, ...(load ? [load.refused] : [])]);
    const options = { env: process.env, signal: ends, onLine, ...(load ? { output: load.archive } : {}) };
    const child = await runChild(builder.buildctl, args, options);
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
    const sentence = `The build took longer than "timeout" allows (${formatDuration(timeout)}).`;
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
function run_addressArgs(builder) {
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
    await (0,promises_.rm)(pending.metadata, { force: true });
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
    const pid = background_startInBackground(buildctl, args, {
        env: process.env,
        stdio: ['ignore', output, output],
    });
    (0,external_node_fs_.closeSync)(output);
    return pid;
}
async function untilExporting(pending, signal) {
    await watchExport(pending, signal, (progress) => {
        if (ranAgain(progress))
            sendSignal(pending.pid, 'SIGINT');
        return progress.isExportingCache();
    });
    return pending;
}
/** Milliseconds between two looks at whether an export's process has ended. */
const look = 10;
/** Milliseconds between two signals to a process that is to end: at several at once buildctl ends without a clean-up. */
const cache_export_patience = 200;
/**
 * Waits until an export's process has ended, or until `isEnough` accepts its log so far. Resolves with the log, and with the reason if
 * this action ended the export.
 */
async function watchExport(pending, signal, isEnough) {
    const log = trace_file_followTraceFile(pending.log);
    const watchdog = watchdog_watchSolve(pending.container, log, pending.networkTimeout);
    const ends = AbortSignal.any([signal, watchdog.signal]);
    while ((await background_isRunning(pending.pid, pending.metadata)) && !isEnough(await log.read())) {
        if (ends.aborted)
            sendSignal(pending.pid, 'SIGINT');
        await (0,promises_namespaceObject.setTimeout)(ends.aborted ? cache_export_patience : look);
    }
    watchdog.stop();
    return { log, silence: watchdog.signal.aborted ? watchdog.signal.reason : undefined };
}
/** Returns the digest of the exported cache; undefined where none was exported, or where the file is not as expected. */
async function readManifest(metadata) {
    try {
        return parseMetadata(await (0,promises_.readFile)(metadata, 'utf8')).cacheManifest;
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
    if (onVolume.some((name) => existsSync(join(folder, 'shared', name)))) {
        const root = await ask('info', '--format', '{{.DockerRootDir}}');
        return { state, disk: { ...state, name: `Docker's data root ${root.trim()}` } };
    }
    const disk = await statfs(folder);
    const name = `the runner's temp folder ${dirname(folder)}`;
    return { state, disk: { size: disk.blocks * disk.bsize, free: disk.bavail * disk.bsize, name } };
}
/** Whatever the snapshotter is called. */
const lookAtSnapshots = (/* unused pure expression or super */ null && (`cd ${stateRoot}/runc-*/snapshots/snapshots 2>/dev/null || cd ${stateRoot}; df -P -k .`));
/** Files that show that the state is on Docker's volume. */
const onVolume = [boot_shared.roomier, boot_shared.noState];
async function ask(...args) {
    const asked = await runChild('docker', args, { env: process.env }).catch(() => undefined);
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
        `The builder's state ${where} and has ${formatBytes(state.free)} of ${formatBytes(state.size)} free,`,
        `the disk of ${disk.name} ${formatBytes(disk.free)} of ${formatBytes(disk.size)}:`,
        `${ways.join(', or ')}.`,
    ].join(' ');
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
        return { reference: reference_parseReference(reference), act: ['GET', 'HEAD'].includes(method) ? 'read' : 'write' };
    }
    const named = /failed to push (\S+?): /.exec(message)?.[1];
    const reference = named === undefined ? fallback : reference_parseReference(named);
    return reference && { reference, act: 'write' };
}

;// CONCATENATED MODULE: ./lib/build/export-attempts.js






/** Milliseconds after the first failure within which an export may begin again; the end of the job waits for it. */
const export_attempts_patience = 2 * 60_000;
/**
 * Waits for a cache export, and begins it again on the same builder after those failures after which a push is repeated too; blobs that
 * have arrived are not sent again. It is not repeated after a registry fell silent: a cache is not worth two such waits.
 */
async function completeExport(first, retries, signal) {
    let pending = first;
    let end = await finishExport(pending, signal);
    const late = Date.now() + export_attempts_patience;
    for (let number = 1; end.kind === 'failed' && end.failure !== undefined; number += 1) {
        const retry = await plan(end.failure, number, retries);
        if (retry === undefined || Date.now() + retry.milliseconds > late)
            return end;
        const wait = units_formatDuration(retry.milliseconds);
        runner_say/* info */.pq(`The cache was not saved to ${pending.name}, ${retry.reason}: trying again in ${wait}.`);
        await (0,promises_namespaceObject.setTimeout)(retry.milliseconds, undefined, { signal }).catch(() => undefined);
        if (signal.aborted)
            return end;
        pending = await repeatExport(pending, signal);
        end = await finishExport(pending, signal);
    }
    return end;
}
/** A repeated export changes neither the builder nor the imports. */
async function plan(failure, number, { allowed, registry }) {
    const refused = isThrottled(failure) ? findRefused(failure.message, undefined) : undefined;
    const retry = planRetry({ ...failure, phase: 'push' }, {
        number,
        allowed,
        imports: [],
        stateInMemory: false,
        isStateFull: false,
        builder: 'endpoint',
        connections: 'given',
        retryAfterSeconds: refused && (await askForRetryAfter(refused, registry)),
    });
    return retry?.builder === 'same' ? retry : undefined;
}

// EXTERNAL MODULE: external "node:crypto"
var external_node_crypto_ = __nccwpck_require__(7598);
;// CONCATENATED MODULE: ./lib/builder/lease.js




/** Every container of ours carries this label; nothing without it is ever removed. */
const lease_ownLabel = 'com.github.buildkit-build-action';
/** The longest path of a Unix socket on Linux (`sun_path`), less the part below the lease's folder. */
const longestFolder = 107 - '/shared/buildkitd.sock'.length;
/** Makes the folder and chooses the names, without starting anything. */
async function takeLease(env) {
    const id = randomBytes(6).toString('hex');
    const folder = await mkdtemp(join(lease_placeOf(env), 'buildkit-'));
    const container = `buildkit-${id}`;
    await writeFile(join(folder, lease_marker), container);
    const key = randomBytes(16).toString('hex');
    return { container, folder, runner: runnerOf(env), job: jobOf(env), key };
}
/** Returns the folder that the builders' folders are in. */
function lease_placeOf(env) {
    const temp = tempOf(env);
    return temp.length + '/buildkit-'.length + 6 <= longestFolder ? temp : (0,external_node_os_.tmpdir)();
}
/**
 * Tells whether a value from a saved state is a lease that `takeLease` made. Whoever can print workflow commands can forge a state, so
 * its names and its folder are trusted only when a file in that folder says the same.
 */
async function ownsFolder(value, env = process.env) {
    if (typeof value !== 'object' || value === null)
        return false;
    const { container, folder } = value;
    if (typeof container !== 'string' || typeof folder !== 'string')
        return false;
    const isPlace = [tempOf(env), (0,external_node_os_.tmpdir)()].includes((0,external_node_path_.dirname)(folder)) && /^buildkit-[A-Za-z0-9]{6}$/.test((0,external_node_path_.basename)(folder));
    return isPlace && (await isMarked(folder, container));
}
/** Tells whether a folder is this user's alone and has that mark. */
async function isMarked(folder, mark) {
    const isFolder = await (0,promises_.lstat)(folder).then((found) => found.isDirectory() && isOurs(found), () => false);
    return isFolder && (await (0,promises_.readFile)((0,external_node_path_.join)(folder, lease_marker), 'utf8').catch(() => undefined)) === mark;
}
/** In a shared temp folder anybody may make a folder of that name, but only one that belongs to this user is closed to others. */
function isOurs({ uid, mode }) {
    return uid === process.getuid?.() && (mode & 0o077) === 0;
}
/** Name of the file in a folder of ours that a saved state must agree with. */
const lease_marker = 'lease';
function tempOf(env) {
    return env.RUNNER_TEMP ?? (0,external_node_os_.tmpdir)();
}
/** Returns docker's `--label` arguments for a container of this lease. */
function lease_builderLabels(lease) {
    return [
        ...['--label', `${lease_ownLabel}=${lease.container}`],
        ...['--label', `${lease_ownLabel}.runner=${lease.runner}`],
        ...['--label', `${lease_ownLabel}.job=${lease.job}`],
        ...['--label', `${lease_ownLabel}.folder=${lease.folder}`],
        ...['--label', keyLabel(lease)],
    ];
}
/** Returns the label by which the holder of a lease's key finds its container. */
function keyLabel({ key }) {
    return `${lease_ownLabel}.key=${lease_digestOf(key)}`;
}
/** Machine, name and temp folder together identify a runner: two runners that use one Docker may have any single one in common. */
function runnerOf(env) {
    return lease_digestOf(hostname(), env.RUNNER_NAME, env.RUNNER_TEMP);
}
function jobOf(env) {
    return lease_digestOf(env.GITHUB_REPOSITORY, env.GITHUB_RUN_ID, env.GITHUB_RUN_ATTEMPT, env.GITHUB_JOB);
}
/** Returns a short hash of some texts. */
function lease_digestOf(...parts) {
    return (0,external_node_crypto_.createHash)('sha256').update(JSON.stringify(parts)).digest('hex').slice(0, 16);
}

;// CONCATENATED MODULE: ./lib/builder/step-folder.js




/** Makes the folder of a step. */
async function takeStepFolder(env) {
    const folder = await mkdtemp(join(placeOf(env), step_folder_stepPrefix));
    const id = randomBytes(6).toString('hex');
    await writeFile(join(folder, marker), id);
    return { folder, id };
}
/** Tells whether a value from a saved state is a folder that `takeStepFolder` made. */
async function ownsStepFolder(value, env = process.env) {
    const { folder, id } = (value ?? {});
    if (typeof folder !== 'string' || typeof id !== 'string')
        return false;
    return (0,external_node_path_.dirname)(folder) === lease_placeOf(env) && step_folder_isStepName((0,external_node_path_.basename)(folder)) && (await isMarked(folder, id));
}
/** Name of the file that a main step leaves for its post step. */
const step_folder_handoverFile = 'handover.json';
/** Removes the folder of a step with everything in it. */
async function removeStepFolder({ folder }) {
    await (0,promises_.rm)(folder, { recursive: true, force: true });
}
/** What the names of the steps' folders begin with. */
const step_folder_stepPrefix = 'build-step-';
/** Tells whether a name is that of a step's folder. */
function step_folder_isStepName(name) {
    return /^build-step-[A-Za-z0-9]{6}$/.test(name);
}

;// CONCATENATED MODULE: ./lib/builder/claims.js




/** Names of the folders in a builder's folder: one file for each step that claims it, and for each that ever did. */
const claims = 'claims';
const claims_claimants = 'steps';
/** Exists once no further step may begin to use a builder. */
const retired = 'retired';
/** Allows steps to claim a new builder. */
async function openClaims({ folder }) {
    await Promise.all([mkdir(join(folder, claims)), mkdir(join(folder, claims_claimants))]);
}
/** Claims a builder for a step; tells whether that came in time, before the last one that had claimed it began to remove it. */
async function claim({ folder }, step, kind) {
    try {
        await writeFile(join(folder, claims_claimants, step), '');
        await writeFile(join(folder, claims, step), kind);
        return true;
    }
    catch {
        return false;
    }
}
/** Returns a step's claim on a builder; undefined where it has none. */
async function readClaim({ folder }, step) {
    const text = await (0,promises_.readFile)((0,external_node_path_.join)(folder, claims, step), 'utf8').catch(() => undefined);
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
    await (0,promises_.rm)((0,external_node_path_.join)(folder, claims, step), { force: true });
    try {
        await (0,promises_.rmdir)((0,external_node_path_.join)(folder, claims));
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
    return (0,external_node_fs_.existsSync)((0,external_node_path_.join)(folder, claims, step));
}
/** Returns the name by which a step claims builders. */
function claims_nameOf({ folder }) {
    return (0,external_node_path_.basename)(folder);
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
function parse_parse(toml, options = {}) {
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
function stringify_stringify(obj, { maxDepth = 1000, numbersAsFloat = false, strictTemporal = false } = {}) {
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
/* harmony default export */ const dist = ({ parse: parse_parse, stringify: stringify_stringify, TomlDate: TomlDate, TomlError: TomlError });

;// CONCATENATED MODULE: ./lib/text/buildkitd-config.js

/** The settings of a registry of which a configuration says nothing. */
const NO_SETTINGS = {
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
function buildkitd_config_certificateFiles(config) {
    const settings = [...(config?.registries.values() ?? [])];
    const files = settings.flatMap(({ ca, keypairs }) => [...ca, ...keypairs.flatMap(({ cert, key }) => [cert, key])]);
    return [...new Set(files)];
}
/** Writes a configuration anew with other paths for those files. */
function buildkitd_config_moveCertificates(text, toPlace) {
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
        return parse_parse(text, { integersAsBigInt: 'asNeeded' });
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

;// CONCATENATED MODULE: ./lib/builder/life.js







/**
 * Starts the keeper of a lease's builder, after ending an earlier one: a light process that shows the builder that its job is alive,
 * by holding a named pipe in the shared folder open. However the keeper ends, the kernel closes the pipe, and the builder, which checks
 * it, ends a minute later. Where the runner's process ends first, the keeper removes builder and folders itself. For a builder that
 * shares no folder with this machine (`exec`) the keeper holds a `docker exec` open instead.
 */
async function life_keepAlive(lease, way = 'shared') {
    await letGo(lease);
    const words = [lease.container, lease.folder, String(findRunner(process.ppid)), way];
    const pid = startInBackground('sh', ['-c', keeper, 'sh', ...words]);
    await writeFile(join(lease.folder, pidFile), String(pid));
}
/** Ends a lease's keeper, where there is one. */
async function letGo({ container, folder }) {
    const pid = Number(await (0,promises_.readFile)((0,external_node_path_.join)(folder, pidFile), 'utf8').catch(() => ''));
    // The keeper's own children are of its group.
    if (pid > 0 && (await background_isRunning(pid, container)))
        sendSignal(-pid, 'SIGKILL');
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
            if (!readFileSync(`/proc/${each}/environ`, 'utf8').split('\0').includes(own))
                return each;
            each = Number(/^PPid:\t(\d+)$/m.exec(readFileSync(`/proc/${each}/status`, 'utf8'))?.[1] ?? 0);
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
const keeper = (/* unused pure expression or super */ null && (`
container=$1 folder=$2 runner=$3 way=$4
cd /
if [ "$way" = exec ]; then
  mkfifo "$folder/hold" || exit
  docker exec -i "$container" sh -c 'exec 3<>${bootFiles(shared.life)} && cat' <"$folder/hold" >/dev/null 2>&1 &
  exec 4>"$folder/hold"
else
  mkfifo -m 666 "$folder/shared/${shared.life}"
  exec 3<>"$folder/shared/${shared.life}" || exit
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
`));

// EXTERNAL MODULE: external "node:net"
var external_node_net_ = __nccwpck_require__(7030);
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
        if ((await builder.hasEnded()) || !(await exists(container))) {
            throw new ready_BuilderError(await explainDeath('BuildKit ended while it was starting.', container, folder));
        }
        if (now - start > bootMilliseconds) {
            const sentence = `BuildKit did not answer within ${bootMilliseconds / 1000} s.`;
            throw new ready_BuilderError(await explainDeath(sentence, container, folder));
        }
    }
}
/** A container that has ended is removed by Docker, with its files. */
async function exists(container) {
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
        return (0,promises_.readFile)((0,external_node_path_.join)(folder, boot_shared.log), 'utf8').catch(() => '');
    const logs = await child_runChild('docker', ['logs', '--tail', '1000', container], { env: process.env }).catch(() => undefined);
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
        await (0,promises_namespaceObject.setTimeout)(250);
        await removeContainer(lease.container);
    }
}
/** Ends the builder's keeper and removes the folder with everything in it. */
async function removeFolder(lease) {
    await letGo(lease);
    await (0,promises_.rm)(lease.folder, { recursive: true, force: true });
}
/**
 * Starts a process that removes a container which may appear a moment later, and resolves at once. At the end of a job the runner ends
 * all processes with the job's tracking id; this one has none, so it goes on.
 */
function removeLate(container) {
    const { RUNNER_TRACKING_ID: _, ...env } = process.env;
    background_startInBackground('sh', ['-c', lateRemoval, container], { env });
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
    await (0,promises_.rm)((0,external_node_path_.join)(lease.folder, 'shared'), { recursive: true, force: true });
}
/** Starts to remove a lease's container, which is not needed any more, in a process that outlives this one. */
function startRemoval({ container, folder }) {
    const done = join(folder, 'removed');
    return { pid: dockerInBackground(['rm', '--force', '--volumes', container], done), container, done };
}
/** Resolves when a removal has ended; tells whether the container is gone. */
async function untilRemoved({ pid, container, done }) {
    while (await background_isRunning(pid, container))
        await (0,promises_namespaceObject.setTimeout)(5);
    return (0,external_node_fs_.existsSync)(done);
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
    return findLabelled(`${lease_ownLabel}=${name}`);
}
/**
 * Removes the builder of a lease whose folder is gone, with its keeper, and returns whether there was one: a step between main and
 * post may have cleared the runner's temp folder. The container is found by a label with the hash of the lease's key, which cannot be
 * forged.
 */
async function removeForgotten(lease) {
    const found = await findLabelled(`${lease_ownLabel}=${lease.container}`, keyLabel(lease));
    await removeContainers(found);
    if (found.length > 0)
        await endProcessesOf(lease.container);
    return found.length > 0;
}
async function findLabelled(...labels) {
    const filters = labels.flatMap((label) => ['--filter', `label=${label}`]);
    const ids = await docker_docker('ps', '--all', '--quiet', '--no-trunc', ...filters).catch(() => '');
    return ids.split('\n').filter(Boolean);
}
/** Ends the processes that have a word on their command lines: those of a container its name, those of a step a path of its own. */
async function endProcessesOf(argument) {
    const ids = (await (0,promises_.readdir)('/proc')).filter((name) => /^\d+$/.test(name)).map(Number);
    const running = await Promise.all(ids.map((pid) => background_isRunning(pid, argument)));
    for (const [index, pid] of ids.entries())
        if (running[index])
            sendSignal(pid, 'SIGKILL');
}
/** Removes containers with their volumes. Throws DockerError. */
async function removeContainers(ids) {
    await Promise.all(ids.map(remove));
}
/** Removes a container with its volumes; waits where Docker is removing it already, for a step that was killed meanwhile. */
async function remove(id) {
    try {
        await docker_docker('rm', '--force', '--volumes', id);
    }
    catch (error) {
        const isOnItsWay = error instanceof docker_DockerError && /already in progress|No such container/.test(error.output);
        if (!isOnItsWay)
            throw error;
        while ((await docker_docker('ps', '--all', '--quiet', '--filter', `id=${id}`)) !== '')
            await (0,promises_namespaceObject.setTimeout)(100);
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
    await Promise.all(stale.map(([id = '']) => remove(id)));
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
        ...builderLabels(lease),
        ...['--network', request.network],
        ...request.env.flatMap(([name, value]) => ['--env', `${name}=${value}`]),
        ...(request.memory === undefined ? [] : ['--memory', request.memory]),
        ...(request.cpus === undefined ? [] : ['--cpus', request.cpus]),
        ...mountArgs,
    ];
}
/** Returns the name of the snapshotter that was asked for, by a flag or in the configuration; a flag wins, as for buildkitd. */
function container_args_snapshotterOf({ flags, config }) {
    const flag = flags.map((word, index) => /^--?oci-worker-snapshotter(?:=(.*))?$/.exec(word) && (word.split('=')[1] ?? flags[index + 1]));
    const asked = flag.findLast((name) => name) || toBuildkitdConfig(config ?? '')?.snapshotter || 'auto';
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
function daemon_config_configFiles({ config = '', certificates }, name, folder, servers) {
    const complete = (text) => withResolvers(fasterConfig(text), servers);
    const files = Object.entries(certificates).map(([path, content], index) => ({
        path,
        file: `${daemon_config_secretPrefix}${index}.pem`,
        content,
    }));
    if (files.length === 0)
        return { [name]: complete(config) };
    const places = new Map(files.map(({ path, file }) => [path, `${folder}/${file}`]));
    const moved = moveCertificates(config, (path) => places.get(path) ?? path);
    return { [name]: complete(moved), ...Object.fromEntries(files.map(({ file, content }) => [file, content])) };
}
/** What the names of files begin with that only this user may read. */
const daemon_config_secretPrefix = 'secret-';
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
function daemon_config_hasOwnRuntime({ flags, config }) {
    return (flags.some((flag) => /^--?oci-worker-binary\b/.test(flag)) || toBuildkitdConfig(config ?? '')?.runtime !== undefined);
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
    const mayHaveIt = toBuildkitdConfig(config)?.tables.has(table) ?? true;
    return mayHaveIt ? config : `${config}\n[${table}]\n  ${setting}\n`;
}

;// CONCATENATED MODULE: ./lib/builder/machine-network.js





/** Returns docker's arguments that give a builder the machine's network beside its own, where buildkitd is to be in that. */
function machine_network_machineNetworkMount({ daemonNetwork }) {
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
function machine_network_findNetworkObstacle(request) {
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
        readlinkSync(ofFirst);
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
function resolvers_readResolvers(files = ['/etc/resolv.conf', '/run/systemd/resolve/resolv.conf']) {
    const [own = [], upstream = []] = files.map(readServers);
    const real = upstream.filter((server) => !isLoopback(server));
    return own.length > 0 && own.every(isLoopback) && real.length > 0 ? real : undefined;
}
function readServers(file) {
    try {
        return [...readFileSync(file, 'utf8').matchAll(/^\s*nameserver\s+([\da-f.:]+)/gim)].map(([, server = '']) => server);
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
const diskReserve = (/* unused pure expression or super */ null && (1024 ** 3));
/** Returns how many bytes a state may fill: a share of the memory that is free now, or of the free room on a folder's disk. */
function state_stateSize(state, folder) {
    return Math.floor(state === 'memory' ? freemem() * memoryShare : readDisk(folder).usable);
}
/**
 * Returns docker's arguments for the state: either everything in memory, up to that many bytes, or only the databases in memory and a
 * volume for the rest, over which the builder mounts the state's file system.
 */
function state_stateMounts(state, size) {
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
    const files = [join(folder, shared.state), join(folder, shared.noState)];
    const args = ['-c', makeFileSystem, ...files, String(Math.floor(size / 1024))];
    startInBackground('sh', args, { env: pathWithSbin() });
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
        return [state_onVolume('there is more room on that disk than on the one of RUNNER_TEMP')];
    if (none !== undefined)
        return [state_onVolume('mke2fs is not usable on this runner')];
    return refused > 0 ? [state_onVolume('mounting a file system for it was refused (no loop device)')] : [];
}
function state_onVolume(why) {
    return { level: 'info', text: `The builder's state is on a plain volume, which is slower: ${why}.` };
}
/** Bytes that are free on a folder's disk, and those that a state may take. */
function readDisk(folder) {
    const disk = statfsSync(folder);
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
const makeFileSystem = (/* unused pure expression or super */ null && (`
if mke2fs ${mke2fsArgs.join(' ')} "$0.$$" "$2"; then mv "$0.$$" "$0"; else : >"$1"; fi
`));
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
    const folder = join(lease.folder, 'shared');
    const obstacle = findNetworkObstacle(asked);
    const request = obstacle === undefined ? asked : shareMachineNetwork(asked);
    return {
        folder,
        size,
        notes: obstacle === undefined ? [] : [sharedNetworkNote(obstacle)],
        files: shared_filesOf(request, runtime),
        run: (image) => [
            ...[
                'run',
                '--detach',
                '--rm',
                ...containerArgs(request, lease, stateMounts(request.state, size)),
                ...bindMount(folder, sharedFolder),
                ...machineNetworkMount(request),
            ],
            ...['--entrypoint', '/bin/sh', image, `${sharedFolder}/${shared.boot}`, request.state, snapshotterOf(request)],
            ...(runtime === undefined ? [] : [`--oci-worker-binary=${sharedFolder}/${shared.runtime}`]),
            ...daemonFlags(request, `${sharedFolder}/${shared.config}`),
            ...['--addr', `unix://${sharedFolder}/${shared.socket}`, '--group', String(process.getgid?.() ?? 0)],
        ],
    };
}
/** Returns the files that a builder reads when it starts: texts by file name. */
function shared_filesOf(request, runtime) {
    const servers = request.network === 'host' ? readResolvers() : undefined;
    return {
        [shared.boot]: bootScript,
        // A workflow's own configuration, or our defaults where it has none.
        ...configFiles(request, request.config === undefined ? shared.defaults : shared.config, sharedFolder, servers),
        ...(runtime === undefined ? {} : { [shared.runtime]: runtime }),
        ...(request.inherited.length === 0 ? {} : { [shared.environment]: formatExports(request.inherited) }),
    };
}
/**
 * Writes the files that the builder reads. It is synchronous on purpose: docker, which takes longest, would start ten milliseconds
 * later if other work came between.
 */
function shared_writeShared({ folder, files }) {
    mkdirSync(folder, { recursive: true });
    for (const [name, text] of Object.entries(files)) {
        // A file that an earlier builder left may be a link to another place.
        rmSync(join(folder, name), { force: true });
        const mode = name.startsWith(secretPrefix) ? 0o600 : name === shared.runtime ? 0o755 : 0o644;
        writeFileSync(join(folder, name), text, { mode, flag: 'wx' });
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
    return endpoint === undefined && configFile === undefined && certificateFiles(toBuildkitdConfig(config)).length === 0;
}
/** Tells whether a lease's builder waits to be taken over. */
function isWaiting({ folder }) {
    return existsSync(join(folder, prestartedFile));
}
/** Tells whether another step of this job has such a builder waiting: one idle builder is enough. */
function hasPrestarted(temp) {
    return readdirSync(temp).some((name) => name.startsWith('buildkit-') && isWaiting({ folder: join(temp, name) }));
}
/** Begins to start a lease's builder, and to pull its image where that is missing, without waiting for either. */
async function prestart(request, lease, runtime) {
    const start = planStart(request, lease, runtime);
    writeShared(start);
    const pid = dockerInBackground(start.run(request.image), join(start.folder, shared.started));
    beginStateFile(request.state, start.folder, start.size);
    await keepAlive(lease);
    const prestarted = { pid, size: start.size, start: describe(start, request) };
    await writeFile(join(lease.folder, prestartedFile), JSON.stringify(prestarted), { mode: 0o600 });
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
    const file = (0,external_node_path_.join)(folder, prestartedFile);
    const text = await (0,promises_.readFile)(file, 'utf8').catch(() => undefined);
    await (0,promises_.rm)(file, { force: true });
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
    while (Date.now() < late && (await background_isRunning(pid, lease.container)))
        await (0,promises_namespaceObject.setTimeout)(5);
    if (await background_isRunning(pid, lease.container)) {
        // Shell and docker are a group of their own.
        sendSignal(-pid, 'SIGKILL');
        removeLate(lease.container);
        await letGo(lease);
        await (0,promises_.rm)((0,external_node_path_.join)(lease.folder, 'shared'), { recursive: true, force: true });
    }
    else {
        await removal_removeBuilder(lease);
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

;// CONCATENATED MODULE: ./lib/builder/discard.js


/** Removes a builder that no step claims any more, whether docker has started it yet or not, with its folder. */
async function discardBuilder(lease) {
    const prestarted = await claimPrestarted(lease);
    if (prestarted)
        await dropPrestarted(prestarted, lease);
    else
        await removeContainer(lease.container);
    await removeFolder(lease);
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
        return readlinkSync('/proc/self/ns/mnt');
    }
    catch {
        return '';
    }
}
/** Writes a builder's offer into its folder, which only this user can read. */
async function writeOffer(offer) {
    await writeFile(join(offer.lease.folder, offerFile), JSON.stringify(offer), { mode: 0o600 });
}
/** Reads a builder's offer; undefined where there is none, or where it is not the one of that folder. */
async function readOffer(folder, env = process.env) {
    const offer = await readJson((0,external_node_path_.join)(folder, offerFile));
    return offer?.lease?.folder === folder && (await ownsFolder(offer.lease, env)) ? offer : undefined;
}
/** Finds a builder that is offered to this job's steps. */
async function findOffer(isWanted, env) {
    const job = sharersOf(env);
    return (await readOffers(env)).find((offer) => offer.job === job && isWanted(offer));
}
/** Reads the offers of all builders in the temp folder. */
async function readOffers(env = process.env) {
    const place = lease_placeOf(env);
    const names = (await (0,promises_.readdir)(place).catch(() => [])).filter((name) => /^buildkit-[A-Za-z0-9]{6}$/.test(name));
    const offers = await Promise.all(names.map((name) => readOffer((0,external_node_path_.join)(place, name), env)));
    return offers.filter((offer) => offer !== undefined);
}
/** Leaves a builder that answers to the job's later steps. */
async function writeReady({ folder }, builder) {
    await writeFile(join(folder, readyFile), JSON.stringify(builder), { mode: 0o600 });
}
/** Reads the builder that an earlier step started; undefined where none has come up. */
async function readReady({ folder }) {
    return readJson((0,external_node_path_.join)(folder, readyFile));
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
        return JSON.parse(await (0,promises_.readFile)(file, 'utf8'));
    }
    catch {
        return undefined;
    }
}

;// CONCATENATED MODULE: ./lib/cache/settle-wip.js


/**
 * Makes the `-wip` cache equal to the cache of the build that has succeeded, so that the next run sees the same digest twice and imports
 * one cache. This takes one PUT of the manifest; deleting the tag is not supported by every registry.
 */
async function settleWip(wip, manifest, registry) {
    const answer = await registry.putManifest(wip, manifest.bytes, manifest.mediaType);
    // Nothing is lost if it fails: the next run imports both once more.
    if (answer.kind === 'failed')
        runner_say/* info */.pq(`${reference_formatReference(wip)} stays as the failed attempt left it: ${answer.reason}`);
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

// EXTERNAL MODULE: ./lib/text/visible.js
var visible = __nccwpck_require__(1981);
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
function keys_archiveName(identity) {
    return `${identity}.tar`;
}
/** Returns the beginning of the keys of a scope's entries for one mount: `buildkit-mount-b-<ref hash>-<identity>-`. */
function keys_entryPrefix(scope, identity) {
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
function keys_contentOf(key) {
    const [, tar, fingerprint = ''] = /-(gnu|other)-([0-9a-f]{16})-[0-9a-f]+-[0-9a-f]+$/.exec(key) ?? [];
    return tar === undefined ? undefined : { tar: tar, fingerprint };
}
/** Tells whether a builder's tar can read an entry's archive. */
function keys_canRead(tar, { tar: written }) {
    return written === 'other' || tar === 'gnu';
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
        ...[...reasons].map(([reason, names]) => warning(`Cache mount ${names.join(', ')} began empty: ${toPlainText(reason)}.`)),
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
        const text = `Cache mount ${notes_nameOf(end.id)}: ${endOf(end, plan)}.`;
        return end.kind === 'failed' || end.kind === 'large' ? warning(text) : info(text);
    });
}
/** Returns a row of the job's summary for each mount: its content at the start and whether it was saved. */
function mountRows({ plan, uses }, ends) {
    const identify = (mount) => keys_mountIdentity(mount, plan.subject);
    return uses.map((use) => {
        const end = ends.find((each) => identify(each) === identify(use));
        const parts = [startOf(use, plan), ...(end === undefined ? [] : [endOf(end, plan)])];
        return [`Cache mount ${notes_nameOf(use.id)}`, parts.join(', ')];
    });
}
function startOf({ start, id, owner }, plan) {
    switch (start.kind) {
        case 'restored': {
            const identity = keys_mountIdentity({ id, owner }, plan.subject);
            const scope = plan.restoreFrom.find((each) => start.key.startsWith(keys_entryPrefix(each, identity)));
            const place = scope === undefined ? '' : ` of ${formatScope(scope)}`;
            return `${units_formatBytes(start.bytes)}${place} restored in ${units_formatDuration(start.milliseconds)}`;
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
function endOf(end, { saveTo, maxSize }) {
    switch (end.kind) {
        case 'saved': {
            const place = saveTo === undefined ? '' : ` for ${formatScope(saveTo)}`;
            return `${units_formatBytes(end.bytes)} saved${place} in ${units_formatDuration(end.milliseconds)}`;
        }
        case 'unchanged':
            return 'not saved, since nothing in it changed';
        case 'empty':
            return 'not saved, since it is empty';
        case 'large':
            return `not saved, since it has ${units_formatBytes(end.bytes)} and "cache-mounts-max-size" allows ${units_formatBytes(maxSize)}`;
        case 'failed':
            return `not saved: ${(0,visible/* toPlainText */.bo)(end.reason)}`;
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

;// CONCATENATED MODULE: ./lib/mounts/ask.js
/** Parses a hook's question: the kind of tar, the config.json, lines of /proc/self/mountinfo. Throws on any other text. */
function ask_parseAsk(text) {
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

;// CONCATENATED MODULE: ./lib/mounts/jail-script.js

/** Path of the mount's folder inside a jail. */
const jailedFolder = '/cache-mount';
/** Path of the running script inside a jail. */
const jailedScript = '/runtime.sh';
/**
 * Folders of the builder with programs and their libraries; in some images some are links, which bind mounts follow. The jail adds those of
 * the builder's own PATH that lie elsewhere: an image may have its shell or its tar there.
 */
const programFolders = (/* unused pure expression or super */ null && (['/bin', '/sbin', '/lib', '/lib64', '/usr']));
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
const jail_script_jailFunctions = (/* unused pure expression or super */ null && (`
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
`));

;// CONCATENATED MODULE: ./lib/mounts/hook-script.js


/** Folder for questions of RUNs and answers of the host, below the shared folder; the host makes it. */
const spoolFolder = 'mounts';
/** Path of that folder inside the builder. */
const spoolInBuilder = `${boot_sharedFolder}/${spoolFolder}`;
/** Path of the runtime script inside the builder. */
const runtimeInBuilder = `${boot_sharedFolder}/${boot_shared.runtime}`;
/** Names of the files in that folder; those of one RUN begin with the id of its container. */
const hook_script_spool = {
    /** Exists while the host answers. */
    open: 'open',
    ask: '.ask',
    /** A named pipe. */
    answer: '.answer',
    done: '.done',
};
/** The end mark of a question, because the host may read it while it is being written. */
const hook_script_askEnd = '\n.\n';
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
const saveFunction = (/* unused pure expression or super */ null && (`
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
`));
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
const hookScript = (/* unused pure expression or super */ null && (`#!/bin/sh${jailFunctions}${saveFunction}
case $1 in fill | pack | save) "$@"; exit ;; esac
restore() {
  cd ${spoolInBuilder} || return
  if [ ! -e tar ]; then
    case $(tar --version) in *GNU*) echo gnu ;; *) echo other ;; esac >"$1.tar"
    mv "$1.tar" tar
  fi
  read -r kind <tar
  mkfifo -m 666 "$1${hook_script_spool.answer}" && exec 3<>"$1${hook_script_spool.answer}" || return
  { echo "$kind"; cat "$2/config.json" /proc/self/mountinfo; echo .; } >"$1${hook_script_spool.ask}"
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
  [ ! -e "$run.part" ] || mv "$run.part" "$run${hook_script_spool.done}"
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
if [ "$runs" ] && [ -e ${spoolInBuilder}/${hook_script_spool.open} ] &&
  grep -q '"source":"[^"]*\\(/snapshots/\\|/buildkit-mount\\)' "$bundle/config.json"; then
  (umask 022; restore "\${bundle##*/}" "$bundle") </dev/null >/dev/null 2>&1
fi
exec buildkit-runc "$@"
`));

;// CONCATENATED MODULE: ./node_modules/csv-parse/lib/api/CsvError.js
class CsvError_CsvError extends Error {
  constructor(code, message, options, ...contexts) {
    if (Array.isArray(message)) message = message.join(" ").trim();
    super(message);
    if (Error.captureStackTrace !== undefined) {
      Error.captureStackTrace(this, CsvError_CsvError);
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



;// CONCATENATED MODULE: ./node_modules/csv-parse/lib/api/normalize_columns_array.js



const normalize_columns_array_normalize_columns_array = function (columns) {
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



;// CONCATENATED MODULE: ./node_modules/csv-parse/lib/api/normalize_options.js





const normalize_options_normalize_options = function (opts) {
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
const delimiter_discover_delimiter_discover = function (records, options) {
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

const api_transform = function (original_options = {}) {
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



;// CONCATENATED MODULE: ./lib/mounts/written-run.js


/**
 * Parses the instruction in a vertex's name (`RUN --mount=type=cache,target=/c make`); undefined when it is no RUN, or one that
 * BuildKit would refuse.
 */
function written_run_parseRun(instruction) {
    const rest = /^(?:ONBUILD )?RUN (.*)$/s.exec(instruction)?.[1];
    if (rest === undefined)
        return undefined;
    const { flags, command } = splitFlags(rest);
    const values = flags.filter((flag) => flag.startsWith('--mount=')).map((flag) => flag.slice('--mount='.length));
    const mounts = values.map(parseMount);
    return mounts.every((each) => each !== undefined) ? { mounts: mounts.flat(), command } : undefined;
}
/**
 * Cuts off the flags by the rules of the Dockerfile parser: quotes group words and are removed, and a backslash escapes the next
 * character.
 */
function splitFlags(text) {
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
    const numbers = ['uid', 'gid', 'mode'].map((name) => written_run_parseNumber(name, options.get(name)));
    if (numbers.includes('none') || !TYPES.has(type.toLowerCase()))
        return undefined;
    if (type.toLowerCase() !== 'cache')
        return type.toLowerCase() === 'bind' ? [{ target, cache: undefined, start: 'empty' }] : [];
    const cache = { id: options.get('id') || written_run_cleanPath(target), owner: toOwner(numbers) };
    const isWhole = from === '' && written_run_cleanPath(`/${source}`) === '/';
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
        const records = parse(value, { relaxColumnCount: true });
        return records.length === 1 ? records[0] : undefined;
    }
    catch {
        return undefined;
    }
}
function written_run_parseNumber(name, text) {
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
function written_run_cleanPath(path) {
    return posix
        .normalize(path)
        .replace(/^\/\//, '/')
        .replace(/(.)\/$/, '$1');
}

;// CONCATENATED MODULE: ./lib/mounts/recognize.js

/**
 * Finds the RUN of the trace to which a container belongs, because its config.json has no mount ids. The targets decide. Where several RUNs
 * have the same targets but different mounts, the command decides, and after that which of them is running. Undefined where none matches,
 * or still several.
 */
function recognize_recognizeRun(ask, steps) {
    const fitting = steps.flatMap((step) => {
        const run = parseRun(step.instruction);
        const mounts = run && recognize_assign(run.mounts, ask);
        return run && mounts ? [{ step, run, mounts }] : [];
    });
    const most = Math.max(...fitting.map(({ mounts }) => mounts.length));
    const full = fitting.filter(({ mounts }) => mounts.length === most);
    const same = full.filter(({ run }) => isCommandOf(run, ask));
    const running = same.filter(({ step }) => step.state === 'running');
    const certain = [full, same, running].find((candidates) => new Set(candidates.map(recognize_keyOf)).size === 1);
    if (certain?.[0] === undefined)
        return undefined;
    return { stages: certain.map(({ step }) => step.stage), mounts: certain[0].mounts.flatMap(toFound) };
}
/**
 * Tells whether a container whose RUN was not recognized may have a cache mount: it can write to one of its mounts, and a RUN with a cache
 * mount has not ended. The first alone is not enough, since it holds for a scanner for SBOMs too.
 */
function recognize_mayHaveCache({ mounts }, steps) {
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
function recognize_keyOf({ mounts }) {
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

// EXTERNAL MODULE: ./lib/mounts/transfer-process.js
var transfer_process = __nccwpck_require__(9047);
;// CONCATENATED MODULE: ./lib/mounts/transfers.js



/** The service did not answer in time; a further request would probably take as long. */
class transfers_SilentServiceError extends Error {
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
            const late = new transfers_SilentServiceError(`the Actions cache did not answer within ${milliseconds / 1000} s`);
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
function fetcher_createFetcher(plan, transfers, folder, limits) {
    const findEntry = createEntryFinder(plan, transfers, limits.find);
    const ahead = new Map();
    const lanes = new Map();
    const late = `it was not there within ${limits.wait / 1000} s`;
    const archiveOf = (mount) => archiveName(mountIdentity(mount, plan.subject));
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
        const over = Promise.all([before, filling.ended]).then(() => rm(join(folder, archive), { force: true }));
        lanes.set(archive, over);
        await before;
        const key = await (ahead.get(archive) ?? download(mount)).finally(() => ahead.delete(archive));
        const content = key === undefined ? undefined : contentOf(key);
        if (key !== undefined && content !== undefined && canRead(tar, content)) {
            return { archive, key, since, bytes: (await stat(join(folder, archive))).size };
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
        const identity = mountIdentity(mount, plan.subject);
        const entry = entries.get(identity) ?? ask(identity);
        entries.set(identity, entry);
        return entry;
    };
}

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
function lists_parseList(input, text, separator) {
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
        return parse(text.trim(), {
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
const OFFERED = (/* unused pure expression or super */ null && ([
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
]));
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
const platforms_ALIASES = new Map([
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
    const [architecture, fixed] = platforms_ALIASES.get(written) ?? [written];
    if (!ARCHITECTURES.has(architecture))
        return undefined;
    const given = fixed ?? variant;
    const normal = VARIANTS.get(`${architecture}/${given}`) ?? given;
    return normal === '' ? [architecture] : [architecture, normal];
}

;// CONCATENATED MODULE: ./lib/image/facts.js



/** Reads what the pushed image consists of; undefined when the registry does not tell, since an output less must not fail a build. */
async function readImageFacts({ repository, digest }, registry, platform) {
    const top = await facts_readManifest(registry, repository, digest);
    if (top === undefined)
        return undefined;
    if (top.manifests === undefined)
        return { platforms: { [platform]: digest }, images: imagesOf([top]), size: facts_sizeOf(top) };
    const children = top.manifests.filter(isImage);
    const manifests = await Promise.all(children.map((child) => facts_readManifest(registry, repository, child.digest)));
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
async function facts_readManifest(registry, repository, digest) {
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
function planMounts(request, scopes) {
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
function plan_isWanted({ wanted }, { id }) {
    return wanted === 'auto' || wanted.includes(id);
}
/** Tells whether BuildKit empties the mounts of a RUN, because its stage is built without cache. */
function plan_isEmptied({ emptied }, stages) {
    return emptied === 'all' || stages.every((stage) => stage !== undefined && emptied.includes(stage));
}
function platformsOf(request) {
    return request.platforms.length > 0 ? request.platforms : [onlyPlatform(request)];
}

;// CONCATENATED MODULE: ./lib/mounts/restorer.js





/** Starts with a builder whose mounts are empty. Archives are fetched into the folder, and removed after unpacking. */
function restorer_createRestorer(plan, transfers, folder, limits) {
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
        else if (isEmptied(plan, stages))
            filling.end({ kind: 'emptied' });
        else
            entry.fetched = await fetcher.fetch(mount, tar, filling);
        const ends = cut === undefined ? [] : [{ kind: 'end', id: cut }];
        if (entry.fetched === undefined && (cut === undefined || filling.start()?.kind === 'partial'))
            return ends;
        // A filling that was cut off left files behind, which are removed even if there is no archive now.
        const { archive, bytes } = entry.fetched ?? { archive: emptyArchive, bytes: 0 };
        count += 1;
        const id = `mount-${mountIdentity(mount, plan.subject)}-${count}`;
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
            const mounts = runs.flatMap((run) => (isEmptied(plan, run.stages) ? [] : run.mounts));
            for (const mount of mounts)
                if (isWanted(plan, mount))
                    fetcher.lookAhead(mount);
        },
        async prepare({ mounts, tar }, run) {
            const wanted = run?.mounts.filter((mount) => isWanted(plan, mount)) ?? [];
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
const handed = new Set([hook_script_spool.ask, hook_script_spool.answer, hook_script_spool.done]);
/** Answers the questions that hooks put into a folder that the builder sees, until it is closed. */
async function spool_openSpool(folder, handler) {
    await mkdir(folder, { recursive: true });
    // Files of hooks that were killed with an earlier solve.
    const left = (await readdir(folder)).filter((name) => handed.has(extname(name)));
    for (const name of left)
        if (name.endsWith(spool.done))
            await takeDone(join(folder, name), handler);
    await Promise.all(left.map((name) => rm(join(folder, name), { force: true })));
    const answered = new Set();
    const look = async () => {
        for (const name of await readdir(folder).catch(() => [])) {
            if (name.endsWith(spool.done))
                await takeDone(join(folder, name), handler);
            if (!name.endsWith(spool.ask) || answered.has(name))
                continue;
            const text = await readFile(join(folder, name), 'utf8').catch(() => '');
            if (!text.endsWith(askEnd) || answered.has(name))
                continue;
            answered.add(name);
            void answerAsk(join(folder, name), text.slice(0, -askEnd.length), handler);
        }
    };
    const stop = watchFolder(folder, look);
    await writeFile(join(folder, spool.open), '');
    return {
        async close() {
            stop();
            // A hook may have reported a filling a moment ago.
            await look();
            await rm(join(folder, spool.open), { force: true });
        },
    };
}
/** Calls `look` when a folder has changed; every 10 ms where the system offers no more watches. */
function watchFolder(folder, look) {
    const timers = [];
    let watcher;
    try {
        watcher = watch(folder, () => void look());
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
    await rm(file, { force: true });
    const words = await handler.answer(text).catch(() => []);
    await writeAnswer(file.slice(0, -spool.ask.length) + spool.answer, words);
}
/** Writes into the hook's pipe, without waiting: when the build was cancelled, no hook reads it any more. */
async function writeAnswer(pipe, words) {
    try {
        const file = await open(pipe, constants.O_WRONLY | constants.O_NONBLOCK | constants.O_NOFOLLOW);
        await file.write(`${words.join(' ')}\n`);
        await file.close();
    }
    catch {
        // The hook was killed.
    }
    await rm(pipe, { force: true });
}
async function takeDone(file, handler) {
    const text = await readFile(file, 'utf8').catch(() => undefined);
    if (text === undefined)
        return;
    await rm(file, { force: true });
    handler.done(text);
}

;// CONCATENATED MODULE: ./lib/mounts/upcoming.js

/**
 * Returns the RUNs that have not started and depend on an instruction that is running or has run: they will run too, since their input has
 * changed. Where every step is cached there are none.
 */
function upcoming_upcomingRuns(progress) {
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
    say.notice("Cache mounts are not kept: Docker's daemon cannot see this runner's folders.");
    return undefined;
}
/** Makes a manager, which sends no request to the Actions cache before a RUN needs one. */
function createManager(plan, lease, signal) {
    const folder = spoolOf(lease);
    const transfers = openTransfers({ folder, temp: transferTemp(lease) });
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
            await rm(trace, { force: true });
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
    return (0,external_node_path_.join)(lease.folder, 'shared', spoolFolder);
}
/** Opens transfers for the post step of a lease. */
function openLeaseTransfers(lease) {
    return transfers_openTransfers({ folder: spoolOf(lease), temp: transferTemp(lease) });
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
        await sleep(askInterval);
    }
}

;// CONCATENATED MODULE: ./lib/mounts/save.js







/**
 * Saves the mounts of a job whose builder is still running, as new entries of the scope that the run may write. Resolves with the result for
 * each mount; a failure never fails the job.
 */
async function saveMounts({ plan, uses }, lease, signal) {
    const { saveTo } = plan;
    const mounts = [...lastUses(uses, plan).values()];
    if (saveTo === undefined || mounts.length === 0)
        return [];
    const transfers = openLeaseTransfers(lease);
    const stop = () => transfers.stop();
    signal.addEventListener('abort', stop, { once: true });
    const ends = await Promise.all(mounts.map(async (use) => {
        const { id, owner } = use;
        const end = await saveMount(use, plan, { scope: saveTo, lease, transfers, signal }).catch((error) => ({
            kind: 'failed',
            reason: signal.aborted ? 'the job was cancelled' : error.message,
        }));
        return { id, owner, ...end };
    }));
    signal.removeEventListener('abort', stop);
    stop();
    return ends;
}
/** Keeps the last use of each identity: with `sharing=private` several RUNs may have had a folder each. */
function lastUses(uses, { subject }) {
    const savable = uses.filter(({ home, start }) => home !== undefined && !['silent', 'unused', 'partial'].includes(start.kind));
    return new Map(savable.map((use) => [keys_mountIdentity(use, subject), use]));
}
async function saveMount(use, { subject, maxSize }, context) {
    const { scope, lease, transfers, signal } = context;
    const started = performance.now();
    const identity = keys_mountIdentity(use, subject);
    const archive = keys_archiveName(identity);
    const before = use.start.kind === 'restored' ? keys_contentOf(use.start.key)?.fingerprint : undefined;
    const home = splitHome(use.home ?? '');
    if (home === undefined)
        return { kind: 'failed', reason: 'its files are not where BuildKit has them' };
    const limits = [String(Math.floor(maxSize / 1024)), before ?? '', String(Math.ceil(save_patience(maxSize) / 1000))];
    const args = [`save-${identity}`, home.snapshot, home.below, `${spoolInBuilder}/${archive}`, ...limits];
    const line = await docker_dockerLong(['exec', lease.container, '/bin/sh', runtimeInBuilder, 'save', ...args], {
        env: process.env,
        signal,
    });
    const written = parseWritten(line);
    if ('kind' in written)
        return written;
    const prefix = keys_entryPrefix(scope, identity);
    await transfers.save(archive, entryKey(prefix, use.id, written, writerOf(lease)), save_patience(written.bytes));
    await (0,promises_.rm)((0,external_node_path_.join)(spoolOf(lease), archive), { force: true });
    return { kind: 'saved', bytes: written.bytes, milliseconds: performance.now() - started };
}
function parseWritten(line) {
    const [word, ...rest] = line.split(' ');
    switch (word) {
        case 'written':
            return { tar: rest[0], fingerprint: rest[1] ?? '', bytes: Number(rest[2]) };
        case 'large':
            return { kind: 'large', bytes: Number(rest[0]) };
        case 'unchanged':
        case 'empty':
            return { kind: word };
        default:
            return { kind: 'failed', reason: rest.join(' ') };
    }
}
/** Identifies run and step, so that two steps of one job, and two jobs of one run, write different keys. */
function writerOf({ container }) {
    return `${process.env.GITHUB_RUN_ID || 0}-${container.replace(/^buildkit-/, '')}`;
}
/** Time limit of packing or an upload in milliseconds: half a minute, and a second for every 2 MB. */
function save_patience(bytes) {
    return 30_000 + bytes / 2000;
}

// EXTERNAL MODULE: ./lib/node_modules/@actions/core/lib/core.js + 2 modules
var lib_core = __nccwpck_require__(8983);
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
function problem_toFailure(attempt, problem, redact) {
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
const LARGEST_ANSWER = 1024 * 1024;
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
    if (answer.status !== 200 || typeof digest !== 'string' || !reference_isDigest(digest) || !Number.isSafeInteger(size)) {
        const got = await get(ask, place, reference);
        return got.kind === 'found' ? { kind: 'found', digest: got.digest, mediaType: got.mediaType, size: got.size } : got;
    }
    manifests_checkDigest(place, digest, reference.digest);
    return { kind: 'found', digest, mediaType: readMediaType(answer), size };
}
/** Reads a manifest of at most 4 MiB and checks its digest. Throws a Problem. */
async function get(ask, place, reference) {
    const answer = await ask(readTask('GET', place, reference));
    return manifests_toFound(answer, place, reference.digest ?? toldDigest(answer));
}
/** Reads a blob and checks its digest. Throws a Problem. */
async function getBlob(ask, place, digest, largestBody) {
    const resource = `/v2/${place.path}/blobs/${digest}`;
    return manifests_toFound(await ask({ ...place, actions: 'pull', method: 'GET', resource, largestBody }), place, digest);
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
function manifests_toFound(answer, place, expected) {
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
    return typeof told === 'string' && reference_isDigest(told) ? told : undefined;
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
    if (!tags?.every((tag) => typeof tag === 'string' && reference_isTag(tag))) {
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
    const attempt = (what, run) => run().catch((error) => problem_toFailure(what, toProblem(error), redact));
    return {
        headManifest: (reference) => attempt(`Looking for ${reference_formatReference(reference)}`, () => headFirst(ask, mirrors(reference.domain), reference)),
        getManifest: (reference) => attempt(`Reading ${reference_formatReference(reference)}`, () => get(ask, toPlace(reference), reference)),
        getBlob: (reference, digest, largestBytes = 4 * 1024 * 1024) => attempt(`Reading the blob ${digest} of ${reference.name}`, () => getBlob(ask, toPlace(reference), digest, largestBytes)),
        putBlob: (reference, bytes) => attempt(`Writing a blob of ${reference.name}`, async () => ({
            kind: 'written',
            digest: await putBlob(ask, toPlace(reference), bytes),
        })),
        putManifest: (reference, bytes, mediaType) => attempt(`Writing ${reference_formatReference(reference)}`, () => put(ask, toPlace(reference), reference, bytes, mediaType)),
        tryUpload: (reference) => attempt(`An upload to ${reference.name}`, () => tryUpload(ask, toPlace(reference))),
        deleteManifest: (reference) => attempt(`Deleting ${reference_formatReference(reference)}`, () => manifests_remove(ask, toPlace(reference), reference)),
        async *listTags(reference) {
            try {
                yield* list(ask, toPlace(reference));
            }
            catch (error) {
                throw new RegistryError(problem_toFailure(`Listing the tags of ${reference.name}`, toProblem(error), redact));
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
function toClientOptions(config) {
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
    return { auths, helpers, store: readText(config, 'credsStore', problem), secrets };
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
    const auth = readText(entry, 'auth', problem);
    const registryToken = readText(entry, 'registrytoken', problem);
    const identityToken = readText(entry, 'identitytoken', problem);
    const plain = { username: readText(entry, 'username', problem), password: readText(entry, 'password', problem) };
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
function readText(object, name, problem) {
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
    const folder = env.DOCKER_CONFIG || (0,external_node_path_.join)(env.HOME || (0,external_node_os_.homedir)(), '.docker');
    const logins = readLogins((0,external_node_path_.join)(folder, 'config.json'));
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
        text = (0,external_node_fs_.readFileSync)(file, 'utf8');
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
    const options = toClientOptions(buildkitd_config_toBuildkitdConfig(config ?? ''));
    const client = createRegistryClient({
        credentials,
        mask: lib_core/* setSecret */.Pq,
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
        return readDockerConfig(process.env, lib_core/* setSecret */.Pq);
    }
    catch (error) {
        if (malformed === 'refused')
            throw error;
        runner_say/* warning */.$e(`${error instanceof Error ? error.message : String(error)} The build goes on without a login.`);
        return undefined;
    }
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
    return ` … (${formatNumber(characters)} more characters)`;
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

;// CONCATENATED MODULE: ./lib/report/builder-log.js


/** Shows what a builder wrote, in a group of its own; a Dockerfile's author may have chosen some of it, so none of it is obeyed. */
async function showBuilderLog(container) {
    const lines = (await readLog(container, undefined)).trimEnd().split('\n');
    const printer = openPrinter();
    printer.openGroup('Log of BuildKit');
    printer.foreign(lines);
    printer.closeGroup();
    printer.obey();
}

;// CONCATENATED MODULE: ./lib/text/manifest.js
/**
 * Reads a manifest or an index of whatever form; total, because anybody who may write to a repository chooses what a registry answers.
 * What is no descriptor is left out, and what is no manifest at all has nothing in it.
 */
function manifest_toManifest(bytes) {
    const { config, layers, manifests } = toObject(bytes);
    return {
        config: toDescriptor(config),
        layers: toDescriptors(layers),
        manifests: manifests === undefined ? undefined : toDescriptors(manifests),
    };
}
/** Returns the descriptor that makes a manifest a cache of BuildKit's: an image has it as its configuration, an older index lists it. */
function manifest_cacheConfigOf({ config, manifests = [] }) {
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

;// CONCATENATED MODULE: ./lib/report/cache-warnings.js



/** Bytes of configuration above which BuildKit imports a cache no more (docs/buildkit.md). */
const largestConfig = 1024 * 1024;
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
        `None of the ${total} steps came from the cache ${formatReference(cache.cacheSource.reference)}. If several builds take turns in it, such as those of a matrix over "build-args", give each a "cache-key" of its own.`,
    ];
}
/** Returns a sentence where a cache that was just written is too large ever to be imported. */
function warnOfSize(reference, manifest) {
    const size = manifest_cacheConfigOf(manifest_toManifest(manifest))?.size ?? 0;
    if (size <= largestConfig)
        return [];
    return [
        `The cache ${reference_formatReference(reference)} cannot be imported again, its configuration has ${size} bytes and BuildKit reads 1 MiB: ${smaller}.`,
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
    if (answer.kind !== 'found' || cacheConfigOf(toManifest(answer.bytes)) !== undefined)
        return [];
    return [
        `${formatReference(reference)} is no cache of BuildKit's, so nothing was imported from it: the next export takes its place, or write another "cache-ref".`,
    ];
}
function warnOfInlineExport(end) {
    const { request, cache } = end.job;
    if (end.kind !== 'built' || request.cache.export !== 'inline' || cache.exportTo === undefined)
        return [];
    if (end.metadata.cacheManifest !== undefined)
        return [];
    const reason = end.progress.cacheExportError() ?? 'BuildKit does not say why';
    return [`The cache was not saved to ${formatReference(cache.exportTo)}: ${reason}.`];
}
/** Of the caches of `cache-to` only those in folders are written within the build, beside what is part of its image. */
function warnOfFolder({ instruction, phase, state, error }) {
    if (phase !== 'cache-export' || state !== 'failed' || !/client directory/.test(instruction))
        return [];
    return [`A cache of "cache-to" was not saved to its folder: ${error ?? 'BuildKit does not say why'}.`];
}

;// CONCATENATED MODULE: ./lib/report/notes.js

/** Says each note once, in the log or as an annotation. */
function sayNotes(notes) {
    for (const { level, text } of notes) {
        if (level === 'warning')
            runner_say/* warning */.$e(text);
        else
            runner_say/* info */.pq(text);
    }
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
        runner_say/* warning */.$e(`${loss}: ${error instanceof Error ? error.message : String(error)}`);
        return undefined;
    }
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

;// CONCATENATED MODULE: ./lib/request/buildkit.js
/*
 * What this project knows of BuildKit's release by heart. CONTRIBUTING.md ("Another release of BuildKit") has the steps of a change.
 */
/** The release that is started where a workflow names no image. */
const buildkit_BUILDKIT_VERSION = 'v0.34.2';
/** Its image, with the registry's name: an engine may have others that it looks at first. */
const BUILDKIT_IMAGE = (/* unused pure expression or super */ null && (`docker.io/moby/buildkit:${buildkit_BUILDKIT_VERSION}`));
/** The Dockerfile frontend inside of it is this minor version of docker/dockerfile:1 (frontend/dockerfile/version/version.go). */
const buildkit_FRONTEND_MINOR = 28;
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

;// CONCATENATED MODULE: ./lib/dockerfile/frontend.js

/**
 * Tells whether BuildKit's own frontend does what the Dockerfile's `# syntax` line asks for, so that pulling and starting
 * that image can be left out. Only for plain `docker/dockerfile` of at most the built-in version, in the pinned BuildKit;
 * never for `-labs`, a digest or another image (docs/buildkit.md).
 */
function frontend_usesBuiltInFrontend(dockerfile, buildkitImage) {
    const syntax = readSyntax(dockerfile);
    if (syntax === undefined || !hasKnownFrontend(buildkitImage))
        return false;
    const version = /^(?:docker\.io\/)?docker\/dockerfile(?::1(?:\.(\d+)(?:\.\d+)?)?)?$/.exec(syntax);
    return version !== null && Number(version[1] ?? 0) <= FRONTEND_MINOR;
}
/** Patches of one minor release have the same frontend. */
function hasKnownFrontend(image) {
    const [, release] = /^(?:docker\.io\/)?moby\/buildkit:(v\d+\.\d+)\.\d+(?:@sha256:[0-9a-f]{64})?$/.exec(image) ?? [];
    return release !== undefined && BUILDKIT_VERSION.startsWith(`${release}.`);
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

;// CONCATENATED MODULE: ./lib/request/places.js



/**
 * Returns the real path of what an input names, which is there; throws an InputError with it where it is out of bounds.
 *
 * | written as | real path |
 * | --- | --- |
 * | in the workspace | in the workspace: what a pull request has put there may be a link to anything on the runner |
 * | outside, `context` and `file` | in the workspace, or in a folder in RUNNER_TEMP, which itself holds what is the runner's |
 * | outside, any other input | anywhere: it was asked for |
 */
async function toRealPlace(input, path, bounds) {
    return checkBounds(input, path, await realpath(path), bounds);
}
/** Returns the real path that something is written to, by the same rule; what is not there yet lies where its nearest parent does. */
async function toRealDestination(input, path, bounds) {
    return checkBounds(input, path, await resolveDestination(input, path), bounds);
}
/**
 * Returns the real path of an OCI layout by the same rule, which goes for each link in it as well: buildctl opens a lock in one that it
 * only reads, and goes on with what an earlier writer left in `ingest`, whose name tells anybody which blob comes there.
 */
async function toRealStore(input, path, bounds) {
    const seen = new Set();
    const check = async (place) => {
        const real = await toRealDestination(input, place, bounds);
        if (seen.has(real))
            return real;
        seen.add(real);
        const entries = await readdir(real, { recursive: true, withFileTypes: true }).catch(() => []);
        for (const entry of entries)
            if (entry.isSymbolicLink())
                await check(join(entry.parentPath, entry.name));
        return real;
    };
    return check(path);
}
/**
 * Returns what a file of a folder holds, of which only the folder's name was checked; undefined where it is not there, or a link that
 * leads out of the folder, which BuildKit would not follow either.
 */
async function places_readInside(folder, name) {
    const [root, file] = await Promise.all([realFolder(folder), realpath(join(folder, name)).catch(() => undefined)]);
    if (file === undefined || !isIn(root, file))
        return undefined;
    return readFile(file, 'utf8').catch(() => undefined);
}
async function checkBounds(input, path, real, bounds) {
    const [workspace, temp] = await Promise.all([realFolder(bounds.workspace), bounds.temp && realFolder(bounds.temp)]);
    const isWrittenInside = [bounds.workspace, workspace].some((folder) => isIn(folder, path));
    const isHeld = isWrittenInside || input === 'context' || input === 'file';
    if (!isHeld || bounds.outside === 'allowed' || isIn(workspace, real))
        return real;
    if (!isWrittenInside && temp && real !== temp && isIn(temp, real))
        return real;
    if (!isWrittenInside && real === temp) {
        throw new InputError(`"${input}" names RUNNER_TEMP itself, which holds what is the runner's own: write a folder in it.`);
    }
    const through = real === path ? path : `${path}, which is ${real}`;
    throw new InputError(`"${input}" names ${through} outside the workspace ${workspace}: write a path inside it, or allow-outside-workspace: true.`);
}
/** A link that leads to nothing counts as what it names: a file that is written there comes into being at its other end. */
async function resolveDestination(input, path) {
    let place = path;
    let missing = '';
    for (let links = 0; links < MOST_LINKS;) {
        const real = await realpath(place).catch((error) => error);
        if (typeof real === 'string')
            return join(real, missing);
        if (real.code !== 'ENOENT' && real.code !== 'ENOTDIR')
            break;
        const isLink = await lstat(place).then((found) => found.isSymbolicLink(), () => false);
        if (isLink) {
            links += 1;
            place = resolve(await realpath(dirname(place)), await readlink(place));
        }
        else {
            missing = join(place.slice(dirname(place).length), missing);
            place = dirname(place);
        }
    }
    throw new InputError(`"${input}" names ${path}, which cannot be written: a link in it leads nowhere.`);
}
/** As many as Linux follows. */
const MOST_LINKS = 40;
function realFolder(path) {
    return realpath(path).catch(() => path);
}
function isIn(folder, path) {
    const way = relative(folder, path);
    return !isAbsolute(way) && way.split(sep)[0] !== '..';
}

;// CONCATENATED MODULE: ./lib/solve/write-dockerfile.js



/**
 * Writes the replacement of a Dockerfile into a folder, with the same name and the same ignore file beside it, and returns its
 * place.
 */
async function write_dockerfile_writeDockerfile(place, { directory, filename }, content) {
    await mkdir(place, { recursive: true });
    await writeFile(join(place, filename), content);
    const ignore = `${filename}.dockerignore`;
    // Most Dockerfiles have no ignore file of their own, and the context's is sent with the context.
    const ignored = await readInside(directory, ignore);
    if (ignored !== undefined)
        await writeFile(join(place, ignore), ignored);
    return { directory: place, filename };
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
    if (isContext && real === join(directory, filename))
        return dockerfile;
    return writeDockerfile(join(folder, 'dockerfile'), { directory, filename }, await readFile(real));
}
/** Removes the values of secrets from the disk once no solve of this step needs them. */
async function removeSecrets(folder) {
    await rm(secretsIn(folder), { recursive: true, force: true });
}
async function chooseFrontend({ dockerfile, builder, buildArgs }) {
    if (buildArgs.some(([name]) => name === 'BUILDKIT_SYNTAX'))
        return 'as written';
    // A remote BuildKit may be of any version, and a remote Dockerfile cannot be read from here.
    if (dockerfile.directory === undefined || builder.endpoint)
        return 'as written';
    const text = await readFile(join(dockerfile.directory, dockerfile.filename), 'utf8');
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
            files.set(secret.id, join(secretsIn(folder), String(files.size)));
    }
    if (files.size > 0)
        await mkdir(secretsIn(folder), { recursive: true, mode: 0o700 });
    await Promise.all(secrets.map(async (secret) => {
        if (secret.kind === 'value')
            await writeFile(files.get(secret.id) ?? '', secret.value, { mode: 0o600 });
    }));
    return files;
}
function secretsIn(folder) {
    return join(folder, 'secrets');
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


const { access: summary_access, appendFile, writeFile: summary_writeFile } = external_fs_.promises;
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
                yield summary_access(pathFromEnv, external_fs_.constants.R_OK | external_fs_.constants.W_OK);
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
            const writeFunc = overwrite ? summary_writeFile : appendFile;
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
    const text = lines.map((line) => (0,visible/* toPlainText */.bo)(line)).join('\n');
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

;// CONCATENATED MODULE: ./lib/trace/cache-miss.js
/**
 * Finds the first executed instruction that depends on cached instructions only (or on none), and sums up all that ran on
 * top of it; undefined when nothing ran. What comes between two instructions (a build context, a base image) is looked through.
 */
function firstMiss(steps) {
    const byVertex = new Map(steps.map((step) => [step.digest, step]));
    const run = steps.filter((step) => step.phase === 'instruction' && step.isExecuted);
    const ancestors = new Map(run.map((step) => [step, ancestorsOf(step, byVertex)]));
    const isRoot = (step) => !run.some((other) => other !== step && ancestors.get(step)?.has(other));
    const step = run.filter(isRoot).toSorted((a, b) => (a.started ?? 0) - (b.started ?? 0))[0];
    if (step === undefined)
        return undefined;
    const cost = run.filter((other) => other === step || ancestors.get(other)?.has(step));
    return { step, steps: cost.length, milliseconds: cost.reduce((sum, other) => sum + other.milliseconds, 0) };
}
function ancestorsOf(step, byVertex) {
    const found = new Set();
    const open = [...step.inputs];
    for (let digest = open.pop(); digest !== undefined; digest = open.pop()) {
        const input = byVertex.get(digest);
        if (input === undefined || found.has(input))
            continue;
        found.add(input);
        open.push(...input.inputs);
    }
    return found;
}

;// CONCATENATED MODULE: ./lib/trace/counts.js
/**
 * Counts the steps that make layers: numbered instructions of the Dockerfile but FROM, which is resolved in every build
 * and cached in none, so that it would only blur the figure. Instructions that a build did not need, such as those of a
 * stage whose only copied file was found in the cache, count as nothing.
 */
function counts_countSteps(steps) {
    const instructions = steps.filter(({ phase }) => phase === 'instruction');
    const cached = instructions.filter(({ state }) => state === 'cached').length;
    const run = instructions.filter(({ isExecuted }) => isExecuted).length;
    const total = cached + run;
    return { cached, run, total, ratio: total === 0 ? 1 : cached / total };
}
/** Tells whether a build ran no instruction at all. */
function isFullyCached(steps) {
    return counts_countSteps(steps).run === 0;
}

;// CONCATENATED MODULE: ./lib/trace/step-lines.js


/** Characters of a step's name that a line shows; the Dockerfile has the rest. */
const titleLimit = 120;
/** Names a step as BuildKit does, in one short line: `[builder 3/7] RUN npm ci`. */
function stepTitle(step) {
    return shorten(toOneLine(step.name), titleLimit);
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
        return `cached, but fetching its layer failed after ${formatDuration(milliseconds)}`;
    return `${ends[state] ?? 'done in'} ${formatDuration(milliseconds)}`;
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
    return `${formatBytes(bytes)} in ${formatDuration(milliseconds)}`;
}

;// CONCATENATED MODULE: ./lib/summary/chart-style.js
/**
 * The look of the chart. GitHub draws it with Mermaid's default theme on white and with its dark theme on near black, so text takes
 * the colour of the theme; only Mermaid's dark theme writes labels beside bars dark on dark. Bars have one meaning each on both:
 * a run step is a plain task (blue), a cached one `done` (outlined), a failed one `crit` (red).
 */
const colours = {
    taskBkgColor: '#0969da',
    taskBorderColor: '#0969da',
    doneTaskBkgColor: 'rgba(110, 119, 129, 0.15)',
    doneTaskBorderColor: '#8c959f',
    critBkgColor: '#cf222e',
    critBorderColor: '#cf222e',
    sectionBkgColor: 'rgba(110, 119, 129, 0.4)',
    sectionBkgColor2: 'rgba(110, 119, 129, 0.4)',
    altSectionBkgColor: 'rgba(110, 119, 129, 0)',
};
/** The chart's root has the text colour of the theme; labels on blue and red bars are white. */
const css = [
    '.sectionTitle, .taskText, .taskTextOutsideLeft, .taskTextOutsideRight { fill: inherit !important; }',
    '.taskText:not([class*=done]) { fill: #ffffff !important; }',
    '.grid .tick line { stroke: #6e7781; opacity: 0.3; }',
].join(' ');
/** What the colours mean, to stand below the chart. */
const chartLegend = '🟦 run ⬜ cached 🟥 failed';
/** Returns Mermaid's directive that gives a gantt chart its look; the left margin holds section names of that many characters. */
function chartStyle(sectionWidth) {
    const gantt = {
        // Without a width Mermaid takes the page's, and on a phone labels stand across the names of stages. So it is scaled down.
        useWidth: 780,
        // Mermaid draws the axis 50 pixels above the bottom, whatever the padding.
        topPadding: 50,
        gridLineStartPadding: 42,
        barHeight: 20,
        barGap: 5,
        fontSize: 13,
        sectionFontSize: 13,
        leftPadding: 24 + 7.5 * sectionWidth,
        rightPadding: 40,
    };
    return `%%{init: ${JSON.stringify({ themeVariables: colours, themeCSS: css, gantt })}}%%`;
}

;// CONCATENATED MODULE: ./lib/summary/bars.js




/** Characters of a bar's label. */
const labelLimit = 40;
/** Part of the build's time that something of BuildKit's own must have taken to have a bar. */
const worthABar = 0.02;
/** Makes a bar of each step that was started or failed, and of what BuildKit did besides if it took long, in the order of their sections' starts. */
function toBars(steps) {
    const started = steps.filter((step) => step.started !== undefined && step.state !== 'pending');
    const origin = Math.min(...started.map((step) => step.started ?? 0));
    const end = Math.max(...started.map((step) => step.completed ?? step.started ?? 0));
    const least = (end - origin) * worthABar;
    const ofSteps = steps
        .filter((step) => started.includes(step) || step.state === 'failed')
        .toSorted((a, b) => (a.index ?? 0) - (b.index ?? 0))
        .filter((step) => isWorthABar(step, least))
        // What failed before it was started, failed last.
        .map((step) => ofStep(step.started === undefined ? { ...step, started: end } : step, origin));
    const ofExports = exportPhases(steps)
        .filter(({ milliseconds }) => milliseconds >= least)
        .map(({ kind, name, started: from, milliseconds }) => {
        const label = labelOf(kind === 'cache' ? `cache: ${name}` : name, units_formatDuration(milliseconds));
        return {
            section: 'export',
            label,
            kind: 'run',
            start: from - origin,
            end: from - origin + milliseconds,
            steps: 1,
        };
    });
    const inOrder = [...ofSteps, ...ofExports].toSorted((a, b) => a.start - b.start);
    const sections = Map.groupBy(inOrder, (bar) => bar.section);
    return [...sections.values()].flat();
}
function isWorthABar({ index, phase, state, milliseconds }, least) {
    if (phase.endsWith('export'))
        return false;
    return index !== undefined || state === 'failed' || milliseconds >= least;
}
function ofStep(step, origin) {
    const { state, started = origin, completed = started, milliseconds } = step;
    // A step with pauses (an image is resolved at first and pulled when it is needed) is shown where it did its work.
    const end = milliseconds < 100 ? Math.min(completed, started + milliseconds) : completed;
    const kind = state === 'cached' || state === 'failed' ? state : 'run';
    const time = units_formatDuration(milliseconds);
    const ends = { cached: milliseconds >= 100 ? `cached, ${time}` : 'cached', failed: `failed, ${time}`, run: time };
    return {
        section: sectionOf(step),
        label: labelOf(step.instruction, state === 'canceled' ? `canceled, ${time}` : ends[kind], step.index),
        kind,
        start: Math.max(started, end - milliseconds) - origin,
        end: end - origin,
        steps: 1,
    };
}
function sectionOf({ index, platform, stage }) {
    if (index === undefined)
        return 'prepare';
    return [stage, platform?.replace(/^linux\//, '')].filter((part) => part !== undefined).join(' ') || 'build';
}
/** A number or a dot in front keeps any name from being one of Mermaid's keywords. */
function labelOf(name, end, index) {
    const short = toOneLine(name)
        .replace(/^\[(\S+ )?internal\] /, '')
        .replace(/^FROM docker\.io\/(library\/)?/, 'FROM ')
        .replace(/@sha256:\w+…/, '');
    return `${index ?? '·'} ${(0,visible/* shorten */.ml)(short, labelLimit - end.length - 5)} (${end})`;
}

;// CONCATENATED MODULE: ./lib/summary/merge-bars.js

/**
 * Makes at most `limit` bars of many, so that the chart of a build of 200 steps can be read: neighbours in a section become
 * one, first those that were cached, then the short ones; the longest and what failed stay. Of more sections than that, the
 * shortest become one.
 */
function mergeBars(bars, limit) {
    if (bars.length <= limit)
        return [...bars];
    const withoutCached = mergeNeighbours(bars, (a, b) => isCached(a) && isCached(b));
    const byLength = withoutCached.toSorted((a, b) => weight(b) - weight(a));
    for (let kept = Math.min(limit, byLength.length); kept >= 0; kept -= 1) {
        const long = new Set(byLength.slice(0, kept));
        const merged = mergeNeighbours(withoutCached, (a, b) => !long.has(a) && !long.has(b) && isCached(a) === isCached(b));
        if (merged.length <= limit)
            return merged;
    }
    const bySection = mergeNeighbours(withoutCached, () => true);
    return mergeSections(bySection, limit);
}
/** Merges each run of bars of one section that may be merged; what failed never is. */
function mergeNeighbours(bars, mayMerge) {
    const runs = [];
    for (const bar of bars) {
        const run = runs.at(-1);
        const last = run?.at(-1);
        if (run && last && last.section === bar.section && !isFailed(last) && !isFailed(bar) && mayMerge(last, bar))
            run.push(bar);
        else
            runs.push([bar]);
    }
    return runs.map(mergeRun);
}
function mergeSections(bars, limit) {
    if (bars.length <= limit)
        return [...bars];
    const byLength = bars.toSorted((a, b) => weight(b) - weight(a));
    const kept = new Set(byLength.slice(0, limit - 1));
    const rest = bars.filter((bar) => !kept.has(bar)).map((bar) => ({ ...bar, section: 'other stages' }));
    return [...bars.filter((bar) => kept.has(bar)), mergeRun(rest)];
}
function mergeRun(run) {
    const [first, ...others] = run;
    if (others.length === 0)
        return first;
    const steps = run.reduce((sum, bar) => sum + bar.steps, 0);
    const start = Math.min(...run.map((bar) => bar.start));
    const end = Math.max(...run.map((bar) => bar.end));
    const kind = run.some((bar) => bar.kind === 'failed')
        ? 'failed'
        : run.every((bar) => bar.kind === 'cached')
            ? 'cached'
            : 'run';
    const label = `${formatCount(steps, kind === 'cached' ? 'cached step' : 'short step')} (${units_formatDuration(end - start)})`;
    return { section: first.section, label, kind, start, end, steps };
}
/** What failed is what one looks for. */
function weight({ kind, start, end }) {
    return kind === 'failed' ? Number.POSITIVE_INFINITY : end - start;
}
function isFailed({ kind }) {
    return kind === 'failed';
}
function isCached({ kind }) {
    return kind === 'cached';
}

;// CONCATENATED MODULE: ./lib/summary/timeline.js




/** Bars that a chart shows at most: what one can still take in, about a screen high. */
const barLimit = 40;
/** Characters of a section's name. */
const sectionLimit = 18;
/** Draws a build as a Mermaid gantt chart, a section for each stage; undefined when nothing was started. */
function formatTimeline(steps) {
    const bars = mergeBars(toBars(steps), barLimit);
    if (bars.length === 0)
        return undefined;
    const length = Math.max(1, ...bars.map(({ end }) => end));
    const names = sectionNames(bars.map(({ section }) => section));
    return [
        chartStyle(Math.max(...[...names.values()].map((name) => name.length))),
        'gantt',
        '    dateFormat YYYY-MM-DD HH:mm:ss.SSS',
        ...axis(length).map((line) => `    ${line}`),
        '    todayMarker off',
        ...[...Map.groupBy(bars, ({ section }) => section)].flatMap(([section, group]) => [
            `    section ${escapeLabel(names.get(section) ?? section)}`,
            ...group.map((bar) => `    ${formatBar(bar, length)}`),
        ]),
    ].join('\n');
}
/** Shortens the names of sections; Mermaid would take two of one name for one. */
function sectionNames(sections) {
    const names = new Map();
    for (const section of sections) {
        if (names.has(section))
            continue;
        const name = (0,visible/* shorten */.ml)(section, sectionLimit);
        const isTaken = [...names.values()].includes(name);
        names.set(section, isTaken ? `${(0,visible/* shorten */.ml)(section, sectionLimit - 4)} ${names.size + 1}` : name);
    }
    return names;
}
/** Ticks that are round numbers, five to ten of them; written in the viewer's time zone, as the dates are read. */
function axis(length) {
    const steps = [
        [1_000, '100millisecond', '%L ms'],
        [5_000, '500millisecond', '%-S.%L s'],
        [10_000, '1second', '%-S s'],
        [60_000, '5second', '%-S s'],
        [180_000, '15second', '%-M:%S'],
        [600_000, '1minute', '%-M:%S'],
        [3_600_000, '5minute', '%-M min'],
        [36_000_000, '1hour', '%-H h'],
    ];
    const [, interval, format] = steps.find(([limit]) => length < limit) ?? [0, '6hour', '%-H h'];
    return [`axisFormat ${format}`, `tickInterval ${interval}`];
}
function formatBar({ label, kind, start, end }, length) {
    const tags = { cached: 'done, ', run: '', failed: 'crit, ' };
    // A bar of no width cannot be seen, and the one that failed has to be. Mermaid's times are whole milliseconds.
    const visibleEnd = Math.max(end, start + Math.max(1, length / (kind === 'failed' ? 50 : 250)));
    return `${escapeLabel(label)} :${tags[kind]}${toDate(start)}, ${toDate(visibleEnd)}`;
}
/** Mermaid reads and writes dates of the viewer's time zone; any day without a change of the clocks will do. */
function toDate(milliseconds) {
    return new Date(Date.UTC(2000, 0, 1) + Math.round(milliseconds)).toISOString().replace('T', ' ').replace('Z', '');
}
/**
 * Writes what would mean something to Mermaid, Markdown or HTML in another way. A colon ends a name and is the one that names
 * are full of, so that it becomes a sign that looks alike: Mermaid measures its entities (`#35;`) as far wider than they are.
 */
function escapeLabel(text) {
    const oneLine = text.replaceAll(/[\p{C}\p{Z}]+/gu, ' ').replaceAll(':', '\u2236');
    return oneLine.replaceAll(/[#%<>`]/g, (character) => `#${character.charCodeAt(0)};`);
}

;// CONCATENATED MODULE: ./lib/summary/summary.js









/** Tags that are listed, slowest steps, lines of a failed step, and characters of a name: what keeps a summary below GitHub's 1 MiB. */
const listedTags = 20;
const slowest = 5;
const tailLines = 30;
const nameLimit = 200;
/** Writes the job's summary of one build in GitHub's Markdown. Nothing that comes from the build can end a cell, a fence or the chart. */
function formatSummary(data) {
    const timeline = formatTimeline(data.steps);
    return [
        `### ${heading(data)}`,
        ...(data.failure ? [failureOf(data.failure)] : []),
        ...costOf(data),
        ...listed(rowsOf(data)),
        ...(timeline === undefined
            ? []
            : [folded('Timeline', `\`\`\`mermaid\n${timeline}\n\`\`\`\n\n${chartLegend}`, data.timeline)]),
        ...slowestSteps(data.steps),
        ...inputsOf(data),
        '',
    ].join('\n\n');
}
function heading({ title, failure, steps, milliseconds }) {
    const { cached, total } = counts_countSteps(steps);
    const end = failure ? `failed after ${units_formatDuration(milliseconds)}` : `built in ${units_formatDuration(milliseconds)}`;
    const counts = total > 0 ? `, ${cached} of ${formatCount(total, 'step')} cached` : '';
    return `${failure ? '❌' : '✅'} ${plain((0,visible/* shorten */.ml)(title, nameLimit))} ${end}${counts}`;
}
function rowsOf(data) {
    const { image, digest, cacheSource, cacheTarget } = data;
    const tags = data.tags.slice(0, listedTags).map(code);
    const moreTags = data.tags.length - tags.length;
    const isInImage = digest !== undefined && image?.endsWith(digest);
    const rows = [
        ['Image', image && codeSpan(image)],
        ['Digest', isInImage ? undefined : digest && code(digest)],
        ['Tags', [...tags, ...(moreTags > 0 ? [`and ${moreTags} more`] : [])].join('<br>')],
        ['Platforms', data.platforms.map(code).join(', ')],
        ['Size', summary_sizeOf(data)],
        ['Cache read from', cacheSource && `${code(cacheSource.reference)}, ${plain(cacheSource.owner)}`],
        ['Cache saved to', cacheTarget && `${code(cacheTarget.reference)}${plain((0,visible/* shorten */.ml)(cacheTarget.end, nameLimit))}`],
        ...data.more.map(([label, text]) => [plain(label), plain((0,visible/* shorten */.ml)(text, nameLimit))]),
    ];
    return rows.flatMap(([label, text]) => (text === undefined || text === '' ? [] : [[label, text]]));
}
function summary_sizeOf({ size, steps }) {
    const exported = exportMilliseconds(steps, 'image');
    if (size === undefined)
        return undefined;
    return `${units_formatBytes(size)} compressed${exported > 0 ? `, exported in ${units_formatDuration(exported)}` : ''}`;
}
function listed(rows) {
    return rows.length === 0 ? [] : [listing(rows)];
}
function inputsOf({ inputs }) {
    const rows = inputs.map(([name, values]) => {
        const shown = values.slice(0, listedTags).map(code);
        const more = values.length > shown.length ? [`and ${values.length - shown.length} more`] : [];
        return [plain(name), [...shown, ...more].join('<br>')];
    });
    return listed(rows).map((list) => folded('Build inputs', list, 'closed'));
}
/** Says what broke the cache; where nothing was cached, nothing was there to break. */
function costOf({ steps, lastAttempt, failure }) {
    const miss = firstMiss(steps);
    if (miss === undefined || counts_countSteps(steps).cached === 0)
        return [];
    // Of a step that failed at once there is no more to say.
    if (miss.steps === 1 && miss.step.digest === failure?.step?.digest)
        return [];
    const why = lastAttempt === 'failed' ? 'failed before, or changed' : 'changed';
    const cost = `${formatCount(miss.steps, 'step')} had to run, ${units_formatDuration(miss.milliseconds)}`;
    return [`${code(miss.step.instruction)} ${why}: ${cost}`];
}
function slowestSteps(steps) {
    const slow = steps
        .filter(({ index, milliseconds }) => index !== undefined && milliseconds >= 100)
        .toSorted((a, b) => b.milliseconds - a.milliseconds)
        .slice(0, slowest)
        .map((step) => [
        units_formatDuration(step.milliseconds),
        plain(step.stage ?? ''),
        `${code(step.instruction)}${step.state === 'cached' ? ' (cached; this is the time to pull and unpack its layers)' : ''}`,
    ]);
    if (slow.length === 0)
        return [];
    return [folded('Slowest steps', table([['Time', 'Stage', 'Step'], ...slow]), 'closed')];
}
function failureOf({ message, step, logTail }) {
    const tail = logTail.slice(-tailLines).map((line) => (0,visible/* shorten */.ml)(line, nameLimit * 2));
    const lines = [
        ...tail,
        ...message
            .split('\n')
            .slice(0, tailLines)
            .map((line) => (0,visible/* shorten */.ml)(line, nameLimit * 5)),
    ];
    const what = step === undefined ? '' : `${code(step.name)}\n\n`;
    return `${what}${codeBlock(lines, 'text')}`;
}
function code(text) {
    return codeSpan((0,visible/* shorten */.ml)(toOneLine(text), nameLimit));
}

;// CONCATENATED MODULE: ./lib/summary/write.js




/** Adds this build to the job's summary. It is written by the post step: nobody waits for it, and the cache export is known. */
async function writeSummary(report, steps, cacheExport, mountRows) {
    await summary.addRaw(formatSummary(toSummaryData(report, steps, cacheExport, mountRows))).write();
}
/** Makes the summary's data of what main and post step know. */
function toSummaryData(report, steps, cacheExport, mountRows = []) {
    const { cacheSource, retries, target, tags, counts } = report;
    const name = report.imageRef?.split('@')[0] ?? tags[0] ?? 'Build';
    return {
        title: target === undefined ? name : `${name} (${target})`,
        failure: report.failure,
        image: report.imageRef,
        digest: report.digest,
        tags,
        platforms: Object.keys(report.facts?.platforms ?? {}).concat(report.facts ? [] : report.platforms),
        size: report.facts?.size,
        cacheSource: cacheSource && { reference: cacheSource.reference, owner: ownerOf(cacheSource) },
        cacheTarget: targetOf(report, steps, cacheExport),
        lastAttempt: report.wip === undefined ? 'succeeded' : 'failed',
        inputs: report.inputs,
        steps,
        milliseconds: report.milliseconds,
        more: [
            ...tellExport(report, cacheExport),
            ...mountRows,
            ...retries.map((reason, index) => [`Attempt ${index + 1}`, reason]),
        ],
        // Where nothing was run there is little to see, and a matrix has many of them.
        timeline: counts.run === 0 ? 'closed' : 'open',
    };
}
/** Says whose a cache is to somebody who does not know what this action calls it. */
function ownerOf({ role, reference }) {
    const owners = {
        own: isPullRequestTag(reference) ? 'this pull request’s own' : 'this branch’s own',
        head: 'that of the pull request’s branch',
        base: 'that of the base branch',
        default: 'that of the default branch',
    };
    return owners[role];
}
function isPullRequestTag(reference) {
    return /:cache-pr-\d+-[^:/]*$/.test(reference);
}
/** Returns where the cache is, if it is there: a failed build writes none. */
function targetOf(report, steps, cacheExport) {
    const { exportTo, failure } = report;
    if (exportTo === undefined || failure || cacheExport?.kind === 'failed')
        return undefined;
    const end = cacheExport ? ` in ${units_formatDuration(cacheExport.milliseconds)}` : describeInline(report, steps);
    return { reference: exportTo, end };
}
/** Tells of an export that failed, and of what a failed build saves beside the cache. */
function tellExport({ failure }, cacheExport) {
    if (cacheExport?.kind === 'failed')
        return [['Cache not saved', cacheExport.reason]];
    if (!failure || !cacheExport)
        return [];
    return [['Finished steps saved to', `${cacheExport.reference} in ${units_formatDuration(cacheExport.milliseconds)}`]];
}
/** What is known of an export that no process of its own made: it was part of the build, or there was nothing new. */
function describeInline({ counts }, steps) {
    const milliseconds = exportMilliseconds(steps, 'cache');
    if (milliseconds > 0)
        return ` in ${units_formatDuration(milliseconds)}`;
    return counts.run === 0 ? ' earlier, nothing is new' : '';
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
    core.saveState('step', JSON.stringify(step));
}
/** Returns the folder of this step; undefined where it has none, where it is gone, or where the state is not what we saved. */
async function readStepFolder() {
    const value = parseJson(lib_core/* getState */.Gu('step'));
    return (await ownsStepFolder(value)) ? value : undefined;
}
/** Saves a builder of this step, before any of it exists. */
function saveLease(lease) {
    core.saveState('lease', JSON.stringify(lease));
}
/** Returns the lease of this step's last builder; undefined when it never got one, or when the state is not what we saved. */
async function readLease() {
    const value = parseJson(lib_core/* getState */.Gu('lease'));
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
    const text = await (0,promises_.readFile)((0,external_node_path_.join)(folder, step_folder_handoverFile), 'utf8').catch(() => '');
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

;// CONCATENATED MODULE: ./lib/steps/post.js





















/**
 * The post step: waits for the cache export that goes on since the build, says what became of it and writes the summary, and
 * meanwhile removes the builder if no other step of the job needs it, whatever happens.
 */
async function post(signal) {
    forgetInputs();
    const step = await readStepFolder();
    const handover = step && (await readHandover(step));
    if (step === undefined || handover === undefined)
        return cleanUp(step);
    const transferred = untilTransferred(handover, signal);
    const removed = removeAfter(transferred, handover, step);
    // Whether it went well is asked at the end.
    removed.catch(() => undefined);
    try {
        await tell(handover, await transferred, signal);
    }
    finally {
        await removed;
        await removeStepFolder(step);
    }
}
/**
 * Removes what a main step left that did not begin (the workflow passed over it, or its inputs were refused) or was cut off. Docker still
 * carries out the last request of a client that was killed, so a builder that had not come up may appear a moment later.
 */
async function cleanUp(step) {
    const left = await readLease();
    if (left?.kind === 'key' && (await removeForgotten(left)))
        runner_say/* warning */.$e(forgotten);
    if (step === undefined)
        return;
    const name = claims_nameOf(step);
    const claimed = (await readOffers()).map(({ lease }) => lease).filter((lease) => hasClaim(lease, name));
    // Nobody can claim it: an endpoint's, or one whose removal was cut off.
    const own = left?.kind === 'whole' && !hasClaim(left.lease) ? [left.lease] : [];
    for (const lease of [...claimed, ...own])
        await giveBack(lease, step);
    await removeStepFolder(step);
}
async function giveBack(lease, step) {
    const name = claims_nameOf(step);
    const hadBegun = (await readClaim(lease, name)) !== 'expected';
    // What a killed step started would go on in a builder that others use.
    if (hadBegun)
        await endProcessesOf(filesIn(step.folder).metadata);
    const mayComeLate = (await readReady(lease)) === undefined;
    if (!(await leave(lease, name)))
        return;
    if (hadBegun)
        await releaseLease(lease, mayComeLate ? 'cut off' : 'ended');
    else
        await discardBuilder(lease);
}
const forgotten = "The builder was removed, and nothing is known of the cache's export: a step after the build cleared the runner's temp folder (RUNNER_TEMP), with what the build had left there for this one.";
async function untilTransferred(handover, signal) {
    const { mounts, builder } = handover;
    const [exports, ends] = await Promise.all([
        forShow('What became of the cache is not known', () => untilExported(handover, signal)),
        mounts &&
            builder.kind === 'held' &&
            forShow('The cache mounts were not saved', () => saveMounts(mounts, builder.lease, signal)),
    ]);
    return { exports: exports ?? [], mounts: ends || [] };
}
async function untilExported({ pendingExports, retries, reach }, signal) {
    if (pendingExports.length === 0)
        return [];
    const registry = openRegistry(reach, signal);
    return Promise.all(pendingExports.map(async (pending) => ({
        pending,
        end: await completeExport(pending, { allowed: retries, registry }, signal),
    })));
}
/**
 * Gives the builder up once nothing is transferred any more, and removes it if no other step claims it; what it is called is looked up
 * meanwhile.
 */
async function removeAfter(transferred, { builder, builderLog }, step) {
    if (builder.kind === 'left')
        return;
    const { lease } = builder;
    if (builder.kind === 'held' || !(await untilRemoved(builder.removal))) {
        const [containers] = await Promise.all([findContainers(lease.container), transferred.catch(() => undefined)]);
        if (!(await leave(lease, claims_nameOf(step))))
            return;
        if (builderLog)
            await forShow('The log of BuildKit is not shown', () => showBuilderLog(lease.container));
        await removeContainers(containers);
    }
    await removeFolder(lease);
}
/** Says what became of the transfers, sees to what the registry then has, and writes the summary. */
async function tell(handover, { exports, mounts: ends }, signal) {
    const { report, trace, summary, mounts } = handover;
    const own = exports.find(({ pending }) => pending.kind === 'own');
    for (const each of exports)
        sayExport(each);
    if (mounts)
        await forShow('What became of the cache mounts is not told', () => sayNotes(endNotes(ends, mounts.plan)));
    if (own?.end.kind !== 'failed') {
        await forShow('The cache was not looked at once more', () => finishCaches(handover, signal));
    }
    if (!summary)
        return;
    await forShow('The job summary was not written', async () => {
        const rows = mounts ? mountRows(mounts, ends) : [];
        const told = own && { ...own.end, reference: own.pending.name };
        await writeSummary(report, (await readTrace(trace)).steps(), told, rows);
    });
}
/** Looks at the cache that was written, and makes what a failed attempt had left equal to it. */
async function finishCaches({ pendingExports, settle, reach }, signal) {
    const reference = settle?.cache ?? pendingExports.find((each) => each.kind === 'own')?.reference;
    if (reference === undefined)
        return;
    const registry = openRegistry(reach, signal);
    const manifest = await registry.getManifest(reference);
    if (manifest.kind !== 'found')
        return;
    for (const warning of warnOfSize(reference, manifest.bytes))
        runner_say/* warning */.$e(warning);
    if (settle)
        await settleWip(settle.wip, manifest, registry);
}
function sayExport({ pending: { name }, end }) {
    if (end.kind === 'saved') {
        const place = end.manifest === undefined ? name : `${name}@${end.manifest}`;
        runner_say/* info */.pq(`Cache exported to ${place} in ${units_formatDuration(end.milliseconds)}.`);
    }
    else {
        runner_say/* warning */.$e(`The cache was not saved to ${name}: ${end.reason}`);
    }
}


/***/ }),

/***/ 1981:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   _J: () => (/* binding */ toSafeText),
/* harmony export */   bo: () => (/* binding */ toPlainText),
/* harmony export */   ml: () => (/* binding */ shorten),
/* harmony export */   ws: () => (/* binding */ toVisible)
/* harmony export */ });
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


/***/ }),

/***/ 7187:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {


// EXPORTS
__nccwpck_require__.d(__webpack_exports__, {
  m: () => (/* binding */ exec),
  H: () => (/* binding */ getExecOutput)
});

// EXTERNAL MODULE: external "string_decoder"
var external_string_decoder_ = __nccwpck_require__(3193);
// EXTERNAL MODULE: external "os"
var external_os_ = __nccwpck_require__(857);
// EXTERNAL MODULE: external "events"
var external_events_ = __nccwpck_require__(4434);
;// CONCATENATED MODULE: external "child_process"
const external_child_process_namespaceObject = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("child_process");
// EXTERNAL MODULE: external "path"
var external_path_ = __nccwpck_require__(6928);
// EXTERNAL MODULE: ./node_modules/@actions/io/lib/io.js
var io = __nccwpck_require__(8701);
// EXTERNAL MODULE: ./node_modules/@actions/io/lib/io-util.js
var io_util = __nccwpck_require__(90);
;// CONCATENATED MODULE: external "timers"
const external_timers_namespaceObject = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("timers");
;// CONCATENATED MODULE: ./node_modules/@actions/exec/lib/toolrunner.js
var __awaiter = (undefined && undefined.__awaiter) || function (thisArg, _arguments, P, generator) {
    function adopt(value) { return value instanceof P ? value : new P(function (resolve) { resolve(value); }); }
    return new (P || (P = Promise))(function (resolve, reject) {
        function fulfilled(value) { try { step(generator.next(value)); } catch (e) { reject(e); } }
        function rejected(value) { try { step(generator["throw"](value)); } catch (e) { reject(e); } }
        function step(result) { result.done ? resolve(result.value) : adopt(result.value).then(fulfilled, rejected); }
        step((generator = generator.apply(thisArg, _arguments || [])).next());
    });
};







/* eslint-disable @typescript-eslint/unbound-method */
const IS_WINDOWS = process.platform === 'win32';
/*
 * Class for running command line tools. Handles quoting and arg parsing in a platform agnostic way.
 */
class ToolRunner extends external_events_.EventEmitter {
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
        if (IS_WINDOWS) {
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
            let n = s.indexOf(external_os_.EOL);
            while (n > -1) {
                const line = s.substring(0, n);
                onLine(line);
                // the rest of the string ...
                s = s.substring(n + external_os_.EOL.length);
                n = s.indexOf(external_os_.EOL);
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
        if (IS_WINDOWS) {
            if (this._isCmdFile()) {
                return process.env['COMSPEC'] || 'cmd.exe';
            }
        }
        return this.toolPath;
    }
    _getSpawnArgs(options) {
        if (IS_WINDOWS) {
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
        return __awaiter(this, void 0, void 0, function* () {
            // root the tool path if it is unrooted and contains relative pathing
            if (!io_util/* isRooted */.Qh(this.toolPath) &&
                (this.toolPath.includes('/') ||
                    (IS_WINDOWS && this.toolPath.includes('\\')))) {
                // prefer options.cwd if it is specified, however options.cwd may also need to be rooted
                this.toolPath = external_path_.resolve(process.cwd(), this.options.cwd || process.cwd(), this.toolPath);
            }
            // if the tool is only a file name, then resolve it from the PATH
            // otherwise verify it exists (add extension on Windows if necessary)
            this.toolPath = yield io/* which */.K7(this.toolPath, true);
            return new Promise((resolve, reject) => __awaiter(this, void 0, void 0, function* () {
                this._debug(`exec tool: ${this.toolPath}`);
                this._debug('arguments:');
                for (const arg of this.args) {
                    this._debug(`   ${arg}`);
                }
                const optionsNonNull = this._cloneExecOptions(this.options);
                if (!optionsNonNull.silent && optionsNonNull.outStream) {
                    optionsNonNull.outStream.write(this._getCommandString(optionsNonNull) + external_os_.EOL);
                }
                const state = new ExecState(optionsNonNull, this.toolPath);
                state.on('debug', (message) => {
                    this._debug(message);
                });
                if (this.options.cwd && !(yield io_util/* exists */.t2(this.options.cwd))) {
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
class ExecState extends external_events_.EventEmitter {
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
        const commandArgs = argStringToArray(commandLine);
        if (commandArgs.length === 0) {
            throw new Error(`Parameter 'commandLine' cannot be null or empty.`);
        }
        // Path to tool to execute should be first arg
        const toolPath = commandArgs[0];
        args = commandArgs.slice(1).concat(args || []);
        const runner = new ToolRunner(toolPath, args, options);
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
function getExecOutput(commandLine, args, options) {
    return exec_awaiter(this, void 0, void 0, function* () {
        var _a, _b;
        let stdout = '';
        let stderr = '';
        //Using string decoder covers the case where a mult-byte character is split
        const stdoutDecoder = new external_string_decoder_.StringDecoder('utf8');
        const stderrDecoder = new external_string_decoder_.StringDecoder('utf8');
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

/***/ }),

/***/ 90:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   Ck: () => (/* binding */ mkdir),
/* harmony export */   H8: () => (/* binding */ IS_WINDOWS),
/* harmony export */   Qh: () => (/* binding */ isRooted),
/* harmony export */   rm: () => (/* binding */ rm),
/* harmony export */   t2: () => (/* binding */ exists),
/* harmony export */   vr: () => (/* binding */ tryGetExecutablePath)
/* harmony export */ });
/* unused harmony exports chmod, copyFile, lstat, open, readdir, rename, rmdir, stat, symlink, unlink, readlink, UV_FS_O_EXLOCK, READONLY, isDirectory, getCmdPath */
/* harmony import */ var fs__WEBPACK_IMPORTED_MODULE_0__ = __nccwpck_require__(9896);
/* harmony import */ var path__WEBPACK_IMPORTED_MODULE_1__ = __nccwpck_require__(6928);
var __awaiter = (undefined && undefined.__awaiter) || function (thisArg, _arguments, P, generator) {
    function adopt(value) { return value instanceof P ? value : new P(function (resolve) { resolve(value); }); }
    return new (P || (P = Promise))(function (resolve, reject) {
        function fulfilled(value) { try { step(generator.next(value)); } catch (e) { reject(e); } }
        function rejected(value) { try { step(generator["throw"](value)); } catch (e) { reject(e); } }
        function step(result) { result.done ? resolve(result.value) : adopt(result.value).then(fulfilled, rejected); }
        step((generator = generator.apply(thisArg, _arguments || [])).next());
    });
};


const { chmod, copyFile, lstat, mkdir, open, readdir, rename, rm, rmdir, stat, symlink, unlink } = fs__WEBPACK_IMPORTED_MODULE_0__.promises;
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
const READONLY = fs__WEBPACK_IMPORTED_MODULE_0__.constants.O_RDONLY;
function exists(fsPath) {
    return __awaiter(this, void 0, void 0, function* () {
        try {
            yield stat(fsPath);
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
        const stats = useStat ? yield stat(fsPath) : yield lstat(fsPath);
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
            stats = yield stat(filePath);
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
                const upperExt = path__WEBPACK_IMPORTED_MODULE_1__.extname(filePath).toUpperCase();
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
                stats = yield stat(filePath);
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
                        const directory = path__WEBPACK_IMPORTED_MODULE_1__.dirname(filePath);
                        const upperName = path__WEBPACK_IMPORTED_MODULE_1__.basename(filePath).toUpperCase();
                        for (const actualName of yield readdir(directory)) {
                            if (upperName === actualName.toUpperCase()) {
                                filePath = path__WEBPACK_IMPORTED_MODULE_1__.join(directory, actualName);
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

/***/ }),

/***/ 8701:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   K7: () => (/* binding */ which),
/* harmony export */   U$: () => (/* binding */ mkdirP),
/* harmony export */   Yz: () => (/* binding */ rmRF)
/* harmony export */ });
/* unused harmony exports cp, mv, findInPath */
/* harmony import */ var assert__WEBPACK_IMPORTED_MODULE_0__ = __nccwpck_require__(2613);
/* harmony import */ var path__WEBPACK_IMPORTED_MODULE_1__ = __nccwpck_require__(6928);
/* harmony import */ var _io_util_js__WEBPACK_IMPORTED_MODULE_2__ = __nccwpck_require__(90);
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
 * Copies a file or folder.
 * Based off of shelljs - https://github.com/shelljs/shelljs/blob/9237f66c52e5daa40458f94f9565e18e8132f5a6/src/cp.js
 *
 * @param     source    source path
 * @param     dest      destination path
 * @param     options   optional. See CopyOptions.
 */
function cp(source_1, dest_1) {
    return __awaiter(this, arguments, void 0, function* (source, dest, options = {}) {
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
            yield copyFile(source, newDest, force);
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
    return __awaiter(this, arguments, void 0, function* (source, dest, options = {}) {
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
    return __awaiter(this, void 0, void 0, function* () {
        if (_io_util_js__WEBPACK_IMPORTED_MODULE_2__/* .IS_WINDOWS */ .H8) {
            // Check for invalid characters
            // https://docs.microsoft.com/en-us/windows/win32/fileio/naming-a-file
            if (/[*"<>|]/.test(inputPath)) {
                throw new Error('File path must not contain `*`, `"`, `<`, `>` or `|` on Windows');
            }
        }
        try {
            // note if path does not exist, error is silent
            yield _io_util_js__WEBPACK_IMPORTED_MODULE_2__.rm(inputPath, {
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
    return __awaiter(this, void 0, void 0, function* () {
        (0,assert__WEBPACK_IMPORTED_MODULE_0__.ok)(fsPath, 'a path argument must be provided');
        yield _io_util_js__WEBPACK_IMPORTED_MODULE_2__/* .mkdir */ .Ck(fsPath, { recursive: true });
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
    return __awaiter(this, void 0, void 0, function* () {
        if (!tool) {
            throw new Error("parameter 'tool' is required");
        }
        // recursive when check=true
        if (check) {
            const result = yield which(tool, false);
            if (!result) {
                if (_io_util_js__WEBPACK_IMPORTED_MODULE_2__/* .IS_WINDOWS */ .H8) {
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
    return __awaiter(this, void 0, void 0, function* () {
        if (!tool) {
            throw new Error("parameter 'tool' is required");
        }
        // build the list of extensions to try
        const extensions = [];
        if (_io_util_js__WEBPACK_IMPORTED_MODULE_2__/* .IS_WINDOWS */ .H8 && process.env['PATHEXT']) {
            for (const extension of process.env['PATHEXT'].split(path__WEBPACK_IMPORTED_MODULE_1__.delimiter)) {
                if (extension) {
                    extensions.push(extension);
                }
            }
        }
        // if it's rooted, return it if exists. otherwise return empty.
        if (_io_util_js__WEBPACK_IMPORTED_MODULE_2__/* .isRooted */ .Qh(tool)) {
            const filePath = yield _io_util_js__WEBPACK_IMPORTED_MODULE_2__/* .tryGetExecutablePath */ .vr(tool, extensions);
            if (filePath) {
                return [filePath];
            }
            return [];
        }
        // if any path separators, return empty
        if (tool.includes(path__WEBPACK_IMPORTED_MODULE_1__.sep)) {
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
            for (const p of process.env.PATH.split(path__WEBPACK_IMPORTED_MODULE_1__.delimiter)) {
                if (p) {
                    directories.push(p);
                }
            }
        }
        // find all matches
        const matches = [];
        for (const directory of directories) {
            const filePath = yield _io_util_js__WEBPACK_IMPORTED_MODULE_2__/* .tryGetExecutablePath */ .vr(path__WEBPACK_IMPORTED_MODULE_1__.join(directory, tool), extensions);
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
    return __awaiter(this, void 0, void 0, function* () {
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
                yield copyFile(srcFile, destFile, force);
            }
        }
        // Change the mode for the newly created directory
        yield ioUtil.chmod(destDir, (yield ioUtil.stat(sourceDir)).mode);
    });
}
// Buffered file copy
function copyFile(srcFile, destFile, force) {
    return __awaiter(this, void 0, void 0, function* () {
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
/******/ /* webpack/runtime/create fake namespace object */
/******/ (() => {
/******/ 	var getProto = Object.getPrototypeOf ? (obj) => (Object.getPrototypeOf(obj)) : (obj) => (obj.__proto__);
/******/ 	var leafPrototypes;
/******/ 	// create a fake namespace object
/******/ 	// mode & 1: value is a module id, require it
/******/ 	// mode & 2: merge all properties of value into the ns
/******/ 	// mode & 4: return value when already ns object
/******/ 	// mode & 16: return value when it's Promise-like
/******/ 	// mode & 8|1: behave like require
/******/ 	__nccwpck_require__.t = function(value, mode) {
/******/ 		if(mode & 1) value = this(value);
/******/ 		if(mode & 8) return value;
/******/ 		if(typeof value === 'object' && value) {
/******/ 			if((mode & 4) && value.__esModule) return value;
/******/ 			if((mode & 16) && typeof value.then === 'function') return value;
/******/ 		}
/******/ 		var ns = Object.create(null);
/******/ 		__nccwpck_require__.r(ns);
/******/ 		var def = {};
/******/ 		leafPrototypes = leafPrototypes || [null, getProto({}), getProto([]), getProto(getProto)];
/******/ 		for(var current = mode & 2 && value; typeof current == 'object' && !~leafPrototypes.indexOf(current); current = getProto(current)) {
/******/ 			Object.getOwnPropertyNames(current).forEach((key) => (def[key] = () => (value[key])));
/******/ 		}
/******/ 		def['default'] = () => (value);
/******/ 		__nccwpck_require__.d(ns, def);
/******/ 		return ns;
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
/******/ /* webpack/runtime/make namespace object */
/******/ (() => {
/******/ 	// define __esModule on exports
/******/ 	__nccwpck_require__.r = (exports) => {
/******/ 		if(typeof Symbol !== 'undefined' && Symbol.toStringTag) {
/******/ 			Object.defineProperty(exports, Symbol.toStringTag, { value: 'Module' });
/******/ 		}
/******/ 		Object.defineProperty(exports, '__esModule', { value: true });
/******/ 	};
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
/******/ var __webpack_exports__ = __nccwpck_require__(4044);
/******/ __webpack_exports__ = await __webpack_exports__;
/******/ 
