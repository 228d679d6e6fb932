import type { Terms } from '../../domain/campaign/terms.ts';
import { decimalsOf, formatMinor, parseAmount } from '../../domain/money.ts';
import { attackKinds, type Population } from '../../domain/population/population.ts';
import { say } from '../../lang/say.ts';
import { WrongUse } from '../exit.ts';
import { assetName } from './words.ts';

/** People by flags, over what their file says. */
export interface PeopleFlags {
  readonly people?: number;
  readonly redeem?: number;
  /** The share of attackers of all kinds together. */
  readonly attackers?: number;
}

export function withPeople(population: Population, flags: PeopleFlags): Population {
  const { people = population.people, redeem = population.invitees.redeem } = flags;
  return {
    ...population,
    people,
    invitees: { ...population.invitees, redeem },
    attackers: attackersOf(population.attackers, flags.attackers),
  };
}

/** The kinds stay in proportion; where there was none, each gets as many. */
function attackersOf(
  attackers: Population['attackers'],
  wanted: number | undefined,
): Population['attackers'] {
  if (wanted === undefined) return attackers;
  const total = attackKinds.reduce((sum, kind) => sum + attackers[kind].share, 0);
  const shareOf = (share: number): number =>
    total === 0 ? wanted / attackKinds.length : (share / total) * wanted;
  const { selfReferral, deviceFarm, ipRotation, codeGuessing } = attackers;
  return {
    ...attackers,
    selfReferral: { ...selfReferral, share: shareOf(selfReferral.share) },
    deviceFarm: { ...deviceFarm, share: shareOf(deviceFarm.share) },
    ipRotation: { ...ipRotation, share: shareOf(ipRotation.share) },
    codeGuessing: { ...codeGuessing, share: shareOf(codeGuessing.share) },
  };
}

/**
 * The terms with other budgets, as `CNY=20000.00`.
 * @throws WrongUse where a line names nothing that the campaign has a budget of, no amount, or one twice
 */
export function withBudget(terms: Terms, lines: readonly string[]): Terms {
  const said = lines.map((line) => saidBudget(terms, line));
  const twice = said.find(
    ({ asset }, index) => said.findIndex((one) => one.asset === asset) < index,
  );
  if (twice !== undefined) {
    throw new WrongUse(say`--budget says ${assetName(twice.asset)} twice: say it once.`);
  }
  const budget = terms.budget.map((one) => said.find(({ asset }) => asset === one.asset) ?? one);
  return { ...terms, budget };
}

function saidBudget({ budget }: Terms, line: string): Terms['budget'][number] {
  const [name = '', amount = ''] = line.split('=');
  const known = budget.find(({ asset }) => assetName(asset) === name);
  if (known === undefined) {
    const names = budget.map(({ asset }) => assetName(asset)).join(', ');
    throw new WrongUse(
      say`--budget ${line}: the campaign has no budget of "${name}", it has one of ${names}; write --budget ${exampleOf(budget[0])}.`,
    );
  }
  const minor = parseAmount(amount, decimalsOf(known.asset));
  if (minor === undefined || minor === 0) {
    throw new WrongUse(
      say`--budget ${line}: "${amount}" is no amount of ${name} above zero; write --budget ${exampleOf(known)}.`,
    );
  }
  return { ...known, minor };
}

function exampleOf(line: Terms['budget'][number] | undefined): string {
  return line === undefined
    ? ''
    : `${assetName(line.asset)}=${formatMinor(line.minor, line.asset)}`;
}
