import type { Guard } from './guard.ts';

/** Whoever works on the database while its tables are changed. */
export const trafficGuards: readonly Guard[] = [
  {
    name: 'a statement that lost a deadlock',
    keeps: 'Who only reads is not told of a deadlock with somebody else.',
    take: {
      file: 'store/query.ts',
      text: 'db instanceof pg.Pool ? repeat(run, isSerializationFailure) : run()',
      instead: 'repeat(run, () => false)',
    },
    test: {
      file: 'test/store/live-traffic.test.ts',
      name: 'a statement by itself that loses a deadlock is run again',
    },
    says: 'deadlock detected',
  },
  {
    name: 'a migration gives way',
    keeps: 'Who works on a table that a migration changes is not held up by it.',
    take: {
      file: 'store/migrate.ts',
      text: 'if (isLockTaken(error)) return false;',
      instead: '',
    },
    test: {
      file: 'test/store/live-traffic.test.ts',
      name: 'a migration lets go where live traffic would have to wait for it in a circle',
    },
    says: 'canceling statement due to lock timeout',
  },
];
