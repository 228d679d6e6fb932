import type { CountedMilestone } from '../../domain/campaign/milestones.ts';
import type { RewardTerms, Terms } from '../../domain/campaign/terms.ts';
import type { Command, UseCommand } from '../../domain/code/command.ts';
import type { Outcome, RewardResult } from '../../domain/code/outcome.ts';
import type { Rejection } from '../../domain/code/rejection.ts';
import { nothingKnown, type Facts } from '../../domain/commit/facts.ts';
import type { PropertyValue } from '../../domain/commit/report.ts';
import type { BeyondLimit } from '../../domain/commit/review.ts';
import type { RedemptionRow } from '../../domain/commit/rows.ts';
import type { Writes } from '../../domain/commit/writes.ts';
import type { CodeId, Digest, OpId, SourceId, SubjectId } from '../../domain/ids.ts';
import { partyKey } from '../../domain/policy/party.ts';
import type { RiskPolicy, RiskRule } from '../../domain/policy/policy.ts';
import { assert } from '../../domain/assert.ts';
import { progressOf } from '../../domain/reward/reached.ts';
import { countersNeeded } from '../../rules/counters.ts';
import { decide } from '../../rules/decide.ts';
import { traceRewards, traceRules } from '../../rules/explain.ts';
import { plus } from '../../domain/time.ts';
import type { ConditionTrace } from '../../rules/trace.ts';
import { judge } from '../../rules/judge.ts';
import { gatherFacts, readCounters } from '../../simulate/gather.ts';
import { enter, entryOf } from '../../simulate/entries/enter.ts';
import { noProof } from '../../simulate/proofs.ts';
import { Simulation } from '../../simulate/simulation.ts';
import { periodOf } from '../period.ts';
import type { Situation } from './situation.ts';

/** What decides: a campaign and the risk policy that it names. */
export interface Deciding {
  readonly terms: Terms;
  readonly policy: RiskPolicy;
}

/** What a situation is answered, with every condition that was looked at. */
export interface Explanation {
  readonly outcome: Outcome;
  readonly rules: readonly ExplainedRule[];
  /** The rule whose answer prevailed; null when none fired. */
  readonly decidedBy: string | null;
  readonly rewards: readonly ExplainedReward[];
  /** Reports of milestones that were not taken, such as one with a property that cannot be. */
  readonly refusedReports: readonly RefusedReport[];
}

export interface RefusedReport {
  readonly milestone: string;
  readonly refused: Rejection;
}

export interface ExplainedRule {
  readonly id: string;
  readonly title: string;
  readonly answer: RiskRule['answer'];
  readonly trace: ConditionTrace;
}

export interface ExplainedReward {
  readonly id: string;
  readonly trace: ConditionTrace | null;
  /** Milestones that this invitee has yet to reach. */
  readonly missing: readonly CountedMilestone[];
  readonly results: readonly RewardResult[];
  /** The limits, in words, that it would go beyond, so that a person is asked first. */
  readonly beyond: readonly string[];
}

const inviter = 'inviter' as SubjectId;
const invitee = 'invitee' as SubjectId;
const network = 'network' as SourceId;

/** Decides a situation with the same rules and the same core as production, and says why. */
export async function explain(deciding: Deciding, situation: Situation): Promise<Explanation> {
  const { simulation, code } = await before(deciding, situation);
  const use = useOf(situation, invitee);
  const commands = [use, ...milestonesOf(situation, invitee)];
  const refused = await refusedBefore(simulation, { code, use, situation });
  const facts = factsOf(simulation, { code, commands, situation, policy: deciding.policy });
  const items = commands.map((command) => ({ command, bodyHash: command.opId }));
  const judged = await judge(facts, items);
  const { store } = simulation;
  const counters = readCounters(store, store.code(code), countersNeeded(facts, judged));
  const { outcomes, writes } = decide(facts, judged, counters);
  const [outcome, ...reports] = refused === null ? outcomes : [refused];
  assert(outcome !== undefined, 'a redemption is answered');
  const rules = traceRules(facts, use);
  return {
    outcome,
    rules: rules.map(({ rule: { id, title, answer }, trace }) => ({ id, title, answer, trace })),
    decidedBy:
      outcome.rules === undefined
        ? null
        : prevailing(deciding.policy, judged.items[0]?.judgement ?? null),
    rewards: rewardsOf(facts, situation, {
      from:
        refused === null
          ? ([...writes.redemptions.values()].find((row) => row.invitee === invitee) ?? use)
          : use,
      outcomes: [outcome, ...reports],
      beyond: refused === null ? beyondIn(writes) : [],
    }),
    refusedReports: outcome.ok ? refusedOf(situation, reports) : [],
  };
}

