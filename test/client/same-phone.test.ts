import { readFile } from 'node:fs/promises';
import { afterAll, beforeAll, expect, test } from 'vitest';

import type { IssueCall, UseCall } from '../../client/calls.ts';
import { compilePolicy } from '../../compile/policy.ts';
import type { CampaignId } from '../../domain/ids.ts';
import { publishPolicy } from '../../store/campaigns/policies.ts';
import { termsLike } from '../support/terms.ts';
import { createService, somebody, type Service } from './service.ts';

const campaign = 'registered' as CampaignId;
let service: Service;

beforeAll(async () => {
  service = await createService();
  const file = new URL('../../rules/policies/default.yaml', import.meta.url);
  const policy = compilePolicy(await readFile(file, 'utf8'));
  if (!policy.ok) throw new Error('the policy compiles');
  await publishPolicy(service.stage.pool, policy.policy);
  const scenario = { kind: 'registration', phoneRegion: 'CN', inviterPhone: 'optional' } as const;
  await service.stage.publish(termsLike({ campaign, scenario, risk: { policy: 'default' } }));
});
afterAll(() => service.close());

const said = (phone: string): Pick<UseCall, 'account' | 'invitee'> => ({
  ...{ invitee: somebody(), account: { phone } },
});
const named = (value: string): Pick<IssueCall, 'holder'> & Pick<UseCall, 'invitee'> => {
  const person = { kind: 'phone', value } as const;
  return { holder: person, invitee: person };
};

test.each([
  ['as it is dialled', said('13800138001'), said('13800138001')],
  ['with its country code', said('138-0013-8002'), said('+86 138 0013 8002')],
  ['as the name of both', named('13800138003'), named('+8613800138003')],
  ['as the name of the inviter', named('13800138004'), said('13800138004')],
  ['as the name of the invitee', said('13800138005'), named('13800138005')],
])('who has the phone of the inviter, given %s, is refused', async (_, inviter, invitee) => {
  const { usher } = service;
  const issued = await usher.issue({ campaign, holder: somebody(), ...inviter });
  if (!issued.ok) throw new Error(issued.message);
  const call = { code: issued.value, ...invitee };
  expect(await usher.check(call)).toMatchObject({ code: 'RISK_REFUSED' });
  expect(await usher.redeem(call)).toMatchObject({ code: 'RISK_REFUSED' });
  expect(await usher.redeem({ ...call, ...said('13900139001') })).toMatchObject({ ok: true });
});
