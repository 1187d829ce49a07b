import { describe, expect, test } from 'vitest';
import { promotingStatesOf, withoutAccidents } from './accidents.ts';
import { describe as describeState, type ObjectState } from './alignment.ts';
import { createNames } from './names.ts';
import { normalise } from './normalise.ts';
import { parseFrame } from './server.ts';
import { compareStreams, type StreamFrame, statesOf } from './streams.ts';

describe('streams', () => {
  const frame = (type: string, phase: string, version = '1', name = 'x'): StreamFrame => ({
    data: { type, object: { metadata: { name, resourceVersion: version }, status: { phase } } },
  });
  const whats = (
    recorded: StreamFrame[],
    simulated: StreamFrame[],
    before = new Map<string, ObjectState[]>(),
    isFiltered = false,
  ) =>
    compareStreams(statesOf(createNames(), recorded), statesOf(createNames(), simulated), {
      before,
      promoting: new Set(),
      isFiltered,
    }).map(({ what }) => what);
  const story = [frame('ADDED', 'Pending'), frame('MODIFIED', 'Running'), frame('MODIFIED', 'Succeeded')];

  test('that say the same in another number of frames are alike', () => {
    const longer = [
      frame('ADDED', 'Pending'),
      frame('MODIFIED', 'Pending', '2'),
      ...story.slice(1),
      { raw: ': keepalive' },
    ];
    expect(whats(story, longer)).toEqual([]);
  });

  test('of several objects may be interleaved', () => {
    const other = [frame('ADDED', 'Pending', '1', 'y'), frame('MODIFIED', 'Failed', '2', 'y')];
    expect(whats([...story, ...other], [...other, ...story])).toEqual([]);
  });

  test.each<[string, StreamFrame[], string[]]>([
    ['a state less', [frame('ADDED', 'Pending'), frame('MODIFIED', 'Succeeded')], ['x: no state Running']],
    ['a state more', [...story, frame('MODIFIED', 'Aborted')], ['x: extra state Aborted']],
    [
      'another state',
      [frame('ADDED', 'Pending'), frame('MODIFIED', 'Failed'), frame('MODIFIED', 'Succeeded')],
      ['x: no state Running', 'x: extra state Failed'],
    ],
    [
      'another order',
      [frame('ADDED', 'Pending'), frame('MODIFIED', 'Succeeded'), frame('MODIFIED', 'Running')],
      ['x: no state Succeeded', 'x: extra state Succeeded'],
    ],
    ['a deletion', [...story, frame('DELETED', 'Succeeded')], ['x: extra state DELETED Succeeded']],
    ['an object more', [...story, frame('ADDED', 'Pending', '1', 'y')], ['y: extra state Pending']],
    ['an error', [...story, { raw: 'event: error\ndata: {}' }], ['errors.length']],
    [
      'ADDED for a change',
      [frame('ADDED', 'Pending'), frame('ADDED', 'Running'), frame('MODIFIED', 'Succeeded')],
      ['x: type of state 2'],
    ],
    ['nothing at all', [], ['x: no state Pending', 'x: no state Running', 'x: no state Succeeded']],
  ])('are told apart by %s', (_, simulated, expected) => {
    expect(whats(story, simulated)).toEqual(expected);
  });

  test('that are filtered may or may not say that an object does not match', () => {
    const other = frame('DELETED', 'Succeeded', '1', 'y');
    expect(whats(story, [...story, other], new Map(), true)).toEqual([]);
    expect(whats(story, [...story, other])).toEqual(['y: extra state DELETED Succeeded']);
    expect(whats(story, [...story, frame('DELETED', 'Succeeded')], new Map(), true)).toHaveLength(1);
  });

  test('that mean the same are compared in detail', () => {
    const { data } = frame('MODIFIED', 'Running');
    const detailed = [story[0], { data: { ...data, object: { ...data?.object, spec: {} } } }, story[2]];
    expect(whats(story, detailed as StreamFrame[])).toEqual(['x.spec']);
  });

  test('may begin in the middle of a change that was seen otherwise', () => {
    const before = new Map([['x', story.flatMap(({ data }) => (data === undefined ? [] : [{ ...data }]))]]);
    const normalised = new Map(
      [...before].map(([name, states]) => [
        name,
        states.map(({ type, object }) => ({ type, object: normalise(createNames(), object) })),
      ]),
    );
    expect(whats(story, [frame('ADDED', 'Succeeded')], normalised)).toEqual([]);
    expect(whats(story, [frame('ADDED', 'Succeeded')])).toContain('x: no state Running');
    expect(whats(story.slice(1), story)).toEqual([]);
  });

  test.each([
    ['data: {"type":"ADDED","object":{}}', { data: { type: 'ADDED', object: {} } }],
    [': keepalive', { raw: ': keepalive' }],
    ['event: error\ndata: {}', { raw: 'event: error\ndata: {}' }],
  ])('%j is read', (text, expected) => {
    expect(parseFrame(text)).toEqual(expected);
  });
});

describe('accidents', () => {
  const known = new Set([
    'Ready ActivePromotion, Promoting ActivePromotion',
    'Ready Verified, Promoting ActivePromotion',
  ]);
  const state = (...conditions: [string, string][]): ObjectState => ({
    type: 'MODIFIED',
    object: {
      status: {
        conditions: conditions.map(([type, reason]) => ({ type, reason })),
        ...(conditions.some(([type]) => type === 'Promoting') ? { currentPromotion: { name: 'p' } } : {}),
      },
    },
  });
  const meaning = (states: ObjectState[]) =>
    withoutAccidents(states, known).map(({ object }) => describeState(object));
  const verified = state(['Ready', 'Verified']);
  const active = state(['Ready', 'ActivePromotion'], ['Promoting', 'ActivePromotion']);
  const mixed = state(['Ready', 'Verified'], ['Promoting', 'ActivePromotion']);
  const odd = state(['Ready', 'Odd'], ['Promoting', 'ActivePromotion']);
  const failing = state(['Ready', 'DiscoveryFailure']);
  const trying = state(['Ready', 'DiscoveryInProgress']);
  const error = state(['Ready', 'ReconcileError'], ['Reconciling', 'RetryAfterError']);
  const back = state(['Ready', 'Verified'], ['Reconciling', 'RetryAfterError']);

  test.each<[string, ObjectState[], string[]]>([
    [
      'mixtures while promoting are one state',
      [verified, active, mixed, active, verified],
      ['Ready Verified', 'new', 'Ready Verified'],
    ],
    [
      'a mixture that was never recorded stays',
      [active, odd],
      ['new', 'Ready Odd, Promoting ActivePromotion'],
    ],
    ['a fruitless try is left out', [failing, trying, failing, trying, failing], ['Ready DiscoveryFailure']],
    [
      'a try that ends otherwise stays',
      [failing, trying, verified],
      ['Ready DiscoveryFailure', 'Ready DiscoveryInProgress', 'Ready Verified'],
    ],
    [
      'a success that is tried again stays',
      [verified, trying, verified],
      ['Ready Verified', 'Ready DiscoveryInProgress', 'Ready Verified'],
    ],
    ['an error of 1.9 that is taken back is left out', [error, back, error, verified], ['Ready Verified']],
  ])('%s', (_, states, expected) => {
    expect(meaning(states)).toEqual(expected);
  });

  test('what a Stage with a Promotion looks like is taken from the recordings', () => {
    expect(promotingStatesOf('main').size).toBeGreaterThan(3);
    expect(
      [...promotingStatesOf('main')].filter((text) => !text.includes('Promoting ActivePromotion')),
    ).toEqual([]);
  });
});
