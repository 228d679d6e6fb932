import { describe, expect, it } from 'vitest';

import type { Situation } from '../../compare/explain/situation.ts';
import { policyOf, termsOf } from './compiled.ts';
import { decide, nearest } from './explained.ts';

const abroad = { terms: termsOf('cross-border'), policy: policyOf('none') };
const passportWanted = 'VERIFICATION_REQUIRED passport';
const welcomed = 'redeemed; welcome invitee 50; thanks inviter 50';

describe('a situation where rules follow the region', () => {
  it.each<[string, Partial<Situation>, string]>([
    ['from a region where a passport is asked for', { region: 'US' }, passportWanted],
    ['the same with a passport', { region: 'US', inviteeChecks: ['passport'] }, welcomed],
    [
      'after others who showed theirs',
      { region: 'US', inviteeChecks: ['passport'], inviteesBefore: 5 },
      'redeemed; welcome invitee 50; thanks inviter CAP_REACHED',
    ],
  ])('%s', async (_, changes, decision) => {
    expect(await decide(abroad, changes)).toBe(decision);
  });
});

describe('the nearest situation that is decided otherwise', () => {
  it.each<[string, Partial<Situation>, readonly [string, unknown]]>([
    ['refused there', { region: 'FR' }, ['region', 'CN']],
    ['not said', {}, ['region', 'CN']],
    ['one that asks for a passport', { region: 'US' }, ['inviteeChecks', ['passport']]],
  ])('is another region, or what it asks for, where the region is %s', async (_, said, change) => {
    const [first] = await nearest(abroad, said);
    expect(first).toEqual({ changes: [change], decision: welcomed });
  });

  it('is a region that refuses, where the region accepts', async () => {
    const found = await nearest(abroad, { region: 'CN' });
    expect(found.map(({ changes, decision }) => [changes, decision])).toEqual(
      expect.arrayContaining([
        [[['region', 'US']], passportWanted],
        [[['region', 'FR']], 'REGION_REFUSED'],
      ]),
    );
  });
});
