import type { Guard } from './guard.ts';

/** What streams give, and when. */
export const streamGuards: readonly Guard[] = [
  {
    name: 'a minute of the code of a streamer is bounded',
    keeps: 'However many redeem at once, a minute takes no more than the campaign says.',
    take: {
      file: 'rules/decide/stream.ts',
      text: 'usesInMinute(draft) >= terms.redemptionsAMinute',
      instead: 'usesInMinute(draft) < 0',
    },
    test: {
      file: 'test/store/streams.test.ts',
      name: 'a minute takes as many redemptions as the campaign says, however many come at once',
    },
    says: 'to have a length of 5 but got',
  },
  {
    name: 'a batch pays of settled streams only',
    keeps: 'What was earned in a stream is not paid while something can still be added to it.',
    take: {
      file: 'store/payouts/batch-page.ts',
      text: ' AND (stream IS NULL OR stream_settled(campaign, stream))',
      instead: '',
    },
    test: {
      file: 'test/store/streams.test.ts',
      name: 'a batch pays of a stream once that is settled, and nothing of another one',
    },
    says: 'to deeply equal [ +0, 2 ]',
  },
];
