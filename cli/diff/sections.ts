import type { Reach } from '../../compare/fields.ts';
import type { PolicyChange } from '../../compare/compare-policies.ts';
import type { TermsChange } from '../../compare/compare-terms.ts';
import { textOf } from '../../lang/text.ts';
import type { TermsDifference } from '../../compare/terms-difference.ts';
import { writtenPath } from '../../compare/written-path.ts';
import type { Comparison, VariantComparison } from './comparison.ts';
import { costSection } from './costs.ts';

/** A heading with what is under it; each item may have lines of its own. */
export interface Section {
  readonly title: string;
  readonly items: readonly { readonly head: string; readonly lines: readonly string[] }[];
  /** A sentence after the items. */
  readonly note?: string;
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
    ...beside.differences.map((one) => ({ head: describe(one), lines: [] })),
    ...(beside.wording ? [{ head: 'comments, or the way it is written', lines: [] }] : []),
  ];
  const known = variants.filter(({ against }) => against === 'former');
  const sections: Section[] = [
    { title: 'Codes issued from then on', items: reached('new-codes') },
    {
      title: isPolicy ? 'At once, for all codes' : 'At once, also for codes that are already out',
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
    { title: 'Cosmetic', items: [...reached('cosmetic'), ...notes] },
  ];
  return sections.filter(({ items }) => items.length > 0);
}

const titles: Readonly<Record<VariantComparison['against'], (variant: string) => string>> = {
  former: (variant) => `Codes of variant ${variant} issued from then on`,
  campaign: (variant) => `Codes of the new variant ${variant}, against the campaign's own terms`,
};

/** `amount: 1.00 CNY -> 2.00 CNY`, by the last steps of its path. */
function describe({ path, before, after }: TermsDifference): string {
  return `${path}: ${before ?? '(nothing)'} -> ${after ?? '(nothing)'}`;
}

function itemOf({
  path,
  about,
  differences,
}: TermsChange | PolicyChange): Section['items'][number] {
  const lines = differences.map((one) => describe({ ...one, path: within(one.path, path) }));
  return { head: `${writtenPath(path)} (${textOf(about, 'en')})`, lines };
}

/** A path from the part that it lies in, or else from beside it: `ladder.steps[0].amount` of an amount. */
function within(path: string, part: string): string {
  const [whole, around] = [writtenPath(path), writtenPath(part)];
  const beside = around.slice(0, around.lastIndexOf('.') + 1);
  if (whole.startsWith(`${around}.`)) return whole.slice(around.length + 1);
  return whole.startsWith(beside) ? whole.slice(beside.length) : whole;
}

/** Codes move from one version of their campaign to another, never to another campaign. */
function staysOf({ before, after }: Pick<Comparison, 'before' | 'after'>): string {
  const isOther =
    before.kind === 'campaign' &&
    after.kind === 'campaign' &&
    before.terms.campaign !== after.terms.campaign;
  const moved = isOther
    ? `they stay codes of ${before.terms.campaign}, and nothing moves them to another campaign`
    : 'only `usher migrate-codes` moves them';
  return `They keep the terms of ${before.name}; ${moved}.`;
}

function keptSection(
  changes: readonly TermsChange[],
  variants: Comparison['variants'],
  note: string,
): Section {
  return {
    title: 'What does not change for codes that are already out',
    items: [
      ...keptOf(changes, ''),
      ...variants.flatMap((one) => keptOf(one.changes, ` of variant ${one.variant}`)),
    ],
    note,
  };
}

function keptOf(changes: readonly TermsChange[], of: string): Section['items'] {
  const pinned = changes.filter(({ reach }) => reach === 'new-codes');
  return pinned.map(({ path, differences }) => ({
    head: `${writtenPath(path)}${of}`,
    lines: differences.map((one) => `${within(one.path, path)} stays ${one.before ?? 'without'}`),
  }));
}
