import { describe, expect, it } from 'vitest';

import type { ReviewTerms } from '../../domain/campaign/review-terms.ts';
import type { LimitTerms } from '../../domain/campaign/terms.ts';
import { duration } from '../../domain/time.ts';
import { freshOpId } from '../support/commands.ts';
import { redPacket, termsLike } from '../support/terms.ts';
import { after, earned, hour, policyOf, redemptionOf, reviewOf, reward, Stage } from './stage.ts';

const asked: ReviewTerms = { withinMs: duration(48 * hour), otherwise: 'refuse' };
const validity = { ...termsLike().validity, lifetime: { kind: 'long-term' } as const };

/** One yuan a day for each person. */
function daily(changes: Partial<LimitTerms> = {}): LimitTerms {
  const of = { kind: 'scope', scope: 'person' } as const;
  return { of, every: 'day', unit: 'amount', max: 100, review: asked, ...changes };
}

const passed = 'limit:red-packet:amount:person:ann';

/** Bob has had what the limit of the day allows. */
async function full(...limits: readonly LimitTerms[]): Promise<Stage> {
  const payout = { ...redPacket.payout, holdMs: duration(200 * hour) };
  const stage = await Stage.of({ validity, rewards: [reward({ limits, payout })] });
  expect(earned(await stage.redeem('bob'))).toEqual([100]);
  return stage;
}

function limitsUsed(stage: Stage): readonly number[] {
  const counters = [...stage.simulation.store.counters];
  return counters.flatMap(([key, { used }]) => (key.includes(passed) ? [used] : []));
}

