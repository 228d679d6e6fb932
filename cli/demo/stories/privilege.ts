import type { Story } from '../story.ts';
import { joins } from './acts.ts';

const join = (by: string): ReturnType<typeof joins> => joins('ann', by, 'registered');

/** Thirty days for the first three friends, fifteen for the next three. */
export const privilege: Story = {
  campaign: 'privilege',
  title: 'Three friends make Ann a VIP, three more add half as much',
  steps: [
    { do: 'issue', of: 'ann', channel: 'group' },
    { do: 'open', of: 'ann', by: 'olga', share: 'group-1', say: 'known already: adds nothing' },
    { do: 'open', of: 'ann', by: 'bob', share: 'group-1', isNew: true, say: 'new: two days more' },
    ...['bob', 'cleo', 'dan'].flatMap(join),
    { do: 'wait', for: '1d' },
    ...['eva', 'finn', 'gina'].flatMap(join),
    { do: 'revoke', of: 'ann', reason: 'she left the club' },
    { do: 'redeem', of: 'ann', by: 'hugo', expect: 'CODE_REVOKED' },
  ],
  promise: {
    codes: { 'ann/1': 'revoked' },
    received: { ann: { 'privilege:vip/0': 45 } },
    messages: {},
  },
};
