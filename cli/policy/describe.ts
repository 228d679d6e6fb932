import type { Judgement } from '../../domain/policy/policy.ts';
import { instant } from '../../domain/time.ts';
import type { PolicyChange } from '../../store/campaigns/policies.ts';
import type { TrialDifference, TrialReport } from '../../store/campaigns/trial-report.ts';
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
  const { digest, since, uses, differences, examples } = report;
  const changed = differences.reduce((sum, one) => sum + one.uses, 0);
  const head = `${id} ${colours.dim(digest.slice(0, 8))} is in the shadow since ${clock(since)}.`;
  const share = uses === 0 ? '' : ` (${((100 * changed) / uses).toFixed(1)} %)`;
  const verdict =
    uses === 0
      ? 'Nobody has used a code since.'
      : `Of ${String(uses)} uses it would have answered ${String(changed)} otherwise${share}.`;
  if (differences.length === 0) return `${head}\n${verdict}`;
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
      Object.entries(judgement.facts)
        .map(([name, value]) => `${name} ${JSON.stringify(value)}`)
        .join(', '),
    ]),
  );
  return [head, verdict, '', counts, '', latest].join('\n');
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
