import { expect, it } from 'vitest';

import type { LimitTerms } from '../../domain/campaign/terms.ts';
import type { Outcome } from '../../domain/code/outcome.ts';
import type { Digest, OpId, RowId, SubjectId } from '../../domain/ids.ts';
import { minorUnits, type Asset } from '../../domain/money.ts';
import { duration, instant, plus } from '../../domain/time.ts';
import type { Remembers } from '../../simulate/memory-store.ts';
import { Simulation } from '../../simulate/simulation.ts';
import { noPolicy, redPacket, termsLike } from '../support/terms.ts';

const start = instant(Date.UTC(2026, 0, 5, 2));
const hour = 3_600_000;
const hoursMax = 60 * 24;
const hourly: LimitTerms = {
  ...{ of: { kind: 'scope', scope: 'campaign' }, every: 'hour', unit: 'count', max: 1 },
};
const daily: LimitTerms = {
  ...hourly,
  of: { kind: 'scope', scope: 'person' },
  every: 'day',
  max: 9,
};

const terms = termsLike({
  validity: { ...termsLike().validity, lifetime: { kind: 'for', ms: duration(80 * 24 * hour) } },
  budget: [{ asset: 'CNY/2' as Asset, minor: minorUnits(1_000_000) }],
  rewards: [
    {
      ...{ ...redPacket, caps: [], limits: [hourly, daily] },
      when: { milestones: ['redeemed'], condition: null },
      payout: { ...redPacket.payout, holdMs: duration(90 * 24 * hour) },
    },
  ],
});
const { campaign } = terms;

/** Somebody redeems at every third hour of sixty days; then the first is taken back, and let count again. */
async function sixtyDays(remembers: Remembers): Promise<{
  readonly outcomes: readonly Outcome[];
  readonly most: number;
}> {
  const simulation = new Simulation(start, { remembers });
  const published = { digest: 'd' as Digest, policy: noPolicy, status: 'open' } as const;
  simulation.publish({ terms, ...published, startsAt: start, endsAt: null });
  const code = await simulation.issue({ campaign, holder: 'ann' as SubjectId });
  const outcomes: Outcome[] = [];
  let most = 0;
  for (let at = 0; at < hoursMax; at += 3) {
    await simulation.advanceTo(plus(start, at * hour));
    for (const name of ['a', 'b']) {
      const invitee = `${name}${at}` as SubjectId;
      outcomes.push(
        await simulation.send(code, { kind: 'redeem', opId: `use/${invitee}` as OpId, invitee }),
      );
    }
    most = Math.max(most, simulation.store.counters.size);
  }
  const [first] = outcomes;
  const redemption = (first?.ok === true ? first.redemption : undefined) ?? ('' as RowId);
  for (const kind of ['cancel', 'reopen'] as const) {
    const by = { redemption, actor: 'olga', reason: 'case 7' };
    outcomes.push(await simulation.send(code, { kind, opId: kind as OpId, ...by }));
  }
  return { outcomes, most };
}

it('a simulation of sixty days has the counters of a week, and answers as with all of them', async () => {
  const [open, everything] = [await sixtyDays('open'), await sixtyDays('everything')];
  expect(open.outcomes).toEqual(everything.outcomes);
  expect(open.outcomes.slice(-2)).toMatchObject([{ ok: true }, { ok: true }]);
  const rewards = open.outcomes.flatMap((one) => (one.ok ? (one.rewards ?? []) : []));
  expect(rewards.filter(({ granted }) => granted)).toHaveLength(hoursMax / 3 + 1);
  // Eight hours and one day a day, of eight days and a few.
  expect(open.most).toBeLessThanOrEqual(9 * 9 + 5);
  expect(everything.most).toBeGreaterThan(60 * 9);
});
