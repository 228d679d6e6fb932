import { beforeEach, describe, expect, it } from 'vitest';
import type { CampaignId, CodeId, Digest, SubjectId } from '../../domain/ids.ts';
import type { Outcome } from '../../domain/code/outcome.ts';
import { minorUnits } from '../../domain/money.ts';
import { Simulation } from '../../simulate/simulation.ts';
import { freshOpId } from '../support/commands.ts';
import { noPolicy, termsLike } from '../support/terms.ts';
import { reward, start, use, word } from './stage.ts';

let simulation: Simulation;
beforeEach(() => {
  simulation = new Simulation(start);
});

/** A campaign of the group, in which redeeming earns one yuan and registering another. */
async function campaign(name: string, priority: number, group = 'spring'): Promise<CodeId> {
  const id = name as CampaignId;
  const registered = { milestones: ['registered'], condition: null };
  const terms = termsLike({
    campaign: id,
    exclusion: { group, priority },
    rewards: [
      reward(),
      reward({ id: 'later', when: registered, schedule: { kind: 'each', minor: minorUnits(100) } }),
    ],
  });
  const published = { terms, digest: name as Digest, policy: noPolicy, status: 'open' } as const;
  simulation.publish({ ...published, startsAt: start, endsAt: null });
  return simulation.issue({ campaign: id, holder: 'ann' as SubjectId });
}

async function register(code: CodeId): Promise<Outcome> {
  return simulation.send(code, {
    kind: 'milestone',
    opId: freshOpId(),
    invitee: 'bob' as SubjectId,
    milestone: 'registered',
  });
}

function reasons(outcome: Outcome): readonly string[] {
  if (!outcome.ok) return [outcome.code];
  return (outcome.rewards ?? []).map((one) => (one.granted ? 'granted' : one.reason));
}

describe('campaigns of one group', () => {
  it('exclude each other: whichever is redeemed first has the person', async () => {
    const [one, other] = [await campaign('one', 1), await campaign('other', 1)];
    expect(word(await simulation.send(one, use('bob')))).toBe('ok');
    expect(await simulation.send(other, use('bob'))).toMatchObject({
      ok: false,
      code: 'EXCLUDED_BY_CAMPAIGN',
      campaign: 'one',
    });
    expect(word(await simulation.send(other, use('cat')))).toBe('ok');
  });

  it('give way to a higher priority, and then grant nothing more', async () => {
    const [low, high] = [await campaign('low', 1), await campaign('high', 2)];
    expect(reasons(await simulation.send(low, use('bob')))).toEqual(['granted']);
    expect(reasons(await simulation.send(high, use('bob')))).toEqual(['granted']);
    expect(reasons(await register(low))).toEqual(['EXCLUDED_BY_CAMPAIGN']);
    expect(reasons(await register(high))).toEqual(['granted']);
  });

  it('are free again for a person whose reservation came to nothing', async () => {
    const [one, other] = [await campaign('one', 0), await campaign('other', 0)];
    await simulation.send(one, use('bob', { kind: 'reserve' }));
    expect(word(await simulation.send(other, use('bob')))).toBe('EXCLUDED_BY_CAMPAIGN');
    const row = simulation.store.redemptionOf('bob' as SubjectId);
    if (row === undefined) throw new Error('nothing is reserved');
    await simulation.send(one, { kind: 'release', opId: freshOpId(), redemption: row.id });
    expect(word(await simulation.send(other, use('bob')))).toBe('ok');
  });

  it('do not bear on campaigns of another group', async () => {
    const [one, other] = [await campaign('one', 0), await campaign('other', 0, 'autumn')];
    await simulation.send(one, use('bob'));
    expect(word(await simulation.send(other, use('bob')))).toBe('ok');
  });
});
