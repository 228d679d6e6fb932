import { afterAll, beforeAll, expect, test } from 'vitest';

import { createUsher, type Usher } from '../../client/usher.ts';
import { usualAwardTerms } from '../../domain/campaign/award-terms.ts';
import type { AwardId, CampaignId, SubjectId } from '../../domain/ids.ts';
import { cashProvider } from '../../domain/delivery/dispatcher.ts';
import { minorUnits, type Asset } from '../../domain/money.ts';
import { duration } from '../../domain/time.ts';
import { reconcilePayouts } from '../../reconcile/payouts/reconcile-payouts.ts';
import type { PayoutReport } from '../../reconcile/payouts/report.ts';
import { startSandbox, type Sandbox } from '../../sandbox/server.ts';
import { servicesOf } from '../../sandbox/services.ts';
import { loadAward } from '../../store/awards/award-row.ts';
import { checkInvariants } from '../../store/ledger/check-invariants.ts';
import { balances, budgets } from '../../store/ledger/read-ledger.ts';
import { pausePayouts, resumePayouts } from '../../store/payouts/gate.ts';
import { createStage, type Stage } from '../support/stage.ts';
import { termsLike } from '../support/terms.ts';
import { control, freshSecret, paidCounts, providerOf, quick } from './fixture.ts';

const by = { actor: 'ben', reason: 'checked' };
let stage: Stage;
let sandbox: Sandbox;
let usher: Usher;

beforeAll(async () => {
  stage = await createStage();
  sandbox = await startSandbox({ secret: freshSecret() });
  const { client: temporal, pool, keys, queues } = stage;
  usher = createUsher({ temporal, pool, keys, taskQueue: queues.codes });
});
afterAll(async () => {
  expect(await checkInvariants(stage.pool)).toEqual([]);
  await usher.close();
  await stage.close();
  await sandbox.stop();
});

function work() {
  return stage.work({
    services: servicesOf(sandbox),
    delivery: { settings: quick },
    sweepEveryMs: 300,
  });
}

async function published(name: string, withinMs = usualAwardTerms.withinMs): Promise<CampaignId> {
  const campaign = name as CampaignId;
  const budget = [{ asset: 'CNY/2' as Asset, minor: minorUnits(10_000) }];
  await stage.publish(termsLike({ campaign, budget, awards: { approvalAbove: [], withinMs } }));
  return campaign;
}

async function given(campaign: CampaignId, person: string): Promise<AwardId> {
  const asked = { campaign, person, amount: '5.00 CNY', note: 'case 4711', actor: 'olga' };
  const outcome = await usher.award(asked);
  if (!outcome.ok) throw new Error(outcome.message);
  return outcome.award.award;
}

function untilIs(award: AwardId, state: string): Promise<void> {
  return expect
    .poll(async () => (await loadAward(stage.pool, award))?.state, { timeout: 50_000 })
    .toBe(state);
}

/** Compares with the provider's statement, as a worker does every quarter of an hour. */
function compare(): Promise<PayoutReport> {
  const sides = {
    ...{ temporal: stage.client, pool: stage.pool, taskQueue: stage.queues.codes },
    ...{ provider: cashProvider, port: providerOf(sandbox), windowMs: 86_400_000 },
    nudge: () => Promise.resolve(),
  };
  const now = new Date();
  const turn = {
    ...{ startedAt: now, formerAt: now, askedFrom: now, resumedAt: null, lookOnly: false },
    ...{ home: '', moved: false, askedPast: '' },
  };
  return reconcilePayouts(sides, turn);
}

test('an award that was approved while no worker ran is paid once, compared, and taken back where the money comes back', async () => {
  const campaign = await published('goodwill');
  const award = await given(campaign, 'ann');
  await usher.decideAward({ award, decision: 'approve', ...by });
  await pausePayouts(stage.pool, cashProvider, by);
  const worker = await work();
  await resumePayouts(stage.pool, cashProvider, by);
  await untilIs(award, 'paid');
  expect(await paidCounts(sandbox)).toEqual({ [award]: 1 });
  expect(await compare()).toMatchObject({ counts: { match: 1 }, differences: [], paused: null });
  expect(await balances(stage.pool, 'person:ann')).toMatchObject([{ minor: 500 }]);

  await control(sandbox, 'give-back', { key: award });
  expect(await compare()).toMatchObject({ differences: [{ key: award, remedy: 'taken back' }] });
  expect(await loadAward(stage.pool, award)).toMatchObject({
    state: 'reversed',
    takenBack: { actor: 'provider', reason: 'the money came back' },
  });
  expect(await budgets(stage.pool, campaign)).toMatchObject([{ used: 0 }]);
  expect(await balances(stage.pool, `campaign:${campaign}:debt`)).toEqual([]);
  await worker.stop();
});

test('an award about which nobody decides is refused by the next worker that sweeps', async () => {
  const campaign = await published('forgotten', duration(1_000));
  const award = await given(campaign, 'bob');
  expect(await budgets(stage.pool, campaign)).toMatchObject([{ used: 500 }]);
  const worker = await work();
  await untilIs(award, 'voided');
  expect(await loadAward(stage.pool, award)).toMatchObject({ decision: 'lapsed', decidedBy: null });
  expect(await budgets(stage.pool, campaign)).toMatchObject([{ used: 0 }]);
  await worker.stop();
});

test('a payout of an award that this database never made pauses payouts', async () => {
  await providerOf(sandbox).pay({
    ...{ key: 'award.01990000-0000-7000-8000-000000000000', asset: 'CNY/2' as Asset },
    ...{ beneficiary: 'ann' as SubjectId, minor: minorUnits(500) },
  });
  expect((await compare()).paused).toContain('which was never sent from this database');
});
