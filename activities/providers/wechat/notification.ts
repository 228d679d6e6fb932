import { field } from '../answer-body.ts';
import type { Received } from '../signature.ts';
import { disbeliefOf } from './authenticity.ts';
import { openSealed } from './sealed.ts';
import type { WechatPay } from './settings.ts';

/** What WeChat Pay is answered; anything but 2xx makes it send the same again, for a day. */
export interface NotificationAnswer {
  readonly status: 204 | 400 | 401 | 500;
  readonly body: { readonly code: 'FAIL'; readonly message: string } | null;
}

/** The end of a bill is told by this event, whichever way it ended. */
const billEnded = 'MCHTRANSFER.BILL.FINISHED';

/**
 * Handles what WeChat Pay posts to the notify URL: verifies it, opens it, and has `look` look at the
 * payout of the bill now. What it says is only a hint; what is booked comes from a query. To be
 * called with the bytes of the body as received, by whatever HTTP server is reachable from outside.
 */
export async function handleNotification(
  wechat: Pick<WechatPay, 'keys' | 'apiV3Key'>,
  received: Received,
  look: (billNumber: string) => Promise<unknown>,
): Promise<NotificationAnswer> {
  const no = await disbeliefOf((serial) => wechat.keys.find(serial), received, Date.now());
  if (no !== null) return fail(401, no);
  const body = parse(received.payload);
  if (field(body, 'event_type') !== billEnded) return { status: 204, body: null };
  const opened = openSealed(wechat.apiV3Key, field(body, 'resource'));
  if (opened === null) return fail(400, 'the resource cannot be opened');
  const number = field(parse(opened), 'out_bill_no');
  if (typeof number !== 'string' || !/^[A-Za-z0-9]{1,32}$/.test(number)) {
    return fail(400, 'the resource is not a bill');
  }
  try {
    await look(number);
  } catch {
    return fail(500, 'to be sent again');
  }
  return { status: 204, body: null };
}

function fail(status: 400 | 401 | 500, message: string): NotificationAnswer {
  return { status, body: { code: 'FAIL', message } };
}

function parse(bytes: Buffer): unknown {
  try {
    return JSON.parse(bytes.toString('utf8'));
  } catch {
    return undefined;
  }
}
