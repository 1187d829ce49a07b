// Builds dist/ from src/: tsc emits JavaScript, ncc bundles it with one lazy chunk per dynamic import.
// The same sources give the same bytes, on every machine and with every supported Node.
import { spawnSync } from 'node:child_process';
import { mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parse } from 'acorn';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const require = createRequire(import.meta.url);
// A place of its own: a failed build leaves the old files, and ncc never cleans up stale chunks. Module ids come
// from paths relative to it, so its name does not matter.
const workshop = join(root, `.new-build-${process.pid}`);

writeVersion();
try {
  mkdirSync(workshop);
  const compiler = require.resolve('typescript/package.json').replace('package.json', 'bin/tsc');
  run(compiler, ['-p', '../tsconfig.build.json', '--outDir', 'build']);
  // Without `"type": "module"` beside its entry ncc emits CommonJS, which starts 6 ms faster (of 38, Node 20).
  writeFileSync(join(workshop, 'build/package.json'), '{}\n');
  // `--minify` reaches the entry only: half of what every command has to parse. The chunks stay readable.
  const bundler = require.resolve('@vercel/ncc/dist/ncc/cli.js');
  const options = ['--license', 'licenses.txt', '--minify', '--no-cache', '--quiet'];
  run(bundler, ['build', 'build/main.js', '-o', 'dist', ...options]);
  rmSync(join(workshop, 'build/package.json'));
  writeFileSync(join(workshop, 'dist/package.json'), '{ "type": "commonjs" }\n');
  for (const name of readdirSync(join(workshop, 'dist')).filter((file) => file.endsWith('.js'))) {
    rewrite(join(workshop, 'dist', name), compiledAtOnce, inAscii);
  }
  for (const directory of ['build', 'dist']) {
    rmSync(join(root, directory), { recursive: true, force: true });
    renameSync(join(workshop, directory), join(root, directory));
  }
} finally {
  rmSync(workshop, { recursive: true, force: true });
}

function rewrite(file, ...changes) {
  writeFileSync(
    file,
    changes.reduce((text, change) => change(text), readFileSync(file, 'utf8')),
  );
}

/**
 * The bundler's wrapper of a module is an arrow function in a table. V8 skims such a function when it reads the file,
 * and once more when it is called; a function expression in parentheses is compiled at once: 2 of 30 ms at start.
 */
function compiledAtOnce(text) {
  const wrappers = moduleWrappers(parse(text, { ecmaVersion: 'latest', allowHashBang: true }));
  const pieces = wrappers.map(({ start, end, params, body }, index) => {
    const names = params.map((param) => param.name).join(',');
    const before = text.slice(wrappers[index - 1]?.end ?? 0, start);
    return `${before}(function(${names})${text.slice(body.start, end)})`;
  });
  return pieces.join('') + text.slice(wrappers.at(-1)?.end ?? 0);
}

/** The arrow functions that stand under a number in a table, in order of the text; nothing inside of them. */
function moduleWrappers(node) {
  if (node?.type === 'Property' && /^\d+$/.test(node.key.value) && isWrapper(node.value)) {
    return [node.value];
  }
  return typeof node === 'object' && node !== null ? Object.values(node).flatMap(moduleWrappers) : [];
}

function isWrapper({ type, params, body }) {
  return (
    type === 'ArrowFunctionExpression' &&
    body.type === 'BlockStatement' &&
    params.every((param) => param.type === 'Identifier')
  );
}

/** One character beyond Latin-1 makes node keep and parse the whole file as two-byte text. All are in literals. */
function inAscii(text) {
  const escaped = (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`;
  return text.replace(/[\u0080-\uffff]/g, escaped);
}

/** The version is source, not read at run time: the bundle must not carry or look for package.json. */
function writeVersion() {
  const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
  const file = join(root, 'src/version.ts');
  const old = readFileSync(file, 'utf8');
  const next = old.replace(/'[^']*'/, `'${version}'`);
  if (next !== old) {
    writeFileSync(file, next);
  }
}

function run(script, args) {
  const { status } = spawnSync(process.execPath, [script, ...args], { cwd: workshop, stdio: 'inherit' });
  if (status !== 0) {
    process.exitCode = 1;
    throw new Error(`${script} failed`);
  }
}
