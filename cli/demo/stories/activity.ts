import type { Story } from '../story.ts';
import { joins } from './acts.ts';

/** One lantern for each friend who checked in, given out when the festival is over. */
export const activity: Story = {
  campaign: 'activity',
  title: 'Lanterns are given out after the festival; the code becomes a member code',
  steps: [
    { do: 'issue', of: 'ann', channel: 'gate' },
    ...['bob', 'cleo', 'dan'].flatMap((by) => joins('ann', by, 'checked-in')),
    { do: 'redeem', of: 'ann', by: 'eva', say: 'never checks in' },
    { do: 'wait', for: '340h', say: 'a day before the end' },
    { do: 'wait', for: '1d', say: 'the festival is over' },
    { do: 'redeem', of: 'ann', by: 'finn', expect: 'CODE_CONVERTED' },
  ],
  promise: {
    codes: { 'ann/1': 'converted' },
    received: { ann: { 'item:lantern/0': 3 } },
    messages: { reminder: 1 },
  },
};
