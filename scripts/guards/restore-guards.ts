import type { Guard } from './guard.ts';

/** Guards between a restored database and what was paid after its backup. */
export const restoreGuards: readonly Guard[] = [
  {
    name: 'a database that has moved holds payouts until they are compared',
    keeps: 'A backup, however young, does not pay what was paid after it was made.',
    take: {
      file: 'store/migrations/0036_payout_home.sql',
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
];
