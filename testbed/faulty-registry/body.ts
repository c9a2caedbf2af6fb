import type { IncomingMessage } from 'node:http';
import type { Socket } from 'node:net';
import { Transform, type Writable } from 'node:stream';
import { setTimeout as sleep } from 'node:timers/promises';
import type { SideFaults } from './exchange.ts';

/** What becomes of a client's connection once part of a body has passed. */
export type Ending = 'reset' | 'close' | 'stall';

/** Passes the first bytes of a body on and tells whether that was all of it; reads no further than one chunk beyond. */
export async function passFirst(
  source: IncomingMessage,
  bytes: number,
  sink: Writable,
  count: (bytes: number) => void,
): Promise<'part' | 'whole'> {
  let left = bytes;
  for await (const chunk of source.iterator({ destroyOnReturn: false }) as AsyncIterable<Buffer>) {
    const part = chunk.subarray(0, left);
    if (part.length > 0) await write(sink, part);
    count(part.length);
    if (part.length < chunk.length) return 'part';
    left -= part.length;
  }
  return 'whole';
}

/** Ends a connection after what was written to it has left. */
export async function endConnection(socket: Socket, ending: Ending): Promise<void> {
  if (ending === 'stall') return;
  // RST throws away what the kernel has not been given yet.
  await write(socket, Buffer.alloc(0));
  if (ending === 'reset') socket.resetAndDestroy();
  else socket.destroySoon();
}

/** Returns the streams that a body goes through for its faults. */
export function changersOf({ corruptByte, bytesPerSecond }: SideFaults): Transform[] {
  return [
    ...(corruptByte === undefined ? [] : [corruptor(corruptByte)]),
    ...(bytesPerSecond === undefined ? [] : [trickler(bytesPerSecond)]),
  ];
}

/** Returns a stream that inverts the bits of one byte, counted from 0. */
function corruptor(byte: number): Transform {
  let passed = 0;
  return new Transform({
    transform(chunk: Buffer, _encoding, done) {
      const at = byte - passed;
      passed += chunk.length;
      if (at < 0 || at >= chunk.length) return done(null, chunk);
      const copy = Buffer.from(chunk);
      copy[at] = ~(copy[at] ?? 0) & 0xff;
      done(null, copy);
    },
  });
}

/** Returns a stream that passes so many bytes on in a second, in ten parts of it. */
function trickler(bytesPerSecond: number): Transform {
  const size = Math.max(1, Math.floor(bytesPerSecond / 10));
  return new Transform({
    // No more than that is taken ahead, so that whoever sends feels it.
    highWaterMark: size,
    async transform(chunk: Buffer, _encoding, done) {
      for (let at = 0; at < chunk.length; at += size) {
        this.push(chunk.subarray(at, at + size));
        await sleep(100);
      }
      done();
    },
  });
}

function write(stream: Writable, chunk: Buffer): Promise<void> {
  return new Promise((resolve, reject) => {
    stream.write(chunk, (error) => (error ? reject(error) : resolve()));
  });
}
