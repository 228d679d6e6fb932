import { inFull } from '../domain/campaign/milestones.ts';
import { lengthOf } from '../domain/campaign/period.ts';
import type { Terms } from '../domain/campaign/terms.ts';
import { formatDuration, type Instant } from '../domain/time.ts';
import type { FindingTexts, Tell } from './finding.ts';
import { asIs, say } from '../lang/say.ts';

const dayMs = 86_400_000;
const weekMs = 7 * dayMs;

export const timeFindings = {
  CAMPAIGN_OVER: {
    severity: 'warning',
    title: 'the campaign is over already',
    why: 'Its last day lies before today. It can be published, and nobody gets a code of it. Usually a year is wrong, or the file is the last one with new words.',
    example: 'period: { ends: 2020-12-31 }',
    remedy: 'Mend the date, or say in a comment that it is kept as it was.',
  },
  LIFETIME_BEYOND_CAMPAIGN: {
    severity: 'warning',
    title: 'codes live longer than the campaign runs',
    why: 'What is redeemed after the campaign earns nothing, so the last part of the life of every code is a promise without a reward.',
    example: 'period: { lasts: 7d }\nvalidity: { lifetime: 30d }',
    remedy: 'Use `lifetime: until-campaign-end`, a shorter lifetime, or a longer campaign.',
  },
  EXTENSION_BEYOND_CAMPAIGN: {
    severity: 'warning',
    title: 'shares or renewals may lengthen a life beyond the campaign',
    why: 'The bound `upTo` never bites: the campaign is over first, and people share, or you pay, for time that earns nothing.',
    example: 'period: { lasts: 7d }\nvalidity: { lifetime: 1d, extension: { by: 1d, upTo: 30d } }',
    remedy: 'Lower `upTo` to the length of the campaign or less.',
  },
  WINDOW_BEYOND_CAMPAIGN: {
    severity: 'info',
    title: 'a click counts longer than the campaign runs',
    why: 'Clicks from before the campaign do not exist, so the window is in truth the length of the campaign.',
    example: 'period: { lasts: 7d }\nattribution: { window: 30d }',
    remedy: 'Write the window that is meant.',
  },
  RESERVATION_BEYOND_LIFETIME: {
    severity: 'warning',
    title: 'a reservation is kept longer than a code lives',
    why: 'Until it is given back nobody else can have that use, and by then the code has expired: one person who reserves and does not confirm takes the code out.',
    example: 'validity: { lifetime: 5m }\nredemption: { reserveFor: 15m }',
    remedy: 'Reserve for a part of the lifetime.',
  },
  FORMER_VALUES_PILE_UP: {
    severity: 'warning',
    title: 'former values live on when the next ones are made',
    why: 'Each refresh leaves another value that leads to the code. More values than `liveCodesMax` are then live, and a guess hits more often than the file says.',
    example: 'validity: { refresh: { every: 1h, formerFor: 24h } }',
    remedy: 'Let `formerFor` be shorter than `every`.',
  },
  WEEKLY_AFTER_END: {
    severity: 'info',
    title: 'the first weekly batch may come after the campaign',
    why: 'In a campaign shorter than a week no batch may fall inside it. Everybody is paid, but later than "weekly" sounds.',
    example: 'period: { lasts: 5d }\nrewards:\n  - payout: { timing: weekly }',
    remedy: 'Use `timing: after-campaign`, which says so.',
  },
  WITHIN_WITHOUT_EFFECT: {
    severity: 'info',
    title: 'a milestone may take longer than anybody hears of it',
    why: 'Codes are settled before the time of `within` is over, even for somebody who redeems at once. A settled code hears of no milestone any more, so that the bound never bites, and people are promised time that they do not have.',
    example:
      'validity: { lifetime: 24h, settleFor: 7d }\nrewards:\n  - when: { invitee: [{ milestone: order-paid, within: 30d }] }',
    remedy: 'Raise `settleFor`, or shorten `within`.',
  },
} as const satisfies FindingTexts;

type TellTimes = Tell<typeof timeFindings>;

/** Whether validity, the campaign's period and the timing of payouts go together. */
export function checkTimes(terms: Terms, tell: TellTimes): void {
  const length = lengthOf(terms.period);
  if (length !== null) checkWithin(terms, length, tell);
  checkMilestones(terms, tell);
  const { lifetime, refresh } = terms.validity;
  const { reserveForMs } = terms.redemption;
  if (lifetime.kind === 'for' && reserveForMs >= lifetime.ms) {
    const life = formatDuration(lifetime.ms);
    tell({
      id: 'RESERVATION_BEYOND_LIFETIME',
      path: ['spec', 'redemption', 'reserveFor'],
      message: say`a reservation is kept for ${formatDuration(reserveForMs)}, and a code lives ${life}`,
      suggestion: say`less than ${life}`,
    });
  }
  if (refresh !== null && refresh.formerForMs > refresh.everyMs) {
    const every = formatDuration(refresh.everyMs);
    const values = Math.ceil(refresh.formerForMs / refresh.everyMs) + 1;
    tell({
      id: 'FORMER_VALUES_PILE_UP',
      path: ['spec', 'validity', 'refresh', 'formerFor'],
      message: say`up to ${values} values lead to each code at once`,
      suggestion: say`at most ${every}`,
    });
  }
}

