import { afterAll, beforeAll, expect, test } from 'vitest';

import type { AwardOutcome } from '../../domain/award/award.ts';
import type { CampaignId } from '../../domain/ids.ts';
import { minorUnits, type Asset } from '../../domain/money.ts';
import { termsLike } from '../support/terms.ts';
import { createService, somebody, type Service } from './service.ts';

const campaign = 'goodwill' as CampaignId;
const by = { actor: 'ben', reason: 'checked' };
let service: Service;

beforeAll(async () => {
  service = await createService({ worker: false });
  const budget = [{ asset: 'CNY/2' as Asset, minor: minorUnits(10_000) }];
  await service.stage.publish(termsLike({ campaign, budget }));
});
afterAll(() => service.close());

function codeOf(outcome: AwardOutcome): string {
  return outcome.ok ? outcome.award.state : outcome.code;
}

test('a service gives an award, and a second person approves it', async () => {
  const { usher } = service;
  const asked = { campaign, person: somebody(), amount: '5.00 CNY', note: 'case', actor: 'olga' };
  const given = await usher.award({ ...asked, opId: 'first' });
  expect(given).toMatchObject({ ok: true, award: { state: 'held', minor: 500, givenBy: 'olga' } });
  expect(await usher.award({ ...asked, opId: 'first' })).toEqual(given);
  expect(codeOf(await usher.award({ ...asked, amount: '5.01 CNY', opId: 'first' }))).toBe(
    'OPERATION_REUSED',
  );
  const award = given.ok ? given.award.award : '';
  const approve = { award, decision: 'approve' } as const;
  const own = await usher.decideAward({ ...approve, actor: 'Olga', reason: 'mine' });
  expect(own).toMatchObject({ code: 'SECOND_PERSON_NEEDED' });
  expect(codeOf(await usher.decideAward({ ...approve, ...by }))).toBe('due');
  expect(codeOf(await usher.decideAward({ ...approve, ...by, decision: 'refuse' }))).toBe(
    'AWARD_CLOSED',
  );
  await service.stage.pool.query(`UPDATE payout SET state = 'intent' WHERE reward = $1`, [award]);
  expect(codeOf(await usher.reverseAward({ award, ...by }))).toBe('AWARD_IN_FLIGHT');
});

test('what is refused says why', async () => {
  const { usher } = service;
  const asked = { campaign, person: somebody(), amount: '5.00 CNY', note: 'case', actor: 'olga' };
  const answers = await Promise.all([
    usher.award({ ...asked, amount: '100.01 CNY' }),
    usher.award({ ...asked, campaign: 'nowhere' }),
    usher.award({ ...asked, amount: '5' }),
    usher.award({ ...asked, amount: '0.00 CNY' }),
    usher.award({ ...asked, amount: '5.001 CNY' }),
    usher.award({ ...asked, amount: '5 points' }),
    usher.award({ ...asked, note: 'two\nlines' }),
    usher.award({ ...asked, actor: '' }),
    usher.award({ ...asked, person: 'with blanks' }),
    usher.decideAward({ award: 'nonsense', decision: 'approve', ...by }),
    usher.reverseAward({ award: 'award.01990000-0000-7000-8000-000000000000', ...by }),
  ]);
  expect(answers.map(codeOf)).toEqual([
    ...['BUDGET_NOT_ENOUGH', 'CAMPAIGN_UNKNOWN'],
    ...Array.from({ length: 7 }, () => 'INVALID_COMMAND'),
    ...['AWARD_UNKNOWN', 'AWARD_UNKNOWN'],
  ]);
  expect(answers[2]).toMatchObject({
    message: 'the command is malformed: amount: "5" is no amount of money such as "5.00 CNY"',
  });
});
