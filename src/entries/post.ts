import { post } from '../steps/post.ts';
import { runOrTransfer } from './run-or-transfer.ts';

await runOrTransfer(post);
