import { afterAll, beforeAll, expect, test } from 'vitest';

import type { CampaignId } from '../../domain/ids.ts';
import { minorUnits, type Asset } from '../../domain/money.ts';
import type { PointsOutcome } from '../../domain/points/command.ts';
import { duration } from '../../domain/time.ts';
import { redPacket, termsLike } from '../support/terms.ts';
import { createService, somebody, type Service } from './service.ts';

const campaign = 'spending' as CampaignId;
const asset = 'points/0' as Asset;
let service: Service;
let person: string;

beforeAll(async () => {
  service = await createService();
  await service.stage.publish(
    termsLike({
      campaign,
      budget: [{ asset, minor: minorUnits(1000) }],
      points: { perSpend: { atMost: 60, percent: 50 } },
      rewards: [
        {
          ...redPacket,
          ...{ id: 'points', kind: 'points', asset, caps: [] },
          when: { milestones: ['redeemed'], condition: null },
          schedule: { kind: 'each', minor: minorUnits(100) },
          payout: { ...redPacket.payout, timing: 'automatic' },
          expiry: { kind: 'after', ms: duration(90 * 86_400_000) },
        },
      ],
    }),
  );
  person = somebody();
  const { code } = await service.issue(campaign, person);
  await service.usher.redeem({ code: { codeId: code }, invitee: somebody() });
});

afterAll(() => service.close());

function codeOf(outcome: PointsOutcome): string {
  return outcome.ok ? outcome.state : outcome.code;
}

test('a service reserves points, spends some and gives others back', async () => {
  const { usher } = service;
  const spend = { campaign, person, amount: 30, purpose: 'order 4711', price: 100 };
  const first = await usher.reservePoints({ ...spend, opId: 'first' });
  expect(first).toMatchObject({ ok: true, state: 'open', amount: 30, left: 70 });
  expect(await usher.reservePoints({ ...spend, opId: 'first' })).toEqual(first);
  expect(codeOf(await usher.reservePoints({ ...spend, amount: 31, opId: 'first' }))).toBe(
    'OPERATION_REUSED',
  );
  const second = await usher.reservePoints(spend);
  const ids = [first, second].map((one) => (one.ok ? one.reservation : ''));
  const [reservation = '', other = ''] = ids;
  expect(codeOf(await usher.confirmPoints({ reservation }))).toBe('confirmed');
  expect(codeOf(await usher.releasePoints({ reservation: other }))).toBe('released');
  expect(codeOf(await usher.releasePoints({ reservation }))).toBe('POINTS_RESERVATION_CLOSED');
  expect(await usher.points({ campaign, person })).toMatchObject({
    ...{ ok: true, available: 70, reserved: 0, spent: 30, expired: 0 },
    lots: [{ amount: 100, available: 70 }],
  });
});

test('what is refused says why', async () => {
  const { usher } = service;
  const spend = { campaign, person, amount: 10, purpose: 'order 4712', price: 100 };
  const answers = await Promise.all([
    usher.reservePoints({ ...spend, amount: 61 }),
    usher.reservePoints({ campaign, person, amount: 10, purpose: 'no price' }),
    usher.reservePoints({ ...spend, person: somebody() }),
    usher.reservePoints({ ...spend, campaign: 'nowhere' }),
    usher.reservePoints({ ...spend, amount: 0.5 }),
    usher.reservePoints({ ...spend, holdForMs: 0 }),
    usher.confirmPoints({ reservation: '01990000-0000-7000-8000-000000000000' }),
  ]);
  expect(answers.map(codeOf)).toEqual([
    'POINTS_CAP_REACHED',
    'PRICE_NEEDED',
    'POINTS_NOT_ENOUGH',
    'CAMPAIGN_UNKNOWN',
    'INVALID_COMMAND',
    'INVALID_COMMAND',
    'POINTS_RESERVATION_UNKNOWN',
  ]);
});
