import type { Reach } from '../../compare/fields.ts';
import type { PolicyChange } from '../../compare/compare-policies.ts';
import type { TermsChange } from '../../compare/compare-terms.ts';
import { isItem, listOf, type TermsDifference } from '../../compare/terms-difference.ts';
import { writtenPath } from '../../compare/written-path.ts';
import { say, type Said } from '../../lang/say.ts';
import type { Comparison, VariantComparison } from './comparison.ts';
import { costSection, ofVariant } from './costs.ts';

/** A heading with what is under it; each item may have lines of its own. */
export interface Section {
  readonly title: Said;
  readonly items: readonly { readonly head: Said; readonly lines: readonly Said[] }[];
  /** A sentence after the items. */
  readonly note?: Said;
}

/** A comparison in the order in which one wants to know it; empty sections are left out. */
export function sectionsOf({
  before,
  after,
  found,
  beside,
  variants,
}: Comparison): readonly Section[] {
  const isPolicy = found.kind === 'policy';
  const reached = (reach: Reach): Section['items'] =>
    found.changes.filter((change) => change.reach === reach).map(itemOf);
  const notes = [
    ...beside.differences.map((one) => ({ head: describe(one, one.path), lines: [] })),
    ...(beside.wording
      ? [{ head: say`comments, order, or the way it is written`, lines: [] }]
      : []),
  ];
  const known = variants.filter(({ against }) => against === 'former');
  const sections: Section[] = [
    { title: say`Codes issued from then on`, items: reached('new-codes') },
    {
      title: isPolicy
        ? say`At once, for all codes`
        : say`At once, also for codes that are already out`,
      items: reached('at-once'),
    },
    ...variants.map(({ variant, against, changes }) => ({
      title: titles[against](variant),
      items: changes.map(itemOf),
    })),
    ...(found.kind === 'campaign'
      ? [keptSection(found.changes, known, staysOf({ before, after }))]
      : []),
    ...(found.kind === 'campaign' ? [costSection(found, known)] : []),
    { title: say`Cosmetic`, items: [...reached('cosmetic'), ...notes] },
  ];
  return sections.filter(({ items }) => items.length > 0);
}

const titles: Readonly<Record<VariantComparison['against'], (variant: string) => Said>> = {
  former: (variant) => say`Codes of variant ${variant} issued from then on`,
  campaign: (variant) => say`Codes of the new variant ${variant}, against the campaign's own terms`,
};

/** `amount: 1.00 CNY -> 2.00 CNY`, or `tv added`, by the last steps of its path. */
function describe(one: TermsDifference, path: string): Said {
  const { before, after } = one;
  if (!isItem(one)) return say`${path}: ${before ?? none} -> ${after ?? none}`;
  return after === undefined
    ? say`${path}: ${before ?? ''} taken out`
    : say`${path}: ${after} added`;
}

const none = say`(nothing)`;

function itemOf({
  path,
  about,
  differences,
}: TermsChange | PolicyChange): Section['items'][number] {
  const lines = differences.map((one) => describe(one, within(pathOf(one), path)));
  return { head: say`${writtenPath(path)} (${about})`, lines };
}

/** Of an item of a list, the list. */
function pathOf(one: TermsDifference): string {
  return isItem(one) ? listOf(one) : one.path;
}

/** A path from the part that it lies in, or else from beside it: `ladder.steps[0].amount` of an amount. */
function within(path: string, part: string): string {
  const [whole, around] = [writtenPath(path), writtenPath(part)];
  const beside = around.slice(0, around.lastIndexOf('.') + 1);
  if (whole.startsWith(`${around}.`)) return whole.slice(around.length + 1);
  return whole.startsWith(beside) ? whole.slice(beside.length) : whole;
}

/** Codes move from one version of their campaign to another, never to another campaign. */
function staysOf({ before, after }: Pick<Comparison, 'before' | 'after'>): Said {
  const isOther =
    before.kind === 'campaign' &&
    after.kind === 'campaign' &&
    before.terms.campaign !== after.terms.campaign;
  return isOther
    ? say`They keep the terms of ${before.name}; they stay codes of ${before.terms.campaign}, and nothing moves them to another campaign.`
    : say`They keep the terms of ${before.name}; only \`usher migrate-codes\` moves them.`;
}

function keptSection(
  changes: readonly TermsChange[],
  variants: Comparison['variants'],
  note: Said,
): Section {
  return {
    title: say`What does not change for codes that are already out`,
    items: [...keptOf(changes), ...variants.flatMap((one) => keptOf(one.changes, one.variant))],
    note,
  };
}

function keptOf(changes: readonly TermsChange[], variant?: string): Section['items'] {
  const pinned = changes.filter(({ reach }) => reach === 'new-codes');
  return pinned.map(({ path, differences }) => ({
    head: ofVariant(writtenPath(path), variant),
    lines: differences.map((one) => stays(one, within(pathOf(one), path))),
  }));
}

function stays(one: TermsDifference, path: string): Said {
  const { before, after } = one;
  if (before !== undefined) {
    return isItem(one) ? say`${path} stays with ${before}` : say`${path} stays ${before}`;
  }
  return isItem(one) ? say`${path} stays without ${after ?? ''}` : say`${path} stays without`;
}
