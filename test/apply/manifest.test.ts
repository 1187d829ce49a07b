import { describe, expect, test } from 'vitest';
import { manifestsOf } from '../../src/apply/manifest.ts';
import { InputError } from '../../src/errors.ts';

const kargo = 'kargo.akuity.io/v1alpha1';

function problemsOf(...contents: readonly unknown[]): readonly (readonly [string | undefined, string])[] {
  const documents = contents.map((content, index) => ({ place: `f, document ${index + 1}`, content }));
  try {
    manifestsOf(documents, 'shop');
    return [];
  } catch (error) {
    if (error instanceof InputError) {
      return error.problems.map(({ value, accepted }) => [value, accepted]);
    }
    throw error;
  }
}

function stage(name: string, ...upstream: readonly string[]) {
  const sources = upstream.length === 0 ? { direct: true } : { stages: upstream };
  return { apiVersion: kargo, kind: 'Stage', metadata: { name }, spec: { requestedFreight: [{ sources }] } };
}

describe('refused', () => {
  test.each<[unknown, RegExp]>([
    ['text', /a mapping with apiVersion/],
    [[], /a mapping with apiVersion/],
    [{}, /no such kind can be applied: .*Warehouse, Stage/],
    [{ apiVersion: 'v1', kind: 'Pod', metadata: { name: 'x' } }, /no such kind/],
    [{ apiVersion: kargo, kind: 'toString', metadata: { name: 'x' } }, /no such kind/],
    [
      { apiVersion: 'v1', kind: 'Stage', metadata: { name: 'x' } },
      /a Stage of kargo.akuity.io\/v1alpha1 is accepted/,
    ],
    [{ apiVersion: kargo, kind: 'Freight', metadata: { name: 'x' } }, /make it with create-freight/],
    [{ apiVersion: kargo, kind: 'Promotion', metadata: { name: 'x' } }, /use promote/],
    [{ apiVersion: 'kustomize.config.k8s.io/v1beta1', kind: 'Kustomization' }, /kustomize build/],
    [{ apiVersion: kargo, kind: 'Stage' }, /metadata.name is needed/],
    [{ apiVersion: kargo, kind: 'Stage', metadata: { name: 7 } }, /7 is none/],
    [{ apiVersion: kargo, kind: 'Stage', metadata: { name: '../config' } }, /is none/],
    [{ apiVersion: kargo, kind: 'Stage', metadata: { name: 'a\u202eb' } }, /is none/],
    [
      { apiVersion: kargo, kind: 'Stage', metadata: { name: 'x', namespace: 'other' } },
      /namespace "other".*project "shop" alone/,
    ],
    [{ apiVersion: kargo, kind: 'Project', metadata: { name: 'other' } }, /Project "other"/],
  ])('%j', (content, words) => {
    expect(problemsOf(stage('fine'), content)).toEqual([['f, document 2', expect.stringMatching(words)]]);
  });

  test('the same object twice, with both places', () => {
    expect(problemsOf(stage('a'), stage('b'), stage('a', 'b'))).toEqual([
      ['f, document 3', expect.stringMatching(/Stage\/a stands already in f, document 1/)],
    ]);
  });
});

describe('taken', () => {
  test('the namespace is filled in, what only a server sets is left out', () => {
    const exported = {
      ...stage('a'),
      metadata: {
        name: 'a',
        uid: 'u',
        resourceVersion: '1',
        generation: 3,
        creationTimestamp: 'now',
        managedFields: [],
        labels: { x: 'y' },
        annotations: { 'kubectl.kubernetes.io/last-applied-configuration': '{}', keep: 'it' },
      },
      status: { phase: 'x' },
    };
    const [manifest] = manifestsOf([{ place: 'f', content: exported }], 'shop');
    expect(manifest?.content).toEqual({
      ...stage('a'),
      metadata: { name: 'a', namespace: 'shop', labels: { x: 'y' }, annotations: { keep: 'it' } },
    });
  });

  test('in the order of dependence, Stages after those upstream, cycles as they come', () => {
    const of = (kind: string, apiVersion = kargo) => ({
      apiVersion,
      kind,
      metadata: { name: kind === 'Project' ? 'shop' : 'x' },
    });
    const contents = [
      stage('prod', 'uat', 'qa'),
      stage('uat', 'test'),
      of('Warehouse'),
      stage('loop', 'back'),
      stage('back', 'loop'),
      of('AnalysisTemplate', 'argoproj.io/v1alpha1'),
      of('ProjectConfig'),
      of('PromotionTask'),
      of('Secret', 'v1'),
      stage('test'),
      of('Project'),
      stage('qa', 'test'),
    ];
    const ordered = manifestsOf(
      contents.map((content) => ({ place: 'f', content })),
      'shop',
    );
    expect(ordered.map(({ title }) => title)).toEqual([
      'Project/shop',
      'Secret/x',
      'ProjectConfig/x',
      'AnalysisTemplate/x',
      'PromotionTask/x',
      'Warehouse/x',
      'Stage/test',
      'Stage/uat',
      'Stage/qa',
      'Stage/prod',
      'Stage/back',
      'Stage/loop',
    ]);
  });

  test('roles may have names with colons, and never a path', () => {
    const role = (name: string) => ({
      apiVersion: 'rbac.authorization.k8s.io/v1',
      kind: 'Role',
      metadata: { name },
    });
    expect(problemsOf(role('ci:Promoter'))).toEqual([]);
    expect(problemsOf(role('a/b'), role('..'))).toHaveLength(2);
  });
});
