import { defineConfig } from 'vitest/config';
import usual from '../../vitest.config.ts';
import { projectFolder } from '../paths.ts';

// The usual tests, with their property runs counted.
export default defineConfig({
  root: projectFolder,
  test: {
    ...usual.test,
    projects: (usual.test?.projects ?? []).map((project) =>
      typeof project === 'object' && 'test' in project
        ? { test: { ...project.test, setupFiles: ['./testbed/faults/count-runs.ts'] } }
        : project,
    ),
  },
});
