import type { AnswerClass } from '../../src/kargo/answer.ts';
import type { Expected } from './exchanges.ts';

/** What an answer is before anybody asks what it says; an event stream is never classified, but read. */
export type Kind = AnswerClass | 'stream';

/** Alike on all releases: by scenario and kind, the ids of the exchanges. */
export const alike: Readonly<Record<string, { readonly [kind in Kind]?: string }>> = {
  '00': {
    json: 'public-config-no-token version server-config no-scheme projects-empty',
    forbidden: 'login-wrong-password',
    refused: 'login-no-header',
    unauthorized: 'no-token garbage-token forged-token lower-case-bearer empty-bearer unknown-path-no-token',
    'no-route': 'unknown-path wrong-method',
    foreign: 'ui-fallback-post trailing-slash double-slash double-slash-post',
    'not-found': 'missing-project',
  },
  '01': {
    refused: 'empty-body bad-yaml create-project-again create-conflict invalid-warehouse stage-cycle-or-self',
    json: `
      create-project upsert-config upsert-many upsert-many-again mixed yaml-multi delete-many
      project-config
    `,
    'not-found': 'update-missing',
  },
  '02': {
    json: `
      create-token-promoter create-token-viewer create-token-padmin create-role create-token-notify
      create-token-testonly list-tokens list-tokens-of-role get-token list-roles stages-as-promoter
      version-as-promoter stages-as-viewer version-as-viewer version-as-notify stages-as-testonly
      version-as-testonly stages-as-padmin version-as-padmin create-token-revoked revoked-before
    `,
    refused: 'create-token-promoter~2 create-token-empty-name',
    'not-found': 'create-token-missing-role delete-token-missing',
    forbidden: `
      create-token-as-viewer list-tokens-as-viewer project-as-promoter project-as-viewer
      stages-as-notify project-as-notify project-as-testonly project-as-padmin
      list-projects-as-promoter list-stages-as-notify
    `,
    empty: 'revoke',
    unauthorized: 'revoked-after',
  },
  '03': {
    json: `
      list get get-right-after get-when-handled freight-right-after get-nothing-new get-older-artifact
      freight-older-artifact get-broken get-manual freight-of-manual get-after-two
      get-config-warehouse get-duo-warehouse list-for-watch
    `,
    'not-found': 'get-missing refresh-missing watch-missing',
    stream: `
      watch-during-refresh watch-nothing-new watch-older-artifact watch-broken watch-manual
      watch-two-refreshes watch-list watch-old-resource-version watch-list-seeded
    `,
    empty: `
      refresh-new-artifact refresh-nothing-new refresh-older-artifact refresh-broken refresh-manual
      refresh-a refresh-b refresh-while-list-watch
    `,
    forbidden: 'watch-as-notify',
  },
  '05': {
    json: `
      query-all query-of-web query-of-two query-csv-origins query-missing-origin query-newest-first
      query-group-image query-group-git query-one-group query-group-no-match query-by-tag
      query-stage-test query-stage-uat get-by-name get-by-alias get-by-new-alias get-approved
      query-stage-uat-after-approve create-by-hand
    `,
    refused: `
      query-bad-group query-group-without-by query-bad-order query-tag-without-group alias-taken
      alias-missing-param alias-invalid approve-no-stage create-by-hand-again create-wrong-artifacts
    `,
    'not-found': `
      query-stage-missing get-missing alias-missing-freight approve-missing-stage
      approve-missing-freight
    `,
    forbidden: 'get-as-notify alias-as-promoter approve-as-viewer',
    empty: 'alias-set alias-same approve approve-again approve-other-origin delete-freight',
  },
  '06': {
    json: `
      stage-before by-name get-right-after get-succeeded stage-after freight-after by-alias
      get-by-alias-succeeded fails get-fails stage-fails errors get-errors stage-errors skips
      get-skips stage-skips slow get-slow-running stage-slow-running slow-second slow-third-same
      get-slow-second-pending list-slow get-aborted-pending get-aborted-running
      get-refreshed-succeeded list-all list-missing-stage get-by-origin
    `,
    refused: 'no-body empty-object both bad-json not-available by-origin-bad by-origin-missing',
    'not-found': 'missing-stage missing-freight missing-alias refresh-missing get-missing',
    forbidden: 'as-viewer as-notify as-testonly-other-stage abort-as-promoter',
    stream: 'watch-stage-test watch-promotion watch-fails watch-errors watch-skips watch-abort',
    empty: 'abort-pending abort-running abort-terminal refresh-promotion',
  },
  '07': {
    json: 'promote-hub hub-fan-out get-spoke-a get-spoke-b from-control partial control-flow-stage',
    forbidden: 'as-testonly',
    'not-found': 'none-downstream missing-stage',
    refused: 'not-available one-of-them-not-available empty',
    empty: 'delete-flow',
  },
  '08': {
    stream: 'watch-stage',
    json: `
      promote stage-verification-pending stage-verification-running analysis-run
      stage-verification-failed analysis-run-failed stage-after-reverify stage-reverifying
      stage-verification-aborted promote-while-verifying queued-behind-verification stage-with-queue
      stage-verified freight-some-seconds-later available-downstream-before-refresh freight-verified
      available-downstream
    `,
    'not-found': 'analysis-run-missing',
    unavailable: 'logs',
    empty: `
      reverify-while-running reverify refresh-after-reverify abort-verification
      abort-verification-terminal reverify-again refresh-verified-stage
    `,
    refused: 'not-verified-downstream',
    forbidden: 'reverify-as-promoter abort-verification-as-promoter',
  },
  '09': {
    json: `
      stage-auto list-auto stage-auto-after promote-older-by-hand stage-auto-held list-auto-held
      stage-auto-resumed
    `,
    stream: 'watch-promotions-auto',
    empty: 'refresh',
  },
  '10': {
    stream: 'watch-pr',
    json: `
      promote-pr get-waiting-for-pr stage-waiting get-merged stage-merged promote-same-freight-again
      get-same-freight-again get-same-freight-again-end promote-other-freight get-other-waiting
      get-closed stage-closed promote-third get-aborted-while-waiting
    `,
    empty: 'refresh-after-merge refresh-again refresh-after-close abort-while-waiting',
  },
  '11': {
    json: 'list list-origins list-origins-none images events project projects projects-mine',
    'not-found': 'get-missing refresh-missing get-deleted-stage',
    empty: 'refresh delete-stage refresh-other refresh-two',
    stream: 'watch-list watch-keepalive watch-list-seeded',
    refused: 'delete-freight-in-use big-promote-body',
  },
  '12': {
    stream: 'watch-when-stopped watch-list-when-stopped',
    json: 'get-while-stopping-0 get-while-stopping-1 get-while-stopping-2 get-while-stopping-3 get-after',
  },
  '13': {
    stream: 'watch-when-kubernetes-stops',
    json: 'admin-get-stage public-config',
  },
  '14': {
    empty: 'refresh',
    stream: 'watch-stage watch-verified-stage',
    json: `
      promote get-syncing stage-syncing get-succeeded stage-progressing freight-while-progressing
      stage-healthy freight-verified stage-regressed promote-that-degrades get-degraded-succeeded
      stage-degraded freight-degraded promote-with-failing-sync get-failed-sync
      stage-after-failed-sync promote-verified stage-verification-waits-for-health
      stage-verification-started stage-unhealthy-while-verifying stage-verified-but-unhealthy
      freight-verified-but-unhealthy freight-at-last stage-at-last
    `,
    refused: 'downstream-while-progressing',
  },
  '15': {
    json: `
      apply warehouse-edge warehouse-chart warehouse-tags warehouse-criteria warehouse-config
      warehouse-duo freight-edge freight-chart freight-tags freight-criteria freight-config
      freight-duo warehouse-edge-after freight-edge-after warehouse-config-after freight-config-after
      freight-tags-after freight-duo-after freight-chart-after query?groupBy=chart_repo
      query?groupBy=git_repo query?groupBy=image_repo&orderBy=tag promote-two-first-origin
      stage-two-half promote-two-second-origin get-two-second stage-two-both promote-tasked get-tasked
      stage-tasked freight-with-metadata promotion-tasks
    `,
    'not-found': 'promote-task-missing',
  },
  '16': {
    stream: `
      watch-warehouse-registry-down watch-stages-while-added-and-deleted watch-one-then-deleted
      watch-promotion-then-deleted watch-promotions-of-20
    `,
    empty: 'refresh-registry-down refresh-registry-back delete-stage',
    json: `
      get-registry-down get-registry-down-later get-registry-back add-stage promote-brief
      promotion-by-manifest list-test add-20-stages
    `,
    'not-found': 'get-deleted get-promotion-of-deleted',
  },
  '17': {
    json: `
      apply promote-first promote-second-queued get-aborted get-first stage-after-abort-of-queued
      freight-after-abort-of-queued stage-after-refresh freight-after-refresh promote-again
      stage-healed freight-healed promote-test freight-soaking query-stage-soaked-early
      query-stage-soaked-late soak-done promote-times-out get-times-out promote-before-kill
      get-before-kill get-after-restart get-end
    `,
    stream: 'watch-stage-slow watch-times-out watch-while-controller-dies',
    empty: 'abort-queued wake-first refresh-stage refresh-times-out wake',
    refused: 'soak-too-early',
  },
};

