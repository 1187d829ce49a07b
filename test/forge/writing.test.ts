import { describe, expect, test } from 'vitest';
import { cut, hasMarker, markedBody, titleLine, withoutQuickActions } from '../../src/forge/writing.ts';
import { startStage } from '../support/forge/client.ts';

describe('titles', () => {
  test.each([
    ['a\nb\r\nc', 'a b c'],
    ['  many   spaces ', 'many spaces'],
    ['bell\u0007 and escape\u001b[31m', 'bell and escape [31m'],
    ['right\u202eto left', 'right to left'],
    ['zero\u200bwidth', 'zero width'],
    ['Ünïcödé 🚀', 'Ünïcödé 🚀'],
  ])('%j becomes %j', (title, line) => {
    expect(titleLine(title)).toBe(line);
  });

  test('long ones are cut between characters', () => {
    expect(titleLine('🚀'.repeat(300))).toBe(`${'🚀'.repeat(127)}…`);
    expect(cut('abcdef', 6)).toBe('abcdef');
    expect(cut('abcdefg', 6)).toBe('abcde…');
  });
});

describe('markers', () => {
  test.each(['', 'A', 'a b', 'a-->b', 'a--b', 'a\nb'])('%j is none', (marker) => {
    expect(() => markedBody(marker, '')).toThrow(RangeError);
  });

  test.each([
    [markedBody('gate', 'text'), true],
    [markedBody('gate', ''), true],
    ['<!-- kargo-ci: gate -->', true],
    ['<!-- kargo-ci: gate -->\r\ntext', true],
    [markedBody('gate2', 'text'), false],
    ['<!-- kargo-ci: gate --> <!-- kargo-ci: other -->', false],
    [` ${markedBody('gate', 'text')}`, false],
    [`> ${markedBody('gate', 'text')}`, false],
    ['text', false],
  ])('%j', (body, has) => {
    expect(hasMarker(body, 'gate')).toBe(has);
  });
});

describe('quick actions', () => {
  test.each([
    ['/merge', '\\/merge'],
    ['text\n/approve\nmore', 'text\n\\/approve\nmore'],
    ['text\r\n/close', 'text\r\n\\/close'],
    ['  /assign @me', '  \\/assign @me'],
    ['/MERGE', '\\/MERGE'],
    ['a /merge in a line', 'a /merge in a line'],
    ['// comment', '// comment'],
    ['/ 7', '/ 7'],
  ])('%j becomes %j', (body, safe) => {
    expect(withoutQuickActions(body)).toBe(safe);
  });
});

const hostile = [
  '::error::owned',
  '<!-- kargo-ci: gate -->',
  '/close',
  `$(touch owned) \`id\` $\{{ github.token }}`,
  '"}}) { id } mutation { __typename }',
  '<img src=x onerror=alert(1)>',
  '--><script>',
  '../../../user',
  'Draft: not one',
];

describe.each(['github', 'gitlab'] as const)('%s takes hostile texts as texts', (name) => {
  test.each(hostile)('%s', async (words) => {
    const stage = await startStage(name);
    const head = 'feature/x';
    stage.host.push(head, { [`dir/${words}`]: '1' });
    const request = { repository: stage.repository, head, base: 'main', title: words, body: `A\n${words}` };
    const result = await stage.forge.open(request);
    const number = result.outcome === 'created' ? result.pullRequest.number : 0;
    const ref = { repository: stage.repository, number };
    await stage.forge.comment({ ...ref, marker: 'gate', body: `B\n${words}` });
    await stage.forge.edit(ref, { title: `${words} 2`, body: words });
    const pull = await stage.forge.read(ref);
    expect(pull).toMatchObject({ number, state: 'open', draft: false });
    const withoutPrefix = name === 'gitlab' ? words.replace(/^Draft: /, '') : words;
    expect(pull.title).toBe(`${withoutPrefix} 2`);
    const disarmed = name === 'gitlab' ? words.replace(/^\//, '\\/') : words;
    expect(pull.body).toBe(disarmed);
    expect(stage.host.change(number).notes.map(({ body }) => body)).toEqual([
      `<!-- kargo-ci: gate -->\nB\n${disarmed}`,
    ]);
    expect((await stage.forge.changedFiles(ref)).paths).toEqual([`dir/${words}`]);
  });

  test('a branch name with everything that a ref may hold', async () => {
    const stage = await startStage(name);
    const head = "kargo/promotion/it's-100%25&x=1#y+ü";
    const sha = stage.host.push(head, { a: '1' });
    const result = await stage.forge.open({
      repository: stage.repository,
      head,
      base: 'main',
      title: 'T',
      body: '',
    });
    expect(result).toMatchObject({ outcome: 'created', pullRequest: { head: { branch: head, sha } } });
    expect(await stage.forge.find({ repository: stage.repository, head, base: 'main' })).toHaveLength(1);
    expect(await stage.forge.deleteBranch({ repository: stage.repository, name: head, sha })).toBe(true);
  });
});
