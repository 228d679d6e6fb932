import { expect, test } from 'vitest';

import { describeAward, describeDone, type ShownAward } from '../../cli/award/describe.ts';
import type { AwardId, CampaignId, SubjectId } from '../../domain/ids.ts';
import { minorUnits, type Asset } from '../../domain/money.ts';
import { instant } from '../../domain/time.ts';

const at = instant(Date.UTC(2026, 0, 1));
const clock = { timeZone: 'UTC', now: at };
const takenBack = { actor: 'olga', reason: 'a slip', at, returned: false };
const award: ShownAward = {
  ...{ award: 'award.1' as AwardId, campaign: 'c' as CampaignId, person: 'ann' as SubjectId },
  ...{ asset: 'CNY/2' as Asset, minor: minorUnits(70), setOff: minorUnits(0), state: 'reversed' },
  ...{ note: 'goodwill', givenBy: 'olga', givenAt: at, decideBy: null, decision: null },
  ...{ decidedBy: null, decidedReason: null, decidedAt: null, takenBack, payout: null },
};

test('an award that came back after it was taken back is owed by nobody, and shows who said so', () => {
  const owes = 'and the person owes what they keep';
  expect(describeDone(award, clock)).toContain(owes);
  expect(describeAward(award, clock)).not.toContain('came back');
  const cleared = { actor: 'ben', reason: 'refunded', at };
  const cameBack = { ...award, takenBack: { ...takenBack, cleared } };
  expect(describeDone(cameBack, clock)).not.toContain(owes);
  expect(describeAward(cameBack, clock)).toMatch(/taken back +by olga, .*: a slip/);
  expect(describeAward(cameBack, clock)).toMatch(/came back +says ben, .*: refunded/);
});
