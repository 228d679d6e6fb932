import { describe, expect, it } from 'vitest';
import type { CountedMilestone, Properties } from '../../domain/campaign/milestones.ts';
import type { RewardTerms, Terms, WhenTerms } from '../../domain/campaign/terms.ts';
import type { MilestoneCommand } from '../../domain/code/command.ts';
import type { Outcome } from '../../domain/code/outcome.ts';
import { reportsMax } from '../../domain/commit/report.ts';
import { minorUnits, type Asset } from '../../domain/money.ts';
import type { Condition } from '../../domain/policy/condition.ts';
import { duration } from '../../domain/time.ts';
import type { SubjectId } from '../../domain/ids.ts';
import { freshOpId } from '../support/commands.ts';
import { earned, hour, reward, Stage, word } from './stage.ts';

const yuan = 'CNY/2' as Asset;
const properties: Properties = {
  order: {
    amount: { kind: 'money', asset: yuan },
    category: { kind: 'text', oneOf: ['book', 'toy'] },
    note: { kind: 'text', oneOf: null },
    pieces: { kind: 'number', min: 1, max: 10 },
    first: { kind: 'flag' },
  },
};

function order(changes: Partial<CountedMilestone> = {}): CountedMilestone {
  return { milestone: 'order', times: 1, atLeast: null, withinMs: null, ...changes };
}

function waiting(when: Partial<WhenTerms>): RewardTerms {
  return reward({ when: { milestones: ['order'], condition: null, ...when } });
}

/** Bob has redeemed Ann's code of a campaign with orders and reviews. */
async function begun(...rewards: readonly RewardTerms[]): Promise<Stage> {
  const terms: Partial<Terms> = { milestones: ['order', 'review', 'registered'], properties };
  const stage = await Stage.of({ ...terms, rewards });
  await stage.redeem('bob');
  return stage;
}

async function report(
  stage: Stage,
  milestone: string,
  said: MilestoneCommand['properties'] = {},
): Promise<Outcome> {
  const invitee = 'bob' as SubjectId;
  return stage.send({ kind: 'milestone', opId: freshOpId(), invitee, milestone, properties: said });
}

const kept = (stage: Stage) =>
  [...stage.simulation.store.redemptions.values()].flatMap(({ reports }) => reports);

describe('how often', () => {
  it('a reward for three orders is earned by the third, and once', async () => {
    const stage = await begun(waiting({ milestones: [order({ times: 3 })] }));
    const outcomes = [];
    for (let n = 1; n <= 5; n += 1) outcomes.push(earned(await report(stage, 'order')));
    expect(outcomes).toEqual([[], [], [100], [], []]);
    expect(kept(stage)).toHaveLength(3);
  });

  it('a milestone that nobody counts is reached once, as ever', async () => {
    const stage = await begun(waiting({ milestones: [order({ times: 2 })] }));
    expect(word(await report(stage, 'review'))).toBe('ok');
    expect(word(await report(stage, 'review'))).toBe('MILESTONE_REPEATED');
    expect(kept(stage)).toEqual([]);
  });

  it('rewards for the first and for the second order are counted apart', async () => {
    const second = waiting({ milestones: [order({ times: 2 })] });
    const stage = await begun(waiting({}), { ...second, id: 'second' });
    expect(earned(await report(stage, 'order'))).toEqual([100]);
    expect(earned(await report(stage, 'order'))).toEqual([100]);
  });

  it('as many reports are kept as there may be, and the next is refused whole', async () => {
    const many = [100, 90, 80].map((times, index) => ({
      ...waiting({
        milestones: [order({ times, atLeast: { minor: minorUnits(index), property: null } })],
      }),
      id: `many-${String(index)}`,
    }));
    const apart = ['order', 'review', 'registered'].map((milestone, index) => ({
      ...waiting({ milestones: [{ ...order({ times: 100 }), milestone }] }),
      id: `apart-${String(index)}`,
    }));
    const stage = await begun(...many, ...apart);
    const milestones = ['order', 'review', 'registered'] as const;
    for (let n = 0; n < reportsMax; n += 1) {
      expect(word(await report(stage, milestones[n % 3] ?? ''))).toBe('ok');
    }
    const { revision } = stage.simulation.store.code(stage.code);
    expect(word(await report(stage, 'order'))).toBe('REPORTS_FULL');
    expect(kept(stage)).toHaveLength(reportsMax);
    expect(stage.simulation.store.code(stage.code).revision).toBe(revision + 1);
  });
});

describe('of how much', () => {
  const hundred = { minor: minorUnits(10_000), property: 'amount' };

  it('only reports of at least the amount count, by the property of money', async () => {
    const stage = await begun(waiting({ milestones: [order({ atLeast: hundred })] }));
    expect(earned(await report(stage, 'order'))).toEqual([]);
    expect(earned(await report(stage, 'order', { amount: '99.99' }))).toEqual([]);
    expect(kept(stage)).toEqual([]);
    expect(earned(await report(stage, 'order', { amount: '100.00' }))).toEqual([100]);
  });

  it('or by the purchase where the milestone has no such property', async () => {
    const atLeast = { ...hundred, property: null };
    const stage = await begun(waiting({ milestones: [order({ atLeast })] }));
    expect(earned(await stage.reach('bob', 'order', 9999))).toEqual([]);
    expect(earned(await stage.reach('bob', 'order', 10_000))).toEqual([100]);
  });
});

