import type {
  CapTerms,
  LimitTerms,
  RandomSchedule,
  RewardTerms,
  SharedLimitTerms,
} from '../campaign/terms.ts';
import { formatMoney } from '../money.ts';

type Reward = Pick<RewardTerms, 'asset'>;

/** A cap in words: `5.00 CNY a lineage`. */
export function nameCap(reward: Reward, { unit, max, scope }: CapTerms): string {
  return `${most(reward, unit, max)} a ${scope}`;
}

/** A limit in words: `10.00 CNY a person and day`, `50 rewards a store`. */
export function nameLimit(reward: Reward, limit: LimitTerms): string {
  return perSubject(most(reward, limit.unit, limit.max), limit);
}

/** A limit that rewards share, in words alike. */
export function nameShared({ asset, ...limit }: SharedLimitTerms): string {
  return asset === null ? perSubject(rewardsOf(limit.max), limit) : nameLimit({ asset }, limit);
}

function perSubject(amount: string, { of, every }: LimitTerms): string {
  const subject = of.kind === 'scope' ? of.scope : of.kind === 'channel' ? of.kind : of.name;
  return `${amount} a ${subject}${every === null ? '' : ` and ${every}`}`;
}

/** How many packets there are, in words: `100 packets a campaign`. */
export function namePackets({ packets }: RandomSchedule): string {
  return `${String(packets)} packets a campaign`;
}

function most({ asset }: Reward, unit: 'amount' | 'count', max: number): string {
  return unit === 'amount' ? formatMoney(max, asset) : rewardsOf(max);
}

function rewardsOf(max: number): string {
  return max === 1 ? '1 reward' : `${String(max)} rewards`;
}
