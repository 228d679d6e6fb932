import { batchId, type BatchSums, type LeftOver } from '../../domain/delivery/batch.ts';
import { formatMoney, type Asset } from '../../domain/money.ts';
import type { BatchRow } from '../../store/payouts/batch-row.ts';
import { colours } from '../output/colour.ts';
import { counted } from '../output/counted.ts';

/** That a batch waits for a second person, and what to do, in one line. */
export function waitingText(batch: BatchRow): string {
  const id = batchId(batch);
  const until = batch.decideBy === null ? '' : new Date(batch.decideBy).toISOString();
  return `${colours.yellow('waits')}  batch ${id} would pay ${sumsText(batch.gathered)}; refused at ${until} unless a second person decides: \`usher payouts approve ${id} --reason …\``;
}

/** That a campaign's batches are paused, in one line. */
export function pausedText(campaign: string, paused: string): string {
  return `${colours.yellow('held')}  batches of ${campaign} are ${paused}`;
}

/** Amounts as people read them, `nothing` for none. */
export function sumsText(sums: BatchSums | LeftOver): string {
  const lines = Object.entries(sums).map(
    ([asset, { rewards, minor }]) =>
      `${formatMoney(minor, asset as Asset)} for ${counted(rewards, 'reward')}`,
  );
  return lines.length === 0 ? 'nothing' : lines.join(', ');
}
