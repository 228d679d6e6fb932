import { createPublicKey, type KeyObject } from 'node:crypto';

import { afterEach, describe, expect, it } from 'vitest';

import { billNumber } from '../../activities/providers/bill-number.ts';
import { handleNotification } from '../../activities/providers/wechat/notification.ts';
import { createIdentity, platformHeaders } from '../../sandbox/wechat/platform.ts';
import type { LocalWechatPay } from '../../sandbox/wechat/server.ts';
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

function pem(key: KeyObject): string {
  return createPublicKey(key).export({ type: 'spki', format: 'pem' }).toString();
}

describe('the platform’s keys', () => {
  it('change while both certificates are there, and the old one is let go', async () => {
    const { local, provider } = await stage();
    await provider.pay(orderOf('a'));
    local.identities.unshift(createIdentity());
    expect(await provider.pay(orderOf('b'))).toMatchObject({ kind: 'paid' });
    expect(local.counts.certificates).toBe(2);
    local.identities.pop();
    expect(await provider.find(orderOf('a'))).toMatchObject({ kind: 'paid' });
  });

  it('are not used when they are out of date', async () => {
    const { local, provider } = await stage();
    local.identities.splice(0, 1, createIdentity(1, Date.now() - 2 * 86_400_000));
    expect(await provider.pay(orderOf('k'))).toMatchObject({ kind: 'not-taken' });
  });

  it('are asked for no more often than the pace allows', async () => {
    const { local, provider } = await stage((settings) => ({
      ...settings,
      pace: { everyMs: 3_600_000, pauseMs: 60_000 },
    }));
    await provider.pay(orderOf('a'));
    local.identities.unshift(createIdentity());
    for (const key of ['b', 'c', 'd']) {
      expect(await provider.pay(orderOf(key))).toMatchObject({ kind: 'doubtful' });
    }
    expect(local.counts.certificates).toBe(1);
  });

  it('may be one public key that was given, and then no certificate is asked for', async () => {
    const identity = { ...createIdentity(), serial: 'PUB_KEY_ID_0114232134912410' };
    const publicKey = { id: identity.serial, pem: pem(identity.privateKey) };
    const { local, provider } = await stage((settings) => ({ ...settings, publicKey }));
    local.identities.splice(0, 1, identity);
    expect(await provider.pay(orderOf('k', 200_000))).toMatchObject({ kind: 'paid' });
    expect(local.counts.certificates).toBe(0);
  });
});

describe('a notification', () => {
  async function noted(): Promise<
    WechatStage & { looked: string[]; look: (number: string) => Promise<void> }
  > {
    const made = await stage();
    await made.provider.pay(orderOf('k'));
    const looked: string[] = [];
    const look = (number: string): Promise<void> => {
      looked.push(number);
      return Promise.resolve();
    };
    return { ...made, looked, look };
  }

  it('has the payout of its bill looked at, each time that it comes', async () => {
    const { local, wechat, looked, look } = await noted();
    const received = local.notification(billNumber('k'));
    const good = { status: 204, body: null };
    expect(await handleNotification(wechat, received, look)).toEqual(good);
    expect(await handleNotification(wechat, received, look)).toEqual(good);
    expect(looked).toEqual([billNumber('k'), billNumber('k')]);
  });

  it('that was changed, or that a stranger wrote, moves nothing', async () => {
    const { local, wechat, looked, look } = await noted();
    const { headers, payload } = local.notification(billNumber('k'));
    const changed = Buffer.from(payload.toString().replace('EV-1', 'EV-2'));
    expect(await handleNotification(wechat, { headers, payload: changed }, look)).toMatchObject({
      status: 401,
    });
    const strange = new Headers(platformHeaders(createIdentity(), payload.toString()));
    expect(await handleNotification(wechat, { headers: strange, payload }, look)).toMatchObject({
      status: 401,
    });
    expect(looked).toEqual([]);
  });

  it('that cannot be opened is refused, and one of another kind is let go', async () => {
    const { local, wechat, looked, look } = await noted();
    const [identity] = local.identities;
    if (identity === undefined) throw new Error('no identity');
    const signed = (body: object) => {
      const text = JSON.stringify(body);
      return { headers: new Headers(platformHeaders(identity, text)), payload: Buffer.from(text) };
    };
    const ended = { event_type: 'MCHTRANSFER.BILL.FINISHED', resource: {} };
    expect(await handleNotification(wechat, signed(ended), look)).toMatchObject({ status: 400 });
    const other = { event_type: 'TRANSACTION.SUCCESS' };
    expect(await handleNotification(wechat, signed(other), look)).toMatchObject({ status: 204 });
    expect(looked).toEqual([]);
  });

  it('is asked for again when looking fails', async () => {
    const { local, wechat } = await noted();
    const look = () => Promise.reject(new Error('the store is down'));
    const received = local.notification(billNumber('k'));
    expect(await handleNotification(wechat, received, look)).toMatchObject({ status: 500 });
  });
});
