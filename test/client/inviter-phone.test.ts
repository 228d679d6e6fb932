import { afterAll, beforeAll, expect, test } from 'vitest';

import type { UseByPhoneCall } from '../../client/calls.ts';
import { readPhone } from '../../client/read-phone.ts';
import { createUsher, type Usher } from '../../client/usher.ts';
import type { CampaignId } from '../../domain/ids.ts';
import { generateKeyRing, parseKeyRing } from '../../store/keys/key-ring.ts';
import { termsLike } from '../support/terms.ts';
import { createService, somebody, type Service } from './service.ts';

const required = 'required' as CampaignId;
const optional = 'optional' as CampaignId;
let service: Service;
let usher: Usher;
let phones = 0;

beforeAll(async () => {
  service = await createService();
  usher = service.usher;
  const scenario = { kind: 'registration', phoneRegion: 'CN' } as const;
  for (const campaign of [required, optional]) {
    const inviterPhone = campaign === required ? 'required' : 'optional';
    await service.stage.publish(termsLike({ campaign, scenario: { ...scenario, inviterPhone } }));
  }
});

afterAll(() => service.close());

/** As it is dialled in China; no other test has it. */
function newPhone(): string {
  phones += 1;
  return `138${String(phones).padStart(8, '0')}`;
}

async function inviter(
  campaign: string,
  phone: string | null = newPhone(),
): Promise<{ holder: string; code: string; codeId: string; phone: string }> {
  const holder = somebody();
  const account = phone === null ? {} : { account: { phone } };
  const issued = await usher.issue({ campaign, holder, ...account });
  if (!issued.ok) throw new Error(issued.message);
  return { holder, code: issued.value, codeId: issued.code, phone: phone ?? '' };
}

function word(answer: { readonly ok: boolean; readonly code?: unknown }): unknown {
  return answer.ok ? 'ok' : answer.code;
}

test.each([
  ['as it is dialled in its region', '13800138000', 'CN', '+8613800138000'],
  ['with country code and dashes', '+86 138-0013-8000', undefined, '+8613800138000'],
  ['in full width', '１３８００１３８０００', 'CN', '+8613800138000'],
  ['with two zeros', '0086 13800138000', undefined, '+8613800138000'],
  ['of another country', '+1 (213) 373-4253', 'CN', '+12133734253'],
  ['without a region', '13800138000', undefined, undefined],
  ['too short', '1380013', 'CN', undefined],
  ['with an extension', '+8613800138000 ext. 5', 'CN', undefined],
  ['among words', 'call 13800138000', 'CN', undefined],
])('a number %s', (_, text, region, number) => {
  expect(readPhone(text, region)).toBe(number);
});

test('where it is required, a code counts with the phone of its holder alone', async () => {
  const { code, phone, holder, codeId } = await inviter(required);
  const invitee = somebody();
  const call = { code, invitee, opId: 'register' };
  expect(word(await usher.redeem({ code, invitee }))).toBe('INVITER_PHONE_REQUIRED');
  expect(word(await usher.redeem({ code, invitee, inviterPhone: newPhone() }))).toBe(
    'INVITER_PHONE_WRONG',
  );
  expect(await usher.redeem({ code, invitee, inviterPhone: '1380013' })).toMatchObject({
    code: 'INVALID_COMMAND',
    message:
      'the command is malformed: inviterPhone must have its country code, such as +8613800138000, or be as it is dialled in CN',
  });
  expect(word(await usher.relation({ campaign: required, invitee }))).toBe('NOT_REDEEMED');
  const done = await usher.redeem({ ...call, inviterPhone: `+86 ${phone}` });
  expect(word(done)).toBe('ok');
  expect(await usher.redeem({ ...call, inviterPhone: phone })).toEqual(done);
  expect(await usher.relation({ campaign: required, invitee })).toMatchObject({
    ok: true,
    inviter: holder,
    code: codeId,
  });
});

test('where it is optional, it must be right if it is given', async () => {
  const { code, phone } = await inviter(optional);
  expect(word(await usher.redeem({ code, invitee: somebody() }))).toBe('ok');
  const given = (inviterPhone: string) => usher.redeem({ code, invitee: somebody(), inviterPhone });
  expect(word(await given(newPhone()))).toBe('INVITER_PHONE_WRONG');
  expect(word(await given(phone))).toBe('ok');
});

test('nobody learns whether an inviter has a phone, and what invitees claim is none', async () => {
  const unknown = await inviter(optional, null);
  const claimed = newPhone();
  const other = await inviter(optional);
  await usher.redeem({ code: other.code, invitee: unknown.holder, account: { phone: claimed } });
  const answer = (code: string, inviterPhone: string) =>
    usher.redeem({ code, invitee: somebody(), inviterPhone });
  const known = await inviter(optional);
  expect(await answer(unknown.code, claimed)).toEqual(await answer(known.code, newPhone()));
});