/** Where the releases differ. */
export const different: Readonly<Record<string, Expected>> = {
  '00/heartbeats': { 'v1.9.10': 'no-route', '≥1.10': 'json' },
  '00/healthz': { '≤1.10': 'no-route', '≥1.11': 'foreign' },
  '00/ui-fallback': { '≤1.10': 'no-route', '≥1.11': 'foreign' },
  '01/unknown-kind': { '≤1.10': 'empty', '≥1.11': 'unavailable' },
  '02/create-token-sysviewer': { 'v1.9.10': 'forbidden', '≥1.10': 'json' },
  '02/stages-as-sysviewer': { 'v1.9.10': 'unauthorized', '≥1.10': 'json' },
  '02/project-as-sysviewer': { 'v1.9.10': 'unauthorized', '≥1.10': 'json' },
  '02/version-as-sysviewer': { 'v1.9.10': 'unauthorized', '≥1.10': 'json' },
  '02/list-projects-as-sysviewer': { 'v1.9.10': 'unauthorized', '≥1.10': 'json' },
  '03/watch-bad-resource-version': { '≤1.10': 'stream', '≥1.11': 'unavailable' },
  '05/approve-origin-not-requested': { '≤1.10': 'empty', '≥1.11': 'refused' },
  '05/create-without-name': { '≤1.10': 'empty', '≥1.11': 'unavailable' },
  '05/watch-freight': { '≤1.10': 'json', '≥1.11': 'stream' },
  '06/control-flow': { '≤1.10': 'empty', '≥1.11': 'refused' },
  '06/by-origin': { '≤1.10': 'refused', '≥1.11': 'json' },
  '06/abort-missing': { '≤1.10': 'empty', '≥1.11': 'unavailable' },
  '08/reverify-nothing': { '≤1.10': 'empty', '≥1.11': 'unavailable' },
  '08/abort-nothing': { '≤1.10': 'empty', '≥1.11': 'unavailable' },
  '08/reverify-missing-stage': { '≤1.10': 'empty', '≥1.11': 'unavailable' },
  '09/watch-freight': { '≤1.10': 'json', '≥1.11': 'stream' },
  '09/resume-by-origin': { '≤1.10': 'refused', '≥1.11': 'json' },
  '11/links': { '≤1.10': 'no-route', '≥1.11': 'json' },
  '13/admin-list-stages': { '≤1.10': 'json', '≥1.11': 'unavailable' },
  '13/admin-refresh': { '≤1.10': 'empty', '≥1.11': 'unavailable' },
  '13/admin-promote': { '≤1.10': 'empty', '≥1.11': 'unavailable' },
  '13/token-get-stage': { '≤1.10': 'unauthorized', '≥1.11': 'unavailable' },
  '13/token-promote': { '≤1.10': 'unauthorized', '≥1.11': 'unavailable' },
  '13/admin-abort': { '≤1.10': 'empty', '≥1.11': 'unavailable' },
  '13/admin-approve': { '≤1.10': 'empty', '≥1.11': 'unavailable' },
  '13/watch-while-down': { '≤1.10': 'empty', '≥1.11': 'unavailable' },
  '15/promote-task-var-missing': { '≤1.10': 'refused', '≥1.11': 'unavailable' },
};
