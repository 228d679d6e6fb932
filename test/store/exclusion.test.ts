import { afterAll, beforeAll, expect, it } from 'vitest';

import type { Terms } from '../../domain/campaign/terms.ts';
import type { Outcome } from '../../domain/code/outcome.ts';
import type { CodeRow } from '../../domain/commit/rows.ts';
import type { CampaignId, RowId } from '../../domain/ids.ts';
import { checkInvariants } from '../../store/ledger/check-invariants.ts';
import { queryOne } from '../../store/query.ts';
import { confirm, createStore, payingTerms, redeem, release, type Store } from './fixture.ts';

let store: Store;
beforeAll(async () => {
  store = await createStore();
});
afterAll(() => store.close());

async function codeOf(campaign: string, group: string, priority: number): Promise<CodeRow> {
  const terms: Terms = payingTerms({
    campaign: campaign as CampaignId,
    exclusion: { group, priority },
  });
  await store.publish(terms);
  return (await store.issue(terms, 'anna')).code;
}

function word(outcome: Outcome | undefined): string {
  return outcome?.ok === true ? 'ok' : (outcome?.code ?? 'nothing');
}

it('of two campaigns of one group, one gets each person, however they race', async () => {
  const one = await codeOf('one', 'race', 1);
  const other = await codeOf('other', 'race', 1);
  for (let round = 0; round < 30; round += 1) {
    const people = [`p-${String(round)}-a`, `p-${String(round)}-b`];
    const [first, second] = await Promise.all([
      store.commit(
        one,
        people.map((person) => redeem(person)),
      ),
      store.commit(
        other,
        people.toReversed().map((person) => redeem(person)),
      ),
    ]);
    const words = [...first.outcomes, ...second.outcomes].map(word).sort();
    expect(words).toEqual(['EXCLUDED_BY_CAMPAIGN', 'EXCLUDED_BY_CAMPAIGN', 'ok', 'ok']);
  }
  const doubled = await queryOne<{ people: number }>(
    store.owner,
    `SELECT count(*)::int AS people FROM (SELECT invitee FROM redemption
       WHERE exclusion ->> 'group' = 'race' AND state = 'redeemed'
       GROUP BY invitee HAVING count(*) > 1) twice`,
  );
  expect(doubled?.people).toBe(0);
  expect(await checkInvariants(store.pool)).toEqual([]);
});

it('a higher priority takes over, also from a reservation that is confirmed later', async () => {
  const low = await codeOf('low', 'ranked', 1);
  const high = await codeOf('high', 'ranked', 2);
  const reserved = await store.commit(low, [redeem('ben', { kind: 'reserve' })]);
  expect((await store.commit(high, [redeem('ben')])).outcomes.map(word)).toEqual(['ok']);
  const [outcome] = reserved.outcomes;
  const row: RowId | undefined = outcome?.ok === true ? outcome.redemption : undefined;
  if (row === undefined) throw new Error('nothing is reserved');
  const { outcomes } = await store.commit(low, [confirm(row)]);
  expect(outcomes).toMatchObject([
    { ok: true, rewards: [{ granted: false, reason: 'EXCLUDED_BY_CAMPAIGN' }] },
  ]);
  expect((await store.commit(low, [redeem('carl')])).outcomes.map(word)).toEqual(['ok']);
});

it('a place that is given back is free in the other campaign', async () => {
  const one = await codeOf('giving', 'given', 0);
  const other = await codeOf('taking', 'given', 0);
  const { outcomes } = await store.commit(one, [redeem('dora', { kind: 'reserve' })]);
  const row = outcomes[0]?.ok === true ? outcomes[0].redemption : undefined;
  if (row === undefined) throw new Error('nothing is reserved');
  expect((await store.commit(other, [redeem('dora')])).outcomes).toMatchObject([
    { ok: false, code: 'EXCLUDED_BY_CAMPAIGN', campaign: 'giving' },
  ]);
  await store.commit(one, [release(row)]);
  expect((await store.commit(other, [redeem('dora')])).outcomes.map(word)).toEqual(['ok']);
});
