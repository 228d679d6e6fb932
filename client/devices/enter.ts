import { loginTermsOf, type LoginTerms } from '../../domain/campaign/scenario.ts';
import { reject, type Rejection } from '../../domain/code/rejection.ts';
import type { CodeRow } from '../../domain/commit/rows.ts';
import { partyKey, type PartyKey } from '../../domain/policy/party.ts';
import { instant } from '../../domain/time.ts';
import { loadVersion } from '../../store/campaigns/campaign-row.ts';
import type { EnteredDynamicCode } from '../../store/devices/enter-dynamic-code.ts';
import type { FoundCode } from '../find-code.ts';
import type { Desk } from '../operate.ts';

/** Who lets themselves in, as far as it is known, as in commands. */
export interface Comer {
  readonly invitee: string;
  readonly device?: string | undefined;
  readonly source?: string | undefined;
}

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
  comer: Comer,
  { row, now }: FoundCode,
  entered: Pick<EnteredDynamicCode, 'terms' | 'dynamicCode' | 'opId'>,
): EnteredDynamicCode {
  const about = { lineage: row.lineage, parties: partiesOf(comer) };
  return { ...entered, ...about, serverNow: instant(Date.now()), now };
}

function partiesOf({ invitee, device, source }: Comer): readonly PartyKey[] {
  return [
    partyKey('person', invitee),
    ...(device === undefined ? [] : [partyKey('device', device)]),
    ...(source === undefined ? [] : [partyKey('source', source)]),
  ];
}
