import type { Step, Story } from '../story.ts';

const scanned = ['bob', 'cleo'];
const pasted = ['dan', 'eva', 'finn'];

function join(by: string, read: 'scanned' | 'pasted'): Step {
  return { do: 'redeem', of: 'tea', by, read };
}

/** A group's code comes from a poster or a chat, and five people fit in. */
export const group: Story = {
  campaign: 'group',
  title: 'Five people join a group by a poster and a chat; there is no sixth place',
  steps: [
    { do: 'issue', of: 'tea', channel: 'poster' },
    ...scanned.map((by) => join(by, 'scanned')),
    ...pasted.map((by) => join(by, 'pasted')),
    { do: 'verify', of: 'tea', check: 'face' },
    { do: 'redeem', of: 'tea', by: 'gina', expect: 'CODE_EXHAUSTED', say: 'the group is full' },
    { do: 'wait', for: '31d', say: 'the campaign is over' },
    { do: 'redeem', of: 'tea', by: 'hugo', expect: 'CAMPAIGN_ENDED' },
  ],
  promise: {
    codes: { 'tea/1': 'expired' },
    received: Object.fromEntries([...scanned, ...pasted].map((name) => [name, { 'points/0': 20 }])),
    messages: { reminder: 1, expired: 1 },
  },
};
