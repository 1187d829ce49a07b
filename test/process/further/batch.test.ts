import { describe, expect } from 'vitest';
import { kargoReleases, type SimulatedKargo } from '../../support/simulator.ts';
import { begin, type Inputs, type PlayOptions, play, read, test } from '../play.ts';
import { images, promoteRights, simulation, stage, tokenOf, warehouse, web, world } from '../worlds.ts';
import { entriesOf, inProject, setGate } from './parts.ts';

const image = `${web}:1.0.0`;
const shop = [warehouse(), images(image)];
const broken = simulation('steps: [{ as: imaginary, status: Failed, message: no such tenant }]');

/** Three Stages; `two` fails. */
const three = world(...shop, stage('one'), stage('two', { run: ['imaginary'] }), stage('three'), broken);

/** A second project with the same Warehouse and Stage, and a token of its own. */
const project = (name: string) => `
apiVersion: kargo.akuity.io/v1alpha1
kind: Project
metadata: { name: ${name} }`;
const toolsToken = tokenOf('tools', promoteRights).replace(
  '- name: tools',
  '- name: tools\n  project: tools',
);
const two = world(
  ...shop,
  stage('test'),
  project('tools'),
  inProject('tools', warehouse(), stage('test')),
  toolsToken,
);

function batch(kargo: SimulatedKargo, items: string, inputs: Inputs = {}, options: PlayOptions = {}) {
  return play(kargo, 'promote', { items, ...inputs }, options);
}

/** Freight of a project that is not the first is there. */
async function discovered(kargo: SimulatedKargo, name: string): Promise<void> {
  await kargo.eventually(`Freight of project ${name}`, async () => {
    const { groups } = await kargo.call('GET', `../${name}/freight`);
    return groups['']?.items?.length > 0 ? true : undefined;
  });
}

const yaml = `
- project: shop
  stage: test
  image: ${image}
- project: tools
  stage: [test]
  image: [${image}]
  wait-for: verified
  token-variable: TOOLS_TOKEN
`;
const json = JSON.stringify([
  { stage: 'test', image },
  { project: 'tools', stage: 'test', image, 'wait-for': 'verified', 'token-variable': 'TOOLS_TOKEN' },
]);

describe.concurrent.for(kargoReleases)('a batch, Kargo %s', (release) => {
  test.for([
    { form: 'YAML', items: yaml },
    { form: 'JSON', items: json },
  ])('of two projects, each with its token, as $form', async ({ items }, { simulate }) => {
    const kargo = await simulate({ release, world: two });
    await kargo.freight('1.0.0');
    await discovered(kargo, 'tools');
    const env = { TOOLS_TOKEN: kargo.tokens.tools ?? '' };
    const ended = await batch(kargo, items, {}, { env });
    expect(ended).toMatchObject({
      code: 0,
      status: 'succeeded',
      message: '2 of 2 items are green.',
      outputs: { promotion: '', operation: '', phase: '' },
    });
    expect(entriesOf(ended.outputs.promotions)).toMatchObject([
      {
        item: 'items[0]',
        project: 'shop',
        stage: 'test',
        status: 'succeeded',
        operation: 'created',
        checked: '',
      },
      {
        item: 'items[1]',
        project: 'tools',
        stage: 'test',
        status: 'succeeded',
        operation: 'created',
        checked: 'none',
      },
    ]);
    expect(ended.stdout + ended.stderr).not.toContain(env.TOOLS_TOKEN);
    const posts = (await kargo.ledger()).filter(
      ({ method, token }) => method === 'POST' && token !== 'admin',
    );
    expect(posts.map(({ path, token }) => `${token} ${path}`).toSorted()).toEqual([
      'ci /v1beta1/projects/shop/stages/test/promotions',
      'tools /v1beta1/projects/tools/stages/test/promotions',
    ]);
    const again = await batch(kargo, items, {}, { env });
    expect(again).toMatchObject({ code: 0, status: 'unchanged' });
  });

  test('one that fails does not stop the others; the verdict is the worst', async ({ simulate }) => {
    const kargo = await simulate({ release, world: three });
    await kargo.freight('1.0.0');
    const items = JSON.stringify(['one', 'two', 'three', 'four'].map((name) => ({ stage: name, image })));
    const ended = await batch(kargo, items);
    expect(ended).toMatchObject({ code: 1, status: 'failed' });
    expect(ended.message).toMatch(/^2 of 4 items are green\. .*(no such tenant|"four")/);
    expect(entriesOf(ended.outputs.promotions)).toMatchObject([
      { item: 'items[0]', status: 'succeeded' },
      { item: 'items[1]', status: 'failed', message: expect.stringContaining('no such tenant') },
      { item: 'items[2]', status: 'succeeded' },
      { item: 'items[3]', stage: 'four', status: 'failed', message: expect.stringContaining('"four"') },
    ]);
  });
});

