import { describe, expect, it } from 'vitest';
import type { Condition } from '../../domain/policy/condition.ts';
import { factsRead } from '../../domain/policy/condition.ts';
import { conditionsThatHold, type FactValues } from '../../rules/evaluate.ts';
import { earned, reward, Stage } from './stage.ts';

async function holds(when: Condition, facts: FactValues): Promise<boolean> {
  const held = await conditionsThatHold([{ id: 'it', when }], facts);
  return held.length === 1;
}

const poster: Condition = { fact: 'channel', operator: 'equal', value: 'poster' };
const large: Condition = { fact: 'amount', operator: 'greaterThan', value: 5 };

describe('a condition', () => {
  it.each<[string, Condition, FactValues, boolean]>([
    ['not of any: neither', { not: { any: [poster, large] } }, { channel: 'app', amount: 5 }, true],
    ['not of any: one', { not: { any: [poster, large] } }, { channel: 'app', amount: 6 }, false],
    [
      'any of all: whole',
      { any: [{ all: [poster, large] }] },
      { channel: 'poster', amount: 6 },
      true,
    ],
    [
      'any of all: half',
      { any: [{ all: [poster, large] }] },
      { channel: 'poster', amount: 5 },
      false,
    ],
    ['not of not', { not: { not: poster } }, { channel: 'poster' }, true],
    ['all of not', { all: [{ not: large }, poster] }, { channel: 'poster', amount: 9 }, false],
    ['in', { fact: 'c', operator: 'in', value: ['a', 'b'] }, { c: 'b' }, true],
    ['notIn', { fact: 'c', operator: 'notIn', value: ['a', 'b'] }, { c: 'b' }, false],
    ['at the edge', { fact: 'n', operator: 'lessThanInclusive', value: 5 }, { n: 5 }, true],
    ['over the edge', { fact: 'n', operator: 'lessThan', value: 5 }, { n: 5 }, false],
  ])('%s', async (_, when, facts, expected) => {
    expect(await holds(when, facts)).toBe(expected);
  });

  it('of a fact that is not known, comparisons do not hold', async () => {
    for (const operator of ['lessThan', 'lessThanInclusive', 'greaterThan'] as const) {
      expect(await holds({ fact: 'n', operator, value: 5 }, { n: null })).toBe(false);
      expect(await holds({ fact: 'n', operator, value: 5 }, {})).toBe(false);
    }
    expect(await holds({ fact: 'c', operator: 'equal', value: 'a' }, { c: null })).toBe(false);
    expect(await holds({ fact: 'c', operator: 'in', value: ['a'] }, { c: null })).toBe(false);
    expect(await holds({ fact: 'c', operator: 'notEqual', value: 'a' }, { c: null })).toBe(true);
    expect(await holds({ fact: 'c', operator: 'notIn', value: ['a'] }, { c: null })).toBe(true);
  });

  it('compares without conversion', async () => {
    expect(await holds({ fact: 'n', operator: 'equal', value: '5' }, { n: 5 })).toBe(false);
    expect(await holds({ fact: 'b', operator: 'equal', value: 0 }, { b: false })).toBe(false);
  });

  it('names the facts that it reads', () => {
    expect(factsRead({ all: [{ not: poster }, { any: [large, poster] }] })).toEqual([
      'channel',
      'amount',
      'channel',
    ]);
  });

  it('several that hold are told in the order of the policy', async () => {
    const rules = ['b', 'a', 'c'].map((id) => ({ id, when: id === 'a' ? large : poster }));
    expect(await conditionsThatHold(rules, { channel: 'poster', amount: 1 })).toEqual(['b', 'c']);
  });

  it('32 overlapping evaluations agree with serial ones', async () => {
    const rules = Array.from({ length: 8 }, (_, n) => ({
      id: `over-${n}`,
      when: { fact: 'amount', operator: 'greaterThan', value: n } as const,
    }));
    const runs = Array.from({ length: 32 }, (_, n) => ({ amount: n % 10 }));
    const serial: (readonly string[])[] = [];
    for (const facts of runs) serial.push(await conditionsThatHold(rules, facts));
    const overlapping = await Promise.all(runs.map((facts) => conditionsThatHold(rules, facts)));
    expect(overlapping).toEqual(serial);
    expect(serial.map(({ length }) => length)).toEqual(
      runs.map(({ amount }) => Math.min(amount, 8)),
    );
  });
});

describe("a reward's own condition", () => {
  const when = { milestones: ['registered'], condition: null };
  const purchase: Condition = {
    fact: 'purchaseAmountMinor',
    operator: 'greaterThanInclusive',
    value: 5000,
  };

  it('reads the purchase that is reported with the milestone', async () => {
    const stage = await Stage.of({ rewards: [reward({ when: { ...when, condition: purchase } })] });
    for (const invitee of ['bob', 'cat', 'dan']) await stage.redeem(invitee);
    expect(earned(await stage.reach('bob', 'registered', 4999))).toEqual(['CONDITION_NOT_MET']);
    expect(earned(await stage.reach('cat', 'registered', 5000))).toEqual([100]);
    expect(earned(await stage.reach('dan', 'registered'))).toEqual(['CONDITION_NOT_MET']);
  });

  it('remembers a purchase that was reported with an earlier milestone', async () => {
    const milestones = ['registered', 'real-name-verified'];
    const stage = await Stage.of({
      rewards: [reward({ when: { milestones, condition: purchase } })],
    });
    await stage.redeem('bob');
    await stage.reach('bob', 'registered', 6000);
    expect(earned(await stage.reach('bob', 'real-name-verified'))).toEqual([100]);
  });

  it('reads channel, region and the hour by the campaign clock', async () => {
    const redeemed = (condition: Condition) =>
      reward({ when: { milestones: ['redeemed'], condition } });
    const stage = await Stage.of({
      rewards: [
        redeemed({ all: [poster, { fact: 'region', operator: 'in', value: ['CN', 'HK'] }] }),
        { ...redeemed({ fact: 'hourOfDay', operator: 'equal', value: 10 }), id: 'ten' },
        { ...redeemed({ fact: 'weekday', operator: 'equal', value: 1 }), id: 'monday' },
      ],
    });
    const no = 'CONDITION_NOT_MET';
    const there = { channel: 'poster', region: 'HK' };
    expect(earned(await stage.redeem('bob', there))).toEqual([100, 100, 100]);
    expect(earned(await stage.redeem('cat', { ...there, region: 'US' }))).toEqual([no, 100, 100]);
    expect(earned(await stage.redeem('dan'))).toEqual([no, 100, 100]);
    await stage.at(1);
    expect(earned(await stage.redeem('eve', there))).toEqual([100, no, 100]);
  });

  it('of a confirmed reservation reads what it was reserved with', async () => {
    const condition = poster;
    const stage = await Stage.of({
      rewards: [reward({ when: { milestones: ['redeemed'], condition } })],
    });
    const reserved = await stage.redeem('bob', { kind: 'reserve', channel: 'poster' });
    if (!reserved.ok || !reserved.redemption) throw new Error('not reserved');
    expect(earned(await stage.close('confirm', reserved.redemption))).toEqual([100]);
  });
});
