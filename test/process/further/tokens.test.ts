import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect } from 'vitest';
import { kargoReleases } from '../../support/simulator.ts';
import { type Inputs, type PlayOptions, play, test as playing } from '../play.ts';
import { stage, warehouse, world } from '../worlds.ts';

const shop = world(warehouse(), stage('test'));

/** With a folder that ends with the test. */
const test = playing.extend<{ home: string }>({
  // biome-ignore lint/correctness/noEmptyPattern: vitest wants the pattern
  home: async ({}, use) => {
    const home = mkdtempSync(join(tmpdir(), 'kargo-ci-token-'));
    await use(home);
    rmSync(home, { recursive: true });
  },
});

const asAdmin: PlayOptions = { token: 'padmin' };
const order = (home: string, more: Inputs = {}): Inputs => ({
  'token-name': 'ci-new',
  role: 'kargo-viewer',
  'token-file': join(home, 'token'),
  ...more,
});

describe.for(kargoReleases)('Kargo %s', (release) => {
  test.concurrent('a rotation: make, use, list, delete the old one', async ({ simulate, home }) => {
    const kargo = await simulate({ release, world: shop });
    writeFileSync(join(home, 'token'), 'the old one', { mode: 0o644 });
    const env = { KARGO_CI_DEBUG: '1' };
    const made = await play(kargo, 'create-token', order(home), { ...asAdmin, env });
    expect(made).toMatchObject({
      code: 0,
      status: 'succeeded',
      outputs: { 'token-name': 'ci-new', role: 'kargo-viewer' },
    });
    const token = readFileSync(join(home, 'token'), 'utf8');
    expect(statSync(join(home, 'token')).mode & 0o777).toBe(0o600);
    expect(readdirSync(home)).toEqual(['token']);
    expect(made.stdout + made.stderr).not.toContain(token);

    const own = { token, cwd: home };
    expect(
      await play(kargo, 'wait-stage', { stage: 'test', freight: 'a'.repeat(40), timeout: '1s' }, own),
    ).not.toMatchObject({
      reason: 'unauthorized',
    });
    const twice = await play(kargo, 'create-token', order(home), asAdmin);
    expect(twice).toMatchObject({ code: 1, status: 'failed', reason: 'refused' });
    expect(twice.message).toMatch(/There is a token "ci-new" already .*role "kargo-viewer".*delete-token/);
    expect(readFileSync(join(home, 'token'), 'utf8')).toBe(token);

    const listed = await play(kargo, 'list-tokens', { role: 'kargo-viewer' }, asAdmin);
    expect(JSON.parse(listed.outputs.tokens ?? '')).toEqual([
      { name: 'ci-new', role: 'kargo-viewer', created: expect.stringMatching(/^\d{4}-/) },
    ]);
    const nobody = await play(kargo, 'list-tokens', { role: 'kargo-promoter' }, asAdmin);
    expect(nobody).toMatchObject({ code: 0, outputs: { tokens: '[]' } });

    const gone = await play(kargo, 'delete-token', { 'token-name': 'ci-new' }, asAdmin);
    expect(gone).toMatchObject({ code: 0, status: 'succeeded', outputs: { role: 'kargo-viewer' } });
    expect(await play(kargo, 'delete-token', { 'token-name': 'ci-new' }, asAdmin)).toMatchObject({
      code: 0,
      status: 'unchanged',
    });
    expect(await play(kargo, 'find-freight', { image: 'ghcr.io/acme/web:1.0.0' }, own)).toMatchObject({
      reason: 'unauthorized',
    });
  });

  test.concurrent('what Kargo refuses', async ({ simulate, home }) => {
    const kargo = await simulate({ release, world: shop });
    const noRole = await play(kargo, 'create-token', order(home, { role: 'nobody' }), asAdmin);
    expect(noRole).toMatchObject({ code: 1, reason: 'not-found' });
    const noRight = await play(kargo, 'create-token', order(home), { token: 'viewer' });
    expect(noRight).toMatchObject({ code: 1, reason: 'forbidden' });
    expect(noRight.message).toMatch(/"get" on secrets "ci-new": .*apiGroups: \[""\], resources: \[secrets\]/);
    expect(await play(kargo, 'list-tokens', {}, { token: 'viewer' })).toMatchObject({
      code: 1,
      reason: 'forbidden',
    });
    expect(readdirSync(home)).toEqual([]);
  });

  test.concurrent('the tokens of the system', async ({ simulate, home }) => {
    const kargo = await simulate({ release, world: shop });
    const system = { system: true };
    const env = { KARGO_PROJECT: '' };
    const made = await play(kargo, 'create-token', order(home, system), { token: 'admin', env });
    expect(made).toMatchObject({ code: 0, message: expect.stringContaining('in the system') });
    const listed = await play(kargo, 'list-tokens', system, { token: 'admin', env });
    expect(JSON.parse(listed.outputs.tokens ?? '')).toMatchObject([{ name: 'ci-new' }]);
    const gone = await play(
      kargo,
      'delete-token',
      { ...system, 'token-name': 'ci-new' },
      { token: 'admin', env },
    );
    expect(gone).toMatchObject({ code: 0, status: 'succeeded' });
    expect(await play(kargo, 'list-tokens', {}, { token: 'admin', env })).toMatchObject({
      code: 2,
      message: expect.stringMatching(/project: is required.*or give system/),
    });
  });
});

