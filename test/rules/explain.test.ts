import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { operators, type Condition, type ConditionValue } from '../../domain/policy/condition.ts';
import { factTable, type Fact, type FactValue } from '../../domain/policy/facts.ts';
import { conditionsThatHold, type FactValues } from '../../rules/evaluate.ts';
import { traceCondition, type ConditionTrace } from '../../rules/trace.ts';

const names = Object.keys(factTable) as Fact[];
const word = fc.constantFrom('face', 'poster', 'app', '');
const count = fc.integer({ min: -2, max: 3 });

function factOf(fact: Fact): fc.Arbitrary<FactValue> {
  const { type } = factTable[fact];
  const known =
    type === 'number' ? count : type === 'string' ? word : fc.array(word, { maxLength: 2 });
  return fc.option(known as fc.Arbitrary<FactValue>, { nil: null });
}

/** As the compiler lets them through: operators and values that are for the fact. */
const leaf: fc.Arbitrary<Condition> = fc.constantFrom(...names).chain((fact) => {
  const { type } = factTable[fact];
  const fitting = operators.filter((operator) => {
    const isOrder = operator.includes('Than');
    const isList = operator === 'contains' || operator === 'doesNotContain';
    return type === 'list' ? isList : !isList && (type === 'number' || !isOrder);
  });
  const single: fc.Arbitrary<ConditionValue> = type === 'number' ? count : word;
  return fc.constantFrom(...fitting).chain((operator) => {
    const several = operator === 'in' || operator === 'notIn';
    const value = several
      ? (fc.array(single, { minLength: 1, maxLength: 3 }) as fc.Arbitrary<ConditionValue>)
      : single;
    return value.map((of): Condition => ({ fact, operator, value: of }));
  });
});

const { condition } = fc.letrec<{ condition: Condition }>((tie) => ({
  condition: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    leaf,
    fc.array(tie('condition'), { maxLength: 3 }).map((all): Condition => ({ all })),
    fc.array(tie('condition'), { maxLength: 3 }).map((any): Condition => ({ any })),
    tie('condition').map((not): Condition => ({ not })),
  ),
}));

const facts: fc.Arbitrary<FactValues> = fc.record(
  Object.fromEntries(names.map((name) => [name, factOf(name)])),
);

function leaves(trace: ConditionTrace): number {
  if (trace.kind === 'fact') return 1;
  if (trace.kind === 'not') return leaves(trace.part);
  return trace.parts.reduce((sum, part) => sum + leaves(part), 0);
}

describe('a trace of a condition', () => {
  it('comes to what the engine comes to', async () => {
    let held = 0;
    await fc.assert(
      fc.asyncProperty(condition, facts, async (when, values) => {
        const engine = (await conditionsThatHold([{ id: 'it', when }], values)).length === 1;
        held += Number(engine);
        expect(traceCondition(when, values).holds).toBe(engine);
      }),
      { numRuns: 2_000 },
    );
    // Neither answer is so rare that nothing was tried.
    expect(held).toBeGreaterThan(200);
    expect(held).toBeLessThan(1_800);
  });

  it('shows also what no longer mattered', () => {
    const face: Condition = { fact: 'inviterChecksToday', operator: 'contains', value: 'face' };
    const many: Condition = { fact: 'inviterInvitationsToday', operator: 'greaterThan', value: 5 };
    const trace = traceCondition(
      { all: [face, { not: { any: [many] } }] },
      { inviterChecksToday: [] },
    );
    expect(trace.holds).toBe(false);
    expect(leaves(trace)).toBe(2);
    expect(trace).toMatchObject({
      kind: 'all',
      parts: [
        { kind: 'fact', holds: false, found: [], value: 'face' },
        { kind: 'not', holds: true, part: { holds: false, parts: [{ found: null }] } },
      ],
    });
  });
});
