import { inviterPhoneTermsOf } from '../../domain/campaign/scenario.ts';
import type { Terms } from '../../domain/campaign/terms.ts';
import { isUse, type Command } from '../../domain/code/command.ts';
import type { Facts } from '../../domain/commit/facts.ts';
import type { CodeRow } from '../../domain/commit/rows.ts';
import { phoneOfInviter } from '../parties/inviter-phones.ts';
import type { Db } from '../query.ts';

/** Which uses of a batch name the phone of the code's holder, where the terms ask for that. */
export async function statedPhones(
  db: Db,
  { campaign, holder }: CodeRow,
  asked: { readonly terms: Terms; readonly commands: readonly Command[] },
): Promise<Facts['statedPhones']> {
  if (inviterPhoneTermsOf(asked.terms.scenario) === undefined) return new Map();
  const stating = asked.commands
    .filter(isUse)
    .filter(({ inviterPhone }) => inviterPhone !== undefined);
  if (stating.length === 0) return new Map();
  const known = await phoneOfInviter(db, campaign, holder);
  return new Map(stating.map(({ opId, inviterPhone }) => [opId, inviterPhone === known]));
}
