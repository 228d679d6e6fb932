// How many redemptions the simulation decides, and how much memory it takes: `npm run bench:simulate`.
// Rates are for a second of processor time, so that other work on the machine counts for little; each
// stands beside a baseline of the same round. Prints tables and writes bench/results/simulate.json.
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { cpus } from 'node:os';
import { fileURLToPath } from 'node:url';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';

import { compileCampaign } from '../compile/campaign.ts';
import { compilePolicy } from '../compile/policy.ts';
import { compilePopulation } from '../compile/population.ts';
import type { Command } from '../domain/code/command.ts';
import type { CodeId, OpId, SourceId, SubjectId } from '../domain/ids.ts';
import { instant, plus, type Instant } from '../domain/time.ts';
import { conditionsThatHold } from '../rules/evaluate.ts';
import { forgetPerson } from '../simulate/forget.ts';
import { playRepetition, type Plan } from '../simulate/population/repetition.ts';
import { Simulation } from '../simulate/simulation.ts';

const root = fileURLToPath(new URL('..', import.meta.url));
const dayMs = 86_400_000;
const start = instant(Date.UTC(2027, 0, 4));
const rounds = 5;
const counts = { rows: 300_000, evaluations: 3_000, bare: 60_000, judged: 4_000 };
const codesMany = 1_000_000;
const [flatDays, codesADay] = [[60, 120, 240], 100] as const;

setFlagsFromString('--expose-gc');
const collectGarbage = runInNewContext('gc') as () => void;

interface Round {
  readonly keptRows: number;
  readonly redemptionsWithoutRules: number;
  readonly ruleEvaluations: number;
  readonly redemptionsWithRules: number;
}

const [none, standard] = [await planOf('none'), await planOf('default')];
const results: Round[] = [];
await playRound({ rows: 1000, evaluations: 300, bare: 20_000, judged: 500 });
for (let round = 0; round < rounds; round += 1) results.push(await playRound(counts));
const memory = {
  flat: await measureFlat(),
  many: await measureMany(),
  repetition: await measurePeople(),
};
await report();

async function planOf(policyName: string): Promise<Plan> {
  const campaign = compileCampaign(await readFile(`${root}campaigns/registration.yaml`, 'utf8'));
  const policy = compilePolicy(await readFile(`${root}rules/policies/${policyName}.yaml`, 'utf8'));
  const people = await readFile(`${root}campaigns/populations/everyday.yaml`, 'utf8');
  const population = compilePopulation(people);
  if (!campaign.ok || !policy.ok || !population.ok) throw new Error('the shipped files compile');
  const { terms, digest } = campaign;
  const period = { ...terms.period, ends: { kind: 'never' } } as const;
  return {
    terms: { ...terms, period, code: { ...terms.code, liveCodesMax: 10 * codesMany } },
    digest,
    policy: policy.policy,
    population: population.population,
    seed: 1,
    days: 30,
  };
}

async function playRound(sizes: typeof counts): Promise<Round> {
  return {
    keptRows: await perSecond(sizes.rows, () => keepRows(sizes.rows)),
    redemptionsWithoutRules: await redeemPerSecond(none, sizes.bare),
    ruleEvaluations: await perSecond(sizes.evaluations, () => evaluate(sizes.evaluations)),
    redemptionsWithRules: await redeemPerSecond(standard, sizes.judged),
  };
}

/** The baseline of what stores: a row made, and kept by its id. */
function keepRows(count: number): Promise<void> {
  const rows = new Map<string, object>();
  for (let n = 0; n < count; n += 1) {
    const id = `row-${n}`;
    rows.set(id, { id, at: n, state: 'redeemed', invitee: `guest-${n}`, milestones: ['redeemed'] });
  }
  return Promise.resolve();
}

/** The baseline of what judges: the rules of the default policy, by json-rules-engine alone. */
async function evaluate(count: number): Promise<void> {
  const facts = { inviterInvitationsToday: 2, inviterChecksToday: [] };
  for (let n = 0; n < count; n += 1) {
    await conditionsThatHold(standard.policy.rules, {
      ...facts,
      sourceRequestsLastHour: 1 + (n % 9),
    });
  }
}

/** Three redemptions a code, each from a network of its own; codes are issued before. */
async function redeemPerSecond(plan: Plan, count: number): Promise<number> {
  const simulation = simulationOf(plan);
  const codes: CodeId[] = [];
  for (let n = 0; n < count / 3; n += 1) codes.push(await issue(simulation, plan, `holder-${n}`));
  const commands = Array.from({ length: count }, (_, n) => redeem(`guest-${n}`));
  return perSecond(count, async () => {
    for (const [n, command] of commands.entries()) {
      const code = codes[n % codes.length];
      if (code === undefined) throw new Error('a code was issued');
      simulation.now = plus(start, 1000 + n);
      const sent = simulation.send(code, command);
      const outcome = sent instanceof Promise ? await sent : sent;
      if (!outcome.ok) throw new Error(outcome.code);
    }
  });
}

