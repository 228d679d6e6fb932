import type { StreamView } from '../../client/streams/streams.ts';
import { batchId } from '../../domain/delivery/batch.ts';
import { formatMoney } from '../../domain/money.ts';
import { settledFrom } from '../../domain/stream/stream.ts';
import { formatDuration } from '../../domain/time.ts';
import { colours } from '../output/colour.ts';
import { counted } from '../output/counted.ts';
import type { Clock } from '../output/outcome.ts';
import { table } from '../output/table.ts';
import { clock, zonedClock } from '../output/when.ts';

/** That a streamer is live. */
export function describeOpened(stream: StreamView, { timeZone, now }: Clock): string {
  const { id, streamer, openedAt } = stream;
  return `${colours.green('ok')}  ${streamer} is live since ${zonedClock(openedAt, timeZone, now)}, in stream ${id}`;
}

/** That a stream has ended, what it came to so far, and when it is settled. */
export function describeClosed(stream: StreamView, { timeZone, now }: Clock): string {
  const { id, streamer, openedAt, closedAt, settledAt } = stream;
  const ended = closedAt ?? now;
  const lines = [
    `${colours.green('ok')}  stream ${id} of ${streamer} has ended, after ${formatDuration(ended - openedAt)}`,
    `${counted(stream.invitees, 'redemption')}; earned: ${earnedText(stream)}`,
    settledAt === null
      ? `what is on its way may arrive until ${zonedClock(settledFrom(ended), timeZone, now)}; then it is paid`
      : `settled ${zonedClock(settledAt, timeZone, now)}; ${paidText(stream)}`,
  ];
  return lines.join('\n    ');
}

/** Streams as a table, or that there is none. */
export function describeStreams(streams: readonly StreamView[], { timeZone, now }: Clock): string {
  if (streams.length === 0) return 'There is no such stream yet.';
  const rows = streams.map((stream) => [
    stream.streamer,
    stream.state,
    clock(stream.openedAt, timeZone),
    formatDuration((stream.closedAt ?? now) - stream.openedAt),
    String(stream.invitees),
    earnedText(stream),
    stream.batches.map((number) => batchId({ campaign: stream.campaign, number })).join(', '),
    stream.id,
  ]);
  const numbers = ['lasted', 'redemptions'];
  const heads = [
    'streamer',
    'state',
    `opened (${timeZone})`,
    ...numbers,
    'earned',
    'paid by',
    'stream',
  ];
  const columns = heads.map((title) => ({
    title,
    align: numbers.includes(title) ? ('right' as const) : ('left' as const),
  }));
  return table(columns, rows);
}

function earnedText({ earned }: StreamView): string {
  if (earned.length === 0) return 'nothing';
  return earned
    .map(({ asset, minor, held }) => {
      const waits = held === 0 ? '' : `, ${counted(held, 'reward')} held`;
      return `${formatMoney(minor, asset)}${waits}`;
    })
    .join('; ');
}

function paidText({ campaign, batches }: StreamView): string {
  if (batches.length === 0) return 'no batch has paid it yet';
  return `paid by ${batches.map((number) => batchId({ campaign, number })).join(', ')}`;
}
