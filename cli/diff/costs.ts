import type { CostChange, TermsChange, TermsComparison } from '../../compare/compare-terms.ts';
import { writtenPath } from '../../compare/written-path.ts';
import type { Bound, WorstCase } from '../../domain/campaign/worst-case.ts';
import type { Asset } from '../../domain/money.ts';
import { textOf } from '../../lang/text.ts';
import { sayArithmetic } from '../../lint/arithmetic.ts';
import { money } from '../../lint/figures.ts';
import type { VariantComparison } from './comparison.ts';
import type { Section } from './sections.ts';

/**
 * The worst case before and after, as if everybody had the dearest variant, with its arithmetic, and
 * which change moves it on its own.
 */
export function costSection(
  { changes, costs }: TermsComparison,
  variants: readonly VariantComparison[],
): Section {
  if (changes.length === 0 && variants.length === 0) return { title: 'Worst case', items: [] };
  const totals = costs.map((cost) => ({
    head: headOf(cost),
    lines: [...sideOf('before', cost.before), ...sideOf('after', cost.after)],
  }));
  const causes = [
    ...causesIn(changes, ''),
    ...variants.flatMap((one) => causesIn(one.changes, ` of variant ${one.variant}`)),
  ];
  return { title: 'Worst case', items: [...totals, ...causes] };
}

/** The same for programs. */
export function costFields({ asset, before, after, raisedBy }: CostChange): object {
  return { asset, before: worstFields(before), after: worstFields(after), raisedBy };
}

function worstFields(worst: WorstCase | null): object | null {
  if (worst === null) return null;
  const rewards = worst.rewards.map(({ arithmetic, ...reward }) => ({
    ...reward,
    arithmetic: textOf(sayArithmetic(arithmetic, worst.asset), 'en'),
  }));
  const together = worst.together && {
    minor: worst.together.minor,
    arithmetic: textOf(sayArithmetic(worst.together.arithmetic, worst.asset), 'en'),
  };
  return { ...worst, rewards, ...(together === undefined ? {} : { together }) };
}

function causesIn(changes: readonly TermsChange[], of: string): Section['items'] {
  return changes.flatMap(({ path, costs }) =>
    costs.map((cost) => ({
      head: `${writtenPath(path)}${of}, on its own: ${effectOf(cost)}`,
      lines: [],
    })),
  );
}

function headOf({ asset, before, after, raisedBy }: CostChange): string {
  const [was, is] = [before?.minor ?? 0, after?.minor ?? 0];
  if (raisedBy === 0) return `${money(is, { asset })} as before`;
  return `${money(was, { asset })} -> ${money(is, { asset })}, ${moreOrLess(raisedBy, asset)}`;
}

function sideOf(when: string, worst: WorstCase | null): string[] {
  if (worst === null) return [`${when}: nothing`];
  const side = worst.variant === undefined ? when : `${when}, variant ${worst.variant}`;
  const { asset, promised, budget, rewards, together } = worst;
  const most = promised === null ? 'without bound' : money(promised, { asset });
  const kept = promised === null || promised > budget ? ', kept by it' : '';
  return [
    `${side}: budget ${money(budget, { asset })}${kept}; the rewards promise ${most}`,
    ...rewards.map(({ reward, ...bound }) => `${side}: ${reward}: ${reckoned(bound, asset)}`),
    ...(together === undefined ? [] : [`${side}: together: ${reckoned(together, asset)}`]),
  ];
}

function reckoned({ minor, arithmetic }: Bound, asset: Asset): string {
  const total = minor === null ? '' : ` = ${money(minor, { asset })}`;
  return `${textOf(sayArithmetic(arithmetic, asset), 'en')}${total}`;
}

function effectOf({ asset, before, after, raisedBy }: CostChange): string {
  const spent =
    raisedBy === 0 ? 'spends no more at worst' : `spends ${moreOrLess(raisedBy, asset)} at worst`;
  const [was, is] = [before?.promised, after?.promised];
  return was === is ? spent : `${spent}; promises ${amount(was, asset)} -> ${amount(is, asset)}`;
}

function moreOrLess(by: number, asset: Asset): string {
  return `${money(Math.abs(by), { asset })} ${by > 0 ? 'more' : 'less'}`;
}

function amount(minor: number | null | undefined, asset: Asset): string {
  return minor === null ? 'without bound' : money(minor ?? 0, { asset });
}
