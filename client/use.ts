import type { UseCall } from './calls.ts';
import { useWithDynamicCode } from './devices/use.ts';
import { withInviteePhone } from './inviter-phone/invitee.ts';
import { useNaming } from './inviter-phone/name.ts';
import { operate, type Desk } from './operate.ts';
import { useOperation } from './operations.ts';
import { useWithPassword } from './passwords/use.ts';
import type { Receipted } from './receipts/receipts.ts';

/**
 * A redemption or a reservation, with what its code wants entered, if anything.
 * @throws UsherError when no answer came in time
 */
export async function use(
  desk: Desk,
  kind: 'redeem' | 'reserve',
  call: UseCall,
): Promise<Receipted> {
  const { password, dynamicCode, inviterPhone, ...plain } = call;
  if (password !== undefined) return useWithPassword(desk, kind, { ...plain, password });
  if (dynamicCode !== undefined) return useWithDynamicCode(desk, kind, { ...plain, dynamicCode });
  if (inviterPhone !== undefined) return useNaming(desk, kind, { ...plain, inviterPhone });
  return operate(desk, plain, useOperation(desk, kind, plain), ({ row: { digest } }, command) =>
    withInviteePhone(desk, plain, { digest, command }),
  );
}