/** Whether anybody can get a code of it from now on. */
export function checkOver({ period }: Terms, now: Instant, tell: TellTimes): void {
  const { ends, timeZone } = period;
  if (ends.kind !== 'at' || ends.at > now) return;
  const step = now - ends.at < dayMs ? 60_000 : dayMs;
  const since = Math.floor((now - ends.at) / step) * step;
  tell({
    id: 'CAMPAIGN_OVER',
    path: ['spec', 'period', 'ends'],
    message: say`the campaign has been over for ${formatDuration(since)}`,
    suggestion: say`a day that is still to come, by the clock of ${timeZone}`,
  });
}

/** Whether codes go on for as long as a reward gives its milestones. */
function checkMilestones(terms: Terms, tell: TellTimes): void {
  const longest = longestHeard(terms);
  if (longest === undefined) return;
  for (const [index, { when }] of terms.rewards.entries()) {
    for (const [place, wanted] of when.milestones.entries()) {
      const { withinMs } = inFull(wanted);
      if (withinMs === null || withinMs <= longest) continue;
      const whole = formatDuration(longest);
      tell({
        id: 'WITHIN_WITHOUT_EFFECT',
        path: ['spec', 'rewards', index, 'when', 'invitee', place, 'within'],
        message: say`it may take ${formatDuration(withinMs)}, and a code is settled after ${whole}`,
        suggestion: say`at most ${whole}, or a longer settleFor`,
      });
    }
  }
}

/** How long after its issue a code hears of milestones at most; undefined where that is not known. */
function longestHeard({ period, validity }: Terms): number | undefined {
  const { extension, lifetime, renewal, reset, settleForMs } = validity;
  if (reset !== null) return undefined;
  const length = lengthOf(period) ?? Infinity;
  const longest = [extension, renewal].map((longer) => longer?.upToMs ?? 0);
  const own = lifetime.kind === 'for' ? Math.max(lifetime.ms, ...longest) : Infinity;
  const life = Math.min(own, length);
  return life === Infinity ? undefined : life + settleForMs;
}

function checkLonger({ validity }: Terms, length: number, tell: TellTimes): void {
  const { extension, renewal } = validity;
  const whole = formatDuration(length);
  for (const [key, longer] of Object.entries({ extension, renewal })) {
    if (!longer || longer.upToMs <= length) continue;
    const life = formatDuration(longer.upToMs);
    tell({
      id: 'EXTENSION_BEYOND_CAMPAIGN',
      path: ['spec', 'validity', key, 'upTo'],
      message:
        key === 'extension'
          ? say`shares lengthen a life up to ${life}, and the campaign runs for ${whole}`
          : say`renewals lengthen a life up to ${life}, and the campaign runs for ${whole}`,
      suggestion: say`at most ${whole}`,
    });
  }
}

function checkWithin(terms: Terms, length: number, tell: TellTimes): void {
  const { lifetime } = terms.validity;
  const whole = formatDuration(length);
  if (lifetime.kind === 'for' && lifetime.ms > length) {
    tell({
      id: 'LIFETIME_BEYOND_CAMPAIGN',
      path: ['spec', 'validity', 'lifetime'],
      message: say`codes live ${formatDuration(lifetime.ms)}, and the campaign runs for ${whole}`,
      suggestion: say`until-campaign-end, or at most ${whole}`,
    });
  } else checkLonger(terms, length, tell);
  if (terms.attribution.touch === 'first' && terms.attribution.windowMs > length) {
    tell({
      id: 'WINDOW_BEYOND_CAMPAIGN',
      path: ['spec', 'attribution', 'window'],
      message: say`a click counts for ${formatDuration(terms.attribution.windowMs)}, and the campaign runs for ${whole}`,
      suggestion: say`at most ${whole}`,
    });
  }
  for (const [index, { payout }] of terms.rewards.entries()) {
    if (payout.timing !== 'weekly' || length >= weekMs) continue;
    tell({
      id: 'WEEKLY_AFTER_END',
      path: ['spec', 'rewards', index, 'payout', 'timing'],
      message: say`the campaign runs for ${whole}, and batches are weekly`,
      suggestion: asIs('timing: after-campaign'),
    });
  }
}
