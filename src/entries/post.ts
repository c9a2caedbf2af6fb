import { post } from '../post.ts';
import { runOrTransfer } from './run-or-transfer.ts';

await runOrTransfer(post);
