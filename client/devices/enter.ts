import { loginTermsOf, type LoginTerms } from '../../domain/campaign/scenario.ts';
import type { UseCommand } from '../../domain/code/command.ts';
import { reject, type Rejection } from '../../domain/code/rejection.ts';
import type { CodeRow } from '../../domain/commit/rows.ts';
import { loginTriers } from '../../domain/login/tries.ts';
import { partyOf } from '../../domain/policy/party.ts';
import { instant } from '../../domain/time.ts';
import { loadVersion } from '../../store/campaigns/campaign-row.ts';
import type { EnteredDynamicCode } from '../../store/devices/enter-dynamic-code.ts';
import type { FoundCode } from '../find-code.ts';
import type { Desk } from '../operate.ts';

/** How the dynamic codes of a code are made, by the version that it was issued under. */
export async function loginTermsFor(
  { pool }: Desk,
  { digest }: CodeRow,
): Promise<LoginTerms | Rejection> {
  const version = await loadVersion(pool, digest);
  return loginTermsOf(version?.terms.scenario) ?? reject('DYNAMIC_CODE_NOT_WANTED');
}

/** A dynamic code as it is to be compared for whoever comes. */
export function enteredBy(
  command: UseCommand,
  { row, now }: FoundCode,
  entered: Pick<EnteredDynamicCode, 'terms' | 'dynamicCode' | 'opId'>,
): EnteredDynamicCode {
  const parties = loginTriers.flatMap((kind) => partyOf(command, kind) ?? []);
  return { ...entered, lineage: row.lineage, parties, serverNow: instant(Date.now()), now };
}
