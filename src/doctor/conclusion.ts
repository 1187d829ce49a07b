import { type Verdict, worstOf } from '../verdict.ts';
import type { Finding } from './finding.ts';

/** The verdict of all findings: the worst one, or that nothing wrong was found, with what could not be told. */
export function conclude(findings: readonly Finding[]): Verdict {
  const [first, ...others] = findings.flatMap(({ verdict }) => verdict ?? []);
  if (first !== undefined) {
    const all = [first, ...others] as const;
    return { ...worstOf(all), message: all.map(({ message }) => `${message.replace(/\.$/, '')}.`).join(' ') };
  }
  const of = (status: Finding['status']) => findings.filter((finding) => finding.status === status);
  const sound = of('succeeded').map(({ subject, message }) => `${subject}: ${message}`);
  const parts = [
    `Nothing wrong was found. ${sound.slice(0, 3).join('; ')}`,
    ...of('advice').map(({ subject, message }) => `Advice on ${subject}: ${message}`),
    ...listed('It cannot be told: ', of('unknown')),
  ];
  return { status: 'succeeded', message: `${parts.join('. ')}.` };
}

function listed(words: string, findings: readonly Finding[]): readonly string[] {
  return findings.length === 0 ? [] : [words + findings.map(({ subject }) => subject).join(', ')];
}
