import { borderTermsOf } from '../../domain/campaign/scenario.ts';
import type { Terms } from '../../domain/campaign/terms.ts';
import type { Population } from '../../domain/population/population.ts';
import type { Random } from './random.ts';

/** Where somebody redeems from, by dice that are theirs for good; undefined where nobody says a region. */
export function regionOf(
  { scenario }: Pick<Terms, 'scenario'>,
  { regions }: Pick<Population, 'regions'>,
  dice: () => Random,
): string | undefined {
  const said = Object.entries(regions);
  if (said.length > 0) return dice().pick(said);
  const border = borderTermsOf(scenario);
  if (border === undefined) return undefined;
  const open = border.regions.filter(({ redeem }) => redeem === 'accepted');
  return dice().pick(open.map(({ region }) => [region, 1] as const));
}

/** What a code carries of the parameters that the population knows: `shop` is `shop-3`, say. */
export function carriedBy(
  { code }: Pick<Terms, 'code'>,
  { parameters }: Pick<Population, 'parameters'>,
  random: Random,
): Readonly<Record<string, string>> {
  const carried = code.parameters.flatMap((name) => {
    const values = parameters[name];
    return values === undefined ? [] : [[name, `${name}-${random.below(values) + 1}`] as const];
  });
  return Object.fromEntries(carried);
}
