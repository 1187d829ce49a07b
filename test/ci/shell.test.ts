import { describe, expect, test } from 'vitest';
import { createShellHost } from '../../src/ci/shell.ts';
import { controlsIn, hostileTexts, runnerCommands } from './hostile-text.ts';
import { createSink, failedWith, outcomeWith, succeeded } from './outcomes.ts';

function createShell({ env = {}, json = false, isTTY = false } = {}) {
  const stdout = createSink();
  const stderr = createSink(isTTY);
  return { stdout, stderr, host: createShellHost(env, { stdout, stderr, json, cwd: '/' }) };
}

test('progress goes to stderr, as plain lines', () => {
  const { host, stdout, stderr } = createShell();
  host.log.section('Freight');
  host.log.info('found web:1.8.0');
  host.log.warning('the tag is mutable');
  host.log.warning('the tag is mutable');
  host.log.error('it is not there', 'find-freight: freight-not-found');
  host.log.debug('GET /v1');
  expect(stdout.text()).toBe('');
  expect(stderr.text()).toBe(
    [
      'Freight',
      'found web:1.8.0',
      'warning: the tag is mutable',
      'find-freight: freight-not-found: it is not there',
      '',
    ].join('\n'),
  );
});

test('KARGO_CI_DEBUG shows more', () => {
  const { host, stderr } = createShell({ env: { KARGO_CI_DEBUG: '1' } });
  host.log.debug('GET /v1');
  expect(stderr.text()).toBe('debug: GET /v1\n');
});

describe('colours', () => {
  test.each([
    [true, {}, true],
    [false, {}, false],
    [true, { NO_COLOR: '1' }, false],
    [true, { NO_COLOR: '' }, true],
    [true, { TERM: 'dumb' }, false],
  ])('on a terminal: %s, with %j: %s', (isTTY, env, coloured) => {
    const { host, stderr } = createShell({ env, isTTY });
    host.log.warning('x');
    expect(controlsIn(stderr.text()).length > 0).toBe(coloured);
  });
});

test('outputs go to stdout as name=value, empty ones and foreign ones not', async () => {
  const { host, stdout, stderr } = createShell();
  host.publish({ promotion: 'early' });
  await host.finish(
    outcomeWith(succeeded, {
      outputs: { promotion: 'test.01', promotions: '', unheard: 'x' },
      links: [{ label: 'Kargo', url: 'https://kargo.example.com/x' }],
      warnings: ['the tag is mutable'],
    }),
  );
  expect(stdout.text()).toBe('status=succeeded\nmessage=Stage test has the Freight.\npromotion=test.01\n');
  expect(stderr.text()).toBe(
    'Kargo: https://kargo.example.com/x\nwarning: the tag is mutable\nsucceeded: Stage test has the Freight.\n',
  );
});

test('--json prints one object and nothing else', async () => {
  const { host, stdout } = createShell({ json: true });
  await host.finish(outcomeWith(failedWith('a\nb'), { outputs: { promotion: 'test.01' } }));
  expect(stdout.text()).toMatch(/^\{.*\}\n$/);
  expect(JSON.parse(stdout.text())).toEqual({
    status: 'failed',
    'failure-reason': 'promotion-failed',
    message: 'a\nb',
    outputs: { promotion: 'test.01', promotions: '' },
  });
});

test('a hidden command prints no outputs', async () => {
  const { host, stdout } = createShell();
  await host.finish(outcomeWith(succeeded, { command: { name: 'after-cancel', outputs: {}, hidden: true } }));
  expect(stdout.text()).toBe('');
});

test('a secret is hidden in the log and in outputs', async () => {
  const { host, stdout, stderr } = createShell();
  host.mask('s3cret-token');
  host.log.info('sent s3cret-token');
  await host.finish(
    outcomeWith(failedWith('refused s3cret-token'), { outputs: { promotion: 's3cret-token' } }),
  );
  expect(stdout.text() + stderr.text()).not.toContain('s3cret-token');
  expect(stdout.text()).toContain('promotion=***\n');
});

describe('hostile text stays text', () => {
  test.each(hostileTexts)('%j', async (text) => {
    const { host, stdout, stderr } = createShell();
    host.log.section(text);
    host.log.info(text);
    host.log.warning(text);
    host.log.error(text, text);
    await host.finish(outcomeWith(failedWith(text), { outputs: { promotion: text }, warnings: [text] }));
    expect(runnerCommands(stderr.text())).toEqual([]);
    expect(controlsIn(stderr.text() + stdout.text())).toEqual([]);
    const lines = stdout.text().trimEnd().split('\n');
    expect(lines.map((line) => line.replace(/=.*/s, ''))).toEqual([
      'status',
      'failure-reason',
      'message',
      'promotion',
    ]);
    const value = lines[3]?.slice('promotion='.length) ?? '';
    expect(value.startsWith('"') ? JSON.parse(value) : value).toBe(text);
  });
});
