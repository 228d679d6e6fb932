import { afterAll, beforeAll, expect, test } from 'vitest';

import { forOutsiders } from '../../client/outside.ts';
import type { CampaignId, Digest } from '../../domain/ids.ts';
import type { SanctionScope } from '../../domain/policy/party.ts';
import type { RiskPolicy } from '../../domain/policy/policy.ts';
import { duration, instant } from '../../domain/time.ts';
import { publishPolicy } from '../../store/campaigns/policies.ts';
import { publishVersion } from '../../store/campaigns/publish-version.ts';
import { listSanctions } from '../../store/parties/by-hand.ts';
import { termsLike } from '../support/terms.ts';
import { atOnce } from '../support/at-once.ts';
import { createService, somebody, type Service } from './service.ts';

const hour = duration(3_600_000);

const freezing = (id: string, fact: string, scope: SanctionScope) => ({
  ...{ id, title: id, when: { fact, operator: 'greaterThan', value: 3 } as const },
  answer: { kind: 'freeze', party: 'source', forMs: hour, upToMs: hour, scope } as const,
});

const scoped: RiskPolicy = {
  ...{ id: 'scoped', title: 'Scoped', digest: 'scoped' as Digest },
  rules: [
    freezing('asking', 'sourceRequestsLastHour', 'programme'),
    freezing('guessing', 'sourceFailuresLastHour', 'campaign'),
  ],
};

const guessing: RiskPolicy = {
  ...{ ...scoped, id: 'guessing', digest: 'guessing' as Digest },
  rules: scoped.rules.slice(1),
};

let service: Service;

async function publish(campaign: string, policy: RiskPolicy, programme?: string): Promise<void> {
  const terms = termsLike({
    ...{ campaign: campaign as CampaignId, risk: { policy: policy.id } },
    ...(programme === undefined ? {} : { programme }),
  });
  await publishVersion(service.stage.pool, {
    ...{ terms, digest: campaign as Digest, sandbox: false, by: 'test', source: '' },
    serverNow: instant(Date.now()),
  });
}

beforeAll(async () => {
  service = await createService();
  await publishPolicy(service.stage.pool, scoped);
  await publishPolicy(service.stage.pool, guessing);
  await publish('first', scoped, 'spring');
  await publish('second', scoped, 'spring');
  await publish('third', guessing);
});
afterAll(() => service.close());

async function look(campaign: string, ip: string): Promise<string> {
  const { value: code } = await service.issue(campaign, somebody());
  const found = await service.usher.get({ code, ip });
  return found.ok ? 'ok' : found.code;
}

async function guess(ip: string, campaign?: string): Promise<string> {
  const { usher } = service;
  const asked = { code: 'GUESS2222222', invitee: somebody(), ip };
  const outcome = await usher.redeem(campaign === undefined ? asked : { ...asked, campaign });
  return outcome.ok ? 'ok' : outcome.code;
}

test('a freeze that look-ups earn in a programme holds in its campaigns, and in no other', async () => {
  const ip = '203.0.113.40';
  const answers = [];
  for (let n = 0; n < 4; n += 1) answers.push(await look('first', ip));
  expect(answers).toEqual(['ok', 'ok', 'ok', 'PARTY_FROZEN']);
  expect(await look('second', ip)).toBe('PARTY_FROZEN');
  expect(await look('third', ip)).toBe('ok');
  const given = await listSanctions(service.stage.pool, { all: true, limit: 9 });
  expect(given.map(({ scope, campaign, rules }) => [scope, campaign, ...rules])).toEqual([
    ['programme:spring', 'first', 'asking'],
  ]);
});

test('whoever guesses at a campaign is kept out of it, and of it alone', async () => {
  const ip = '203.0.113.41';
  const answers = [];
  for (let n = 0; n < 4; n += 1) answers.push(await guess(ip, 'third'));
  expect(answers.slice(0, 3)).toEqual(Array<string>(3).fill('CODE_UNKNOWN'));
  expect(answers[3]).toBe('PARTY_FROZEN');
  expect(await look('third', ip)).toBe('PARTY_FROZEN');
  expect(await guess(ip)).toBe('CODE_UNKNOWN');
});

test('people outside who are kept out of a campaign are told so of any code, also of none', async () => {
  const ip = '203.0.113.43';
  for (let n = 0; n < 4; n += 1) await guess(ip, 'third');
  const outside = forOutsiders(service.usher, {
    wait: atOnce,
  });
  const { value: code } = await service.issue('third', somebody());
  const asked = { campaign: 'third', ip };
  const [known, none] = [
    await outside.get({ ...asked, code }),
    await outside.get({ ...asked, code: 'NOSUCHCODE22' }),
  ];
  expect(known).toMatchObject({ code: 'PARTY_FROZEN', party: 'source' });
  expect(none).toEqual(known);
  const unnamed = { code, ip, campaign: '' };
  expect(await outside.get(unnamed)).toMatchObject({ code: 'INVALID_COMMAND' });
});

test('guesses at no campaign in particular are held against nobody in one', async () => {
  const ip = '203.0.113.42';
  const answers = [];
  for (let n = 0; n < 6; n += 1) answers.push(await guess(ip));
  expect(answers).toEqual(Array<string>(6).fill('CODE_UNKNOWN'));
});
