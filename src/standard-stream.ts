import { fstatSync, writeSync } from 'node:fs';
import type { TextSink } from './ci/detect.ts';

/** In milliseconds: how long to wait for a reader that is slow. */
const pause = 5;

/**
 * Standard output (1) or standard error (2), as a file: the stream objects of Node cost two of the twenty milliseconds
 * that a command takes. A reader that went away (`kargo-ci … | head`) is no reason to drop a promotion.
 */
export function standardStream(fd: 1 | 2): TextSink {
  // A terminal keeps its stream: on Windows that is what turns text into the characters of the console. (What is none
  // but a device, such as /dev/null, may have one too. Asking node:tty costs more than the answer is worth.)
  return fstatSync(fd).isCharacterDevice()
    ? tolerant(fd === 1 ? process.stdout : process.stderr)
    : { write: writerTo(fd) };
}

/** Node's own standard output, for a host whose library writes there too: one order of lines. */
export function sharedStandardOutput(): TextSink {
  return tolerant(process.stdout);
}

/** All of standard input, to its end. */
export async function standardInput(): Promise<string> {
  const { text } = await import('node:stream/consumers');
  return text(process.stdin);
}

/** Resolves when everything is written: streams of Node may still hold text. */
export async function allWritten(): Promise<void> {
  await Promise.all([...streams].map((stream) => new Promise((resolve) => stream.write('', resolve))));
}

const streams = new Set<NodeJS.WriteStream>();

function tolerant(stream: NodeJS.WriteStream): NodeJS.WriteStream {
  streams.add(stream);
  return stream.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EPIPE') {
      throw error;
    }
  });
}

function writerTo(fd: number): (text: string) => void {
  let isOpen = true;
  return (text) => {
    let rest = Buffer.from(text);
    while (isOpen && rest.length > 0) {
      try {
        rest = rest.subarray(writeSync(fd, rest));
      } catch (error) {
        isOpen = waitedFor(error);
      }
    }
  };
}

/** Whether the write may be tried again: the reader is slow (EAGAIN) and not gone (EPIPE). */
function waitedFor(error: unknown): boolean {
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  if (code === 'EAGAIN') {
    Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, pause);
    return true;
  }
  if (code === 'EPIPE') {
    return false;
  }
  throw error;
}
