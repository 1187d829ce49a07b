import { kargoReleases, type Release, type SimulatedKargo, startKargo } from '../support/simulator.ts';
import { begin, type Inputs, read } from './play.ts';
import { web } from './worlds.ts';

/** What `wait-for` can ask of commands that follow a Promotion, from least to most. */
export const levels = ['none', 'pull-request', 'promotion', 'healthy', 'verified'] as const;
export type Level = (typeof levels)[number];

/** An end that is rightly green, with the reason why. */
export interface Green {
  readonly green: string;
}

/** An end that is red: its words. */
export type Red = readonly [status: 'failed' | 'timed-out' | 'unknown', reason: string];

/** One way for things to go wrong. */
export interface Row {
  readonly name: string;
  readonly releases?: readonly Release[];
  /** The commands it is meaningful for; default: both. */
  readonly commands?: readonly ('promote' | 'wait-promotion')[];
  readonly world: string;
  /** What has happened before the command starts. */
  before?(kargo: SimulatedKargo): Promise<void>;
  /** What happens while it runs, once it follows the Promotion (at level `none`: once it has ended). */
  during?(kargo: SimulatedKargo, promotion: string): Promise<void>;
  readonly inputs?: Inputs;
  /** How it ends by level; those not named end as `verified` does. */
  ends(release: Release): { readonly [level in Level]?: Green | Red } & { readonly verified: Red };
}

const codes = { failed: 1, 'timed-out': 3, unknown: 4 } as const;
const created = { green: 'only the existence of the Promotion was asked for' };

/** Expected ends of a row, as `exit code, status, reason`. */
export function expectedEnds(row: Row, release: Release): Readonly<Record<Level, string>> {
  const ends = { none: created, ...row.ends(release) };
  return byLevel((level) => {
    const end = ends[level] ?? ends.verified;
    return 'green' in end ? '0 succeeded' : `${codes[end[0]]} ${end[0]} ${end[1]}`;
  });
}

/** Plays a row at every level, each against a simulator of its own. */
export async function playedEnds(
  row: Row,
  { release, command }: { release: Release; command: 'promote' | 'wait-promotion' },
): Promise<Readonly<Record<Level, string>>> {
  const ends = await Promise.all(levels.map((level) => playRow(row, { release, command, level })));
  return byLevel((level) => ends[levels.indexOf(level)] ?? '');
}

function byLevel(value: (level: Level) => string): Readonly<Record<Level, string>> {
  return {
    none: value('none'),
    'pull-request': value('pull-request'),
    promotion: value('promotion'),
    healthy: value('healthy'),
    verified: value('verified'),
  };
}

interface Cell {
  readonly release: Release;
  readonly command: 'promote' | 'wait-promotion';
  readonly level: Level;
}

async function playRow(row: Row, { release, command, level }: Cell): Promise<string> {
  const kargo = await startKargo({ release, world: row.world });
  try {
    await kargo.freight('1.0.0');
    await row.before?.(kargo);
    // Not asked when nothing happens meanwhile: the row may have broken the server already.
    const known = row.during === undefined ? 0 : (await kargo.promotionsOf('test')).length;
    const inputs = { 'wait-for': level, 'health-grace': '300ms', ...row.inputs };
    const theirs = command === 'promote' ? undefined : await kargo.promote('test', '1.0.0');
    const running = begin(
      kargo,
      command,
      theirs === undefined
        ? { stage: 'test', image: `${web}:1.0.0`, ...inputs }
        : { promotion: theirs, ...inputs },
    );
    if (row.during !== undefined) {
      const name = theirs ?? (await newestOf(kargo, known));
      await Promise.race([running.ended, kargo.saw(new RegExp(`GET promotions/${name}\\?watch=true`))]);
      if (level === 'none') {
        await running.ended;
      }
      await row.during(kargo, name);
    }
    const { code, status, reason, stderr } = read(await running.ended);
    const end = `${code} ${status}${reason === '' ? '' : ` ${reason}`}`;
    // A wrong end is easier to understand with what was said.
    return end === expectedEnds(row, release)[level] ? end : `${end}\n${stderr}`;
  } finally {
    await kargo.close();
  }
}

/** The Promotion that the command made. */
function newestOf(kargo: SimulatedKargo, known: number): Promise<string> {
  return kargo.eventually('the Promotion of the command', async () => {
    const promotions = await kargo.promotionsOf('test');
    return promotions.length > known ? promotions.at(-1)?.metadata.name : undefined;
  });
}

/** Every row with every release and command that it is meaningful for. */
export function cells(rows: readonly Row[]): readonly {
  readonly title: string;
  readonly row: Row;
  readonly release: Release;
  readonly command: 'promote' | 'wait-promotion';
}[] {
  return rows.flatMap((row) =>
    (row.releases ?? kargoReleases).flatMap((release) =>
      (row.commands ?? ['promote', 'wait-promotion'])
        // The release makes no difference to who started the Promotion: the oldest and the newest will do.
        .filter((command) => command === 'promote' || release === '1.9' || release === 'main')
        .map((command) => ({ title: `${row.name}: ${command}, Kargo ${release}`, row, release, command })),
    ),
  );
}
