import { Context, ApplicationFailure } from '@temporalio/activity';
import type pg from 'pg';

import { assert } from '../../domain/assert.ts';
import type { Rejection } from '../../domain/code/rejection.ts';
import type {
  BatchDecision,
  BatchName,
  BatchRequest,
  BatchStanding,
} from '../../domain/delivery/batch.ts';
import type { DeliveryPage } from '../../domain/delivery/dispatcher.ts';
import type { Instant } from '../../domain/time.ts';
import type { BatchBefore, BatchPageBefore } from '../../store/payouts/batch-page-before.ts';
import type { BatchOwner } from '../../store/payouts/batch-row.ts';
import type { Notifier } from '../providers/notifier.ts';
import type { PayoutProvider } from '../providers/payout-provider.ts';
import { deliverMessages } from './deliver-messages.ts';
import type { FaultPoint } from './deliver-payout.ts';
import { deliverPayouts } from './deliver-payouts.ts';
import type { Nudge } from './nudge.ts';
import {
  CampaignUnknown,
  beginOnce,
  decideOnce,
  lapse,
  openBefore,
  runPageBefore,
  turnPage,
} from './run-batch.ts';
import { usualDelivery, type DeliverySettings } from './settings.ts';

const beatMs = 1_000;

/** What the worker of the effects task queue hands to its activities. */
export interface DeliverDependencies {
  readonly pool: pg.Pool;
  readonly nudge: Nudge;
  /** By the name that payout rows carry. */
  readonly providers: Readonly<Record<string, PayoutProvider>>;
  /** Which of them pays cash of batches. */
  readonly cashProvider: string;
  readonly notifier: Notifier;
  /** Stands beside every lease. */
  readonly worker: string;
  readonly settings?: DeliverySettings;
  readonly batchPageSize?: number;
  /** Where a test makes the process die. */
  readonly atPoint?: (point: FaultPoint, key: string) => void;
}

/** The activities behind the dispatchers and the payout batch. */
export interface DeliverActivities {
  /** `PROVIDER_UNKNOWN` for a provider that this worker was not given. */
  readonly deliverPayouts: (page: { readonly provider: string }) => Promise<DeliveryPage>;
  readonly deliverMessages: () => Promise<DeliveryPage>;
  /** `CAMPAIGN_UNKNOWN`, not retryable. */
  readonly beginBatch: (request: BatchRequest, owner: BatchOwner) => Promise<BatchStanding>;
  readonly turnBatchPage: (name: BatchName) => Promise<BatchStanding>;
  readonly decideBatch: (name: BatchName, decision: BatchDecision) => Promise<DecidedBatch>;
  readonly lapseBatch: (name: BatchName) => Promise<BatchStanding>;
  /** Only for batches that began before batches were rows; `CAMPAIGN_UNKNOWN` as above. */
  readonly openBatch: (request: BatchRequest) => Promise<Instant>;
  readonly runBatchPage: (batch: BatchBefore) => Promise<BatchPageBefore>;
}

/** What came of a decision, and how the batch stands since; null for no such batch. */
export interface DecidedBatch {
  readonly refused: Rejection | null;
  readonly standing: BatchStanding | null;
}

/**
 * Makes the activities. All but those that begin a batch go on for as long as it takes: what the store or
 * Temporal fails in is tried again, what a provider does never fails them.
 */
export function createDeliverActivities(dependencies: DeliverDependencies): DeliverActivities {
  const { pool, nudge, cashProvider, notifier, worker, atPoint } = dependencies;
  const settings = dependencies.settings ?? usualDelivery;
  const batches = { pool, nudge, cashProvider, batchPageSize: dependencies.batchPageSize ?? 500 };
  assert(cashProvider in dependencies.providers, `no provider ${cashProvider} to pay cash`);
  return {
    deliverPayouts: async ({ provider: name }) => {
      const provider = dependencies.providers[name];
      if (provider === undefined) {
        throw ApplicationFailure.retryable(`no provider ${name} here`, 'PROVIDER_UNKNOWN');
      }
      const delivery = { pool, provider, settings, ...(atPoint === undefined ? {} : { atPoint }) };
      return beating((cancelled) =>
        deliverPayouts(delivery, { provider: name, worker }, cancelled),
      );
    },
    deliverMessages: () =>
      beating((cancelled) => deliverMessages({ pool, notifier, settings }, worker, cancelled)),
    beginBatch: (request, owner) => beginOnce(batches, request, owner).catch(asFailure),
    turnBatchPage: (name) => beating(() => turnPage(batches, name)),
    decideBatch: (name, decision) => decideOnce(batches, name, decision),
    lapseBatch: (name) => lapse(batches, name),
    openBatch: (request) => openBefore(batches, request).catch(asFailure),
    runBatchPage: (batch) => runPageBefore(batches, batch),
  };
}

/** Beats for as long as the process lives, so that a dead one's page is taken over soon. */
async function beating<Result>(
  work: (cancelled: () => boolean) => Promise<Result>,
): Promise<Result> {
  const context = Context.current();
  const timer = setInterval(() => {
    context.heartbeat();
  }, beatMs);
  try {
    return await work(() => context.cancellationSignal.aborted);
  } finally {
    clearInterval(timer);
  }
}

function asFailure(error: unknown): never {
  if (error instanceof CampaignUnknown) {
    throw ApplicationFailure.nonRetryable(error.message, error.code);
  }
  throw error;
}
