import type { RiskPolicy, RiskRule } from '../domain/policy/policy.ts';
import { say, type Said } from '../lang/say.ts';
import type { Reach } from './fields.ts';
import { differencesOf, type TermsDifference } from './terms-difference.ts';

/** What changes from one version of a risk policy to another; all of it reaches codes that are out. */
export interface PolicyComparison {
  readonly kind: 'policy';
  readonly changes: readonly PolicyChange[];
}

/** One rule, or what names the policy, that is not the same in both. */
export interface PolicyChange {
  readonly path: string;
  readonly about: Said;
  readonly reach: Reach;
  readonly differences: readonly TermsDifference[];
}

/** Compares two versions of a risk policy, rule by rule. The order of rules decides between equals. */
export function comparePolicies(before: RiskPolicy, after: RiskPolicy): PolicyComparison {
  const names = (policy: RiskPolicy): readonly string[] => policy.rules.map(({ id }) => id);
  const ids = [...new Set([...names(before), ...names(after)])];
  const kept = (own: RiskPolicy, other: RiskPolicy): readonly string[] =>
    names(own).filter((id) => names(other).includes(id));
  return {
    kind: 'policy',
    changes: [
      ...change('id', 'at-once', { before: { id: before.id }, after: { id: after.id } }),
      ...change('title', 'cosmetic', {
        before: { title: before.title },
        after: { title: after.title },
      }),
      ...ids.flatMap((id) => compareRule(id, ruleOf(before, id), ruleOf(after, id))),
      ...change('order', 'at-once', {
        before: { rules: kept(before, after).join(', ') },
        after: { rules: kept(after, before).join(', ') },
      }),
    ],
  };
}

function ruleOf({ rules }: RiskPolicy, id: string): RiskRule | undefined {
  return rules.find((rule) => rule.id === id);
}

function compareRule(
  id: string,
  before: RiskRule | undefined,
  after: RiskRule | undefined,
): PolicyChange[] {
  const path = `rules.${id}`;
  if (before === undefined || after === undefined) {
    return change(path, 'at-once', { before: before ?? {}, after: after ?? {} });
  }
  const { title: titleBefore, ...deciding } = before;
  const { title: titleAfter, ...decidingNow } = after;
  return [
    ...change(path, 'at-once', { before: deciding, after: decidingNow }),
    ...change(`${path}.title`, 'cosmetic', {
      before: { title: titleBefore },
      after: { title: titleAfter },
    }),
  ];
}

function change(
  path: string,
  reach: Reach,
  { before, after }: { readonly before: object; readonly after: object },
): PolicyChange[] {
  const differences = differencesOf(before, after);
  const about = aboutOf(path);
  return differences.length === 0 ? [] : [{ path, about, reach, differences }];
}

function aboutOf(path: string): Said {
  if (path.endsWith('title')) return say`words that are shown`;
  if (path === 'id') return say`which policy it is`;
  return path === 'order' ? say`the order of the rules` : say`a rule`;
}
