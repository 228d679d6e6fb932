import { parse, stringify } from 'yaml';

import type { Terms } from '../../domain/campaign/terms.ts';
import { formatMinor } from '../../domain/money.ts';
import type { Language } from '../../lang/say.ts';
import { lintCampaign, type Finding } from '../../lint/lint.ts';
import type { Refusals } from '../../simulate/fit/allowed.ts';
import { fragmentOf } from '../../simulate/fit/fragment.ts';
import type { Version } from './inputs.ts';
import { assetName } from './words.ts';

/**
 * What a campaign's file would be refused for if it said the amounts and budgets of other terms; what
 * it is refused for as it is, is left out.
 */
export function refusalsOf(
  { text, terms }: Pick<Version, 'text' | 'terms'>,
  language: Language,
): Refusals {
  const errorsOf = (changed: Terms): readonly Finding[] =>
    lintCampaign(fileWith(text, changed), { language }).findings.filter(
      ({ severity }) => severity === 'error',
    );
  const keyOf = ({ code, path }: Finding): string => `${code} ${path}`;
  const known = new Set(errorsOf(terms).map(keyOf));
  return (changed) => errorsOf(changed).filter((one) => !known.has(keyOf(one)));
}

interface Written {
  readonly spec: {
    readonly rewards: readonly object[];
    readonly budget?: Readonly<Record<string, unknown>>;
  };
}

/** The file of a campaign that compiles, with a fit's amounts in place of its own. */
function fileWith(text: string, { rewards, budget }: Terms): string {
  const written = parse(text) as Written;
  const { spec } = written;
  const lines = budget.map(({ asset, minor }) => [assetName(asset), formatMinor(minor, asset)]);
  return stringify({
    ...written,
    spec: {
      ...spec,
      budget: { ...spec.budget, ...(Object.fromEntries(lines) as object) },
      rewards: spec.rewards.map((own, index) => {
        const reward = rewards[index];
        return reward === undefined ? own : { ...own, ...fragmentOf(reward) };
      }),
    },
  });
}
