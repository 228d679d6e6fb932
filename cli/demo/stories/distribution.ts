import type { Story } from '../story.ts';
import { joins } from './acts.ts';

/** A line of four: two levels are paid for each, and it never comes back to its head. */
export const distribution: Story = {
  campaign: 'distribution',
  title: 'Ann brings Bob, Bob brings Cleo, Cleo brings Dan; nobody is placed twice or in a circle',
  steps: [
    { do: 'issue', of: 'ann', channel: 'chat' },
    ...joins('ann', 'bob', 'verified'),
    { do: 'issue', of: 'bob' },
    { do: 'redeem', of: 'bob', by: 'ann', expect: 'RELATION_CYCLE', say: 'she brought Bob' },
    ...joins('bob', 'cleo', 'verified'),
    { do: 'issue', of: 'cleo' },
    { do: 'redeem', of: 'cleo', by: 'ann', expect: 'RELATION_CYCLE', say: 'two levels above' },
    ...joins('cleo', 'dan', 'verified'),
    { do: 'issue', of: 'zoe' },
    { do: 'redeem', of: 'zoe', by: 'ann', expect: 'RELATION_HEAD', say: 'she heads a line' },
    { do: 'wait', for: '38d', say: 'the campaign is over and settled' },
  ],
  promise: {
    codes: { 'ann/1': 'settled', 'bob/1': 'settled', 'cleo/1': 'settled', 'zoe/1': 'settled' },
    received: {
      ann: { 'points/0': 120 },
      bob: { 'points/0': 120 },
      cleo: { 'points/0': 100 },
    },
    messages: { reminder: 4, expired: 4 },
  },
};