function beyondIn({ reviews }: Writes): readonly BeyondLimit[] {
  return [...reviews.values()].flatMap((review) => review.beyond);
}

/** Why what was entered keeps the use from coming to its code: it is wrong. */
async function refusedBefore(
  { store, now }: Simulation,
  { code, use, situation }: Pick<Asked, 'code' | 'situation'> & { readonly use: UseCommand },
): Promise<Outcome | null> {
  const { terms } = store.campaignOf(store.code(code));
  const entry = entryOf(terms, use, situation.password === 'wrong');
  if (entry?.isWrong !== true) return null;
  const entered = await enter(store, { code, ...entry, now });
  return entered.goesOn ? null : entered.outcome;
}

function refusedOf(
  { milestones }: Situation,
  reports: readonly Outcome[],
): readonly RefusedReport[] {
  return milestones.flatMap((milestone, index) => {
    const outcome = reports[index];
    return outcome === undefined || outcome.ok ? [] : [{ milestone, refused: outcome }];
  });
}

/** The campaign just published, its code just issued, and the invitees who came before. */
async function before(
  { terms, policy }: Deciding,
  situation: Situation,
): Promise<{ readonly simulation: Simulation; readonly code: CodeId }> {
  const { at, generation, inviteesBefore } = situation;
  const period = periodOf(terms, at);
  const isOver = period.endsAt !== null && at >= period.endsAt;
  // Nobody is issued a code once the campaign is over: theirs is from its last instant.
  const simulation = new Simulation(isOver ? plus(period.endsAt, -1) : at);
  const campaign = { terms, digest: 'explained' as Digest, status: 'open', ...period };
  const lenient = { ...policy, rules: [] };
  simulation.store.streams.supposeLive();
  simulation.publish({ ...campaign, status: 'open', policy: lenient });
  const code = await simulation.issue({ campaign: terms.campaign, holder: inviter });
  const { store } = simulation;
  const kept = store.codes.known(code);
  kept.row = { ...kept.row, state: { ...kept.row.state, generation } };
  await simulation.advanceTo(at);
  for (let n = 1; n <= inviteesBefore; n += 1) {
    const earlier = `invitee-${n}` as SubjectId;
    const rightly = { password: null, consent: null, inviterPhone: null };
    const plain = { ...situation, ...rightly, existingCustomer: false };
    const came = [useOf(plain, earlier), ...milestonesOf(situation, earlier)];
    await simulation.commit(code, [...checksOf(situation, earlier), ...came]);
  }
  await simulation.commit(code, checksOf(situation, invitee));
  return { simulation, code };
}

interface Asked {
  readonly code: CodeId;
  readonly commands: readonly Command[];
  readonly situation: Situation;
  readonly policy: RiskPolicy;
}

/** The facts of the store, but for those that the situation says. */
function factsOf(simulation: Simulation, { code, commands, situation, policy }: Asked): Facts {
  const { store, now } = simulation;
  const { row, rows } = store.codes.known(code);
  const batch = { code: row, rows, commands, now, freshCodeId: code };
  const { requestsLastHour, invitationsToday, checks } = situation;
  const gathered = gatherFacts(store, batch);
  const { levelsAbove } = situation;
  return {
    ...gathered,
    standings: gathered.standings && { ...gathered.standings, holderDepth: levelsAbove },
    uplines: Array.from({ length: levelsAbove }, (_, n) => `upline-${String(n + 1)}` as SubjectId),
    policy,
    inviterInvitationsToday: invitationsToday - 1,
    inviterChecksToday: [...checks].sort(),
    said: situation.facts,
    parties: new Map([[partyKey('source', network), { ...nothingKnown, requestsLastHour }]]),
  };
}

