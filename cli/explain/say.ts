import type { Explanation } from '../../compare/explain/explain.ts';
import type { ConditionValue } from '../../domain/policy/condition.ts';
import type { FactValue } from '../../domain/policy/facts.ts';
import type { RiskAnswer } from '../../domain/policy/policy.ts';
import { formatDuration } from '../../domain/time.ts';
import { asIs, say, type Language, type Said } from '../../lang/say.ts';
import { textOf } from '../../lang/text.ts';
import type { ConditionTrace, FactTrace } from '../../rules/trace.ts';
import { sayRejection } from '../../campaign-test/say-rejection.ts';
import { indent } from '../output/table.ts';

/** What was answered, and by which rule. */
export function sayOutcome({ outcome, decidedBy }: Explanation): Said {
  const answer = outcome.ok ? accepted(outcome.redemptionState === 'review') : refused(outcome);
  return decidedBy === null ? answer : say`${answer}, by rule ${decidedBy}`;
}

function accepted(isReviewed: boolean): Said {
  return isReviewed ? say`the redemption is sent to review` : say`the redemption is accepted`;
}

function refused({
  code,
  message,
  check,
}: Extract<Explanation['outcome'], { readonly ok: false }>): Said {
  const why = say`${code}: ${sayRejection(message)}`;
  return check === undefined ? why : say`${why} (${check})`;
}

/** What a rule does when it fires. */
export function sayAnswer(answer: RiskAnswer): Said {
  switch (answer.kind) {
    case 'verification':
      return say`ask for the check ${answer.check}`;
    case 'revision':
      return say`ask for another wording`;
    case 'review': {
      const within = formatDuration(answer.withinMs);
      const review =
        answer.otherwise === 'approve'
          ? say`send to review for ${within}, then approve`
          : say`send to review for ${within}, then refuse`;
      return answer.secondPerson === true ? say`${review}; two people have to agree` : review;
    }
    case 'freeze':
      return frozen[answer.party](formatDuration(answer.forMs));
    case 'refuse':
      return say`refuse`;
    case 'ban':
      return banned[answer.party];
  }
}

const frozen = {
  person: (time: string) => say`freeze the person for ${time}`,
  device: (time: string) => say`freeze the device for ${time}`,
  source: (time: string) => say`freeze the address for ${time}`,
  network: (time: string) => say`freeze the network for ${time}`,
} as const;

const banned = {
  person: say`refuse, and ban the person`,
  device: say`refuse, and ban the device`,
  source: say`refuse, and ban the address`,
  network: say`refuse, and ban the network`,
} as const;

/** A condition with every fact, threshold and result, nested as it is written. */
export function sayTrace(trace: ConditionTrace, language: Language): string {
  const line = textOf(titleOf(trace), language);
  const parts = trace.kind === 'fact' ? [] : trace.kind === 'not' ? [trace.part] : trace.parts;
  return [line, ...parts.map((part) => indent(sayTrace(part, language), 4))].join('\n');
}

function titleOf(trace: ConditionTrace): Said {
  // One column for both words.
  const result = trace.holds ? say`yes` : say`no `;
  switch (trace.kind) {
    case 'all':
      return say`${result} all of`;
    case 'any':
      return say`${result} any of`;
    case 'not':
      return say`${result} not`;
    case 'fact':
      return sayFact(trace, result);
  }
}

function sayFact({ fact, found, operator, value }: FactTrace, result: Said): Said {
  return say`${result} ${fact} is ${sayValue(found)}; asked: ${operator} ${sayValue(value)}`;
}

/** What a fact is, or is compared with. */
export function sayValue(value: FactValue | ConditionValue): Said {
  if (value === null) return say`not known`;
  if (typeof value !== 'object') return asIs(String(value));
  return value.length === 0 ? say`none` : asIs(value.join(', '));
}
