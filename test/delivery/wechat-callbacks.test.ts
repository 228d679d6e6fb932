import { afterAll, beforeAll, expect, it } from 'vitest';

import { billNumber } from '../../activities/providers/bill-number.ts';
import { startCallbacks, type CallbackReceiver } from '../../worker/callbacks.ts';
import { openServices, type PayoutHint } from '../../worker/services.ts';
import { freshSecret } from './fixture.ts';
import { orderOf, setWechatStage, settingsFor, type WechatStage } from './wechat-fixture.ts';

let stage: WechatStage;
let receiver: CallbackReceiver;
const looked: PayoutHint[] = [];

beforeAll(async () => {
  stage = await setWechatStage();
  await stage.provider.pay(orderOf('k'));
  const service = { url: 'http://127.0.0.1:1', secret: freshSecret() };
  const { provider } = openServices({
    provider: { kind: 'wechat', settings: settingsFor(stage.local.url), recipients: service },
    notifier: service,
  });
  const { path, handle } = provider.callbacks;
  const look = (hint: PayoutHint): Promise<void> => {
    looked.push(hint);
    return Promise.resolve();
  };
  receiver = await startCallbacks({ host: '127.0.0.1', port: 0 }, [
    { path, handle: (received) => handle(received, look) },
  ]);
});
afterAll(async () => {
  await receiver.stop();
  await stage.local.stop();
});

async function post(url: string, headers: Headers, payload: Buffer): Promise<number> {
  return (await fetch(url, { method: 'POST', headers, body: payload.toString('utf8') })).status;
}

it('a notification of WeChat Pay has its bill looked at, and a changed one nothing', async () => {
  const { headers, payload } = stage.local.notification(billNumber('k'));
  expect(await post(receiver.url, headers, payload)).toBe(204);
  expect(looked).toEqual([{ billNumber: billNumber('k') }]);
  const changed = Buffer.concat([payload, Buffer.from(' ')]);
  expect(await post(receiver.url, headers, changed)).toBe(401);
  expect(looked).toHaveLength(1);
});

it('only the route of the provider that pays is there', async () => {
  const { headers, payload } = stage.local.notification(billNumber('k'));
  const other = new URL('/callbacks/payouts', receiver.url).href;
  expect(await post(other, headers, payload)).toBe(404);
  expect((await fetch(receiver.url)).status).toBe(404);
  expect(looked).toHaveLength(1);
});
