import type { CapTerms, RewardTerms, Scope } from '../../domain/campaign/terms.ts';
import { formatMoney } from '../../domain/money.ts';
import { asIs, say, type Said } from '../../lang/say.ts';

const overWhat: Readonly<Record<Scope, (most: Said) => Said>> = {
  code: (most) => say`${most} a code`,
  lineage: (most) => say`${most} a lineage`,
  person: (most) => say`${most} a person`,
  campaign: (most) => say`${most} a campaign`,
};

/** A cap of a reward. */
export function sayCap({ unit, max, scope }: CapTerms, { asset }: RewardTerms): Said {
  return overWhat[scope](unit === 'amount' ? asIs(formatMoney(max, asset)) : say`${max} rewards`);
}

/** A cap as an outcome names it, which is stored in English: `5.00 CNY a code`, `3 rewards a person`. */
export function sayNamedCap(name: string): Said {
  const [, most = '', rewards, scope] =
    /^(.+?)( rewards)? a (code|lineage|person|campaign)$/.exec(name) ?? [];
  if (scope === undefined) return asIs(name);
  return overWhat[scope as Scope](rewards === undefined ? asIs(most) : say`${most} rewards`);
}
