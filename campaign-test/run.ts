import type { Path } from '../compile/diagnostic.ts';
import type { Outcome } from '../domain/code/outcome.ts';
import type { Instant } from '../domain/time.ts';
import { asIs, say } from '../lang/say.ts';
import type { MemoryCampaign } from '../simulate/memory-store.ts';
import { readBooks } from './books.ts';
import type { Act, CampaignTest, Step, TestCase } from './case.ts';
import type { AsideAct, SentAct } from './command-of.ts';
import { compareRefused } from './compare-refused.ts';
import { compareCap, compareOutcome, compareSaid } from './compare-outcome.ts';
import { compareState } from './compare-state.ts';
import type { Failure } from './failure.ts';
import { breachesIn } from './invariants.ts';
import { ReachedByTest } from './reached.ts';
import { isAsideName } from './schema/acts.ts';
import { TestStage } from './stage.ts';

/** What came of one test. It passes when nothing failed. */
export interface CaseResult {
  readonly name: string;
  readonly path: Path;
  readonly failures: readonly Failure[];
}

/**
 * Plays one test on its campaign. Everything that is not as expected is found, not only the first;
 * a promise that is broken, or a code that was not issued, ends the test, since nothing after it means anything.
 */
export async function runCase(
  test: Pick<CampaignTest, 'now' | 'people'>,
  one: TestCase,
  campaign: MemoryCampaign,
  reached: Set<string>,
): Promise<CaseResult> {
  const run = new CaseRun(test, one, campaign, reached);
  return { name: one.name, path: one.path, failures: await run.play() };
}

class CaseRun {
  private readonly failures: Failure[] = [];
  private readonly stage: TestStage;
  private readonly reached: ReachedByTest;
  private readonly one: TestCase;
  private readonly campaign: MemoryCampaign;
  private readonly now: Instant;

  constructor(
    { now, people }: Pick<CampaignTest, 'now' | 'people'>,
    one: TestCase,
    campaign: MemoryCampaign,
    reached: Set<string>,
  ) {
    this.one = one;
    this.campaign = { ...campaign, operatorMinor: one.operator?.minor };
    this.now = now;
    this.stage = new TestStage({ campaign: this.campaign, now, people, provider: one.provider });
    this.reached = new ReachedByTest(reached, campaign, this.stage.simulation.store);
  }

  async play(): Promise<readonly Failure[]> {
    for (const step of this.one.steps) {
      await this.playStep(step);
      if (this.brokenPromises(step) || this.lacksCode(step)) return this.failures;
      this.compareState([...step.path, 'then'], step.then, false);
    }
    this.compareState([...this.one.path, 'then'], this.one.then, true);
    return this.failures;
  }

  private async playStep(step: Step): Promise<void> {
    if (step.at !== null) await this.stage.simulation.advanceTo(step.at);
    this.reached.looked();
    const several = step.acts.length * step.times > 1;
    const failures = new Map<string, Failure>();
    for (const act of step.acts) {
      for (let time = 0; time < step.times; time += 1) {
        for (const found of await this.playAct(step, act)) {
          const failure = several ? ofOne(found, act) : found;
          failures.set(JSON.stringify(failure), failure);
        }
      }
    }
    this.failures.push(...failures.values());
  }

  private async playAct(step: Step, act: Act): Promise<readonly Failure[]> {
    if (isAside(act)) return this.playAside(step, act);
    const asked = isSent(act) ? this.stage.codeOf(act) : undefined;
    const outcome = await this.stage.play(act);
    if (outcome !== undefined && asked !== undefined) this.reached.answered(outcome, asked);
    this.reached.looked();
    if (act.do === 'issue') return this.compareIssue(step, act, outcome);
    if (step.expected === null || outcome === undefined || asked === undefined) return [];
    return compareOutcome(step.expected, {
      path: step.path,
      outcome,
      terms: this.stage.simulation.store.campaignOf(this.stage.simulation.store.code(asked)).terms,
      now: this.now,
      answeredBy: this.stage.nameOf(forwardedTo(outcome) ?? asked),
    });
  }

  private async playAside(step: Step, act: AsideAct): Promise<readonly Failure[]> {
    const refused = await this.stage.doAside(act);
    const outcome = refused ?? { ok: true as const };
    if (refused !== null) this.reached.refusedAside(refused);
    this.reached.looked();
    return [...compareSaid(step, outcome), ...compareCap(step, outcome, this.campaign.terms)];
  }

  /** Whether a code is issued, and when it expires. */
  private compareIssue(
    step: Step,
    act: Act & { readonly do: 'issue' },
    refused: Outcome | undefined,
  ): readonly Failure[] {
    if (refused !== undefined && !refused.ok) {
      this.reached.refusedAside(refused);
      return compareRefused(this.stage.termsFor(act), { step, act, refused });
    }
    const { store } = this.stage.simulation;
    const code = this.stage.issuedAs(act.save);
    if (code === undefined || step.expected === null) return [];
    const { terms } = store.campaignOf(store.code(code));
    const { status, expiresAt } = store.code(code).state;
    const outcome = { ok: true, status, expiresAt } as const;
    const answeredBy = this.stage.nameOf(code);
    return compareOutcome(step.expected, {
      ...{ path: step.path, outcome, terms, now: this.now, answeredBy },
    });
  }

  /** Whether the steps to come speak of a code that was not issued: nothing after it means anything. */
  private lacksCode({ acts, expected }: Step): boolean {
    if (expected?.outcome !== 'ok') return false;
    return acts.some((act) => act.do === 'issue' && this.stage.issuedAs(act.save) === undefined);
  }

  private brokenPromises(step: Step): boolean {
    const breaches = breachesIn(this.stage.simulation.store);
    for (const { invariant, detail } of breaches) {
      const expected = [say`the promise is kept`];
      this.failures.push({ path: step.path, what: asIs(invariant), expected, found: [detail] });
    }
    return breaches.length > 0;
  }

  private compareState(path: Path, state: Step['then'], isEnd: boolean): void {
    const books = readBooks(this.stage, this.campaign.terms.campaign);
    this.failures.push(...compareState({ path, isEnd }, state, books));
  }
}

function isAside(act: Act): act is AsideAct {
  return isAsideName(act.do);
}

function isSent(act: Exclude<Act, AsideAct>): act is SentAct {
  return act.do !== 'issue' && act.do !== 'open' && act.do !== 'wait';
}

function forwardedTo(outcome: Outcome): ReturnType<TestStage['codeOf']> | undefined {
  return outcome.ok ? outcome.forwardedTo : undefined;
}

/** Of several people, who it was; what all of them share cannot be rewritten for one. */
function ofOne({ path, what, expected, found }: Failure, act: Act): Failure {
  const whose = 'by' in act && act.by !== '' ? say`${what} of ${act.by}` : what;
  return { path, what: whose, expected, found };
}
