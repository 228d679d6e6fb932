import { afterAll, beforeAll, expect, test } from 'vitest';

import { fastForwardCampaign } from '../../client/fast-forward.ts';
import type { Outcome } from '../../domain/code/outcome.ts';
import type { CampaignId } from '../../domain/ids.ts';
import { duration } from '../../domain/time.ts';
import { openingYaml, opensAt } from './hours.ts';
import { createService, somebody, type Service } from './service.ts';
import { compiled, publish } from './varied.ts';

const campaign = 'hours' as CampaignId;
const minute = 60_000;
let service: Service;
let code: string;
let early: Outcome;
const invitee = somebody();

beforeAll(async () => {
  service = await createService();
  await publish(service, compiled(openingYaml), { source: openingYaml });
  code = (await service.issue(campaign, somebody())).value;
});

afterAll(async () => {
  await service.close();
});

const closed = { ok: false, code: 'OUTSIDE_OPENING_HOURS', until: opensAt };

test('before it opens nobody redeems, and everybody is told when it does', async () => {
  const { usher } = service;
  early = await usher.redeem({ code, invitee, opId: 'too-early' });
  expect(early).toMatchObject(closed);
  expect(await usher.reserve({ code, invitee })).toMatchObject(closed);
  expect(await usher.check({ code, invitee })).toMatchObject(closed);
  const view = await usher.get({ code });
  expect(view).toMatchObject({ ok: true, public: { usable: false, why: closed } });
  expect(await usher.share({ code })).toMatchObject({ ok: true });
});

test('when it is open the refusal stays, and another operation is taken', async () => {
  const { usher, stage } = service;
  const { client: temporal, pool, queues } = stage;
  const services = { temporal, pool, taskQueue: queues.codes, effectsTaskQueue: queues.effects };
  const ahead = duration(opensAt - Date.now() + minute);
  await fastForwardCampaign(services, campaign, ahead);
  expect(await usher.redeem({ code, invitee, opId: 'too-early' })).toEqual(early);
  expect(await usher.redeem({ code, invitee, opId: 'in-time' })).toMatchObject({ ok: true });
  const view = await usher.get({ code });
  expect(view).toMatchObject({ ok: true, public: { usable: true, why: null } });
  await fastForwardCampaign(services, campaign, duration(60 * minute));
  const tomorrow = await usher.redeem({ code, invitee: somebody() });
  expect(tomorrow).toMatchObject({ ...closed, until: opensAt + 24 * 60 * minute });
  const late = { at: opensAt + minute, actor: 'olga', reason: 'the till was offline' };
  expect(await usher.redeem({ code, invitee: somebody(), late })).toMatchObject({ ok: true });
});