test('a holder is issued a code with a number that can be called, or with none', async () => {
  const issued = await usher.issue({
    ...{ campaign: required, holder: somebody(), account: { phone: '12345' } },
  });
  expect(issued).toMatchObject({
    code: 'INVALID_COMMAND',
    message:
      'the command is malformed: account.phone must have its country code, such as +8613800138000, or be as it is dialled in CN',
  });
});

test('the phone that a holder is named by is the one that invitees name', async () => {
  const phone = newPhone();
  const issued = await usher.issue({ campaign: required, holder: { kind: 'phone', value: phone } });
  if (!issued.ok) throw new Error(issued.message);
  const call = { campaign: required, invitee: somebody(), inviterPhone: phone };
  expect(word(await usher.redeem(call))).toBe('ok');
  expect(
    await usher.issue({ campaign: required, holder: { kind: 'phone', value: '12345' } }),
  ).toMatchObject({
    message:
      'the command is malformed: holder must have its country code, such as +8613800138000, or be as it is dialled in CN',
  });
});

test('where it is required, nobody is issued a code that no invitee could use', async () => {
  const refused = await usher.issue({ campaign: required, holder: somebody() });
  expect(refused).toMatchObject({
    code: 'INVALID_COMMAND',
    message:
      'the command is malformed: account.phone must be given, as invitees of this campaign name their inviter by it',
  });
  const { holder } = await inviter(required);
  expect(word(await usher.issue({ campaign: required, holder }))).toBe('ok');
});

test('of a hundred numbers at once five are compared, and only the guesser is kept out', async () => {
  const { code, phone } = await inviter(required);
  const invitee = somebody();
  const answers = await Promise.all(
    Array.from({ length: 100 }, () => usher.redeem({ code, invitee, inviterPhone: newPhone() })),
  );
  const words = answers.map(word);
  expect(words.filter((one) => one === 'INVITER_PHONE_WRONG')).toHaveLength(5);
  expect(words.filter((one) => one === 'INVITER_PHONE_TRIES_USED')).toHaveLength(95);
  expect(word(await usher.redeem({ code, invitee, inviterPhone: phone }))).toBe(
    'INVITER_PHONE_TRIES_USED',
  );
  expect(word(await usher.redeem({ code, invitee: somebody(), inviterPhone: phone }))).toBe('ok');
});

test('nobody uses up the tries of another by claiming their phone number', async () => {
  const { code, phone } = await inviter(required);
  const invitee = { kind: 'phone', value: '+8613912345678' } as const;
  const call = (inviterPhone: string, n: number): Parameters<Usher['redeem']>[0] => ({
    ...{ code, invitee, inviterPhone, ip: `203.0.113.${String(n)}` },
  });
  for (let n = 0; n < 6; n += 1) {
    expect(word(await usher.redeem(call(newPhone(), n)))).toBe('INVITER_PHONE_WRONG');
  }
  expect(word(await usher.redeem(call(phone, 6)))).toBe('ok');
});

test('the same operation is answered as before, also when the tries were used up since', async () => {
  const { code, phone } = await inviter(required);
  const named = { code, invitee: somebody(), inviterPhone: phone, opId: 'before-the-tries' };
  const done = await usher.redeem(named);
  expect(word(done)).toBe('ok');
  for (let tries = 0; tries < 6; tries += 1) {
    await usher.redeem({ ...named, inviterPhone: newPhone(), opId: `try-${String(tries)}` });
  }
  const { opId, ...anew } = named;
  expect(word(await usher.redeem(anew))).toBe('INVITER_PHONE_TRIES_USED');
  expect(await usher.redeem({ ...anew, opId })).toEqual(done);
});

test('whoever has no code names the inviter by phone', async () => {
  const { phone, holder } = await inviter(required);
  const invitee = somebody();
  const call = (inviterPhone: string): UseByPhoneCall => ({
    ...{ campaign: required, invitee, inviterPhone },
  });
  expect(word(await usher.redeem(call(newPhone())))).toBe('INVITER_PHONE_WRONG');
  expect(word(await usher.redeem(call(phone)))).toBe('ok');
  expect(await usher.relation({ campaign: required, invitee })).toMatchObject({ inviter: holder });
  const shared = newPhone();
  await inviter(required, shared);
  await inviter(required, shared);
  const other = { ...call(shared), invitee: somebody() };
  expect(word(await usher.redeem(other))).toBe('INVITER_PHONE_WRONG');
});

test('a phone is known under new keys as well, and stands in no row', async () => {
  const { code, phone } = await inviter(required);
  const { stage } = service;
  const rotated = parseKeyRing(generateKeyRing('newer', stage.keys));
  if (!rotated.ok) throw new Error('the keys are unfit');
  const later = createUsher({
    ...{ temporal: stage.client, pool: stage.pool, keys: rotated.ring },
    taskQueue: stage.queues.codes,
  });
  const opId = 'under-new-keys';
  const done = await later.redeem({ code, invitee: somebody(), inviterPhone: phone, opId });
  await later.close();
  expect(word(done)).toBe('ok');
  const { rows } = await stage.pool.query(
    'SELECT p::text, o::text, t::text FROM inviter_phone p, operation o, tie t',
  );
  expect(JSON.stringify(rows)).not.toContain(phone);
});
