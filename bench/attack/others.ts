import { isDeepStrictEqual } from 'node:util';

import { inLanes, start, wordOf, type AttackStage } from './stage.ts';
import { addressOf } from './guessing.ts';

/** How answers are spread, by their word. */
export type Answers = Readonly<Record<string, number>>;

/** A code that a site has made public, and `people` strangers who redeem it within an hour. */
export async function postPublicly(
  stage: AttackStage,
  { seed, people }: { readonly seed: number; readonly people: number },
): Promise<Answers> {
  stage.setNow(start);
  const { code } = await stage.issue({ holder: `site-${String(seed)}`, bound: true });
  return asMany(people, (n) => {
    const invitee = `site-${String(seed)}-${String(n)}`;
    return stage.redeem({ code, invitee, ip: addressOf(30 + seed, n) });
  });
}

/**
 * `identities` accounts made up for one inviter, who asks from a farm of emulators (one in ten tells that it is one) in one
 * network, or from a new address each time.
 */
export async function farm(
  stage: AttackStage,
  farming: { readonly seed: number; readonly identities: number; readonly rotates: boolean },
): Promise<Answers> {
  const { seed, identities, rotates } = farming;
  const name = `farm-${String(seed)}-${rotates ? 'rotates' : 'stays'}`;
  stage.setNow(start);
  const { code } = await stage.issue({ holder: name, bound: true });
  return asMany(identities, (n) => {
    const device = { id: `${name}-${String(n % 10)}`, ...(n % 10 === 0 ? emulator : {}) };
    const account = { payee: `${name}-payee-${String(n % 3)}`, since: start - 3_600_000 };
    const ip = rotates ? addressOf(40 + seed, n) : addressOf(50 + seed, 0);
    return stage.redeem({ code, invitee: `${name}-${String(n)}`, ip, device, account });
  });
}

const emulator = { reports: ['emulator'] } as const;

/** Requests that were overheard, each sent `times` at once. Returns how many redemptions the tables have of them. */
export async function replay(
  stage: AttackStage,
  {
    seed,
    requests,
    times,
  }: { readonly seed: number; readonly requests: number; readonly times: number },
): Promise<{
  readonly sent: number;
  readonly effects: number;
  readonly answersThatDiffer: number;
}> {
  stage.setNow(start);
  const { code, id } = await stage.issue({ holder: `overheard-${String(seed)}`, bound: true });
  let differ = 0;
  for (let n = 0; n < requests; n += 1) {
    const call = {
      code,
      invitee: `overheard-${String(seed)}-${String(n)}`,
      opId: `op-${String(seed)}-${String(n)}`,
    };
    const answers = await Promise.all(Array.from({ length: times }, () => stage.redeem(call)));
    differ += answers.filter((answer) => !isDeepStrictEqual(answer, answers[0])).length;
  }
  const { rows } = await stage.pool.query<{ effects: number }>(
    'SELECT count(*)::int AS effects FROM redemption WHERE code = $1',
    [id],
  );
  return { sent: requests * times, effects: rows[0]?.effects ?? 0, answersThatDiffer: differ };
}

async function asMany(
  count: number,
  ask: (n: number) => ReturnType<AttackStage['redeem']>,
): Promise<Answers> {
  const answers: Record<string, number> = {};
  await inLanes(count, async (n) => {
    const word = wordOf(await ask(n));
    answers[word] = (answers[word] ?? 0) + 1;
  });
  return answers;
}
