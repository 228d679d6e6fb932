import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

import {
  PlatformFaults,
  platformError,
  type PlatformAnswer,
  type PlatformFault,
} from '../platform-fault.ts';
import { BillBook } from './bills.ts';
import { MerchantGate } from './merchant-signature.ts';
import { createIdentity, platformHeaders, seal, type PlatformIdentity } from './platform.ts';

const billsPath = '/v3/fund-app/mch-transfer/transfer-bills';

/** The one merchant that the local WeChat Pay knows. */
export interface KnownMerchant {
  readonly mchid: string;
  readonly appid: string;
  readonly apiV3Key: string;
  /** PEM of the merchant's API certificate. */
  readonly certificate: string;
}

type Operation = 'transfer' | 'query' | 'certificates';

/** What can go wrong with one request. */
export type WechatFault = PlatformFault<Operation>;

/** A running local WeChat Pay. */
export interface LocalWechatPay {
  readonly url: string;
  readonly book: BillBook;
  /** The first one signs; all that are here are in `/v3/certificates`. */
  readonly identities: PlatformIdentity[];
  /** How many requests of an operation came through the gate. */
  readonly counts: Readonly<Record<Operation, number>>;
  fault(fault: WechatFault): void;
  /** The headers and the body of the notification that a bill's end causes. */
  notification(outBillNo: string): { headers: Headers; payload: Buffer };
  stop(): Promise<void>;
}

/**
 * Starts a server that does, for transfers of one merchant, what WeChat Pay's public documentation
 * says: it verifies signatures, turns away stale timestamps and used nonces, and signs its answers.
 */
export async function startLocalWechatPay(merchant: KnownMerchant): Promise<LocalWechatPay> {
  const book = new BillBook(merchant.mchid, merchant.appid);
  const identities = [createIdentity()];
  const faults = new PlatformFaults<Operation>();
  const counts = { transfer: 0, query: 0, certificates: 0 };
  const platform = { merchant, book, identities, faults, counts };
  const gate = new MerchantGate(merchant.mchid, merchant.certificate);
  const server = createServer((request, response) => {
    serve(platform, gate, { request, response }).catch(() => response.destroy());
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${String((server.address() as AddressInfo).port)}`,
    book,
    identities,
    counts,
    fault: (fault) => faults.add(fault),
    notification: (outBillNo) => notificationOf(platform, outBillNo),
    stop: () => stop(server),
  };
}

interface Platform {
  readonly merchant: KnownMerchant;
  readonly book: BillBook;
  readonly identities: readonly PlatformIdentity[];
  readonly faults: PlatformFaults<Operation>;
  readonly counts: Record<Operation, number>;
}

interface Http {
  readonly request: IncomingMessage;
  readonly response: ServerResponse;
}

async function serve(platform: Platform, gate: MerchantGate, http: Http): Promise<void> {
  const { request, response } = http;
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  const body = Buffer.concat(chunks).toString('utf8');
  const { method = '', url: target = '', headers } = request;
  const { authorization } = headers;
  const refusal = gate.refusal({ method, target, authorization, body });
  if (refusal !== null) {
    send(platform, response, platformError(401, 'SIGN_ERROR', refusal));
    return;
  }
  const operation = operationOf(method, target);
  if (operation === null) {
    send(platform, response, platformError(404, 'RESOURCE_NOT_EXISTS'));
    return;
  }
  platform.counts[operation] += 1;
  const serial = String(headers['wechatpay-serial']);
  await platform.faults.play({
    operation,
    response,
    work: () => workOf(platform, { operation, target, body, serial }),
    send: (answer, edit) => send(platform, response, answer, edit),
  });
}

function workOf(
  { merchant, book, identities }: Platform,
  asked: {
    readonly operation: Operation;
    readonly target: string;
    readonly body: string;
    readonly serial: string;
  },
): PlatformAnswer {
  switch (asked.operation) {
    case 'certificates':
      return { status: 200, body: { data: identities.map((one) => listed(merchant, one)) } };
    case 'query':
      return book.query(asked.target.slice(asked.target.lastIndexOf('/') + 1));
    case 'transfer':
      return book.transfer(
        JSON.parse(asked.body) as unknown,
        identities.find(({ serial }) => serial === asked.serial),
      );
  }
}

function operationOf(method: string, target: string): Operation | null {
  if (method === 'GET' && target === '/v3/certificates') return 'certificates';
  if (method === 'POST' && target === billsPath) return 'transfer';
  return method === 'GET' && target.startsWith(`${billsPath}/out-bill-no/`) ? 'query' : null;
}

function listed({ apiV3Key }: KnownMerchant, identity: PlatformIdentity): object {
  return {
    serial_no: identity.serial,
    effective_time: identity.from.toISOString(),
    expire_time: identity.until.toISOString(),
    encrypt_certificate: seal(apiV3Key, identity.certificate, 'certificate'),
  };
}

function send(
  { identities }: Platform,
  response: ServerResponse,
  answer: PlatformAnswer,
  edit?: WechatFault['edit'],
): void {
  const payload = typeof answer.body === 'string' ? answer.body : JSON.stringify(answer.body);
  const [identity] = identities;
  const sent = {
    headers: identity === undefined ? {} : platformHeaders(identity, payload),
    payload,
  };
  edit?.(sent);
  response.writeHead(answer.status, sent.headers).end(sent.payload);
}

function notificationOf(
  { merchant, book, identities }: Platform,
  outBillNo: string,
): { headers: Headers; payload: Buffer } {
  const [bill, [identity]] = [book.bills.get(outBillNo), identities];
  if (bill === undefined || identity === undefined) throw new Error(`no bill ${outBillNo}`);
  const payload = JSON.stringify({
    id: 'EV-1',
    create_time: new Date().toISOString(),
    resource_type: 'encrypt-resource',
    event_type: 'MCHTRANSFER.BILL.FINISHED',
    summary: 'a bill has ended',
    resource: {
      original_type: 'mch_payment',
      ...seal(merchant.apiV3Key, JSON.stringify(book.described(bill)), 'mch_payment'),
    },
  });
  return {
    headers: new Headers(platformHeaders(identity, payload)),
    payload: Buffer.from(payload),
  };
}

function stop(server: Server): Promise<void> {
  server.closeAllConnections();
  return new Promise((resolve) => server.close(() => resolve()));
}
