// What `promote` to many Stages costs Kargo and the runner: `node bench/many-stages.mjs [stages] [bundle]`.
// The server is `kargo-ci simulate`, a process of its own; its ledger counts the requests.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const names = Array.from({ length: Number(process.argv[2] ?? 200) }, (_, index) => `s${index}`);
const bundle = process.argv[3] ?? fileURLToPath(new URL('../dist/index.js', import.meta.url));
const directory = mkdtempSync(join(tmpdir(), 'kargo-ci-bench-'));
const world = join(directory, 'world.yaml');

const stage = (name) => `
apiVersion: kargo.akuity.io/v1alpha1
kind: Stage
metadata: { name: ${name}, namespace: shop }
spec:
  requestedFreight: [{ origin: { kind: Warehouse, name: web }, sources: { direct: true } }]
  promotionTemplate: { spec: { steps: [{ uses: compose-output, config: { done: true } }] } }`;
const head = `
apiVersion: kargo.akuity.io/v1alpha1
kind: Project
metadata: { name: shop }
---
apiVersion: kargo.akuity.io/v1alpha1
kind: Warehouse
metadata: { name: web, namespace: shop }
spec: { subscriptions: [{ image: { repoURL: ghcr.io/acme/web, constraint: ^1.0.0 } }] }
---
kind: Simulation
artifacts: [{ image: "ghcr.io/acme/web:1.0.0" }]`;
writeFileSync(world, [head, ...names.map(stage)].join('\n---\n'));

// Tells its largest memory when it ends.
const measure = `process.on('exit', () => process.stderr.write('PEAK ' + process.resourceUsage().maxRSS + '\\n'))`;
const server = spawn(process.execPath, [bundle, 'simulate', '--port=0', `--world=${world}`], {
  stdio: ['ignore', 'pipe', 'inherit'],
});
const announced = await announcement(server.stdout);
const address = /^KARGO_API_ADDRESS=(.*)$/m.exec(announced)[1];
const env = {
  PATH: process.env.PATH,
  KARGO_API_ADDRESS: address,
  KARGO_API_TOKEN: /^# role admin\nKARGO_API_TOKEN=(.*)$/m.exec(announced)[1],
  KARGO_PROJECT: 'shop',
};

try {
  await run('promote, verified', ['--wait-for=verified']);
  await run('once more: unchanged', ['--wait-for=verified']);
  await run('once more by force', ['--wait-for=verified', '--force=true']);
} finally {
  server.kill();
  rmSync(directory, { recursive: true });
}

async function run(title, flags) {
  await fetch(`${address}/_simulator/ledger`, { method: 'DELETE' });
  const args = ['promote', `--stage=${names.join(',')}`, '--image=ghcr.io/acme/web:1.0.0', ...flags];
  const start = performance.now();
  const child = spawn(
    process.execPath,
    ['--import', `data:text/javascript,${encodeURIComponent(measure)}`, bundle, ...args],
    { env, stdio: ['ignore', 'ignore', 'pipe'] },
  );
  let stderr = '';
  child.stderr.setEncoding('utf8').on('data', (chunk) => {
    stderr += chunk;
  });
  const [code] = await once(child, 'close');
  const seconds = (performance.now() - start) / 1_000;
  if (code !== 0) {
    throw new Error(`${args.join(' ')} ended with ${code}:\n${stderr}`);
  }
  const sent = await (await fetch(`${address}/_simulator/ledger`)).json();
  const streams = sent.filter(({ query }) => query.includes('watch=true')).length;
  const peak = Math.round(Number(/^PEAK (\d+)$/m.exec(stderr)[1]) / 1024);
  console.log(
    `${title}: ${names.length} Stages, ${sent.length} requests (${(sent.length / names.length).toFixed(2)} a Stage), ${streams} of them streams, ${seconds.toFixed(1)} s, ${peak} MB`,
  );
}

async function announcement(stdout) {
  let text = '';
  for await (const chunk of stdout.setEncoding('utf8')) {
    text += chunk;
    if (/^KARGO_API_ADDRESS=.*\n[\s\S]*KARGO_API_TOKEN=.*\n/m.test(text) && text.endsWith('\n')) {
      return text;
    }
  }
  throw new Error('the simulator has ended');
}
