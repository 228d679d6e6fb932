import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import type { AwardTerms } from '../../domain/campaign/award-terms.ts';
import type { Terms } from '../../domain/campaign/terms.ts';
import type { AwardId, OpId, SubjectId } from '../../domain/ids.ts';
import { minorUnits, type Asset } from '../../domain/money.ts';
import { duration, plus } from '../../domain/time.ts';
import { loadAward } from '../../store/awards/award-row.ts';
import { setCampaignStatus } from '../../store/campaigns/steer.ts';
import { checkInvariants } from '../../store/ledger/check-invariants.ts';
import { closeMonth, monthOf } from '../../store/ledger/close-month.ts';
import { statement } from '../../store/ledger/read-ledger.ts';
import { listPayouts } from '../../store/payouts/list-payouts.ts';
import { withTransaction } from '../../store/pool.ts';
import { awardsStage, cny, noon, type AwardsStage } from './awards-stage.ts';
import { budgetOf, createStore, op, payingTerms, redeem, type Store } from './fixture.ts';

const day = 86_400_000;
const rounds = 15;

let store: Store;
let stage: AwardsStage;
beforeAll(async () => {
  store = await createStore();
  stage = awardsStage(store);
});
afterAll(async () => {
  expect(await checkInvariants(store.pool)).toEqual([]);
  await store.close();
});

let people = 0;
/** Somebody of whom no other test knows. */
function newcomer(): { readonly person: SubjectId } {
  people += 1;
  return { person: `ann-${String(people)}` as SubjectId };
}

function published(minor = 1000, awards?: AwardTerms): Promise<Terms> {
  return store.publishOwn(payingTerms({ budget: budgetOf(minor), ...(awards && { awards }) }));
}

const upTo = (minor: number): AwardTerms => ({
  approvalAbove: [{ asset: cny, minor: minorUnits(minor) }],
  withinMs: duration(day),
});

describe('an award', () => {
  it('is held of the budget until somebody else approves it, and is then paid and told in statements', async () => {
    const terms = await published();
    const ann = newcomer();
    const award = await stage.given(terms, 500, ann);
    expect(await stage.standing(terms, ann.person)).toEqual({ used: 500, has: 0, owes: 0 });
    expect(await stage.payAll()).toEqual(new Map());
    expect(await stage.approve(award)).toMatchObject({ ok: true, award: { state: 'due' } });
    expect(await stage.payAll()).toEqual(new Map([[award, 500]]));
    expect(await loadAward(store.pool, award)).toMatchObject({ state: 'paid', decidedBy: 'ben' });
    expect(await stage.standing(terms, ann.person)).toEqual({ used: 500, has: 500, owes: 0 });
    const [line] = await statement(store.pool, `person:${ann.person}`, { limit: 5 });
    expect(line).toMatchObject({
      ...{ kind: 'post', reward: award, minor: 500, balanceMinor: 500, actor: 'ben' },
      reason: 'paid by cash-provider; award by olga, approved by ben: case 4711',
    });
    const held = await statement(store.pool, `campaign:${terms.campaign}:held`, { limit: 5 });
    expect(held.map(({ kind, balanceMinor, actor }) => [kind, balanceMinor, actor])).toEqual([
      ['post', 0, 'ben'],
      ['hold', 500, 'olga'],
    ]);
    const paid = await listPayouts(store.pool, terms.campaign, { states: ['paid'], limit: 5 });
    expect(paid).toMatchObject([{ reward: award, beneficiary: ann.person, minor: 500 }]);
  });

  it('cannot be approved by who gave it, in whatever letters, who may refuse it', async () => {
    const terms = await published();
    const award = await stage.given(terms, 500, newcomer());
    for (const actor of ['olga', ' Olga', 'ＯＬＧＡ']) {
      expect(await stage.approve(award, actor)).toMatchObject({ code: 'SECOND_PERSON_NEEDED' });
    }
    expect(await stage.refuse(award, 'olga')).toMatchObject({ award: { decision: 'refused' } });
    expect(await stage.standing(terms)).toMatchObject({ used: 0 });
    expect(await stage.approve(award)).toMatchObject({
      code: 'AWARD_CLOSED',
      message: `${award} was refused by olga: checked`,
    });
  });

  it('needs nobody up to what the campaign says, and somebody above', async () => {
    const terms = await published(1000, upTo(200));
    const [small, large] = [await stage.give(terms, 200), await stage.give(terms, 201)];
    expect(small).toMatchObject({ award: { state: 'due', decideBy: null } });
    expect(large).toMatchObject({ award: { state: 'held', decideBy: plus(noon, day) } });
    if (!small.ok || !large.ok) throw new Error('not given');
    expect(await stage.approve(small.award.award)).toMatchObject({
      code: 'AWARD_CLOSED',
      message: `${small.award.award} needed no approval`,
    });
    expect(await stage.payAll()).toEqual(new Map([[small.award.award, 200]]));
    await stage.refuse(large.award.award);
  });

  it('is given once under an operation id, and another one is not given under it', async () => {
    const terms = await published();
    const opId = op();
    const said = await Promise.all(
      Array.from({ length: 10 }, () => stage.give(terms, 300, { opId })),
    );
    expect(new Set(said.map((one) => one.ok && one.award.award)).size).toBe(1);
    expect(await stage.standing(terms)).toMatchObject({ used: 300 });
    const other = { minor: minorUnits(301), person: 'bob' as SubjectId, note: 'x', actor: 'x' };
    for (const [field, value] of Object.entries(other)) {
      const reused = await stage.give(terms, 300, { opId, [field]: value });
      expect(reused).toMatchObject({ ok: false, code: 'OPERATION_REUSED' });
    }
    expect(await stage.standing(terms)).toMatchObject({ used: 300 });
  });

  it('is refused with what would be right, and nothing is kept of it', async () => {
    const terms = await published();
    const opId = 'too-much' as OpId;
    expect(await stage.give(terms, 1001, { opId })).toEqual({
      ...{ ok: false, code: 'BUDGET_NOT_ENOUGH', left: 1000 },
      message: `10.01 CNY is more than is left of the budget of ${terms.campaign}: 10.00 CNY`,
    });
    expect(await stage.give(terms, 1000, { opId })).toMatchObject({ ok: true });
    const asset = 'USD/2' as Asset;
    expect(await stage.give(terms, 1, { asset })).toMatchObject({
      code: 'BUDGET_NOT_ENOUGH',
      message: `${terms.campaign} has no budget for 0.01 USD; it has one in CNY`,
    });
    await setCampaignStatus(store.pool, terms.campaign, {
      ...{ status: 'paused', by: 'olga', reason: 'a test' },
    });
    expect(await stage.give(terms, 1)).toMatchObject({ code: 'CAMPAIGN_PAUSED' });
    const nowhere = { ...terms, campaign: 'nowhere' } as Terms;
    expect(await stage.give(nowhere, 1)).toMatchObject({ code: 'CAMPAIGN_UNKNOWN' });
    const none = 'award.00000000-0000-7000-8000-000000000000' as AwardId;
    expect(await stage.approve(none)).toMatchObject({ code: 'AWARD_UNKNOWN' });
  });
});

