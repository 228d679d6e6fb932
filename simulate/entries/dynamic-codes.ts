import type { LoginTerms } from '../../domain/campaign/scenario.ts';
import { reject, type Rejection } from '../../domain/code/rejection.ts';
import type { CodeId } from '../../domain/ids.ts';
import {
  hourMs,
  isSecondInRow,
  refuseTries,
  refuseWrongDynamicCode,
  slowedAt,
  type LoginTries,
} from '../../domain/login/tries.ts';
import type { PartyKey } from '../../domain/policy/party.ts';
import type { Instant } from '../../domain/time.ts';

const dayMs = 24 * hourMs;

/** Who enters a dynamic code of which line. */
export interface DynamicEntry {
  readonly lineage: CodeId;
  readonly parties: readonly PartyKey[];
  readonly terms: LoginTerms;
  readonly now: Instant;
}

/** The authenticator of one line, and what was entered of its codes. */
interface Authenticator {
  readonly tries: Map<PartyKey, LoginTries>;
  lastStep: number;
  /** Wrong codes of anybody in the day since. */
  wrong: number;
  since: Instant;
}

/** Dynamic codes as `store/devices` has them, but for their digits. Who enters the right one waits for a fresh one. */
export class DynamicCodes {
  private readonly lines = new Map<CodeId, Authenticator>();

  /** Compares a dynamic code; null where it is right and enough. */
  enter(entry: DynamicEntry, isRight: boolean): Rejection | null {
    const { parties, terms, now } = entry;
    const line = this.lineOf(entry);
    const tries = parties.flatMap((party) => triesOf(line, party, now) ?? []);
    const no = refuseTries({ terms, serverNow: now, now }, tries);
    if (no !== null) return no;
    if (!isRight) {
      for (const party of parties) countWrong(line, party, now);
      line.wrong += 1;
      return refuseWrongDynamicCode(terms, tries);
    }
    const step = Math.max(Math.floor(now / terms.everyMs), line.lastStep + 1);
    line.lastStep = step;
    if (line.wrong < slowedAt(terms) || isSecondInRow(parties, tries, step)) return null;
    for (const party of parties) {
      const before = triesOf(line, party, now) ?? { party, since: now, wrong: 0, notedStep: null };
      line.tries.set(party, { ...before, notedStep: step });
    }
    return reject('DYNAMIC_CODE_NEXT_TOO');
  }

  private lineOf({ lineage, now }: DynamicEntry): Authenticator {
    const fresh = { tries: new Map<PartyKey, LoginTries>(), lastStep: 0, wrong: 0, since: now };
    const line = this.lines.get(lineage) ?? fresh;
    this.lines.set(lineage, line);
    if (line.wrong === 0 || line.since <= now - dayMs) {
      line.since = now;
      line.wrong = 0;
    }
    return line;
  }
}

function triesOf(line: Authenticator, party: PartyKey, now: Instant): LoginTries | undefined {
  const found = line.tries.get(party);
  return found === undefined || found.since > now - hourMs ? found : { ...found, wrong: 0 };
}

function countWrong(line: Authenticator, party: PartyKey, now: Instant): void {
  const found = line.tries.get(party);
  const isOpen = found !== undefined && found.since > now - hourMs;
  const { since, wrong } = isOpen ? found : { since: now, wrong: 0 };
  const notedStep = found?.notedStep ?? null;
  line.tries.set(party, { party, since, wrong: wrong + 1, notedStep });
}