describe.concurrent('on-failure and max-parallel', () => {
  const items = JSON.stringify(['one', 'two', 'three'].map((name) => ({ stage: name, image })));

  test('stop: what has not begun is not begun', async ({ simulate }) => {
    const kargo = await simulate({ world: three });
    await kargo.freight('1.0.0');
    const ended = await batch(kargo, items, { 'on-failure': 'stop', 'max-parallel': '1' });
    expect(ended).toMatchObject({ code: 1, status: 'failed', reason: 'promotion-failed' });
    expect(ended.message).toMatch(/^1 of 3 items are green, 1 were not begun\. .*no such tenant/);
    expect(entriesOf(ended.outputs.promotions)).toMatchObject([
      { stage: 'one', status: 'succeeded' },
      { stage: 'two', status: 'failed' },
      { stage: 'three', status: 'not-begun' },
    ]);
    expect(await kargo.writes()).toEqual(['POST stages/one/promotions', 'POST stages/two/promotions']);
  });

  test('continue is the default', async ({ simulate }) => {
    const kargo = await simulate({ world: three });
    await kargo.freight('1.0.0');
    const ended = await batch(kargo, items, { 'max-parallel': '1' });
    expect(ended.message).toContain('2 of 3 items are green.');
    expect(await kargo.writes()).toEqual(
      ['one', 'two', 'three'].map((name) => `POST stages/${name}/promotions`),
    );
  });

  test('max-parallel: the next begins when one has ended', async ({ simulate }) => {
    const names = ['one', 'two', 'three'];
    const gated = world(...shop, ...names.map((name) => stage(name, { run: ['gate'] })));
    const kargo = await simulate({ world: gated });
    await kargo.freight('1.0.0');
    const running = begin(kargo, 'promote', { items, 'max-parallel': '2' });
    await kargo.saw(/^GET promotions\/one\.\S+\?watch=true/);
    await kargo.saw(/^GET promotions\/two\.\S+\?watch=true/);
    expect((await kargo.writes()).toSorted()).toEqual([
      'POST stages/one/promotions',
      'POST stages/two/promotions',
    ]);
    await setGate(kargo, 'open');
    expect(read(await running.ended)).toMatchObject({ code: 0, message: '3 of 3 items are green.' });
    expect(await kargo.writes()).toHaveLength(3);
  });

  test('thirty projects in one process', async ({ simulate }) => {
    const names = Array.from({ length: 30 }, (_, index) => `p${index}`);
    const documents = names.flatMap((name) => [project(name), inProject(name, warehouse(), stage('test'))]);
    const kargo = await simulate({ world: world(...shop, stage('test'), ...documents) });
    await Promise.all(names.map((name) => discovered(kargo, name)));
    const before = (await kargo.ledger('admin')).length;
    const all = JSON.stringify(
      names.map((name) => ({ project: name, stage: 'test', image, 'wait-for': 'verified' })),
    );
    const ended = await batch(kargo, all, { 'max-parallel': '10' }, { token: 'admin' });
    expect(ended).toMatchObject({ code: 0, status: 'succeeded', message: '30 of 30 items are green.' });
    const requests = (await kargo.ledger('admin')).slice(before);
    const streams = requests.filter(({ query }) => query === 'watch=true').map(({ path }) => path);
    console.log(`a batch of 30 projects: ${requests.length} requests, ${streams.length} of them streams`);
    expect(requests.filter(({ method }) => method === 'POST')).toHaveLength(30);
    expect(requests.length).toBeLessThan(30 * 16);
    // Each project has a stream of its Promotion and one of its Stage.
    for (const name of names) {
      expect(streams.filter((path) => path.includes(`/projects/${name}/`))).toHaveLength(2);
    }
  });
});

