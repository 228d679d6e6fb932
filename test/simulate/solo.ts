import type { Terms } from '../../domain/campaign/terms.ts';
import type { Command } from '../../domain/code/command.ts';
import type { Outcome } from '../../domain/code/outcome.ts';
import { liveCodesKey } from '../../domain/commit/counters.ts';
import type { CodeId, Digest, SubjectId } from '../../domain/ids.ts';
import { instant, type Instant } from '../../domain/time.ts';
import { Simulation } from '../../simulate/simulation.ts';
import type { Step } from '../model/acts.ts';
import { published, type Meaning } from '../model/meaning.ts';
import { play } from '../model/run.ts';
import { policyOf, termsOf } from '../model/terms-of.ts';

/** What was asked of one code, and when. */
export interface Asked {
  readonly at: Instant;
  readonly command: Command;
}

/**
 * All that a sequence asks of its first code, as it was asked. Reversals and corrections are left out: their
 * answer hangs on how quick the provider was.
 */
export async function askedOfFirst(
  meaning: Meaning,
  steps: readonly Step[],
): Promise<readonly Asked[]> {
  const asked: (Asked & { readonly code: CodeId })[] = [];
  await play(meaning, steps, {
    watch: ({ simulation, code, command }) => {
      asked.push({ at: simulation.now, code, command });
    },
  });
  const first = asked[0]?.code;
  const hanging = ['reverse', 'cancel', 'reopen'];
  return asked.filter(({ code, command }) => code === first && !hanging.includes(command.kind));
}

/** A campaign of one code, which alone is asked. */
export class Solo {
  readonly simulation = new Simulation(instant(published));
  private readonly outcomes: Outcome[] = [];
  private readonly code: CodeId;

  private constructor(code: CodeId) {
    this.code = code;
  }

  static async of(meaning: Meaning, validity: Partial<Terms['validity']> = {}): Promise<Solo> {
    const solo = new Solo('00000000-0000-7000-8000-000000000001' as CodeId);
    const terms = termsOf(meaning);
    const { campaign } = terms;
    solo.simulation.publish({
      terms: { ...terms, validity: { ...terms.validity, ...validity } },
      digest: 'd' as Digest,
      policy: policyOf(meaning),
      status: 'open',
      startsAt: instant(published + meaning.startsAfterMs),
      endsAt: meaning.endsAfterMs === null ? null : instant(published + meaning.endsAfterMs),
    });
    const issued = await solo.simulation.issue({ campaign, holder: 'ann' as SubjectId });
    if (issued !== solo.code) throw new Error(`the first code is ${issued}`);
    return solo;
  }

  /** Counts the requests of the sources that the commands come from, as of now. */
  count(commands: readonly Command[]): void {
    const { store, now } = this.simulation;
    for (const command of commands) {
      store.parties.countRequest(command, now);
    }
  }

  /** Sends a batch as the code is now, whether or not its timers have fired. */
  async send(commands: readonly Command[]): Promise<void> {
    this.outcomes.push(...(await this.simulation.commit(this.code, commands)));
  }

  /** What came of it all; what a provider has done, and the id of a successor, aside. */
  get result(): object {
    const { store } = this.simulation;
    const rewards = [...store.rewards.values()];
    return {
      outcomes: this.outcomes.map((outcome) => ({ ...outcome, successor: 'successor' in outcome })),
      state: store.code(this.code).state,
      events: store.events.filter(({ code }) => code === this.code),
      redemptions: byId(store.redemptions),
      reviews: byId(store.reviews),
      rewards: rewards
        .map((row) => ({ ...row, state: row.state === 'due' ? 'paid' : row.state }))
        .sort((a, b) => (a.id < b.id ? -1 : 1)),
      // How many codes are open hangs on the successor's own timers.
      counters: byId(store.counters).filter(([key]) => !key.endsWith(liveCodesKey)),
      entries: store.entries
        .filter(({ reason }) => reason !== 'paid by the provider')
        .map((entry) => JSON.stringify(entry))
        .sort(),
    };
  }
}

function byId(rows: ReadonlyMap<string, unknown>): readonly (readonly [string, unknown])[] {
  return [...rows].sort(([a], [b]) => (a < b ? -1 : 1));
}
