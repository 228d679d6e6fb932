import type { Guard } from './guard.ts';

/** Guards of limits that rewards share, and of debts that are settled before anything is sent. */
export const boundGuards: readonly Guard[] = [
  {
    name: 'a grant fits under limits that rewards share',
    keeps: 'All rewards of a campaign together stay within its limits.',
    take: {
      file: 'rules/decide/grant.ts',
      text: 'return [...caps, ...limits, ...shared];',
      instead: 'return shared.length < 0 ? shared : [...caps, ...limits];',
    },
    test: {
      file: 'test/rules/shared-limits.test.ts',
      name: 'limits that rewards share count all rewards of one asset together, and begin anew with the day',
    },
    says: 'to deeply equal [ 100,',
  },
  {
    name: 'what is gathered and not sent settles a debt first',
    keeps: 'Nobody is sent what they owe while it can still be kept.',
    take: {
      file: 'store/payouts/mark-sending.ts',
      text: "WHEN state = 'intent' AND owing THEN 'owing'",
      instead: "WHEN state = 'intent' AND owing AND $1 IS NULL THEN 'owing'",
    },
    test: {
      file: 'test/store/gathered-debts.test.ts',
      name: 'a debt that arises once a payout is claimed is settled before anything is sent',
    },
    says: "expected 'sending' to be 'owing'",
  },
  {
    name: 'a limited certificate is locked before it is used',
    keeps: 'Many codes of one person at once relax rules for no more invitations than one would.',
    take: {
      file: 'store/parties/certificates.ts',
      text: 'ORDER BY list, scope FOR UPDATE',
      instead: 'ORDER BY list, scope',
    },
    test: {
      file: 'test/store/certified.test.ts',
      name: 'a certificate goes no further on many codes at once, and nobody loses what is left',
    },
    says: 'to be 4',
  },
];
