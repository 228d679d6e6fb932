import { startOfDay } from '../../domain/calendar.ts';
import type { PasswordTerms } from '../../domain/campaign/scenario.ts';
import type { UseCommand } from '../../domain/code/command.ts';
import { reject, type Rejection } from '../../domain/code/rejection.ts';
import type { Proof } from '../../domain/commit/facts.ts';
import type { CodeId, ProofId } from '../../domain/ids.ts';
import { refuseEntry, refuseWrongPassword } from '../../domain/password/entry.ts';
import { planSend } from '../../domain/password/plan-send.ts';
import { plus, type Instant } from '../../domain/time.ts';

const dayMs = 86_400_000;

/** For what a password is valid. */
export interface PasswordFor {
  readonly lineage: CodeId;
  readonly phone: string;
  readonly operation: UseCommand['kind'];
}

/** By which terms, and when; the day is that of the campaign's zone. */
export interface PasswordAt {
  readonly terms: PasswordTerms;
  readonly timeZone: string;
  readonly now: Instant;
}

interface Session extends PasswordFor {
  readonly id: string;
  readonly startedAt: Instant;
  sent: number;
  sentAt: Instant;
  expiresAt: Instant;
  tries: number;
  passedAt: Instant | null;
  /** Of a code that cannot be used no password is ever right. */
  isUsable: boolean;
}

/** That a password was entered rightly. */
export interface EnteredRightly {
  readonly ok: true;
  readonly proof: ProofId;
}

/** One-time passwords as `store/passwords` has them, but for their digits. */
export class Passwords {
  private readonly sessions: Session[] = [];
  private readonly proofs = new Map<ProofId, { readonly proof: Proof; isUsed: boolean }>();
  /** For what somebody has had one sent in so many words: none is supposed there any more. */
  private readonly asked = new Set<string>();

  /** Sends a password, or says from when on another may be sent. */
  send(about: PasswordFor, at: PasswordAt, isUsable: boolean): Rejection | null {
    const { terms, timeZone, now } = at;
    this.asked.add(keyOf(about));
    const today = startOfDay(now, timeZone);
    const latest = this.latest(about);
    const plan = planSend(terms, {
      latest: latest && { ...latest, isUsed: this.isUsed(latest) },
      sessionsToday: this.sessions.filter(
        ({ phone, startedAt }) => phone === about.phone && startedAt >= today,
      ).length,
      nextDay: startOfDay(plus(today, 1.5 * dayMs), timeZone),
      now,
    });
    if ('ok' in plan) return plan;
    if (plan.continues === undefined || latest === undefined) this.begin(about, at, isUsable);
    else {
      latest.sent += 1;
      latest.sentAt = now;
      latest.expiresAt = plus(now, terms.validForMs);
      latest.tries = 0;
      latest.passedAt = null;
      latest.isUsable = isUsable;
    }
    return null;
  }

  /** Compares a password with the one that was sent last; one was sent just now where nobody has asked for any. */
  enter(about: PasswordFor, at: PasswordAt, isRight: boolean): EnteredRightly | Rejection {
    const session = this.open(about, at);
    if (session === undefined) return reject('PASSWORD_EXPIRED');
    const { tries, expiresAt, passedAt } = session;
    const { terms, now } = at;
    if (tries >= terms.attemptsMax || (now >= expiresAt && passedAt === null)) {
      return refuseEntry(session, now);
    }
    if (!isRight || !session.isUsable) {
      session.tries += 1;
      return refuseWrongPassword(terms.attemptsMax - session.tries);
    }
    session.passedAt ??= now;
    return { ok: true, proof: this.prove(session) };
  }

  /** The proof of this id; undefined where no password is behind it. */
  proof(id: ProofId): Proof | undefined {
    const found = this.proofs.get(id);
    return found && { ...found.proof, isUsed: found.isUsed };
  }

  /** Notes that a use rests on a proof; one that no password is behind is nobody's business. */
  use(id: ProofId): void {
    const found = this.proofs.get(id);
    if (found !== undefined) found.isUsed = true;
  }

  private open(about: PasswordFor, at: PasswordAt): Session | undefined {
    const latest = this.latest(about);
    if (this.asked.has(keyOf(about))) return latest;
    const isOver =
      latest === undefined ||
      this.isUsed(latest) ||
      (latest.passedAt === null && at.now >= latest.expiresAt);
    return isOver ? this.begin(about, at, true) : latest;
  }

  private begin(about: PasswordFor, { terms, now }: PasswordAt, isUsable: boolean): Session {
    const session: Session = {
      ...about,
      ...{ id: `password-${String(this.sessions.length + 1)}`, startedAt: now, sent: 1 },
      ...{ sentAt: now, expiresAt: plus(now, terms.validForMs), tries: 0, passedAt: null },
      isUsable,
    };
    this.sessions.push(session);
    return session;
  }

  private latest(about: PasswordFor): Session | undefined {
    const key = keyOf(about);
    return this.sessions.findLast((session) => keyOf(session) === key);
  }

  private isUsed(session: Session): boolean {
    return this.proofs.get(proofIdOf(session))?.isUsed === true;
  }

  private prove(session: Session): ProofId {
    const id = proofIdOf(session);
    if (!this.proofs.has(id)) {
      const { operation, expiresAt: until } = session;
      // A session is of one phone already.
      const proof: Proof = { id, operation, phone: null, until, isUsed: false };
      this.proofs.set(id, { proof, isUsed: false });
    }
    return id;
  }
}

function proofIdOf({ id, sent }: Pick<Session, 'id' | 'sent'>): ProofId {
  return `${id}/${String(sent)}` as ProofId;
}

function keyOf({ lineage, phone, operation }: PasswordFor): string {
  return [lineage, operation, phone].join(' ');
}
