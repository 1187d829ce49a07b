import type { Clock } from '../clock.ts';
import { DeadlineError, failed, isKargoError, type KargoError, messageOf, unknown } from '../errors.ts';
import { type Http, type HttpResponse, type HttpStream, TransportError } from '../http.ts';
import { type Attempt, classify, errorOf, parse } from './answer.ts';
import { describeToken, type TokenSource } from './token.ts';

/** What a client needs to talk to one project of one Kargo. */
export interface Connection {
  /** Base address without a trailing slash; may hold a base path. */
  readonly address: string;
  readonly project: string;
  readonly token: TokenSource;
  readonly http: Http;
  readonly clock: Clock;
}

/** How long an empty 401 is asked again: on Kargo ≤ 1.10 it may be an outage of Kubernetes (fact sheet 1.4). */
const outagePatienceMs = { tokenNeverWorked: 8_000, tokenWorked: 60_000 };

/** A call that is still open after this long when the deadline comes was not answered; before, it just met it. */
const silenceMs = 3_000;

/** How long a safe call is repeated: a mistyped address should not take a minute to be told. */
const retryMs = { neverAnswered: 15_000, answered: 60_000 };

/** What all calls of a connection share. */
export interface Shared {
  readonly proof: Proof;
  readonly onTrouble?: (words: string) => void;
}

/** What has been seen to work, shared by all clients of a connection. */
interface Proof {
  answered: boolean;
  tokenWorked: boolean;
}

/** One call of the API. */
export interface Call {
  readonly method: 'GET' | 'POST' | 'PATCH' | 'PUT' | 'DELETE';
  /** Below the address, e.g. `/v1beta1/system/server-version`. */
  readonly path: string;
  readonly doing: string;
  readonly body?: unknown;
  readonly repeatable?: boolean;
  /** Sent without the token. */
  readonly anonymous?: true;
  /** It patches this part of an object, for which there is a right of its own. */
  readonly patches?: 'status';
}

/** What became of a POST that creates something and may not be sent twice. */
export type PostOutcome =
  | { readonly kind: 'answered'; readonly body: unknown }
  /** Kargo said no: nothing was made. */
  | { readonly kind: 'refused'; readonly error: KargoError }
  /** It may have landed: an empty 200, a 5xx, a lost connection. Look before doing anything else. */
  | { readonly kind: 'unclear'; readonly why: string };

/**
 * How calls of Kargo's API are made and their answers understood: with the token, over outages, by the rules
 * of `answer.ts`. Every method throws `KargoError`, or the reason of the signal when that is aborted.
 */
export class Calls {
  readonly #connection: Connection;
  readonly #signal: AbortSignal;
  readonly #shared: Shared;

  constructor(connection: Connection, signal: AbortSignal, shared: Shared) {
    this.#connection = connection;
    this.#signal = signal;
    this.#shared = shared;
  }

