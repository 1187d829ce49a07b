import type { Environment } from '../inputs/parse.ts';
import type { HostIo, TextSink } from './detect.ts';
import type { Host, Log, Outcome } from './host.ts';
import { ownOutputs, resultOf, tellOutcome } from './outcome.ts';
import { paint } from './paint.ts';
import { createScreen, type Screen } from './screen.ts';

/** A terminal, or any CI system we know nothing about: progress on stderr, outputs on stdout. */
export function createShellHost(env: Environment, { stdout, stderr, json }: HostIo): Host {
  const screen = createScreen();
  const log = createShellLog(stderr, { screen, colour: showsColour(stderr, env), debug: isDebugging(env) });
  return {
    name: 'shell',
    log,
    mask: (secret) => void screen.mask(secret),
    publish: () => undefined,
    remember: () => undefined,
    recall: () => [],
    async finish(outcome) {
      tellOutcome(outcome, log);
      if (outcome.command.hidden !== true) {
        stdout.write(
          json ? `${screen.hide(JSON.stringify(resultOf(outcome)))}\n` : assignments(outcome, screen),
        );
      }
    },
  };
}

/** Whether colours may be used on this stream (https://no-color.org). */
export function showsColour(sink: TextSink, env: Environment): boolean {
  return sink.isTTY === true && (env.NO_COLOR ?? '') === '' && env.TERM !== 'dumb';
}

/** Whether `KARGO_CI_DEBUG` asks for more words, on hosts that have no debug switch of their own. */
export function isDebugging(env: Environment): boolean {
  return !['', '0', 'false'].includes((env.KARGO_CI_DEBUG ?? '').toLowerCase());
}

function createShellLog(
  sink: TextSink,
  { screen, colour, debug }: { screen: Screen; colour: boolean; debug: boolean },
): Log {
  const warned = new Set<string>();
  const say = (text: string, style: Parameters<typeof paint>[1]) =>
    sink.write(`${colour ? paint(text, style) : text}\n`);
  return {
    info: (text) => void say(screen.text(text), 'plain'),
    warning(text) {
      const shown = screen.text(`warning: ${text}`);
      if (!warned.has(shown)) {
        warned.add(shown);
        say(shown, 'yellow');
      }
    },
    error: (text, title) => void say(screen.text(`${title ?? 'error'}: ${text}`), 'red'),
    debug: (text) => void (debug && say(screen.text(`debug: ${text}`), 'dim')),
    section: (title) => void say(screen.line(title), 'bold'),
  };
}

/** `name=value` per line; a value that is not one plain line is a JSON string, so that lines can be trusted. */
function assignments(outcome: Outcome, screen: Screen): string {
  return Object.entries(ownOutputs(outcome))
    .filter(([, value]) => value !== '')
    .map(([name, value]) => `${name}=${plainOrJson(screen.hide(value))}\n`)
    .join('');
}

function plainOrJson(value: string): string {
  // Nearly every value passes the first test; compiling the second takes a millisecond.
  const isPlain =
    /^(?!")[ -~]*$/.test(value) ||
    (!value.startsWith('"') && !/[\p{Cc}\p{Bidi_Control}\u2028\u2029]/u.test(value));
  return isPlain
    ? value
    : JSON.stringify(value).replaceAll(
        /[\p{Cc}\p{Bidi_Control}\u2028\u2029]/gu,
        (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
      );
}
