import { Option, type Command } from 'commander';

import { reject } from '../../domain/code/rejection.ts';
import { nextWeekly } from '../../domain/calendar.ts';
import type { BatchTiming } from '../../domain/delivery/batch.ts';
import type { PayoutState } from '../../domain/commit/rows.ts';
import type { RewardId } from '../../domain/ids.ts';
import { formatMoney } from '../../domain/money.ts';
import { earliest, plus, type Instant } from '../../domain/time.ts';
import type { Terms } from '../../domain/campaign/terms.ts';
import { allRewards } from '../../store/campaigns/variant-rows.ts';
import { listCampaigns } from '../../store/campaigns/campaign-row.ts';
import { payoutGates } from '../../store/payouts/gate.ts';
import { listPayouts } from '../../store/payouts/list-payouts.ts';
import { previewBatch, type BatchPreview } from '../../store/payouts/preview-batch.ts';
import { retryPayout } from '../../store/payouts/retry-payout.ts';
import {
  campaignUnknown,
  chosenCampaign,
  knownCampaign,
  type KnownCampaign,
} from '../campaign-clock.ts';
import { addCommand, addGroup, type CommonOptions } from '../command.ts';
import { withContext } from '../context.ts';
import { exitCodes, exitWith, type ExitCode } from '../exit.ts';
import { addByHandOptions, type ByHandOptions } from '../operate.ts';
import { addPayoutGate, gateText } from '../payouts/gate.ts';
import { nudgePayouts } from '../payouts/nudge.ts';
import { readInstant } from '../option-values.ts';
import { colours } from '../output/colour.ts';
import { counted } from '../output/counted.ts';
import { reportRefusal } from '../output/refusal.ts';
import { openReport } from '../output/report.ts';
import { table } from '../output/table.ts';
import { clock } from '../output/when.ts';

const states = [
  'due',
  'intent',
  'sending',
  'paid',
  'failed',
  'unknown',
  'reconciled',
  'manual',
] as const satisfies readonly PayoutState[];
/** Neither paid nor a person's business yet, and those that are. */
const unfinished = states.filter((state) => state !== 'paid' && state !== 'reconciled');
const listedMax = 200;

interface ListOptions extends CommonOptions {
  readonly campaign?: string;
  readonly state?: PayoutState;
  readonly all?: true;
}

interface PreviewOptions extends CommonOptions {
  readonly asOf?: Instant;
}

/** `usher payouts`: what providers are asked to pay. */
export function addPayouts(program: Command): void {
  const group = addGroup(program, 'payouts', 'list payouts, preview batches, pause and try again');
  addCommand(group, {
    usage: 'list',
    summary: 'payouts that are not finished, the longest due first',
    examples: ['usher payouts list', 'usher payouts list --campaign registration --all -o json'],
  })
    .option('--campaign <id>', 'only of this campaign')
    .addOption(new Option('--state <state>', 'only in this state').choices(states))
    .option('--all', 'finished ones too')
    .action((options: ListOptions) => exitWith(list(options)));
  addCommand(group, {
    usage: 'preview <campaign>',
    summary: 'what the weekly batch, and the one after the campaign, would pay',
    examples: ['usher payouts preview first-purchase --as-of 2026-12-07T10:00:00+08:00'],
  })
    .option(
      '--as-of <instant>',
      'as if it ran then: ISO 8601 with offset (default: now)',
      readInstant,
    )
    .action((campaign: string, options: PreviewOptions) => exitWith(preview(campaign, options)));
  addPayoutGate(group);
  const retry = addCommand(group, {
    usage: 'retry <reward>',
    summary: 'let a failed or parked payout be tried again, under the same key',
    examples: ['usher payouts retry 0199….4/red-packet/inviter --reason "account unlocked"'],
  });
  addByHandOptions(retry).action((reward: string, options: CommonOptions & ByHandOptions) =>
    exitWith(tryAgain(reward as RewardId, options)),
  );
}

