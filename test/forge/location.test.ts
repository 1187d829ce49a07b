import { describe, expect, test } from 'vitest';
import { InputError } from '../../src/errors.ts';
import {
  type Location,
  locate,
  locatePullRequest,
  locateRepository,
  type Whereabouts,
} from '../../src/forge/location.ts';

const onGitHub: Location = { forge: 'github', address: 'https://github.com', repository: 'acme/app' };
const onEnterprise: Location = {
  forge: 'github',
  address: 'https://ghe.example.test',
  repository: 'acme/app',
};
const onGitLab: Location = {
  forge: 'gitlab',
  address: 'https://git.example.test/gitlab',
  repository: 'acme/delivery/app',
};

describe('the repository of the inputs', () => {
  test.each<[string, Whereabouts, Location]>([
    ['that of the job', { host: onGitHub }, onGitHub],
    [
      'another one on the same forge',
      { host: onGitHub, repository: 'acme/gitops' },
      { ...onGitHub, repository: 'acme/gitops' },
    ],
    [
      'on the Enterprise Server of the job',
      { host: onEnterprise, repository: 'a/b' },
      { ...onEnterprise, repository: 'a/b' },
    ],
    [
      'on the other forge',
      { host: onGitHub, forge: 'gitlab', repository: 'acme/gitops' },
      { forge: 'gitlab', address: 'https://gitlab.com', repository: 'acme/gitops' },
    ],
    [
      'at an address',
      { forge: 'gitlab', 'forge-url': 'https://git.example.test/gitlab/', repository: 'a/b/c' },
      { forge: 'gitlab', address: 'https://git.example.test/gitlab', repository: 'a/b/c' },
    ],
    ['below a path', { host: onGitLab }, onGitLab],
    ['empty inputs are absent', { host: onGitHub, forge: '', 'forge-url': '', repository: '' }, onGitHub],
  ])('%s', (_what, where, location) => {
    expect(locate(where)).toEqual(location);
  });

  test.each<[string, Whereabouts]>([
    ['no forge known', { repository: 'a/b' }],
    ['a forge that is none', { forge: 'gitea', repository: 'a/b' }],
    ['no repository on the other forge', { host: onGitHub, forge: 'gitlab' }],
    ['no repository at another address', { host: onGitHub, 'forge-url': 'https://ghe.example.test' }],
    ['too many segments for GitHub', { host: onGitHub, repository: 'a/b/c' }],
    ['one segment', { host: onGitLab, repository: 'a' }],
    ['dots that climb', { host: onGitLab, repository: 'a/../b' }],
    ['a query', { host: onGitHub, repository: 'a/b?x=1' }],
    ['encoded', { host: onGitHub, repository: 'a/b%2Fc' }],
    [
      'an address with a password',
      { forge: 'github', 'forge-url': 'https://a:b@ghe.example.test', repository: 'a/b' },
    ],
    ['an address that is none', { forge: 'github', 'forge-url': 'ghe.example.test', repository: 'a/b' }],
    ['another protocol', { forge: 'github', 'forge-url': 'ftp://ghe.example.test', repository: 'a/b' }],
  ])('%s is refused', (_what, where) => {
    expect(() => locate(where)).toThrow(InputError);
  });
});

