import { field } from '../answer-body.ts';
import { isSignedBy } from '../rsa.ts';
import { isInForce } from './authenticity.ts';
import type { AlipayCertificate } from './certificates.ts';

/** What Alipay is answered: anything but the word `success` makes it send the same again, for a day. */
export interface AlipayNotificationAnswer {
  readonly status: 200 | 400 | 401 | 500;
  readonly body: 'success' | 'fail';
}

/** A change of a transfer's state is told under this name. */
const orderChanged = 'alipay.fund.trans.order.changed';

/**
 * Handles what Alipay posts to the gateway of the app: verifies it, and has `look` look at the payout
 * of the number now. What it says is only a hint; what is booked comes from a query. To be called with
 * the bytes of the body as received.
 */
export async function handleAlipayNotification(
  to: { readonly appId: string; readonly certificate: AlipayCertificate },
  payload: Buffer,
  look: (billNumber: string) => Promise<unknown>,
): Promise<AlipayNotificationAnswer> {
  const params = readForm(payload);
  if (params === null) return { status: 400, body: 'fail' };
  const isTheirs = isInForce(to.certificate, Date.now()) && isSigned(to.certificate, params);
  if (!isTheirs || params.get('app_id') !== to.appId) return { status: 401, body: 'fail' };
  if (params.get('msg_method') !== orderChanged) return { status: 200, body: 'success' };
  const number = field(parse(params.get('biz_content') ?? ''), 'out_biz_no');
  // Another number is of a transfer that somebody else made with this app.
  if (typeof number !== 'string' || !/^[0-9a-f]{32}$/.test(number)) {
    return { status: 200, body: 'success' };
  }
  try {
    await look(number);
  } catch {
    return { status: 500, body: 'fail' };
  }
  return { status: 200, body: 'success' };
}

/**
 * All parameters but the signature and those without a value, sorted. Alipay's own tools leave
 * `sign_type` out for some notifications and not for others (`verifyV1`, `verifyV2` of
 * `AlipaySignature.java`): only Alipay can have signed either.
 */
function isSigned({ key }: AlipayCertificate, params: ReadonlyMap<string, string>): boolean {
  const signed = [...params]
    .filter(([name, value]) => name !== 'sign' && value !== '')
    .sort(([left], [right]) => (left < right ? -1 : 1));
  const withoutType = signed.filter(([name]) => name !== 'sign_type');
  const signature = params.get('sign') ?? '';
  return [withoutType, signed].some((list) => {
    const message = list.map(([name, value]) => `${name}=${value}`).join('&');
    return isSignedBy(key, Buffer.from(message), signature);
  });
}

/** Null where a name is there twice: nobody could say which of both was signed. */
function readForm(payload: Buffer): ReadonlyMap<string, string> | null {
  const pairs = [...new URLSearchParams(payload.toString('utf8'))];
  const params = new Map(pairs);
  return params.size === pairs.length ? params : null;
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
