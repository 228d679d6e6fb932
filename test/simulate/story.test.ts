import { describe, expect, it } from 'vitest';
import type { Terms } from '../../domain/campaign/terms.ts';
import type { Command } from '../../domain/code/command.ts';
import type { CodeId, Digest, OpId, SubjectId } from '../../domain/ids.ts';
import { instant, plus } from '../../domain/time.ts';
import { Simulation } from '../../simulate/simulation.ts';
import { noPolicy, redPacket, termsLike } from '../support/terms.ts';

const start = instant(Date.UTC(2026, 0, 5, 2));
const hour = 3_600_000;
const holder = 'ann' as SubjectId;

function published(terms: Terms): Simulation {
  const simulation = new Simulation(start);
  simulation.publish({
    terms,
    digest: 'd' as Digest,
    policy: noPolicy,
    status: 'open',
    startsAt: start,
    endsAt: terms.period.ends.kind === 'after' ? plus(start, terms.period.ends.ms) : null,
  });
  return simulation;
}

let operations = 0;
function redeem(invitee: string): Command {
  operations += 1;
  return {
    kind: 'redeem',
    opId: `op-${String(operations)}` as OpId,
    invitee: invitee as SubjectId,
  };
}
function milestone(invitee: string, name: string): Command {
  operations += 1;
  return {
    kind: 'milestone',
    opId: `op-${String(operations)}` as OpId,
    invitee: invitee as SubjectId,
    milestone: name,
  };
}

async function verified(simulation: Simulation, code: CodeId, invitee: string): Promise<void> {
  expect(await simulation.send(code, redeem(invitee))).toMatchObject({ ok: true });
  expect(await simulation.send(code, milestone(invitee, 'registered'))).toMatchObject({ ok: true });
  expect(await simulation.send(code, milestone(invitee, 'real-name-verified'))).toMatchObject({
    ok: true,
  });
}

describe('a code in the simulation', () => {
  it('pays one yuan for each of five verified invitees and none for the sixth', async () => {
    const simulation = published(termsLike());
    const code = await simulation.issue({ campaign: termsLike().campaign, holder });
    for (const invitee of ['b', 'c', 'd', 'e', 'f', 'g']) await verified(simulation, code, invitee);
    await simulation.advanceTo(plus(start, hour));
    const posted = simulation.store.entries.filter(({ kind }) => kind === 'post');
    expect(posted.map(({ destination, minor }) => [destination, minor])).toEqual(
      Array.from({ length: 5 }, () => ['person:ann', 100]),
    );
  });

  it('holds a reward for seven days after the code has expired, and then pays it', async () => {
    const held = {
      ...redPacket,
      payout: { ...redPacket.payout, holdMs: (7 * 24 * hour) as never },
    };
    const simulation = published(termsLike({ rewards: [held] }));
    const code = await simulation.issue({ campaign: termsLike().campaign, holder });
    await verified(simulation, code, 'b');
    await simulation.advanceTo(plus(start, 7 * 24 * hour - 1));
    expect([...simulation.store.rewards.values()].map(({ state }) => state)).toEqual(['held']);
    expect(simulation.store.code(code).state.status).toBe('replaced');
    await simulation.advanceTo(plus(start, 7 * 24 * hour));
    expect([...simulation.store.rewards.values()].map(({ state }) => state)).toEqual(['paid']);
  });

  it('reminds, expires at its instant, and lets the successor answer in the grace time', async () => {
    const simulation = published(termsLike());
    const code = await simulation.issue({ campaign: termsLike().campaign, holder });
    await simulation.send(code, { kind: 'share', opId: 's' as OpId, via: 'share-opened' });
    await simulation.advanceTo(plus(start, 30 * hour - 1));
    expect(simulation.store.code(code).state.status).toBe('active');
    expect(simulation.store.messages.map(({ template }) => template)).toEqual(['reminder']);
    await simulation.advanceTo(plus(start, 30 * hour));
    expect(simulation.store.code(code).state.status).toBe('replaced');
    const outcome = await simulation.send(code, redeem('b'));
    expect(outcome).toMatchObject({ ok: true, forwardedTo: simulation.store.code(code).successor });
    await simulation.advanceTo(plus(start, (24 + 6 + 24 + 24 + 72) * hour));
    expect(await simulation.send(code, redeem('c'))).toMatchObject({ code: 'CODE_EXPIRED' });
    await simulation.advanceTo(plus(start, 60 * 24 * hour));
    expect([...simulation.store.codes.values()].map(({ state }) => state.status)).toEqual([
      'settled',
      'settled',
      'settled',
    ]);
  });
});
