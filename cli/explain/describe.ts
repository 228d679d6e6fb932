import type { ExplainedReward, ExplainedRule, Explanation } from '../../compare/explain/explain.ts';
import type { Nearest } from '../../compare/explain/nearest.ts';
import type { Situation } from '../../compare/explain/situation.ts';
import type { ConditionValue } from '../../domain/policy/condition.ts';
import type { FactValue } from '../../domain/policy/facts.ts';
import type { RiskAnswer } from '../../domain/policy/policy.ts';
import type { RewardTerms, Terms } from '../../domain/campaign/terms.ts';
import { formatMoney } from '../../domain/money.ts';
import { formatDuration, type Instant } from '../../domain/time.ts';
import type { ConditionTrace, FactTrace } from '../../rules/explain.ts';
import { colours } from '../output/colour.ts';
import { describeReward, type Clock } from '../output/outcome.ts';
import { indent } from '../output/table.ts';
import { clock } from '../output/when.ts';

/** Everything that an explanation is told with. */
export interface Told {
  readonly terms: Terms;
  readonly situation: Situation;
  readonly explanation: Explanation;
  readonly nearest: readonly Nearest[];
}

/** An explanation for people: the answer, every condition, every reward, the nearest otherwise. */
export function describeExplanation({ terms, situation, explanation, nearest }: Told): string {
  const { timeZone } = terms.period;
  const by = terms.variant === undefined ? '' : `, by the terms of variant ${terms.variant}`;
  const at = { timeZone, now: situation.at };
  const rules = explanation.rules.map((rule) => describeRule(rule, explanation.decidedBy));
  const rewards = terms.rewards.map((reward) => {
    const found = explanation.rewards.find(({ id }) => id === reward.id);
    return found === undefined ? '' : describeOne(reward, found, at);
  });
  const others = nearest.map((one) => describeNearest(situation, one, at));
  const refused = explanation.refusedReports.map(
    ({ milestone, refused: { code, message } }) => `${milestone}: ${code}: ${message}`,
  );
  return [
    `${mark(explanation)}  ${answerOf(explanation)}, on ${clock(situation.at, timeZone)} in ${timeZone}${by}`,
    section('Rules of the risk policy', rules, 'There are none.'),
    ...(refused.length === 0 ? [] : [section('Reports that are refused', refused, '')]),
    section('Rewards', rewards, 'There are none.'),
    section(
      'The nearest situations that would be decided otherwise',
      others,
      'None was found with one or two facts changed.',
    ),
  ].join('\n\n');
}

function section(title: string, parts: readonly string[], none: string): string {
  const body = parts.length === 0 ? [none] : parts;
  return [colours.bold(title), ...body.map((part) => indent(part))].join('\n');
}

function mark({ outcome }: Explanation): string {
  return outcome.ok ? colours.green('ok') : colours.red('refused');
}

function answerOf({ outcome, decidedBy }: Explanation): string {
  const by = decidedBy === null ? '' : `, by rule ${decidedBy}`;
  if (!outcome.ok) {
    const check = outcome.check === undefined ? '' : ` (${outcome.check})`;
    return `${outcome.code}: ${outcome.message}${check}${by}`;
  }
  const what = outcome.redemptionState === 'review' ? 'sent to review' : 'accepted';
  return `the redemption is ${what}${by}`;
}

function describeRule({ id, title, answer, trace }: ExplainedRule, by: string | null): string {
  const result = trace.holds
    ? `fires: ${describeAnswer(answer)}${by === id ? ', which decided' : ''}`
    : `does not fire; it would ${describeAnswer(answer)}`;
  return [`${id}: ${result}`, indent(title), indent(describeTrace(trace))].join('\n');
}

function describeAnswer(answer: RiskAnswer): string {
  switch (answer.kind) {
    case 'verification':
      return `ask for the check ${answer.check}`;
    case 'review':
      return `send to review for ${formatDuration(answer.withinMs)}, then ${answer.otherwise}`;
    case 'freeze-source':
      return `freeze the network for ${formatDuration(answer.forMs)}`;
    case 'refuse':
      return 'refuse';
    case 'ban':
      return `refuse, and ban the ${answer.party}`;
  }
}

/** A condition with every fact, threshold and result, nested as it is written. */
function describeTrace(trace: ConditionTrace): string {
  const result = trace.holds ? 'yes' : 'no ';
  switch (trace.kind) {
    case 'all':
    case 'any': {
      const title = `${result} ${trace.kind} of`;
      return [title, ...trace.parts.map((part) => indent(describeTrace(part), 4))].join('\n');
    }
    case 'not':
      return [`${result} not`, indent(describeTrace(trace.part), 4)].join('\n');
    case 'fact':
      return `${result} ${describeFact(trace)}`;
  }
}

function describeFact({ fact, found, operator, value }: FactTrace): string {
  return `${fact} is ${say(found)}; asked: ${operator} ${say(value)}`;
}

function say(value: FactValue | ConditionValue): string {
  if (value === null) return 'not known';
  if (typeof value !== 'object') return String(value);
  return value.length === 0 ? 'none' : value.join(', ');
}

function describeOne(reward: RewardTerms, found: ExplainedReward, at: Clock): string {
  const { trace, missing, results } = found;
  const granted = results.map((result) => describeReward(result, at));
  const nothing =
    missing.length > 0 ? `waits for ${missing.join(', ')}` : 'this invitee earns nothing by it';
  const caps = reward.caps.map((cap) => {
    const max = cap.unit === 'amount' ? formatMoney(cap.max, reward.asset) : `${cap.max} rewards`;
    return `${max} a ${cap.scope}`;
  });
  return [
    `${reward.id}: ${granted.length === 0 ? nothing : ''}`.trimEnd(),
    ...granted.map((line) => indent(line)),
    ...(caps.length === 0 ? [] : [indent(`at most ${caps.join(', ')}`)]),
    ...(trace === null ? [] : [indent(describeTrace(trace))]),
  ].join('\n');
}

function describeNearest(from: Situation, one: Nearest, at: Clock): string {
  const changes = one.changes.map(
    ({ fact, to }) => `${fact} ${sayFact(fact, from[fact], at)} -> ${sayFact(fact, to, at)}`,
  );
  const { explanation } = one;
  const results = explanation.rewards.flatMap((reward) => reward.results);
  return [
    `${changes.join(', and ')}: ${answerOf(explanation)}`,
    ...results.map((result) => indent(describeReward(result, { ...at, now: one.situation.at }))),
  ].join('\n');
}

function sayFact(
  fact: keyof Situation,
  value: Situation[keyof Situation],
  { timeZone }: Clock,
): string {
  if (fact === 'at') return clock(value as Instant, timeZone);
  if (typeof value !== 'object' || value === null || isList(value)) return say(value);
  return say(Object.entries(value).map(([name, one]) => `${name} ${String(one)}`));
}

function isList(value: object): value is readonly string[] {
  return Array.isArray(value);
}
