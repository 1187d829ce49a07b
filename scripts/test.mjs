// `npm test`: everything that needs nothing but npm, and the layers whose tools happen to be installed.
// With KARGO_TEST_ALL=1 (.ci/run) a layer that cannot run is a failure.
import { spawn, spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { availableParallelism, tmpdir } from 'node:os';
import { join } from 'node:path';

const root = join(import.meta.dirname ?? new URL('.', import.meta.url).pathname, '..');
const everything = process.env.KARGO_TEST_ALL === '1';
/** Every supported Node: the process tests run on each of them. */
const supportedNodes = [20, 22, 24];
/** What depends on Kargo, not on Node: it runs on the oldest Node only. */
const onlyOnOldest = ['test/process/further/**', 'test/process/never-green-story*'];

const total = { passed: 0, failed: 0 };
const problems = [];
const notRun = [];

check('types', () => npx('typescript/package.json', 'bin/tsc', ['--noEmit', '-p', '.']));
check('lint and format', () => npx('@biomejs/biome/package.json', 'bin/biome', ['check', '.']));
check('dist/ is what the sources build', distIsCurrent);
check('the Node versions of test/runtimes', installRuntimes);

await vitest('fast', ['--project', 'fast']);
// These mostly wait, for servers and for deadlines: one beside the other they leave no core idle.
await inLanes(Math.max(2, availableParallelism()), [
  () => vitest('conformance', ['--project', 'conformance', '--maxWorkers=2']),
  ...supportedNodes.map((major) => () => processTests(major)),
]);
await hosts();

if (notRun.length > 0) {
  console.log(`\nNot run:\n${notRun.map((text) => `  ${text}`).join('\n')}`);
}
if (problems.length > 0) {
  console.log(`\nFailed:\n${problems.map((text) => `  ${text}`).join('\n')}`);
}
console.log(`\n${total.passed} passed, ${total.failed} failed`);
process.exitCode = total.failed === 0 ? 0 : 1;

function check(name, run) {
  console.log(`\n== ${name}`);
  if (!run()) {
    problem(name);
  }
}

function problem(text) {
  problems.push(text);
  total.failed++;
}

function npx(packageFile, bin, args) {
  const script = createRequire(import.meta.url)
    .resolve(packageFile)
    .replace('package.json', bin);
  return node([script, ...args]);
}

function node(args, env = {}) {
  const { status } = spawnSync(process.execPath, args, {
    cwd: root,
    stdio: 'inherit',
    env: { ...process.env, ...env },
  });
  return status === 0;
}

/** Builds in place, as only the same paths give the same bytes, and compares with what was there. */
function distIsCurrent() {
  const before = readFolder(join(root, 'dist'));
  if (!node(['scripts/build.mjs'])) {
    return false;
  }
  const after = readFolder(join(root, 'dist'));
  const changed = [...new Set([...before.keys(), ...after.keys()])].filter(
    (name) => !before.get(name)?.equals(after.get(name) ?? Buffer.alloc(0)),
  );
  if (changed.length > 0) {
    console.log(`dist/ was not what the sources build. It is now, commit it: ${changed.join(', ')}`);
  }
  return changed.length === 0;
}

function readFolder(folder) {
  const names = existsSync(folder) ? readdirSync(folder) : [];
  return new Map(names.map((name) => [name, readFileSync(join(folder, name))]));
}

function installRuntimes() {
  const folder = join(root, 'test', 'runtimes');
  const installed = supportedNodes.filter((major) => findNode(major) !== undefined);
  if (installed.length === supportedNodes.length) {
    return true;
  }
  const npm = process.env.npm_execpath;
  const [program, args] = npm === undefined ? ['npm', []] : [process.execPath, [npm]];
  const { status } = spawnSync(program, [...args, 'ci', '--prefix', folder], { cwd: root, stdio: 'inherit' });
  return status === 0;
}

/** Path of a node of this major version: the running one, or the one whose exact version test/runtimes locks. */
function findNode(major) {
  if (Number.parseInt(process.versions.node, 10) === major) {
    return process.execPath;
  }
  const folder = join(root, 'test', 'runtimes');
  const lock = JSON.parse(readFileSync(join(folder, 'package-lock.json'), 'utf8'));
  const path = join(folder, 'node_modules', `node-${major}`, 'bin', 'node');
  const { stdout } = spawnSync(path, ['--version'], { encoding: 'utf8' });
  return stdout?.trim() === `v${lock.packages[`node_modules/node-${major}`]?.version}` ? path : undefined;
}

async function inLanes(lanes, tasks) {
  const waiting = [...tasks];
  const lane = async () => {
    for (let task = waiting.shift(); task !== undefined; task = waiting.shift()) {
      await task();
    }
  };
  await Promise.all(Array.from({ length: lanes }, lane));
}

async function processTests(major) {
  const path = findNode(major);
  if (path === undefined) {
    problem(
      `the process tests did not run on Node ${major}: it is neither the running one nor in test/runtimes`,
    );
    return;
  }
  const patterns = major === supportedNodes[0] ? [] : onlyOnOldest;
  const excluded = patterns.flatMap((pattern) => ['--exclude', pattern]);
  await vitest(`process, Node ${major}`, ['--project', 'process', '--maxWorkers=2', ...excluded], {
    KARGO_TEST_NODE: path,
  });
}

/** gitlab-ci-local needs the rsync program, one whole workflow needs act: both come from elsewhere than npm. */
async function hosts() {
  const hasAct = runs(join(root, '.tools', 'bin', 'act')) || runs('act');
  const without = [
    ...(runs('rsync') ? [] : ['test/hosts/gitlab/**: there is no rsync on PATH']),
    ...(hasAct ? [] : ['test/hosts/act/**: there is no act in .tools/bin or on PATH']),
  ];
  const excluded = without.flatMap((text) => ['--exclude', text.split(':')[0]]);
  for (const text of without) {
    if (everything) {
      problem(text);
    } else {
      notRun.push(`${text} (.ci/run installs it)`);
    }
  }
  await vitest('hosts', ['--project', 'hosts', ...excluded]);
}

function runs(program) {
  return spawnSync(program, ['--version'], { stdio: 'ignore' }).status === 0;
}

async function vitest(name, args, env = {}) {
  const scratch = mkdtempSync(join(tmpdir(), 'vitest-'));
  const report = join(scratch, 'report.json');
  const script = createRequire(import.meta.url)
    .resolve('vitest/package.json')
    .replace('package.json', 'vitest.mjs');
  const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${report}`];
  const { green, output } = await collect([script, 'run', ...args, ...reporters], env);
  console.log(`\n== ${name}\n${output}`);
  const result = existsSync(report) ? JSON.parse(readFileSync(report, 'utf8')) : undefined;
  rmSync(scratch, { recursive: true });
  total.passed += result?.numPassedTests ?? 0;
  total.failed += result?.numFailedTests ?? 0;
  if (result === undefined || result.numTotalTests === 0) {
    problem(`${name}: no test ran`);
  } else if (!green && result.numFailedTests === 0) {
    problem(`${name}: vitest failed outside of a test`);
  } else if (!green) {
    problems.push(name);
  }
}

/** Runs a script to its end; what it printed comes in one piece, as several run at once. */
function collect(args, env) {
  const child = spawn(process.execPath, args, {
    cwd: root,
    env: { ...process.env, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', (text) => {
      output += text;
    });
  }
  return new Promise((resolve, reject) => {
    child.once('error', reject).once('close', (code) => resolve({ green: code === 0, output }));
  });
}
