import stringWidth from 'string-width';

import { rejections } from '../../domain/code/rejection.ts';
import { asIs, phrase, say, type Language, type Said } from '../../lang/say.ts';
import { textOf } from '../../lang/text.ts';
import type { Summary } from '../../simulate/statistics/summary.ts';
import { refusedRewards } from '../output/outcome.ts';
import { table } from '../output/table.ts';
import { whole } from './words.ts';

/** A reason for which something was refused, as a mean of the repetitions. */
interface Reason {
  readonly what: Said;
  readonly why: Said;
  readonly times: number;
  /** How many there were in all, of which these were refused. */
  readonly of: number;
  /** How many of them were by honest people; undefined where that is not counted. */
  readonly honest?: number;
  readonly meaning: Said;
}

const meanings: Readonly<Record<string, string>> = rejections;
const rewardMeanings: Readonly<Record<string, { readonly meaning: string }>> = refusedRewards;

/** Why redemptions and rewards were refused, most frequent first; with meanings where they find room. */
export function describeRefused(summary: Summary, width: number, language: Language): string {
  const told = (said: Said): string => textOf(said, language);
  const columns = [
    { title: told(say`what`) },
    { title: told(say`why`) },
    { title: told(say`times`), align: 'right' },
    { title: told(say`share`), align: 'right' },
    { title: told(say`honest people`), align: 'right' },
    { title: told(say`that is`) },
  ] as const;
  const rows = [...redemptions(summary), ...rewards(summary)].map((reason) => [
    ...[told(reason.what), told(reason.why), whole(reason.times)],
    percent(reason.times / Math.max(1, reason.of)),
    reason.honest === undefined ? '' : whole(reason.honest),
    told(reason.meaning),
  ]);
  if (rows.length === 0) return told(say`nothing was refused`);
  const full = table(columns, rows);
  if (full.split('\n').every((line) => stringWidth(line) <= width)) return full;
  return table(
    columns.slice(0, -1),
    rows.map((row) => row.slice(0, -1)),
  );
}

function redemptions({ people }: Summary): readonly Reason[] {
  const of = people.reduce((sum, { tried }) => sum + tried, 0);
  const counted = (part: 'refused' | 'stopped', told: (name: string) => Told): Reason[] =>
    [...new Set(people.flatMap((one) => Object.keys(one[part])))].map((name) => ({
      ...{ what: say`redemption`, of, ...told(name) },
      times: people.reduce((sum, one) => sum + (one[part][name] ?? 0), 0),
      honest: people.find(({ kind }) => kind === 'honest')?.[part][name] ?? 0,
    }));
  return mostFirst([
    ...counted('refused', (code) => ({
      why: asIs(code),
      meaning: phrase(meanings[code] ?? code),
    })),
    ...counted('stopped', byRisk),
  ]);
}

type Told = Pick<Reason, 'why' | 'meaning'>;

/** By a rule of the risk policy, or by a freeze that stood from before. */
function byRisk(rule: string): Told {
  if (rule === 'frozen')
    return { why: asIs('PARTY_FROZEN'), meaning: phrase(rejections.PARTY_FROZEN) };
  return { why: say`rule ${rule}`, meaning: say`stopped by the risk policy` };
}

function rewards({ rewards: all }: Summary): readonly Reason[] {
  return all.flatMap(({ reward, count, refused }) => {
    const of = count + Object.values(refused).reduce((sum, times) => sum + times, 0);
    const reasons = Object.entries(refused).map(([why, times]) => ({
      ...{ what: say`reward ${reward}`, why: asIs(why), times, of },
      meaning: phrase(rewardMeanings[why]?.meaning ?? why),
    }));
    return mostFirst(reasons);
  });
}

function mostFirst(reasons: readonly Reason[]): readonly Reason[] {
  return reasons.filter(({ times }) => times > 0).sort((a, b) => b.times - a.times);
}

/** A part of the whole: 12 %, and with a decimal below ten. */
function percent(share: number): string {
  const value = 100 * share;
  return `${value.toFixed(value < 10 ? 1 : 0)} %`;
}
