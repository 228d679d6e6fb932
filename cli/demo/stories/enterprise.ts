import type { Story } from '../story.ts';
import { joins } from './acts.ts';

/** Twelve days instead of seven by an administrator's reset; points are paid on Friday. */
export const enterprise: Story = {
  campaign: 'enterprise',
  title: 'An adviser’s code changes daily, is reset once, and ends in the archive',
  steps: [
    { do: 'issue', of: 'adviser', channel: 'card' },
    ...joins('adviser', 'client-a', 'contact-added', 'meeting-held'),
    { do: 'redeem', of: 'adviser', by: 'client-b' },
    { do: 'milestone', by: 'client-b', reached: 'contact-added' },
    { do: 'wait', for: '121h', say: 'five new values; the reminder, two days before the end' },
    { do: 'reset', of: 'adviser', reason: 'the fair was put off' },
    { do: 'wait', for: '145h' },
    { do: 'wait', for: '2d', say: 'seven days after the reset' },
    { do: 'redeem', of: 'adviser', by: 'client-c', expect: 'CODE_ARCHIVED' },
    { do: 'wait', for: '14d' },
  ],
  promise: {
    codes: { 'adviser/1': 'settled' },
    received: { adviser: { 'points/0': 140 } },
    messages: { refreshed: 11, reminder: 3 },
  },
};
