import { startOf } from '../domain/calendar.ts';
import type { LimitTerms, RewardTerms, SharedLimitTerms, Terms } from '../domain/campaign/terms.ts';
import { leftOf, stands, type RewardRow } from '../domain/commit/rows.ts';
import { monthOf } from '../domain/ids.ts';
import { formatMoney } from '../domain/money.ts';
import { nameLimit, nameShared } from '../domain/reward/bounds.ts';
import { asIs, say, type Said } from '../lang/say.ts';
import type { MemoryStore } from '../simulate/memory-store.ts';

/** In one stretch of time, of one of whatever the limit is of: who or what, and how much of it there is. */
interface Taken {
  readonly subject: string;
  readonly value: number;
}

/**
 * Every limit, a reward's own or one that rewards share, that the rewards of one version's codes go beyond. Limits that
 * ask a person are left out: what they have let through may go beyond.
 */
export function limitsExceeded(
  store: MemoryStore,
  terms: Terms,
  rows: readonly RewardRow[],
): readonly Said[] {
  const standing = rows.filter(stands);
  const own = terms.rewards.flatMap((reward) =>
    (reward.limits ?? [])
      .filter(({ review }) => review === undefined)
      .flatMap((limit) => {
        const its = standing.filter((row) => row.reward === reward.id);
        return ownExceeded(reward, limit, takenOf(store, terms, { limit, rows: its }));
      }),
  );
  const shared = (terms.limits ?? []).flatMap((limit) => {
    const its = standing.filter(({ asset }) => limit.asset === null || asset === limit.asset);
    return sharedExceeded(limit, takenOf(store, terms, { limit, rows: its }));
  });
  return [...own, ...shared];
}

function ownExceeded(reward: RewardTerms, limit: LimitTerms, taken: readonly Taken[]): Said[] {
  return taken
    .filter(({ value }) => value > limit.max)
    .map(({ subject, value }) => {
      const written = limit.unit === 'amount' ? formatMoney(value, reward.asset) : String(value);
      return say`${reward.id}: ${asIs(subject)} has ${written}, and the limit is ${asIs(nameLimit(reward, limit))}`;
    });
}

function sharedExceeded(limit: SharedLimitTerms, taken: readonly Taken[]): Said[] {
  return taken
    .filter(({ value }) => value > limit.max)
    .map(({ subject, value }) => {
      const { asset, unit } = limit;
      const written =
        unit === 'amount' && asset !== null ? formatMoney(value, asset) : String(value);
      return say`${asIs(subject)} has ${written}, and the limit that rewards share is ${asIs(nameShared(limit))}`;
    });
}

function takenOf(
  store: MemoryStore,
  { period: { timeZone } }: Terms,
  { limit, rows }: { readonly limit: LimitTerms; readonly rows: readonly RewardRow[] },
): readonly Taken[] {
  const taken = new Map<string, Taken>();
  for (const row of rows) {
    const subject = subjectOf(store, limit, row);
    const { every, unit } = limit;
    const since = every === null ? '' : String(startOf(every, row.grantedAt, timeZone));
    const key = `${subject} ${since}`;
    taken.set(key, { subject, value: (taken.get(key)?.value ?? 0) + takenBy(row, unit) });
  }
  return [...taken.values()];
}

/** What a reward takes of a bound. However many months it is for, it is granted once. */
export function takenBy(row: RewardRow, unit: LimitTerms['unit']): number {
  return unit === 'amount' ? leftOf(row) : Number(monthOf(row.id) === 1);
}

function subjectOf(store: MemoryStore, { of }: LimitTerms, row: RewardRow): string {
  switch (of.kind) {
    case 'channel':
      return `channel ${store.redemptions.get(row.redemption)?.channel ?? '-'}`;
    case 'parameter':
      return `${of.name} ${store.code(row.code).parameters[of.name] ?? '-'}`;
    case 'scope':
      return {
        code: `code ${row.code}`,
        lineage: `lineage ${row.lineage}`,
        person: row.beneficiary,
        campaign: 'the campaign',
      }[of.scope];
  }
}
