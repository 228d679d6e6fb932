import type { Story } from '../story.ts';
import { joins } from './acts.ts';

const verified = (by: string): ReturnType<typeof joins> =>
  joins('ann', by, 'registered', 'real-name-verified');
const friends = ['dan', 'eva', 'finn'];

/**
 * Five friends earn Ann a yuan each, the sixth none: five yuan a lineage. Two have their names verified by the
 * verifier, for the others the service reports the milestone.
 */
export const registration: Story = {
  campaign: 'registration',
  title: 'Ann invites six friends; her code is extended, reminded, expires and is renewed',
  steps: [
    { do: 'issue', of: 'ann', channel: 'moments' },
    { do: 'open', of: 'ann', by: 'bob', share: 'moments-1', say: 'the first opening adds 6 h' },
    { do: 'open', of: 'ann', by: 'cleo', share: 'moments-1', say: 'the second adds nothing' },
    { do: 'redeem', of: 'ann', by: 'ann', expect: 'SELF_INVITE' },
    ...joins('ann', 'bob', 'registered'),
    { do: 'verify', of: 'ann', by: 'bob', check: 'real-name', result: 'failed' },
    { do: 'verify', of: 'ann', by: 'bob', check: 'real-name', say: 'again: the first yuan' },
    ...joins('ann', 'cleo', 'registered'),
    { do: 'verify', of: 'ann', by: 'cleo', check: 'real-name', result: 'delayed' },
    ...friends.flatMap(verified),
    { do: 'redeem', of: 'ann', by: 'bob', expect: 'ALREADY_REDEEMED' },
    { do: 'redeem', of: 'ann', by: 'gina', expect: 'VERIFICATION_REQUIRED' },
    { do: 'verify', of: 'ann', check: 'face' },
    ...verified('gina'),
    { do: 'wait', for: '31h', say: 'past the reminder and the end' },
    { do: 'redeem', of: 'ann', by: 'hugo', say: 'on an old poster: the successor answers' },
    { do: 'milestone', by: 'hugo', reached: 'registered' },
    { do: 'milestone', by: 'hugo', reached: 'real-name-verified', say: 'five yuan a lineage' },
    { do: 'wait', for: '32d', say: 'until everything is settled' },
  ],
  promise: {
    codes: { 'ann/1': 'settled', 'ann/2': 'settled', 'ann/3': 'settled' },
    received: { ann: { 'CNY/2': 500 } },
    messages: { reminder: 2, replaced: 2, expired: 1 },
  },
};

/** The same with rewards held for seven days, past the code's own end. */
export const registrationHeld: Story = {
  campaign: 'registration',
  title: 'The same campaign with a hold of seven days: Ann is paid on day eight',
  variant: { id: 'registration-held', replace: [['hold: 0s', 'hold: 7d']] },
  steps: [
    { do: 'issue', of: 'ann', channel: 'group' },
    ...verified('bob'),
    ...verified('cleo'),
    { do: 'wait', for: '25h', say: 'the code is replaced; the rewards are held' },
    { do: 'wait', for: '7d', say: 'the hold is over' },
  ],
  promise: {
    codes: { 'ann/1': 'replaced', 'ann/2': 'settled' },
    received: { ann: { 'CNY/2': 200 } },
    messages: { reminder: 1, replaced: 1, expired: 1 },
  },
};

/** The same under the policy by which a person looks at redemptions that come by poster. */
export const registrationReviewed: Story = {
  campaign: 'registration',
  title: 'Redemptions by poster wait for a person: one is approved, one is left to its deadline',
  variant: { id: 'registration-reviewed', replace: [['policy: default', 'policy: reviewed']] },
  steps: [
    { do: 'issue', of: 'ann', channel: 'poster' },
    { do: 'redeem', of: 'ann', by: 'bob', channel: 'poster' },
    { do: 'redeem', of: 'ann', by: 'cleo', channel: 'poster' },
    { do: 'milestone', by: 'bob', reached: 'registered', expect: 'NOT_REDEEMED' },
    { do: 'decide', of: 'ann', by: 'bob', decision: 'approve' },
    { do: 'milestone', by: 'bob', reached: 'registered' },
    { do: 'milestone', by: 'bob', reached: 'real-name-verified' },
    { do: 'wait', for: '49h', say: 'nobody decided on cleo: refused' },
    { do: 'milestone', by: 'cleo', reached: 'registered', expect: 'NOT_REDEEMED' },
  ],
  promise: {
    codes: { 'ann/1': 'replaced', 'ann/2': 'settled' },
    received: { ann: { 'CNY/2': 100 } },
    messages: { reminder: 1, replaced: 1, expired: 1 },
  },
};

/** The same where the phone of the inviter is required: a code alone is not enough, nor is another number. */
export const registrationNamed: Story = {
  campaign: 'registration',
  title: 'Whoever registers gives the phone number of who invites them',
  variant: {
    id: 'registration-named',
    replace: [['inviterPhone: optional', 'inviterPhone: required']],
  },
  steps: [
    { do: 'issue', of: 'ann', phone: '138-0013-8000', say: 'as it is dialled in China' },
    { do: 'redeem', of: 'ann', by: 'bob', expect: 'INVITER_PHONE_REQUIRED', say: 'the code alone' },
    { do: 'redeem', of: 'ann', by: 'bob', inviterPhone: 'wrong', expect: 'INVITER_PHONE_WRONG' },
    { do: 'redeem', of: 'ann', by: 'bob', inviterPhone: 'right' },
    { do: 'milestone', by: 'bob', reached: 'registered' },
    { do: 'milestone', by: 'bob', reached: 'real-name-verified' },
    { do: 'wait', for: '25h', say: 'the code is replaced' },
  ],
  promise: {
    codes: { 'ann/1': 'replaced', 'ann/2': 'dormant' },
    received: { ann: { 'CNY/2': 100 } },
    messages: { reminder: 1, replaced: 1 },
  },
};
