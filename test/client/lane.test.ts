import { setTimeout as sleep } from 'node:timers/promises';

import { expect, test } from 'vitest';

import { AttemptError, type Attempt } from '../../client/delivery.ts';
import { createLane, type Lane } from '../../client/lane.ts';
import type { Command, CommandKind } from '../../domain/code/command.ts';
import type { Outcome } from '../../domain/code/outcome.ts';
import type { OpId } from '../../domain/ids.ts';

interface Sent extends Attempt {
  answer(): void;
  fail(error: unknown): void;
}

/** A lane whose updates wait until the test answers them. */
function laneOnHold(stored = new Map<OpId, Outcome>()): {
  lane: Lane;
  sent: Sent[];
  inFlightMost: () => number;
  idle: () => number;
} {
  const sent: Sent[] = [];
  let inFlight = 0;
  let most = 0;
  let idle = 0;
  const lane = createLane(
    {
      send: (attempt) => {
        inFlight += 1;
        most = Math.max(most, inFlight);
        return new Promise<readonly Outcome[]>((resolve, reject) => {
          sent.push({
            ...attempt,
            answer: () => resolve(attempt.commands.map(outcomeOf)),
            fail: reject,
          });
        }).finally(() => {
          inFlight -= 1;
        });
      },
      ask: (commands) => {
        const found = commands.map(({ opId }) => [opId, stored.get(opId)] as const);
        return Promise.resolve(
          new Map(found.filter((entry): entry is [OpId, Outcome] => entry[1] !== undefined)),
        );
      },
    },
    () => {
      idle += 1;
    },
  );
  return { lane, sent, inFlightMost: () => most, idle: () => idle };
}

function command(name: string, kind: 'share' | 'redeem' = 'redeem', padding = ''): Command {
  const opId = name as OpId;
  if (kind === 'share') return { kind, opId, via: 'share-reported', share: padding };
  return { kind, opId, invitee: `invitee-${name}` as never, share: padding };
}

/** An outcome that says which command it answers. */
function outcomeOf({ opId }: Command): Outcome {
  return { ok: true, status: 'active', expiresAt: null, rules: [opId] };
}

const soon = (ms = 5_000): number => Date.now() + ms;
const turn = (): Promise<void> => sleep(5);
const names = (sent: Sent | undefined): string[] => sent?.commands.map(({ opId }) => opId) ?? [];

test('what arrives while an update is in flight goes with the next one', async () => {
  const { lane, sent, inFlightMost, idle } = laneOnHold();
  const first = lane.push(command('a'), soon(), '');
  await turn();
  const rest = ['b', 'c', 'd'].map((name) => lane.push(command(name), soon(), ''));
  await turn();
  expect(sent.map(names)).toEqual([['a']]);
  sent[0]?.answer();
  expect(await first).toEqual(outcomeOf(command('a')));
  await turn();
  expect(sent.map(names)).toEqual([['a'], ['b', 'c', 'd']]);
  sent[1]?.answer();
  expect(await Promise.all(rest)).toEqual(['b', 'c', 'd'].map((name) => outcomeOf(command(name))));
  expect(inFlightMost()).toBe(1);
  await turn();
  expect(idle()).toBe(1);
});

test('pushed in one turn, sent together, the nearest deadline first', async () => {
  const { lane, sent } = laneOnHold();
  const all = [
    lane.push(command('late'), soon(9_000), ''),
    lane.push(command('early'), soon(3_000), ''),
    lane.push(command('middle'), soon(6_000), ''),
  ];
  await turn();
  expect(sent.map(names)).toEqual([['early', 'middle', 'late']]);
  sent[0]?.answer();
  await Promise.all(all);
});

test('an update has commands of one kind; kinds take turns', async () => {
  const { lane, sent } = laneOnHold();
  const kinds: CommandKind[] = [];
  const all = ['r1', 's1', 'r2', 's2'].map((name) =>
    lane.push(command(name, name.startsWith('r') ? 'redeem' : 'share'), soon(), ''),
  );
  for (let index = 0; index < 2; index += 1) {
    await turn();
    kinds.push(sent[index]?.commands[0].kind ?? 'revoke');
    sent[index]?.answer();
  }
  await Promise.all(all);
  expect(kinds).toEqual(['redeem', 'share']);
  expect(sent.map(names)).toEqual([
    ['r1', 'r2'],
    ['s1', 's2'],
  ]);
});

test('callers take turns, within a batch and from one batch to the next', async () => {
  const { lane, sent } = laneOnHold();
  const greedy = Array.from({ length: 700 }, (_, index) =>
    lane.push(command(`g${String(index)}`), soon(), 'greedy'),
  );
  const modest = [
    lane.push(command('m0'), soon(), 'modest'),
    lane.push(command('m1'), soon(), 'modest'),
  ];
  await turn();
  expect(names(sent[0]).slice(0, 5)).toEqual(['g0', 'm0', 'g1', 'm1', 'g2']);
  expect(names(sent[0])).toHaveLength(500);
  sent[0]?.answer();
  await turn();
  expect(names(sent[1])).toHaveLength(202);
  sent[1]?.answer();
  await Promise.all([...greedy, ...modest]);
});

