import { isKargoError } from '../errors.ts';
import { TransportError } from '../http/transport-error.ts';
import { type KargoClient, orMissing } from '../kargo/client.ts';
import type { Freight, Promotion, Stage, Warehouse } from '../kargo/types.ts';

/** A part of a project, or why it could not be read. */
export type Part<T> =
  | { readonly items: readonly T[]; readonly unread?: undefined }
  | { readonly items?: undefined; readonly unread: string };

/** A webhook receiver of the project. */
export interface Receiver {
  readonly name: string;
  /** `generic`, `github`, …: the first part of its path. */
  readonly kind: string;
  /** A secret: whoever knows it can call the receiver. */
  readonly url: string;
}

/** A project as it was read, by one list for each part. */
export interface Survey {
  /** Milliseconds since the epoch. */
  readonly at: number;
  readonly stages: Part<Stage>;
  /** Newest first. */
  readonly freight: Part<Freight>;
  /** By name, which is by Stage and then by age. */
  readonly promotions: Part<Promotion>;
  readonly warehouses: Part<Warehouse>;
  readonly receivers: Part<Receiver>;
}

/** The parts of a survey in words. */
export const partNames = {
  stages: 'Stages',
  freight: 'Freight',
  promotions: 'Promotions',
  warehouses: 'Warehouses',
  receivers: 'webhook receivers',
} as const;

export type PartName = keyof typeof partNames;

/**
 * Reads a project with five requests, whatever its size.
 *
 * @param only Stages to narrow to; a single one also narrows the list of Promotions. Empty: all.
 * @throws KargoError for anything but a missing right, and when neither Stages nor Freight may be read.
 */
export async function surveyProject(client: KargoClient, only: readonly string[]): Promise<Survey> {
  const [stages, freight, promotions, warehouses, receivers] = await Promise.all([
    part(client.listStages()),
    part(client.listFreight([])),
    part(listPromotions(client, only)),
    part(client.listWarehouses()),
    part(listReceivers(client)),
  ]);
  if (stages.error !== undefined && freight.error !== undefined) {
    throw stages.error;
  }
  return {
    at: client.clock.now(),
    stages: stages.part,
    freight: freight.part,
    promotions: promotions.part,
    warehouses: warehouses.part,
    receivers: receivers.part,
  };
}

/** The parts that could not be read, with the reason. */
export function unreadParts(survey: Survey): readonly { readonly name: PartName; readonly why: string }[] {
  const names = Object.keys(partNames) as PartName[];
  return names.flatMap((name) => {
    const { unread } = survey[name];
    return unread === undefined ? [] : [{ name, why: unread }];
  });
}

/** In brackets, for the end of a sentence: what the sentence could not take into account. Empty: nothing. */
export function unseen(survey: Survey): string {
  const names = unreadParts(survey).map(({ name }) => name);
  const limits = names.filter((name) => name === 'stages' || name === 'promotions');
  return limits.length === 0
    ? ''
    : ` (${limits.map((name) => partNames[name]).join(' and ')} could not be read)`;
}

async function part<T>(
  reading: Promise<readonly T[]>,
): Promise<{ readonly part: Part<T>; readonly error?: Error }> {
  try {
    return { part: { items: await reading } };
  } catch (error) {
    if (isKargoError(error) && (error.httpStatus === 403 || isTooLarge(error.cause))) {
      return { part: { unread: error.message }, error };
    }
    throw error;
  }
}

function isTooLarge(cause: unknown): boolean {
  return cause instanceof TransportError && cause.code === 'TOO_LARGE';
}

async function listPromotions(client: KargoClient, only: readonly string[]): Promise<readonly Promotion[]> {
  const [single] = only;
  if (single !== undefined && only.length === 1) {
    return client.listPromotions(single);
  }
  const all = await client.listProjectPromotions();
  return only.length === 0 ? all : all.filter(({ spec }) => only.includes(spec.stage));
}

/** A project without configuration has no receivers. */
async function listReceivers(client: KargoClient): Promise<readonly Receiver[]> {
  const config = await orMissing(client.getProjectConfig());
  return (config?.status?.webhookReceivers ?? []).map(({ name = '?', path = '', url = '' }) => ({
    name,
    kind: /^\/?(?<kind>[a-z]+)\//.exec(path)?.groups?.kind ?? '?',
    url,
  }));
}
