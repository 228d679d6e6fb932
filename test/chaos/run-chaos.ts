import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

import { writeBundle } from '../../worker/bundle.ts';
import { untilAgreed, untilPaid } from '../support/agreement.ts';
import { publishCrashCampaign } from '../support/crash-campaign.ts';
import { startKillableStack, type CrashStack } from '../support/killable-stack.ts';
import { compareBooks } from './compare-books.ts';
import { startCrowd, type Crowd } from './crowd.ts';
import { planFrom } from './plan.ts';
import type { ChaosReport } from './report.ts';
import { prepareStrikes, type Strikes } from './strikes.ts';
import { unlessStill } from './standstill.ts';
import { startToxiproxy, type Toxiproxy } from './toxiproxy.ts';
import { startWatch } from './watch.ts';

/** What is played; the same order of faults for the same seed. */
export interface ChaosOptions {
  readonly redemptions: number;
  /** Something is killed after so many answers, and something cut half-way between. */
  readonly killEvery: number;
  readonly seed: number;
  readonly tell: (line: string) => void;
}

/** After which a run gives up hope that everything comes to rest; how soon it does is not judged here. */
const settleMs = 240_000;
/** Of one redemption, how much of a reward the budget has room for. */
const budgetShare = 0.7;

/** Lets people come while everything is killed and cut in turn, and compares all books at the end. */
export async function runChaos(options: ChaosOptions): Promise<ChaosReport> {
  const directory = await mkdtemp(join(tmpdir(), 'usher-chaos-'));
  const began = Date.now();
  const toxiproxy = await startToxiproxy(options.tell);
  try {
    const bundlePath = await writeBundle(join(directory, 'workflows.js'));
    const stack = await startKillableStack({ bundlePath, reroute: toxiproxy.reroute });
    try {
      return { ...(await play(options, stack, toxiproxy)), seconds: (Date.now() - began) / 1_000 };
    } catch (error) {
      // At once: what has come to a standstill may not end either.
      options.tell(String(error));
      throw error;
    } finally {
      await stack.stop();
    }
  } finally {
    await toxiproxy.stop();
    await rm(directory, { recursive: true, force: true });
  }
}

async function play(
  { redemptions, killEvery, seed, tell }: ChaosOptions,
  stack: CrashStack,
  toxiproxy: Toxiproxy,
): Promise<Omit<ChaosReport, 'seconds'>> {
  const budget = Math.round(redemptions * budgetShare);
  const changes = { hold: '2s', budget: `${String(budget)}.00` };
  const campaign = await publishCrashCampaign(stack.pool, 'chaos', changes);
  const ushers = [stack.usher, stack.anotherUsher()] as const;
  const watch = startWatch(stack.owner);
  const crowd = startCrowd({ ushers, campaign, seed, redemptions });
  const strikes = await prepareStrikes({ stack, toxiproxy, crowd, plan: planFrom(seed) });
  const struck = strikeUntilOver(crowd, strikes, { every: killEvery / 2, tell });
  await unlessStill(struck, { stack, crowd, strikes });
  tell(`${String(crowd.acknowledged.length)} answered; nobody comes any more`);
  await untilAgreed(stack, Date.now(), settleMs);
  tell('rows, workflows and ledger agree');
  await untilPaid(stack, settleMs);
  await watch.stop();
  const { acknowledged, issued } = crowd;
  return {
    seed,
    redemptions,
    operations: acknowledged.length + issued.length,
    retries: acknowledged.reduce((sum, { retries }) => sum + retries, 0),
    kills: Object.fromEntries(strikes.kills),
    cuts: Object.fromEntries(strikes.cuts),
    deaths: strikes.deaths,
    watched: watch.counts,
    violations: watch.violations,
    ...(await compareBooks(stack, campaign, crowd)),
  };
}

/** Kills and cuts in turn, each after so many more answers, until everybody has had theirs. */
async function strikeUntilOver(
  crowd: Crowd,
  strikes: Strikes,
  pace: { readonly every: number; readonly tell: (line: string) => void },
): Promise<void> {
  const { acknowledged } = crowd;
  for (let turn = 1; ; turn += 1) {
    while (!crowd.isOver() && acknowledged.length < turn * pace.every) await sleep(20);
    if (crowd.isOver()) break;
    const what = await (turn % 2 === 0 ? strikes.kill() : strikes.cut());
    pace.tell(`${String(acknowledged.length)} answered; ${what}`);
  }
  await crowd.over;
}
