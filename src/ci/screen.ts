import { sanitise, sanitiseLine } from './sanitise.ts';

/** What stands between any text and any surface: hides secrets and takes the power out of foreign text. */
export interface Screen {
  /** Hides a secret from now on; returns the forms of it that a host with masks of its own should know. */
  mask(secret: string): readonly string[];
  /** For a log: one or more plain lines. */
  text(text: string): string;
  /** For a title or a label: one plain line. */
  line(text: string): string;
  /** For a file: the text as it is, without the secrets. */
  hide(text: string): string;
}

/** Shorter secrets are not hidden: hiding `on` or `123` spoils the log and, on GitHub, drops outputs. */
const shortestSecret = 4;
const shortestPart = 8;

export function createScreen(): Screen {
  const known = new Set<string>();
  let byLength: readonly string[] = [];
  const hide = (text: string) => byLength.reduce((rest, form) => rest.replaceAll(form, '***'), text);
  return {
    mask(secret) {
      const forms = formsOf(secret).filter((form) => !known.has(form));
      for (const form of forms) {
        known.add(form);
      }
      byLength = [...known].sort((a, b) => b.length - a.length);
      return forms;
    },
    // Twice: a control character inside a secret would else hide it from us, and not from the reader.
    text: (text) => hide(sanitise(hide(text))),
    line: (text) => hide(sanitiseLine(hide(text))),
    hide,
  };
}

function formsOf(secret: string): readonly string[] {
  const whole = secret.trim();
  const forms = [
    ...(whole.length < shortestSecret ? [] : [whole]),
    ...partsOf(whole).filter((part) => part.length >= shortestPart && part !== whole),
  ].flatMap(encodingsOf);
  return [...new Set(forms)];
}

/** The pieces that can appear alone: lines, the value of a header, the end of a webhook URL. */
function partsOf(secret: string): readonly string[] {
  const lines = secret.split('\n').map((line) => line.trim());
  return lines.flatMap((line) => {
    if (/^https?:/.test(line) && URL.canParse(line)) {
      const url = new URL(line);
      const last = url.pathname.split('/').findLast((segment) => segment !== '') ?? '';
      return [line, last, url.password, ...url.searchParams.values()];
    }
    if (!line.includes(':')) {
      return [line];
    }
    const header = /^[\w-]+:\s*(?:(?:Bearer|Basic|token)\s+)?(?<value>\S.*)$/i.exec(line)?.groups?.value;
    return header === undefined ? [line] : [line, header];
  });
}

function encodingsOf(text: string): readonly string[] {
  const base64 = Buffer.from(text, 'utf8').toString('base64').replace(/=+$/, '');
  const base64url = Buffer.from(text, 'utf8').toString('base64url');
  return [text, encodeURIComponent(text), JSON.stringify(text).slice(1, -1), base64, base64url];
}
