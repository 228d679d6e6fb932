import { afterEach, describe, expect, it } from 'vitest';

import type { PayAnswer } from '../../activities/providers/payout-provider.ts';
import { billNumber } from '../../activities/providers/bill-number.ts';
import { answerHeaders, createIdentity } from '../../sandbox/alipay/platform.ts';
import type { AlipayFault, LocalAlipay } from '../../sandbox/alipay/server.ts';
import { platformError } from '../../sandbox/platform-fault.ts';
import { provesPlatform } from './platform-promises.ts';
import { orderOf, setAlipayStage, type AlipayStage } from './alipay-fixture.ts';

const open: LocalAlipay[] = [];
afterEach(async () => {
  for (const local of open.splice(0)) await local.stop();
});

async function stage(...change: Parameters<typeof setAlipayStage>): Promise<AlipayStage> {
  const made = await setAlipayStage(...change);
  open.push(made.local);
  return made;
}

const number = billNumber('k');

describe('a transfer', () => {
  it('is paid once however often it is asked for, and found', async () => {
    const { local, provider } = await stage();
    const order = orderOf('k', 123_456);
    const first = await provider.pay(order);
    expect(first).toMatchObject({ kind: 'paid' });
    expect(await provider.pay(order)).toEqual(first);
    expect(await provider.find(order)).toEqual(first);
    expect([...local.book.transfers.keys()]).toEqual([number]);
    expect(local.book).toMatchObject({ made: 1 });
    expect(local.book.transfers.get(number)).toMatchObject({ amount: '1234.56' });
    expect(JSON.parse(local.book.transfers.get(number)?.asked ?? '')).toMatchObject({
      product_code: 'TRANS_ACCOUNT_NO_PWD',
      biz_scene: 'DIRECT_TRANSFER',
      payee_info: { identity: 'open-a', identity_type: 'ALIPAY_OPEN_ID' },
      transfer_scene_name: '现金营销',
      transfer_scene_report_infos: [{ info_type: '活动名称', info_content: '新会员有礼' }],
    });
  });

  it('is not sent twice under one number with another amount or to another account', async () => {
    const { local, provider, operator } = await stage();
    await provider.pay(orderOf('k', 100));
    expect(await provider.pay(orderOf('k', 200))).toMatchObject({ kind: 'conflict' });
    expect(await provider.find(orderOf('k', 200))).toMatchObject({ kind: 'conflict' });
    operator.payee = { identityType: 'ALIPAY_OPEN_ID', identity: 'open-b', name: null };
    expect(await provider.pay(orderOf('k'))).toMatchObject({ kind: 'conflict' });
    expect(await provider.find(orderOf('k'))).toMatchObject({
      kind: 'conflict',
      reason: expect.stringContaining('another account') as string,
    });
    expect(local.book.made).toBe(1);
  });

  it('to a login carries the name, and its receiver is not compared', async () => {
    const { local, provider, operator } = await stage();
    operator.payee = { identityType: 'ALIPAY_LOGON_ID', identity: 'a@b.example', name: '张三' };
    expect(await provider.pay(orderOf('k'))).toMatchObject({ kind: 'paid' });
    expect(local.book.transfers.get(number)?.payee.name).toBe('张三');
    expect(await provider.find(orderOf('k'))).toMatchObject({ kind: 'paid' });
  });

  it('is not sent while nobody can say for whom', async () => {
    const { local, provider, operator } = await stage();
    operator.isDown = true;
    expect(await provider.pay(orderOf('k'))).toMatchObject({ kind: 'not-taken' });
    Object.assign(operator, { isDown: false, payee: null });
    expect(await provider.pay(orderOf('k'))).toMatchObject({ code: 'RECIPIENT_UNKNOWN' });
    expect(local.counts.transfer).toBe(0);
  });

  it('is not sent when its answer could not be verified', async () => {
    const ended = createIdentity('Alipay', -1).certificate;
    const { local, provider } = await stage((settings) => ({
      ...settings,
      certificates: { ...settings.certificates, alipay: ended },
    }));
    expect(await provider.pay(orderOf('k'))).toMatchObject({ kind: 'not-taken' });
    expect(local.counts.transfer).toBe(0);
  });

  it.each([
    ['DEALING', 'pending'],
    ['FAIL', 'failed'],
    ['REFUND', 'returned'],
    ['SUCCESS', 'paid'],
    ['CLOSED', 'doubtful'],
    ['SOMETHING_NEW', 'doubtful'],
  ])('stands at %s, which is %s', async (status, kind) => {
    const { local, provider } = await stage();
    local.book.statusOfNew = status as never;
    expect((await provider.pay(orderOf('k'))).kind).toBe(kind);
    expect((await provider.find(orderOf('k'))).kind).toBe(kind);
  });
});

