import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

import {
  PlatformFaults,
  platformError,
  type PlatformAnswer,
  type PlatformFault,
} from '../platform-fault.ts';
import { refusalOf, type KnownApp } from './app-gate.ts';
import { answerHeaders, signedForm, type Identity } from './platform.ts';
import { TransferBook } from './transfers.ts';

const transferPath = '/v3/alipay/fund/trans/uni/transfer';
const queryPath = '/v3/alipay/fund/trans/common/query';

type Operation = 'transfer' | 'query';

/** What can go wrong with one request. */
export type AlipayFault = PlatformFault<Operation>;

/** A running local Alipay. */
export interface LocalAlipay {
  readonly url: string;
  readonly book: TransferBook;
  /** How many requests of an operation came through the gate. */
  readonly counts: Readonly<Record<Operation, number>>;
  fault(fault: AlipayFault): void;
  /** The form that tells the app's gateway of a transfer's state. */
  notification(outBizNo: string): string;
  stop(): Promise<void>;
}

/**
 * Starts a server that does, for transfers of one app to single accounts, what Alipay's public
 * documentation says: it verifies signatures, turns away stale timestamps, knows repetitions by their
 * number, and signs its answers as `identity`.
 */
export async function startLocalAlipay(app: KnownApp, identity: Identity): Promise<LocalAlipay> {
  const book = new TransferBook();
  const faults = new PlatformFaults<Operation>();
  const counts = { transfer: 0, query: 0 };
  const server = createServer((request, response) => {
    serve({ app, identity, book, faults, counts }, { request, response }).catch(() =>
      response.destroy(),
    );
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${String((server.address() as AddressInfo).port)}`,
    book,
    counts,
    fault: (fault) => faults.add(fault),
    notification: (outBizNo) => notificationOf({ app, identity, book }, outBizNo),
    stop: () => {
      server.closeAllConnections();
      return new Promise((resolve) => server.close(() => resolve()));
    },
  };
}

interface Platform {
  readonly app: KnownApp;
  readonly identity: Identity;
  readonly book: TransferBook;
  readonly faults: PlatformFaults<Operation>;
  readonly counts: Record<Operation, number>;
}

interface Http {
  readonly request: IncomingMessage;
  readonly response: ServerResponse;
}

async function serve(platform: Platform, { request, response }: Http): Promise<void> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  const body = Buffer.concat(chunks).toString('utf8');
  const { method = '', url: target = '', headers } = request;
  const root = headers['alipay-root-cert-sn'];
  const refusal = refusalOf(platform.app, {
    ...{ method, target, body, authorization: headers.authorization },
    rootSerial: typeof root === 'string' ? root : undefined,
  });
  if (refusal !== null) {
    send(platform.identity, response, refusal);
    return;
  }
  const { pathname, searchParams } = new URL(target, 'http://local');
  const operation = operationOf(method, pathname);
  if (operation === null) {
    send(platform.identity, response, platformError(400, 'invalid-method'));
    return;
  }
  platform.counts[operation] += 1;
  const { book, faults, identity } = platform;
  await faults.play({
    operation,
    response,
    work: () => (operation === 'query' ? book.query(searchParams) : book.transfer(body)),
    send: (answer, edit) => send(identity, response, answer, edit),
  });
}

function operationOf(method: string, path: string): Operation | null {
  if (method === 'POST' && path === transferPath) return 'transfer';
  return method === 'GET' && path === queryPath ? 'query' : null;
}

function send(
  identity: Identity,
  response: ServerResponse,
  answer: PlatformAnswer,
  edit?: AlipayFault['edit'],
): void {
  const payload = typeof answer.body === 'string' ? answer.body : JSON.stringify(answer.body);
  const sent = { headers: answerHeaders(identity, payload), payload };
  edit?.(sent);
  response.writeHead(answer.status, sent.headers).end(sent.payload);
}

function notificationOf(
  { app, identity, book }: Pick<Platform, 'app' | 'identity' | 'book'>,
  outBizNo: string,
): string {
  const transfer = book.transfers.get(outBizNo);
  if (transfer === undefined) throw new Error(`no transfer ${outBizNo}`);
  return signedForm(identity, {
    notify_id: '2026110100222',
    utc_timestamp: String(Date.now()),
    msg_method: 'alipay.fund.trans.order.changed',
    app_id: app.appId,
    version: '1.1',
    charset: 'UTF-8',
    biz_content: JSON.stringify({
      ...book.described(transfer),
      product_code: 'TRANS_ACCOUNT_NO_PWD',
      biz_scene: 'DIRECT_TRANSFER',
    }),
  });
}
