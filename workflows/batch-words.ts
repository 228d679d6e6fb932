import {
  batchId,
  type BatchStanding,
  type BatchSums,
  type LeftOver,
} from '../domain/delivery/batch.ts';
import { formatMoney, type Asset } from '../domain/money.ts';
import { table } from './table.ts';

/** What the next page of a batch is about: `first-purchase.3: paying, 500 of 1,200 so far`. */
export function pageSummary(batch: BatchStanding): string {
  const done = batch.due + batch.paid + batch.takenBack;
  const all = rewardsOf(batch.gathered);
  return batch.state === 'gathering'
    ? `${batchId(batch)}: gathering, ${all} so far`
    : `${batchId(batch)}: paying, ${String(done)} of ${all} so far`;
}

/** The batch as a short table, in Markdown; `reminder` says that its time runs out. */
export function batchDetails(batch: BatchStanding, reminder: boolean): string {
  const { state, paused, due, paid, takenBack } = batch;
  const isWaiting = state === 'waiting';
  return table([
    ['batch', `${batchId(batch)}, ${batch.timing}, as of ${inUtc(batch.asOf)}`],
    ['state', paused ?? stateWords(batch)],
    ['reminder', isWaiting && reminder ? 'nobody has decided yet, and the time runs out' : null],
    ['to approve', isWaiting ? `usher payouts approve ${batchId(batch)} --reason …` : null],
    ['pays', sumsText(batch.gathered)],
    ['left for the next batch', leftText(batch.leftOver)],
    ['sent to the provider', String(due)],
    ['posted', String(paid)],
    ['taken back meanwhile', takenBack === 0 ? null : String(takenBack)],
  ]);
}

/** What a batch came to, in one sentence. */
export function batchSummary(batch: BatchStanding): string {
  const left = leftText(batch.leftOver);
  const rest = left === null ? '' : `; left for the next batch: ${left}`;
  const name = `batch ${batchId(batch)}`;
  if (batch.state === 'refused') return `${name}: ${stateWords(batch)}; nothing was paid${rest}`;
  const back = batch.takenBack === 0 ? '' : `, ${String(batch.takenBack)} taken back meanwhile`;
  return `${name}: ${String(batch.due)} sent to the provider, ${String(batch.paid)} posted${back}${rest}`;
}

/** What a timer that waits for a decision is about. */
export function waitSummary(batch: BatchStanding, reminder: boolean): string {
  const until = batch.decideBy === null ? '' : `, refused ${inUtc(batch.decideBy)}`;
  return reminder
    ? `reminder: ${batchId(batch)} still waits for approval${until}`
    : `${batchId(batch)} waits for a second person to approve ${sumsText(batch.gathered)}${until}`;
}

function stateWords({ state, decidedBy, decideBy, reason }: BatchStanding): string {
  switch (state) {
    case 'gathering':
      return 'gathering: what it is to pay is being fixed';
    case 'waiting':
      return `waits for a second person to approve it; refused at ${inUtc(decideBy ?? 0)} otherwise`;
    case 'paying':
      return decidedBy === null ? 'paying' : `paying; approved by ${decidedBy}: ${reason ?? ''}`;
    case 'refused':
      return decidedBy === null
        ? 'refused: nobody decided in time'
        : `refused by ${decidedBy}: ${reason ?? ''}`;
    case 'done':
      return 'done';
  }
}

function sumsText(sums: BatchSums): string {
  const lines = Object.entries(sums).map(
    ([asset, { rewards, minor }]) => `${formatMoney(minor, asset as Asset)} in ${counted(rewards)}`,
  );
  return lines.length === 0 ? 'nothing' : lines.join(', ');
}

function leftText(left: LeftOver): string | null {
  return Object.keys(left).length === 0 ? null : sumsText(left);
}

function rewardsOf(sums: BatchSums): string {
  return counted(Object.values(sums).reduce((sum, { rewards }) => sum + rewards, 0));
}

function counted(rewards: number): string {
  return `${String(rewards)} reward${rewards === 1 ? '' : 's'}`;
}

function inUtc(at: number): string {
  return `${new Date(at).toISOString().slice(0, 16).replace('T', ' ')} UTC`;
}