describe('what goes wrong on the way', () => {
  it('a late answer is in doubt, then paid once', async () => {
    const { local, provider } = await stage((settings) => ({ ...settings, timeoutMs: 500 }));
    local.fault({ operation: 'transfer', delayMs: 1_500 });
    expect(await provider.pay(orderOf('k'))).toMatchObject({ kind: 'doubtful' });
    expect(await provider.find(orderOf('k'))).toEqual({ kind: 'not-found' });
    await expect.poll(() => local.book.made, { timeout: 20_000 }).toBe(1);
    expect(await provider.pay(orderOf('k'))).toMatchObject({ kind: 'paid' });
    expect(local.book.made).toBe(1);
  });

  it('not found is not failure', async () => {
    const { local, provider } = await stage();
    await provider.pay(orderOf('k'));
    local.book.forgets = true;
    expect(await provider.find(orderOf('k'))).toEqual({ kind: 'not-found' });
    local.book.forgets = false;
    expect(await provider.find(orderOf('k'))).toMatchObject({ kind: 'paid' });
  });

  it('an error leaves its code and nothing of its message, which may quote who is paid', async () => {
    const { local, provider } = await stage();
    for (const code of ['invalid-signature', 'SYSTEM_ERROR', 'INVALID_PARAMETER']) {
      const answer = platformError(400, code, 'signed: {"identity":"open-a","name":"张三"}');
      local.fault({ operation: 'transfer', answer });
      const said = JSON.stringify(await provider.pay(orderOf('k')));
      expect(said).toContain(code);
      expect(said).not.toMatch(/open-a|张三/);
    }
  });

  it('an account that does not exist is refused, and no code of a query ends a payout', async () => {
    const { local, provider } = await stage();
    local.book.noAccounts.add('open-a');
    expect(await provider.pay(orderOf('k'))).toMatchObject({ code: 'PAYEE_NOT_EXIST' });
    for (const code of ['SYSTEM_ERROR', 'INVALID_PARAMETER', 'NO_ORDER_PERMISSION']) {
      local.fault({ operation: 'query', answer: platformError(400, code) });
      expect(await provider.find(orderOf('k'))).toMatchObject({ kind: 'doubtful' });
    }
  });

  it('an answer about another transfer, or of several stages, is in doubt', async () => {
    const { local, provider } = await stage();
    await provider.pay(orderOf('other'));
    await provider.pay(orderOf('k'));
    const told = (key: string, over: object) => {
      const transfer = local.book.transfers.get(billNumber(key));
      if (transfer === undefined) throw new Error('no transfer');
      return { status: 200, body: { ...local.book.described(transfer), ...over } };
    };
    local.fault({ operation: 'query', answer: told('other', {}) });
    expect(await provider.find(orderOf('k'))).toMatchObject({ kind: 'doubtful' });
    local.fault({ operation: 'query', answer: told('k', { sub_status: 'REFUNDED' }) });
    expect(await provider.find(orderOf('k'))).toMatchObject({ kind: 'doubtful' });
  });

  it('a found transfer without an amount, or with one that cannot be read, is not believed', async () => {
    const { local, provider } = await stage();
    await provider.pay(orderOf('k'));
    const transfer = local.book.transfers.get(number);
    if (transfer === undefined) throw new Error('no transfer');
    transfer.amount = '';
    expect(await provider.find(orderOf('k'))).toMatchObject({ kind: 'doubtful' });
    transfer.amount = '1e0';
    expect(await provider.find(orderOf('k'))).toMatchObject({ kind: 'conflict' });
    transfer.amount = '1.0';
    expect(await provider.find(orderOf('k'))).toMatchObject({ kind: 'paid' });
  });

  it('a receiver that cannot be compared now is in doubt, and one that is not told is not compared', async () => {
    const { local, provider, operator } = await stage();
    await provider.pay(orderOf('k'));
    operator.isDown = true;
    expect(await provider.find(orderOf('k'))).toMatchObject({ kind: 'doubtful' });
    local.book.namesReceiver = false;
    expect(await provider.find(orderOf('k'))).toMatchObject({ kind: 'paid' });
  });
});

const stranger = createIdentity('Alipay');
const edits: readonly (readonly [string, NonNullable<AlipayFault['edit']>])[] = [
  ['a state that was changed', (sent) => (sent.payload = sent.payload.replace('FAIL', 'SUCCESS'))],
  ['no signature', (sent) => delete sent.headers['alipay-signature']],
  ['another time', (sent) => (sent.headers['alipay-timestamp'] = '1554209980000')],
  [
    'a stranger’s signature',
    (sent) => {
      Object.assign(sent.headers, answerHeaders(stranger, sent.payload));
    },
  ],
  [
    'a stranger’s signature under the serial of Alipay',
    (sent) => {
      const serial = String(sent.headers['alipay-sn']);
      Object.assign(sent.headers, answerHeaders({ ...stranger, serial }, sent.payload));
    },
  ],
];

const codes: readonly (readonly [number, string, PayAnswer['kind']])[] = [
  [400, 'SYSTEM_ERROR', 'doubtful'],
  [500, 'unknow-error', 'doubtful'],
  [400, 'REQUEST_PROCESSING', 'doubtful'],
  [400, 'BIZ_UNIQUE_EXCEPTION', 'doubtful'],
  [400, 'EXCEED_LIMIT_DM_AMOUNT', 'doubtful'],
  [400, 'A_CODE_NEVER_SEEN', 'doubtful'],
  [400, 'PAYER_BALANCE_NOT_ENOUGH', 'not-taken'],
  [400, 'PRODUCT_NOT_SIGN', 'not-taken'],
  [401, 'invalid-signature', 'not-taken'],
  [429, 'app-call-limited', 'not-taken'],
  [400, 'INVALID_PARAMETER', 'refused'],
  [400, 'PAYMENT_INFO_INCONSISTENCY', 'conflict'],
];

provesPlatform({
  stage: async () => {
    const { local, provider } = await stage();
    return {
      ...{ local, provider, made: () => local.book.made },
      failNew: () => {
        local.book.statusOfNew = 'FAIL';
      },
    };
  },
  ...{
    orderOf,
    codes,
    edits,
    bodies: ['{"status":"SUC', '[]', '{"status":"SUCCESS","order_id":"1"}'],
  },
  refusals: { transfer: 'INVALID_PARAMETER', query: 'ORDER_NOT_EXIST' },
});
