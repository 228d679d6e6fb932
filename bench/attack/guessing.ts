import { Random } from '../../simulate/population/random.ts';
import { valueAtRandom } from '../outside/codes.ts';
import { attacked, inLanes, start, wordOf, type AttackStage } from './stage.ts';

const minute = 60_000;
const day = 1440 * minute;

/** How values are guessed: from so many addresses, each once in so long, for so long. */
export interface Guessing {
  readonly seed: number;
  readonly addresses: number;
  readonly everyMs: number;
  readonly forMs: number;
  /** Codes that there are to be hit. */
  readonly codes: number;
}

/** What became of guesses. */
export interface Guessed {
  readonly asked: number;
  /** Guesses that were looked at: all that were not turned away by a freeze that was in force. */
  readonly lookedAt: number;
  readonly hits: number;
  /** When the last of all addresses was frozen for the first time, in virtual seconds; null if one never was. */
  readonly allFrozenAfterS: number | null;
  /** Guesses looked at that would hit one code at random, on average. */
  readonly expectedHits: number;
  /** Of as many friends as there are codes, each with an address of their own, who was not let in afterwards. */
  readonly honestHurt: number;
  /** Every second friend types the code wrong once before. */
  readonly honestMistyped: number;
}

/**
 * Values at random, which name the campaign. An address that is frozen waits until it is let in again, and so
 * gets in as many guesses as the policy allows it.
 */
export async function guess(stage: AttackStage, guessing: Guessing): Promise<Guessed> {
  const { seed, addresses, everyMs, forMs, codes } = guessing;
  stage.setNow(start);
  const held = Array.from({ length: codes }, (_, n) => `g${String(seed)}-holder-${String(n)}`);
  const known = await Promise.all(held.map((holder) => stage.issue({ holder })));
  const random = new Random(seed);
  const waits = new Map<number, number>();
  const frozenAt = new Map<number, number>();
  const count = { asked: 0, lookedAt: 0, hits: 0 };
  const one = async (address: number, now: number, code: string): Promise<void> => {
    const invitee = `g${String(seed)}-${String(address)}-${String(now)}`;
    const ip = addressOf(seed, address);
    const answer = await stage.redeem({ code, campaign: attacked, invitee, ip });
    count.asked += 1;
    // Who is told by which rule has earned the freeze with this very guess, which was counted.
    count.lookedAt += Number(answer.ok || answer.code === 'CODE_UNKNOWN' || 'rules' in answer);
    count.hits += Number(answer.ok || isOfACode(wordOf(answer)));
    if (answer.ok || answer.code !== 'PARTY_FROZEN') return;
    waits.set(address, answer.until ?? now);
    if (!frozenAt.has(address)) frozenAt.set(address, now - start);
  };
  for (let at = 0; at < forMs; at += everyMs) {
    const now = start + at;
    stage.setNow(now);
    const free = Array.from({ length: addresses }, (_, n) => n).filter(
      (address) => (waits.get(address) ?? 0) <= now,
    );
    const values = free.map(() => valueAtRandom(random));
    await inLanes(free.length, (n) => one(free[n] ?? 0, now, values[n] ?? ''));
  }
  const honest = { honestHurt: 0, honestMistyped: 0 };
  await inLanes(codes, async (n) => {
    const call = {
      ...{ code: known[n]?.code ?? '', campaign: attacked, ip: addressOf(seed + 100, n) },
      ...{ account: { since: start - 100 * day }, invitee: `g${String(seed)}-friend-${String(n)}` },
    };
    if (n % 2 === 1) {
      await stage.redeem({ ...call, code: call.code.slice(1) + call.code.slice(0, 1) });
      honest.honestMistyped += 1;
    }
    honest.honestHurt += Number(wordOf(await stage.redeem(call)) !== 'ok');
  });
  const all = frozenAt.size === addresses ? Math.max(...frozenAt.values()) / 1000 : null;
  const expectedHits = (count.lookedAt * codes) / 32 ** 12;
  return { ...count, allFrozenAfterS: all, expectedHits, ...honest };
}

/** Everything else is answered by a code that was found. */
function isOfACode(word: string): boolean {
  return !['CODE_UNKNOWN', 'CODE_MISTYPED', 'PARTY_FROZEN', 'PARTY_BANNED'].includes(word);
}

/** Each in a network of its own. */
export function addressOf(block: number, n: number): string {
  return `${String(10 + (block % 200))}.${String(n >> 8)}.${String(n & 255)}.7`;
}