describe('a budget', () => {
  it('is never overspent by 50 awards and as many redemptions at once', async () => {
    const terms = await published(2_000);
    const { code } = await store.issue(terms, 'giver');
    const [awards, redeemed] = await Promise.all([
      Promise.all(Array.from({ length: 50 }, () => stage.give(terms, 100, newcomer()))),
      Promise.all(
        Array.from({ length: 50 }, (_, index) =>
          store.commit(code, [redeem(`rush-${String(index)}`)]),
        ),
      ),
    ]);
    const given = awards.filter(({ ok }) => ok).length;
    const earned = redeemed.filter(({ decided }) => decided.writes.rewards.size > 0).length;
    expect(given + earned).toBe(20);
    expect(new Set(awards.flatMap((one) => (one.ok ? [] : [one.code])))).toEqual(
      given === 50 ? new Set() : new Set(['BUDGET_NOT_ENOUGH']),
    );
    expect(await stage.standing(terms)).toMatchObject({ used: 2_000 });
  });

  it('gives its last unit to one of 50 awards', async () => {
    const terms = await published(100);
    const said = await Promise.all(Array.from({ length: 50 }, () => stage.give(terms, 100)));
    expect(said.filter(({ ok }) => ok)).toHaveLength(1);
    expect(await stage.standing(terms)).toMatchObject({ used: 100 });
  });
});

describe('decisions at once', () => {
  it('of which one approves and one refuses: one of them stands', async () => {
    const terms = await published(100);
    for (let round = 0; round < rounds; round += 1) {
      const award = await stage.given(terms, 100, newcomer());
      const [yes, no] = await Promise.all([stage.approve(award), stage.refuse(award, 'carl')]);
      expect([yes.ok, no.ok].sort()).toEqual([false, true]);
      expect(yes.ok ? no : yes).toMatchObject({ code: 'AWARD_CLOSED' });
      expect((await stage.payAll()).has(award)).toBe(yes.ok);
      if (yes.ok) await stage.reverse(award, true);
      expect(await stage.standing(terms)).toMatchObject({ used: 0 });
    }
  });

  it('that both approve are one approval and one payout', async () => {
    const terms = await published();
    const award = await stage.given(terms, 100, newcomer());
    const said = await Promise.all(Array.from({ length: 10 }, () => stage.approve(award)));
    expect(said.every(({ ok }) => ok)).toBe(true);
    expect(await stage.approve(award, 'carl')).toMatchObject({ code: 'AWARD_CLOSED' });
    expect(await stage.payAll()).toEqual(new Map([[award, 100]]));
    expect(await stage.payAll()).toEqual(new Map());
  });
});

