import type { Spread } from '../../simulate/statistics/interval.ts';
import type { PeopleSummary } from '../../simulate/statistics/summary.ts';
import { asIs, say, type Language, type Said } from '../../lang/say.ts';
import { textOf } from '../../lang/text.ts';
import { padTo } from '../output/width.ts';

export const labelWidth = 22;

/** How each kind of people is called. */
export const kindNames: Readonly<Record<PeopleSummary['kind'], Said>> = {
  honest: say`honest people`,
  selfReferral: say`self-referral`,
  deviceFarm: say`device farm`,
  ipRotation: say`rotating addresses`,
  codeGuessing: say`code guessing`,
};

const figureNames: Readonly<Record<string, Said>> = {
  codes: say`codes`,
  shares: say`shares`,
  opened: say`opened`,
  tried: say`tried`,
  redeemed: say`redeemed`,
  spent: say`spent`,
  'earned by attackers': say`earned by attackers`,
  'most open codes': say`most open codes`,
  'stopped by risk': say`stopped by risk`,
};

/** A figure in the words of people; what is none of ours is a milestone of the campaign. */
export function sayFigure(figure: string): Said {
  return figureNames[figure] ?? asIs(figure);
}

/** A name before what it stands for; a long one moves that to the right. */
export function label(name: Said, language: Language): string {
  return padTo(`${textOf(name, language)} `, labelWidth);
}

/** From the low end of a spread to its high one. */
export function sayRange({ low, high }: Spread, written: (value: number) => string): Said {
  return say`${written(low)} to ${written(high)}`;
}

/** A count as people read it: 1,352; means below ten keep one decimal. */
export function whole(value: number): string {
  const digits = value > 0 && value < 10 && !Number.isInteger(value) ? 1 : 0;
  return value.toLocaleString('en-US', { maximumFractionDigits: digits, signDisplay: 'negative' });
}

/** `CNY/2` is `CNY` to people. */
export function assetName(asset: string): string {
  return asset.slice(0, asset.lastIndexOf('/'));
}