function useOf(
  { channel, region, existingCustomer, password, consent, inviterPhone }: Situation,
  who: SubjectId,
): UseCommand {
  const isBare = password === 'missing' || consent === 'missing';
  return {
    kind: 'redeem',
    opId: `redeem/${who}` as OpId,
    invitee: who,
    source: network,
    existingCustomer,
    ...(channel === null ? {} : { channel }),
    ...(region === null ? {} : { region }),
    ...(isBare ? { proof: noProof } : {}),
    ...(inviterPhone === null ? {} : { inviterPhone }),
  };
}

function checksOf({ inviteeChecks }: Situation, who: SubjectId): Command[] {
  return inviteeChecks.map((check) => ({
    kind: 'verify',
    opId: `${check}/${who}` as OpId,
    ...{ subject: who, check, result: 'passed' },
  }));
}

function milestonesOf(situation: Situation, who: SubjectId): Command[] {
  const { milestones, purchaseAmountMinor } = situation;
  return milestones.map((milestone, index) => ({
    kind: 'milestone',
    opId: `${milestone}/${String(index)}/${who}` as OpId,
    invitee: who,
    milestone,
    ...(purchaseAmountMinor === null || index < milestones.length - 1
      ? {}
      : { purchaseAmountMinor }),
    ...propertiesOf(situation, milestone),
  }));
}

/** What a report of this milestone carries, where it carries something. */
function propertiesOf(
  { properties }: Situation,
  milestone: string,
): { readonly properties?: Readonly<Record<string, PropertyValue>> } {
  const own = Object.entries(properties).filter(([fact]) => fact.startsWith(`${milestone}.`));
  if (own.length === 0) return {};
  const named = own.map(([fact, value]) => [fact.slice(milestone.length + 1), value] as const);
  return { properties: Object.fromEntries(named) };
}

function prevailing(
  { rules }: RiskPolicy,
  judgement: { readonly rules: readonly string[]; readonly answer: { kind: string } } | null,
): string | null {
  const fired = rules.filter(({ id }) => judgement?.rules.includes(id));
  return fired.find(({ answer }) => answer.kind === judgement?.answer.kind)?.id ?? null;
}

interface Decided {
  readonly from: UseCommand | RedemptionRow;
  readonly outcomes: readonly Outcome[];
  readonly beyond: readonly BeyondLimit[];
}

function rewardsOf(
  facts: Facts,
  { milestones, purchaseAmountMinor }: Situation,
  { from, outcomes, beyond }: Decided,
): readonly ExplainedReward[] {
  const traces = traceRewards(facts, from, purchaseAmountMinor);
  const results = outcomes.flatMap((outcome) => (outcome.ok ? (outcome.rewards ?? []) : []));
  const way = 'reports' in from ? from : { at: facts.now, milestones, reports: [] };
  const reached = { ...way, milestones: ['redeemed', ...way.milestones] };
  return facts.terms.rewards.map(({ id, when }: RewardTerms) => ({
    id,
    trace: traces.get(id) ?? null,
    missing: progressOf(when, reached).missing,
    results: results.filter(({ reward }) => reward === id),
    beyond: [...new Set(beyond.flatMap(({ reward, limit }) => (reward === id ? [limit] : [])))],
  }));
}

/** What a situation comes to, as text: two that read the same were decided the same. */
export function decisionOf({ outcome, rewards }: Explanation): string {
  if (!outcome.ok) return [outcome.code, outcome.check ?? ''].join(' ').trim();
  const granted = rewards.flatMap(({ results }) =>
    results.map((one) =>
      one.granted
        ? `${one.reward} ${one.side} ${one.minor}`
        : `${one.reward} ${one.side} ${one.reason}`,
    ),
  );
  return [outcome.redemptionState ?? '', ...granted].join('; ');
}
