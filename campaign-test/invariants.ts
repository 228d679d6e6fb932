import type { CapTerms, RewardTerms } from '../domain/campaign/terms.ts';
import { stepOf } from '../domain/commit/ladder.ts';
import { leftOf, stands, type RewardRow } from '../domain/commit/rows.ts';
import { monthOf } from '../domain/ids.ts';
import {
  expiredAccount,
  heldAccount,
  personAccount,
  reservedAccount,
  spentAccount,
  world,
} from '../domain/ledger/accounts.ts';
import { formatMoney, type Asset } from '../domain/money.ts';
import type { MemoryStore } from '../simulate/memory-store.ts';
import type { Lot } from '../simulate/points/lot.ts';
import { asIs, say, type Said } from '../lang/say.ts';
import { textOf } from '../lang/text.ts';
import { balancesOf } from './balances.ts';
import { limitsExceeded, takenBy } from './limits-kept.ts';

/** A promise that no campaign may break, whatever its file says. */
export type Invariant =
  | 'accounts-never-negative'
  | 'ledger-sums-to-zero'
  | 'one-reward-per-pair'
  | 'caps-never-exceeded'
  | 'limits-never-exceeded';

type Count = (account: string, asset: Asset, minor: number) => void;

/** A broken promise, in words. */
export interface Breach {
  readonly invariant: Invariant;
  readonly detail: Said;
}

/** Every promise that is broken in the books as they are. Reads rows and entries, and no counter. */
export function breachesIn(store: MemoryStore): readonly Breach[] {
  return [
    ...negativeAccounts(store),
    ...unevenLedger(store),
    ...repeatedRewards(store),
    ...exceededBounds(store),
  ];
}

/** Nothing but the world beyond our books may owe. */
function negativeAccounts(store: MemoryStore): Breach[] {
  const breaches: Breach[] = [];
  for (const [account, amounts] of balancesOf(store.entries)) {
    for (const [asset, minor] of account === world ? [] : amounts) {
      if (minor >= 0) continue;
      const detail = say`${account} has ${formatMoney(minor, asset)}`;
      breaches.push({ invariant: 'accounts-never-negative', detail });
    }
  }
  return breaches;
}

/**
 * What came in is still there: in the budget, promised for a reward or an award that stands open, with the person whom a reward that
 * was paid was for, or where their points have gone.
 */
function unevenLedger(store: MemoryStore): Breach[] {
  const off = new Map<string, Map<Asset, number>>();
  const count: Count = (account, asset, minor) => {
    const amounts = off.get(account) ?? new Map<Asset, number>();
    off.set(account, amounts.set(asset, (amounts.get(asset) ?? 0) + minor));
  };
  for (const [account, amounts] of balancesOf(store.entries)) {
    if (account === world || isOwn(account)) continue;
    for (const [asset, minor] of amounts) count(account, asset, minor);
  }
  for (const row of store.rewards.values()) {
    if (!stands(row)) continue;
    const { campaign } = store.code(row.code);
    const received = row.state === 'paid' ? leftOf(row) : row.setOff;
    count(personAccount(row.beneficiary), row.asset, -received);
    count(heldAccount(campaign), row.asset, received - leftOf(row));
  }
  countAwards(store, count);
  for (const lot of store.points.lots.all.values()) countGone(lot, count);
  return [...off].flatMap(([account, amounts]) =>
    [...amounts]
      .filter(([, minor]) => minor !== 0)
      .map(([asset, minor]): Breach => {
        const detail = say`${account} is off its rewards by ${formatMoney(minor, asset)}`;
        return { invariant: 'ledger-sums-to-zero', detail };
      }),
  );
}

/** What was given by hand, as far as it stands. */
function countAwards(store: MemoryStore, count: Count): void {
  for (const { person, campaign, state, asset, minor, setOff } of store.awards.values()) {
    if (state === 'voided' || state === 'reversed') continue;
    const received = state === 'paid' ? minor : setOff;
    count(personAccount(person), asset, -received);
    count(heldAccount(campaign), asset, received - minor);
  }
}

