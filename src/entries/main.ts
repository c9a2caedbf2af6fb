import { main } from '../steps/main.ts';
import { runOrTransfer } from './run-or-transfer.ts';

await runOrTransfer(main);
