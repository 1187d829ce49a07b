import { describe, expect, test } from 'vitest';
import { parseChart, parseCommit, parseImage } from '../../src/kargo/artifact.ts';
import { eventsFor, headersFor, nameOfPayload } from '../../src/webhook/event.ts';
import { type ReceiverType, refOf, typeOfUrl } from '../../src/webhook/receiver.ts';
import { recordedExchanges } from '../support/recordings.ts';

const hex = 'ab'.repeat(32);
const sha = '4acc7d8e1f2a3b4c5d6e7f8091a2b3c4d5e6f708';

test.each([
  [`https://hooks.example.com/github/${hex}`, 'github'],
  [`https://hooks.example.com/base/artifactory/${hex}`, 'artifactory'],
  [`https://hooks.example.com/generic/${hex}`, 'generic'],
  [`https://hooks.example.com/gitea/${hex}`, 'generic'],
  ['https://hooks.example.com/short', 'generic'],
  ['no URL', 'generic'],
])('the type of %s', (url, type) => {
  expect(typeOfUrl(url)).toBe(type);
});

test.each([
  [sha, 'main', 'refs/heads/main'],
  [sha, undefined, undefined],
  [undefined, 'refs/heads/x/y', 'refs/heads/x/y'],
  ['v1.2.0', 'main', 'refs/tags/v1.2.0'],
  ['refs/tags/v1', undefined, 'refs/tags/v1'],
])('the ref of %s on %s', (revision, branch, ref) => {
  expect(refOf(revision, branch)).toBe(ref);
});

describe('the proof of the secret is that of the calls which real servers took', () => {
  const secrets: Readonly<Record<string, string>> = { github: 'gh-hook-secret', gitlab: 'gl-hook-secret' };
  const taken = [...recordedExchanges()].filter(
    ({ request, response }) =>
      request.server === 'external-webhooks' &&
      response.status === 200 &&
      typeOfUrl(`http://x${request.path}`) in secrets,
  );

  test('on every release', () => {
    expect(new Set(taken.map(({ release }) => release)).size).toBe(4);
    for (const { release, id, request } of taken) {
      const type = typeOfUrl(`http://x${request.path}`);
      const body = typeof request.body === 'string' ? request.body : JSON.stringify(request.body);
      const headers = headersFor(type, { name: nameOfPayload(type, body), body }, secrets[type] ?? '');
      expect(request.headers, `${release} ${id}`).toMatchObject(headers);
    }
  });
});

const image = parseImage('quay.example.com:5000/acme/web:1.8.0');
const chart = parseChart('oci://ghcr.io/acme/charts/web:1.8.0');
const classic = parseChart('https://charts.example.com/web:1.8.0');
const digest = parseImage(`ghcr.io/acme/web@sha256:${'0'.repeat(64)}`);

function told(type: ReceiverType, ...artifacts: readonly ReturnType<typeof parseImage>[]) {
  return eventsFor(type, {
    artifacts: artifacts.filter((one) => one !== undefined),
    repository: 'https://git.example.com/acme/app',
    branch: 'main',
  }).map(({ name, body }) => [name, body]);
}

describe('the events of each type', () => {
  test.each<[ReceiverType, string, object]>([
    [
      'dockerhub',
      '',
      { push_data: { tag: '1.8.0' }, repository: { repo_name: 'quay.example.com:5000/acme/web' } },
    ],
    [
      'quay',
      '',
      { docker_url: 'quay.example.com:5000/acme/web', updated_tags: ['1.8.0'], repository: 'acme/web' },
    ],
    [
      'harbor',
      '',
      {
        type: 'PUSH_ARTIFACT',
        event_data: { resources: [{ tag: '1.8.0', resource_url: 'quay.example.com:5000/acme/web:1.8.0' }] },
      },
    ],
    [
      'artifactory',
      '',
      {
        domain: 'docker',
        event_type: 'pushed',
        jpd_origin: 'https://quay.example.com:5000/artifactory',
        data: { repo_key: 'acme', path: 'web/1.8.0/manifest.json', tag: '1.8.0' },
      },
    ],
  ])('%s', (type, name, body) => {
    expect(told(type, image)).toMatchObject([[name, body]]);
  });

  test('github: a package and a push; gitlab: the push alone', () => {
    const commit = parseCommit(sha);
    expect(told('github', image, commit)).toMatchObject([
      [
        'push',
        {
          ref: 'refs/heads/main',
          after: sha,
          repository: {
            clone_url: 'https://git.example.com/acme/app',
            ssh_url: 'git@git.example.com:acme/app.git',
          },
        },
      ],
      [
        'package',
        {
          action: 'published',
          package: {
            package_type: 'CONTAINER',
            package_version: { package_url: 'quay.example.com:5000/acme/web:1.8.0' },
          },
        },
      ],
    ]);
    expect(told('gitlab', image, commit)).toMatchObject([['Push Hook', { checkout_sha: sha }]]);
    expect(told('gitlab', parseCommit('v1'))).toMatchObject([['Tag Push Hook', { ref: 'refs/tags/v1' }]]);
  });

  test('short names of Docker Hub stay short', () => {
    expect(told('dockerhub', parseImage('docker.io/acme/web:1'))).toMatchObject([
      ['', { repository: { repo_name: 'acme/web' } }],
    ]);
  });

  test('an OCI chart is a tag; a classic chart and a digest are nothing that a registry says', () => {
    expect(told('quay', chart)).toMatchObject([['', { docker_url: 'ghcr.io/acme/charts/web' }]]);
    expect(told('quay', classic, digest)).toEqual([]);
  });

  test('tags of one repository are one event of Quay and Harbor', () => {
    const two = [parseImage('h/a/web:1'), parseImage('h/a/web:2')];
    expect(told('quay', ...two)).toHaveLength(1);
    expect(told('harbor', ...two)).toHaveLength(1);
    expect(told('dockerhub', ...two)).toHaveLength(2);
  });
});
