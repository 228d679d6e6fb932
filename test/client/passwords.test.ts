import { afterAll, beforeAll, expect, test } from 'vitest';

import { passwordInSandbox } from '../../cli/demo/sandbox-inbox.ts';
import { createUsher } from '../../client/usher.ts';
import type { IssuedCode } from '../../client/issue.ts';
import type { CampaignId } from '../../domain/ids.ts';
import { duration } from '../../domain/time.ts';
import { startSandbox, type Sandbox } from '../../sandbox/server.ts';
import { termsLike } from '../support/terms.ts';
import { createService, somebody, type Service } from './service.ts';

const campaign = 'coupons' as CampaignId;
const secret = `whsec_${Buffer.alloc(32, 7).toString('base64')}`;
let service: Service;
let sandbox: Sandbox;
let phones = 0;

beforeAll(async () => {
  sandbox = await startSandbox({ secret });
  service = await createService({ notifier: { url: `${sandbox.url}/notifier`, secret } });
  const password = { digits: 6, validForMs: duration(300_000), attemptsMax: 5 };
  const base = termsLike();
  await service.stage.publish(
    termsLike({
      campaign,
      redemption: { ...base.redemption, usesMax: 9 },
      scenario: { kind: 'exclusive-coupon', password },
    }),
  );
  await service.stage.publish(
    termsLike({
      campaign: 'eager' as CampaignId,
      code: { ...base.code, perPerson: 20 },
      scenario: {
        kind: 'exclusive-coupon',
        password: { ...password, resendAfterMs: duration(0), sendsMax: 2, sessionsPerDay: 2 },
      },
    }),
  );
  await service.stage.publish(termsLike({ campaign: 'plain' as CampaignId }));
});

afterAll(async () => {
  await service.close();
  await sandbox.stop();
});

function newPhone(): string {
  phones += 1;
  return `+86138${String(phones).padStart(8, '0')}`;
}

interface Sent {
  readonly code: IssuedCode;
  readonly phone: string;
  readonly password: string;
}

async function sent(of: string = campaign): Promise<Sent> {
  const code = await service.issue(of, somebody());
  const phone = newPhone();
  const answer = await service.usher.sendPassword({ campaign: of, code: code.value, phone });
  expect(answer).toMatchObject({ ok: true });
  return { code, phone, password: await passwordInSandbox(sandbox.url, phone) };
}

function wrong(password: string, by = 1): string {
  return String((Number(password) + by) % 1_000_000).padStart(6, '0');
}

function word(answer: { readonly ok: boolean; readonly code?: unknown }): unknown {
  return answer.ok ? 'ok' : answer.code;
}

test('a code counts with the password that came to the phone, and not without', async () => {
  const { code, phone, password } = await sent();
  const { usher, stage } = service;
  const call = { code: code.value, invitee: somebody(), account: { phone }, opId: 'claim' };
  expect(password).toMatch(/^\d{6}$/);
  expect(word(await usher.redeem({ code: code.value, invitee: somebody() }))).toBe(
    'PASSWORD_REQUIRED',
  );
  const refused = await usher.redeem({ ...call, password: wrong(password) });
  expect(refused).toMatchObject({
    code: 'PASSWORD_WRONG',
    message: 'the one-time password is wrong: 4 more tries',
  });
  const elsewhere = { ...call, account: { phone: newPhone() }, password };
  expect(word(await usher.redeem(elsewhere))).toBe('PASSWORD_EXPIRED');
  expect(word(await usher.reserve({ ...call, password }))).toBe('PASSWORD_EXPIRED');
  const claimed = await usher.redeem({ ...call, password });
  expect(word(claimed)).toBe('ok');
  expect(await usher.redeem({ ...call, password })).toEqual(claimed);
  expect(word(await usher.redeem({ ...call, opId: 'next', invitee: somebody(), password }))).toBe(
    'PASSWORD_USED',
  );
  const { rows } = await stage.pool.query(
    'SELECT s::text, o::text FROM password_session s, operation o',
  );
  expect(JSON.stringify(rows)).not.toContain(password);
});

test('of two redemptions with one password one wins', async () => {
  const { code, phone, password } = await sent();
  const answers = await Promise.all(
    Array.from({ length: 8 }, () =>
      service.usher.redeem({ code: code.value, invitee: somebody(), account: { phone }, password }),
    ),
  );
  expect(answers.map(word).sort()).toEqual([...Array<string>(7).fill('PASSWORD_USED'), 'ok']);
});

test('of a hundred guesses at once five are compared, and the right one comes too late', async () => {
  const { code, phone, password } = await sent();
  const guess = (text: string) =>
    service.usher.redeem({
      code: code.value,
      invitee: somebody(),
      account: { phone },
      password: text,
    });
  const answers = await Promise.all(
    Array.from({ length: 100 }, (_, at) => guess(wrong(password, at + 1))),
  );
  const words = answers.map(word);
  expect(words.filter((one) => one === 'PASSWORD_WRONG')).toHaveLength(5);
  expect(words.filter((one) => one === 'PASSWORD_TRIES_USED')).toHaveLength(95);
  expect(word(await guess(password))).toBe('PASSWORD_TRIES_USED');
});