describe('the deadline of an award', () => {
  it('refuses it as of its own instant, by the sweep or by whoever comes late', async () => {
    const terms = await published(1000, { approvalAbove: [], withinMs: duration(day) });
    const [swept, late] = [await stage.given(terms, 300), await stage.given(terms, 400)];
    const before = plus(noon, day - 1);
    expect(await stage.pass(before)).toEqual([]);
    expect(await stage.approve(late, 'ben', plus(noon, 3 * day))).toMatchObject({
      code: 'AWARD_CLOSED',
      message: `${late} was refused, since nobody decided in time`,
    });
    expect(await stage.pass(plus(noon, 2 * day))).toContain(swept);
    expect(await stage.pass(plus(noon, 2 * day))).toEqual([]);
    for (const award of [swept, late]) {
      expect(await loadAward(store.pool, award)).toMatchObject({
        ...{ state: 'voided', decision: 'lapsed', decidedBy: null, decidedAt: plus(noon, day) },
      });
    }
    expect(await stage.standing(terms)).toMatchObject({ used: 0 });
  });

  it('is one until which it is approved', async () => {
    const terms = await published(1000, { approvalAbove: [], withinMs: duration(day) });
    const award = await stage.given(terms, 300, newcomer());
    const last = plus(noon, day - 1);
    expect(await stage.approve(award, 'ben', last)).toMatchObject({ ok: true });
    await stage.payAll();
  });

  it('keeps a month open that it lies in', async () => {
    const terms = await published();
    await stage.given(terms, 300);
    const month = monthOf('2026-01', 'Asia/Shanghai');
    if (month === undefined) throw new Error('no month');
    const { campaign } = terms;
    const closing = { campaign, month, now: plus(month.endsAt, day), actor: 'olga' };
    const close = () => withTransaction(store.pool, (db) => closeMonth(db, closing));
    const said = await close();
    expect(said).toMatchObject({ code: 'MONTH_UNSETTLED' });
    expect(said.ok ? '' : said.message).toContain('1 awards wait');
    await stage.pass(closing.now);
    expect(await close()).toMatchObject({ ok: true, closed: { entries: 3 } });
  });
});

describe('an award that is taken back', () => {
  it('before it is sent gives the budget its part, and is not sent', async () => {
    const terms = await published();
    const ann = newcomer();
    const [waits, due] = [await stage.given(terms, 100, ann), await stage.given(terms, 200, ann)];
    await stage.approve(due);
    for (const award of [waits, due]) {
      const back = { ok: true, award: { state: 'voided', takenBack: { actor: 'olga' } } };
      expect(await stage.reverse(award)).toMatchObject(back);
      expect(await stage.reverse(award)).toMatchObject(back);
    }
    expect(await stage.payAll()).toEqual(new Map());
    expect(await stage.standing(terms, ann.person)).toEqual({ used: 0, has: 0, owes: 0 });
    expect(await stage.approve(waits)).toMatchObject({
      message: `${waits} was taken back by olga: a slip`,
    });
  });

  it('while it is sent has to wait', async () => {
    const terms = await published();
    const award = await stage.given(terms, 200, newcomer());
    await stage.approve(award);
    await store.owner.query(`UPDATE payout SET state = 'intent' WHERE reward = $1`, [award]);
    expect(await stage.reverse(award)).toMatchObject({ code: 'AWARD_IN_FLIGHT' });
    await stage.payAll();
  });

  it('after it was paid is owed, which the next award settles before the rest is sent', async () => {
    const terms = await published();
    const ann = newcomer();
    const first = await stage.given(terms, 300, ann);
    await stage.approve(first);
    await stage.payAll();
    expect(await stage.reverse(first)).toMatchObject({ award: { state: 'reversed' } });
    expect(await stage.standing(terms, ann.person)).toEqual({ used: 0, has: 0, owes: 300 });
    const second = await stage.given(terms, 500, ann);
    expect(await stage.approve(second)).toMatchObject({ award: { setOff: 300, state: 'due' } });
    expect(await stage.payAll()).toEqual(new Map([[second, 200]]));
    expect(await stage.standing(terms, ann.person)).toEqual({ used: 500, has: 500, owes: 0 });
    const lines = await statement(store.pool, `person:${ann.person}`, { limit: 5 });
    expect(lines.map(({ reason }) => reason).slice(0, 2)).toEqual([
      'paid by cash-provider; award by olga, approved by ben: case 4711',
      `3.00 CNY set off against what ${ann.person} owes; award by olga, approved by ben: case 4711`,
    ]);
  });

  it('with the money back is not owed, and one that settled a debt whole is never sent', async () => {
    const terms = await published(1000, upTo(1000));
    const ann = newcomer();
    const first = await stage.given(terms, 300, ann);
    await stage.payAll();
    await stage.reverse(first);
    expect(await stage.give(terms, 200, ann)).toMatchObject({ award: { state: 'paid' } });
    const third = await stage.given(terms, 400, ann);
    expect(await stage.payAll()).toEqual(new Map([[third, 300]]));
    await stage.reverse(third, true);
    expect(await stage.standing(terms, ann.person)).toEqual({ used: 200, has: 200, owes: 100 });
  });
});
