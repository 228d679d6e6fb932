import { inviterPhoneTermsOf } from '../../domain/campaign/scenario.ts';
import { isUse, type Command, type UseCommand } from '../../domain/code/command.ts';
import type { Digest } from '../../domain/ids.ts';
import { loadVersion } from '../../store/campaigns/campaign-row.ts';
import type { KeyRing } from '../../store/keys/key-ring.ts';
import type { UseCall } from '../calls.ts';
import type { Desk } from '../operate.ts';
import { readPhone } from '../read-phone.ts';
import { identityIndex } from '../subject.ts';

type Invited = Pick<UseCall, 'account' | 'invitee'>;

/**
 * The command of a use with the invitee's own phone read as the inviter's was at issuing, so that it is seen
 * when they are the same; as it is where the code's campaign does not ask for inviters' phones.
 * @throws StoreUnavailable
 */
export async function withInviteePhone(
  { pool, keys }: Pick<Desk, 'pool' | 'keys'>,
  call: Invited,
  { digest, command }: { readonly digest: Digest; readonly command: Command },
): Promise<Command> {
  if (!isUse(command) || isReadAnywhere(call)) return command;
  const version = await loadVersion(pool, digest);
  const asked = inviterPhoneTermsOf(version?.terms.scenario);
  return asked === undefined ? command : { ...command, ...inviteePhone(keys, call, asked.region) };
}

/** Blind index of the phone that is said of an invitee, or by which they are named; nothing where none is. */
export function inviteePhone(
  keys: KeyRing,
  { account, invitee }: Invited,
  region: string | undefined,
): Pick<UseCommand, 'phone'> {
  const phone = account?.phone ?? ownNumber(invitee);
  if (phone === undefined) return {};
  const index = identityIndex(keys, 'phone', readPhone(phone, region) ?? phone);
  return index === undefined ? {} : { phone: index };
}

/** Whether it is known without the campaign's terms what the phone is: it has its country code, or there is none. */
function isReadAnywhere({ account, invitee }: Invited): boolean {
  if (account?.phone === undefined) return ownNumber(invitee) === undefined;
  return readPhone(account.phone) !== undefined;
}

function ownNumber(invitee: UseCall['invitee']): string | undefined {
  return typeof invitee === 'object' && invitee.kind === 'phone' ? invitee.value : undefined;
}
