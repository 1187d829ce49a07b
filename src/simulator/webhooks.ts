import { createHmac } from 'node:crypto';
import { acceptsVersion } from './discovery.ts';
import type { Answer } from './exchange.ts';
import { normaliseGitUrl } from './freight.ts';
import { answerGeneric } from './generic-receiver.ts';
import type { Kargo } from './kargo.ts';
import { isRecord, type ProjectConfig, records, type Warehouse, type WebhookReceiver } from './objects.ts';
import { platformOf, receiverSecret } from './project.ts';
import { locate } from './store.ts';
import { refresh } from './warehouse.ts';
import { plain, requestHeader, type WebhookExchange } from './webhook-exchange.ts';

const LIMIT = 2 * 1024 * 1024;
const PLATFORMS = 'generic github gitlab dockerhub quay harbor artifactory azure gitea bitbucket'.split(' ');

/** Whether a path belongs to the external webhooks server. */
export function isWebhookPath(method: string, path: string): boolean {
  return (path === '/' && method === 'POST') || PLATFORMS.includes(path.split('/')[1] ?? '');
}

/** The external webhooks server: no token, the address is the secret. */
export function answerWebhook(exchange: WebhookExchange): Answer {
  const found = findReceiver(exchange.kargo, exchange.path);
  if (found === undefined) return plain(404, {});
  if (exchange.body.length > LIMIT) return plain(413, { error: `content exceeds limit of ${LIMIT} bytes` });
  const { config, receiver } = found;
  const platform = platformOf(receiver);
  const secret = receiverSecret(exchange.kargo, config, receiver) ?? '';
  if (platform === 'generic') return answerGeneric(exchange, config, receiver);
  if (platform === 'github') return answerGithub(exchange, config, secret);
  if (platform === 'gitlab') return answerGitlab(exchange, config, secret);
  if (platform === 'harbor') return answerHarbor(exchange, config, secret);
  if (platform === 'dockerhub') return answerDockerhub(exchange, config);
  if (platform === 'quay') return answerQuay(exchange, config);
  if (platform === 'artifactory') return answerArtifactory(exchange, config, secret);
  return plain(501, { error: `the simulator does not play receiver type "${platform}"` });
}

function findReceiver(
  kargo: Kargo,
  path: string,
): { config: ProjectConfig; receiver: WebhookReceiver } | undefined {
  for (const config of kargo.store.list('ProjectConfig')) {
    const entry = config.status.webhookReceivers?.find((item) => item.path === path);
    const receiver = config.spec.webhookReceivers?.find((item) => item.name === entry?.name);
    if (receiver !== undefined) return { config, receiver };
  }
  return undefined;
}

function refreshAll(kargo: Kargo, warehouses: Warehouse[]): Answer {
  for (const warehouse of warehouses) refresh(kargo, 'Warehouse', locate(warehouse));
  return plain(200, { msg: `refreshed ${warehouses.length} warehouse(s)` });
}

/** Warehouses subscribed to the Git repository, on the branch or tag that was pushed. */
function subscribedToGit(
  exchange: WebhookExchange,
  config: ProjectConfig,
  push: { urls: unknown[]; ref: string },
): Warehouse[] {
  const urls = push.urls.filter((url) => typeof url === 'string').map(normaliseGitUrl);
  const branch = push.ref.startsWith('refs/heads/') ? push.ref.slice(11) : undefined;
  const tag = push.ref.startsWith('refs/tags/') ? push.ref.slice(10) : undefined;
  return exchange.kargo.store.list('Warehouse', config.metadata.namespace).filter((warehouse) =>
    warehouse.spec.subscriptions.some(({ git }) => {
      if (git === undefined || !urls.includes(normaliseGitUrl(git.repoURL))) return false;
      const byBranch = (git.commitSelectionStrategy ?? 'NewestFromBranch') === 'NewestFromBranch';
      if (byBranch) {
        return (
          branch !== undefined &&
          (git.branch === undefined ? /^(main|master)$/.test(branch) : git.branch === branch)
        );
      }
      return tag !== undefined && acceptsVersion(git, tag);
    }),
  );
}

