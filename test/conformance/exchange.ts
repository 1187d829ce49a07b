import type { Json, RecordedExchange } from '../support/recordings.ts';
import type { Cast } from './cast.ts';
import { type Answer, compareAnswers, type Difference } from './compare.ts';
import { learnNames } from './names.ts';
import { normalise } from './normalise.ts';
import { settleOrder } from './order.ts';
import { parseBody, type WireAnswer } from './server.ts';

/** What came of one exchange: no differences when the simulator answered as recorded. */
export interface Outcome {
  exchange: string;
  differences: Difference[];
}

/** Compares an answer of the simulator with the recorded one. */
export function compareExchange(cast: Cast, step: RecordedExchange, answer: WireAnswer): Difference[] {
  const simulated = parseBody(answer);
  learnNames(cast.simulatedNames, simulated);
  const { response } = step;
  const recorded = settleOrder({
    release: cast.release,
    path: step.request.path,
    recorded: response.json ?? response.text ?? '',
    simulated,
    recordedNames: cast.recordedNames,
    simulatedNames: cast.simulatedNames,
  });
  return compareAnswers(
    answerOf(response.status, response.headers, normalise(cast.recordedNames, recorded)),
    answerOf(answer.status, answer.headers, normalise(cast.simulatedNames, simulated)),
  );
}

function answerOf(
  status: number,
  headers: Record<string, string | string[] | undefined>,
  body: Json,
): Answer {
  const [contentType = ''] = `${headers['content-type'] ?? ''}`.split(';');
  return { status, contentType, location: `${headers.location ?? ''}`, body };
}