function simulationOf({ terms, digest, policy }: Plan): Simulation {
  const simulation = new Simulation(start, { remembers: 'open' });
  const published = { terms, digest, policy, status: 'open' } as const;
  simulation.publish({ ...published, startsAt: start, endsAt: null });
  return simulation;
}

function issue(simulation: Simulation, { terms }: Plan, holder: string): Promise<CodeId> {
  return simulation.issue({ campaign: terms.campaign, holder: holder as SubjectId });
}

function redeem(guest: string): Command {
  const source = `network-${guest}` as SourceId;
  return { kind: 'redeem', opId: guest as OpId, invitee: guest as SubjectId, source };
}

/** For a second of this process's time on a processor. */
async function perSecond(count: number, work: () => Promise<void>): Promise<number> {
  const before = process.cpuUsage();
  await work();
  const { user, system } = process.cpuUsage(before);
  return Math.round((count * 1_000_000) / (user + system));
}

/** As many codes a day, for ever longer: what is kept must not grow. */
async function measureFlat(): Promise<readonly { day: number; heapMiB: number; codes: number }[]> {
  const simulation = simulationOf(none);
  const { store } = simulation;
  const found: { day: number; heapMiB: number; codes: number }[] = [];
  for (let day = 1; day <= Math.max(...flatDays); day += 1) {
    await liveThroughDay(simulation, day);
    if (!flatDays.some((one) => one === day)) continue;
    collectGarbage();
    found.push({
      day,
      heapMiB: mebibytes(process.memoryUsage().heapUsed),
      codes: store.codes.size,
    });
  }
  return found;
}

async function liveThroughDay(simulation: Simulation, day: number): Promise<void> {
  const { campaign } = none.terms;
  const { store } = simulation;
  for (let n = 0; n < codesADay; n += 1) {
    const holder = `${day}-${n}`;
    const code = await issue(simulation, none, holder);
    const guest = `guest-of-${holder}`;
    await simulation.send(code, redeem(guest));
    for (const milestone of none.terms.milestones) {
      const opId = `${holder}-${milestone}` as OpId;
      const invitee = guest as SubjectId;
      await simulation.send(code, { kind: 'milestone', opId, invitee, milestone });
    }
    for (const person of [holder, guest]) forgetPerson(store, campaign, person as SubjectId);
  }
  const tomorrow: Instant = plus(start, day * dayMs);
  await simulation.advanceTo(tomorrow);
}

/** A million codes, awake and open, at once. */
async function measureMany(): Promise<{ codes: number; heapMiB: number; rssMiB: number }> {
  collectGarbage();
  const before = process.memoryUsage().heapUsed;
  const simulation = simulationOf(none);
  for (let n = 0; n < codesMany; n += 1) await issue(simulation, none, `holder-${n}`);
  const rssMiB = mebibytes(process.memoryUsage().rss);
  collectGarbage();
  const heapMiB = mebibytes(process.memoryUsage().heapUsed - before);
  return { codes: simulation.store.openCodes, heapMiB, rssMiB };
}

/** One repetition as `usher simulate` plays it: shares, clicks, milestones and attackers with it. */
async function measurePeople(): Promise<{ redemptions: number; opened: number; seconds: number }> {
  const before = process.cpuUsage();
  const { redemptions, funnel } = await playRepetition(standard, 0);
  const { user, system } = process.cpuUsage(before);
  const seconds = Number(((user + system) / 1_000_000).toFixed(2));
  return { redemptions, opened: funnel['opened'] ?? 0, seconds };
}

function mebibytes(bytes: number): number {
  return Math.round(bytes / 2 ** 20);
}

async function report(): Promise<void> {
  const median = (read: (round: Round) => number): number =>
    results.map(read).sort((a, b) => a - b)[Math.floor(results.length / 2)] ?? 0;
  const ratio = (of: keyof Round, to: keyof Round): number =>
    Number(median((round) => round[of] / round[to]).toFixed(4));
  const lines = [
    { name: 'redemptionsWithoutRules', baseline: 'keptRows' },
    { name: 'redemptionsWithRules', baseline: 'ruleEvaluations' },
  ] as const;
  const medians = lines.map(({ name, baseline }) => ({
    name,
    perSecond: median((round) => round[name]),
    baseline,
    baselinePerSecond: median((round) => round[baseline]),
    ofBaseline: ratio(name, baseline),
  }));
  console.table(medians);
  console.table(memory.flat);
  console.table([memory.many]);
  console.table([memory.repetition]);
  const machine = { cores: cpus().length, node: process.version };
  const targets = { redemptionsWithoutRules: 100_000, redemptionsWithRules: 5_000, manyMiB: 2048 };
  await mkdir(`${root}bench/results`, { recursive: true });
  const text = JSON.stringify(
    { machine, targets, rounds: results, median: medians, memory },
    null,
    2,
  );
  await writeFile(`${root}bench/results/simulate.json`, `${text}\n`);
}
