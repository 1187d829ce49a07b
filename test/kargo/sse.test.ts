import { describe, expect, test } from 'vitest';
import { parseEvents, type SseEvent } from '../../src/kargo/watch/sse.ts';

async function* from(chunks: Iterable<string>): AsyncGenerator<string> {
  yield* chunks;
}

async function eventsOf(chunks: Iterable<string>): Promise<SseEvent[]> {
  const events: SseEvent[] = [];
  for await (const event of parseEvents(from(chunks))) {
    events.push(event);
  }
  return events;
}

const data = (text: string, event?: string): SseEvent => ({
  kind: 'data',
  ...(event !== undefined && { event }),
  data: text,
});
const comment = (text: string): SseEvent => ({ kind: 'comment', text });

describe('parseEvents', () => {
  test.each<[string, string, SseEvent[]]>([
    ['one event', 'data: a\n\n', [data('a')]],
    ['no blank after the colon', 'data:a\n\n', [data('a')]],
    ['only one blank is dropped', 'data:  a \n\n', [data(' a ')]],
    ['several lines of data', 'data: a\ndata: b\ndata\ndata: c\n\n', [data('a\nb\n\nc')]],
    ['a colon in the data', 'data: {"a":"b: c"}\n\n', [data('{"a":"b: c"}')]],
    ['a name', 'event: error\ndata: a\n\ndata: b\n\n', [data('a', 'error'), data('b')]],
    ['an empty name', 'event:\ndata: a\n\n', [data('a')]],
    ['a name without data is no event, and does not last', 'event: x\n\ndata: a\n\n', [data('a')]],
    ['empty data is an event', 'data:\n\n', [data('')]],
    ['the field alone is one too', 'data\n\n', [data('')]],
    [
      'id, retry and unknown fields',
      'id: 1\nretry: 5\nfoo: bar\nDATA: no\n data: no\ndata: a\n\n',
      [data('a')],
    ],
    ['a comment', ': keepalive\n\n', [comment('keepalive')]],
    ['an empty comment', ':\n', [comment('')]],
    ['a comment inside an event', 'data: a\n: c\ndata: b\n\n', [comment('c'), data('a\nb')]],
    ['blank lines', '\n\n\ndata: a\n\n\n\n', [data('a')]],
    ['CRLF', 'data: a\r\ndata: b\r\n\r\ndata: c\r\n\r\n', [data('a\nb'), data('c')]],
    ['CR', 'data: a\rdata: b\r\rdata: c\r\r', [data('a\nb'), data('c')]],
    ['all of them mixed', 'data: a\r\ndata: b\rdata: c\n\r\ndata: d\n\r', [data('a\nb\nc'), data('d')]],
    ['a byte order mark', '\uFEFFdata: a\n\ndata: \uFEFFb\n\n', [data('a'), data('\uFEFFb')]],
    ['an unfinished event at the end is dropped', 'data: a\n\ndata: b\n', [data('a')]],
    ['an unfinished line too', 'data: a\n\ndata: b', [data('a')]],
    ['other line separators are data', 'data: a\u2028b\u0085c\u000bd\n\n', [data('a\u2028b\u0085c\u000bd')]],
    ['nothing', '', []],
  ])('%s', async (_what, text, events) => {
    expect(await eventsOf([text])).toEqual(events);
    expect(await eventsOf(text)).toEqual(events);
    for (let cut = 1; cut < text.length; cut++) {
      expect(await eventsOf([text.slice(0, cut), '', text.slice(cut)])).toEqual(events);
    }
  });

  test('the frames of Kargo', async () => {
    const frames =
      'data: {"type":"ADDED","object":{"metadata":{"name":"web"}}}\n\n: keepalive\n\n' +
      'event: error\ndata: {"code":"out_of_range","message":"too old"}\n\n';
    expect(await eventsOf([frames])).toEqual([
      data('{"type":"ADDED","object":{"metadata":{"name":"web"}}}'),
      comment('keepalive'),
      data('{"code":"out_of_range","message":"too old"}', 'error'),
    ]);
  });

  test('an event is handed on as soon as its blank line is there', async () => {
    let asked = 0;
    async function* live(): AsyncGenerator<string> {
      for (const chunk of ['data: 1\n', '\r', '\ndata: 2\n\n']) {
        asked++;
        yield chunk;
      }
    }
    const events = parseEvents(live());
    expect((await events.next()).value).toEqual(data('1'));
    expect(asked).toBe(2);
    expect((await events.next()).value).toEqual(data('2'));
  });

  test('leaving the loop ends the source', async () => {
    let ended = false;
    async function* live(): AsyncGenerator<string> {
      try {
        for (;;) {
          yield 'data: a\n\n';
        }
      } finally {
        ended = true;
      }
    }
    for await (const event of parseEvents(live())) {
      expect(event).toEqual(data('a'));
      break;
    }
    expect(ended).toBe(true);
  });

  const megabyte = 'x'.repeat(1024 * 1024);

  test('an event just below 16 MB is read', async () => {
    const [event] = await eventsOf(['data: ', ...Array.from({ length: 15 }, () => megabyte), '\n\n']);
    expect(event?.kind === 'data' && event.data.length).toBe(15 * 1024 * 1024);
  });

  test('a line without an end is refused', async () => {
    await expect(eventsOf(Array.from({ length: 17 }, () => megabyte))).rejects.toThrow('larger than 16 MB');
  });

  test('data without an end is refused', async () => {
    const lines = Array.from({ length: 17 }, () => `data: ${megabyte}\n`);
    await expect(eventsOf(lines)).rejects.toThrow('an event of the stream is larger than 16 MB');
  });

  test('many small events are no large one', async () => {
    const events = await eventsOf(Array.from({ length: 20 }, () => `data: ${megabyte}\n\n`));
    expect(events).toHaveLength(20);
  });
});
