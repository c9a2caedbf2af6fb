import { main } from '../main.ts';
import { runStory } from './run.ts';

await runStory(main);
