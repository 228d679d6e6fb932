import { randomUUID } from 'node:crypto';

import type { Outcome } from '../../domain/code/outcome.ts';
import type { Rejection } from '../../domain/code/rejection.ts';
import type { CampaignId, ProofId } from '../../domain/ids.ts';
import { partyKey } from '../../domain/policy/party.ts';
import { duration, instant } from '../../domain/time.ts';
import { Random } from '../../simulate/population/random.ts';
import { enterDynamicCode } from '../../store/devices/enter-dynamic-code.ts';
import { beginPassword } from '../../store/passwords/begin-password.ts';
import { enterPassword } from '../../store/passwords/enter-password.ts';
import { withTransaction } from '../../store/pool.ts';
import type { Proven } from '../../store/proofs/keep-proof.ts';
import { inLanes, start, type AttackStage } from './stage.ts';

const minute = 60_000;
const digits = 6;

/** Guesses at what is sent or shown once. */
export interface GuessedOnce {
  readonly asked: number;
  /** Guesses that were compared with the right one. */
  readonly lookedAt: number;
  readonly hits: number;
  /** Of so many guesses at random. */
  readonly expectedHits: number;
}

/** How many codes are guessed at, for how long, and how often in each minute. */
export interface GuessingOnce {
  readonly seed: number;
  readonly codes: number;
  readonly minutes: number;
  readonly everyMinute: number;
}

/**
 * Whoever knows a code and its holder's phone has passwords sent there as often as that is done, and guesses at
 * each as often as they are let.
 */
export async function guessPasswords(
  stage: AttackStage,
  { seed, codes, minutes, everyMinute }: GuessingOnce,
): Promise<GuessedOnce & { readonly sent: number }> {
  const campaign = 'attacked-coupon';
  const count = { asked: 0, lookedAt: 0, hits: 0, sent: 0 };
  await inLanes(codes, async (n) => {
    const random = new Random(seed, n);
    const held = await stage.issue({ campaign, holder: `otp-${String(seed)}-${String(n)}` });
    const about = {
      ...{ asked: held.id, phone: `phone-${String(seed)}-${String(n)}` },
      operation: 'redeem' as const,
    };
    for (let at = 0; at < minutes; at += 1) {
      const now = instant(start + at * minute);
      const request = { ...about, ...sending, campaign: campaign as CampaignId, now };
      const begun = await withTransaction(stage.pool, (db) =>
        beginPassword(db, stage.keys, request),
      );
      count.sent += Number(begun.ok);
      for (let guess = 0; guess < everyMinute; guess += 1) {
        const entered = { ...about, password: digitsAtRandom(random), now };
        const answer = await withTransaction(stage.pool, (db) =>
          enterPassword(db, stage.keys, entered),
        );
        tally(count, answer, 'PASSWORD_WRONG');
      }
    }
  });
  return { ...count, expectedHits: expected(count.lookedAt, 1) };
}

/** As the campaign on the stage has it. */
const sending = {
  isUsable: true,
  timeZone: 'Asia/Shanghai',
  terms: {
    ...{ digits, validForMs: duration(5 * minute), attemptsMax: 5 },
    ...{ resendAfterMs: duration(minute), sendsMax: 3, sessionsPerDay: 5 },
  },
};

