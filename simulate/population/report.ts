import { inFull, propertiesOf } from '../../domain/campaign/milestones.ts';
import type { PropertyTerms } from '../../domain/campaign/milestones.ts';
import type { PropertyValue, Report } from '../../domain/commit/report.ts';
import { decimalsOf, formatMinor, parseAmount, type Asset } from '../../domain/money.ts';
import type { Random } from './random.ts';
import type { World } from './world.ts';

/** How much purchases differ: the standard deviation of their logarithm. */
const purchaseSpread = 0.6;
const wordsOfBuying = /purchase|order|buy|paid/;
/** Between these a number lies that the campaign sets no bound to. */
const numbers = { min: 1, max: 10 };

/** A report of a milestone, as far as dice can tell. */
export function reportOf(world: World, random: Random, milestone: string): Omit<Report, 'at'> {
  const { properties, rewards } = world.campaign.terms;
  const known = Object.entries(propertiesOf(properties, milestone));
  const isAsked = rewards.some(({ when }) =>
    when.milestones
      .map(inFull)
      .some((one) => one.milestone === milestone && one.atLeast?.property === null),
  );
  const isBought =
    isAsked || wordsOfBuying.test(milestone) || known.some(([, { kind }]) => kind === 'money');
  const minor = isBought ? purchaseOf(world, random) : null;
  const said = known.map(([name, terms]) => [name, valueOf(random, terms, minor ?? 0)] as const);
  return {
    milestone,
    ...(minor === null ? {} : { minor }),
    ...(said.length === 0 ? {} : { properties: Object.fromEntries(said) }),
  };
}

function valueOf(random: Random, terms: PropertyTerms, minor: number): PropertyValue {
  switch (terms.kind) {
    case 'money':
      return formatMinor(minor, terms.asset);
    case 'text':
      return random.pick((terms.oneOf ?? ['simulated']).map((one) => [one, 1])) ?? 'simulated';
    case 'number': {
      const min = terms.min ?? Math.min(numbers.min, terms.max ?? numbers.min);
      const max = terms.max ?? Math.max(numbers.max, min);
      return Math.min(max, Math.ceil(min) + random.below(Math.floor(max) - Math.ceil(min) + 1));
    }
    case 'flag':
      return random.chance(0.5);
  }
}

/** Log-normal, so that its mean is what the population says. */
function purchaseOf({ population, campaign }: World, random: Random): number {
  const currency = campaign.terms.budget.find(({ asset }) => /^[A-Z]{3}\//.test(asset))?.asset;
  const decimals = decimalsOf(currency ?? ('CNY/2' as Asset));
  const mean = parseAmount(population.invitees.purchase, decimals) ?? 0;
  const factor = Math.exp(purchaseSpread * random.normal() - purchaseSpread ** 2 / 2);
  return Math.round(mean * factor);
}