test('another password is sent after a minute, and so many times a session and a day', async () => {
  const { code, phone } = await sent();
  const { usher } = service;
  const answer = await usher.sendPassword({ campaign, code: code.value, phone });
  expect(answer).toMatchObject({ ok: false, code: 'PASSWORD_NOT_YET' });
  expect(answer).toHaveProperty('message', expect.stringMatching(/: wait (?:1m|\d\ds)$/));
  const eager = { campaign: 'eager', phone: newPhone() };
  const owner = somebody();
  const words: unknown[] = [];
  for (let codes = 0; codes < 3; codes += 1) {
    const { value } = await service.issue('eager', owner);
    for (let times = 0; times < 3; times += 1) {
      words.push(word(await usher.sendPassword({ ...eager, code: value })));
    }
  }
  expect(words).toEqual([
    ...['ok', 'ok', 'PASSWORD_NOT_YET'],
    ...['ok', 'ok', 'PASSWORD_NOT_YET'],
    ...['PASSWORD_NOT_YET', 'PASSWORD_NOT_YET', 'PASSWORD_NOT_YET'],
  ]);
});

test('nobody learns from answers whether there is a code', async () => {
  const { usher } = service;
  const code = await service.issue(campaign, somebody());
  const words = async (text: string): Promise<unknown[]> => {
    const phone = newPhone();
    const about = { campaign, code: text, phone };
    const claim = { code: text, invitee: somebody(), account: { phone } };
    const answers = [await usher.redeem({ ...claim, password: '000000' })];
    const sends = [await usher.sendPassword(about), await usher.sendPassword(about)];
    for (let tries = 0; tries < 6; tries += 1) {
      answers.push(await usher.redeem({ ...claim, password: 'no digits' }));
    }
    return [...sends, ...answers].map((answer) =>
      answer.ok ? 'ok' : answer.message.replace(/\d+s$/, ''),
    );
  };
  expect(await words('NOSUCHCODE99')).toEqual(await words(code.value));
});

test('a phone that has used its day up is told the same of every code', async () => {
  const { usher } = service;
  const phone = newPhone();
  const about = { campaign: 'eager', phone };
  const codes = [
    await service.issue('eager', somebody()),
    await service.issue('eager', somebody()),
  ];
  const third = await service.issue('eager', somebody());
  for (const { value } of codes) {
    expect(word(await usher.sendPassword({ ...about, code: value }))).toBe('ok');
  }
  for (const code of [third.value, 'NOSUCHCODE98', 'NOSUCHCODE97']) {
    expect(word(await usher.sendPassword({ ...about, code }))).toBe('PASSWORD_NOT_YET');
  }
});

test('of a code that was used up, revoked or is over no password is sent, and the answer is that of a made-up one', async () => {
  const { usher, stage } = service;
  const [usedUp, revoked, expired] = [
    await service.issue(campaign, somebody()),
    await service.issue(campaign, somebody()),
    await service.issue(campaign, somebody()),
  ];
  const set = (id: string, what: string): Promise<unknown> =>
    stage.pool.query(
      `UPDATE code SET state = state || $2::jsonb, status = coalesce($2::jsonb ->> 'status', status)
       WHERE id = $1`,
      [id, what],
    );
  await set(usedUp.code, '{"uses": 9}');
  await set(revoked.code, '{"status": "revoked"}');
  await set(expired.code, '{"expiresAt": 1}');
  const shape = async (code: string): Promise<unknown> => {
    const phone = newPhone();
    const answers = [
      await usher.sendPassword({ campaign, code, phone }),
      await usher.sendPassword({ campaign, code, phone }),
    ];
    await expect(passwordInSandbox(sandbox.url, phone)).rejects.toThrow();
    return answers.map((one) => [Object.keys(one), word(one)]);
  };
  const madeUp = await shape('NOSUCHCODE96');
  for (const { value } of [usedUp, revoked, expired]) expect(await shape(value)).toEqual(madeUp);
});

test('a campaign without passwords, a service that does not answer and plain HTTP are told', async () => {
  const { usher, stage } = service;
  const phone = newPhone();
  const plain = await service.issue('plain', somebody());
  const asked = { code: plain.value, phone };
  expect(word(await usher.sendPassword({ ...asked, campaign: 'plain' }))).toBe(
    'PASSWORD_NOT_WANTED',
  );
  expect(word(await usher.sendPassword({ ...asked, campaign: 'nowhere' }))).toBe(
    'CAMPAIGN_UNKNOWN',
  );
  expect(word(await usher.redeem({ code: plain.value, invitee: phone, password: '1' }))).toBe(
    'PASSWORD_NOT_WANTED',
  );
  const base = { temporal: stage.client, pool: stage.pool, keys: stage.keys };
  const nowhere = createUsher({ ...base, notifier: { url: 'http://127.0.0.1:65533', secret } });
  const code = await service.issue(campaign, somebody());
  expect(word(await nowhere.sendPassword({ campaign, code: code.value, phone }))).toBe(
    'PASSWORD_NOT_SENT',
  );
  const without = createUsher(base);
  await expect(without.sendPassword({ campaign, code: code.value, phone })).rejects.toMatchObject({
    code: 'NO_NOTIFIER',
  });
  expect(() =>
    createUsher({ ...base, notifier: { url: 'http://notify.example', secret } }),
  ).toThrow('http://notify.example must be https, or http on the loopback address');
});
