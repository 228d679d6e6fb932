import type { StatementLine } from '../../activities/providers/payout-provider.ts';
import { formatMoney, parseAsset } from '../../domain/money.ts';
import type { OurPayout } from '../../store/payouts/compare-payouts.ts';

/** What may be said of a payout when rows, ledger and the provider's statement are laid side by side. */
export const payoutClasses = {
  match: 'all sides say the same',
  'ours-only': 'booked here as paid, and the provider does not have it',
  'theirs-only': 'the provider has it, and nothing here stands for it',
  'amount-differs': 'both have it, with another amount, asset or receiver',
  'state-differs': 'both have it, and do not agree on how it stands',
} as const;

export type PayoutClass = keyof typeof payoutClasses;

/** Which class a payout belongs to, and in words what each side says. */
export interface Classed {
  readonly class: PayoutClass;
  readonly ours: string;
  readonly theirs: string;
}

/** Under which standings of ours each state of theirs is as it should be. */
const agreeing: Readonly<Record<StatementLine['state'], readonly Standing[]>> = {
  paid: ['paid', 'taken-back', 'owed'],
  pending: ['in-doubt'],
  returned: ['taken-back', 'refused'],
};

/** What row and ledger make of a payout together. */
type Standing =
  'unsent' | 'in-doubt' | 'refused' | 'paid' | 'taken-back' | 'owed' | 'contradiction';

const standingWords: Readonly<Record<Standing, string>> = {
  unsent: 'not sent yet',
  'in-doubt': 'in doubt',
  refused: 'not paid',
  paid: 'paid',
  'taken-back': 'paid, and taken back',
  owed: 'paid, taken back and owed',
  contradiction: 'row and ledger contradict each other',
};

/**
 * Lays the sides of one payout side by side. Undefined `theirs`: the statement does not have it.
 * Null for what neither side takes for paid.
 */
export function classify(
  ours: OurPayout | undefined,
  theirs: StatementLine | undefined,
): Classed | null {
  if (ours === undefined) {
    return theirs === undefined
      ? null
      : { class: 'theirs-only', ours: 'nothing', theirs: lineInWords(theirs) };
  }
  const standing = standingOf(ours);
  const said = { ours: oursInWords(ours, standing), theirs: 'nothing' };
  if (theirs === undefined) {
    if (standing === 'contradiction') return { class: 'state-differs', ...said };
    const booked = standing === 'paid' || standing === 'taken-back' || standing === 'owed';
    return booked ? { class: 'ours-only', ...said } : null;
  }
  const both = { ...said, theirs: lineInWords(theirs) };
  if (!isSameOrder(ours, theirs)) return { class: 'amount-differs', ...both };
  const agrees = agreeing[theirs.state].includes(standing) || isUnderWay(ours, theirs);
  return { class: agrees ? 'match' : 'state-differs', ...both };
}

/** Of a payout that has ended unpaid at the provider, and is never paid there under its key. */
export function classifyEnded(ours: OurPayout, reason: string): Classed {
  const standing = standingOf(ours);
  // Of one in doubt that is what its delivery is about to be told.
  const agrees = standing === 'refused' || standing === 'in-doubt';
  return {
    class: agrees ? 'match' : 'state-differs',
    ...{ ours: oursInWords(ours, standing), theirs: `ended unpaid: ${reason}` },
  };
}

/** Whether nothing has left here for it, as far as its row knows. */
export function wasNeverSent({ state, attempts }: OurPayout): boolean {
  return (state === 'due' || state === 'intent') && attempts === 0;
}

function standingOf({ state, posts, reversals, rewards }: OurPayout): Standing {
  const isBooked = state === 'paid' || state === 'reconciled';
  if (isBooked !== posts > 0) return 'contradiction';
  switch (state) {
    case 'due':
    case 'intent':
    case 'gathering':
    case 'gathered':
      return 'unsent';
    case 'sending':
    case 'unknown':
    case 'manual':
      return 'in-doubt';
    case 'failed':
      return 'refused';
    case 'paid':
    case 'reconciled':
      // Of several rewards, or of one in part, some may still stand as paid.
      if (reversals === 0 || rewards.some((one) => one.state === 'paid')) return 'paid';
      return rewards.some(({ kept }) => kept > 0) ? 'owed' : 'taken-back';
  }
}

function isSameOrder(ours: OurPayout, theirs: StatementLine): boolean {
  return (
    ours.minor === theirs.minor &&
    ours.asset === theirs.asset &&
    ours.beneficiary === theirs.beneficiary
  );
}

/** Paid there, and the answer is on its way, or being booked. */
function isUnderWay({ state, leased }: OurPayout, { state: there }: StatementLine): boolean {
  return there === 'paid' && leased && (state === 'sending' || state === 'unknown');
}

function oursInWords({ minor, asset, beneficiary }: OurPayout, standing: Standing): string {
  return `${standingWords[standing]}, ${formatMoney(minor, asset)} to ${beneficiary}`;
}

function lineInWords({ state, minor, asset, beneficiary, ref }: StatementLine): string {
  const known = parseAsset(asset);
  const amount = known === undefined ? `${String(minor)} ${asset}` : formatMoney(minor, known);
  return `${state}, ${amount} to ${beneficiary} as ${ref}`;
}
