import type { Clock } from './clock.ts';
import type { Json } from './objects.ts';
import type { ArgoScript } from './world.ts';

export interface Operation {
  phase: 'Running' | 'Succeeded' | 'Failed';
  message: string;
  promotion: string;
  finishedAt?: number;
}

export interface Application {
  name: string;
  namespace: string;
  health: string;
  healthMessage?: string;
  revision: string;
  operation?: Operation;
  syncMs: number | undefined;
  /** Where Argo CD syncs from. */
  repoURL: string;
}

const DEFAULT_SOURCE = 'https://git.example.com/gitops.git';
const REVISION = '7d1e5c3a9b2f4e6d8c0a1b3c5d7e9f1a2b4c6d8e';

/** Argo CD as far as Kargo sees it: Applications with health and a last operation. */
export class ArgoCD {
  #clock: Clock;
  #applications = new Map<string, Application>();
  #listeners = new Set<(application: Application) => void>();

  constructor(clock: Clock, scripts: ArgoScript[]) {
    this.#clock = clock;
    for (const script of scripts) {
      this.#applications.set(script.name, {
        ...script,
        repoURL: script.repoURL ?? DEFAULT_SOURCE,
        revision: REVISION,
      });
    }
  }

  find(name: string): Application | undefined {
    return this.#applications.get(name);
  }

  /** The application of this name; one that no world declared exists, is Healthy and syncs in 100 ms. */
  get(name: string, namespace = 'argocd'): Application {
    let application = this.#applications.get(name);
    if (application === undefined) {
      application = {
        name,
        namespace,
        health: 'Healthy',
        revision: REVISION,
        syncMs: 100,
        repoURL: DEFAULT_SOURCE,
      };
      this.#applications.set(name, application);
    }
    return application;
  }

  /** Starts a sync for a Promotion; it ends by itself when the application says how long that takes. */
  sync(name: string, promotion: string): void {
    const application = this.get(name);
    const operation: Operation = { phase: 'Running', message: '', promotion };
    application.operation = operation;
    this.#changed(application);
    if (application.syncMs === undefined) return;
    this.#clock.after(application.syncMs, () => {
      if (application.operation === operation && operation.phase === 'Running') {
        this.finish(name, 'Succeeded', 'successfully synced');
      }
    });
  }

  finish(name: string, phase: 'Succeeded' | 'Failed', message: string): void {
    const application = this.get(name);
    if (application.operation === undefined) return;
    application.operation.phase = phase;
    application.operation.message = message;
    application.operation.finishedAt = this.#clock.now();
    this.#changed(application);
  }

  setHealth(name: string, health: string, message?: string): void {
    const application = this.get(name);
    application.health = health;
    if (message === undefined) delete application.healthMessage;
    else application.healthMessage = message;
    this.#changed(application);
  }

  onChange(listener: (application: Application) => void): void {
    this.#listeners.add(listener);
  }

  #changed(application: Application): void {
    for (const listener of this.#listeners) listener(application);
  }
}

/** The application as it stands in `health.output[].applicationStatuses[]`. */
export function applicationStatus(application: Application): Json {
  const { operation } = application;
  const message = application.healthMessage === undefined ? {} : { message: application.healthMessage };
  const source = { repoURL: application.repoURL, targetRevision: 'main' };
  return {
    Name: application.name,
    Namespace: application.namespace,
    health: { status: application.health, ...message },
    operationState:
      operation === undefined
        ? null
        : {
            finishedAt: operation.finishedAt === undefined ? null : isoSeconds(operation.finishedAt),
            message: operation.message,
            operation: {
              info: [
                { name: 'Reason', value: 'Promotion triggered a sync of this Application resource.' },
                { name: 'kargo.akuity.io/promotion', value: operation.promotion },
              ],
              initiatedBy: { username: 'admin' },
              retry: {},
              sync: {},
            },
            phase: operation.phase,
            syncResult: { revision: application.revision, source },
          },
    sync: { revision: application.revision, status: 'Synced' },
  };
}

function isoSeconds(time: number): string {
  return `${new Date(time).toISOString().slice(0, 19)}Z`;
}
