import { InputError, messageOf } from './errors.ts';

/** A place for a secret that nobody has yet: proven to be writable before the secret is made. */
export interface ReservedFile {
  /** Puts the secret there, in one go, readable for its owner alone. */
  fill(secret: string): Promise<void>;
  /** Gives the place up; nothing was written. After `fill` it does nothing. */
  release(): Promise<void>;
}

/**
 * Reserves a file of mode 600 beside the path, which replaces what is there when it is filled. What was a link or no
 * plain file is refused: a secret must not end where somebody else wants it.
 *
 * @throws InputError when nothing can be written there.
 */
export async function reserveFile(input: string, path: string): Promise<ReservedFile> {
  const { lstat, open, rename, rm } = await import('node:fs/promises');
  const { randomUUID } = await import('node:crypto');
  const there = await lstat(path).catch(() => undefined);
  if (there !== undefined && !there.isFile()) {
    const what = there.isSymbolicLink()
      ? 'a symbolic link'
      : there.isDirectory()
        ? 'a folder'
        : 'no plain file';
    throw new InputError([
      { input, value: path, accepted: `the path of a new or plain file is needed, and this is ${what}` },
    ]);
  }
  const draft = `${path}.${randomUUID()}.new`;
  // `wx` follows nothing and takes nothing over.
  const file = await open(draft, 'wx', 0o600).catch((error: unknown) => {
    throw new InputError([
      { input, value: path, accepted: `a place to write to is needed: ${messageOf(error)}` },
    ]);
  });
  let isOpen = true;
  return {
    async fill(secret) {
      await file.writeFile(secret);
      await file.sync();
      await file.close();
      isOpen = false;
      await rename(draft, path);
    },
    async release() {
      if (isOpen) {
        isOpen = false;
        await file.close();
      }
      await rm(draft, { force: true });
    },
  };
}
