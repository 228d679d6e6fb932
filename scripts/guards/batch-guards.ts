import type { Guard } from './guard.ts';

const store = 'store/payouts/overdue-batches.ts';
const overdue = 'test/store/overdue-batches.test.ts';

/** Which batches the sweep begins, and what waits for them. */
export const batchGuards: readonly Guard[] = [
  {
    name: 'what the last batch has left gets another one',
    keeps: 'What was more than the last scheduled batch might pay is not held for ever.',
    take: { file: store, text: 'OR b.as_of > late.at - kind.every_ms', instead: 'OR true' },
    test: {
      file: overdue,
      name: 'a batch is overdue for what is held that the last batch has left over a week ago',
    },
    says: "to deeply equal [ 'weekly' ]",
  },
  {
    name: 'no batch is begun beside one that is not over',
    keeps: 'A batch that waits for approval does not have another one begun each minute.',
    take: { file: store, text: 'b.ended_at IS NULL', instead: 'false' },
    test: {
      file: overdue,
      name: 'no batch is overdue for what is for a batch that is not over',
    },
    says: 'to deeply equal []',
  },
  {
    name: 'rewards after a campaign wait for its end where that was put off',
    keeps: 'The sweep pays nothing before the end that the version in force says.',
    take: {
      file: store,
      text: ' OR v.ends_at IS NULL OR v.ends_at <= late.at',
      instead: ' OR true',
    },
    test: {
      file: overdue,
      name: 'no batch is overdue for what is for the end of a campaign that was put off',
    },
    says: 'to deeply equal []',
  },
  {
    name: 'what no batch may pay keeps nobody from their money at the end',
    keeps: 'One reward above `batchMax` does not hold up all that is below the minimum.',
    take: {
      file: 'store/migrations/0051_overdue_batches.sql',
      text: "AND timing IN ('weekly', 'after-campaign') AND NOT beyond_batch(campaign, asset, minor))",
      instead: "AND timing IN ('weekly', 'after-campaign'))",
    },
    test: {
      file: 'test/delivery/minimum.test.ts',
      name: 'at the end of a campaign, what is more than a whole batch may pay keeps nobody’s money',
    },
    says: "to deeply equal { '100+100': 200 }",
  },
];
