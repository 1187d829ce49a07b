import type { ReceiverEvent } from './event.ts';
import type { PushedTag, ReceiverType } from './receiver.ts';

/** The events of pushed tags in the words of a registry; none for a type that is no registry. */
export function registryEvents(type: ReceiverType, tags: readonly PushedTag[]): readonly ReceiverEvent[] {
  const repositories = [...new Set(tags.map(({ repository }) => repository))];
  const byRepository = repositories.map((repository) => ({
    repository,
    of: tags.filter((tag) => tag.repository === repository),
  }));
  switch (type) {
    case 'github':
      return tags.map((tag) => event(tag, packagePublished(tag), 'package'));
    case 'dockerhub':
      return tags.map((tag) => event(tag, dockerhubPush(tag)));
    case 'artifactory':
      return tags.map((tag) => event(tag, artifactoryPush(tag)));
    case 'quay':
      return byRepository.map(({ repository, of }) => ({
        about: `push of ${of.map(nameOf).join(', ')}`,
        name: '',
        body: quayPush(repository, of),
      }));
    case 'harbor':
      return byRepository.map(({ repository, of }) => ({
        about: `push of ${of.map(nameOf).join(', ')}`,
        name: '',
        body: harborPush(repository, of),
      }));
    default:
      return [];
  }
}

function event(tag: PushedTag, body: object, name = ''): ReceiverEvent {
  return { about: `push of ${nameOf(tag)}`, name, body };
}

function nameOf({ repository, tag }: PushedTag): string {
  return `${repository}:${tag}`;
}

function withoutHost(repository: string): string {
  const [first = '', ...rest] = repository.split('/');
  return rest.length > 0 && /[.:]|^localhost$/.test(first) ? rest.join('/') : repository;
}

function packagePublished(tag: PushedTag): object {
  const { repository, digest } = tag;
  const path = withoutHost(repository).split('/');
  return {
    action: 'published',
    package: {
      name: path.slice(1).join('/'),
      namespace: path[0],
      ecosystem: 'CONTAINER',
      package_type: 'CONTAINER',
      package_version: {
        version: digest ?? tag.tag,
        package_url: nameOf(tag),
        container_metadata: { tag: { name: tag.tag, ...(digest === undefined ? {} : { digest }) } },
      },
    },
  };
}

/** Docker Hub names its own repositories without a host. */
function dockerhubPush({ repository, tag }: PushedTag): object {
  const name = repository.replace(/^(?:index\.)?docker\.io\//, '');
  return { push_data: { tag }, repository: { repo_name: name } };
}

function quayPush(repository: string, tags: readonly PushedTag[]): object {
  const path = withoutHost(repository);
  const [namespace = '', ...name] = path.split('/');
  return {
    name: name.join('/'),
    namespace,
    repository: path,
    docker_url: repository,
    updated_tags: tags.map(({ tag }) => tag),
  };
}

function harborPush(repository: string, tags: readonly PushedTag[]): object {
  const path = withoutHost(repository);
  const [namespace = '', ...name] = path.split('/');
  return {
    type: 'PUSH_ARTIFACT',
    operator: 'kargo-ci',
    event_data: {
      resources: tags.map((tag) => ({
        ...(tag.digest === undefined ? {} : { digest: tag.digest }),
        tag: tag.tag,
        resource_url: nameOf(tag),
      })),
      repository: { name: name.join('/'), namespace, repo_full_name: path, repo_type: 'private' },
    },
  };
}

/** Artifactory's repository is the first part of the path: `host/<repository>/<image>`. */
function artifactoryPush({ repository, tag, isChart }: PushedTag): object {
  const host = repository.slice(0, Math.max(0, repository.length - withoutHost(repository).length - 1));
  const [key = '', ...image] = withoutHost(repository).split('/');
  return {
    domain: 'docker',
    event_type: 'pushed',
    data: {
      image_type: isChart ? 'oci' : 'docker',
      repo_key: key,
      image_name: image.join('/'),
      path: `${image.join('/')}/${tag}/manifest.json`,
      name: 'manifest.json',
      tag,
    },
    jpd_origin: `https://${host}/artifactory`,
  };
}