describe('the pull request of a URL', () => {
  test.each<[string, Whereabouts, object]>([
    [
      'https://github.com/acme/gitops/pull/7',
      { host: onGitLab },
      { forge: 'github', repository: 'acme/gitops', number: 7 },
    ],
    ['https://github.com/acme/gitops/pull/7/files', {}, { forge: 'github', number: 7 }],
    ['https://github.com/acme/gitops/pull/7#issuecomment-1', {}, { forge: 'github', number: 7 }],
    [
      'https://gitlab.com/acme/delivery/gitops/-/merge_requests/12',
      { host: onGitHub },
      { forge: 'gitlab', address: 'https://gitlab.com', repository: 'acme/delivery/gitops', number: 12 },
    ],
    ['https://gitlab.com/a/b/-/merge_requests/12/diffs', {}, { number: 12 }],
    [
      'https://ghe.example.test/acme/gitops/pull/3',
      { host: onEnterprise },
      { address: 'https://ghe.example.test' },
    ],
    [
      'https://git.example.test/gitlab/a/b/-/merge_requests/3',
      { 'forge-url': 'https://git.example.test/gitlab' },
      { forge: 'gitlab', address: 'https://git.example.test/gitlab', repository: 'a/b' },
    ],
    [
      'http://127.0.0.1:8080/acme/gitops/pull/3',
      { 'forge-url': 'http://127.0.0.1:8080' },
      { forge: 'github', repository: 'acme/gitops' },
    ],
    ['https://GitHub.com/acme/gitops/pull/7', {}, { forge: 'github', address: 'https://github.com' }],
  ])('%s', (url, where, expected) => {
    expect(locatePullRequest(url, where)).toMatchObject(expected);
  });

  test.each<[string, string, Whereabouts]>([
    ['a host that only contains the name', 'https://github.com.evil.test/acme/gitops/pull/7', {}],
    ['a host that ends with it', 'https://evilgithub.com/acme/gitops/pull/7', {}],
    ['a subdomain', 'https://gist.github.com/acme/gitops/pull/7', {}],
    ['a stranger', 'https://evil.test/acme/gitops/pull/7', { host: onGitHub }],
    ['user info that looks like the host', 'https://github.com@evil.test/acme/gitops/pull/7', {}],
    ['user info', 'https://x:y@github.com/acme/gitops/pull/7', {}],
    ['no TLS where there is one', 'http://github.com/acme/gitops/pull/7', {}],
    ['another port', 'https://github.com:8443/acme/gitops/pull/7', {}],
    ['the shape of GitLab on GitHub', 'https://github.com/acme/gitops/-/merge_requests/7', {}],
    ['the shape of GitHub on GitLab', 'https://gitlab.com/acme/gitops/pull/7', {}],
    ['the other forge than said', 'https://github.com/acme/gitops/pull/7', { forge: 'gitlab' }],
    ['outside the base path', 'https://git.example.test/a/b/-/merge_requests/3', { host: onGitLab }],
    ['a base path that goes on', 'https://git.example.test/gitlab2/a/-/merge_requests/3', { host: onGitLab }],
    ['no number', 'https://github.com/acme/gitops/pull/x', {}],
    ['number zero', 'https://github.com/acme/gitops/pull/0', {}],
    ['an issue', 'https://github.com/acme/gitops/issues/7', {}],
    ['the API', 'https://github.com/api/v3/repos/acme/gitops/pulls/7', {}],
    ['an encoded slash', 'https://github.com/acme/git%2Fops/pull/7', {}],
    ['javascript', 'javascript:alert(1)', {}],
    ['nothing', '', {}],
    ['an unknown forge', 'https://github.com/acme/gitops/pull/7', { forge: 'gitea' }],
  ])('%s is refused', (_what, url, where) => {
    expect(() => locatePullRequest(url, where)).toThrow(InputError);
  });

  test('the message does not repeat a password', () => {
    expect(() => locatePullRequest('https://x:hunter2@github.com/a/b/pull/7', {})).toThrow(/^(?!.*hunter2)/);
  });
});

describe('the repository of a Git URL', () => {
  test.each<[string, Whereabouts, Location | undefined]>([
    ['https://github.com/acme/app.git', {}, onGitHub],
    ['https://github.com/acme/app', { host: onGitLab }, onGitHub],
    ['git@github.com:acme/app.git', {}, onGitHub],
    ['ssh://git@github.com/acme/app.git', {}, onGitHub],
    ['https://git.example.test/gitlab/acme/delivery/app.git', { host: onGitLab }, onGitLab],
    ['git@git.example.test:acme/delivery/app.git', { host: onGitLab }, onGitLab],
    [
      'https://github.com/acme/app',
      { forge: 'gitlab', 'forge-url': 'https://git.example.test', host: onGitHub },
      onGitHub,
    ],
    ['https://github.com.evil.example/acme/app', {}, undefined],
    ['https://evil.example/github.com/acme/app', {}, undefined],
    ['https://github.com@evil.example/acme/app', {}, undefined],
    ['git@evil.example:acme/app.git', {}, undefined],
    ['https://github.com/acme', {}, undefined],
    ['https://github.com/acme/../app', {}, undefined],
    ['https://github.com/acme/app/tree/main', {}, undefined],
    ['file:///acme/app', {}, undefined],
    ['javascript:alert(1)', {}, undefined],
    ['', {}, undefined],
  ])('%s', (url, where, expected) => {
    expect(locateRepository(url, where)).toEqual(expected);
  });
});
