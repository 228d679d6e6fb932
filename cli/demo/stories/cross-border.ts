import type { Story } from '../story.ts';

/** What a friend abroad must agree to and pass follows the region that they come from. */
export const crossBorder: Story = {
  campaign: 'cross-border',
  title:
    'A friend abroad agrees to the use of where they are, or is told why not; rules follow the region',
  steps: [
    { do: 'issue', of: 'ann', channel: 'chat' },
    { do: 'redeem', of: 'ann', by: 'bob', expect: 'REGION_REQUIRED', say: 'the code alone' },
    {
      ...{ do: 'redeem', of: 'ann', by: 'bob', region: 'DE' },
      ...{ expect: 'CONSENT_REQUIRED', say: 'without consent' },
    },
    { do: 'redeem', of: 'ann', by: 'bob', region: 'DE', agrees: 'location-2027-01' },
    {
      ...{ do: 'redeem', of: 'ann', by: 'cleo', region: 'US', agrees: 'location-2027-01' },
      ...{ expect: 'VERIFICATION_REQUIRED', say: 'there the passport is looked at' },
    },
    { do: 'verify', of: 'ann', by: 'cleo', check: 'passport' },
    { do: 'redeem', of: 'ann', by: 'cleo', region: 'US', agrees: 'location-2027-01' },
    { do: 'redeem', of: 'ann', by: 'dan', region: 'CN-31', say: 'where nothing is asked' },
    { do: 'redeem', of: 'ann', by: 'finn', region: 'FR', expect: 'REGION_REFUSED' },
    { do: 'wait', for: '8d', say: 'points are given with the weekly batch' },
    { do: 'wait', for: '23d', say: 'the code is over' },
  ],
  promise: {
    codes: { 'ann/1': 'expired' },
    received: {
      ann: { 'points/0': 150 },
      bob: { 'points/0': 50 },
      cleo: { 'points/0': 50 },
      dan: { 'points/0': 50 },
    },
    messages: { reminder: 1, expired: 1 },
  },
};
