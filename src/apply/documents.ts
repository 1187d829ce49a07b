import { InputError, messageOf, type Problem } from '../errors.ts';

/** One document of a file, as it was parsed. */
export interface ManifestDocument {
  /** `kargo/stages.yaml, document 2`, for messages. */
  readonly place: string;
  readonly content: unknown;
}

/** The input `files` that stands for standard input. */
export const standardInput = '-';

/**
 * Reads every document of all files, in the order of the names.
 *
 * @param readInput reads standard input to its end; called once at most.
 * @throws InputError with every file that is missing, unreadable or no YAML.
 */
export async function readDocuments(
  files: readonly string[],
  readInput: () => Promise<string>,
): Promise<readonly ManifestDocument[]> {
  const problems: Problem[] = [];
  const sources = new Map<string, () => Promise<string>>();
  for (const pattern of files) {
    if (pattern === standardInput) {
      sources.set('standard input', readInput);
      continue;
    }
    const found = await filesOf(pattern);
    if (found.length === 0) {
      problems.push({
        input: 'files',
        value: pattern,
        accepted:
          'no file is there: the path of a file or folder, or a pattern such as kargo/**/*.yaml is needed (relative to where the job runs; was the repository checked out?)',
      });
    }
    for (const path of found) {
      sources.set(path, () => readText(path));
    }
  }
  const documents: ManifestDocument[] = [];
  for (const [name, read] of sources) {
    const outcome = await read().then(
      (text) => parseDocuments(name, text),
      (error: unknown) => ({ problem: `a readable file is needed: ${messageOf(error)}` }),
    );
    if ('problem' in outcome) {
      problems.push({ input: 'files', value: name, accepted: outcome.problem });
    } else {
      documents.push(...outcome.documents);
      problems.push(...outcome.problems);
    }
  }
  if (problems.length > 0) {
    throw new InputError(problems);
  }
  if (documents.length === 0) {
    throw new InputError([
      {
        input: 'files',
        value: files.join(', '),
        accepted: 'there is no manifest in it: every document is empty',
      },
    ]);
  }
  return documents;
}

async function readText(path: string): Promise<string> {
  const { readFile } = await import('node:fs/promises');
  return readFile(path, 'utf8');
}

/** The files that a path or a pattern means, sorted; a folder means all manifests below it. */
async function filesOf(pattern: string): Promise<readonly string[]> {
  const { stat } = await import('node:fs/promises');
  const { relative, resolve, sep } = await import('node:path');
  const posix = (path: string) => path.replaceAll(sep, '/');
  const shown = (path: string) => {
    const below = relative('', path);
    return posix(below.startsWith('..') ? resolve(path) : below);
  };
  const found = await stat(pattern).catch(() => undefined);
  if (found?.isFile()) {
    return [shown(pattern)];
  }
  const { escapePath, glob } = await import('tinyglobby');
  const patterns = found?.isDirectory()
    ? [`${escapePath(posix(pattern)).replace(/\/+$/, '')}/**/*.{yaml,yml,json}`]
    : [posix(pattern)];
  return (await glob(patterns, { expandDirectories: false, absolute: true })).map(shown).toSorted();
}

interface Parsed {
  readonly documents: readonly ManifestDocument[];
  readonly problems: readonly Problem[];
}

/** The documents of a text; lists (`kind: List`, JSON arrays) are taken apart. Empty documents are left out. */
export async function parseDocuments(file: string, text: string): Promise<Parsed> {
  const { parseAllDocuments } = await import('yaml');
  const documents: ManifestDocument[] = [];
  const problems: Problem[] = [];
  for (const [index, document] of [...parseAllDocuments(text, kubernetesYaml)].entries()) {
    const place = `${file}, document ${index + 1}`;
    try {
      const [error] = document.errors;
      if (error !== undefined) {
        throw error;
      }
      documents.push(...itemsOf(place, document.toJS()));
    } catch (error) {
      // Only the first line: what follows quotes the file, which may hold a Secret.
      const why = messageOf(error).split('\n')[0]?.replace(/:$/, '') ?? '';
      problems.push({ input: 'files', value: place, accepted: `valid YAML is needed: ${why}` });
    }
  }
  return { documents, problems };
}

/**
 * YAML as Kubernetes' tools read it: `yes` and `on` are booleans, `012` is octal, `<<` merges; but a time is text and
 * `12:30` is no number.
 */
const kubernetesYaml = {
  version: '1.1',
  customTags: <T>(tags: T[]): T[] => tags.filter((tag) => !isForeignToKubernetes(tag)),
} as const;

function isForeignToKubernetes(tag: unknown): boolean {
  if (typeof tag !== 'object' || tag === null || !('tag' in tag)) {
    return false;
  }
  return (
    ('format' in tag && tag.format === 'TIME') ||
    /:(?:timestamp|binary|omap|pairs|set)$/.test(String(tag.tag))
  );
}

function itemsOf(place: string, content: unknown): readonly ManifestDocument[] {
  if (content === null || content === undefined) {
    return [];
  }
  const isList =
    typeof content === 'object' && 'kind' in content && content.kind === 'List' && 'items' in content;
  const items: unknown = isList ? content.items : content;
  return Array.isArray(items)
    ? items.map((item: unknown, index) => ({ place: `${place}, item ${index + 1}`, content: item }))
    : [{ place, content }];
}
