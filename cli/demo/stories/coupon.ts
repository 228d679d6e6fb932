import type { Story } from '../story.ts';

/** A coupon counts with the password that came to the phone, and once. */
export const coupon: Story = {
  campaign: 'coupon',
  title: 'A coupon is claimed with a one-time password that came to the phone, once',
  steps: [
    { do: 'issue', of: 'cafe', channel: 'flyer' },
    { do: 'redeem', of: 'cafe', by: 'bob', expect: 'PASSWORD_REQUIRED', say: 'the code alone' },
    { do: 'redeem', of: 'cafe', by: 'bob', phone: '+8613800000001' },
    {
      ...{ do: 'redeem', of: 'cafe', by: 'cleo' },
      ...{ expect: 'CODE_EXHAUSTED', say: 'one coupon, one claim' },
    },
    { do: 'wait', for: '73h', say: 'the coupon is over' },
    { do: 'redeem', of: 'cafe', by: 'dan', expect: 'CODE_EXPIRED' },
  ],
  promise: {
    codes: { 'cafe/1': 'expired' },
    received: { bob: { 'coupon:latte/0': 1 } },
    messages: { reminder: 1, expired: 1 },
  },
};
