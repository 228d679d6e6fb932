import type { Report } from '../diagnostic.ts';
import { say } from '../../lang/say.ts';

/** What invitees may reach. */
export function readMilestones(report: Report, text: readonly string[]): readonly string[] {
  for (const [index, milestone] of text.entries()) {
    if (milestone !== 'redeemed') continue;
    report({
      code: 'RESERVED_MILESTONE',
      path: ['spec', 'milestones', index],
      message: say`"redeemed" is always there`,
      expected: say`only milestones of the campaign itself`,
    });
  }
  return text;
}
