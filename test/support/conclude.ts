import { expect } from 'vitest';

import type { CampaignId } from '../../domain/ids.ts';
import { printFigures, reconcileCheck, untilAgreed, untilPaid } from './agreement.ts';
import { auditOf, findingsOf, type Audit } from './audit.ts';
import type { CrashStack } from './crash-stack.ts';
import type { Callers } from './load.ts';

/** How a scenario ends. */
export interface Ending {
  readonly scenario: string;
  readonly campaign: CampaignId;
  readonly callers: Callers;
  /** When everything that was killed ran again; epoch milliseconds. */
  readonly since: number;
  readonly figures: Readonly<Record<string, number>>;
}

/**
 * Expects that rows, workflows and ledger agree within 30 s, that everything due is paid, and that
 * nothing any caller was told is lost, changed or doubled. Prints the figures.
 */
export async function conclude(stack: CrashStack, ending: Ending): Promise<Audit> {
  const { scenario, campaign, callers, since, figures } = ending;
  const agreed = await untilAgreed(stack, since);
  await untilPaid(stack);
  const paid = (Date.now() - since) / 1_000;
  const audit = await auditOf(stack, campaign, callers.acknowledged);
  printFigures(scenario, {
    ...figures,
    acknowledged: audit.acknowledged,
    'asked again': callers.acknowledged.reduce((sum, { retries }) => sum + retries, 0),
    doubled: audit.doubled.length + audit.overpaid.length,
    lost: audit.lost.length + audit.unpaid.length,
    'seconds to agreement': agreed,
    'paid out': audit.payouts,
    'seconds until then': paid,
  });
  expect(findingsOf(audit)).toEqual([]);
  expect(await reconcileCheck(stack)).toMatchObject({ code: 0 });
  return audit;
}
