import type { Guard } from './guard.ts';

/** Guards between what was paid, or is owed, and what is sent after it. */
export const repeatGuards: readonly Guard[] = [
  {
    name: 'a database that has moved holds payouts until they are compared',
    keeps: 'A backup, however young, does not pay what was paid after it was made.',
    take: {
      file: 'store/migrations/0037_payout_home.sql',
      text: ') OR payouts_moved(named)',
      instead: ')',
    },
    test: {
      file: 'test/store/payout-home.test.ts',
      name: 'a copy of a database sends nothing before all was compared there',
    },
    says: "to be 'held'",
  },
  {
    name: 'payouts are compared from the last time that all was seen',
    keeps: 'A backup that is older than the usual window does not hide what was paid before that.',
    take: {
      file: 'store/payouts/gate.ts',
      text: 'coalesce(reconciled_at, (SELECT made_at FROM payout_birth)) AS "formerAt"',
      instead: 'now() AS "formerAt"',
    },
    test: {
      file: 'test/store/payout-home.test.ts',
      name: 'is compared from the last time that all was seen, or from when the database was made',
    },
    says: 'to deeply equal',
  },
  {
    name: 'what waits for a minimum settles debts before it is sent',
    keeps: 'Nobody is sent whole what they owe their campaign a part of.',
    take: {
      file: 'store/payouts/gather-payouts.ts',
      text: 'packed(await settleGathering(db, locked, owing), mostAtOnce)',
      instead: 'packed(locked, mostAtOnce)',
    },
    test: {
      file: 'test/store/gathered-debts.test.ts',
      name: 'a debt that arises while a reward waits for the minimum is settled before that is sent',
    },
    says: "expected 'owing' to be 'sending'",
  },
];
