import { DeadlineError, failed, isKargoError, KargoError, unknown } from '../errors.ts';
import { type Http, type HttpResponse, TransportError } from '../http.ts';
import { errorText, parse } from '../kargo/answer.ts';
import { type Verdict, worstOf } from '../verdict.ts';

/** A call of one of Kargo's external webhook receivers. Its URL is a secret: messages name the host only. */
export interface WebhookCall {
  readonly url: string;
  /** What it tells of, when several calls are made; else empty. */
  readonly about: string;
  readonly body: string;
  readonly headers: Readonly<Record<string, string>>;
}

/** In milliseconds: how long a receiver that refuses connections is tried. */
const retryForMs = 15_000;

/** One entry of a generic receiver's answer (fact sheet 11.4). */
interface ActionResult {
  readonly result?: string;
  readonly summary?: string;
  readonly selectedTargets?: readonly { readonly name?: string; readonly success?: boolean }[] | null;
}

/**
 * Calls the receiver, once: a lost answer is `unknown`, not a second call.
 *
 * @returns what was refreshed, in words.
 * @throws KargoError `not-refreshed` when it was accepted and refreshed nothing.
 */
export async function callWebhook(http: Http, call: WebhookCall, signal: AbortSignal): Promise<string> {
  const host = new URL(call.url).host;
  let trouble: string | undefined;
  const response = await http
    .request({
      method: 'POST',
      url: call.url,
      headers: { 'content-type': 'application/json', accept: 'application/json', ...call.headers },
      body: call.body,
      repeatable: false,
      secretPath: true,
      signal,
      retryForMs,
      onTrouble: (words) => {
        trouble = words;
      },
    })
    .catch((error: unknown) => {
      throw error instanceof TransportError ? lost(error) : late(error, trouble);
    });
  return judge(`the webhook receiver at ${host}`, response);
}

/**
 * Makes the calls one after the other, also after one that failed: each tells of something else.
 *
 * @returns what was refreshed, in words.
 * @throws KargoError the worst of what came back, with the words of all.
 */
export async function callWebhooks(
  http: Http,
  calls: readonly WebhookCall[],
  signal: AbortSignal,
): Promise<string> {
  const [only] = calls;
  if (only !== undefined && calls.length === 1) {
    return callWebhook(http, only, signal);
  }
  const words: string[] = [];
  const failures: Verdict[] = [];
  for (const call of calls) {
    try {
      words.push(`${call.about}: ${await callWebhook(http, call, signal)}`);
    } catch (error) {
      if (!isKargoError(error) || signal.aborted) {
        throw error;
      }
      failures.push(error.verdict);
      words.push(`${call.about}: ${error.message}`);
    }
  }
  const [first, ...others] = failures;
  if (first !== undefined) {
    throw new KargoError({ ...worstOf([first, ...others]), message: words.join('; ') });
  }
  return words.join('; ');
}

/** The time was over: after refused connections nothing was sent, else the answer is lost. */
function late(error: unknown, trouble: string | undefined): unknown {
  if (!(error instanceof DeadlineError)) {
    return error;
  }
  return trouble === undefined
    ? unknown(
        'answer-lost',
        'calling the webhook receiver: the time was over before it answered. It may have refreshed the Warehouses.',
        error,
      )
    : unknown('unreachable', `calling the webhook receiver: the time was over (${trouble})`, error);
}

function lost(error: TransportError): KargoError {
  return error.sent === 'never'
    ? unknown('unreachable', `calling the webhook receiver: ${error.message}`, error)
    : unknown(
        'answer-lost',
        `calling the webhook receiver: ${error.message}. It may have refreshed the Warehouses; calling it again does no harm.`,
        error,
      );
}

function judge(who: string, response: HttpResponse): string {
  const results = resultsIn(response);
  if (results !== undefined) {
    return judgeResults(who, response.status, results);
  }
  const said = `${who} answered ${response.status}: ${errorText(response) || 'nothing'}`;
  if (!(response.headers['content-type'] ?? '').startsWith('application/json')) {
    throw unknown(
      'bad-answer',
      `${who} answered ${response.status} with something that is no answer of Kargo's: check the URL.`,
    );
  }
  switch (response.status) {
    case 200:
      return judgeMessage(said, response);
    case 401:
      throw failed(
        'unauthorized',
        `${said}. A signature or header that this receiver wants is missing or wrong.`,
      );
    case 404:
      throw failed(
        'not-found',
        `${said}. There is no such receiver: its URL changes with its name and its secret.`,
      );
    default:
      throw response.status < 500
        ? failed('refused', `${said}.`)
        : unknown('bad-answer', `${said}. Kargo does not say whether it refreshed anything.`);
  }
}

function resultsIn(response: HttpResponse): readonly ActionResult[] | undefined {
  const body = parse(response.text);
  return typeof body === 'object' && body !== null && 'results' in body && Array.isArray(body.results)
    ? body.results
    : undefined;
}

/** A 200 may have selected nothing, a 500 may have refreshed something: only the results tell. */
function judgeResults(who: string, status: number, results: readonly ActionResult[]): string {
  const targets = results.flatMap((result) => result.selectedTargets ?? []);
  const refreshed = targets.filter((target) => target.success === true).map((target) => target.name ?? '?');
  const words = results.map((result) => `${result.result ?? '?'}: ${result.summary ?? ''}`).join('; ');
  if (status === 200 && refreshed.length > 0) {
    return `refreshed ${refreshed.join(', ')}`;
  }
  const what = refreshed.length === 0 ? 'nothing' : `only ${refreshed.join(', ')}`;
  throw failed(
    'not-refreshed',
    `${who} answered ${status} and refreshed ${what} (${words || 'it has no actions'}). Check its whenExpression and targets against the payload.`,
  );
}

/** The receivers for GitHub, GitLab and registries say `refreshed 2 warehouse(s)`, also for none. */
function judgeMessage(said: string, response: HttpResponse): string {
  const body = parse(response.text);
  const message = typeof body === 'object' && body !== null && 'msg' in body ? String(body.msg) : '';
  const count = /^refreshed (?<count>\d+) /.exec(message)?.groups?.count;
  if (count !== undefined && Number(count) > 0) {
    return message;
  }
  throw failed(
    'not-refreshed',
    `${said}. It refreshed nothing: no Warehouse subscribes to what the payload names, or the event is not one that it acts on.`,
  );
}
