import { afterEach, describe, expect, it } from 'vitest';

import type { PayAnswer } from '../../activities/providers/payout-provider.ts';
import { billNumber } from '../../activities/providers/bill-number.ts';
import { platformError } from '../../sandbox/platform-fault.ts';
import { createIdentity, platformHeaders } from '../../sandbox/wechat/platform.ts';
import type { LocalWechatPay, WechatFault } from '../../sandbox/wechat/server.ts';
import { provesPlatform } from './platform-promises.ts';
import { orderOf, setWechatStage, type WechatStage } from './wechat-fixture.ts';

const open: LocalWechatPay[] = [];
afterEach(async () => {
  for (const local of open.splice(0)) await local.stop();
});

async function stage(...change: Parameters<typeof setWechatStage>): Promise<WechatStage> {
  const made = await setWechatStage(...change);
  open.push(made.local);
  return made;
}

describe('a transfer', () => {
  it('is paid once however often it is asked for, and found', async () => {
    const { local, provider } = await stage();
    const order = orderOf('k');
    const first = await provider.pay(order);
    expect(first).toMatchObject({ kind: 'paid' });
    expect(await provider.pay(order)).toEqual(first);
    expect(await provider.find(order)).toEqual(first);
    expect([...local.book.bills.keys()]).toEqual([billNumber('k')]);
    expect(local.book.bills.get(billNumber('k'))).toMatchObject({ amountFen: 100, name: null });
    expect(local.counts.certificates).toBe(1);
  });

  it('is not sent twice under one number with another amount', async () => {
    const { local, provider } = await stage();
    await provider.pay(orderOf('k', 100));
    expect(await provider.pay(orderOf('k', 200))).toMatchObject({ kind: 'conflict' });
    expect(await provider.find(orderOf('k', 200))).toMatchObject({ kind: 'conflict' });
    expect(local.book.bills.size).toBe(1);
  });

  it('carries a name, encrypted, from 2,000 yuan on', async () => {
    const { local, provider, operator } = await stage();
    expect(await provider.pay(orderOf('k', 200_000))).toMatchObject({ kind: 'paid' });
    expect(await provider.pay(orderOf('k', 200_000))).toMatchObject({ kind: 'paid' });
    expect(local.book.bills.get(billNumber('k'))?.name).toBe('张三');
    operator.answer = { kind: 'found', openid: 'o-1', name: null };
    expect(await provider.pay(orderOf('n', 200_000))).toMatchObject({ code: 'RECIPIENT_UNKNOWN' });
  });

  it('is not sent while nobody can say for whom', async () => {
    const { local, provider, operator } = await stage();
    operator.answer = { kind: 'unreached', reason: 'down' };
    expect(await provider.pay(orderOf('k'))).toMatchObject({ kind: 'not-taken' });
    operator.answer = { kind: 'unknown' };
    expect(await provider.pay(orderOf('k'))).toMatchObject({ kind: 'refused' });
    expect(local.counts.transfer).toBe(0);
  });
});

describe('the receiver’s confirmation', () => {
  it('is pending until it comes, and handed over once', async () => {
    const { local, provider, handed } = await stage();
    local.book.stateOfNew = 'WAIT_USER_CONFIRM';
    const order = orderOf('k');
    expect(await provider.pay(order)).toMatchObject({ kind: 'pending' });
    expect(await provider.find(order)).toMatchObject({ kind: 'pending' });
    const number = billNumber('k');
    expect(handed).toEqual([
      { key: 'k', beneficiary: 'person-a', billNumber: number, packageInfo: `pkg-${number}` },
    ]);
  });

  it('is handed over later when the answer was lost or the operator was down', async () => {
    const { local, provider, handed, operator } = await stage();
    local.book.stateOfNew = 'WAIT_USER_CONFIRM';
    operator.takes = false;
    local.fault({ operation: 'transfer', cut: 'after' });
    expect(await provider.pay(orderOf('k'))).toMatchObject({ kind: 'doubtful' });
    expect(await provider.find(orderOf('k'))).toMatchObject({ kind: 'pending' });
    expect(handed).toEqual([]);
    operator.takes = true;
    await provider.find(orderOf('k'));
    await provider.find(orderOf('k'));
    expect(handed).toHaveLength(1);
    expect(local.book.bills.size).toBe(1);
  });

  it('that never comes ends the bill, for good', async () => {
    const { local, provider } = await stage();
    local.book.stateOfNew = 'WAIT_USER_CONFIRM';
    await provider.pay(orderOf('k'));
    const bill = local.book.bills.get(billNumber('k'));
    if (bill === undefined) throw new Error('no bill');
    bill.state = 'FAIL';
    bill.failReason = 'OVERDUE_CLOSE';
    const ended = {
      kind: 'failed',
      reason: expect.stringContaining('FAIL: OVERDUE_CLOSE') as string,
    };
    expect(await provider.find(orderOf('k'))).toEqual(ended);
    expect(await provider.pay(orderOf('k'))).toEqual(ended);
  });

  it.each([
    ['ACCEPTED', 'pending'],
    ['PROCESSING', 'pending'],
    ['TRANSFERING', 'pending'],
    ['CANCELING', 'pending'],
    ['CANCELLED', 'failed'],
    ['SUCCESS', 'paid'],
    ['SOMETHING_NEW', 'doubtful'],
  ])('stands at %s, which is %s', async (state, kind) => {
    const { local, provider } = await stage();
    local.book.stateOfNew = state as never;
    expect((await provider.pay(orderOf('k'))).kind).toBe(kind);
    expect((await provider.find(orderOf('k'))).kind).toBe(kind);
  });
});