async function list({ output, campaign, state, all }: ListOptions): Promise<ExitCode> {
  return withContext(async (context) => {
    const report = openReport(output);
    const id = await chosenCampaign(context, campaign);
    if (id === undefined) return reportRefusal(report, await campaignUnknown(context));
    const db = await context.database();
    const campaigns = id === null ? (await listCampaigns(db)).map((one) => one.id) : [id];
    const wanted = state === undefined ? (all === true ? states : unfinished) : [state];
    const found = await Promise.all(
      campaigns.map((one) => listPayouts(db, one, { states: wanted, limit: listedMax })),
    );
    const payouts = found.flat();
    const rows = payouts.map((payout) => [
      payout.reward,
      payout.beneficiary,
      formatMoney(payout.minor, payout.asset),
      payout.state,
      String(payout.attempts),
      payout.lastError ?? payout.providerRef ?? '',
    ]);
    const heads = ['reward', 'to', 'amount', 'state', 'attempts', "provider's answer"];
    const text =
      rows.length === 0
        ? 'No payout of this kind.'
        : table(
            heads.map((title) => ({ title })),
            rows,
          );
    const gates = await payoutGates(db);
    const held = gates.filter((gate) => gate.held).map(gateText);
    report.result([...held, text].join('\n\n'), { payouts, gates });
    return exitCodes.ok;
  });
}

async function preview(text: string, { output, asOf }: PreviewOptions): Promise<ExitCode> {
  return withContext(async (context) => {
    const report = openReport(output);
    const known = await knownCampaign(context, text);
    if (known === undefined) return reportRefusal(report, await campaignUnknown(context));
    const found = await previewBatch(
      await context.database(),
      known.campaign.id,
      asOf ?? known.now,
    );
    const rewards = await allRewards(await context.database(), known.version);
    const ahead = batchesAfter(known, rewards, found.asOf);
    const zone = known.version.terms.period.timeZone;
    report.result(describePreview(found, ahead, zone), {
      ...{ campaign: text, ...found, next: ahead },
    });
    return exitCodes.ok;
  });
}

interface NextBatch {
  readonly timing: BatchTiming;
  readonly at: Instant;
}

/** The next batch of each kind that the terms speak of. */
function batchesAfter(
  { campaign, version }: KnownCampaign,
  rewards: Terms['rewards'],
  asOf: Instant,
): NextBatch[] {
  const { period } = version.terms;
  const weekly = rewards
    .filter(({ payout }) => payout.timing === 'weekly')
    .map(({ payout }) => nextWeekly(plus(asOf, 1), period.timeZone, payout.weekly));
  const atEnd = rewards.some(({ payout }) => payout.timing === 'after-campaign');
  const [first, end] = [earliest(...weekly), campaign.endsAt];
  return [
    ...(first === null ? [] : [{ timing: 'weekly' as const, at: first }]),
    ...(atEnd && end !== null && end > asOf
      ? [{ timing: 'after-campaign' as const, at: end }]
      : []),
  ];
}

function describePreview(
  { asOf, lines, totals }: BatchPreview,
  ahead: readonly NextBatch[],
  zone: string,
): string {
  const head = `As of ${clock(asOf, zone)} (${zone})`;
  const next = ahead.map(
    ({ timing, at }) => `The next batch, ${timing}, is at ${clock(at, zone)}.`,
  );
  const none = ahead.length === 0 ? ['No batch lies ahead.'] : next;
  if (totals.length === 0) return [`${head} no batch would pay anything.`, ...none].join(' ');
  const rows = lines.map((line) => [
    line.timing,
    line.beneficiary,
    String(line.rewards),
    formatMoney(line.minor, line.asset),
  ]);
  const heads = ['batch', 'to', 'rewards', 'amount'].map((title) => ({ title }));
  const sums = totals.map(
    ({ timing, people, rewards, minor, asset }) =>
      `${timing}: ${formatMoney(minor, asset)} for ${counted(rewards, 'reward')} to ${people === 1 ? '1 person' : `${people} people`}`,
  );
  return [`${head} the batches would pay:`, table(heads, rows), sums.join('\n')].join('\n\n');
}

async function tryAgain(
  reward: RewardId,
  { output, actor, reason }: CommonOptions & ByHandOptions,
): Promise<ExitCode> {
  return withContext(async (context) => {
    const provider = await retryPayout(await context.database(), reward, { actor, reason });
    if (provider === undefined) {
      const message = 'there is no payout of this reward that failed or waits for a person';
      return reportRefusal(openReport(output), reject('REWARD_UNKNOWN', { message }));
    }
    await nudgePayouts(context, provider);
    openReport(output).result(`${colours.green('ok')}  ${provider} is asked again`, {
      ...{ reward, provider, refused: null },
    });
    return exitCodes.ok;
  });
}
