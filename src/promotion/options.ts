import type { InputTable, InputValues } from '../command.ts';

/** What a Promotion is waited for, from least to most. */
export const waitInputs = {
  'wait-for': {
    type: 'choice',
    choices: ['none', 'pull-request', 'promotion', 'healthy', 'verified'],
    default: 'promotion',
    description:
      'How far to wait: "none" (the Promotion exists), "pull-request" (its pull request is open, or it succeeded without one), "promotion" (it succeeded), "healthy" (and the Stage is healthy), "verified" (and the Stage verified the Freight).',
  },
  'health-grace': {
    type: 'duration',
    default: '5m',
    description: 'How long the Stage may be Unhealthy before the job is red.',
  },
  'require-checks': {
    type: 'boolean',
    default: false,
    description:
      'Be red when Kargo looked at nothing: a Stage without health checks and without verification is "verified" at once.',
  },
} as const satisfies InputTable;

/** What becomes of a Promotion that this run created, when the run ends before it. */
export const endingInputs = {
  'on-cancel': {
    type: 'choice',
    choices: ['auto', 'abort', 'leave'],
    default: 'auto',
    description:
      'When the job is cancelled: "auto" aborts the Promotion that this run created while it runs and has changed nothing outside yet, "abort" aborts it in any case, "leave" leaves it.',
  },
  'on-timeout': {
    type: 'choice',
    choices: ['leave', 'abort'],
    default: 'leave',
    description:
      'When the time is over: "leave" leaves the Promotion running, "abort" aborts it if this run created it.',
  },
} as const satisfies InputTable;

export type WaitFor = InputValues<typeof waitInputs>['wait-for'];
export type WaitOptions = InputValues<typeof waitInputs>;
export type EndingOptions = InputValues<typeof endingInputs>;
