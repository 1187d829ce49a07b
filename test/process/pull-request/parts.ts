import { test as base } from 'vitest';
import type { ForgeName } from '../../../src/forge/forge.ts';
import type { Change } from '../../support/forge/code-host.ts';
import { FakeGitHub } from '../../support/forge/github.ts';
import { FakeGitLab } from '../../support/forge/gitlab.ts';
import { KargoForge } from '../../support/forge/kargo.ts';
import type { Running } from '../../support/run.ts';
import { type Release, type SimulatedKargo, startKargo } from '../../support/simulator.ts';
import { begin, type Inputs, type Played, type PlayOptions, read } from '../play.ts';
import { analysisTemplate, images, stage, warehouse, web, world } from '../worlds.ts';

export const forges = ['github', 'gitlab'] as const satisfies readonly ForgeName[];

/** A Stage `test`, and a Stage `prod` behind it whose template opens a pull request and waits for it. */
const documents = [
  warehouse(),
  images(`${web}:1.0.0`),
  analysisTemplate,
  stage('test'),
  stage('prod', {
    sources: 'stages: [test]',
    run: ['clone', 'update', 'commit', 'pushBranch', 'openRequest', 'waitForRequest'],
    verification: true,
  }),
];

export interface LoopOptions {
  readonly release?: Release;
  /** Further documents of the world. The forge's repository is `https://github.com/acme/gitops.git` in them. */
  readonly more?: readonly string[];
}

/** A simulated Kargo and a fake forge: the steps of Kargo and our commands speak of the same pull requests. */
export interface Loop {
  readonly name: ForgeName;
  readonly kargo: SimulatedKargo;
  readonly fake: FakeGitHub | FakeGitLab;
  readonly host: FakeGitHub['host'];
  /** Freight of this tag, verified in `test`, is promoted to `prod` by somebody: its open pull request. */
  promoted(tag?: string): Promise<{ readonly promotion: string; readonly change: Change }>;
  /** Runs a command about pull requests, with a token that may write. */
  play(command: string, inputs: Inputs, options?: PlayOptions): Promise<Played>;
  begin(command: string, inputs: Inputs, options?: PlayOptions): Running;
  /** Requests of one method that the forge got. */
  sent(method: string): readonly string[];
}

async function startLoop(
  name: ForgeName,
  { release, more = [] }: LoopOptions,
  end: (work: () => Promise<void>) => void,
) {
  const fake = name === 'github' ? new FakeGitHub() : new FakeGitLab();
  await fake.server.start();
  const forge = new KargoForge(fake);
  const kargo = await startKargo({
    ...(release === undefined ? {} : { release }),
    world: world(...documents, ...more).replaceAll('https://github.com/acme/gitops.git', forge.repoURL),
    forge,
  });
  end(async () => {
    await kargo.close();
    await fake.server.stop();
    if (fake.violations.length > 0) {
      throw new Error(`not the forge's: ${fake.violations.join('; ')}`);
    }
  });
  const token = name === 'github' ? 'GITHUB_TOKEN' : 'GITLAB_TOKEN';
  const start = (command: string, inputs: Inputs, { env, ...options }: PlayOptions = {}) =>
    begin(
      kargo,
      command,
      { ...(command.endsWith('-pr') && { 'forge-url': fake.address, forge: name }), ...inputs },
      { ...options, env: { [token]: 'write-token', ...env } },
    );
  const loop: Loop = {
    name,
    kargo,
    fake,
    host: fake.host,
    async promoted(tag = '1.0.0') {
      await kargo.freight(tag);
      await kargo.bring('test', tag);
      const promotion = await kargo.promote('prod', tag);
      await kargo.see('promotions', promotion, ({ status }) => status.currentStep === 5);
      return { promotion, change: fake.host.change(fake.host.changes.size) };
    },
    play: async (command, inputs, options) => read(await start(command, inputs, options).ended),
    begin: start,
    sent: (method) => fake.server.log().filter((line) => line.startsWith(`${method} `)),
  };
  return loop;
}

/** A test with `loop`, which starts both; they end with the test. */
export const test = base.extend<{ loop: (forge: ForgeName, options?: LoopOptions) => Promise<Loop> }>({
  loop: async ({ onTestFinished }, use) => {
    await use((forge, options = {}) => startLoop(forge, options, onTestFinished));
  },
});
