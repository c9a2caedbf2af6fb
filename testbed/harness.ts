import { mkdtempSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { projectFolder } from './paths.ts';
import { inputVariables, readMetadata } from './runner/action-metadata.ts';
import { makeCommandFiles, readCommandFiles, type Said } from './runner/command-files.ts';
import { cleanEnvironment, contextVariables, makeFolders, type RunnerFolders } from './runner/environment.ts';
import { type GitHubEvent, pushEvent } from './runner/events.ts';
import { findLeftovers, type Leftovers } from './runner/leftovers.ts';
import { type ProcessResult, type StepProcess, startProcess } from './runner/step.ts';
import type { OnLine } from './runner/transcript.ts';
import { commitAll, writeFiles } from './runner/workspace.ts';

export * from './runner/events.ts';
export { type Leftovers, ourLabel } from './runner/leftovers.ts';
export type { Annotation } from './runner/step.ts';
export type { Line, OnLine } from './runner/transcript.ts';

export type RunnerOptions = {
  /** The checkout to work in; a fresh empty folder by default. */
  workspace?: string;
  /** Files to write into the workspace, by path. */
  files?: Record<string, string>;
  /** Variables of every step; undefined unsets one. */
  env?: NodeJS.ProcessEnv;
  /** The action's folder, which holds action.yml; the project's own by default. */
  action?: string;
  /** The program of every step, in place of those that action.yml names. */
  entry?: string;
  runId?: string;
};

type Phase = 'pre' | 'main' | 'post';

export type StepOptions = {
  inputs?: Record<string, string>;
  /** By default what the runner's previous step had, else a push to main. */
  event?: GitHubEvent;
  env?: NodeJS.ProcessEnv;
  onLine?: OnLine;
};

export type StepResult = ProcessResult & Said;

export type Step = Omit<StepProcess, 'result'> & { result: Promise<StepResult> };

export type Runner = RunnerFolders & {
  /** Another step of the same job, with inputs, event and state of its own. */
  another(): Runner;
  /** Starts one of the three steps and returns at once. */
  start(phase: Phase, options?: StepOptions): Step;
  /** Runs the pre step to its end. */
  pre(options?: StepOptions): Promise<StepResult>;
  /** Runs the main step to its end. */
  main(options?: StepOptions): Promise<StepResult>;
  /** Runs the post step to its end, with main's inputs and event. */
  post(options?: StepOptions): Promise<StepResult>;
  /** Commits the workspace with a fixed author and date and returns the commit's hash. */
  commit(message?: string): Promise<string>;
  leftovers(): Promise<Leftovers>;
  /** Removes the runner's folders. */
  dispose(): Promise<void>;
};

/** Makes a runner with fresh folders that runs an action's pre, main and post steps as separate processes. */
export function createRunner(options: RunnerOptions = {}): Runner {
  const since = new Date(Math.floor(Date.now() / 1000) * 1000);
  const folders = makeFolders(mkdtempSync(join(tmpdir(), 'testbed-runner-')), options.workspace);
  writeFiles(folders.workspace, options.files ?? {});
  const action = options.action ?? projectFolder;
  const metadata = readMetadata(action);
  const run = { id: options.runId ?? String(Math.floor(1e9 * (1 + Math.random()))), attempt: '1' };
  return runnerOf({ options, folders, action, metadata, run, since });
}

type Job = {
  options: RunnerOptions;
  folders: RunnerFolders;
  action: string;
  metadata: ReturnType<typeof readMetadata>;
  run: { id: string; attempt: string };
  since: Date;
};

function runnerOf(job: Job): Runner {
  const { options, folders, action, metadata, run, since } = job;
  let last: Required<Pick<StepOptions, 'inputs' | 'event' | 'env'>> = { inputs: {}, event: pushEvent(), env: {} };
  let state: Record<string, string> = {};
  let previous: Phase | undefined;

  const start = (phase: Phase, step: StepOptions = {}): Step => {
    // A main step that no pre step came before is another step than the one before it.
    if (phase === 'pre' || (phase === 'main' && previous !== 'pre')) state = {};
    previous = phase;
    last = { inputs: step.inputs ?? last.inputs, event: step.event ?? last.event, env: step.env ?? last.env };
    const context = contextVariables(folders, last.event, run);
    const commandFiles = makeCommandFiles(folders.temp);
    const env = {
      ...cleanEnvironment(),
      ...context,
      ...commandFiles,
      ...inputVariables(metadata, last.inputs, context),
      ...stateVariables(state),
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
        if (phase !== 'post') state = { ...state, ...written.state };
        return { ...ended, ...written };
      }),
    };
  };

  return {
    ...folders,
    another: () => runnerOf(job),
    start,
    pre: (step) => start('pre', step).result,
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
