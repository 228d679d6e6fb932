import type { Story } from '../story.ts';

/** A host's code counts while the host is live, and what tips have earned is paid when the stream has ended. */
export const livestream: Story = {
  campaign: 'livestream',
  title: 'a code that counts while its host is live, and a share of the tips when the stream ends',
  steps: [
    { do: 'issue', of: 'luna', channel: 'app', parameters: { streamer: 'luna' } },
    { do: 'redeem', of: 'luna', by: 'bob', expect: 'STREAM_NOT_OPEN', say: 'nobody is live yet' },
    { do: 'openStream', by: 'luna' },
    { do: 'openStream', by: 'luna', expect: 'STREAM_ALREADY_OPEN' },
    { do: 'redeem', of: 'luna', by: 'bob' },
    { do: 'redeem', of: 'luna', by: 'bob', expect: 'ALREADY_REDEEMED' },
    { do: 'redeem', of: 'luna', by: 'cleo' },
    { do: 'milestone', by: 'bob', reached: 'tip', purchase: 10000, say: 'a fifth is luna’s' },
    { do: 'milestone', by: 'cleo', reached: 'tip', purchase: 2000 },
    { do: 'wait', for: '2h' },
    { do: 'redeem', of: 'luna', by: 'dan' },
    { do: 'milestone', by: 'dan', reached: 'tip', purchase: 300, say: 'below the least' },
    { do: 'closeStream', by: 'luna' },
    { do: 'closeStream', by: 'luna', expect: 'STREAM_NOT_OPEN' },
    { do: 'redeem', of: 'luna', by: 'eva', agoMs: 10_000, say: 'it happened while luna was live' },
    { do: 'milestone', by: 'eva', reached: 'tip', purchase: 5000 },
    { do: 'redeem', of: 'luna', by: 'finn', expect: 'STREAM_NOT_OPEN' },
    { do: 'wait', for: '1m', say: 'nothing can be added any more, and a batch pays' },
  ],
  promise: {
    codes: { 'luna/1': 'active' },
    received: { luna: { 'CNY/2': 3400 } },
    messages: {},
  },
};