function subscribedToImage(
  exchange: WebhookExchange,
  config: ProjectConfig,
  push: { url: string; tag: string },
): Warehouse[] {
  const url = push.url.replace(/^oci:\/\//, '');
  return exchange.kargo.store.list('Warehouse', config.metadata.namespace).filter((warehouse) =>
    warehouse.spec.subscriptions.some(({ image, chart }) => {
      if (image !== undefined && sameImage(image.repoURL, url)) return acceptsVersion(image, push.tag);
      return (
        chart !== undefined &&
        chart.repoURL.replace(/^oci:\/\//, '') === url &&
        acceptsVersion({ ...chart, strictSemvers: false }, push.tag)
      );
    }),
  );
}

function sameImage(subscribed: string, pushed: string): boolean {
  const normalise = (url: string) => url.replace(/^docker\.io\//, '').replace(/^library\//, '');
  return normalise(subscribed) === normalise(pushed);
}

function bodyOf(exchange: WebhookExchange): Record<string, unknown> | undefined {
  try {
    const content: unknown = JSON.parse(exchange.body.toString('utf8'));
    return isRecord(content) ? content : undefined;
  } catch {
    return undefined;
  }
}

const INVALID_BODY = { error: 'invalid request body' };

function answerGithub(exchange: WebhookExchange, config: ProjectConfig, secret: string): Answer {
  const event = requestHeader(exchange, 'x-github-event');
  if (!['ping', 'push', 'package', 'registry_package', 'pull_request'].includes(event)) {
    return plain(400, { error: `event type ${event} is not supported` });
  }
  const signature = requestHeader(exchange, 'x-hub-signature-256');
  if (signature === '') return plain(401, { error: 'missing signature' });
  const expected = createHmac('sha256', secret).update(exchange.body).digest('hex');
  if (signature !== `sha256=${expected}`) return plain(401, { error: 'unauthorized' });
  const body = bodyOf(exchange);
  if (body === undefined) return plain(400, INVALID_BODY);
  if (event === 'ping') return plain(200, { msg: 'ping event received, webhook is configured correctly' });
  const repository = isRecord(body.repository) ? body.repository : {};
  if (event === 'push') {
    const push = { urls: [repository.clone_url, repository.ssh_url], ref: String(body.ref ?? '') };
    return refreshAll(exchange.kargo, subscribedToGit(exchange, config, push));
  }
  if (event === 'pull_request') return plain(200, {});
  const pushed = isRecord(body[event]) ? body[event] : {};
  const isPublished = ['published', 'updated'].includes(String(body.action));
  if (!isPublished || !/^(container|docker)$/i.test(String(pushed.package_type))) return plain(200, {});
  const version = isRecord(pushed.package_version) ? pushed.package_version : {};
  const url = String(version.package_url ?? '');
  const colon = url.lastIndexOf(':');
  const image = { url: url.slice(0, colon), tag: url.slice(colon + 1) };
  return refreshAll(exchange.kargo, subscribedToImage(exchange, config, image));
}

function answerGitlab(exchange: WebhookExchange, config: ProjectConfig, secret: string): Answer {
  if (requestHeader(exchange, 'x-gitlab-token') !== secret) return plain(401, {});
  const body = bodyOf(exchange);
  if (body === undefined) return plain(400, INVALID_BODY);
  const event = requestHeader(exchange, 'x-gitlab-event');
  if (event === 'Merge Request Hook') return plain(200, {});
  if (event !== 'Push Hook' && event !== 'Tag Push Hook') {
    return plain(400, { error: `event type ${event} is not supported` });
  }
  const repository = isRecord(body.repository) ? body.repository : {};
  const urls = [repository.git_http_url, repository.git_ssh_url];
  const push = { urls, ref: String(body.ref ?? '') };
  return refreshAll(exchange.kargo, subscribedToGit(exchange, config, push));
}

function answerDockerhub(exchange: WebhookExchange, config: ProjectConfig): Answer {
  const body = bodyOf(exchange);
  if (body === undefined) return plain(400, INVALID_BODY);
  const repository = isRecord(body.repository) ? body.repository : {};
  const data = isRecord(body.push_data) ? body.push_data : {};
  const push = { url: String(repository.repo_name ?? ''), tag: String(data.tag ?? '') };
  return refreshAll(exchange.kargo, subscribedToImage(exchange, config, push));
}

function answerHarbor(exchange: WebhookExchange, config: ProjectConfig, secret: string): Answer {
  const authorization = requestHeader(exchange, 'authorization');
  if (authorization === '') return plain(401, { error: 'missing authorization' });
  if (authorization !== secret) return plain(401, { error: 'unauthorized' });
  const body = bodyOf(exchange);
  if (body === undefined) return plain(400, INVALID_BODY);
  if (body.type !== 'PUSH_ARTIFACT') return plain(400, { error: 'unsupported event type' });
  const data = isRecord(body.event_data) ? body.event_data : {};
  const resources = records(data.resources);
  const url = String(resources[0]?.resource_url ?? '').replace(/:[^:/]*$/, '');
  return refreshTags(exchange, config, { url, tags: resources.map(({ tag }) => String(tag)) });
}

function answerQuay(exchange: WebhookExchange, config: ProjectConfig): Answer {
  const body = bodyOf(exchange);
  if (body === undefined || typeof body.docker_url !== 'string') return plain(400, INVALID_BODY);
  const tags = Array.isArray(body.updated_tags) ? body.updated_tags.map(String) : [];
  return refreshTags(exchange, config, { url: body.docker_url, tags });
}

/** The repository is made of where Artifactory is, its repository key, and the path before tag and file. */
function answerArtifactory(exchange: WebhookExchange, config: ProjectConfig, secret: string): Answer {
  const signature = requestHeader(exchange, 'x-jfrog-event-auth');
  if (signature === '') return plain(401, { error: 'missing signature' });
  const expected = createHmac('sha256', secret).update(exchange.body).digest('hex');
  if (signature !== expected) return plain(401, { error: 'unauthorized' });
  const body = bodyOf(exchange);
  const origin = String(body?.jpd_origin ?? '');
  if (body === undefined || !URL.canParse(origin)) return plain(400, INVALID_BODY);
  const data = isRecord(body.data) ? body.data : {};
  const isImage = ['docker', 'oci'].includes(String(data.image_type));
  if (body.domain !== 'docker' || body.event_type !== 'pushed' || !isImage) {
    return plain(501, { error: 'event is not supported' });
  }
  const image = String(data.path ?? '')
    .split('/')
    .slice(0, -2);
  const url = [new URL(origin).host, String(data.repo_key ?? ''), ...image].join('/');
  return refreshTags(exchange, config, { url, tags: [String(data.tag ?? '')] });
}

function refreshTags(
  exchange: WebhookExchange,
  config: ProjectConfig,
  push: { url: string; tags: string[] },
): Answer {
  const selected = push.tags.flatMap((tag) => subscribedToImage(exchange, config, { url: push.url, tag }));
  return refreshAll(exchange.kargo, [...new Set(selected)]);
}
