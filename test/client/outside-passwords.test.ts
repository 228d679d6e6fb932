import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';

import { afterAll, beforeAll, expect, test } from 'vitest';

import { forOutsiders } from '../../client/outside.ts';
import type { CampaignId, Digest, SubjectId } from '../../domain/ids.ts';
import { partyKey } from '../../domain/policy/party.ts';
import { duration, instant, plus } from '../../domain/time.ts';
import { setCampaignStatus } from '../../store/campaigns/steer.ts';
import { publishVersion } from '../../store/campaigns/publish-version.ts';
import { giveSanction } from '../../store/parties/by-hand.ts';
import { termsLike } from '../support/terms.ts';
import { atOnce } from '../support/at-once.ts';
import { createService, somebody, type Service } from './service.ts';

const hour = duration(3_600_000);
const password = { digits: 6, validForMs: duration(300_000), attemptsMax: 5 };
const here = termsLike({
  campaign: 'coupons' as CampaignId,
  scenario: { kind: 'exclusive-coupon', password },
});
const elsewhere = termsLike({ campaign: 'elsewhere' as CampaignId });
const stopped = termsLike({ ...here, campaign: 'stopped' as CampaignId });
const shut = termsLike({
  ...{ ...here, campaign: 'shut' as CampaignId },
  redemption: { ...here.redemption, openingHours: [{ weekdays: [], fromMinute: 0, toMinute: 1 }] },
});
const unknown = '01890000-0000-7000-8000-000000000000';

/** Messages that the notifier has and does not answer, and the phones that they are for. */
const waiting: ServerResponse[] = [];
const phones: string[] = [];
const notifier = createServer((request, response) => {
  waiting.push(response);
  void text(request).then((body) => phones.push(/\+\d+/.exec(body)?.[0] ?? body));
});
/** Without the grid, which has a test of its own. */
let service: Service;

beforeAll(async () => {
  await new Promise<void>((resolve) => {
    notifier.listen(0, '127.0.0.1', resolve);
  });
  const { port } = notifier.address() as AddressInfo;
  const secret = `whsec_${Buffer.alloc(32, 7).toString('base64')}`;
  const url = `http://127.0.0.1:${String(port)}`;
  service = await createService({ worker: false, notifier: { url, secret } });
  for (const terms of [here, elsewhere, stopped, shut]) await service.stage.publish(terms);
  const by = { status: 'paused', by: 'olga', reason: 'case 4711' } as const;
  await setCampaignStatus(service.stage.pool, stopped.campaign, by);
});

afterAll(async () => {
  await service.close();
  notifier.closeAllConnections();
  notifier.close();
});

test('outsiders are answered alike whether a password is sent, and before the notifier has it', async () => {
  const outside = forOutsiders(service.usher, { wait: atOnce });
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

test('a code that cannot be used is answered as one that does not exist, also after a new version', async () => {
  const campaign = 'renewed' as CampaignId;
  const first = termsLike({ ...here, campaign });
  const longer = { kind: 'exclusive-coupon', password: { ...password, validForMs: hour } } as const;
  await service.stage.publish(first);
  const { state } = await service.stage.insert(first);
  const old = { ...state, expiresAt: instant(Date.now() - 1000) };
  const expired = await service.stage.insert(first, { state: old });
  await publishVersion(service.stage.pool, {
    ...{ terms: { ...first, scenario: longer }, digest: 'renewed-2' as Digest, sandbox: true },
    ...{ by: 'test', source: '', serverNow: instant(Date.now()) },
  });
  const ends = [];
  for (const [n, codeId] of [unknown, expired.id].entries()) {
    const call = { campaign, code: { codeId }, phone: `+8613800000${String(200 + n)}` };
    const answer = await service.usher.sendPassword(call);
    if (!answer.ok) throw new Error(answer.message);
    ends.push(answer.expiresAt);
  }
  expect(ends.map((end) => Math.round((end - Date.now()) / hour))).toEqual([1, 1]);
});

test('no password is sent for a code whose holder is kept out, or whose campaign is paused or closed for the hour', async () => {
  const outside = forOutsiders(service.usher, { wait: atOnce });
  const holder = somebody() as SubjectId;
  const keptOut = await service.stage.insert(here, { holder });
  const now = instant(Date.now());
  await giveSanction(service.stage.pool, {
    ...{ party: partyKey('person', holder), scope: here.campaign, now, until: plus(now, hour) },
    ...{ actor: 'olga', reason: 'case 4711' },
  });
  const usable = await service.stage.insert(here);
  const others = [await service.stage.insert(stopped), await service.stage.insert(shut)];
  for (const [n, { id, campaign }] of [keptOut, ...others, usable].entries()) {
    const call = { campaign, code: { codeId: id } };
    expect((await outside.get(call)).ok).toBe(id === usable.id);
    const phone = `+8613800000${String(300 + n)}`;
    expect(await outside.sendPassword({ ...call, phone })).toMatchObject({ ok: true });
  }
  await expect.poll(() => phones).toContain('+8613800000303');
  expect(phones.filter((phone) => phone.startsWith('+86138000003'))).toEqual(['+8613800000303']);
});
