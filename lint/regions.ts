import { countryMeant, isOfCountry } from '../compile/countries.ts';
import type { Path } from '../compile/diagnostic.ts';
import { borderTermsOf, ruleOf, type BorderTerms } from '../domain/campaign/scenario.ts';
import type { Terms } from '../domain/campaign/terms.ts';
import type { Condition } from '../domain/policy/condition.ts';
import type { RiskPolicy } from '../domain/policy/policy.ts';
import { asIs, say, type Said } from '../lang/say.ts';
import type { FindingTexts, Tell } from './finding.ts';

export const regionFindings = {
  REGION_UNKNOWN: {
    severity: 'warning',
    title: 'a region of no country that there is',
    why: 'Regions are compared letter by letter with what your service reports, and services report ISO 3166 codes. The United Kingdom is GB there: with UK, everybody from it is refused, or earns nothing.',
    example: 'scenario: { kind: cross-border, regions: [{ region: UK }] }',
    remedy: 'Write the code of ISO 3166-1, or of ISO 3166-2 for a part of a country.',
  },
  REGION_NOT_REDEEMED: {
    severity: 'warning',
    title: 'a reward is for people of a region from which nobody may redeem',
    why: 'The rules of regions refuse them before any reward is looked at. Either the region is missing there, or the reward promises what nobody gets.',
    example:
      'scenario: { kind: cross-border, regions: [{ region: SG }] }\nrewards:\n  - when: { condition: { fact: region, operator: equal, value: HK } }',
    remedy: 'List the region in `regions`, or take it out of the condition.',
  },
  REGIONS_ALL_REFUSED: {
    severity: 'error',
    title: 'there is no region from which codes are redeemed',
    why: 'Rules of regions come before everything else. Where each region that is listed is refused, or is one that there is not, and all others are refused too, nobody can redeem a code.',
    example:
      'scenario: { kind: cross-border, regions: [{ region: DE, redeem: refused }, { region: US, redeem: refused }] }',
    remedy:
      'Let one region be accepted. Where the list is of those to keep out, write `otherwise: accepted`.',
  },
} as const satisfies FindingTexts;

type TellRegions = Tell<typeof regionFindings>;

/** Whether regions are those of countries, and rewards for regions from which codes are redeemed. */
export function checkRegions(terms: Terms, tell: TellRegions): void {
  const border = borderTermsOf(terms.scenario);
  for (const [index, { region }] of (border?.regions ?? []).entries()) {
    tellUnknown(region, ['spec', 'scenario', 'regions', index, 'region'], tell);
  }
  if (border !== undefined && !isOpen(border)) {
    tell({
      id: 'REGIONS_ALL_REFUSED',
      path: ['spec', 'scenario', 'regions'],
      at: 'key',
      message: say`nobody may redeem: each region that is listed is refused, or is none, and so are all others`,
      suggestion: say`redeem: accepted for a region, or otherwise: accepted`,
    });
  }
  for (const [index, { when }] of terms.rewards.entries()) {
    if (when.condition === null) continue;
    const path = ['spec', 'rewards', index, 'when', 'condition'];
    for (const named of regionsIn(when.condition, path)) checkNamed(named, border, tell);
  }
}

/** Whether regions that a risk policy compares with are those of countries. */
export function checkPolicyRegions({ rules }: RiskPolicy, tell: TellRegions): void {
  for (const [index, { when }] of rules.entries()) {
    for (const { region, path } of regionsIn(when, ['spec', 'rules', index, 'when'])) {
      tellUnknown(region, path, tell);
    }
  }
}

function isOpen({ regions, otherwise }: BorderTerms): boolean {
  return (
    otherwise === 'accepted' ||
    regions.some(({ region, redeem }) => redeem === 'accepted' && isOfCountry(region))
  );
}

interface Named {
  readonly region: string;
  readonly path: Path;
  /** Those that are kept out are nobody's promise. */
  readonly isWanted: boolean;
}

function checkNamed(
  { region, path, isWanted }: Named,
  border: BorderTerms | undefined,
  tell: TellRegions,
): void {
  if (tellUnknown(region, path, tell) || border === undefined || !isWanted) return;
  const redeem = ruleOf(border, region)?.redeem ?? border.otherwise;
  if (redeem === 'accepted') return;
  tell({
    id: 'REGION_NOT_REDEEMED',
    path,
    message: say`nobody may redeem from ${region}, as scenario.regions has it`,
    suggestion: say`a region that is accepted, or ${region} in scenario.regions`,
  });
}

function tellUnknown(region: string, path: Path, tell: TellRegions): boolean {
  if (isOfCountry(region)) return false;
  const meant = countryMeant(region);
  const suggestion: Said =
    meant === undefined ? say`a code of ISO 3166: DE, or CN-31` : asIs(meant);
  const message = say`no country has the code ${region.split('-', 1).join().slice(0, 40)}`;
  tell({ id: 'REGION_UNKNOWN', path, message, suggestion });
  return true;
}

/** Regions that a condition names. */
function regionsIn(condition: Condition, path: Path, isWanted = true): readonly Named[] {
  if ('not' in condition) return regionsIn(condition.not, [...path, 'not'], !isWanted);
  if ('fact' in condition) {
    const { fact, operator, value } = condition;
    if (fact !== 'region') return [];
    const isPositive = operator === 'equal' || operator === 'in';
    return [value].flat().flatMap((region, index) => {
      const at = [...path, 'value', ...(Array.isArray(value) ? [index] : [])];
      if (typeof region !== 'string') return [];
      return [{ region, path: at, isWanted: isWanted === isPositive }];
    });
  }
  const word = 'all' in condition ? 'all' : 'any';
  const parts = 'all' in condition ? condition.all : condition.any;
  return parts.flatMap((part, index) => regionsIn(part, [...path, word, index], isWanted));
}
