import { expect, it } from 'vitest';

import type { BatchTerms } from '../../domain/campaign/batch-terms.ts';
import type { Digest, SubjectId } from '../../domain/ids.ts';
import { minorUnits, type Asset } from '../../domain/money.ts';
import { duration, plus } from '../../domain/time.ts';
import { Simulation } from '../../simulate/simulation.ts';
import { reward, Stage, start } from '../rules/stage.ts';
import { freshOpId } from '../support/commands.ts';
import { noPolicy, termsLike } from '../support/terms.ts';
import { flawsOf } from './books.ts';

const yuan = (minor: number): BatchTerms['max'] => [
  { asset: 'CNY/2' as Asset, minor: minorUnits(minor) },
];

const { payout } = reward();
const afterCampaign = reward({ payout: { ...payout, timing: 'after-campaign' } });

/** Rewards of a yuan each, paid after a campaign of thirty days. */
async function paidAfter(payouts: BatchTerms, validity = termsLike().validity): Promise<Stage> {
  const stage = await Stage.of({ payouts, rewards: [afterCampaign], validity });
  await stage.redeem('bob');
  await stage.at(1);
  await stage.redeem('cid');
  await stage.redeem('dan');
  return stage;
}

function states(stage: Stage): readonly string[] {
  return stage.rewards.map(([, , state]) => state);
}

it('what one batch may not pay is left to that of the day after', async () => {
  const stage = await paidAfter({ max: yuan(250), approval: null });
  await stage.at(30 * 24);
  expect(states(stage)).toEqual(['paid', 'paid', 'held']);
  await stage.at(31 * 24 - 1);
  expect(states(stage)).toEqual(['paid', 'paid', 'held']);
  await stage.at(31 * 24);
  expect(states(stage)).toEqual(['paid', 'paid', 'paid']);
  expect(flawsOf(stage.simulation.store)).toEqual([]);
});

it('what the last batch of a schedule leaves is for the sweep, a day and two hours later', async () => {
  const { validity } = termsLike();
  const settling = { ...validity, settleForMs: duration(1) };
  const stage = await paidAfter({ max: yuan(100), approval: null }, settling);
  await stage.at(31 * 24);
  expect(states(stage)).toEqual(['paid', 'paid', 'held']);
  await stage.at(32 * 24 + 1);
  expect(states(stage)).toEqual(['paid', 'paid', 'held']);
  await stage.at(32 * 24 + 2);
  expect(states(stage)).toEqual(['paid', 'paid', 'paid']);
  expect(flawsOf(stage.simulation.store)).toEqual([]);
});

it('what is more than a whole batch may pay stays held', async () => {
  const stage = await paidAfter({ max: yuan(99), approval: null });
  await stage.at(365 * 24);
  expect(states(stage)).toEqual(['held', 'held', 'held']);
});

it('in a simulation an approval is given at once', async () => {
  const stage = await paidAfter({
    max: [],
    approval: { above: yuan(1), withinMs: duration(48 * 3_600_000) },
  });
  await stage.at(30 * 24);
  expect(states(stage)).toEqual(['paid', 'paid', 'paid']);
});

it('a batch pays rewards of codes that have settled before, and are forgotten', async () => {
  const { validity } = termsLike();
  const settling = {
    ...validity,
    onExpiry: { action: 'archive' },
    settleForMs: duration(1),
  } as const;
  const terms = termsLike({ rewards: [afterCampaign], validity: settling });
  const endsAt = plus(start, 30 * 86_400_000);
  const paid: string[] = [];
  const simulation = new Simulation(start, {
    remembers: 'open',
    watcher: { committed: () => undefined, posted: ({ state }) => paid.push(state) },
  });
  const how = { digest: 'd' as Digest, policy: noPolicy, status: 'open' } as const;
  simulation.publish({ terms, ...how, startsAt: start, endsAt });
  const code = await simulation.issue({ campaign: terms.campaign, holder: 'ann' as SubjectId });
  await simulation.send(code, { kind: 'redeem', opId: freshOpId(), invitee: 'bob' as SubjectId });
  await simulation.advanceTo(plus(endsAt, -1));
  expect([simulation.store.codes.size, simulation.store.rewards.size]).toEqual([0, 1]);
  await simulation.advanceTo(endsAt);
  expect([paid, simulation.store.rewards.size]).toEqual([['paid'], 0]);
});
