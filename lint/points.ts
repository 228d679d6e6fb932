import type { Path } from '../compile/diagnostic.ts';
import type { PointsTerms } from '../domain/campaign/points.ts';
import type { RewardTerms, Terms } from '../domain/campaign/terms.ts';
import { largestAmount } from '../domain/reward/amount.ts';
import { nextWeekly } from '../domain/calendar.ts';
import { formatDuration, plus, type Instant } from '../domain/time.ts';
import type { FindingTexts, Tell } from './finding.ts';
import { sayNumber } from './say-number.ts';
import { asIs, say } from '../lang/say.ts';

const weekMs = 7 * 86_400_000;

export const pointsFindings = {
  POINTS_EXPIRE_TOO_EARLY: {
    severity: 'error',
    title: 'points expire before anybody can have them',
    why: 'Points that are paid after the campaign, with the first weekly batch, after a hold or from the start on, are over when they arrive: everybody is promised points, and nobody can spend one.',
    example:
      'period: { starts: 2027-03-01, lasts: 30d }\nrewards:\n  - template: points\n    expiresAt: 2027-02-28',
    remedy: 'Use a later `expiresAt`, or `expiresAfter`, which counts from when they take effect.',
  },
  POINTS_EXPIRE_WITHIN_CAMPAIGN: {
    severity: 'warning',
    title: 'points expire while they are still being earned or paid',
    why: 'What takes effect after `expiresAt` is over at once, and what does so shortly before nearly so: points of the last days that wait for a weekly batch, for one. People feel cheated of the last part of the campaign.',
    example:
      'period: { starts: 2027-03-01, lasts: 30d }\nrewards:\n  - template: points\n    expiresAt: 2027-03-15',
    remedy: 'Let them expire some time after the end of the campaign, or use `expiresAfter`.',
  },
  POINTS_EXPIRE_QUICKLY: {
    severity: 'warning',
    title: 'points can be spent for less than a week',
    why: 'Most people do not buy within days. Points that go before their owner has come by again cost trust and win no purchase.',
    example: 'rewards:\n  - template: points\n    expiresAfter: 2d',
    remedy: 'Give them weeks or months.',
  },
  POINTS_CAP_WITHOUT_POINTS: {
    severity: 'warning',
    title: 'the spending of points is capped, and no reward gives any',
    why: 'The section says nothing about anything. Mostly a reward was removed, or another template was meant.',
    example: 'points: { perDay: "1000" }\nrewards:\n  - template: cash',
    remedy: 'Leave `points` out, or add a reward of template points.',
  },
  POINTS_CAP_BELOW_REWARD: {
    severity: 'warning',
    title: 'a person may never spend what one reward gives',
    why: 'The cap over all time is smaller than what one reward of points gives. A part of it is a promise that cannot be kept.',
    example: 'points: { inAll: "50" }\nrewards:\n  - template: points\n    amount: "100"',
    remedy: 'Raise `inAll`, or lower the reward.',
  },
  POINTS_CAP_WITHOUT_EFFECT: {
    severity: 'warning',
    title: 'a cap of points never bites',
    why: 'A cap of a longer time, or of more purchases, is the smaller one, so that it is reached first. Mostly the two figures were exchanged.',
    example: 'points: { perDay: "1000", perMonth: "500" }',
    remedy: 'Lower the cap that the message names, or raise the other one.',
  },
} as const satisfies FindingTexts;

type TellPoints = Tell<typeof pointsFindings>;

/** Whether points can be spent before they expire, and as far as their caps say. */
export function checkPoints(terms: Terms, tell: TellPoints): void {
  const rewards = [...terms.rewards.entries()].filter(([, { kind }]) => kind === 'points');
  for (const [index, reward] of rewards) checkExpiry(terms, { index, reward }, tell);
  if (terms.points === undefined) return;
  if (rewards.length === 0) {
    tell({
      id: 'POINTS_CAP_WITHOUT_POINTS',
      path: ['spec', 'points'],
      at: 'key',
      message: say`no reward gives points that could be spent`,
      suggestion: say`no points section, or a reward of template points`,
    });
  } else
    checkReach(
      terms.points,
      rewards.map(([, reward]) => reward),
      tell,
    );
  checkOrder(terms.points, tell);
}

