import type { RiskRule } from './policy.ts';

/**
 * Works something out of rules, and remembers it with them: every use asks, and the rules of a version
 * stay as they are.
 */
export function onceForRules<T extends object | number>(
  workOut: (rules: readonly RiskRule[]) => T,
): (rules: readonly RiskRule[]) => T {
  const remembered = new WeakMap<readonly RiskRule[], T>();
  return (rules) => {
    const known = remembered.get(rules);
    if (known !== undefined) return known;
    const found = workOut(rules);
    remembered.set(rules, found);
    return found;
  };
}
