import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

import { afterAll, beforeAll, expect, test } from 'vitest';

import { forOutsiders } from '../../client/outside.ts';
import type { CampaignId } from '../../domain/ids.ts';
import { duration, instant } from '../../domain/time.ts';
import { termsLike } from '../support/terms.ts';
import { createService, type Service } from './service.ts';

const password = { digits: 6, validForMs: duration(300_000), attemptsMax: 5 };
const here = termsLike({
  campaign: 'coupons' as CampaignId,
  scenario: { kind: 'exclusive-coupon', password },
});
const elsewhere = termsLike({ campaign: 'elsewhere' as CampaignId });
const unknown = '01890000-0000-7000-8000-000000000000';

/** Messages that the notifier has and does not answer. */
const waiting: ServerResponse[] = [];
const notifier = createServer((_, response) => void waiting.push(response));
let service: Service;

beforeAll(async () => {
  await new Promise<void>((resolve) => {
    notifier.listen(0, '127.0.0.1', resolve);
  });
  const { port } = notifier.address() as AddressInfo;
  const secret = `whsec_${Buffer.alloc(32, 7).toString('base64')}`;
  service = await createService({ notifier: { url: `http://127.0.0.1:${String(port)}`, secret } });
  for (const terms of [here, elsewhere]) await service.stage.publish(terms);
});

afterAll(async () => {
  await service.close();
  notifier.closeAllConnections();
  notifier.close();
});

test('outsiders are answered alike whether a password is sent, and before the notifier has it', async () => {
  const outside = forOutsiders(service.usher, {
    wait: () => new Promise((resolve) => void setImmediate(resolve)),
  });
  const usable = await service.stage.insert(here);
  const { state } = usable;
  const old = { ...state, expiresAt: instant(Date.now() - 1000) };
  const expired = await service.stage.insert(here, { state: old });
  const foreign = await service.stage.insert(elsewhere);
  const answers = [];
  for (const [n, codeId] of [unknown, expired.id, foreign.id, usable.id].entries()) {
    const phone = `+8613800000${String(100 + n)}`;
    answers.push(await outside.sendPassword({ campaign: 'coupons', code: { codeId }, phone }));
    expect(waiting.length).toBeLessThanOrEqual(Number(codeId === usable.id));
  }
  const expiresAt: unknown = expect.any(Number);
  expect(answers).toEqual(answers.map(() => ({ ok: true, expiresAt })));
  await expect.poll(() => waiting.length).toBe(1);
});
