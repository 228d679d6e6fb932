import { v7 as uuid } from 'uuid';

import { reject } from '../domain/code/rejection.ts';
import { parseCampaignId } from '../domain/ids.ts';
import type { MilestoneCall } from './calls.ts';
import { commandOf, operate, passOf, refuseOperation, type Desk } from './operate.ts';
import { patiently } from './patience.ts';
import type { Receipted } from './receipts/receipts.ts';
import { redemptionOf } from './relation.ts';
import { subjectOf } from './subject.ts';

/** Reports what an invitee has reached to the code that they redeemed in this campaign. */
export async function milestone(desk: Desk, call: MilestoneCall): Promise<Receipted> {
  const pass = passOf(desk, call);
  const campaign = parseCampaignId(call.campaign);
  if (campaign === undefined) return reject('CAMPAIGN_UNKNOWN');
  const invitee = subjectOf(desk.keys, call.invitee);
  const { milestone: name, purchaseAmountMinor, properties, caller } = call;
  const operation = {
    kind: 'milestone' as const,
    fields: { invitee, milestone: name, purchaseAmountMinor, properties },
  };
  const opId = call.opId ?? uuid();
  if (invitee === undefined || commandOf(operation, opId) === undefined) {
    return refuseOperation(operation, opId);
  }
  const redemption = await patiently(pass.deadline, () => redemptionOf(desk, campaign, invitee));
  if ('ok' in redemption) return redemption;
  const code = { codeId: redemption.code };
  const again = { opId, deadlineMs: pass.deadline - Date.now() };
  return operate(
    desk,
    caller === undefined ? { ...again, code } : { ...again, code, caller },
    operation,
  );
}
