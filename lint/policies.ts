import { choice, nearest } from '../compile/nearest.ts';
import type { Terms } from '../domain/campaign/terms.ts';
import { say } from '../lang/say.ts';
import type { FindingTexts, Tell } from './finding.ts';

/** The risk policies that there are around a campaign, as far as can be seen from its file. */
export interface PoliciesAround {
  /** Ids of those that are looked at together with it. */
  readonly given: readonly string[];
  /** Ids of those that lie where policies do. */
  readonly lying: readonly string[];
}

export const policyFindings = {
  POLICY_NOT_FOUND: {
    severity: 'warning',
    title: 'the risk policy that the campaign names is not there',
    why: 'Without it the campaign cannot be published, and `usher explain` and `usher simulate` do not know who is kept out. It is looked for where policies are among the files that are checked, or where the name of another one is nearly the same.',
    example: 'risk: { policy: defualt }',
    remedy:
      'Mend the spelling, or name the file of the policy too. Of one that is kept elsewhere, say so in a comment.',
  },
} as const satisfies FindingTexts;

/** Whether the policy is one of those around it. */
export function checkPolicyName(
  { risk }: Terms,
  { given, lying }: PoliciesAround,
  tell: Tell<typeof policyFindings>,
): void {
  const known = [...new Set([...given, ...lying])].sort();
  if (known.includes(risk.policy)) return;
  if (given.length === 0 && nearest(risk.policy, known) === undefined) return;
  const { expected, meant } = choice(risk.policy, known);
  tell({
    id: 'POLICY_NOT_FOUND',
    path: ['spec', 'risk', 'policy'],
    message: say`there is no risk policy "${risk.policy}" here`,
    suggestion: meant === undefined ? expected : say`${meant}? (${expected})`,
  });
}