function checkExpiry(
  terms: Terms,
  { index, reward }: { readonly index: number; readonly reward: RewardTerms },
  tell: TellPoints,
): void {
  const { expiry } = reward;
  if (expiry === undefined) return;
  const path = ['spec', 'rewards', index, expiry.kind === 'at' ? 'expiresAt' : 'expiresAfter'];
  if (expiry.kind === 'at') checkExpiryAt(terms, { reward, path, at: expiry.at }, tell);
  else if (expiry.ms < weekMs) {
    tell({
      id: 'POINTS_EXPIRE_QUICKLY',
      path,
      message: say`points can be spent for ${formatDuration(expiry.ms)}`,
      suggestion: asIs('expiresAfter: 90d'),
    });
  }
}

function checkExpiryAt(
  terms: Terms,
  { reward, path, at }: { readonly reward: RewardTerms; readonly path: Path; readonly at: Instant },
  tell: TellPoints,
): void {
  const { starts, ends } = terms.period;
  const startsAt = starts.kind === 'at' ? starts.at : null;
  const endsAt = ends.kind === 'at' ? ends.at : afterStart(startsAt, ends);
  const firstAt = effectOf(terms, reward, { earnedAt: startsAt, endsAt });
  const lastAt = effectOf(terms, reward, { earnedAt: endsAt, endsAt });
  if (firstAt !== null && at <= firstAt) {
    tell({
      id: 'POINTS_EXPIRE_TOO_EARLY',
      path,
      message: say`points of reward "${reward.id}" expire before the first can take effect`,
      suggestion: say`a later date, or expiresAfter`,
    });
  } else if (lastAt !== null && at <= lastAt) {
    tell({
      id: 'POINTS_EXPIRE_WITHIN_CAMPAIGN',
      path,
      message:
        endsAt !== null && at < endsAt
          ? say`points of reward "${reward.id}" expire before the campaign ends`
          : say`points of reward "${reward.id}" that are earned as the campaign ends expire before they can be spent`,
      suggestion: say`a date after the end, or expiresAfter`,
    });
  }
}

/** When points take effect that are earned at that instant: after the hold, and with the batch that comes then. */
function effectOf(
  { period: { timeZone } }: Terms,
  { payout: { timing, holdMs, weekly } }: RewardTerms,
  { earnedAt, endsAt }: { readonly earnedAt: Instant | null; readonly endsAt: Instant | null },
): Instant | null {
  const heldUntil = earnedAt === null ? null : plus(earnedAt, holdMs);
  if (timing === 'after-campaign') {
    return endsAt === null || heldUntil === null || heldUntil < endsAt ? endsAt : heldUntil;
  }
  return timing === 'weekly' && heldUntil !== null
    ? nextWeekly(heldUntil, timeZone, weekly)
    : heldUntil;
}

function afterStart(startsAt: Instant | null, ends: Terms['period']['ends']): Instant | null {
  return startsAt === null || ends.kind !== 'after' ? null : plus(startsAt, ends.ms);
}

function checkReach(
  { inAll }: PointsTerms,
  rewards: readonly RewardTerms[],
  tell: TellPoints,
): void {
  for (const { id, schedule } of rewards) {
    const gives = largestAmount(schedule);
    if (inAll === undefined || inAll >= gives) continue;
    tell({
      id: 'POINTS_CAP_BELOW_REWARD',
      path: ['spec', 'points', 'inAll'],
      message: say`a person may spend ${sayNumber(inAll, 'point')} in all, and reward "${id}" gives ${gives}`,
      suggestion: say`at least "${gives}"`,
    });
    return;
  }
}

/** From the smallest on, a cap of more purchases is to be the larger one. */
function checkOrder({ perSpend, perDay, perMonth, inAll }: PointsTerms, tell: TellPoints): void {
  const caps = [
    { path: ['perSpend', 'atMost'], max: perSpend?.atMost },
    { path: ['perDay'], max: perDay },
    { path: ['perMonth'], max: perMonth },
    { path: ['inAll'], max: inAll },
  ].flatMap(({ path, max }) => (max === undefined ? [] : [{ path, max }]));
  for (const [index, { path, max }] of caps.entries()) {
    const wider = caps.slice(index + 1).find((other) => other.max < max);
    if (wider === undefined) continue;
    tell({
      id: 'POINTS_CAP_WITHOUT_EFFECT',
      path: ['spec', 'points', ...path],
      message: say`a cap of ${max} is never reached, as ${wider.path.join('.')} is ${wider.max}`,
      suggestion: say`at most "${wider.max}"`,
    });
  }
}
