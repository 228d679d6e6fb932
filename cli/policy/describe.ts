import type { Judgement } from '../../domain/policy/policy.ts';
import { instant } from '../../domain/time.ts';
import type { PolicyChange } from '../../store/campaigns/policies.ts';
import type { LookupDifference } from '../../store/campaigns/shadow-lookups.ts';
import type {
  TrialDifference,
  TrialExample,
  TrialReport,
} from '../../store/campaigns/trial-report.ts';
import { colours } from '../output/colour.ts';
import { table } from '../output/table.ts';
import { zonedClock } from '../output/when.ts';

const inWords: Readonly<Record<PolicyChange['change'], string>> = {
  'in-force': 'in force',
  shadow: 'in the shadow',
  'shadow-ended': 'out of the shadow',
};

const answers: Readonly<Record<Judgement['answer']['kind'], string>> = {
  allow: 'allowed',
  verification: 'asked to verify',
  revision: 'asked for another wording',
  review: 'reviewed',
  freeze: 'frozen',
  refuse: 'refused',
  ban: 'banned',
};

/** What became of a policy, as a table, the latest first. */
export function describeHistory(changes: readonly PolicyChange[]): string {
  const rows = changes.map(({ at, change, digest, title, actor, reason }) => [
    clock(at),
    inWords[change],
    digest.slice(0, 8),
    title,
    [actor, reason].filter((one) => one !== null).join(': '),
  ]);
  const heads = ['when', 'what', 'version', 'title', 'by'].map((title) => ({ title }));
  return table(heads, rows);
}

/** What a version in the shadow would have changed. */
export function describeTrial(id: string, report: TrialReport): string {
  const { digest, since, uses, differences, examples, lookups } = report;
  const changed = differences.reduce((sum, one) => sum + one.uses, 0);
  const head = `${id} ${colours.dim(digest.slice(0, 8))} is in the shadow since ${clock(since)}.`;
  const share = uses === 0 ? '' : ` (${((100 * changed) / uses).toFixed(1)} %)`;
  const verdict =
    uses === 0
      ? 'Nobody has used a code since, sandboxes left out.'
      : `Of ${String(uses)} uses it would have answered ${String(changed)} otherwise${share}.`;
  const parts = [`${head}\n${verdict}`];
  if (differences.length > 0) parts.push(describeUses(differences, examples));
  if (lookups.length > 0) parts.push(describeLookups(lookups));
  return parts.join('\n\n');
}

function describeUses(
  differences: readonly TrialDifference[],
  examples: readonly TrialExample[],
): string {
  const counts = table(
    [
      ...[{ title: 'now' }, { title: 'by the shadow' }, { title: 'by rule' }],
      ...[{ title: 'uses', align: 'right' } as const, { title: 'codes', align: 'right' } as const],
    ],
    differences.map((one) => [
      answered(one.answer, one.besides.now),
      answered(one.instead, one.besides.instead),
      one.rules.join(', '),
      ...[String(one.uses), String(one.codes)],
    ]),
  );
  const latest = table(
    ['latest', 'campaign', 'code', 'operation', 'facts'].map((title) => ({ title })),
    examples.map(({ at, campaign, code, opId, judgement }) => [
      zonedClock(at, 'UTC', at),
      ...[campaign, code, opId],
      factsText(judgement.facts),
    ]),
  );
  return `${counts}\n\n${latest}`;
}

/** Whom it would have kept out, or let in, for asking alone. */
function describeLookups(lookups: readonly LookupDifference[]): string {
  const counts = table(
    [
      ...[{ title: 'who asked' }, { title: 'now' }, { title: 'by the shadow' }],
      ...[{ title: 'by rule' }, { title: 'how many', align: 'right' } as const],
      ...[{ title: 'look-ups', align: 'right' } as const, { title: 'latest facts' }],
    ],
    lookups.map(({ party, answer, instead, rules, parties, lookups: count, facts }) => [
      ...[party, answers[answer], answers[instead], rules.join(', ')],
      ...[String(parties), String(count), factsText(facts)],
    ]),
  );
  return `Of look-ups that led to no use it would have answered otherwise:\n${counts}`;
}

function factsText(facts: Judgement['facts']): string {
  return Object.entries(facts)
    .map(([name, value]) => `${name} ${JSON.stringify(value)}`)
    .join(', ');
}

/** With what becomes of others than whoever is answered: `refused, device frozen`. */
function answered(
  kind: Judgement['answer']['kind'],
  besides: TrialDifference['besides'][keyof TrialDifference['besides']],
): string {
  const others = besides.map((one) => `${one.party} ${answers[one.kind]}`);
  return [answers[kind], ...new Set(others)].join(', ');
}

function clock(at: Date): string {
  return zonedClock(instant(at.getTime()), 'UTC', instant(Date.now()));
}
