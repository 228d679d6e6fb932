import { billNumber } from '../bill-number.ts';
import type { PayoutOrder } from '../payout-provider.ts';
import type { TransferTerms } from './settings.ts';

/** Where transfers are made, and found by the merchant's own number. */
export const billsPath = '/v3/fund-app/mch-transfer/transfer-bills';

/** The body of a transfer; the same for every attempt but for an encrypted name. */
export function billOf(
  terms: TransferTerms,
  order: PayoutOrder,
  recipient: { readonly openid: string; readonly encryptedName: string | null },
): Readonly<Record<string, unknown>> {
  const { encryptedName, openid } = recipient;
  return {
    appid: terms.appid,
    out_bill_no: billNumber(order.key),
    transfer_scene_id: terms.sceneId,
    openid,
    ...(encryptedName === null ? {} : { user_name: encryptedName }),
    transfer_amount: order.minor,
    transfer_remark: terms.remark,
    ...(terms.notifyUrl === null ? {} : { notify_url: terms.notifyUrl }),
    ...(terms.perception === null ? {} : { user_recv_perception: terms.perception }),
    transfer_scene_report_infos: terms.reports.map(({ type, content }) => ({
      info_type: type,
      info_content: content,
    })),
  };
}
