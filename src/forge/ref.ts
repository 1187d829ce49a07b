/** The whole hash of a commit: nothing else is one, for anything may stand in an annotation. */
export function isCommitHash(text: string): boolean {
  return /^(?:[0-9a-f]{40}|[0-9a-f]{64})$/.test(text);
}

/** Whether Git takes the text for the name of a branch (git-check-ref-format): then nothing in it changes a path. */
export function isBranchName(text: string): boolean {
  const parts = text.split('/');
  return (
    text !== '@' &&
    !text.startsWith('-') &&
    !/\.\.|@\{|[\p{Cc}\s~^:?*[\\]/u.test(text) &&
    parts.every((part) => part !== '' && !part.startsWith('.') && !/\.(?:lock)?$/.test(part))
  );
}