describe('how soon', () => {
  const within = [order({ withinMs: duration(3 * hour) })];

  it('a report just before the time is over counts', async () => {
    const stage = await begun(waiting({ milestones: within }));
    await stage.at(3 - 1 / hour);
    expect(earned(await report(stage, 'order'))).toEqual([100]);
  });

  it('at the very instant it is over', async () => {
    const stage = await begun(waiting({ milestones: within }));
    await stage.at(3);
    expect(earned(await report(stage, 'order'))).toEqual([]);
    expect(word(await report(stage, 'order'))).toBe('MILESTONE_REPEATED');
  });
});

describe('in order', () => {
  const inOrder = { inOrder: true as const };

  it('what comes before its predecessor does not count, and may come again', async () => {
    const stage = await begun(
      waiting({ milestones: ['redeemed', 'registered', order({ times: 2 })], ...inOrder }),
    );
    expect(earned(await report(stage, 'order'))).toEqual([]);
    expect(earned(await report(stage, 'registered'))).toEqual([]);
    expect(earned(await report(stage, 'order'))).toEqual([]);
    expect(word(await report(stage, 'registered'))).toBe('MILESTONE_REPEATED');
    expect(earned(await report(stage, 'order'))).toEqual([100]);
  });

  it('the same milestone twice is two reports', async () => {
    const stage = await begun(waiting({ milestones: ['order', 'review', 'order'], ...inOrder }));
    expect(earned(await report(stage, 'order'))).toEqual([]);
    expect(earned(await report(stage, 'order'))).toEqual([]);
    expect(earned(await report(stage, 'review'))).toEqual([]);
    expect(earned(await report(stage, 'order'))).toEqual([100]);
  });
});

describe('properties', () => {
  const wrong: readonly (readonly [MilestoneCommand['properties'], string, string])[] = [
    [
      { amuont: '1.00' },
      'PROPERTY_UNKNOWN',
      'order has no property "amuont": it has amount, category',
    ],
    [
      { amount: 12.5 },
      'PROPERTY_REFUSED',
      'order.amount cannot be 12.5: it is an amount of CNY as a text, such as "128.50"',
    ],
    [{ amount: '1.005' }, 'PROPERTY_REFUSED', 'order.amount cannot be "1.005"'],
    [{ amount: '-1.00' }, 'PROPERTY_REFUSED', 'order.amount cannot be "-1.00"'],
    [
      { category: 'tool' },
      'PROPERTY_REFUSED',
      'order.category cannot be "tool": it is one of book, toy',
    ],
    [{ note: 'x'.repeat(101) }, 'PROPERTY_REFUSED', 'it is a text of at most 100 characters'],
    [
      { pieces: '3' },
      'PROPERTY_REFUSED',
      'order.pieces cannot be "3": it is a number, at least 1, at most 10',
    ],
    [{ pieces: 11 }, 'PROPERTY_REFUSED', 'order.pieces cannot be 11'],
    [{ first: 'yes' }, 'PROPERTY_REFUSED', 'order.first cannot be "yes": it is true or false'],
    [{ toString: 'x' }, 'PROPERTY_UNKNOWN', 'no property "toString"'],
  ];

  it.each(wrong)('%j is refused whole as %s', async (said, code, message) => {
    const stage = await begun(waiting({}));
    const outcome = await report(stage, 'order', { ...said, pieces: said?.['pieces'] ?? 1 });
    expect(outcome).toMatchObject({ ok: false, code });
    expect(outcome).toHaveProperty('message', expect.stringContaining(message));
    expect(earned(await report(stage, 'order'))).toEqual([100]);
  });

  it('a milestone without properties has none', async () => {
    const outcome = await report(await begun(waiting({})), 'review', { amount: '1.00' });
    expect(outcome).toMatchObject({ code: 'PROPERTY_UNKNOWN' });
  });

  const conditions: readonly (readonly [Condition, MilestoneCommand['properties'], boolean])[] = [
    [{ fact: 'order.amount', operator: 'greaterThan', value: 5000 }, { amount: '50.01' }, true],
    [{ fact: 'order.amount', operator: 'greaterThan', value: 5000 }, { amount: '50.00' }, false],
    [{ fact: 'order.category', operator: 'notEqual', value: 'toy' }, { category: 'book' }, true],
    [{ fact: 'order.category', operator: 'notEqual', value: 'toy' }, {}, false],
    [{ fact: 'order.category', operator: 'notIn', value: ['toy'] }, {}, false],
    [{ fact: 'order.pieces', operator: 'lessThan', value: 3 }, { pieces: 2 }, true],
    [{ fact: 'order.pieces', operator: 'lessThan', value: 3 }, {}, false],
    [{ fact: 'order.first', operator: 'equal', value: false }, { first: false }, true],
    [{ fact: 'order.first', operator: 'equal', value: false }, {}, false],
  ];

  it.each(conditions)('%j with %j: %s', async (condition, said, holds) => {
    const stage = await begun(waiting({ condition }));
    expect(earned(await report(stage, 'order', said))).toEqual([holds ? 100 : 'CONDITION_NOT_MET']);
  });

  it('are read as they were reported last, of another milestone too', async () => {
    const condition = { fact: 'order.category', operator: 'equal', value: 'book' } as const;
    const counted = waiting({ milestones: [order({ times: 9 })] });
    const stage = await begun(
      { ...waiting({ milestones: ['review'], condition }), id: 'for-books' },
      counted,
    );
    await report(stage, 'order', { category: 'toy' });
    await report(stage, 'order', { category: 'book' });
    await report(stage, 'order', { pieces: 2 });
    expect(earned(await report(stage, 'review'))).toEqual([100]);
  });
});
