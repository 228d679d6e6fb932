import type { Whitelisted } from '../domain/policy/policy.ts';
import type { PolicyText } from '../domain/policy/schema.ts';
import { say } from '../lang/say.ts';
import type { Report } from './diagnostic.ts';
import { choice } from './nearest.ts';
import { readInstant } from './read.ts';

/** Whose rules are relaxed; undefined when that could not be read. */
export function readWhitelist(
  report: Report,
  { whitelist = [], rules }: PolicyText['spec'],
): readonly Whitelisted[] | undefined {
  const ids = rules.map(({ id }) => id);
  const read = whitelist.map(({ group, rules: relaxed, until }, index) => {
    const path = ['spec', 'whitelist', index];
    for (const [at, rule] of relaxed.entries()) {
      const known = rules.find(({ id }) => id === rule);
      if (known?.answer.action === 'revision') {
        report({
          code: 'RULE_NOT_RELAXED',
          path: [...path, 'rules', at],
          message: say`the rule "${rule}" is about wordings, which are held to it whoever wrote them`,
          expected: say`rules about uses; what a word is listed as is changed in the word lists`,
        });
      }
      if (known !== undefined) continue;
      report({
        code: 'UNKNOWN_RULE',
        path: [...path, 'rules', at],
        message: say`the policy has no rule "${rule}"`,
        ...choice(rule, ids),
      });
    }
    const end = readInstant(report, [...path, 'until'], until, { zone: 'UTC', edge: 'end' });
    return end === undefined ? undefined : { group, rules: relaxed, until: end };
  });
  const known = read.filter((one) => one !== undefined);
  return known.length === read.length ? known : undefined;
}
