import { Almanac, Engine, Rule, type TopLevelCondition } from 'json-rules-engine';
import { isPropertyFact } from '../domain/campaign/milestones.ts';
import { onceFor } from '../domain/once-for.ts';
import type { Condition } from '../domain/policy/condition.ts';
import type { FactValue } from '../domain/policy/facts.ts';

/**
 * Values of facts by name. A fact that is not known is null: only `notEqual` and `notIn` fit it, and
 * no operator fits a property that was not reported.
 */
export type FactValues = Readonly<Record<string, FactValue>>;

/** Paths reach into facts by JSONPath, which we never run: facts are flat. */
function refusePath(): undefined {
  return undefined;
}

/**
 * Answers from the facts as they are. The engine's own almanac makes an object, a hash and a promise
 * of each of them before it looks at a rule, which was more than half of an evaluation.
 */
class FlatAlmanac extends Almanac {
  readonly #facts: FactValues;

  constructor(facts: FactValues) {
    super({ allowUndefinedFacts: true, pathResolver: refusePath });
    this.#facts = facts;
  }

  override factValue<T>(name: string): Promise<T>;
  override factValue(name: string): Promise<FactValue | undefined> {
    return Promise.resolve(Object.hasOwn(this.#facts, name) ? this.#facts[name] : undefined);
  }
}

/** A condition by name. */
export interface NamedCondition {
  readonly id: string;
  readonly when: Condition;
}

/**
 * Which of the named conditions hold for the facts. A new engine each time: one that is shared
 * skips rules, silently, when two runs overlap.
 */
export async function conditionsThatHold(
  conditions: readonly NamedCondition[],
  facts: FactValues,
): Promise<readonly string[]> {
  if (conditions.length === 0) return [];
  const engine = new Engine(conditions.map(ruleOf));
  const { events } = await engine.run({}, { almanac: new FlatAlmanac(facts) });
  const held = new Set(events.map((event) => event.type));
  return conditions.map(({ id }) => id).filter((id) => held.has(id));
}

/** A condition as the engine runs it; runs may share it, since all their engines are alike. */
const ruleOf = onceFor(({ id, when }: NamedCondition): Rule => {
  const rule = new Rule({ conditions: topLevel(when), event: { type: id } });
  // Each run copies what its rules own, for results that nobody reads.
  rule.conditions = inherited(rule.conditions);
  return rule;
});

/** The same to whoever reads it, with nothing of its own. */
function inherited<T extends object>(from: T): T {
  return Object.create(from) as T;
}

function topLevel(condition: Condition): TopLevelCondition {
  const nested = nest(condition);
  return 'fact' in nested ? { all: [nested] } : nested;
}

type Nested = TopLevelCondition | { fact: string; operator: string; value: unknown };

function nest(condition: Condition): Nested {
  if ('all' in condition) return { all: condition.all.map(nest) };
  if ('any' in condition) return { any: condition.any.map(nest) };
  if ('not' in condition) return { not: nest(condition.not) };
  const { fact, operator, value } = condition;
  const compared = { fact, operator, value };
  // What was not reported is null, which these operators would take for another value.
  return isPropertyFact(fact) && (operator === 'notEqual' || operator === 'notIn')
    ? { all: [{ fact, operator: 'notEqual', value: null }, compared] }
    : compared;
}
