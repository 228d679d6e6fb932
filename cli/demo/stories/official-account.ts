import type { Story } from '../story.ts';
import { joins } from './acts.ts';

const followers = ['bob', 'cleo', 'dan', 'eva', 'finn'];

/** Fifty points for both sides, up to five hundred a code: five followers fill it. */
export const officialAccount: Story = {
  campaign: 'official-account',
  title: 'A shop puts a code on a poster; five followers fill its cap',
  steps: [
    { do: 'issue', of: 'shop', channel: 'poster' },
    { do: 'redeem', of: 'shop', by: 'olga', existingCustomer: true, expect: 'EXISTING_CUSTOMER' },
    ...followers.flatMap((by) => joins('shop', by, 'followed')),
    { do: 'redeem', of: 'shop', by: 'gina', expect: 'VERIFICATION_REQUIRED' },
    { do: 'verify', of: 'shop', check: 'face' },
    ...joins('shop', 'gina', 'followed'),
    { do: 'milestone', by: 'gina', reached: 'followed', expect: 'MILESTONE_REPEATED' },
    { do: 'wait', for: '61h', say: 'the reminder, twelve hours before the end' },
    { do: 'wait', for: '12h', say: 'seventy-two hours are over' },
    { do: 'redeem', of: 'shop', by: 'hugo', expect: 'CODE_EXPIRED' },
    { do: 'wait', for: '8d', say: 'settled for good' },
    { do: 'redeem', of: 'shop', by: 'hugo', expect: 'CODE_SETTLED' },
  ],
  promise: {
    codes: { 'shop/1': 'settled' },
    received: {
      shop: { 'points/0': 250 },
      ...Object.fromEntries(followers.map((name) => [name, { 'points/0': 50 }])),
    },
    messages: { reminder: 1, expired: 1 },
  },
};
