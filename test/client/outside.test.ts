import { afterAll, beforeAll, expect, test } from 'vitest';

import { forOutsiders, type Outside } from '../../client/outside.ts';
import type { CampaignId } from '../../domain/ids.ts';
import { instant } from '../../domain/time.ts';
import { termsLike } from '../support/terms.ts';
import { createService, somebody, type Service } from './service.ts';

let service: Service;
let outside: Outside;
/** By a clock that stands still: how long each answer was kept back. */
const waits: number[] = [];
const still = {
  now: () => 0,
  wait: (ms: number) => {
    waits.push(ms);
    return Promise.resolve();
  },
};
const here = termsLike({ campaign: 'here' as CampaignId });
const elsewhere = termsLike({ campaign: 'elsewhere' as CampaignId });

beforeAll(async () => {
  service = await createService({ worker: false });
  outside = forOutsiders(service.usher, { clock: still });
  await service.stage.publish(here);
  await service.stage.publish(elsewhere);
});
afterAll(() => service.close());

test('codes that are unknown, expired or of elsewhere have one answer for outsiders', async () => {
  const { stage, usher } = service;
  const usable = await stage.insert(here);
  const foreign = await stage.insert(elsewhere);
  const { state } = usable;
  const expired = await stage.insert(here, {
    state: { ...state, expiresAt: instant(Date.now() - 1000) },
  });
  const unknown = '01890000-0000-7000-8000-000000000000';
  const nos = [];
  for (const codeId of [unknown, expired.id, foreign.id]) {
    const call = { code: { codeId }, campaign: 'here' };
    nos.push(await outside.get(call));
    nos.push(await outside.check({ ...call, invitee: somebody() }));
    expect(await outside.click({ ...call, visitor: somebody() })).toEqual({ ok: true });
    const strange = { ...call, channel: 'no-such-channel' };
    expect(await outside.click({ ...strange, visitor: somebody() })).toEqual({ ok: true });
    nos.push(await outside.check({ ...strange, invitee: somebody() }));
  }
  expect(new Set(nos.map((no) => JSON.stringify(no))).size).toBe(1);
  expect(nos[0]).toEqual({ ok: false, code: 'CODE_UNKNOWN', message: 'no such code' });
  // A service that is trusted is told more.
  const asked = { code: { codeId: expired.id }, campaign: 'here', invitee: somebody() };
  expect(await usher.check(asked)).toMatchObject({ code: 'CODE_SETTLED' });
  const call = { code: { codeId: usable.id }, campaign: 'here' };
  expect(await outside.get(call)).toEqual({ ok: true });
  expect(await outside.check({ ...call, invitee: somebody() })).toEqual({ ok: true });
});

test('answers are given at the next line of the grid, and later ones at the line after', async () => {
  for (const [tookMs, waitMs] of [
    [0, 50],
    [7, 43],
    [50, 50],
    [120, 30],
  ]) {
    const times = [1000, 1000 + (tookMs ?? 0)];
    const clock = { ...still, now: () => times.shift() ?? 0 };
    waits.length = 0;
    await forOutsiders(service.usher, { clock }).get({ code: 'NOSUCHCODE12' });
    expect(waits).toEqual([waitMs]);
  }
});
