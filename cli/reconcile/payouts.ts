import { setTimeout as sleep } from 'node:timers/promises';

import { cashProvider } from '../../domain/delivery/dispatcher.ts';
import { formatDuration } from '../../domain/time.ts';
import { payoutClasses, type PayoutClass } from '../../reconcile/payouts/classify.ts';
import type { ForPerson, PayoutReport } from '../../reconcile/payouts/report.ts';
import { loadReconciliation, requestReconciliation } from '../../store/payouts/gate.ts';
import type { Context } from '../context.ts';
import { counted } from '../output/counted.ts';
import { colours } from '../output/colour.ts';
import { table } from '../output/table.ts';

const pollMs = 250;
const shownMax = 50;

/**
 * Has a worker, which alone can ask the provider, compare payouts with its statement, and waits for what
 * that comes to. Null when no worker has answered in `waitMs`.
 */
export async function comparePayouts(
  context: Context,
  how: { readonly lookOnly: boolean; readonly waitMs: number },
): Promise<PayoutReport | null> {
  const db = await context.database();
  const since = await requestReconciliation(db, cashProvider, how.lookOnly);
  const until = Date.now() + how.waitMs;
  while (Date.now() < until) {
    const report = await loadReconciliation(db, cashProvider, since);
    if (report !== undefined) return report as PayoutReport;
    await sleep(pollMs);
  }
  return null;
}

/** Whether nothing of it is left for anybody to do. */
export function isSettled(report: PayoutReport | null): boolean {
  if (report === null) return false;
  const { trouble, differences, forPeople, paused } = report;
  const left = differences.some(({ remedy }) => remedy === 'none');
  return trouble === null && !left && forPeople.length === 0 && paused === null;
}

/** The comparison for people. */
export function payoutsText(report: PayoutReport | null): string {
  if (report === null) {
    return `${colours.yellow('not compared')}  payouts and the provider's statement: no worker that knows the provider has answered; is \`usher worker\` running?`;
  }
  const { counts, differences, forPeople, trouble, paused } = report;
  const names = Object.keys(payoutClasses) as PayoutClass[];
  const sums = names.map((name) => `${String(counts[name])} ${name}`).join(', ');
  const head =
    isSettled(report) && differences.length === 0 ? colours.green('ok') : colours.yellow('payouts');
  const shown = differences.slice(0, shownMax);
  const more = differences.length - shown.length;
  return [
    `${head}  rows, ledger and ${sawText(report)} since ${report.sinceAt}: ${sums}`,
    ...(report.asked === null ? [] : ['What only the provider knows cannot be seen without one.']),
    ...(trouble === null
      ? []
      : [`Not all was seen, so that nothing is said of what is left out: ${trouble}`]),
    ...(shown.length === 0 ? [] : [differenceTable(shown)]),
    ...(more > 0 ? [`… and ${String(more)} more: -o json has them`] : []),
    ...(forPeople.length === 0 ? [] : [peopleTable(forPeople)]),
    ...(paused === null ? [] : [`${colours.red('paused')}  ${paused}`]),
  ].join('\n\n');
}

function sawText({ provider, asked }: PayoutReport): string {
  if (asked === null) return `the statement of ${provider}`;
  return `${provider}, which has no statement and was asked about ${counted(asked, 'payout')} by key,`;
}

function differenceTable(differences: PayoutReport['differences']): string {
  const heads = ['class', 'payout', 'here', 'at the provider', 'done'];
  const rows = differences.map((one) => [
    ...[one.class, one.key, one.ours, one.theirs],
    one.remedy === 'none' ? '' : one.remedy,
  ]);
  return table(
    heads.map((title) => ({ title })),
    rows,
  );
}

function peopleTable(people: readonly ForPerson[]): string {
  const rows = people.map(({ key, campaign, state, sentMs }) => [
    ...[key, campaign, state],
    sentMs === null ? 'never' : `${formatDuration(Math.round(sentMs))} ago`,
  ]);
  const heads = ['waits for a person', 'campaign', 'state', 'first sent'];
  return table(
    heads.map((title) => ({ title })),
    rows,
  );
}
