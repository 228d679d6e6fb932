import type { Story } from '../story.ts';

/** A device comes in with what the holder's authenticator shows, and what it shows counts once. */
export const deviceLogin: Story = {
  campaign: 'device-login',
  title: 'A television is logged in with the five-minute code of its owner, once',
  steps: [
    { do: 'issue', of: 'home', channel: 'television' },
    {
      ...{ do: 'redeem', of: 'home', by: 'television' },
      ...{ expect: 'DYNAMIC_CODE_REQUIRED', say: 'the code alone' },
    },
    { do: 'redeem', of: 'home', by: 'television', authenticated: true },
    { do: 'wait', for: '31d', say: 'the household has moved out' },
    { do: 'redeem', of: 'home', by: 'speaker', expect: 'CODE_EXPIRED' },
  ],
  promise: {
    codes: { 'home/1': 'expired' },
    received: { home: { 'privilege:big-screen/0': 30 } },
    messages: { expired: 1 },
  },
};
