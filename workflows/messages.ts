import { defineQuery, defineUpdate } from '@temporalio/workflow';
import type { WorkflowStartOptions } from '@temporalio/client';
import type { QueryDefinition, UpdateDefinition } from '@temporalio/common';

import { commandKinds, type Command, type CommandKind } from '../domain/code/command.ts';
import type { CodeStatus } from '../domain/code/state.ts';
import type { Snapshot } from '../domain/commit/commit.ts';
import type { CodeRow } from '../domain/commit/rows.ts';
import type { Outcome } from '../domain/code/outcome.ts';
import type { CampaignId, CodeId, Digest } from '../domain/ids.ts';
import type { Instant } from '../domain/time.ts';
import { table } from './table.ts';

/** What a code's workflow is started with. */
export interface InvitationCodeInput {
  readonly campaign: CampaignId;
  readonly digest: Digest;
  readonly code: CodeId;
  /** Added to the workflow's clock; what the campaign's clock was ahead by when it was started. */
  readonly clockOffsetMs: number;
  /** IANA name; times are shown by it besides UTC. */
  readonly timeZone?: string;
  /** Carried over a continue-as-new; a fresh start reads the row instead. */
  readonly snapshot?: Snapshot;
}

/** What a workflow knows of its code, and by which clock. */
export interface Shown extends Snapshot {
  /**
   * The code's own time. In the answer to a query it is that of the workflow's last task, which may
   * be long ago.
   */
  readonly now: Instant;
  readonly clockOffsetMs: number;
}

export type CommandUpdate = UpdateDefinition<Outcome[], [Command[]]>;

/** One update a kind of command; takes commands of that kind alone, answers in their order. */
export const updates = Object.fromEntries(
  commandKinds.map((kind) => [kind, defineUpdate<Outcome[], [Command[]]>(kind)]),
) as Record<CommandKind, CommandUpdate>;

/** Settles what is due and adopts the row, without asking anything of the code. */
export const syncUpdate: UpdateDefinition<Shown> = defineUpdate<Shown>('sync');

/** For looking only; null until the first commit is done. */
export const snapshotQuery: QueryDefinition<Shown | null> = defineQuery<Shown | null>('snapshot');

/** The name under which workers register the workflow. */
export const workflowType = 'invitationCode';
/** The task queue of codes, unless a deployment or a test names another. */
export const codeTaskQueue = 'codes';

/** The id of a code's workflow. It never contains the code's value. */
export function workflowId(campaign: CampaignId, code: CodeId): string {
  return `code/${campaign}/${code}`;
}

/** What codes can be found by in Temporal. */
export const searchAttributes = {
  campaign: { name: 'CampaignId', type: 'KEYWORD' },
  status: { name: 'CodeStatus', type: 'KEYWORD' },
  channel: { name: 'Channel', type: 'KEYWORD' },
  reviewPending: { name: 'ReviewPending', type: 'BOOL' },
} as const;

/**
 * The `type` of the failure by which an update is refused whose envelope is malformed; the same
 * request will be refused again. Accepted updates fail by `commitFailures`.
 */
export const envelopeRefused = 'ENVELOPE_REFUSED';

/** What a code's workflow ends with. */
export interface CodeResult {
  readonly summary: string;
  readonly status: CodeStatus;
  readonly revision: number;
}

export type InvitationCode = (input: InvitationCodeInput) => Promise<CodeResult>;

export interface StartExtra {
  /** Of the campaign, for people. */
  readonly title: string;
  /** What the campaign's clock is ahead by. */
  readonly clockOffsetMs: number;
  /** The campaign's zone. */
  readonly timeZone?: string;
  /** Default: `codeTaskQueue`. */
  readonly taskQueue?: string;
}

/**
 * How a code's workflow is started, by whomever: the first command, a sweep that missed it, an
 * operator. A running one is left alone, and one that has completed is not
 * started again. A code that is about
 * to wake is listed under the status that it most likely wakes to, which saves a change.
 */
export function startOptions(
  row: CodeRow,
  extra: StartExtra,
): WorkflowStartOptions<InvitationCode> {
  const { campaign, digest, id: code, channel, state } = row;
  const { clockOffsetMs, timeZone } = extra;
  const awake = state.wordingHits > 0 ? 'pending' : 'active';
  return {
    workflowId: workflowId(campaign, code),
    taskQueue: extra.taskQueue ?? codeTaskQueue,
    workflowIdReusePolicy: 'ALLOW_DUPLICATE_FAILED_ONLY',
    workflowIdConflictPolicy: 'USE_EXISTING',
    args: [
      { campaign, digest, code, clockOffsetMs, ...(timeZone === undefined ? {} : { timeZone }) },
    ],
    typedSearchAttributes: [
      { key: searchAttributes.campaign, value: campaign },
      { key: searchAttributes.status, value: state.status === 'dormant' ? awake : state.status },
      { key: searchAttributes.reviewPending, value: state.reviewsOpen > 0 },
      ...(channel === null ? [] : [{ key: searchAttributes.channel, value: channel }]),
    ],
    staticSummary: `${extra.title}: code of ${row.holder}`,
    staticDetails: staticDetails(row, extra),
  };
}

function staticDetails(row: CodeRow, { title, timeZone }: StartExtra): string {
  return table([
    ['campaign', `${title} (${row.campaign})`],
    ['version', row.digest],
    ['code', row.id],
    ['holder', row.holder],
    ['channel', row.channel],
    ['issued', new Date(row.state.issuedAt).toISOString()],
    ['successor of', row.predecessor],
    ['first of its line', row.lineage === row.id ? null : row.lineage],
    ['tracking id', row.trackingId],
    ['time zone', timeZone ?? null],
  ]);
}
