import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { SimulatedKargo } from './kargo.ts';

/** One green run of a command on a host, and what a following step or job must hear. */
export interface HostCase {
  /** Beside address, token and project. */
  inputs(kargo: SimulatedKargo): Promise<Readonly<Record<string, string>>>;
  /** Values of outputs, `status` among them. */
  readonly outputs: Readonly<Record<string, string | RegExp>>;
}

const image = 'ghcr.io/acme/web:1.8.0';
const freightName = /^[0-9a-f]{40}$/;
const promotionName = /^(test|gated|reviewed)\.[0-9a-z]{26}\.[0-9a-f]{7}$/;

/** By command. A command with an action or a component and no case here fails the tests. */
export const cases: Readonly<Record<string, HostCase>> = {
  'notify-warehouse': {
    async inputs(kargo) {
      // The first discovery of the Warehouse is over: only a refresh shows what is pushed from now on.
      await kargo.kargoCi('find-freight', { warehouse: 'web', image });
      await kargo.push({ image: 'ghcr.io/acme/web:1.9.0' });
      return { warehouse: 'web', image: 'ghcr.io/acme/web:1.9.0' };
    },
    outputs: { status: 'succeeded', freight: freightName },
  },
  'find-freight': {
    inputs: async () => ({ warehouse: 'web', image }),
    outputs: { status: 'succeeded', freight: freightName, alias: /^[a-z]+-[a-z]+$/ },
  },
  promote: {
    inputs: async () => ({ stage: 'test', image, 'wait-for': 'verified' }),
    outputs: { status: 'succeeded', promotion: promotionName, operation: 'created', phase: 'Succeeded' },
  },
  'wait-promotion': {
    async inputs(kargo) {
      const { promotion = '' } = await kargo.kargoCi('promote', {
        stage: 'gated',
        image,
        'wait-for': 'none',
      });
      await kargo.openGate('gated');
      return { promotion };
    },
    outputs: { status: 'succeeded', promotion: promotionName, phase: 'Succeeded' },
  },
  'abort-promotion': {
    async inputs(kargo) {
      const { promotion = '' } = await kargo.kargoCi('promote', {
        stage: 'gated',
        image,
        'wait-for': 'none',
      });
      return { promotion };
    },
    outputs: { status: 'succeeded', promotion: promotionName, phase: 'Aborted' },
  },
  'wait-stage': {
    async inputs(kargo) {
      await kargo.kargoCi('promote', { stage: 'checked', image, 'wait-for': 'none' });
      return { stage: 'checked', image };
    },
    outputs: { status: 'succeeded', freight: freightName, checked: 'analysis' },
  },
  rollback: {
    async inputs(kargo) {
      const newer = { warehouse: 'web', image: 'ghcr.io/acme/web:1.9.0' };
      await kargo.kargoCi('promote', { stage: 'test', image, 'wait-for': 'verified' });
      await kargo.push({ image: newer.image });
      await kargo.kargoCi('promote', { stage: 'test', ...newer, 'wait-for': 'verified' });
      return { stage: 'test' };
    },
    outputs: { status: 'succeeded', operation: 'created', promotion: promotionName },
  },
  'approve-freight': {
    inputs: async () => ({ stage: 'test', image }),
    outputs: { status: 'succeeded', freight: freightName },
  },
  'create-freight': {
    inputs: async () => ({ warehouse: 'manual', image, alias: 'by-hand' }),
    outputs: { status: 'succeeded', freight: freightName, alias: 'by-hand' },
  },
  'alias-freight': {
    inputs: async () => ({ image, 'new-alias': 'people-say' }),
    outputs: { status: 'succeeded', freight: freightName, alias: 'people-say' },
  },
  'verify-stage': {
    async inputs(kargo) {
      await kargo.kargoCi('promote', { stage: 'checked', image, 'wait-for': 'verified' });
      return { stage: 'checked' };
    },
    outputs: { status: 'succeeded', verification: 'Successful' },
  },
  'refresh-stage': {
    inputs: async () => ({ stage: 'test' }),
    outputs: { status: 'succeeded' },
  },
  'open-promotion-pr': {
    async inputs(kargo) {
      const { promotion } = await kargo.openPullRequest();
      return { promotion, labels: 'kargo, prod', reviewers: 'alice', ...kargo.forge.inputs };
    },
    outputs: { status: 'succeeded', operation: 'updated', 'pull-request': /^1$/, promotion: promotionName },
  },
  'wait-promotion-pr': {
    async inputs(kargo) {
      const { promotion, change } = await kargo.openPullRequest();
      kargo.forge.host.merge(change, 'merge');
      return { promotion, 'then-wait-for': 'verified', ...kargo.forge.inputs };
    },
    outputs: { status: 'succeeded', state: 'merged', 'merge-commit': /^[0-9a-f]{40}$/, checked: 'analysis' },
  },
  'close-promotion-pr': {
    async inputs(kargo) {
      const { promotion } = await kargo.openPullRequest();
      await kargo.abort(promotion);
      return { ...kargo.forge.inputs };
    },
    outputs: { status: 'succeeded', closed: /"stage":"reviewed".*"why":"Promotion reviewed/ },
  },
  'merge-promotion-pr': {
    async inputs(kargo) {
      const { promotion } = await kargo.openPullRequest();
      return { promotion, 'then-wait-for': 'verified', ...kargo.forge.inputs };
    },
    outputs: { status: 'succeeded', state: 'merged', 'merge-commit': /^[0-9a-f]{40}$/, checked: 'analysis' },
  },
  'gate-promotion-pr': {
    async inputs(kargo) {
      const { change } = await kargo.openPullRequest();
      const { inputs, host, pageOf } = kargo.forge;
      host.check(change.headSha, 'build', 'success');
      return { 'pull-request': pageOf(change), 'allowed-paths': 'env/**', ...inputs };
    },
    outputs: { status: 'succeeded', verdict: 'passed', promotion: promotionName },
  },
  status: {
    async inputs(kargo) {
      await kargo.kargoCi('promote', { stage: 'test', image, 'wait-for': 'verified' });
      return { image };
    },
    outputs: { status: 'succeeded', message: /is in test \(verified\)/ },
  },
  apply: {
    inputs: async () => ({ files: fileURLToPath(new URL('manifests', import.meta.url)) }),
    outputs: { status: 'succeeded', created: /^\["PromotionTask\/deploy"\]$/ },
  },
  'create-token': {
    inputs: async () => newToken(),
    outputs: { status: 'succeeded', 'token-name': /^made-here$/, role: /^ci$/ },
  },
  'list-tokens': {
    async inputs(kargo) {
      await kargo.kargoCi('create-token', newToken());
      return { role: 'ci' };
    },
    outputs: { status: 'succeeded', tokens: /"name":"made-here","role":"ci"/ },
  },
  'delete-token': {
    async inputs(kargo) {
      await kargo.kargoCi('create-token', newToken());
      return { 'token-name': 'made-here' };
    },
    outputs: { status: 'succeeded', role: /^ci$/ },
  },
  doctor: {
    inputs: async () => ({ stage: 'test', for: 'rollback' }),
    outputs: { status: 'succeeded', release: /^v1\.11\./, message: /^Nothing wrong was found/ },
  },
};

/** A token of the role behind `ci`, written to a file outside of every job. */
function newToken(): Readonly<Record<string, string>> {
  const file = join(mkdtempSync(join(tmpdir(), 'kargo-ci-token-')), 'token');
  return { 'token-name': 'made-here', role: 'ci', 'token-file': file };
}
