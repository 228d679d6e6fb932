import { borderTermsOf, ruleOf, type RegionTerms } from '../../domain/campaign/scenario.ts';
import type { UseCommand } from '../../domain/code/command.ts';
import { exactly } from '../../domain/code/exact-words.ts';
import { reject, type Rejection } from '../../domain/code/rejection.ts';
import type { Draft } from './draft.ts';

/** Why a use cannot count by the rules of the region that it comes from, where its campaign has such rules. */
export function refuseBorder(draft: Draft, command: UseCommand): Rejection | null {
  const border = borderTermsOf(draft.terms.scenario);
  if (border === undefined) return null;
  const { region } = command;
  if (region === undefined) return reject('REGION_REQUIRED');
  const rule = ruleOf(border, region);
  if ((rule?.redeem ?? border.otherwise) === 'refused') return reject('REGION_REFUSED');
  if (rule === undefined) return null;
  return refuseConsent(draft, command, rule) ?? refuseUnverified(draft, command, rule);
}

function refuseConsent(draft: Draft, { invitee }: UseCommand, rule: RegionTerms): Rejection | null {
  if (!rule.consent) return null;
  const given = draft.facts.border?.consents.find(
    ({ person, region }) => person === invitee && region === rule.region,
  );
  if (given === undefined) return reject('CONSENT_REQUIRED');
  const { consentText = given.text } = rule;
  return given.text === consentText ? null : reject('CONSENT_OUTDATED');
}

/** Results of the same batch count too, the latest of each check. */
function refuseUnverified(
  { facts, verifications }: Draft,
  { invitee }: UseCommand,
  { verification: wanted, region }: RegionTerms,
): Rejection | null {
  if (wanted === undefined) return null;
  const latest = verifications.findLast(
    ({ subject, check }) => subject === invitee && check === wanted,
  );
  const before = facts.border?.passed.some(
    ({ person, check }) => person === invitee && check === wanted,
  );
  const isPassed = latest === undefined ? before === true : latest.result === 'passed';
  const message = exactly('checkOfRegion', region, wanted);
  return isPassed ? null : reject('VERIFICATION_REQUIRED', { check: wanted, message });
}