describe('a lost answer', () => {
  test.concurrent.for([
    ['1.11', { kind: 'drop-after-commit' }],
    ['1.11', { kind: 'half-body' }],
  ] as const)(
    'Kargo %s, %j: the token exists, and has to go',
    async ([release, fault], { simulate, home }) => {
      const kargo = await simulate({ release, world: shop });
      await kargo.fault({ method: 'POST' }, fault);
      const ended = await play(kargo, 'create-token', order(home), asAdmin);
      expect(ended).toMatchObject({ code: 4, status: 'unknown', reason: 'answer-lost' });
      expect(ended.message).toMatch(
        /Token "ci-new" may exist, and nobody has its value: delete it with delete-token/,
      );
      expect((await kargo.writes('padmin')).filter((line) => line.startsWith('POST'))).toHaveLength(1);
      expect(existsSync(join(home, 'token'))).toBe(false);
      expect(readdirSync(home)).toEqual([]);
    },
  );

  test.concurrent('an empty 200 of an older Kargo that made nothing', async ({ simulate, home }) => {
    const kargo = await simulate({ release: '1.10', world: shop });
    await kargo.fault({ method: 'POST' }, { kind: 'empty' });
    const ended = await play(kargo, 'create-token', order(home), asAdmin);
    expect(ended).toMatchObject({ code: 4, reason: 'answer-lost' });
    expect(ended.message).toMatch(/No token "ci-new" is to be seen/);
  });

  test.concurrent('a deletion whose answer is lost is repeated, and is one deletion', async ({
    simulate,
    home,
  }) => {
    const kargo = await simulate({ world: shop });
    await play(kargo, 'create-token', order(home), asAdmin);
    await kargo.fault({ method: 'DELETE' }, { kind: 'drop-after-commit' });
    const ended = await play(kargo, 'delete-token', { 'token-name': 'ci-new' }, asAdmin);
    expect(ended).toMatchObject({ code: 0, status: 'succeeded' });
  });
});

describe('nothing is sent', () => {
  test.concurrent.for<[string, (home: string) => string, RegExp]>([
    [
      'a link',
      (home) => {
        symlinkSync(join(home, 'elsewhere'), join(home, 'x'));
        return join(home, 'x');
      },
      /this is a symbolic link/,
    ],
    [
      'a folder',
      (home) => {
        mkdirSync(join(home, 'x'));
        return join(home, 'x');
      },
      /this is a folder/,
    ],
    ['no such folder', (home) => join(home, 'no', 'x'), /a place to write to is needed/],
  ])('%s is no place for a token', async ([, prepare, words], { simulate, home }) => {
    const kargo = await simulate({ world: shop });
    const ended = await play(kargo, 'create-token', order(home, { 'token-file': prepare(home) }), asAdmin);
    expect(ended).toMatchObject({ code: 2, status: 'invalid-input' });
    expect(ended.message).toMatch(words);
    expect(await kargo.writes('padmin')).toEqual([]);
    expect(existsSync(join(home, 'elsewhere'))).toBe(false);
  });

  test.concurrent('the token that the job uses is not deleted, unless it is forced', async ({ simulate }) => {
    const kargo = await simulate({ world: shop });
    await kargo
      .call('POST', 'roles/kargo-admin/api-tokens', { body: { name: 'mine' } })
      .then(async (secret) => {
        const token = Buffer.from(secret.data.token, 'base64').toString();
        const refused = await play(kargo, 'delete-token', { 'token-name': 'mine' }, { token });
        expect(refused).toMatchObject({
          code: 2,
          message: expect.stringMatching(/the token that the job itself uses/),
        });
        expect(await kargo.ledger('mine')).toEqual([]);
        const forced = await play(kargo, 'delete-token', { 'token-name': 'mine', force: true }, { token });
        expect(forced).toMatchObject({ code: 0, status: 'succeeded' });
      });
  });

  test.concurrent('names that would be paths', async ({ simulate, home }) => {
    const kargo = await simulate({ world: shop });
    const ended = await play(
      kargo,
      'create-token',
      order(home, { 'token-name': '../x', role: 'A' }),
      asAdmin,
    );
    expect(ended.message).toMatch(/token-name: "\.\.\/x".*\n?.*role: "A"/);
    expect(await kargo.ledger('padmin')).toEqual([]);
  });
});
