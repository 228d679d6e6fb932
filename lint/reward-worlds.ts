import { factOf, inFull, isPropertyFact } from '../domain/campaign/milestones.ts';
import { borderTermsOf } from '../domain/campaign/scenario.ts';
import type { Terms, WhenTerms } from '../domain/campaign/terms.ts';
import { generationsOf } from './figures.ts';
import { momentsOf } from './moments.ts';
import type { Range, World } from './worlds.ts';

/** Whether redeeming alone earns a reward. */
function isOfRedeeming({ milestones }: WhenTerms): boolean {
  return milestones.every((wanted) => wanted === 'redeemed');
}

/** All that the condition of a reward may meet by itself, whatever else the terms ask for. */
export function plainWorld(terms: Terms, when: WhenTerms): World {
  return {
    channels: terms.code.channels,
    generationsMax: generationsOf(terms),
    isUnknown: (fact) =>
      isOfRedeeming(when) && (fact === 'purchaseAmountMinor' || isPropertyFact(fact)),
    properties: terms.properties,
  };
}

/** What it may meet beside the other terms, however seldom. */
export function possibleWorld(terms: Terms, when: WhenTerms): World {
  return {
    ...plainWorld(terms, when),
    border: borderTermsOf(terms.scenario),
    partsUnnamed: true,
    ranges: leastOfAny(when),
  };
}

/**
 * What it meets in the usual course. Beyond that there are milestones that are reached after the campaign, reviews that
 * are decided at any time, and a second, smaller purchase before what the reward still waits for.
 */
export function usualWorld(terms: Terms, when: WhenTerms): World {
  return {
    ...possibleWorld(terms, when),
    partsUnnamed: false,
    ranges: leastOfEach(when),
    moments: momentsOf(terms, isOfRedeeming(when) ? 'opening-hours' : 'campaign'),
  };
}

/** The same, where a reward is earned as soon as somebody redeems. */
export function usualAtOnce(terms: Terms, when: WhenTerms): World {
  return { ...usualWorld(terms, when), moments: momentsOf(terms, 'opening-hours') };
}

/** The world in which a fact also lies between two numbers. */
export function narrowed(world: World, fact: string, [least, most]: Range): World {
  const [from, to] = world.ranges?.get(fact) ?? [0, Number.MAX_SAFE_INTEGER];
  const range: Range = [Math.max(from, least), Math.min(to, most)];
  return { ...world, ranges: new Map([...(world.ranges ?? []), [fact, range]]) };
}

/** What a wanted milestone asks of an amount, by the fact that a condition reads it by. */
function leastAsked(when: WhenTerms): readonly (readonly [fact: string | null, least: number])[] {
  return when.milestones
    .filter((wanted) => wanted !== 'redeemed')
    .map((wanted) => {
      const { milestone, atLeast } = inFull(wanted);
      if (atLeast === null) return [null, 0];
      return [factOfAmount(milestone, atLeast.property), atLeast.minor];
    });
}

/** How a condition names an amount that is reported with a milestone. */
export function factOfAmount(milestone: string, property: string | null): string {
  return property === null ? 'purchaseAmountMinor' : factOf(milestone, property);
}

/** Whichever report is the last that a reward waits for, it asks so much of one and the same amount. */
function leastOfAny(when: WhenTerms): ReadonlyMap<string, Range> {
  const asked = leastAsked(when);
  const [fact] = asked[0] ?? [null];
  if (fact === null || asked.some(([other]) => other !== fact)) return new Map();
  const least = Math.min(...asked.map(([, minor]) => minor));
  return new Map([[fact, [least, Number.MAX_SAFE_INTEGER]]]);
}

function leastOfEach(when: WhenTerms): ReadonlyMap<string, Range> {
  const ranges = new Map<string, Range>();
  for (const [fact, least] of leastAsked(when)) {
    if (fact === null) continue;
    const [before] = ranges.get(fact) ?? [0];
    ranges.set(fact, [Math.max(before, least), Number.MAX_SAFE_INTEGER]);
  }
  return ranges;
}
