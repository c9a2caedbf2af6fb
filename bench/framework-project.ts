import { appendFileSync, cpSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { projectFolder } from '../testbed/paths.ts';
import type { Project } from './types.ts';

/** The example that people copy: Debian packages, then Python, Go and Node.js tools in stages of their own. */
export const frameworkProject: Project = {
  name: 'framework',
  shape: undefined,
  // It has RUN --mount, which the legacy builder refuses.
  stages: undefined,
  create(folder) {
    cpSync(join(projectFolder, 'examples/framework'), folder, { recursive: true });
    // The others would have to pull that frontend for every build, which this action does not.
    const file = join(folder, 'Dockerfile');
    writeFileSync(file, readFileSync(file, 'utf8').replace(/^# syntax=.*\n/, ''));
  },
  change(folder, situation, number) {
    if (situation === 'source') appendFileSync(join(folder, 'app/commands/versions'), `# change ${number}\n`);
    if (situation === 'dependency') appendFileSync(join(folder, 'python/requirements.txt'), `# change ${number}\n`);
  },
};
