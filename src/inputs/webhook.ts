import type { InputTable, InputValues } from '../command.ts';
import type { Problem } from '../errors.ts';
import {
  gitTypes,
  guardedTypes,
  pushedTag,
  type ReceiverType,
  receiverTypes,
  refOf,
  registryTypes,
  typeOfUrl,
} from '../webhook/receiver.ts';
import { type artifactInputs, artifactsOf } from './selection.ts';

/** Notifying without a token, through one of Kargo's external webhook receivers. */
export const webhookInputs = {
  'webhook-url': {
    type: 'string',
    secret: true,
    env: 'KARGO_WEBHOOK_URL',
    description:
      'Instead of a token: the URL of a webhook receiver of the project. Whoever knows it can refresh Warehouses, so give it as a secret.',
  },
  'webhook-payload': {
    type: 'string',
    freeText: true,
    description:
      'The JSON that the receiver gets. Without it the artifacts are told in the words of its type; a generic one gets {"source": "kargo-ci", "warehouse": […], "image": […], "commit": […], "chart": […]}.',
  },
  'webhook-headers': {
    type: 'string',
    secret: true,
    env: 'KARGO_WEBHOOK_HEADERS',
    description: 'Headers that the receiver wants, one "Name: value" a line.',
  },
  'webhook-secret': {
    type: 'string',
    secret: true,
    env: 'KARGO_WEBHOOK_SECRET',
    description:
      'What the Secret of the receiver holds: it signs the call (github, artifactory) or is sent with it (gitlab, harbor). The other types have only their URL.',
  },
  'webhook-type': {
    type: 'choice',
    choices: ['auto', ...receiverTypes],
    default: 'auto',
    description:
      'The type of the receiver. "auto" takes it from the URL, which ends in `/<type>/<64 digits>`.',
  },
  'git-repository': {
    type: 'string',
    description:
      'For a github or gitlab receiver: URL of the repository that was pushed to. Default: the repository of the job.',
  },
  'git-branch': {
    type: 'string',
    description:
      'For a github or gitlab receiver: the branch that was pushed. A `commit` that is a tag needs none.',
  },
} as const satisfies InputTable;

export type WebhookValues = InputValues<typeof webhookInputs & typeof artifactInputs>;

export function checkWebhook(inputs: WebhookValues): readonly Problem[] {
  const { 'webhook-url': url, 'webhook-payload': payload, 'webhook-headers': headers } = inputs;
  const problems: Problem[] = [];
  if (url !== undefined && !isHttpUrl(url)) {
    problems.push({
      input: 'webhook-url',
      accepted:
        'the http or https URL of a receiver is needed, as the project configuration of Kargo shows it',
    });
  }
  if (payload !== undefined && !isJson(payload)) {
    problems.push({
      input: 'webhook-payload',
      value: payload,
      accepted: 'valid JSON is needed: no receiver takes anything else',
    });
  }
  if (headers !== undefined && headerLines(headers).some((line) => parseHeader(line) === undefined)) {
    problems.push({ input: 'webhook-headers', accepted: 'each line must be "Name: value"' });
  }
  if (url === undefined && (payload !== undefined || headers !== undefined)) {
    problems.push({
      input: 'webhook-url',
      accepted:
        'is needed with webhook-payload or webhook-headers; is the secret KARGO_WEBHOOK_URL set and available to this job?',
    });
  }
  return url === undefined || problems.length > 0 ? problems : checkType(inputs, typeOf(inputs, url));
}

/** The type of the receiver, as asked or as its URL says. */
export function typeOf(inputs: WebhookValues, url: string): ReceiverType {
  const asked = inputs['webhook-type'];
  return asked === 'auto' ? typeOfUrl(url) : asked;
}

/** The rules of the types that imitate a platform. */
function checkType(inputs: WebhookValues, type: ReceiverType): readonly Problem[] {
  const problems: Problem[] = [];
  const isGiven = inputs['webhook-secret'] !== undefined || inputs['webhook-headers'] !== undefined;
  if (guardedTypes.includes(type) && !isGiven) {
    const accepted = `a ${type} receiver takes only calls that know its secret (KARGO_WEBHOOK_SECRET); is it set and available to this job?`;
    problems.push({ input: 'webhook-secret', accepted });
  }
  return type === 'generic' || inputs['webhook-payload'] !== undefined
    ? problems
    : [...problems, ...checkNews(inputs, type)];
}

/** Something must be there that this type has words for. */
function checkNews(inputs: WebhookValues, type: ReceiverType): readonly Problem[] {
  const artifacts = artifactsOf(inputs);
  const branch = inputs['git-branch'];
  const isPush = branch !== undefined || artifacts.some((one) => one.kind === 'commit');
  if (gitTypes.includes(type) && isPush) {
    const lost = artifacts.find((one) => one.kind === 'commit' && refOf(one.revision, branch) === undefined);
    return lost === undefined
      ? []
      : [
          {
            input: 'git-branch',
            accepted: `is needed to tell a ${type} receiver of a commit: it hears of branches`,
          },
        ];
  }
  if (!registryTypes.includes(type)) {
    return [
      {
        input: 'commit, git-branch',
        accepted: `a ${type} receiver hears of pushed branches and tags: name one, or give webhook-payload`,
      },
    ];
  }
  const tags = artifacts.flatMap((one) => pushedTag(one) ?? []);
  if (tags.length === 0) {
    return [
      {
        input: 'image, chart',
        accepted: `a ${type} receiver hears of tags of a registry: name an image as repository:tag (a digest may follow) or an OCI chart, or give webhook-payload`,
      },
    ];
  }
  const flat = tags.find(({ repository }) => repository.split('/').length < 3);
  return type === 'artifactory' && flat !== undefined
    ? [
        {
          input: 'image',
          value: flat.repository,
          accepted:
            'an artifactory receiver is told host/repository-key/image; for other layouts give webhook-payload',
        },
      ]
    : [];
}

/** The lines of `webhook-headers` that hold something. */
export function headerLines(text: string): readonly string[] {
  return text.split('\n').filter((line) => line.trim() !== '');
}

/** Name and value of a header, in a list of one; undefined when the line is none. */
export function parseHeader(line: string): readonly [readonly [string, string]] | undefined {
  const groups = /^(?<name>[!#$%&'*+.^_`|~\w-]+):\s*(?<value>[\t\x20-\x7e]*)$/.exec(line.trim())?.groups;
  return groups?.name === undefined ? undefined : [[groups.name.toLowerCase(), groups.value?.trim() ?? '']];
}

function isHttpUrl(text: string): boolean {
  return URL.canParse(text) && ['http:', 'https:'].includes(new URL(text).protocol);
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}
