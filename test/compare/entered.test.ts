import { expect, it } from 'vitest';

import type { Situation } from '../../compare/explain/situation.ts';
import { policyOf, termsOf } from './compiled.ts';
import { decide, nearest } from './explained.ts';

const refused: [string, Partial<Situation>, string, readonly [string, unknown]][] = [
  ['coupon', { password: 'wrong' }, 'PASSWORD_WRONG', ['password', 'entered']],
  ['coupon', { password: 'missing' }, 'PASSWORD_REQUIRED', ['password', 'entered']],
  ['device-login', { password: 'wrong' }, 'DYNAMIC_CODE_WRONG', ['password', 'entered']],
  ['cross-border', { region: 'DE', consent: 'missing' }, 'CONSENT_REQUIRED', ['consent', 'given']],
];

it.each(refused)(
  '%s says why %j is refused, and what would do',
  async (campaign, said, no, change) => {
    const deciding = { terms: termsOf(campaign), policy: policyOf('none') };
    expect(await decide(deciding, said)).toBe(no);
    const found = await nearest(deciding, said);
    expect(found.map(({ changes }) => changes)).toContainEqual([change]);
  },
);

it('pays the inviter a level above only where there is one', async () => {
  const deciding = { terms: termsOf('distribution'), policy: policyOf('none') };
  const milestones = ['verified'];
  expect(await decide(deciding, { milestones, levelsAbove: 0 })).toContain('NO_INVITER_AT_LEVEL');
  expect(await decide(deciding, { milestones, levelsAbove: 1 })).toContain('upline inviter 20');
});
