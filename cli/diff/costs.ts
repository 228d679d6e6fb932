import type { CostChange, TermsComparison } from '../../compare/compare-terms.ts';
import type { WorstCase } from '../../domain/campaign/worst-case.ts';
import { formatMoney, type Asset } from '../../domain/money.ts';
import type { Section } from './sections.ts';

/** The worst case before and after, with its arithmetic, and which change moves it on its own. */
export function costSection({ changes, costs }: TermsComparison): Section {
  if (changes.length === 0) return { title: 'Worst case', items: [] };
  const totals = costs.map((cost) => ({
    head: headOf(cost),
    lines: [...sideOf('before', cost.before), ...sideOf('after', cost.after)],
  }));
  const causes = changes.flatMap(({ path, costs: alone }) =>
    alone.map((cost) => ({ head: `${path}, on its own: ${effectOf(cost)}`, lines: [] })),
  );
  return { title: 'Worst case', items: [...totals, ...causes] };
}

function headOf({ asset, before, after, raisedBy }: CostChange): string {
  const [was, is] = [before?.minor ?? 0, after?.minor ?? 0];
  if (raisedBy === 0) return `${formatMoney(is, asset)} as before`;
  return `${formatMoney(was, asset)} -> ${formatMoney(is, asset)}, ${moreOrLess(raisedBy, asset)}`;
}

function sideOf(side: string, worst: WorstCase | null): string[] {
  if (worst === null) return [`${side}: nothing`];
  const { asset, promised, budget, rewards } = worst;
  const most = promised === null ? 'without bound' : formatMoney(promised, asset);
  const kept = promised === null || promised > budget ? ', kept by it' : '';
  return [
    `${side}: budget ${formatMoney(budget, asset)}${kept}; the rewards promise ${most}`,
    ...rewards.map(({ reward, minor, arithmetic }) => {
      const total = minor === null ? '' : ` = ${formatMoney(minor, asset)}`;
      return `${side}: ${reward}: ${arithmetic}${total}`;
    }),
  ];
}

function effectOf({ asset, before, after, raisedBy }: CostChange): string {
  const spent =
    raisedBy === 0 ? 'spends no more at worst' : `spends ${moreOrLess(raisedBy, asset)} at worst`;
  const [was, is] = [before?.promised, after?.promised];
  return was === is ? spent : `${spent}; promises ${amount(was, asset)} -> ${amount(is, asset)}`;
}

function moreOrLess(by: number, asset: Asset): string {
  return `${formatMoney(Math.abs(by), asset)} ${by > 0 ? 'more' : 'less'}`;
}

function amount(minor: number | null | undefined, asset: Asset): string {
  return minor === null ? 'without bound' : formatMoney(minor ?? 0, asset);
}
