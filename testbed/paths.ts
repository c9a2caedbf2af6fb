import { homedir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The project's root folder. */
export const projectFolder = fileURLToPath(new URL('..', import.meta.url)).replace(/\/$/, '');

/** Where everything that the testbed makes once is kept (XDG Base Directory Specification). */
export const cacheFolder = join(process.env.XDG_CACHE_HOME || join(homedir(), '.cache'), 'buildkit-build-action');
