import type { KargoClient } from '../kargo/client.ts';
import type { Verified } from '../promotion/verify.ts';
import { isGreen } from '../verdict.ts';
import { block, code, link, table, text } from './markdown.ts';
import { mark } from './promotion.ts';

/** The verification of one Stage. */
export interface VerifiedStage extends Verified {
  readonly stage: string;
}

/** The job summary of verifications: one row a Stage; a red one with its reason and the logs of its metrics. */
export function verificationSummary(client: KargoClient, stages: readonly VerifiedStage[]): string {
  const rows = stages.map(({ stage, verdict, verification }) => [
    link(stage, client.uiLink('stage', stage)),
    `${mark(verdict.status)} ${verdict.status}`,
    text(verification?.phase ?? ''),
    verification?.analysisRun === undefined ? '' : code(verification.analysisRun.name),
  ]);
  return [
    table(['Stage', 'verdict', 'verification', 'AnalysisRun'], rows),
    ...stages.filter(({ verdict }) => !isGreen(verdict)).flatMap(details),
  ].join('\n');
}

function details({ stage, verdict, logs = [] }: VerifiedStage): readonly string[] {
  return [
    '',
    `**${text(stage)}**`,
    '',
    block(verdict.message),
    ...logs.flatMap((log) => ['', `The end of the log of metric ${code(log.metric)}:`, '', block(log.text)]),
  ];
}
