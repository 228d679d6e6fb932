import type { Terms } from '../../domain/campaign/terms.ts';
import type { Outcome } from '../../domain/code/outcome.ts';
import type { RejectionCode } from '../../domain/code/rejection.ts';
import type { Recorded, RecordedUse } from '../../domain/commit/recorded.ts';
import type { CodeId } from '../../domain/ids.ts';
import { plus, type Instant } from '../../domain/time.ts';
import { Player, type Law, type Played } from './player.ts';
import type { Side, Tally } from './tally.ts';

/** What is played twice: by the laws that were in force, and by those that are proposed. */
export interface Trial {
  readonly since: Instant;
  readonly until: Instant;
  readonly before: (recorded: Recorded) => Law;
  readonly after: (recorded: Recorded) => Law;
  /** Terms whose budget each side may spend. */
  readonly budgets: { readonly before: Terms; readonly after: Terms };
}

/** Refusals whose reason lies in terms or policy, so that others may answer otherwise. */
const askedAgain: ReadonlySet<RejectionCode> = new Set<RejectionCode>([
  'RISK_REFUSED',
  'VERIFICATION_REQUIRED',
  'CODE_EXPIRED',
  'CODE_SETTLED',
  'CODE_EXHAUSTED',
]);

const dayMs = 86_400_000;

/**
 * Plays everything that is recorded of one campaign, in its order, through the same core by two laws,
 * and adds up what each grants from `since` on. A code is forgotten a day after the last thing that
 * is recorded of its line, so that memory holds what is under way and not what is over. Returns how
 * many lines were under way at most.
 */
export async function backtest(
  trial: Trial,
  pages: AsyncIterable<readonly Recorded[]>,
  tally: Tally,
): Promise<number> {
  const run = new Run(trial, tally);
  for await (const page of pages) {
    for (const recorded of page) await run.next(recorded);
  }
  await run.end();
  return run.linesAtOnce;
}

class Run {
  linesAtOnce = 0;
  private readonly trial: Trial;
  private readonly tally: Tally;
  private readonly players: Readonly<Record<Side, Player>>;
  /** Of each line under way, the last that was asked of each of its codes. */
  private readonly lines = new Map<CodeId, Map<CodeId, Recorded>>();
  private readonly over: { readonly line: CodeId; readonly at: Instant }[] = [];

  constructor(trial: Trial, tally: Tally) {
    this.trial = trial;
    this.tally = tally;
    this.players = {
      before: new Player(trial.before, trial.budgets.before),
      after: new Player(trial.after, trial.budgets.after),
    };
  }

  async next(recorded: Recorded): Promise<void> {
    for (
      let first = this.over[0];
      first !== undefined && first.at <= recorded.at;
      [first] = this.over
    ) {
      this.over.shift();
      await this.forget(first.line);
    }
    const { code, at, what, isLast } = recorded;
    if (this.counts(recorded)) this.tally.addReported(what);
    const line = this.lines.get(code.lineage) ?? new Map<CodeId, Recorded>();
    this.lines.set(code.lineage, line.set(code.id, recorded));
    this.linesAtOnce = Math.max(this.linesAtOnce, this.lines.size);
    if (what.kind === 'use' && what.refused !== null) await this.askAgain(recorded, what);
    else await this.play(recorded);
    if (isLast) this.over.push({ line: code.lineage, at: plus(at, dayMs) });
  }

  /** What is still under way is settled as of now, and counted as it stands. */
  async end(): Promise<void> {
    for (const line of [...this.lines.keys()]) await this.forget(line);
  }

  private async play(recorded: Recorded): Promise<void> {
    const before = await this.players.before.play(recorded);
    const after = await this.players.after.play(recorded);
    if (!this.counts(recorded)) return;
    this.count(before, after, before?.outcome.ok === true);
    if (recorded.what.kind === 'use' && before !== null && after !== null) {
      this.compareAnswers(recorded, before.outcome, after.outcome);
    }
  }

  /** Whoever was refused is not recorded, so nothing is granted: what it might be is only told. */
  private async askAgain(recorded: Recorded, what: RecordedUse): Promise<void> {
    const again = what.refused !== null && askedAgain.has(what.refused.code);
    if (!again || !this.counts(recorded)) return;
    const before = await this.players.before.wouldBe(recorded, what);
    const after = await this.players.after.wouldBe(recorded, what);
    this.count(before, after, !before.outcome.ok);
    if (!before.outcome.ok) this.compareAnswers(recorded, before.outcome, after.outcome);
  }

  private counts({ at }: Recorded): boolean {
    return at >= this.trial.since && at <= this.trial.until;
  }

  private count(before: Played | null, after: Played | null, agrees: boolean): void {
    this.tally.played += 1;
    if (agrees) this.tally.agreed += 1;
    this.tally.addRules('before', before?.rules ?? []);
    this.tally.addRules('after', after?.rules ?? []);
  }

  private compareAnswers({ code }: Recorded, before: Outcome, after: Outcome): void {
    const [was, is] = [answerOf(before), answerOf(after)];
    if (was === is) return;
    const granted = after.ok && !before.ok ? (after.rewards ?? []) : [];
    this.tally.addAnswer({
      campaign: this.trial.budgets.before.campaign,
      code: code.id,
      inviter: code.holder,
      before: was,
      after: is,
      atMost: granted.flatMap((one) =>
        one.granted ? [{ asset: one.asset, minor: one.minor }] : [],
      ),
    });
  }

  private async forget(line: CodeId): Promise<void> {
    const codes = this.lines.get(line) ?? new Map<CodeId, Recorded>();
    this.lines.delete(line);
    for (const side of ['before', 'after'] as const) {
      for (const [code, last] of codes) await this.close(this.players[side], { side, code, last });
    }
  }

  private async close(
    player: Player,
    {
      side,
      code,
      last,
    }: {
      readonly side: Side;
      readonly code: CodeId;
      readonly last: Recorded;
    },
  ): Promise<void> {
    if (!player.knows(code)) return;
    // Nobody asks more, so what is left happens by deadlines, each at its own time.
    await player.settle(last, this.trial.until);
    const { campaign } = this.trial.budgets.before;
    for (const row of player.forget(code)) {
      if (row.grantedAt >= this.trial.since) this.tally.addReward(side, campaign, row);
    }
  }
}

function answerOf(outcome: Outcome): RejectionCode | 'accepted' | 'review' {
  if (!outcome.ok) return outcome.code;
  return outcome.redemptionState === 'review' ? 'review' : 'accepted';
}
