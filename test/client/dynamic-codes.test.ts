import { URI, type TOTP } from 'otpauth';
import { afterAll, beforeAll, expect, test } from 'vitest';

import type { CampaignId } from '../../domain/ids.ts';
import { duration } from '../../domain/time.ts';
import { termsLike } from '../support/terms.ts';
import { createService, somebody, type Service } from './service.ts';

const campaign = 'logins' as CampaignId;
let service: Service;

beforeAll(async () => {
  service = await createService();
  const login = { digits: 6, everyMs: duration(300_000), drift: 1, attemptsAnHour: 10 };
  await service.stage.publish(
    termsLike({ campaign, scenario: { kind: 'device-login', ...login } }),
  );
  await service.stage.publish(termsLike({ campaign: 'plain' as CampaignId }));
});

afterAll(() => service.close());

async function held(): Promise<{ code: string; holder: string; shown: string }> {
  const holder = somebody();
  const { value: code } = await service.issue(campaign, holder);
  const setup = await service.usher.authenticator({ code, holder });
  if (!setup.ok) throw new Error(setup.message);
  expect(setup.uri).toContain(`secret=${setup.secret}`);
  const app = URI.parse(setup.uri) as TOTP;
  return { code, holder, shown: app.generate() };
}

function word(answer: { readonly ok: boolean; readonly code?: unknown }): unknown {
  return answer.ok ? 'ok' : answer.code;
}

test('what the authenticator of the holder shows lets a device in, once, and nothing stored has it', async () => {
  const { code, shown } = await held();
  const { usher, stage } = service;
  const call = { code, invitee: somebody(), opId: 'login' };
  expect(word(await usher.redeem({ code, invitee: somebody() }))).toBe('DYNAMIC_CODE_REQUIRED');
  expect(word(await usher.redeem({ ...call, dynamicCode: 'none' }))).toBe('DYNAMIC_CODE_WRONG');
  const wide = shown.replaceAll(/[0-9]/g, (digit) =>
    String.fromCharCode(digit.charCodeAt(0) + 0xfee0),
  );
  expect(word(await usher.redeem({ ...call, dynamicCode: '12345é' }))).toBe('DYNAMIC_CODE_WRONG');
  const login = await usher.redeem({ ...call, dynamicCode: wide });
  expect(word(login)).toBe('ok');
  expect(await usher.redeem({ ...call, dynamicCode: shown })).toEqual(login);
  expect(await usher.redeem({ ...call, dynamicCode: 'lost' })).toEqual(login);
  expect(word(await usher.redeem({ code, invitee: somebody(), dynamicCode: shown }))).toBe(
    'DYNAMIC_CODE_USED',
  );
  const { rows } = await stage.pool.query('SELECT outcome::text FROM operation');
  expect(JSON.stringify(rows)).not.toContain(shown);
});

test('nobody but the holder is given the secret, and other campaigns have none', async () => {
  const { code } = await held();
  const { usher } = service;
  expect(word(await usher.authenticator({ code, holder: somebody() }))).toBe('NOT_THE_HOLDER');
  const holder = somebody();
  const plain = await service.issue('plain', holder);
  const asked = { code: plain.value, holder };
  expect(word(await usher.authenticator(asked))).toBe('DYNAMIC_CODE_NOT_WANTED');
  const redeemed = { code: plain.value, invitee: somebody(), dynamicCode: '1' };
  expect(word(await usher.redeem(redeemed))).toBe('DYNAMIC_CODE_NOT_WANTED');
});

test('wrong codes are failures of whoever enters them, and right ones are not', async () => {
  const { code, shown } = await held();
  const device = { id: 'guessing-tablet' };
  const guess = { code, invitee: somebody(), device };
  for (let n = 0; n < 3; n += 1) {
    expect(word(await service.usher.redeem({ ...guess, dynamicCode: 'none' }))).toBe(
      'DYNAMIC_CODE_WRONG',
    );
  }
  const honest = { code, invitee: somebody(), device: { id: 'honest-tablet' } };
  expect(word(await service.usher.redeem({ ...honest, dynamicCode: shown }))).toBe('ok');
  const { rows } = await service.stage.pool.query(
    `SELECT sum(failures)::int AS failures FROM party_window WHERE party LIKE 'device:%'
     GROUP BY party ORDER BY failures`,
  );
  expect(rows).toEqual([{ failures: 0 }, { failures: 3 }]);
});
