import { pre } from '../steps/pre.ts';

// Whatever it is, main meets it too and tells of it.
await pre().catch(() => undefined);
process.exit();
