import { prune } from '../prune/prune.ts';
import { runStory } from './run.ts';

await runStory(prune);