test('an update holds at most 500 commands and 100 KB', async () => {
  const { lane, sent } = laneOnHold();
  const many = Array.from({ length: 1_001 }, (_, index) =>
    lane.push(command(`n${String(index)}`), soon(), ''),
  );
  const large = Array.from({ length: 50 }, (_, index) =>
    lane.push(command(`x${String(index)}`, 'share', 'y'.repeat(9_900)), soon(), ''),
  );
  for (let index = 0; index < 20; index += 1) {
    await turn();
    sent[index]?.answer();
  }
  await Promise.all([...many, ...large]);
  expect(Math.max(...sent.map((update) => update.commands.length))).toBe(500);
  for (const { commands } of sent) {
    expect(Buffer.byteLength(JSON.stringify(commands))).toBeLessThanOrEqual(100_001);
  }
  expect(sent.filter(({ commands }) => commands[0].kind === 'share').length).toBe(5);
});

test('whose deadline passes while waiting leaves unsent; once sent, it stays', async () => {
  const { lane, sent } = laneOnHold();
  const first = lane.push(command('first'), soon(), '');
  await turn();
  const left = lane.push(command('left'), soon(30), '');
  const kept = lane.push(command('kept'), soon(), '');
  await expect(left).rejects.toMatchObject({ code: 'DEADLINE_PASSED', retryable: true });
  sent[0]?.answer();
  await turn();
  expect(names(sent[1])).toEqual(['kept']);
  sent[1]?.answer();
  await Promise.all([first, kept]);
});

test('sent and unanswered at its deadline: the table of operations is asked first', async () => {
  const stored = new Map<OpId, Outcome>([['known' as OpId, outcomeOf(command('known'))]]);
  const { lane, sent } = laneOnHold(stored);
  const known = lane.push(command('known'), soon(60), '');
  const unknown = lane.push(command('unknown'), soon(60), '');
  const patient = lane.push(command('patient'), soon(), '');
  expect(await known).toEqual(outcomeOf(command('known')));
  await expect(unknown).rejects.toMatchObject({ code: 'OUTCOME_UNKNOWN', retryable: true });
  expect(sent).toHaveLength(1);
  sent[0]?.answer();
  expect(await patient).toEqual(outcomeOf(command('patient')));
});

test('a lost update is sent again as the same update, with the same operations', async () => {
  const { lane, sent, inFlightMost } = laneOnHold();
  const answer = lane.push(command('a'), soon(), '');
  await turn();
  sent[0]?.fail(new AttemptError('lost', new Error('no connection')));
  await sleep(80);
  expect(sent.map(names)).toEqual([['a'], ['a']]);
  expect(sent[1]?.updateId).toBe(sent[0]?.updateId);
  sent[1]?.fail(new AttemptError('failed', new Error('the worker was replaced')));
  await sleep(150);
  expect(sent[2]?.updateId).not.toBe(sent[0]?.updateId);
  sent[2]?.answer();
  expect(await answer).toEqual(outcomeOf(command('a')));
  expect(inFlightMost()).toBe(1);
});

test('what an unanswered update did all the same is answered from the table', async () => {
  const stored = new Map<OpId, Outcome>();
  const { lane, sent } = laneOnHold(stored);
  const done = lane.push(command('done'), soon(), '');
  const open = lane.push(command('open'), soon(), '');
  await turn();
  stored.set('done' as OpId, outcomeOf(command('done')));
  sent[0]?.fail(new AttemptError('lost', new Error('time-out')));
  expect(await done).toEqual(outcomeOf(command('done')));
  await sleep(80);
  expect(names(sent[1])).toEqual(['open']);
  expect(sent[1]?.updateId).not.toBe(sent[0]?.updateId);
  sent[1]?.answer();
  await open;
});

test('a refused envelope is not sent again', async () => {
  const { lane, sent } = laneOnHold();
  const refused = lane.push(command('a'), soon(), '');
  await turn();
  sent[0]?.fail(new AttemptError('refused', new Error('no such update')));
  await expect(refused).rejects.toMatchObject({ code: 'ENVELOPE_REFUSED', retryable: false });
  expect(sent).toHaveLength(1);
});

test('an answer that does not fit its batch is no answer', async () => {
  const { lane, sent } = laneOnHold();
  const answer = lane.push(command('a'), soon(300), '');
  await turn();
  const update = sent[0];
  update?.fail(new AttemptError('failed', new Error('two outcomes for one command')));
  await expect(answer).rejects.toMatchObject({ code: 'OUTCOME_UNKNOWN' });
});
