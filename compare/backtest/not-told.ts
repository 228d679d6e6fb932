import {
  factOf,
  isPropertyFact,
  milestonesWanted,
  nameOfWanted,
} from '../../domain/campaign/milestones.ts';
import type { Terms, WhenTerms } from '../../domain/campaign/terms.ts';
import { factsOfAsking, factsRead } from '../../domain/policy/condition.ts';
import { joined, say, type Said } from '../../lang/say.ts';
import { compareTerms } from '../compare-terms.ts';
import type { InForce, Proposal } from './laws.ts';
import type { Reported } from './tally.ts';

/** What of a proposal a replay cannot tell, because what it hangs on is not recorded. */
export function notTold(inForce: InForce, proposal: Proposal): readonly Said[] {
  if (proposal.kind === 'campaign') {
    return [...partsNotPlayed(inForce, proposal.terms), ...segmentsNotTold(proposal.terms)];
  }
  const read = new Set(proposal.policy.rules.flatMap(({ when }) => factsRead(when)));
  const facts = factsOfAsking.filter((fact) => read.has(fact));
  if (facts.length === 0) return [];
  return [
    say`${facts.join(', ')}: what is known of who asks is recorded only where a rule that read it fired; elsewhere it is played as unknown`,
  ];
}

/** What rewards of a proposal wait for, or look at, that no report said in the time that was played. */
export function neverReported(proposal: Proposal, reported: Reported): readonly Said[] {
  if (proposal.kind === 'policy') return [];
  const offers = [proposal.terms, ...(proposal.variants?.values() ?? [])];
  const names = new Set(
    offers.flatMap(({ rewards, checks = {} }) => {
      const byCheck = Object.entries(checks).flatMap(([check, milestone]) =>
        reported.checks.has(check) ? [milestone] : [],
      );
      return rewards
        .flatMap(({ when }) => milestonesWanted(when))
        .filter((name) => name !== 'redeemed' && !reported.milestones.has(name))
        .filter((name) => !byCheck.includes(name));
    }),
  );
  const facts = new Set(
    offers
      .flatMap(({ rewards }) => rewards.flatMap(({ when }) => propertiesRead(when)))
      .filter((fact) => !reported.properties.has(fact) && !names.has(milestoneOf(fact))),
  );
  return [
    ...[...names].map(
      (name) =>
        say`${name}: nobody reported this milestone in that time, so what waits for it was paid to nobody; that does not say that nobody would reach it`,
    ),
    ...[...facts].map(
      (fact) =>
        say`${fact}: no report carried this property in that time, so it is played as unknown`,
    ),
  ];
}

function propertiesRead({ milestones, condition }: WhenTerms): readonly string[] {
  const least = milestones.flatMap((wanted) => {
    const property = typeof wanted === 'string' ? null : (wanted.atLeast?.property ?? null);
    return property === null ? [] : [factOf(nameOfWanted(wanted), property)];
  });
  return [...least, ...(condition === null ? [] : factsRead(condition).filter(isPropertyFact))];
}

function milestoneOf(fact: string): string {
  return fact.split('.')[0] ?? '';
}

/** Parts of terms on which nothing that is recorded depends. */
const notPlayed = /^(?:attribution|code)[.]/;

function partsNotPlayed({ current }: InForce, proposed: Terms): readonly Said[] {
  return compareTerms(current.terms, proposed)
    .changes.filter(({ path, reach }) => reach !== 'cosmetic' && notPlayed.test(path))
    .map(
      ({ path, about }) =>
        say`${path} (${about}): who was not issued a code, or clicked and went elsewhere, is not recorded with what was asked`,
    );
}

function segmentsNotTold({ variants = [] }: Terms): readonly Said[] {
  const own = variants.filter(({ segment }) => segment !== null);
  if (own.length === 0) return [];
  const names = own.map(({ id, segment }) => say`${id} (for ${segment ?? ''})`);
  return [
    say`variants ${joined(names, (one, other) => say`${one}, ${other}`)}: in which segment people are is not recorded, so only those whose codes were of these variants already are played under them; everybody else is played as if in no segment`,
  ];
}
