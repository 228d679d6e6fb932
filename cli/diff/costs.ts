import type { CostChange, TermsChange, TermsComparison } from '../../compare/compare-terms.ts';
import { writtenPath } from '../../compare/written-path.ts';
import type { Bound, WorstCase } from '../../domain/campaign/worst-case.ts';
import type { Asset } from '../../domain/money.ts';
import { asIs, say, type Said } from '../../lang/say.ts';
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
  if (changes.length === 0 && variants.length === 0) return { title: say`Worst case`, items: [] };
  const totals = costs.map((cost) => ({
    head: headOf(cost),
    lines: [...sideOf(say`before`, cost.before), ...sideOf(say`after`, cost.after)],
  }));
  const causes = [
    ...causesIn(changes),
    ...variants.flatMap((one) => causesIn(one.changes, one.variant)),
  ];
  return { title: say`Worst case`, items: [...totals, ...causes] };
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

function causesIn(changes: readonly TermsChange[], variant?: string): Section['items'] {
  return changes.flatMap(({ path, costs }) =>
    costs.map((cost) => ({
      head: say`${ofVariant(writtenPath(path), variant)}, on its own: ${effectOf(cost)}`,
      lines: [],
    })),
  );
}

function headOf({ asset, before, after, raisedBy }: CostChange): Said {
  const [was, is] = [before?.minor ?? 0, after?.minor ?? 0];
  if (raisedBy === 0) return say`${money(is, { asset })} as before`;
  return say`${money(was, { asset })} -> ${money(is, { asset })}, ${moreOrLess(raisedBy, asset)}`;
}

function sideOf(when: Said, worst: WorstCase | null): readonly Said[] {
  if (worst === null) return [say`${when}: nothing`];
  const side = worst.variant === undefined ? when : say`${when}, variant ${worst.variant}`;
  const { asset, promised, budget, rewards, together } = worst;
  const most = amount(promised, asset);
  const spent = money(budget, { asset });
  return [
    promised === null || promised > budget
      ? say`${side}: budget ${spent}, kept by it; the rewards promise ${most}`
      : say`${side}: budget ${spent}; the rewards promise ${most}`,
    ...rewards.map(({ reward, ...bound }) => say`${side}: ${reward}: ${reckoned(bound, asset)}`),
    ...(together === undefined ? [] : [say`${side}: together: ${reckoned(together, asset)}`]),
  ];
}

function reckoned({ minor, arithmetic }: Bound, asset: Asset): Said {
  const way = sayArithmetic(arithmetic, asset);
  return minor === null ? way : say`${way} = ${money(minor, { asset })}`;
}

function effectOf({ asset, before, after, raisedBy }: CostChange): Said {
  const spent =
    raisedBy === 0
      ? say`spends no more at worst`
      : say`spends ${moreOrLess(raisedBy, asset)} at worst`;
  const [was, is] = [before?.promised, after?.promised];
  return was === is ? spent : say`${spent}; promises ${amount(was, asset)} -> ${amount(is, asset)}`;
}

function moreOrLess(by: number, asset: Asset): Said {
  const much = money(Math.abs(by), { asset });
  return by > 0 ? say`${much} more` : say`${much} less`;
}

function amount(minor: number | null | undefined, asset: Asset): Said {
  return minor === null ? say`without bound` : asIs(money(minor ?? 0, { asset }));
}

/** A part, and of which variant where it is not of the campaign's own terms. */
export function ofVariant(path: string, variant: string | undefined): Said {
  return variant === undefined ? asIs(path) : say`${path} of variant ${variant}`;
}
