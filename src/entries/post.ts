import { post } from '../post.ts';
import { runStory } from './run.ts';

await runStory(post);
