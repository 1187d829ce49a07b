// How long a command takes from start to end, against a node that does nothing: `npm run bench [pairs]`.
// Paired runs, alternating, so that whatever else the machine does hits both. The server is a process of its own.
import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';

const pairs = Number(process.argv[2] ?? 25);
const bundle = fileURLToPath(new URL('../dist/index.js', import.meta.url));

// Answers the refresh of a Warehouse as Kargo does, with an empty 200, and anything else with 404.
const serverCode = `
  const { createServer } = require('node:http');
  const server = createServer((request, response) => {
    request.resume().on('end', () => {
      response.writeHead(request.url.endsWith('/warehouses/web/refresh') ? 200 : 404, { 'content-length': 0 }).end();
    });
  }).listen(0, '127.0.0.1', () => console.log(server.address().port));
`;
const server = spawn(process.execPath, ['-e', serverCode], { stdio: ['ignore', 'pipe', 'inherit'] });
const [port] = await once(server.stdout.setEncoding('utf8'), 'data');

const env = {
  PATH: process.env.PATH,
  KARGO_API_ADDRESS: `http://127.0.0.1:${port.trim()}`,
  KARGO_API_TOKEN: 'benchmark',
};
const subjects = {
  'node -e 0': ['-e', '0'],
  'notify-warehouse': [
    bundle,
    'notify-warehouse',
    ...['--project', 'shop', '--warehouse', 'web', '--wait-for', 'none'],
  ],
};

const times = Object.fromEntries(Object.keys(subjects).map((name) => [name, []]));
for (let pair = -2; pair < pairs; pair++) {
  for (const [name, args] of Object.entries(subjects)) {
    const time = measure(args);
    if (pair >= 0) {
      times[name].push(time);
    }
  }
}
server.kill();

const [floor, command] = Object.values(times).map(median);
const ratios = times['notify-warehouse'].map((time, index) => time / times['node -e 0'][index]);
console.log(`Node ${process.versions.node}, ${pairs} pairs, medians:`);
console.log(`  node -e 0         ${floor.toFixed(1)} ms`);
console.log(`  notify-warehouse  ${command.toFixed(1)} ms`);
console.log(`  ratio             ${median(ratios).toFixed(2)} (of each pair; wanted: at most 2)`);

function measure(args) {
  const start = process.hrtime.bigint();
  const { status, stdout, stderr } = spawnSync(process.execPath, args, { env, encoding: 'utf8' });
  const end = process.hrtime.bigint();
  if (status !== 0) {
    server.kill();
    throw new Error(`${args.join(' ')} ended with ${status}:\n${stdout}${stderr}`);
  }
  return Number(end - start) / 1e6;
}

function median(values) {
  const sorted = values.toSorted((a, b) => a - b);
  return (sorted[Math.floor((sorted.length - 1) / 2)] + sorted[Math.ceil((sorted.length - 1) / 2)]) / 2;
}