  /** A read: JSON or an error. An empty 200 is a swallowed error of Kargo ≤ 1.10. */
  async read<T>(call: Call): Promise<T> {
    const response = await this.#send(call);
    const kind = classify(response);
    if (kind === 'json') {
      // The one decoded boundary: the fields are all optional in the types, so nothing is promised here.
      return parse(response.text) as T;
    }
    if (kind === 'empty') {
      throw unknown(
        'bad-answer',
        `${call.doing}: Kargo answered ${response.status} without a body, which hides an error of its own.`,
      );
    }
    throw errorOf(this.#attempt(call), response);
  }

  /** An action whose answer is an empty 200; its effect must be read. Safe to send again. */
  async act(call: Call): Promise<void> {
    const response = await this.#send({ ...call, repeatable: true });
    if (!['empty', 'json'].includes(classify(response))) {
      throw errorOf(this.#attempt(call), response);
    }
  }

  /** Creates something, once: never sent again when it may have landed. */
  async create(call: Call): Promise<PostOutcome> {
    const response = await this.#send({ ...call, repeatable: false }).catch((error: unknown) => {
      if (isKargoError(error) && error.cause instanceof TransportError && error.cause.sent === 'maybe') {
        return error.message;
      }
      throw error;
    });
    if (typeof response === 'string') {
      return { kind: 'unclear', why: response };
    }
    switch (classify(response)) {
      case 'json':
        return { kind: 'answered', body: parse(response.text) };
      case 'empty':
        return { kind: 'unclear', why: `${call.doing}: Kargo answered ${response.status} without a body` };
      case 'unavailable': {
        const error = errorOf(this.#attempt(call), response);
        if (error.verdict.status === 'failed') {
          return { kind: 'refused', error };
        }
        // An admission webhook that says no is Kargo ≥ 1.11's 500: nothing was made (15/promote-task-var-missing).
        return response.text.includes('denied the request')
          ? { kind: 'refused', error: failed('refused', error.message, response.status) }
          : { kind: 'unclear', why: error.message };
      }
      default:
        return { kind: 'refused', error: errorOf(this.#attempt(call), response) };
    }
  }

  async #send(call: Call): Promise<HttpResponse> {
    const { clock, http } = this.#connection;
    const start = clock.now();
    let trouble = '';
    try {
      return await this.#withToken(call, (headers) =>
        http.request({
          method: call.method,
          url: this.#connection.address + call.path,
          headers: {
            ...headers,
            accept: 'application/json',
            ...(call.body === undefined ? {} : { 'content-type': 'application/json' }),
          },
          ...(call.body === undefined ? {} : { body: JSON.stringify(call.body) }),
          ...(call.repeatable === undefined ? {} : { repeatable: call.repeatable }),
          signal: this.#signal,
          onTrouble: (words) => {
            trouble = words;
            this.#shared.onTrouble?.(words);
          },
          retryForMs: this.#shared.proof.answered ? retryMs.answered : retryMs.neverAnswered,
        }),
      );
    } catch (error) {
      const isSilent = trouble !== '' || clock.now() - start > silenceMs;
      if (error instanceof DeadlineError && isSilent && call.repeatable !== false) {
        throw unknown(
          'unreachable',
          `${call.doing}: the time was over before Kargo answered${trouble === '' ? '' : ` (${trouble})`}`,
          error,
        );
      }
      throw error;
    }
  }

  /** Sends with the token; on a 401 reads the token's file again, and waits out what may be an outage. */
  async #withToken<A extends HttpResponse | HttpStream>(
    call: Call,
    send: (headers: Record<string, string>) => Promise<A>,
  ): Promise<A> {
    const { clock, token } = this.#connection;
    const start = clock.now();
    for (let pause = 500; ; pause = Math.min(pause * 2, 5_000)) {
      const answer = await this.#reaching(call, () =>
        send(call.anonymous ? {} : { authorization: `Bearer ${token.current()}` }),
      );
      this.#shared.proof.answered = true;
      if (answer.status !== 401) {
        this.#shared.proof.tokenWorked ||= answer.status < 300 && !call.anonymous;
        return answer;
      }
      if (await token.reload()) {
        continue;
      }
      const patience = this.#shared.proof.tokenWorked
        ? outagePatienceMs.tokenWorked
        : outagePatienceMs.tokenNeverWorked;
      const mayBeOutage = 'text' in answer && answer.text === '';
      if (mayBeOutage && clock.now() - start + pause > patience && this.#shared.proof.tokenWorked) {
        throw unknown(
          'unreachable',
          `${call.doing}: Kargo answers 401 without a word, and it accepted this token before: Kubernetes behind Kargo 1.10 or older is out, or the token was revoked meanwhile`,
        );
      }
      if (!mayBeOutage || clock.now() - start + pause > patience) {
        return answer;
      }
      this.#shared.onTrouble?.(`${call.doing}: 401 without a word, which may be an outage behind Kargo`);
      await clock.sleep(pause, this.#signal);
    }
  }

  async #reaching<A>(call: Call, send: () => Promise<A>): Promise<A> {
    try {
      return await send();
    } catch (error) {
      if (error instanceof TransportError) {
        throw unknown('unreachable', `${call.doing}: ${messageOf(error)}`, error);
      }
      throw error;
    }
  }

  #attempt(call: Call): Attempt {
    return {
      doing: call.doing,
      address: this.#connection.address,
      project: this.#connection.project,
      token: describeToken(this.#connection.token.current()),
      ...(call.patches === undefined ? {} : { patches: call.patches }),
    };
  }

  /** A stream of events, or whatever else came back. One attempt. */
  open(call: Call, signal: AbortSignal): Promise<HttpResponse | HttpStream> {
    return this.#withToken(call, (headers) =>
      this.#connection.http.open({
        method: 'GET',
        url: this.#connection.address + call.path,
        headers: { ...headers, accept: 'text/event-stream' },
        signal,
      }),
    );
  }

  /** The error for an answer that is no success. */
  errorOf(call: Call, response: HttpResponse): KargoError {
    return errorOf(this.#attempt(call), response);
  }
}
