import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { messageOf } from '../errors.ts';
import type { Log } from './host.ts';

/** The directory of the files that a GitLab job uploads and that its `after_script` reads. */
export interface JobDirectory {
  readonly path: string;
  /** Replaces a file in one go: a killed process leaves the old or the new one. Failing is a warning. */
  write(name: string, text: string): void;
  /** Undefined when there is no such file. */
  read(name: string): string | undefined;
}

export function createDirectory(path: string, log: Log): JobDirectory {
  return {
    path,
    write(name, text) {
      const file = join(path, name);
      try {
        mkdirSync(path, { recursive: true });
        writeFileSync(`${file}.new`, text);
        renameSync(`${file}.new`, file);
      } catch (error) {
        log.warning(`${file} could not be written: ${messageOf(error)}`);
      }
    },
    read(name) {
      try {
        return readFileSync(join(path, name), 'utf8');
      } catch {
        return undefined;
      }
    },
  };
}
