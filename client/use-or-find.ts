import type { UseByPhoneCall, UseCall } from './calls.ts';
import { useByPhone } from './inviter-phone/find.ts';
import type { Desk } from './operate.ts';
import type { Receipted } from './receipts/receipts.ts';
import { use } from './use.ts';

/**
 * A redemption or a reservation, of the code that is named or of whoever invites by phone.
 * @throws UsherError when no answer came in time
 */
export function useOrFind(
  desk: Desk,
  kind: 'redeem' | 'reserve',
  call: UseCall | UseByPhoneCall,
): Promise<Receipted> {
  return 'code' in call ? use(desk, kind, call) : useByPhone(desk, kind, call);
}
