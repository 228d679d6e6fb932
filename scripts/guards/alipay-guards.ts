import type { Guard } from './guard.ts';

const faults = 'test/delivery/alipay.test.ts';

/** Guards between a payout and Alipay. */
export const alipayGuards: readonly Guard[] = [
  {
    name: 'what Alipay did not sign is not believed',
    keeps: 'Nobody but Alipay says that a payout is paid, or that it has ended.',
    take: {
      file: 'activities/providers/alipay/alipay-payout-provider.ts',
      text: "if (no !== null) return { kind: 'doubtful', reason: no };",
      instead: '',
    },
    test: { file: faults, name: 'what is not believed a stranger’s signature' },
    says: "to match object { kind: 'doubtful' }",
  },
  {
    name: 'not found at Alipay is not failure',
    keeps: 'A transfer that is still under way does not end its payout.',
    take: {
      file: 'activities/providers/alipay/answers.ts',
      text: "if (code === 'ORDER_NOT_EXIST') return { kind: 'not-found' };",
      instead: "if (code === 'ORDER_NOT_EXIST') return { kind: 'failed', reason: code };",
    },
    test: { file: faults, name: 'what goes wrong on the way not found is not failure' },
    says: "to deeply equal { kind: 'not-found' }",
  },
  {
    name: 'SYSTEM_ERROR of Alipay is in doubt',
    keeps: 'A transfer that may have been made is asked about before anything else.',
    take: {
      file: 'activities/providers/alipay/answers.ts',
      text: "  return { kind: 'doubtful', reason: code };\n}",
      instead: "  return { kind: 'refused', code, reason: code };\n}",
    },
    test: {
      file: 'test/delivery/alipay-payouts.test.ts',
      name: 'a payout through Alipay is asked about before it is repeated, so that not even ignored numbers pay twice',
    },
    says: "to match object { reward: 'paid'",
  },
  {
    name: 'what Alipay has found is of the amount that was ordered',
    keeps: 'A payout is not booked for another sum than was paid.',
    take: {
      file: 'activities/providers/alipay/answers.ts',
      text: 'if (given !== null && given !== order.minor) {',
      instead: 'if (given === -1) {',
    },
    test: {
      file: faults,
      name: 'a transfer is not sent twice under one number with another amount or to another account',
    },
    says: "to match object { kind: 'conflict' }",
  },
  {
    name: 'what Alipay has found was paid to whom it was ordered for',
    keeps: 'A payout is not booked for what somebody else was paid.',
    take: {
      file: 'activities/providers/alipay/alipay-payout-provider.ts',
      text: '!isForAnother(answer.body, found.payee)',
      instead: 'true',
    },
    test: {
      file: faults,
      name: 'a transfer is not sent twice under one number with another amount or to another account',
    },
    says: "to match object { kind: 'conflict'",
  },
];
