import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import type { Terms } from '../../domain/campaign/terms.ts';
import type { CodeRow } from '../../domain/commit/rows.ts';
import type { CampaignId } from '../../domain/ids.ts';
import { minorUnits, type Asset } from '../../domain/money.ts';
import { duration } from '../../domain/time.ts';
import { checkInvariants } from '../../store/ledger/check-invariants.ts';
import { operatorFunds, payIn, type PayIn } from '../../store/ledger/pay-in.ts';
import { withTransaction } from '../../store/pool.ts';
import { query } from '../../store/query.ts';
import { redPacket, termsLike } from '../support/terms.ts';
import { createStore, payingTerms, redeem, reload, start, type Store } from './fixture.ts';

let store: Store;
beforeAll(async () => {
  store = await createStore();
});
afterAll(() => store.close());

const asset = 'CNY/2' as Asset;
const day = 86_400_000;

let campaigns = 0;
/** A campaign of codes that live a day longer at every redemption, for a yuan. */
async function renewing(changes: Partial<Terms> = {}): Promise<Terms> {
  campaigns += 1;
  const terms = payingTerms({
    campaign: `renewing-${String(campaigns)}` as CampaignId,
    validity: {
      ...termsLike().validity,
      lifetime: { kind: 'for', ms: duration(day) },
      renewal: {
        ...{ everyUses: 1, byMs: duration(day), upToMs: duration(90 * day) },
        ...{ asset, priceMinor: minorUnits(100) },
      },
    },
    ...changes,
  });
  await store.publish(terms);
  return terms;
}

async function pay(terms: Terms, minor: number, payment: string): ReturnType<typeof payIn> {
  const details: PayIn = {
    ...{ campaign: terms.campaign, asset, minor: minorUnits(minor), payment },
    ...{ actor: 'olga', reason: 'transfer', at: start },
  };
  return withTransaction(store.pool, (db) => payIn(db, details));
}

async function renewed(code: CodeRow): Promise<boolean> {
  const { state } = await reload(store, code);
  return state.extendedMs > 0;
}

describe("an operator's account", () => {
  it('books a payment once, however often and at once it is said', async () => {
    const terms = await renewing();
    const said = await Promise.all(Array.from({ length: 20 }, () => pay(terms, 500, 'invoice-1')));
    expect(said.filter((one) => one.ok && one.isNew)).toHaveLength(1);
    expect(await pay(terms, 600, 'invoice-1')).toMatchObject({
      ok: false,
      code: 'PAYMENT_REUSED',
      message: 'payment invoice-1 was booked before, with 5.00 CNY',
    });
    expect(await operatorFunds(store.pool, terms.campaign)).toEqual([
      { asset, paidIn: 500, charged: 0 },
    ]);
    expect(await checkInvariants(store.pool)).toEqual([]);
  });

  it('renews nothing before something was paid in', async () => {
    const terms = await renewing();
    const { code } = await store.issue(terms, 'ann');
    const { decided } = await store.commit(code, [redeem('bob')]);
    expect(decided.writes.messages.map(({ template }) => template)).toEqual(['renewal-refused']);
    expect(await renewed(code)).toBe(false);
    expect(await checkInvariants(store.pool)).toEqual([]);
  });

  it('pays for exactly as many renewals as it has money for, of 40 codes at once', async () => {
    const terms = await renewing();
    await pay(terms, 1_050, 'invoice-1');
    const codes: CodeRow[] = [];
    for (let at = 0; at < 40; at += 1) {
      codes.push((await store.issue(terms, `holder-${String(at)}`)).code);
    }
    await Promise.all(codes.map((code, at) => store.commit(code, [redeem(`guest-${String(at)}`)])));
    const done = await Promise.all(codes.map(renewed));
    expect(done.filter(Boolean)).toHaveLength(10);
    expect(await operatorFunds(store.pool, terms.campaign)).toEqual([
      { asset, paidIn: 1_050, charged: 1_000 },
    ]);
    expect(await checkInvariants(store.pool)).toEqual([]);
  });

  it('that does not agree with the ledger is found', async () => {
    const terms = await renewing();
    await pay(terms, 100, 'invoice-1');
    const change = (by: number): Promise<unknown> =>
      query(
        store.owner,
        `UPDATE counter SET max = max + $2 WHERE campaign = $1 AND key = 'operator:CNY/2'`,
        [terms.campaign, by],
      );
    await change(1);
    expect(await checkInvariants(store.pool)).toMatchObject([
      { invariant: "an operator's account is what was paid in and charged" },
    ]);
    await change(-1);
  });
});

describe('inviters further up, in the tables', () => {
  it('are found over two levels, and of completed redemptions alone', async () => {
    const when = { milestones: ['redeemed'], condition: null };
    const tier = (level: number) => ({
      ...redPacket,
      ...{ id: `level-${String(level)}`, level, when, caps: [], to: ['inviter' as const] },
    });
    const terms = payingTerms({
      campaign: 'levels' as CampaignId,
      rewards: [tier(2), tier(3)],
    });
    await store.publish(terms);
    const line = ['ann', 'bob', 'cat', 'dan'];
    const beneficiaries: (readonly string[])[] = [];
    for (const [at, holder] of line.entries()) {
      const { code } = await store.issue(terms, holder);
      const { decided } = await store.commit(code, [redeem(line[at + 1] ?? 'eve')]);
      beneficiaries.push([...decided.writes.rewards.values()].map((row) => row.beneficiary));
    }
    expect(beneficiaries).toEqual([[], ['ann'], ['bob', 'ann'], ['cat', 'bob']]);
    expect(await checkInvariants(store.pool)).toEqual([]);
  });
});
