import { isKargoError } from '../errors.ts';
import type { Verdict } from '../verdict.ts';

/** One rule that was looked at. */
export interface Finding {
  /** A word in kebab-case. */
  readonly rule: string;
  /** Null: it could not be found out, which is never as good as true. */
  readonly ok: boolean | null;
  /** What is so: a sentence without its full stop. It holds foreign words. */
  readonly text: string;
  /** Why it could not be found out, where something failed. */
  readonly cause?: Verdict;
}

/** The findings of `look`; when Kargo or the forge refuses or cannot be asked, that is the finding. */
export async function orUnknown(
  rule: string,
  look: () => Promise<readonly Finding[]>,
): Promise<readonly Finding[]> {
  try {
    return await look();
  } catch (error) {
    if (!isKargoError(error)) {
      throw error;
    }
    return [{ rule, ok: null, text: `could not be found out: ${error.message}`, cause: error.verdict }];
  }
}
