import type { KeptOut } from '../../domain/commit/shadow.ts';
import type { OpId } from '../../domain/ids.ts';
import { isSanctioning, type Judgement, type RiskPolicy } from '../../domain/policy/policy.ts';
import type { Draft } from './draft.ts';

/** What both versions say of one use. */
export interface BothJudged {
  readonly judgement: Judgement;
  readonly shadow: Judgement;
}

/** Notes where the policy in the shadow would have answered otherwise, or kept others out besides. */
export function noteShadow(draft: Draft, opId: OpId, { judgement, shadow }: BothJudged): void {
  const { policy, shadow: tried, now: at } = draft.facts;
  if (tried === null) return;
  const besides = { now: keptOut(policy, judgement), instead: keptOut(tried, shadow) };
  const { answer, rules } = judgement;
  const isAlike =
    inOrder(answer) === inOrder(shadow.answer) && texts(besides.now) === texts(besides.instead);
  if (isAlike) return;
  const judged = { policy: shadow.policyDigest, answer, rules, judgement: shadow };
  draft.shadows.push({ opId, ...judged, besides, at });
}

/** What rules give that fired beside the one that answers, each once. */
function keptOut({ rules }: RiskPolicy, judgement: Judgement): readonly KeptOut[] {
  const answered = inOrder(judgement.answer);
  const given = rules
    .filter((rule) => isSanctioning(rule) && judgement.rules.includes(rule.id))
    .map(({ answer }) => answer)
    .filter((answer): answer is KeptOut => inOrder(answer) !== answered);
  return [...new Map(given.map((answer) => [inOrder(answer), answer])).values()];
}

function texts(given: readonly KeptOut[]): string {
  return given.map(inOrder).sort().join();
}

/** What was stored as JSON has its keys in another order. */
function inOrder(answer: Judgement['answer']): string {
  return JSON.stringify(Object.entries(answer).sort(([a], [b]) => (a < b ? -1 : 1)));
}
