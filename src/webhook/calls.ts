import { InputError } from '../errors.ts';
import { artifactsOf } from '../inputs/selection.ts';
import { headerLines, parseHeader, typeOf, type WebhookValues } from '../inputs/webhook.ts';
import type { WebhookCall } from './call.ts';
import { eventsFor, headersFor, nameOfPayload } from './event.ts';

/**
 * The calls that the inputs ask for, which have passed `checkWebhook`: one, or one for each event of the type.
 *
 * @param ownRepository URL of the repository of the job, if the host knows it.
 * @throws InputError when a push is to be told and its repository is not known.
 */
export function webhookCalls(
  inputs: WebhookValues & { readonly warehouse: readonly string[] },
  ownRepository: string | undefined,
): readonly WebhookCall[] {
  const { 'webhook-url': url, 'webhook-payload': payload, 'webhook-secret': secret } = inputs;
  if (url === undefined) {
    return [];
  }
  const type = typeOf(inputs, url);
  const given = Object.fromEntries(
    headerLines(inputs['webhook-headers'] ?? '').flatMap((line) => parseHeader(line) ?? []),
  );
  const callWith = ({ about, name, body }: { about: string; name: string; body: string }): WebhookCall => ({
    url,
    about,
    body,
    headers: { ...(secret === undefined ? {} : headersFor(type, { name, body }, secret)), ...given },
  });
  if (payload !== undefined) {
    return [callWith({ about: '', name: nameOfPayload(type, payload), body: payload })];
  }
  if (type === 'generic') {
    const { warehouse, image, commit, chart } = inputs;
    const body = JSON.stringify({ source: 'kargo-ci', warehouse, image, commit, chart });
    return [callWith({ about: '', name: '', body })];
  }
  const repository = inputs['git-repository'] ?? ownRepository;
  const artifacts = artifactsOf(inputs);
  const events = eventsFor(type, { artifacts, repository, branch: inputs['git-branch'] });
  if (events.length === 0) {
    throw new InputError([
      {
        input: 'git-repository',
        accepted: 'is needed: this host does not say which repository the job is of',
      },
    ]);
  }
  return events.map(({ about, name, body }) => callWith({ about, name, body: JSON.stringify(body) }));
}
