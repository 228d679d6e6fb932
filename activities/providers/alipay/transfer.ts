import type { Asset } from '../../../domain/money.ts';
import { formatMinor } from '../../../domain/money.ts';
import { billNumber } from '../bill-number.ts';
import type { PayoutOrder } from '../payout-provider.ts';
import type { Payee } from './recipients.ts';
import type { TransferTerms } from './settings.ts';

/** The one asset that is paid: yuan. */
export const cny = 'CNY/2' as Asset;

/** Where transfers are made. */
export const transferPath = '/v3/alipay/fund/trans/uni/transfer';
/** Where they are asked about. */
const queryPath = '/v3/alipay/fund/trans/common/query';

/** To an account, without a password; both words are asked for again by a query. */
const product = { product_code: 'TRANS_ACCOUNT_NO_PWD', biz_scene: 'DIRECT_TRANSFER' } as const;

/** The body of a transfer; the same for every attempt. */
export function transferOf(
  terms: TransferTerms,
  order: PayoutOrder,
  { identityType, identity, name }: Payee,
): Readonly<Record<string, unknown>> {
  const { title, remark, scene } = terms;
  return {
    out_biz_no: billNumber(order.key),
    trans_amount: formatMinor(order.minor, order.asset),
    ...product,
    order_title: title,
    payee_info: { identity, identity_type: identityType, ...(name === null ? {} : { name }) },
    ...(remark === null ? {} : { remark }),
    ...(scene === null ? {} : sceneOf(scene)),
  };
}

/** Path and query that ask about a payout. */
export function queryOf(key: string): string {
  const query = new URLSearchParams({ ...product, out_biz_no: billNumber(key) });
  return `${queryPath}?${query.toString()}`;
}

function sceneOf({ name, reports }: NonNullable<TransferTerms['scene']>): object {
  return {
    transfer_scene_name: name,
    transfer_scene_report_infos: reports.map(({ type, content }) => ({
      info_type: type,
      info_content: content,
    })),
  };
}
