import { describe, expect, test } from 'vitest';
import { errorOf } from '../../src/kargo/answer.ts';

const attempt = {
  doing: 'creating API token "t" of role "r"',
  address: 'https://kargo.example.com',
  project: 'shop',
  token: 'the token',
};

function said(status: number, error: string): string {
  const headers = { 'content-type': 'application/json' };
  const url = attempt.address;
  return errorOf(attempt, { status, headers, text: JSON.stringify({ error }), url }).message;
}

describe('a refusal about roles and tokens', () => {
  test('names the namespace in which Kargo looked: that of the system has any name', () => {
    const words = 'error getting ServiceAccount "r" in namespace "kargo-prod": ServiceAccount "r" not found';
    expect(said(404, words)).toContain('It does not exist in namespace "kargo-prod"');
    const refused =
      'error getting token Secret "t" in namespace "kargo-prod": review subject access: secrets "t" is forbidden: get is not permitted';
    expect(said(403, refused)).toContain('add to the Role in namespace "kargo-prod" the rule');
  });

  test('gives the rule for a resource whose group has a digit', () => {
    const words =
      'review subject access: roles.rbac.authorization.k8s.io "r" is forbidden: get is not permitted';
    expect(said(403, words)).toContain(
      'the rule {apiGroups: ["rbac.authorization.k8s.io"], resources: [roles], verbs: [get]}',
    );
  });

  /** v1.9.10, 02/create-token-sysviewer. */
  test('of Kargo itself is no right of the token', () => {
    const words =
      'error creating token Secret "t" for ServiceAccount "r" in namespace "kargo": secrets is forbidden: User "system:serviceaccount:kargo:kargo-api" cannot create resource "secrets" in API group "" in the namespace "kargo"';
    expect(said(403, words)).toContain("Kargo's own API server lacks in Kubernetes");
  });
});
