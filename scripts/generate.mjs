// Writes action.yml, the GitLab components, the README's reference and the rights of docs/roles.md from the tables in src/commands/.
// The sources are TypeScript and Node 20 does not run that: they are compiled first, without type checks,
// so that a command can be generated while another one is being written.
import { spawnSync } from 'node:child_process';
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const compiled = join(root, '.new-generate');

rmSync(compiled, { recursive: true, force: true });
const tsc = join(root, 'node_modules', 'typescript', 'bin', 'tsc');
const { status } = spawnSync(
  process.execPath,
  [tsc, '-p', join(root, 'tsconfig.build.json'), '--noCheck', '--outDir', compiled],
  { stdio: 'inherit' },
);
if (status !== 0) {
  throw new Error('the sources do not compile');
}
const { loadAllCommands } = await import(join(compiled, 'commands', 'index.js'));
const { generatedFolders, readmePath, renderFiles, renderReadme, renderRoles, rolesPath } = await import(
  join(compiled, 'manifest', 'generate.js')
);

const commands = await loadAllCommands();
const files = new Map(renderFiles(commands));
files.set(readmePath, renderReadme(readFileSync(join(root, readmePath), 'utf8'), commands));
files.set(rolesPath, renderRoles(readFileSync(join(root, rolesPath), 'utf8'), commands));

for (const folder of generatedFolders) {
  mkdirSync(join(root, folder), { recursive: true });
  for (const entry of readdirSync(join(root, folder), { withFileTypes: true })) {
    if (
      entry.isDirectory() &&
      ![...files.keys()].some((path) => path.startsWith(`${folder}/${entry.name}/`))
    ) {
      rmSync(join(root, folder, entry.name), { recursive: true });
      console.log(`removed ${folder}/${entry.name}: no such command`);
    }
  }
}
for (const [path, text] of files) {
  mkdirSync(dirname(join(root, path)), { recursive: true });
  writeFileSync(join(root, path), text);
  console.log(path);
}
rmSync(compiled, { recursive: true, force: true });
