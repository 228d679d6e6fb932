import type {
  CapTerms,
  LimitEvery,
  LimitTerms,
  RewardTerms,
  Scope,
  SharedLimitTerms,
} from '../../domain/campaign/terms.ts';
import { formatMoney } from '../../domain/money.ts';
import { nameLimit, nameShared } from '../../domain/reward/bounds.ts';
import { asIs, say, type Said } from '../../lang/say.ts';

const overWhat: Readonly<Record<Scope, (most: Said) => Said>> = {
  code: (most) => say`${most} a code`,
  lineage: (most) => say`${most} a lineage`,
  person: (most) => say`${most} a person`,
  campaign: (most) => say`${most} a campaign`,
};

const scopes = ['code', 'lineage', 'person', 'campaign'] as const;

/** A cap of a reward. */
export function sayCap({ unit, max, scope }: CapTerms, { asset }: RewardTerms): Said {
  return overWhat[scope](
    unit === 'amount' ? asIs(formatMoney(max, asset)) : counted(String(max), ' rewards'),
  );
}

/** A limit of a reward. */
export function sayLimit(limit: LimitTerms, reward: RewardTerms): Said {
  return sayNamedCap(nameLimit(reward, limit));
}

/** A limit that a reward shares with others. */
export function sayShared(limit: SharedLimitTerms): Said {
  return say`${sayNamedCap(nameShared(limit))} over all rewards`;
}

const inEach: Readonly<Record<LimitEvery, (most: Said) => Said>> = {
  hour: (most) => say`${most} and hour`,
  day: (most) => say`${most} and day`,
  week: (most) => say`${most} and week`,
  month: (most) => say`${most} and month`,
};

/** A cap or a limit as an outcome names it, which is stored in English: `5.00 CNY a code and day`. */
export function sayNamedCap(name: string): Said {
  const form =
    /^(.+?)( rewards?| packets)? a ([A-Za-z][A-Za-z0-9-]*)(?: and (hour|day|week|month))?$/;
  const [, most = '', what, subject, every] = form.exec(name) ?? [];
  if (subject === undefined) return asIs(name);
  const amount = counted(most, what);
  const scope = scopes.find((one) => one === subject);
  const bound = scope === undefined ? say`${amount} a ${subject}` : overWhat[scope](amount);
  return every === undefined ? bound : inEach[every as LimitEvery](bound);
}

function counted(most: string, what: string | undefined): Said {
  if (what === undefined) return asIs(most);
  if (what === ' packets') return say`${most} packets`;
  return most === '1' ? say`${most} reward` : say`${most} rewards`;
}
