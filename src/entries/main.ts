import { main } from '../main.ts';
import { runOrTransfer } from './run-or-transfer.ts';

await runOrTransfer(main);
