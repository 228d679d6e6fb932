import { compileCampaign } from '../../compile/campaign.ts';
import { compilePolicy } from '../../compile/policy.ts';
import type { Terms } from '../../domain/campaign/terms.ts';
import type { RiskPolicy } from '../../domain/policy/policy.ts';
import { shipped } from '../support/story-campaign.ts';

export const campaigns = [
  ...['registration', 'official-account', 'mini-program', 'enterprise'],
  ...['first-purchase', 'activity', 'privilege'],
];

export function termsOf(name: string): Terms {
  const compiled = compileCampaign(shipped(`campaigns/${name}.yaml`));
  if (!compiled.ok) throw new Error(JSON.stringify(compiled.diagnostics));
  return compiled.terms;
}

export function policyOf(name: string): RiskPolicy {
  const compiled = compilePolicy(shipped(`rules/policies/${name}.yaml`));
  if (!compiled.ok) throw new Error(JSON.stringify(compiled.diagnostics));
  return compiled.policy;
}
