import { type Artifact, isChartRepository, normalRepository } from './artifact.ts';
import type { Subscription, Warehouse } from './types.ts';

/** Whether this subscription could bring the artifact. A commit names no repository: any of git could. */
export function isSubscriptionFor(subscription: Subscription, artifact: Artifact): boolean {
  switch (artifact.kind) {
    case 'image':
      return (
        subscription.image !== undefined &&
        normalRepository(subscription.image.repoURL) === normalRepository(artifact.repository)
      );
    case 'commit':
      return subscription.git !== undefined;
    case 'chart':
      return subscription.chart !== undefined && isChartRepository(subscription.chart, artifact.repository);
  }
}

/** The first subscription of a Warehouse that could bring the artifact. */
export function subscriptionFor(warehouse: Warehouse, artifact: Artifact): Subscription | undefined {
  return warehouse.spec.subscriptions?.find((subscription) => isSubscriptionFor(subscription, artifact));
}

/** `image of ghcr.io/acme/web`, for messages. */
export function describeSubscription({ image, git, chart }: Subscription): string {
  const place = image?.repoURL ?? git?.repoURL ?? chart?.repoURL;
  return place === undefined
    ? 'another kind of artifact'
    : `${image ? 'image' : git ? 'commit' : 'chart'} of ${place}`;
}
