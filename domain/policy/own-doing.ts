import { factsRead, type Condition } from './condition.ts';
import type { PartyKind } from './party.ts';
import type { RiskAnswer, RiskRule } from './policy.ts';

/**
 * Facts of somebody who redeems that nobody else can bring about: not by sharing a device or an address with
 * them, not by inviting them, and not by a link. The hour belongs to nobody.
 */
export const ownFacts: readonly string[] = [
  'personFailuresLastHour',
  'accountAgeDays',
  'hourOfDay',
  'weekday',
];

/**
 * Whether a sanction that these rules have earned also suspends the codes that the person holds: only where a
 * rule that gives it reads nothing that others can bring about. Otherwise whoever uses the device of a holder
 * could have their codes closed.
 */
export function suspendsCodes(
  fired: readonly Pick<RiskRule, 'when' | 'answer'>[],
  { kind, party }: { readonly kind: RiskAnswer['kind']; readonly party: PartyKind },
): boolean {
  return (
    party === 'person' && fired.some(({ when, answer }) => gives(answer, kind) && isOwnDoing(when))
  );
}

function gives(answer: RiskAnswer, kind: RiskAnswer['kind']): boolean {
  return answer.kind === kind && 'party' in answer && answer.party === 'person';
}

/** Whether a condition reads nothing that others than who redeems can bring about. */
export function isOwnDoing(when: Condition): boolean {
  return factsRead(when).every((fact) => ownFacts.includes(fact));
}

/** Facts that are not of whoever asks: of the inviter, the code, the campaign, and of the hour. */
const othersFacts: readonly string[] = [
  'inviterInvitationsToday',
  'inviterChecksToday',
  'inviterBound',
  'wordingHits',
  'campaignFailuresLastHour',
  'generation',
  'hourOfDay',
  'weekday',
];

/**
 * Whether a condition can hold with nothing read of whoever asks, so that they would be kept out for what others
 * did: one branch of `any` is enough. Denied, `any` and `all` change places.
 */
export function isOthersDoing(when: Condition, isDenied = false): boolean {
  if ('not' in when) return isOthersDoing(when.not, !isDenied);
  if ('fact' in when) return othersFacts.includes(when.fact);
  const branches = 'any' in when ? when.any : when.all;
  const ofOthers = branches.filter((branch) => isOthersDoing(branch, isDenied));
  return 'any' in when !== isDenied ? ofOthers.length > 0 : ofOthers.length === branches.length;
}
