import type { FactValue } from '../../domain/policy/facts.ts';
import type { Judgement } from '../../domain/policy/policy.ts';
import { formatMoney } from '../../domain/money.ts';
import { formatDuration } from '../../domain/time.ts';
import type { OperationRecord } from '../../store/inspect/operations.ts';
import { describeOutcome, type Clock } from '../output/outcome.ts';
import { clockAndDistance } from '../output/when.ts';
import { indent } from '../output/table.ts';

/** One operation with its whole explanation. */
export function explainOperation(operation: OperationRecord, clock: Clock): string {
  const { kind, opId, code, at, outcome, judgement } = operation;
  const when = clockAndDistance(at, clock.timeZone, clock.now);
  return [
    `Operation ${opId}: ${kind} on code ${code}, ${when}`,
    indent(describeOutcome(outcome, clock)),
    ...(judgement === null ? [] : explainJudgement(judgement).map((line) => indent(line))),
  ].join('\n');
}

/** What came of an operation, in a few words. */
export function outcomeInWords({ outcome }: OperationRecord): string {
  if (!outcome.ok) {
    const { code, successor } = outcome;
    return code === 'CODE_REPLACED' && successor !== undefined ? 'answered by successor' : code;
  }
  const { rewards = [], redemptionState, extendedByMs = 0, counted, forwardedTo } = outcome;
  const granted = rewards.filter((reward) => reward.granted);
  const words = [
    ...(redemptionState === undefined ? [] : [redemptionState]),
    ...(counted === false ? ['not counted'] : []),
    ...(extendedByMs > 0 ? [`+${formatDuration(extendedByMs)}`] : []),
    ...granted.map(({ minor, asset, side }) => `${formatMoney(minor, asset)} to ${side}`),
    ...rewards.filter((reward) => !reward.granted).map(({ reason }) => reason),
    ...(forwardedTo === undefined ? [] : ['by successor']),
  ];
  return words.length === 0 ? 'ok' : words.join(', ');
}

/** Which rules fired and on what facts, in short. */
export function rulesInWords({ outcome, judgement }: OperationRecord): string {
  const rules = judgement?.rules ?? outcome.rules ?? [];
  return rules.join(', ');
}

/** What the risk policy had to say, in sentences. */
function explainJudgement(judgement: Judgement): string[] {
  const { policy, policyDigest, rules, facts, thresholds = [], answer } = judgement;
  const known = Object.entries(facts).map(([name, value]) => `${name} = ${shown(value)}`);
  const asked = `The risk policy ${policy} (${policyDigest.slice(0, 8)}) was asked`;
  const looked = known.length === 0 ? '' : `, with ${known.join(', ')}`;
  const fired = rules.length === 0 ? 'No rule fired.' : `Fired: ${rules.join(', ')}.`;
  const compared = thresholds.map(
    ({ rule, fact, operator, value }) => `${fact} ${operator} ${JSON.stringify(value)} (${rule})`,
  );
  return [
    `${asked}${looked}.`,
    `${fired} Its answer: ${answerInWords(answer)}.`,
    ...(compared.length === 0 ? [] : [`What the rules ask: ${compared.join(', ')}.`]),
  ];
}

function shown(value: FactValue): string {
  return value === null ? 'not known' : JSON.stringify(value);
}

function answerInWords(answer: Judgement['answer']): string {
  switch (answer.kind) {
    case 'allow':
      return 'it may go on';
    case 'verification':
      return `the check "${answer.check}" must be passed first`;
    case 'revision':
      return 'the wording must be revised first';
    case 'review':
      return `${answer.secondPerson === true ? 'two people decide' : 'a person decides'} within ${formatDuration(answer.withinMs)}, otherwise ${answer.otherwise}`;
    case 'freeze':
      return `the ${answer.party} is frozen for ${formatDuration(answer.forMs)}, and longer each time, up to ${formatDuration(answer.upToMs)}`;
    case 'refuse':
      return 'it is refused';
    case 'ban':
      return `it is refused, and the ${answer.party} banned`;
  }
}