describe.concurrent('what is wrong with items is said at once, and nothing is sent', () => {
  const cases = [
    {
      name: 'every problem of every item',
      items: `
- { stage: test }
- { image: "${image}" }
- { stage: test, freight: not-a-hash }
- { stage: test, image: "${image}", colour: red }
- { stage: test, image: "${image}", wait-for: ages }
- { stage: test, image: "${image}", token-variable: NOT_SET }
- just a text`,
      says: [
        'items[0].',
        'items[1].stage',
        'items[2].freight',
        'items[3].colour',
        'items[4].wait-for',
        'items[5].token-variable',
        'items[6]',
      ],
    },
    { name: 'no list', items: 'stage: test', says: ['a YAML or JSON list of mappings is needed'] },
    { name: 'an empty list', items: '[]', says: ['a YAML or JSON list of mappings is needed'] },
    { name: 'no YAML', items: '[{', says: ['valid YAML or JSON is needed'] },
    {
      name: 'several at once',
      items: `[{ stage: test }, { image: "${image}" }, { stage: test, freight: short }]`,
      says: ['items[0].', 'items[1].stage', 'items[2].freight'],
    },
    {
      name: 'unknown names and values that are none',
      items: `[{ stage: test, image: "${image}", colour: red }, text]`,
      says: ['items[0].colour', 'items[1]'],
    },
    {
      name: 'a variable that is not set, a choice that is none',
      items: `[{ stage: test, image: "${image}", token-variable: NOT_SET }, { stage: test, image: "${image}", wait-for: ages }]`,
      says: ['items[0].token-variable', 'NOT_SET', 'items[1].wait-for'],
    },
    { name: 'a null value', items: `[{ stage: null, image: "${image}" }]`, says: ['items[0].stage'] },
    {
      name: 'a mapping as a value',
      items: `[{ stage: { name: one }, image: "${image}" }]`,
      says: ['items[0].stage'],
    },
  ];
  test.for(cases)('$name', async ({ items, says }, { simulate }) => {
    const kargo = await simulate({ world: three });
    const ended = await batch(kargo, items);
    expect(ended).toMatchObject({ code: 2, status: 'invalid-input' });
    for (const text of says) {
      expect(ended.message).toContain(text);
    }
    expect(await kargo.ledger('ci')).toEqual([]);
  });

  test.for([{ stage: 'one' }, { image }, { 'downstream-of': 'one' }, { origin: 'web' }])(
    'beside items: %o',
    async (beside, { simulate }) => {
      const kargo = await simulate({ world: three });
      const ended = await batch(kargo, `[{ stage: one, image: "${image}" }]`, beside as unknown as Inputs);
      expect(ended).toMatchObject({
        code: 2,
        status: 'invalid-input',
        message: expect.stringContaining('leave out'),
      });
      expect(await kargo.ledger('ci')).toEqual([]);
    },
  );
});

describe.concurrent('a batch', () => {
  test('dry-run plans every item and sends nothing', async ({ simulate }) => {
    const kargo = await simulate({ world: three });
    await kargo.freight('1.0.0');
    const items = `[{ stage: one, image: "${image}" }, { stage: three, origin: web }]`;
    const ended = await batch(kargo, items, { 'dry-run': true });
    expect(ended).toMatchObject({ code: 0, status: 'succeeded' });
    expect(entriesOf(ended.outputs.promotions).map(({ operation }) => operation)).toEqual([
      'created',
      'created',
    ]);
    expect(await kargo.writes()).toEqual([]);
  });

  test('every item may bring its token, and then none is needed beside', async ({ simulate }) => {
    const kargo = await simulate({ world: two });
    await discovered(kargo, 'tools');
    const items = `[{ project: tools, stage: test, image: "${image}", token-variable: TOOLS_TOKEN }]`;
    const env = { TOOLS_TOKEN: kargo.tokens.tools ?? '' };
    expect(await batch(kargo, items, {}, { token: undefined, env })).toMatchObject({
      code: 0,
      status: 'succeeded',
    });
    const without = `[{ project: tools, stage: test, image: "${image}" }]`;
    const ended = await batch(kargo, without, {}, { token: undefined });
    expect(ended).toMatchObject({
      code: 2,
      status: 'invalid-input',
      message: expect.stringContaining('api-token'),
    });
  });

  test('one that is still waited for when the time is over keeps the verdicts of the others', async ({
    simulate,
  }) => {
    const kargo = await simulate({ world: three });
    await kargo.freight('1.0.0');
    const items = `[{ stage: one, image: "${image}" }, { stage: three, alias: not-yet }]`;
    const ended = await batch(kargo, items, { timeout: '2s' });
    expect(ended).toMatchObject({ code: 3, status: 'timed-out', reason: 'waiting-for-freight' });
    expect(entriesOf(ended.outputs.promotions)).toMatchObject([
      { stage: 'one', status: 'succeeded' },
      { stage: 'three', status: 'timed-out' },
    ]);
  });

  test('cancelled: what an item created is aborted, though another waits for its Freight', async ({
    simulate,
  }) => {
    const kargo = await simulate({ world: world(...shop, stage('one', { run: ['gate'] }), stage('three')) });
    await kargo.freight('1.0.0');
    const items = `[{ stage: one, image: "${image}" }, { stage: three, alias: not-yet }]`;
    const running = begin(kargo, 'promote', { items });
    await kargo.saw(/^GET promotions\/one\.\S+\?watch=true/);
    const [made] = await kargo.promotionsOf('one');
    await kargo.see('promotions', made?.metadata.name ?? '', ({ status }) => status.phase === 'Running');
    await running.saw('not there yet');
    running.kill('SIGTERM');
    const ended = read(await running.ended);
    expect(ended).toMatchObject({ code: 143, status: 'cancelled' });
    expect(await kargo.get('promotions', made?.metadata.name ?? '')).toMatchObject({
      status: { phase: 'Aborted' },
    });
    expect(entriesOf(ended.outputs.promotions)).toMatchObject([
      { stage: 'one', status: 'cancelled', message: expect.stringContaining('was aborted') },
      { stage: 'three', status: 'cancelled' },
    ]);
  });
});