describe('what goes wrong on the way', () => {
  it('a late answer is in doubt, then paid once', async () => {
    const { local, provider } = await stage((settings) => ({ ...settings, timeoutMs: 200 }));
    local.fault({ operation: 'transfer', delayMs: 400 });
    expect(await provider.pay(orderOf('k'))).toMatchObject({ kind: 'doubtful' });
    expect(await provider.find(orderOf('k'))).toEqual({ kind: 'not-found' });
    await new Promise((resolve) => setTimeout(resolve, 400));
    expect(await provider.pay(orderOf('k'))).toMatchObject({ kind: 'paid' });
    expect(local.book.bills.size).toBe(1);
  });

  it('not found is not failure', async () => {
    const { local, provider } = await stage();
    local.fault({ operation: 'transfer', cut: 'after' });
    await provider.pay(orderOf('k'));
    local.fault({ operation: 'query', answer: platformError(404, 'NOT_FOUND') });
    expect(await provider.find(orderOf('k'))).toEqual({ kind: 'not-found' });
    expect(await provider.find(orderOf('k'))).toMatchObject({ kind: 'paid' });
  });

  it('an answer about another bill is in doubt', async () => {
    const { local, provider } = await stage();
    await provider.pay(orderOf('other'));
    const answer = local.book.query(billNumber('other'));
    local.fault({ operation: 'query', answer });
    expect(await provider.find(orderOf('k'))).toMatchObject({ kind: 'doubtful' });
  });
});

const stranger = createIdentity();
const edits: readonly (readonly [string, NonNullable<WechatFault['edit']>])[] = [
  ['a state that was changed', (sent) => (sent.payload = sent.payload.replace('FAIL', 'SUCCESS'))],
  ['no signature', (sent) => delete sent.headers['wechatpay-signature']],
  ['another time', (sent) => (sent.headers['wechatpay-timestamp'] = '1554209980')],
  ['a stranger’s serial', (sent) => (sent.headers['wechatpay-serial'] = stranger.serial)],
  [
    'a stranger’s signature',
    (sent) => {
      Object.assign(sent.headers, platformHeaders(stranger, sent.payload));
    },
  ],
  [
    'a stranger’s signature under the platform’s serial',
    (sent) => {
      const serial = String(sent.headers['wechatpay-serial']);
      Object.assign(sent.headers, platformHeaders({ ...stranger, serial }, sent.payload));
    },
  ],
];

const codes: readonly (readonly [number, string, PayAnswer['kind']])[] = [
  [500, 'SYSTEM_ERROR', 'doubtful'],
  [400, 'INVALID_REQUEST', 'doubtful'],
  [400, 'A_CODE_NEVER_SEEN', 'doubtful'],
  [403, 'NOT_ENOUGH', 'not-taken'],
  [403, 'NO_AUTH', 'not-taken'],
  [429, 'FREQUENCY_LIMIT_EXCEED', 'not-taken'],
  [400, 'PARAM_ERROR', 'refused'],
  [400, 'ALREADY_EXISTS', 'conflict'],
];

provesPlatform({
  stage: async () => {
    const { local, provider } = await stage();
    return {
      ...{ local, provider, made: () => local.book.bills.size },
      failNew: () => {
        local.book.stateOfNew = 'FAIL';
      },
    };
  },
  ...{ orderOf, codes, edits, bodies: ['{"state":"SUC', '[]', '{"state":"SUCCESS"}'] },
  refusals: { transfer: 'PARAM_ERROR' },
});

describe('what cannot be opened', () => {
  it('certificates sealed with another key: nothing is sent', async () => {
    const { local, provider } = await stage((settings) => ({
      ...settings,
      apiV3Key: 'another-key-of-thirty-two-bytes!',
    }));
    expect(await provider.pay(orderOf('k'))).toMatchObject({ kind: 'not-taken' });
    expect(local.counts.transfer).toBe(0);
  });
});