describe('a reward beyond a limit about which a person is asked', () => {
  it('waits with its use, and earns once it is approved', async () => {
    const stage = await full(daily());
    const waits = await stage.redeem('cat');
    expect(waits).toMatchObject({
      ...{ ok: true, redemptionState: 'review', reviewDueAt: after(48) },
    });
    expect(waits).not.toHaveProperty('rewards');
    expect(stage.state).toMatchObject({ uses: 2, redemptions: 1, reviewsOpen: 1 });
    expect(stage.simulation.store.reviews.get(reviewOf(waits))).toMatchObject({
      ...{ state: 'open', rules: [], otherwise: 'refuse', secondPerson: false },
      beyond: [{ reward: 'red-packet', side: 'inviter', limit: '1.00 CNY a person and day' }],
    });
    const approved = await stage.decide('approve', reviewOf(waits));
    expect(approved).toMatchObject({ redemptionState: 'redeemed' });
    expect(earned(approved)).toEqual([100]);
    expect(stage.state).toMatchObject({ uses: 2, redemptions: 2, reviewsOpen: 0 });
    expect(stage.used('budget:CNY/2')).toBe(200);
    // The limit does not count what was let beyond it.
    expect(limitsUsed(stage)).toEqual([100]);
  });

  it.each([1, 40])('is not granted when it is refused, %s hours later', async (hours) => {
    const stage = await full(daily());
    const review = reviewOf(await stage.redeem('cat'));
    // After midnight there is room under the limit again.
    await stage.at(hours);
    const refused = await stage.decide('refuse', review);
    expect(refused).toMatchObject({ ok: true, redemptionState: 'redeemed' });
    expect(earned(refused)).toEqual(['LIMIT_REACHED: 1.00 CNY a person and day']);
    expect(stage.state).toMatchObject({ uses: 2, redemptions: 2, reviewsOpen: 0 });
    expect(stage.rewards).toEqual([['ann', 100, 'held']]);
  });

  it.each([
    ['approve', 2],
    ['refuse', 1],
  ] as const)('is decided by the deadline: %s', async (otherwise, rewards) => {
    const stage = await full(daily({ review: { ...asked, otherwise } }));
    const review = reviewOf(await stage.redeem('cat'));
    await stage.at(48);
    expect(stage.rewards).toHaveLength(rewards);
    expect(stage.state).toMatchObject({ redemptions: 2, reviewsOpen: 0 });
    expect(stage.simulation.store.reviews.get(review)).toMatchObject({ decidedBy: 'deadline' });
  });

  it('is dropped where something else is in its way as well', async () => {
    const capped = { ...redPacket.caps[0], scope: 'code', unit: 'amount', max: 100 } as const;
    const cap = { ...capped, sides: 'both' } as const;
    const limits = [daily()];
    const stage = await Stage.of({ validity, rewards: [reward({ limits, caps: [cap] })] });
    await stage.redeem('bob');
    expect(earned(await stage.redeem('cat'))).toEqual(['CAP_REACHED: 1.00 CNY a code']);
  });

  it('passes no budget and no limit about which nobody is asked', async () => {
    const budget = [{ asset: redPacket.asset, minor: 200 as never }];
    const terms = { validity, budget, rewards: [reward({ limits: [daily()] })] };
    const stage = await Stage.of(terms);
    await stage.redeem('bob');
    const [cat, dan] = [await stage.redeem('cat'), await stage.redeem('dan')];
    expect(earned(await stage.decide('approve', reviewOf(cat)))).toEqual([100]);
    expect(earned(await stage.decide('approve', reviewOf(dan)))).toEqual(['BUDGET_EXHAUSTED']);
    expect(earned(await stage.redeem('eve'))).toEqual(['BUDGET_EXHAUSTED']);
    const { of, unit } = daily();
    const hard: LimitTerms = { of, unit, every: null, max: 200 };
    const other = await full(daily(), hard);
    expect(earned(await other.redeem('cat'))).toEqual([]);
    const [open] = other.simulation.store.reviews.keys();
    await other.at(20);
    expect(earned(await other.redeem('dan'))).toEqual([100]);
    if (open === undefined) throw new Error('no review');
    expect(earned(await other.decide('approve', open))).toEqual([
      'LIMIT_REACHED: 2.00 CNY a person',
    ]);
  });

  it('waits as the strictest of several limits says', async () => {
    const stage = await full(
      daily({ review: { withinMs: duration(hour), otherwise: 'approve' } }),
      daily({ every: 'hour', review: { ...asked, secondPerson: true } }),
    );
    const waits = await stage.redeem('cat');
    expect(stage.simulation.store.reviews.get(reviewOf(waits))).toMatchObject({
      ...{ dueAt: after(1), otherwise: 'refuse', secondPerson: true },
      beyond: [{ limit: '1.00 CNY a person and day' }, { limit: '1.00 CNY a person and hour' }],
    });
    const by = { kind: 'decideReview', review: reviewOf(waits), reason: 'looked' } as const;
    const approve = (actor: string): Promise<unknown> =>
      stage.send({ ...by, opId: freshOpId(), actor, decision: 'approve' });
    expect(await approve('olga')).toMatchObject({ ok: true, proposed: 'approve' });
    expect(await approve('olga')).toMatchObject({ ok: false, code: 'SECOND_PERSON_NEEDED' });
    expect(await approve('ben')).toMatchObject({ redemptionState: 'redeemed' });
    expect(stage.rewards).toHaveLength(2);
  });

  it('waits when a reservation is confirmed, not before', async () => {
    const stage = await full(daily());
    const reserved = await stage.redeem('cat', { kind: 'reserve' });
    expect(reserved).toMatchObject({ redemptionState: 'reserved' });
    const waits = await stage.close('confirm', redemptionOf(reserved));
    expect(waits).toMatchObject({ redemptionState: 'review' });
    // The end of the reservation does not touch it.
    await stage.at(47);
    expect(stage.state).toMatchObject({ uses: 2, reviewsOpen: 1 });
    await stage.decide('approve', reviewOf(waits));
    expect(stage.state).toMatchObject({ redemptions: 2, reviewsOpen: 0 });
  });

  it('is asked about once a rule has had its own review', async () => {
    const policy = policyOf({
      id: 'look',
      when: { fact: 'channel', operator: 'equal', value: 'moments' },
      answer: { kind: 'review', withinMs: duration(hour), otherwise: 'approve' },
    });
    const rewards = [reward({ limits: [daily()] })];
    const stage = await Stage.of({ validity, rewards }, { policy });
    await stage.redeem('bob');
    reviewOf(await stage.redeem('cat', { channel: 'moments' }));
    await stage.at(2);
    expect(stage.state).toMatchObject({ redemptions: 1, reviewsOpen: 1 });
    const [, second] = stage.simulation.store.reviews.values();
    // The deadline approved it for the rule, and not for the limit.
    expect(second).toMatchObject({ rules: [], state: 'open', otherwise: 'refuse' });
    if (second === undefined) throw new Error('no review');
    expect(earned(await stage.decide('approve', second.id))).toEqual([100]);
  });

  it('gives its use back where the code was withdrawn meanwhile', async () => {
    const stage = await full(daily());
    const review = reviewOf(await stage.redeem('cat'));
    await stage.operate('revoke');
    expect(await stage.decide('approve', review)).toMatchObject({ ok: false });
    expect(await stage.decide('refuse', review)).toMatchObject({ redemptionState: 'refused' });
    expect(stage.state).toMatchObject({ uses: 1, reviewsOpen: 0 });
  });

  it('gives nothing back to the limit that it has passed', async () => {
    const stage = await full(daily());
    const approved = await stage.decide('approve', reviewOf(await stage.redeem('cat')));
    await stage.send({
      ...{ kind: 'cancel', opId: freshOpId(), redemption: redemptionOf(approved) },
      ...{ actor: 'olga', reason: 'a mistake' },
    });
    expect(limitsUsed(stage)).toEqual([100]);
    expect(stage.used('budget:CNY/2')).toBe(100);
  });
});
