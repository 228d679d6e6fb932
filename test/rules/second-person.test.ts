import { describe, expect, it } from 'vitest';

import type { Outcome } from '../../domain/code/outcome.ts';
import { weightOf, type ReviewProposal } from '../../domain/commit/review.ts';
import type { RowId } from '../../domain/ids.ts';
import type { RiskAnswer } from '../../domain/policy/policy.ts';
import { duration } from '../../domain/time.ts';
import { freshOpId } from '../support/commands.ts';
import { after, hour, policyOf, reviewOf, Stage, word } from './stage.ts';

const posters = { fact: 'channel', operator: 'equal', value: 'poster' } as const;

function review(otherwise: 'approve' | 'refuse', two = true): RiskAnswer {
  const wanted = two ? ({ secondPerson: true } as const) : {};
  return { kind: 'review', withinMs: duration(2 * hour), otherwise, ...wanted };
}

interface Waiting {
  readonly stage: Stage;
  readonly id: RowId;
}

async function waiting(otherwise: 'approve' | 'refuse' = 'refuse'): Promise<Waiting> {
  const policy = policyOf({ id: 'posters', when: posters, answer: review(otherwise) });
  const stage = await Stage.of({}, { policy });
  return { stage, id: reviewOf(await stage.redeem('bob', { channel: 'poster' })) };
}

function decide(
  { stage, id }: Waiting,
  actor: string,
  decision: 'approve' | 'refuse',
): Promise<Outcome> {
  const command = { opId: freshOpId(), review: id, decision, actor, reason: `${actor} looked` };
  return stage.send({ kind: 'decideReview', ...command });
}

function rowOf({ stage, id }: Waiting): unknown {
  return stage.simulation.store.reviews.get(id);
}

describe('a review that wants a second person', () => {
  it('is proposed by the first, and earns once another one approves', async () => {
    const one = await waiting();
    const proposed = await decide(one, 'olga', 'approve');
    expect(proposed).toMatchObject({
      ...{ ok: true, redemptionState: 'review', proposed: 'approve', reviewDueAt: after(2) },
    });
    expect(proposed).not.toHaveProperty('rewards');
    expect(one.stage.state).toMatchObject({ uses: 1, redemptions: 0, reviewsOpen: 1 });
    const said = { decision: 'approve', actor: 'olga', reason: 'olga looked', at: after(0) };
    expect(rowOf(one)).toMatchObject({ state: 'open', decidedBy: null, proposed: said });
    expect(await decide(one, 'ben', 'approve')).toMatchObject({
      redemptionState: 'redeemed',
      rewards: [{ granted: true }],
    });
    expect(rowOf(one)).toMatchObject({ state: 'approved', decidedBy: 'ben', proposed: said });
    expect(one.stage.state).toMatchObject({ redemptions: 1, reviewsOpen: 0 });
  });

  it('is not decided by one person twice, in whatever letters', async () => {
    const one = await waiting();
    await decide(one, 'olga', 'approve');
    for (const actor of ['olga', ' OLGA ', 'ｏｌｇａ']) {
      expect(await decide(one, actor, 'approve')).toMatchObject({
        ...{ ok: false, code: 'SECOND_PERSON_NEEDED' },
        message: `${actor} has proposed that; somebody else has to decide`,
      });
    }
    expect(one.stage.rewards).toEqual([]);
  });

  it('is refused by a second one who refuses, whatever was proposed', async () => {
    for (const first of ['approve', 'refuse'] as const) {
      const one = await waiting('approve');
      await decide(one, 'olga', first);
      expect(await decide(one, 'ben', 'refuse')).toMatchObject({ redemptionState: 'refused' });
      expect(one.stage.state).toMatchObject({ uses: 0, reviewsOpen: 0 });
      expect(word(await decide(one, 'olga', 'approve'))).toBe('REVIEW_CLOSED');
    }
  });

  it('is approved by two who approve, not by one against another', async () => {
    const one = await waiting();
    await decide(one, 'olga', 'refuse');
    expect(await decide(one, 'ben', 'approve')).toMatchObject({ proposed: 'approve' });
    expect(word(await decide(one, 'ben', 'approve'))).toBe('SECOND_PERSON_NEEDED');
    expect(await decide(one, 'olga', 'approve')).toMatchObject({ redemptionState: 'redeemed' });
  });

  it('lets whoever proposed think again', async () => {
    const one = await waiting();
    await decide(one, 'olga', 'approve');
    expect(await decide(one, 'olga', 'refuse')).toMatchObject({ proposed: 'refuse' });
    expect(await decide(one, 'ben', 'refuse')).toMatchObject({ redemptionState: 'refused' });
  });

  it('goes as its rule says at its deadline, whatever was proposed', async () => {
    const refusing = await waiting('refuse');
    await decide(refusing, 'olga', 'approve');
    const approving = await waiting('approve');
    await decide(approving, 'olga', 'refuse');
    for (const { stage } of [refusing, approving]) await stage.at(3);
    expect(rowOf(refusing)).toMatchObject({ state: 'refused', decidedBy: 'deadline' });
    expect(rowOf(approving)).toMatchObject({ state: 'approved', decidedBy: 'deadline' });
    expect(word(await decide(refusing, 'ben', 'approve'))).toBe('REVIEW_CLOSED');
  });

  it('goes before a review that one person decides', async () => {
    const rules = [
      { id: 'one', when: posters, answer: review('refuse', false) },
      { id: 'two', when: posters, answer: review('refuse') },
    ];
    const stage = await Stage.of({}, { policy: policyOf(...rules) });
    const id = reviewOf(await stage.redeem('bob', { channel: 'poster' }));
    expect(rowOf({ stage, id })).toMatchObject({ secondPerson: true, rules: ['one', 'two'] });
  });
});

it('no order of decisions lets one person approve alone', () => {
  const actors = ['olga', 'ben'] as const;
  const decisions = ['approve', 'refuse'] as const;
  const all = actors.flatMap((actor) => decisions.map((decision) => ({ actor, decision })));
  for (const first of all) {
    for (const second of all) {
      const proposed: ReviewProposal = { ...first, reason: 'looked', at: after(0) };
      if (weightOf(proposed, second) !== 'decides') continue;
      expect(second.actor).not.toBe(first.actor);
      if (second.decision === 'approve') expect(first.decision).toBe('approve');
    }
  }
});
