import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect } from 'vitest';
import { start } from '../support/run.ts';
import { kargoReleases, type SimulatedKargo } from '../support/simulator.ts';
import { play, test } from './play.ts';
import { images, simulation, stage, warehouse, web, world } from './worlds.ts';

/** What a step of a stranger can say: commands of both hosts, terminal sequences, HTML, lines. */
const hostile = [
  'cannot render',
  '::error title=pwned::from the step',
  '##[set-output name=freight]pwned',
  '::set-output name=freight::pwned',
  '\u001b]0;pwned\u0007\u001b[2J\u001b[31mred',
  'section_start:1:pwned\r\u001b[0K',
  '<script>alert(1)</script> | a | table |',
  'status=succeeded',
  '```',
  '<script>alert(2)</script>',
  'EOF',
].join('\n');

const shop = world(
  warehouse(),
  images(`${web}:1.0.0`),
  stage('test', { run: ['imaginary'] }),
  simulation(`steps: [{ as: imaginary, status: Failed, message: ${JSON.stringify(hostile)} }]`),
);
const args = ['promote', '--stage=test', `--image=${web}:1.0.0`, '--timeout=25s'];

function environment(kargo: SimulatedKargo) {
  return {
    KARGO_API_ADDRESS: kargo.address,
    KARGO_API_TOKEN: kargo.tokens.ci ?? '',
    KARGO_PROJECT: 'shop',
  };
}

function directory(): string {
  return mkdtempSync(join(tmpdir(), 'kargo-ci-hostile-'));
}

/** Control characters that no surface may show; GitLab's own markers are taken out before. */
function controls(text: string): readonly string[] {
  return text.match(/(?![\n\t])\p{Cc}/gu) ?? [];
}

describe('the words of a failed step are red, and stay text', () => {
  test.concurrent.for(kargoReleases)('in one JSON object, Kargo %s', async (release, { simulate }) => {
    const kargo = await simulate({ release, world: shop });
    await kargo.freight('1.0.0');
    const ended = await play(kargo, 'promote', { stage: 'test', image: `${web}:1.0.0` });
    expect(ended).toMatchObject({
      code: 1,
      status: 'failed',
      reason: release === '1.9' ? 'promotion-errored' : 'promotion-failed',
      message: expect.stringMatching(/at step 1 "imaginary" \(imaginary\): .*cannot render/),
    });
    expect(ended.message).toContain(hostile);
    expect(ended.stdout.trimEnd()).not.toContain('\n');
  });

  test.concurrent('on a shell', async ({ simulate }) => {
    const kargo = await simulate({ world: shop });
    await kargo.freight('1.0.0');
    const { code, stdout, stderr } = await start(args, { env: environment(kargo) }).ended;
    expect(code).toBe(1);
    expect(stderr).toContain('from the step');
    expect(stderr).not.toMatch(/^\s*::|##\[/m);
    expect([...controls(stderr), ...controls(stdout)]).toEqual([]);
    expect(stdout.match(/^status=.*$/gm)).toEqual(['status=failed']);
    const message = /^message=(.*)$/m.exec(stdout)?.[1] ?? '';
    expect(JSON.parse(message)).toContain(hostile);
  });

  test.concurrent('on GitHub', async ({ simulate, onTestFinished }) => {
    const kargo = await simulate({ world: shop });
    await kargo.freight('1.0.0');
    const home = directory();
    onTestFinished(() => rmSync(home, { recursive: true }));
    const files = { GITHUB_OUTPUT: join(home, 'output'), GITHUB_STEP_SUMMARY: join(home, 'summary') };
    for (const file of Object.values(files)) {
      writeFileSync(file, '');
    }
    const env = { ...environment(kargo), ...files, GITHUB_ACTIONS: 'true' };
    const { code, stdout } = await start(args, { env }).ended;
    expect(code).toBe(1);
    // The runner's rule: a line that begins with `::` after trimming, or holds `##[`, is a command.
    const commands = stdout.split('\n').filter((line) => /^\s*::|##\[/.test(line));
    const names = commands.map((line) => /^::(?<name>[\w-]+)/.exec(line)?.groups?.name ?? line);
    expect(new Set(names)).toEqual(new Set(['add-mask', 'group', 'endgroup', 'error']));
    const errors = commands.filter((line) => line.startsWith('::error'));
    expect(errors).toEqual([expect.stringMatching(/^::error title=promote%3A promotion-failed::/)]);
    expect(errors[0]).toContain('"imaginary"');
    expect(controls(stdout)).toEqual([]);
    const outputs = readOutputs(readFileSync(files.GITHUB_OUTPUT, 'utf8'));
    expect(outputs.get('status')).toBe('failed');
    expect(outputs.get('message')).toContain('from the step');
    expect(outputs.get('freight')).toMatch(/^[0-9a-f]{40}$/);
    const summary = readFileSync(files.GITHUB_STEP_SUMMARY, 'utf8');
    expect(summary).toContain('imaginary');
    // Text in a fence that the text cannot end.
    const markup = summary.replaceAll(/^(`{3,})\w*\n[\s\S]*?^\1`*$/gm, '');
    expect(markup).not.toContain('<script>');
    expect(summary).toContain('<script>alert(2)</script>');
  });

  test.concurrent('on GitLab', async ({ simulate, onTestFinished }) => {
    const kargo = await simulate({ world: shop });
    await kargo.freight('1.0.0');
    const home = directory();
    onTestFinished(() => rmSync(home, { recursive: true }));
    const env = { ...environment(kargo), GITLAB_CI: 'true', CI_PROJECT_DIR: home, NO_COLOR: '1' };
    const { code, stdout } = await start(args, { env }).ended;
    expect(code).toBe(1);
    const own = stdout.replaceAll(ownMarkers, '');
    expect(own).toContain('from the step');
    expect(own).not.toMatch(/section_(?:start|end):/);
    expect(controls(own)).toEqual([]);
    const dotenv = readFileSync(join(home, '.kargo-ci/outputs.env'), 'utf8');
    expect(dotenv.match(/^KARGO_STATUS=.*$/gm)).toEqual(['KARGO_STATUS=failed']);
    for (const line of dotenv.trimEnd().split('\n')) {
      expect(line).toMatch(/^KARGO_[A-Z_]+=/);
    }
    const result = JSON.parse(readFileSync(join(home, '.kargo-ci/result.json'), 'utf8'));
    expect(result.message).toContain('from the step');
  });
});

const esc = String.fromCharCode(0x1b);
const ownMarkers = new RegExp(`${esc}\\[0Ksection_(?:start|end):\\d+:kargo_ci_\\d+_\\d+\\r${esc}\\[0K`, 'g');

/** GITHUB_OUTPUT as the runner reads it. */
function readOutputs(text: string): ReadonlyMap<string, string> {
  const outputs = new Map<string, string>();
  const lines = text.split('\n');
  while (lines.length > 0) {
    const head = /^(?<name>[\w-]+)<<(?<end>.+)$/.exec(lines.shift() ?? '')?.groups;
    if (head?.name !== undefined) {
      const end = lines.indexOf(head.end ?? '');
      outputs.set(head.name, lines.splice(0, end).join('\n'));
      lines.shift();
    }
  }
  return outputs;
}
