import { afterAll, beforeAll, expect, it } from 'vitest';

import { billNumber } from '../../activities/providers/bill-number.ts';
import { createIdentity, signedForm } from '../../sandbox/alipay/platform.ts';
import { startCallbacks, type CallbackReceiver } from '../../worker/callbacks.ts';
import { openServices, type PayoutHint } from '../../worker/services.ts';
import { alipayIdentity, orderOf, setAlipayStage, settingsFor } from './alipay-fixture.ts';
import type { AlipayStage } from './alipay-fixture.ts';
import { freshSecret } from './fixture.ts';

let stage: AlipayStage;
let receiver: CallbackReceiver;
let looked: PayoutHint[] = [];
let look: (hint: PayoutHint) => Promise<unknown>;

beforeAll(async () => {
  stage = await setAlipayStage();
  await stage.provider.pay(orderOf('k'));
  const service = { url: 'http://127.0.0.1:1', secret: freshSecret() };
  const { provider } = openServices({
    provider: { kind: 'alipay', settings: settingsFor(stage.local.url), recipients: service },
    notifier: service,
  });
  const { path, handle } = provider.callbacks;
  look = (hint) => Promise.resolve(looked.push(hint));
  receiver = await startCallbacks({ host: '127.0.0.1', port: 0 }, [
    { path, handle: (received) => handle(received, (hint) => look(hint)) },
  ]);
});
afterAll(async () => {
  await receiver.stop();
  await stage.local.stop();
});

async function post(body: string): Promise<readonly [number, string]> {
  looked = [];
  const headers = { 'content-type': 'application/x-www-form-urlencoded;charset=UTF-8' };
  const response = await fetch(receiver.url, { method: 'POST', headers, body });
  return [response.status, await response.text()];
}

it('a notification of Alipay has its transfer looked at, each time that it comes', async () => {
  const form = stage.local.notification(billNumber('k'));
  const taken = [{ billNumber: billNumber('k') }];
  expect(await post(form)).toEqual([200, 'success']);
  expect(looked).toEqual(taken);
  expect(await post(form)).toEqual([200, 'success']);
  expect(looked).toEqual(taken);
  expect(new URL(receiver.url).pathname).toBe('/callbacks/alipay');
});

it('one that was changed, or that a stranger wrote, moves nothing', async () => {
  const form = stage.local.notification(billNumber('k'));
  expect(await post(form.replace('SUCCESS', 'FAILURE'))).toEqual([401, 'fail']);
  const params = [...new URLSearchParams(form)].filter(([name]) => !name.startsWith('sign'));
  const strange = signedForm(createIdentity('Alipay'), Object.fromEntries(params));
  expect(await post(strange)).toEqual([401, 'fail']);
  expect(await post('')).toEqual([401, 'fail']);
  expect(looked).toEqual([]);
});

it('one of another kind, or of a number that is not ours, is let go', async () => {
  const common = { app_id: '2021000122671080', charset: 'UTF-8', version: '1.1' };
  const changed = { ...common, msg_method: 'alipay.fund.trans.order.changed' };
  const others = [
    { ...common, msg_method: 'alipay.open.auth.appauth.cancelled', biz_content: '{}' },
    { ...changed, biz_content: JSON.stringify({ out_biz_no: 'by-hand-1' }) },
    { ...changed, biz_content: 'no JSON' },
  ];
  for (const params of others) {
    expect(await post(signedForm(alipayIdentity, params))).toEqual([200, 'success']);
    expect(looked).toEqual([]);
  }
});

it('is asked for again when looking fails', async () => {
  look = () => Promise.reject(new Error('the store is down'));
  expect(await post(stage.local.notification(billNumber('k')))).toEqual([500, 'fail']);
});
