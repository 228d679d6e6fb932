import { describe, expect, it } from 'vitest';

import { backtest } from '../../compare/backtest/backtest.ts';
import { trialOf, type InForce, type Proposal } from '../../compare/backtest/laws.ts';
import { neverReported, notTold } from '../../compare/backtest/not-told.ts';
import { Player } from '../../compare/backtest/player.ts';
import { Tally } from '../../compare/backtest/tally.ts';
import type { Recorded } from '../../domain/commit/recorded.ts';
import type { Terms, WhenTerms } from '../../domain/campaign/terms.ts';
import type { EventRow, RedemptionRow } from '../../domain/commit/rows.ts';
import type { CodeId, Digest, RowId, SubjectId } from '../../domain/ids.ts';
import { minorUnits, type Asset } from '../../domain/money.ts';
import { duration, instant, plus } from '../../domain/time.ts';
import { textOf } from '../../lang/text.ts';
import { noPolicy, redPacket, termsLike } from '../support/terms.ts';
import { policyOf } from './compiled.ts';

const start = instant(Date.UTC(2026, 0, 5, 2));
const hour = 3_600_000;
const cny = 'CNY/2' as Asset;
const digest = 'd' as Digest;
const when = { milestones: ['redeemed'], condition: null };
const paying = { ...redPacket, when, caps: [] };
const terms = termsLike({
  rewards: [paying],
  period: { ...termsLike().period, ends: { kind: 'never' } },
});
const current = { terms, startsAt: start, endsAt: null };
const inForce: InForce = {
  current,
  versions: new Map([[digest, current]]),
  policies: new Map(),
  currentPolicies: new Map([['none', noPolicy]]),
};

/** The only use of the n-th code, an hour after the one before. */
function use(n: number, isLast = true): Recorded {
  const at = plus(start, n * hour);
  const id = `code-${n}` as CodeId;
  const inviter = `inviter-${n % 3}` as SubjectId;
  const of: RedemptionRow = {
    ...{ id: `${id}.1` as RowId, code: id, inviter, invitee: `invitee-${n}` as SubjectId },
    ...{ state: 'redeemed', at, channel: null, share: null, region: null, reservedUntil: null },
    ...{ milestones: ['redeemed'], purchaseAmountMinor: null, reports: [], byHand: null },
    ...{ exclusion: null, counted: [], cancelled: null },
  };
  return {
    at,
    isLast,
    code: {
      ...{ id, digest, holder: inviter, lineage: id, channel: null, generation: 1 },
      ...{ issuedAt: at, lineIssuedAt: at },
    },
    what: { kind: 'use', as: 'redeem', of, refused: null, judgement: null, policy: null },
  };
}

async function run(
  recorded: readonly Recorded[],
  proposal: Proposal,
): Promise<{ readonly tally: Tally; readonly linesAtOnce: number }> {
  const tally = new Tally();
  const trial = trialOf(inForce, proposal, { since: start, until: plus(start, 9_000 * hour) });
  async function* pages(): AsyncGenerator<readonly Recorded[]> {
    for (const one of recorded) yield await Promise.resolve([one]);
  }
  return { linesAtOnce: await backtest(trial, pages(), tally), tally };
}

const many = Array.from({ length: 300 }, (_, n) => n);

