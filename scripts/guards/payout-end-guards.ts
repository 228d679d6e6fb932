import type { Guard } from './guard.ts';

const byHand = 'test/delivery/settle-by-hand.test.ts';

/** Guards of payouts whose provider has forgotten them, or refused them, and of money that comes back. */
export const payoutEndGuards: readonly Guard[] = [
  {
    name: 'a payout that has waited for a person is not sent again',
    keeps: 'A retry does not pay a second time what a provider has paid and forgotten.',
    take: {
      file: 'activities/deliver/deliver-payout.ts',
      text: "if (onlyAsked) return putOff(delivery, payout, { state: 'manual', reason });",
      instead: '',
    },
    test: {
      file: byHand,
      name: 'a payout that waits for a person and was paid under a key that is forgotten is asked about by a retry, and not sent again',
    },
    says: 'to deeply equal',
  },
  {
    name: 'a payout is settled by hand once',
    keeps: 'Two who say at once how a payout ended do not book it twice.',
    take: {
      file: 'store/payouts/settle-by-hand.ts',
      text: "AND state IN ('manual', 'failed') AND ${isOwedWhole}",
      instead: "AND state <> 'due'",
    },
    test: {
      file: byHand,
      name: 'a person who has found out at the provider that it was paid has it booked once, with their name and reason',
    },
    says: 'what is owed whole has open holds',
  },
  {
    name: 'a payout that was sent before keeps its amount',
    keeps: 'A provider that knows a key is never asked under it for another amount.',
    take: {
      file: 'store/commit/lower-payouts.ts',
      text: 'p.attempts = 0 AS lowerable',
      instead: "p.state <> 'failed' AS lowerable",
    },
    test: {
      file: 'test/delivery/part-after-refusal.test.ts',
      name: 'a payout that is tried again after its bill has ended keeps its amount, and is not taken for another',
    },
    says: "code: 'REWARD_IN_FLIGHT'",
  },
  {
    name: 'a debt is cleared once of what came back',
    keeps: 'What came back to a provider takes nothing off what a person owes of something else.',
    take: {
      file: 'rules/decide/debt.ts',
      text: "if (own.some(({ kind }) => kind === 'clear')) return 0;",
      instead: '',
    },
    test: {
      file: 'test/store/came-back.test.ts',
      name: 'what comes back to the provider is cleared once where all is said in one batch',
    },
    says: 'to deeply equal',
  },
];
