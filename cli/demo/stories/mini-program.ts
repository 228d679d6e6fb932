import type { Story } from '../story.ts';
import { joins } from './acts.ts';

const join = (by: string): ReturnType<typeof joins> =>
  joins('ann', by, 'registered', 'first-order');
const six = ['bob', 'cleo', 'dan', 'eva', 'finn', 'gina'];

/** Four friends at one yuan, the fifth and sixth at two; everybody is paid after seven days. */
export const miniProgram: Story = {
  campaign: 'mini-program',
  title: 'A code for good; from the fifth friend on each is worth more',
  steps: [
    { do: 'issue', of: 'ann', channel: 'chat' },
    ...six.slice(0, 3).flatMap(join),
    { do: 'freeze', of: 'ann', reason: 'a complaint is looked into' },
    { do: 'redeem', of: 'ann', by: 'eva', expect: 'CODE_FROZEN' },
    { do: 'unfreeze', of: 'ann', reason: 'the complaint was unfounded' },
    { do: 'wait', for: '1d', say: 'more than five a day would ask for a verification' },
    ...six.slice(3).flatMap(join),
    { do: 'wait', for: '8d', say: 'orders can no longer be sent back' },
  ],
  promise: {
    codes: { 'ann/1': 'active' },
    received: {
      ann: { 'CNY/2': 800 },
      ...Object.fromEntries(six.map((name) => [name, { 'CNY/2': 100 }])),
    },
    messages: {},
  },
};
