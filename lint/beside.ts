import { askedAsset, inFull } from '../domain/campaign/milestones.ts';
import type { BorderTerms } from '../domain/campaign/scenario.ts';
import { weekdays } from '../domain/campaign/schema/weekdays.ts';
import type { Terms, WhenTerms } from '../domain/campaign/terms.ts';
import type { Condition } from '../domain/policy/condition.ts';
import { money } from './figures.ts';
import { momentsOf } from './moments.ts';
import { sayHours } from './opening-hours.ts';
import { plainWorld } from './reward-worlds.ts';
import { outcomesOf, type World } from './worlds.ts';
import { joined, say, type Said } from '../lang/say.ts';

/** Why nobody fulfils a condition beside the other terms, and what would be right. */
interface Cause {
  readonly message: Said;
  readonly suggestion: Said;
}

/** What stands against a condition of a reward in a world in which it never holds: one of the terms, or several together. */
export function causeOf(
  terms: Terms,
  when: WhenTerms,
  { condition, world }: { readonly condition: Condition; readonly world: World },
): Cause {
  const { border, moments, partsUnnamed = false, ranges } = world;
  const isAgainst = (part: Partial<World>): boolean =>
    outcomesOf(condition, { ...plainWorld(terms, when), ...part }) === 'false';
  if (isAgainst({ ranges })) return byAmounts(terms, when);
  if (border !== undefined && isAgainst({ border, partsUnnamed })) return byRegions(border);
  const days = momentsOf(terms, 'campaign');
  if (days !== undefined && isAgainst({ moments: days })) {
    const running = weekdays.filter((_, index) => days.some((one) => one.weekday === index + 1));
    return {
      message: say`nobody fulfils this condition while the campaign runs, on ${joined(running, list)}`,
      suggestion: say`a day and an hour that the campaign has, or a longer campaign`,
    };
  }
  if (isAgainst({ moments })) return byHours(terms);
  return {
    message: say`nobody fulfils this condition by the days, hours, amounts and regions of the other terms together`,
    suggestion: say`days, hours, amounts and regions that the other terms allow`,
  };
}

function byAmounts(terms: Terms, { milestones }: WhenTerms): Cause {
  const asked = milestones.map(inFull).flatMap((wanted) => {
    if (wanted.atLeast === null) return [];
    const least = money(wanted.atLeast.minor, { asset: askedAsset(terms, wanted) });
    return [say`${wanted.milestone} of at least ${least}`];
  });
  return {
    message: say`nobody fulfils this condition, since the reward waits for ${joined(asked, list)}`,
    suggestion: say`amounts of that much and more, or a smaller atLeast`,
  };
}

function byRegions({ otherwise, regions }: BorderTerms): Cause {
  const suggestion = say`regions that scenario.regions accepts`;
  const accepted = regions.filter(({ redeem }) => redeem === 'accepted');
  const from = joined(
    accepted.map(({ region }) => region),
    list,
  );
  const message =
    otherwise === 'accepted' || accepted.length === 0
      ? say`nobody from a region from which codes are redeemed fulfils this condition`
      : say`nobody fulfils this condition, since codes are redeemed from ${from} alone`;
  return { message, suggestion };
}

function byHours({ redemption: { openingHours = [] } }: Terms): Cause {
  return {
    message: say`nobody who redeems fulfils this condition, since codes may be redeemed at ${joined(openingHours.map(sayHours), list)} alone`,
    suggestion: say`hours within redemption.openingHours`,
  };
}

function list(before: Said | string | number, next: Said | string | number): Said {
  return say`${before}, ${next}`;
}
