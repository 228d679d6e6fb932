import { Option, type Command } from 'commander';

import type { PayoutState } from '../../domain/commit/rows.ts';
import { formatMoney } from '../../domain/money.ts';
import { listCampaigns } from '../../store/campaigns/campaign-row.ts';
import { fullMinutes } from '../../store/payouts/full-minute.ts';
import { payoutGates } from '../../store/payouts/gate.ts';
import { listPayouts } from '../../store/payouts/list-payouts.ts';
import { retryPayout } from '../../store/payouts/retry-payout.ts';
import { campaignUnknown, chosenCampaign } from '../campaign-clock.ts';
import { addCommand, addGroup, type CommonOptions } from '../command.ts';
import { withContext } from '../context.ts';
import { exitCodes, exitWith, type ExitCode } from '../exit.ts';
import { addByHandOptions, type ByHandOptions } from '../operate.ts';
import { addBatches } from '../payouts/batches.ts';
import { addDecisions } from '../payouts/decide.ts';
import { addPayoutGate, fullText, gateText } from '../payouts/gate.ts';
import { addLetGo } from '../payouts/let-go.ts';
import { notWaiting } from '../payouts/not-waiting.ts';
import { nudgePayouts } from '../payouts/nudge.ts';
import { addPreview } from '../payouts/preview.ts';
import { addSettle } from '../payouts/settle.ts';
import { colours } from '../output/colour.ts';
import { reportRefusal } from '../output/refusal.ts';
import { openReport } from '../output/report.ts';
import { table } from '../output/table.ts';

const states = [
  'due',
  'intent',
  'sending',
  'paid',
  'failed',
  'unknown',
  'reconciled',
  'manual',
  'gathering',
  'gathered',
] as const satisfies readonly PayoutState[];
/** Neither paid nor a person's business yet, and those that are. */
const unfinished = states.filter(
  (state) => state !== 'paid' && state !== 'reconciled' && state !== 'gathered',
);
const listedMax = 200;

interface ListOptions extends CommonOptions {
  readonly campaign?: string;
  readonly state?: PayoutState;
  readonly all?: true;
}

/** `usher payouts`: what providers are asked to pay. */
export function addPayouts(program: Command): void {
  const group = addGroup(
    program,
    'payouts',
    'list payouts, preview and approve batches, pause, try again and settle',
  );
  addCommand(group, {
    usage: 'list',
    summary: 'payouts that are not finished, the longest due first',
    examples: ['usher payouts list', 'usher payouts list --campaign registration --all -o json'],
  })
    .option('--campaign <id>', 'only of this campaign')
    .addOption(new Option('--state <state>', 'only in this state').choices(states))
    .option('--all', 'finished ones too')
    .action((options: ListOptions) => exitWith(list(options)));
  addPreview(group);
  addBatches(group);
  addDecisions(group);
  addPayoutGate(group);
  addLetGo(group);
  const retry = addCommand(group, {
    usage: 'retry <payout>',
    summary:
      'let a failed payout be tried again, or a parked one be asked about, under the same key',
    more: 'One that waits for a person (manual) is asked about and not sent: where the provider does not know its key any more, find out there, and say it with `usher payouts settle`.',
    examples: ['usher payouts retry 0199….4/red-packet/inviter --reason "account unlocked"'],
  });
  addByHandOptions(retry).action((key: string, options: CommonOptions & ByHandOptions) =>
    exitWith(tryAgain(key, options)),
  );
  addSettle(group);
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
      payout.key,
      payout.beneficiary,
      formatMoney(payout.minor, payout.asset),
      payout.state,
      String(payout.attempts),
      payout.lastError ?? payout.providerRef ?? (payout.partOf && `in ${payout.partOf}`) ?? '',
    ]);
    const heads = ['payout', 'to', 'amount', 'state', 'attempts', "provider's answer"];
    const text =
      rows.length === 0
        ? 'No payout of this kind.'
        : table(
            heads.map((title) => ({ title })),
            rows,
          );
    const gates = await payoutGates(db);
    const held = gates.filter((gate) => gate.held).map(gateText);
    const full = await fullMinutes(db);
    const texts = [...held, ...full.map(fullText), text];
    report.result(texts.join('\n\n'), { payouts, gates, full });
    return exitCodes.ok;
  });
}

async function tryAgain(
  key: string,
  { output, actor, reason }: CommonOptions & ByHandOptions,
): Promise<ExitCode> {
  return withContext(async (context) => {
    const db = await context.database();
    const provider = await retryPayout(db, key, { actor, reason });
    if (provider === undefined) {
      return reportRefusal(openReport(output), await notWaiting(db, key));
    }
    await nudgePayouts(context, provider);
    openReport(output).result(`${colours.green('ok')}  ${provider} is asked again`, {
      ...{ reward: key, provider, refused: null },
    });
    return exitCodes.ok;
  });
}