/** What of a lot is no longer with its person, though it was given: with them is what the ledger has of it. */
function countGone(lot: Lot, count: Count): void {
  const { campaign, person, reserved, spent, expired, minor, available, givenBack } = lot;
  const points = 'points/0' as Asset;
  count(personAccount(person), points, minor - givenBack - available);
  count(reservedAccount(campaign), points, -reserved);
  count(spentAccount(campaign), points, -spent);
  count(expiredAccount(campaign), points, -expired);
}

/** Accounts that hold no reward: what is left, what operators have paid in, and what people owe. */
function isOwn(account: string): boolean {
  return /^campaign:[^:]+:(?:budget$|operator$|renewals$|debt:)/.test(account);
}

/** One inviter and one invitee earn a reward once a side, or once in each month. */
function repeatedRewards(store: MemoryStore): Breach[] {
  const seen = new Set<string>();
  const breaches: Breach[] = [];
  for (const row of store.rewards.values()) {
    const redemption = store.redemptions.get(row.redemption);
    if (!stands(row) || redemption === undefined) continue;
    const { inviter, invitee } = redemption;
    // A step stays with its inviter when the redemption that brought it is cancelled.
    const step = row.ladder === null ? '' : String(stepOf(row.ladder));
    const pair = [row.reward, row.side, inviter, invitee, monthOf(row.id), step].join(' ');
    if (seen.has(pair)) {
      const detail =
        row.side === 'inviter'
          ? say`${row.reward} for the inviter of ${inviter} and ${invitee}, twice`
          : say`${row.reward} for the invitee of ${inviter} and ${invitee}, twice`;
      breaches.push({ invariant: 'one-reward-per-pair', detail });
    }
    seen.add(pair);
  }
  return breaches;
}

/** Caps and limits, of each version by the codes that keep it. */
function exceededBounds(store: MemoryStore): Breach[] {
  const laws = [...store.campaigns.values()].flatMap(({ digest, terms, variants }) => [
    { digest, terms },
    ...[...(variants ?? [])].map(([own, variant]) => ({ digest: own, terms: variant.terms })),
  ]);
  return laws.flatMap(({ digest, terms }) => {
    const rows = [...store.rewards.values()].filter(
      (row) => store.code(row.code).digest === digest,
    );
    const caps = terms.rewards.flatMap((reward) =>
      reward.caps.flatMap((cap) => exceeded(rows, reward, cap)),
    );
    const limits = limitsExceeded(store, terms, rows);
    return [
      ...caps.map((detail): Breach => ({ invariant: 'caps-never-exceeded', detail })),
      ...limits.map((detail): Breach => ({ invariant: 'limits-never-exceeded', detail })),
    ];
  });
}

function exceeded(rows: readonly RewardRow[], reward: RewardTerms, cap: CapTerms): Said[] {
  const taken = new Map<string, { readonly subject: Said; readonly value: number }>();
  for (const row of rows) {
    if (!stands(row) || row.reward !== reward.id) continue;
    const subject = sideOf(cap, row, subjectOf(cap, row));
    const key = textOf(subject, 'en');
    taken.set(key, { subject, value: (taken.get(key)?.value ?? 0) + takenBy(row, cap.unit) });
  }
  const written = (value: number): string =>
    cap.unit === 'amount' ? formatMoney(value, reward.asset) : String(value);
  return [...taken.values()]
    .filter(({ value }) => value > cap.max)
    .map(
      ({ subject, value }) =>
        say`${reward.id}: ${subject} has ${written(value)} of at most ${written(cap.max)}`,
    );
}

function sideOf(cap: CapTerms, row: RewardRow, subject: Said): Said {
  if (cap.sides === 'both') return subject;
  return row.side === 'inviter' ? say`${subject} (inviter)` : say`${subject} (invitee)`;
}

function subjectOf(cap: CapTerms, row: RewardRow): Said {
  switch (cap.scope) {
    case 'code':
      return say`code ${row.code}`;
    case 'lineage':
      return say`lineage ${row.lineage}`;
    case 'person':
      return asIs(row.beneficiary);
    case 'campaign':
      return say`the campaign`;
  }
}
