import type { Story } from '../story.ts';

/** Purchases of fifty yuan and more earn both sides points, the friend one for each yuan, paid on the Monday after a week. */
export const firstPurchase: Story = {
  campaign: 'first-purchase',
  title: 'Points for a first purchase, by the yuan, in Monday’s batch; a small purchase earns none',
  steps: [
    { do: 'issue', of: 'ann', channel: 'chat' },
    { do: 'share', of: 'ann', via: 'share-reported', share: 'chat-1', say: 'a day more' },
    { do: 'redeem', of: 'ann', by: 'bob' },
    { do: 'milestone', by: 'bob', reached: 'first-purchase', purchase: 7999 },
    { do: 'redeem', of: 'ann', by: 'cleo' },
    { do: 'milestone', by: 'cleo', reached: 'first-purchase', purchase: 3000 },
    { do: 'reserve', of: 'ann', by: 'dan' },
    { do: 'confirm', of: 'ann', by: 'dan' },
    { do: 'milestone', by: 'dan', reached: 'first-purchase', purchase: 12_000 },
    { do: 'reserve', of: 'ann', by: 'eva' },
    { do: 'release', of: 'ann', by: 'eva' },
    { do: 'milestone', by: 'eva', reached: 'first-purchase', expect: 'NOT_REDEEMED' },
    { do: 'wait', for: '16d', say: 'a week’s hold, a Monday, and the end of the code' },
  ],
  promise: {
    codes: { 'ann/1': 'replaced', 'ann/2': 'dormant' },
    received: { ann: { 'points/0': 600 }, bob: { 'points/0': 79 }, dan: { 'points/0': 100 } },
    messages: { reminder: 1, replaced: 1 },
  },
};
