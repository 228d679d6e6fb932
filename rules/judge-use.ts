import type { UseCommand } from '../domain/code/command.ts';
import {
  thresholdsOf,
  type Judgement,
  type RiskAnswer,
  type RiskPolicy,
  type RiskRule,
} from '../domain/policy/policy.ts';
import { instant } from '../domain/time.ts';
import type { Draft } from './decide/draft.ts';
import { conditionsThatHold } from './evaluate.ts';
import { readBy } from './facts-read.ts';
import { invitationsMade, valuesOfUse } from './values.ts';

const nothingFired = [] as const;
const noFacts = {};
const allow = { kind: 'allow' } as const;

const severities: Readonly<Record<RiskAnswer['kind'], number>> = {
  ban: 7,
  refuse: 6,
  freeze: 5,
  revision: 4,
  verification: 3,
  review: 1,
};

/** A review on which two people have to agree is more than one. */
function severityOf(answer: RiskAnswer): number {
  const wantsTwo = answer.kind === 'review' && answer.secondPerson === true;
  return severities[answer.kind] + Number(wantsTwo);
}

/**
 * What a policy says of a use, on what is true before it; a promise only where there are rules to
 * evaluate.
 */
export function judgedBy(
  policy: RiskPolicy,
  before: { readonly draft: Draft },
  command: UseCommand,
): Judgement | Promise<Judgement> {
  return policy.rules.length === 0
    ? allowedBy(policy, noFacts)
    : judgeUse(policy, before.draft, command);
}

function allowedBy({ id, digest }: RiskPolicy, facts: Judgement['facts']): Judgement {
  return { policy: id, policyDigest: digest, rules: nothingFired, facts, answer: allow };
}

async function judgeUse(policy: RiskPolicy, draft: Draft, command: UseCommand): Promise<Judgement> {
  const { id, digest: policyDigest } = policy;
  const rules = rulesFor(policy, draft, command);
  const values = valuesOfUse(draft, command);
  const held = await conditionsThatHold(rules, values);
  // Why somebody was let through is asked as well: then by everything that was looked at.
  if (held.length === 0) return allowedBy(policy, readBy(rules, values));
  const fired = rules.filter(({ id: rule }) => held.includes(rule));
  return {
    policy: id,
    policyDigest,
    rules: fired.map((rule) => rule.id),
    facts: readBy(fired, values),
    thresholds: thresholdsOf(fired),
    answer: mostSevere(fired),
  };
}

/** Rules that are relaxed for a group do not hold where the inviter belongs to it, as far as that goes. */
function rulesFor(
  { rules, whitelist = [] }: RiskPolicy,
  draft: Draft,
  { invitee }: UseCommand,
): readonly RiskRule[] {
  const { inviterCertificates, now } = draft.facts;
  if (inviterCertificates.length === 0) return rules;
  const relaxing = inviterCertificates.filter(({ limits }) =>
    limits.every(({ withinMs, max, used }) => {
      // The stretch begins after `now - withinMs`.
      return used + invitationsMade(draft, invitee, instant(now - withinMs + 1)) <= max;
    }),
  );
  const groups = relaxing.map(({ group }) => group);
  const relaxed = new Set(
    whitelist
      .filter(({ group, until }) => groups.includes(group) && now < until)
      .flatMap((one) => one.rules),
  );
  return relaxed.size === 0 ? rules : rules.filter(({ id }) => !relaxed.has(id));
}

/** What the caller is answered: of answers that are alike severe, the first one's. */
export function mostSevere(fired: readonly RiskRule[]): Judgement['answer'] {
  const [first, ...rest] = fired.map((rule) => rule.answer);
  if (first === undefined) return allow;
  return rest.reduce(
    (worst, answer) => (severityOf(answer) > severityOf(worst) ? answer : worst),
    first,
  );
}