describe('a backtest', () => {
  it('holds what is under way, and not what is over', async () => {
    const { tally, linesAtOnce } = await run(
      many.map((n) => use(n)),
      { kind: 'campaign', terms },
    );
    expect(linesAtOnce).toBeLessThanOrEqual(25);
    expect(tally.byAsset.get(cny)).toEqual({ before: 30_000, after: 30_000 });
    // The control: lines whose end is not known are all held, and come to the same.
    const held = await run(
      many.map((n) => use(n, false)),
      { kind: 'campaign', terms },
    );
    expect(held.linesAtOnce).toBe(300);
    expect(held.tally.byAsset).toEqual(tally.byAsset);
  });

  it('leaves nothing of a code that is forgotten but what others are counted with', async () => {
    const player = new Player(() => ({ ...current, policy: noPolicy }), terms);
    await player.play(use(1));
    expect(player.forget('code-1' as CodeId)).toMatchObject([{ minor: 100 }]);
    const { store } = player;
    const kept = [store.codes, store.redemptions, store.redemptionsOf, store.rewards];
    expect(kept.map(({ size }) => size)).toEqual([0, 0, 0, 0]);
    expect([store.events, store.entries, store.messages].map(({ length }) => length)).toEqual([
      ...[0, 0, 0],
    ]);
    expect(store.counters.get(`${terms.campaign}/budget:${cny}`)?.used).toBe(100);
  });

  it('holds a smaller budget, whoever comes first', async () => {
    const budget = [{ asset: cny, minor: minorUnits(200) }];
    const { tally } = await run([use(0), use(1), use(2)], {
      kind: 'campaign',
      terms: { ...terms, budget },
    });
    expect(tally.byAsset.get(cny)).toEqual({ before: 300, after: 200 });
    expect(tally.peopleChanged()).toMatchObject([{ person: 'inviter-2', change: 'nothing' }]);
  });

  it('lets a review that the proposal opens end by its deadline', async () => {
    const looked = (otherwise: 'approve' | 'refuse') => ({
      ...noPolicy,
      rules: [
        {
          ...{ id: 'all', title: 'all' },
          when: { fact: 'generation', operator: 'equal', value: 1 } as const,
          answer: { kind: 'review', withinMs: duration(48 * hour), otherwise } as const,
        },
      ],
    });
    const approved = await run([use(0)], { kind: 'policy', policy: looked('approve') });
    expect(approved.tally.byAsset.get(cny)).toEqual({ before: 100, after: 100 });
    expect(approved.tally.answers).toMatchObject([{ before: 'accepted', after: 'review' }]);
    const refused = await run([use(0)], { kind: 'policy', policy: looked('refuse') });
    expect(refused.tally.byAsset.get(cny)).toEqual({ before: 100, after: 0 });
  });

  it('reports again what a milestone carried, each time that it was reported', async () => {
    const first = use(0, false);
    if (first.what.kind !== 'use' || first.what.of === null) throw new Error('a use has its row');
    const of = { ...first.what.of, purchaseAmountMinor: 1 };
    const reported = (hours: number, said: EventRow['data']): Recorded => ({
      ...{ ...first, at: plus(start, hours * hour), isLast: hours === 3 },
      what: { kind: 'milestone', milestone: 'registered', of, said },
    });
    const recorded = [
      first,
      reported(1, { purchaseAmountMinor: null, 'registered.cost': 5000 }),
      reported(2, { purchaseAmountMinor: null, 'registered.gone': 'unknown to these terms' }),
      reported(3, { purchaseAmountMinor: null, 'registered.cost': 5000 }),
    ];
    const of50 = { minor: minorUnits(5000), property: 'cost' };
    const counting = (times: number): Terms => ({
      ...terms,
      properties: { registered: { cost: { kind: 'money', asset: cny } } },
      rewards: [
        {
          ...paying,
          when: {
            milestones: [{ milestone: 'registered', times, atLeast: of50, withinMs: null }],
            condition: null,
          },
        },
      ],
    });
    const twice = await run(recorded, { kind: 'campaign', terms: counting(2) });
    expect(twice.tally.byAsset.get(cny)).toEqual({ before: 100, after: 100 });
    const thrice = await run(recorded, { kind: 'campaign', terms: counting(3) });
    expect(thrice.tally.byAsset.get(cny)).toEqual({ before: 100, after: 0 });
  });

  it('says what it cannot tell', () => {
    const told = (proposal: Proposal): readonly string[] =>
      notTold(inForce, proposal).map((line) => textOf(line, 'en'));
    const { attribution } = terms;
    const last = { ...terms, attribution: { ...attribution, touch: 'last' } as const };
    expect(told({ kind: 'campaign', terms: last })).toHaveLength(1);
    expect(told({ kind: 'campaign', terms })).toEqual([]);
    const variant = { id: 'gold', weight: 1, digest: 'gold' as Digest };
    const variedBy = (segment: string | null): readonly string[] =>
      told({ kind: 'campaign', terms: { ...terms, variants: [{ ...variant, segment }] } });
    expect(variedBy('gold')).toEqual([expect.stringMatching(/^variants gold \(for gold\): /)]);
    expect(variedBy(null)).toEqual([]);
    // One sentence, however many facts.
    expect(told({ kind: 'policy', policy: policyOf('default') })).toEqual([
      expect.stringMatching(
        /^inviterBound, sourceRequestsLastHour, sharedWithInviter, deviceReports: /,
      ),
    ]);
  });

  it('says what a proposal waits for that nobody has reported in that time', async () => {
    const first = use(0, false);
    if (first.what.kind !== 'use' || first.what.of === null) throw new Error('a use has its row');
    const of = first.what.of;
    const said = { purchaseAmountMinor: null, 'paid.cost': 5000 };
    const recorded: Recorded[] = [
      first,
      { ...first, at: plus(start, hour), what: { kind: 'milestone', milestone: 'paid', of, said } },
      {
        ...first,
        at: plus(start, 2 * hour),
        what: { kind: 'verify', subject: of.invitee, check: 'real-name', result: 'passed' },
      },
      {
        ...first,
        at: plus(start, -hour),
        what: { kind: 'milestone', milestone: 'before-that-time', of, said: {} },
      },
    ];
    const { tally } = await run(recorded, { kind: 'campaign', terms });
    const told = (condition: WhenTerms['condition'], ...milestones: string[]): readonly string[] =>
      neverReported(
        {
          kind: 'campaign',
          terms: {
            ...terms,
            checks: { 'real-name': 'named', face: 'seen' },
            rewards: [{ ...paying, when: { milestones, condition } }],
          },
        },
        tally.reported,
      ).map((line) => textOf(line, 'en').replace(/ in that time.*/, ''));
    expect(told(null, 'redeemed', 'paid', 'named')).toEqual([]);
    expect(told(null, 'paid', 'foo', 'seen', 'before-that-time')).toEqual([
      'foo: nobody reported this milestone',
      'seen: nobody reported this milestone',
      'before-that-time: nobody reported this milestone',
    ]);
    const costs = (fact: string) => ({ fact, operator: 'equal', value: 1 }) as const;
    expect(told({ all: [costs('paid.cost'), costs('generation')] }, 'paid')).toEqual([]);
    expect(told({ all: [costs('paid.colour'), costs('foo.cost')] }, 'paid', 'foo')).toEqual([
      'foo: nobody reported this milestone',
      'paid.colour: no report carried this property',
    ]);
  });
});
