import { mkdirSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { runCommand } from './command.ts';
import { projectFolder } from './paths.ts';
import { inputVariables, readMetadata } from './runner/action-metadata.ts';
import { cleanEnvironment, contextVariables, makeFolders, type RunnerFolders } from './runner/environment.ts';
import { type GitHubEvent, pushEvent } from './runner/events.ts';
import { parseKeyValues } from './runner/file-commands.ts';
import { findLeftovers, type Leftovers } from './runner/leftovers.ts';
import { type OnLine, type ProcessResult, type StepProcess, startProcess } from './runner/step.ts';

export * from './runner/events.ts';
export { type Leftovers, ourLabel } from './runner/leftovers.ts';
export type { Annotation, Line } from './runner/step.ts';

export type RunnerOptions = {
  /** The checkout to work in; a fresh empty folder by default. */
  workspace?: string;
  /** Files to write into the workspace, by path. */
  files?: Record<string, string>;
  /** Variables of every step; undefined unsets one. */
  env?: NodeJS.ProcessEnv;
  /** The action's folder, which holds action.yml; the project's own by default. */
  action?: string;
  /** The program of main and post, in place of those that action.yml names. */
  entry?: string;
  runId?: string;
};

export type StepOptions = {
  inputs?: Record<string, string>;
  /** By default what the runner's previous step had, else a push to main. */
  event?: GitHubEvent;
  env?: NodeJS.ProcessEnv;
  onLine?: OnLine;
};

export type StepResult = ProcessResult & {
  outputs: Record<string, string>;
  state: Record<string, string>;
  summary: string;
};

export type Step = Omit<StepProcess, 'result'> & { result: Promise<StepResult> };

export type Runner = RunnerFolders & {
  /** Starts the main or the post step and returns at once. */
  start(phase: 'main' | 'post', options?: StepOptions): Step;
  /** Runs the main step to its end. */
  main(options?: StepOptions): Promise<StepResult>;
  /** Runs the post step to its end, with main's inputs, event and state. */
  post(options?: StepOptions): Promise<StepResult>;
  /** Commits the workspace with a fixed author and date and returns the commit's hash. */
  commit(message?: string): Promise<string>;
  leftovers(): Promise<Leftovers>;
  /** Removes the runner's folders. */
  dispose(): Promise<void>;
};

/** Makes a runner with fresh folders that runs an action's main and post steps as separate processes. */
export function createRunner(options: RunnerOptions = {}): Runner {
  const since = new Date(Math.floor(Date.now() / 1000) * 1000);
  const folders = makeFolders(mkdtempSync(join(tmpdir(), 'testbed-runner-')), options.workspace);
  writeFiles(folders.workspace, options.files ?? {});
  const action = options.action ?? projectFolder;
  const metadata = readMetadata(action);
  const run = { id: options.runId ?? String(Math.floor(1e9 * (1 + Math.random()))), attempt: '1' };
  let last: Required<Pick<StepOptions, 'inputs' | 'event' | 'env'>> = { inputs: {}, event: pushEvent(), env: {} };
  let state: Record<string, string> = {};

  const start = (phase: 'main' | 'post', step: StepOptions = {}): Step => {
    last = { inputs: step.inputs ?? last.inputs, event: step.event ?? last.event, env: step.env ?? last.env };
    const context = contextVariables(folders, last.event, run);
    const commandFiles = makeCommandFiles(folders.temp);
    const env = {
      ...cleanEnvironment(),
      ...context,
      ...commandFiles,
      ...inputVariables(metadata, last.inputs, context),
      ...(phase === 'post' ? stateVariables(state) : {}),
      // What a test sets wins over the runner's own, and undefined unsets it.
      ...options.env,
      ...last.env,
    };
    const { result, ...rest } = startProcess(
      options.entry ?? join(action, metadata.runs[phase]),
      env,
      folders.workspace,
      step.onLine,
    );
    return {
      ...rest,
      result: result.then((ended) => {
        const written = readCommandFiles(commandFiles);
        if (phase === 'main') state = written.state;
        return { ...ended, ...written };
      }),
    };
  };

  return {
    ...folders,
    start,
    main: (step) => start('main', step).result,
    post: (step) => start('post', step).result,
    commit: (message = 'Update the page') => commitAll(folders.workspace, message),
    leftovers: () => findLeftovers(folders, `github_${run.id}`, since),
    dispose: () => rm(folders.root, { recursive: true, force: true }),
  };
}

function stateVariables(state: Record<string, string>): Record<string, string> {
  return Object.fromEntries(Object.entries(state).map(([name, value]) => [`STATE_${name}`, value]));
}

const commandFileNames = ['GITHUB_OUTPUT', 'GITHUB_STATE', 'GITHUB_ENV', 'GITHUB_PATH', 'GITHUB_STEP_SUMMARY'] as const;
type CommandFiles = Record<(typeof commandFileNames)[number], string>;

function makeCommandFiles(temp: string): CommandFiles {
  const folder = mkdtempSyncIn(join(temp, '_runner_file_commands'));
  const files = Object.fromEntries(
    commandFileNames.map((name) => [name, join(folder, name.toLowerCase())]),
  ) as CommandFiles;
  for (const file of Object.values(files)) writeFileSync(file, '');
  return files;
}

function readCommandFiles(files: CommandFiles): Pick<StepResult, 'outputs' | 'state' | 'summary'> {
  return {
    outputs: parseKeyValues(readFileSync(files.GITHUB_OUTPUT, 'utf8')),
    state: parseKeyValues(readFileSync(files.GITHUB_STATE, 'utf8')),
    summary: readFileSync(files.GITHUB_STEP_SUMMARY, 'utf8'),
  };
}

function mkdtempSyncIn(folder: string): string {
  mkdirSync(folder, { recursive: true });
  return mkdtempSync(join(folder, 'step-'));
}

function writeFiles(folder: string, files: Record<string, string>): void {
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
}

async function commitAll(folder: string, message: string): Promise<string> {
  const identity = { NAME: 'Mona', EMAIL: 'mona@example.com', DATE: '2026-01-02T03:04:05Z' };
  const env = {
    ...cleanEnvironment(),
    ...Object.fromEntries(
      Object.entries(identity).flatMap(([key, value]) => [
        [`GIT_AUTHOR_${key}`, value],
        [`GIT_COMMITTER_${key}`, value],
      ]),
    ),
  };
  const git = (...args: string[]) => runCommand('git', args, { cwd: folder, env });
  await git('init', '--quiet', '--initial-branch=main');
  await git('add', '--all');
  await git('commit', '--quiet', '--allow-empty', `--message=${message}`);
  return git('rev-parse', 'HEAD');
}
