// Makes test/recordings/ from the transcripts of real Kargo servers.
//   node scripts/compact-recordings.mjs <folder of transcripts>
// The folder holds world.json and <release>/<scenario>.json. What is left out, and why, stands in
// test/recordings/README.md; nothing else is changed.
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';

const source = process.argv[2];
if (source === undefined) {
  console.error('usage: node scripts/compact-recordings.mjs <folder of transcripts>');
  process.exit(2);
}
const target = path.join(import.meta.dirname, '..', 'test', 'recordings');

// Headers that are the same on every answer, or follow from the body.
const droppedHeaders = new Set([
  'date',
  'content-length',
  'connection',
  'cache-control',
  'x-accel-buffering',
  'vary',
]);

function keptHeaders(headers) {
  const kept = Object.entries(headers).filter(
    ([name, value]) => !droppedHeaders.has(name) || (name === 'connection' && value === 'close'),
  );
  return Object.fromEntries(kept);
}

// Only `03-warehouses/get` still has managedFields: it stays there as the one example of what real answers carry.
function withoutBallast(value, keepManagedFields) {
  if (Array.isArray(value)) return value.map((item) => withoutBallast(item, keepManagedFields));
  if (value === null || typeof value !== 'object') return value;
  const entries = Object.entries(value)
    .filter(([key]) => key !== 'managedFields' || keepManagedFields)
    .map(([key, inner]) =>
      key === 'ca.crt' ? [key, '<ca.crt>'] : [key, withoutBallast(inner, keepManagedFields)],
    );
  return Object.fromEntries(entries);
}

function compactStep(step, keepManagedFields) {
  if (step.response === undefined) return step;
  const { headers, frames, json, ...rest } = step.response;
  const response = { ...rest, headers: keptHeaders(headers) };
  if (json !== undefined) response.json = withoutBallast(json, keepManagedFields);
  if (frames !== undefined) response.frames = frames.map((frame) => withoutBallast(frame, keepManagedFields));
  return { ...step, response };
}

// An exchange is named by its id: the second one of the same id in a file is marked.
function withUniqueIds(steps) {
  const seen = new Map();
  return steps.map((step) => {
    if (step.id === undefined) return step;
    const count = (seen.get(step.id) ?? 0) + 1;
    seen.set(step.id, count);
    return count === 1 ? step : { ...step, id: `${step.id}~${count}` };
  });
}

function compactFile(release, name) {
  const recording = JSON.parse(readFileSync(path.join(source, release, name), 'utf8'));
  const { steps, ...head } = recording;
  const lines = withUniqueIds(steps).map((step) =>
    compactStep(step, recording.scenario === '03-warehouses' && step.id === 'get'),
  );
  const file = path.join(target, release, name.replace(/\.json$/, '.jsonl'));
  writeFileSync(file, [head, ...lines].map((line) => `${JSON.stringify(line)}\n`).join(''));
}

const releases = readdirSync(source, { withFileTypes: true }).filter((entry) => entry.isDirectory());
for (const { name: release } of releases) {
  const folder = path.join(target, release);
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  for (const name of readdirSync(path.join(source, release))) compactFile(release, name);
}
const world = JSON.parse(readFileSync(path.join(source, 'world.json'), 'utf8'));
writeFileSync(
  path.join(target, 'world.json'),
  `[\n${world.map((item) => JSON.stringify(item)).join(',\n')}\n]\n`,
);