/** Several accounts, each with an address of its own, guess at what a code's authenticator shows. */
export async function guessDynamicCodes(
  stage: AttackStage,
  { accounts, ...guessing }: GuessingOnce & { readonly accounts: number },
): Promise<GuessedOnce & { readonly letIn: number }> {
  const { seed, codes, minutes, everyMinute } = guessing;
  const terms = { digits, everyMs: duration(5 * minute), drift: 1, attemptsAnHour: 10 };
  const count = { asked: 0, lookedAt: 0, hits: 0, letIn: 0 };
  await inLanes(codes, async (n) => {
    const random = new Random(seed, n, 2);
    const holder = `totp-${String(seed)}-${String(n)}`;
    const { id: lineage } = await stage.issue({ campaign: 'attacked-login', holder });
    for (let at = 0; at < minutes; at += 1) {
      const now = instant(start + at * minute);
      for (let guess = 0; guess < everyMinute; guess += 1) {
        const who = `${holder}-${String(guess % accounts)}`;
        const entered = {
          ...{ lineage, terms, now, serverNow: now, opId: randomUUID() },
          ...{ parties: [partyKey('person', who), partyKey('source', who)] },
          dynamicCode: digitsAtRandom(random),
        };
        const answer = await withTransaction(stage.pool, (db) =>
          enterDynamicCode(db, stage.keys, entered),
        );
        tally(count, answer, 'DYNAMIC_CODE_WRONG', 'DYNAMIC_CODE_NEXT_TOO', 'DYNAMIC_CODE_USED');
        count.letIn += Number(answer.ok);
      }
    }
  });
  // The code before the present one and the one after it are taken as well.
  return { ...count, expectedHits: expected(count.lookedAt, 1 + 2 * terms.drift) };
}

/** What came of requests that were overheard with what was entered, and are sent again. */
export interface ReplayedOnce {
  readonly sent: number;
  /** Redemptions that the tables have. */
  readonly executed: number;
  readonly executedTwice: number;
}

/**
 * For each of `codes` codes a password is sent and entered rightly; the request is then sent `times` at once as it was,
 * and `times` at once by others under operations of their own.
 */
export async function replayPasswords(
  stage: AttackStage,
  { seed, codes, times }: { readonly seed: number; readonly codes: number; readonly times: number },
): Promise<ReplayedOnce> {
  const campaign = 'attacked-coupon';
  stage.setNow(start);
  let executed = 0;
  let executedTwice = 0;
  for (let n = 0; n < codes; n += 1) {
    const name = `replayed-${String(seed)}-${String(n)}`;
    const held = await stage.issue({ campaign, holder: name, bound: true });
    const proof = await provenBy(stage, held.id, name);
    const call = { code: held.code, campaign };
    const proven = { proof, phone: name };
    const again = Array.from({ length: times }, () =>
      stage.redeem({ ...call, invitee: `${name}-friend`, opId: name }, proven),
    );
    const others = Array.from({ length: times }, (_, by) =>
      stage.redeem({ ...call, invitee: `${name}-${String(by)}` }, proven),
    );
    await Promise.all<Outcome>([...again, ...others]);
    const { rows } = await stage.pool.query<{ made: number }>(
      'SELECT count(*)::int AS made FROM redemption WHERE code = $1',
      [held.id],
    );
    const made = rows[0]?.made ?? 0;
    executed += made;
    executedTwice += Math.max(0, made - 1);
  }
  return { sent: codes * times * 2, executed, executedTwice };
}

async function provenBy(stage: AttackStage, asked: string, phone: string): Promise<ProofId> {
  const about = { asked, phone, operation: 'redeem' as const, now: instant(start) };
  const request = { ...about, ...sending, campaign: 'attacked-coupon' as CampaignId };
  const { pool, keys } = stage;
  const begun = await withTransaction(pool, (db) => beginPassword(db, keys, request));
  if (!begun.ok) throw new Error(begun.code);
  const { password } = begun;
  const entered = await withTransaction(pool, (db) =>
    enterPassword(db, keys, { ...about, password }),
  );
  if (!entered.ok) throw new Error(entered.code);
  return entered.proof;
}

function tally(
  count: { asked: number; lookedAt: number; hits: number },
  answer: Proven | Rejection | { readonly ok: true },
  wrong: Rejection['code'],
  ...right: readonly Rejection['code'][]
): void {
  const isRight = answer.ok || right.includes(answer.code);
  count.asked += 1;
  count.lookedAt += Number(isRight || answer.code === wrong);
  count.hits += Number(isRight);
}

function digitsAtRandom(random: Random): string {
  return String(random.below(10 ** digits)).padStart(digits, '0');
}

function expected(guesses: number, right: number): number {
  return (guesses * right) / 10 ** digits;
}
