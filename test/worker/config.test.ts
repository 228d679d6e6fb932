import { randomBytes } from 'node:crypto';

import { describe, expect, it } from 'vitest';

import { EnvironmentError } from '../../stack/environment-error.ts';
import { readConfig } from '../../worker/config.ts';

const key = () => randomBytes(32).toString('base64');
const good = {
  DATABASE_URL: 'postgres://usher@127.0.0.1:5432/usher',
  TEMPORAL_ADDRESS: '127.0.0.1:7233',
  USHER_PEPPERS: `k2:${key()},k1:${key()}`,
  USHER_SEALING_KEYS: `k1:${key()},k2:${key()}`,
};

async function problems(environment: Record<string, string>): Promise<string> {
  const error: unknown = await readConfig(environment).catch((reason: unknown) => reason);
  expect(error).toBeInstanceOf(EnvironmentError);
  return (error as EnvironmentError).message;
}

describe('the configuration', () => {
  it('is read from the environment, the first pepper’s key being the current one', async () => {
    const config = await readConfig({ ...good, LOG_LEVEL: 'warn' });
    expect(config).toMatchObject({ namespace: 'default', services: null, logLevel: 'warn' });
    expect(config.keys.current).toBe('k2');
    expect([...config.keys.keys.keys()]).toEqual(['k1', 'k2']);
  });

  it('names all mistakes at once', async () => {
    const text = await problems({
      DATABASE_URL: 'mysql://here',
      TEMPORAL_ADDRESS: 'http://temporal',
      LOG_LEVEL: 'loud',
      USHER_PROVIDER_URL: 'http://pay.example.com',
      USHER_PROVIDER_SECRET: 'whsec_c2hvcnQ=',
      USHER_PEPPERS: `k1:${key()}`,
    });
    for (const name of [
      'DATABASE_URL must be a URL that begins with postgres://',
      'TEMPORAL_ADDRESS must be host:port, not http://temporal',
      'LOG_LEVEL must be one of trace, debug',
      'USHER_NOTIFIER_URL is missing',
      'USHER_NOTIFIER_SECRET is missing',
      'USHER_PROVIDER_URL, USHER_PROVIDER_SECRET: ',
      'USHER_SEALING_KEYS is missing',
    ]) {
      expect(text).toContain(name);
    }
  });

  it('says what is handed to the provider in a minute', async () => {
    const service = {
      ...{ USHER_PROVIDER_URL: 'http://127.0.0.1:1', USHER_NOTIFIER_URL: 'http://127.0.0.1:2' },
      ...{ USHER_PROVIDER_SECRET: `whsec_${key()}`, USHER_NOTIFIER_SECRET: `whsec_${key()}` },
    };
    const bounds = async (environment: Record<string, string>) =>
      (await readConfig({ ...good, ...service, ...environment })).services?.perMinute;
    expect(await bounds({})).toEqual({ payouts: null, money: [] });
    const given = {
      ...{ USHER_PAYOUTS_PER_MINUTE: '600' },
      ...{ USHER_PAYOUT_MONEY_PER_MINUTE: '10000.00 CNY, 500 JPY' },
    };
    expect(await bounds(given)).toEqual({
      payouts: 600,
      money: [
        { asset: 'CNY/2', minor: 1_000_000 },
        { asset: 'JPY/0', minor: 500 },
      ],
    });
    for (const [count, money] of [
      ['0', '10.00'],
      ['1.5', '1.005 CNY'],
      ['many', '0.00 CNY'],
    ] as const) {
      const wrong = { USHER_PAYOUTS_PER_MINUTE: count, USHER_PAYOUT_MONEY_PER_MINUTE: money };
      const text = await problems({ ...good, ...wrong });
      expect(text).toContain(
        `USHER_PAYOUTS_PER_MINUTE must be a whole number from 1 on, not ${count}`,
      );
      expect(text).toContain(`USHER_PAYOUT_MONEY_PER_MINUTE must be such as`);
    }
  });

  it('says who checks people, beside the others, and never in clear text', async () => {
    const service = {
      ...{ USHER_PROVIDER_URL: 'http://127.0.0.1:1', USHER_NOTIFIER_URL: 'http://127.0.0.1:2' },
      ...{ USHER_PROVIDER_SECRET: `whsec_${key()}`, USHER_NOTIFIER_SECRET: `whsec_${key()}` },
    };
    const secret = `whsec_${key()}`;
    const verifier = { USHER_VERIFIER_URL: 'https://check.example', USHER_VERIFIER_SECRET: secret };
    const { services } = await readConfig({ ...good, ...service, ...verifier });
    expect(services?.verifier).toEqual({ url: 'https://check.example', secret });
    expect((await readConfig({ ...good, ...service })).services?.verifier).toBeUndefined();
    const open = { ...verifier, USHER_VERIFIER_URL: 'http://check.example' };
    expect(await problems({ ...good, ...service, ...open })).toContain(
      'USHER_VERIFIER_URL, USHER_VERIFIER_SECRET: http://check.example must be https',
    );
    const half = { ...service, USHER_VERIFIER_URL: 'https://check.example' };
    expect(await problems({ ...good, ...half })).toContain('USHER_VERIFIER_SECRET is missing');
    expect(await problems({ ...good, ...verifier })).toContain(
      'USHER_VERIFIER_URL needs USHER_PROVIDER_URL and USHER_NOTIFIER_URL beside it',
    );
  });

  it('says where callbacks are received, on the loopback address unless told otherwise', async () => {
    expect((await readConfig(good)).callbacks).toBeNull();
    const port = { ...good, USHER_CALLBACK_PORT: '8090' };
    expect((await readConfig(port)).callbacks).toEqual({ host: '127.0.0.1', port: 8090 });
    const open = { ...port, USHER_CALLBACK_HOST: '0.0.0.0' };
    expect((await readConfig(open)).callbacks).toEqual({ host: '0.0.0.0', port: 8090 });
    for (const wrong of ['0', '70000', 'http']) {
      const text = await problems({ ...good, USHER_CALLBACK_PORT: wrong });
      expect(text).toContain(`USHER_CALLBACK_PORT must be a port, 1 to 65535, not ${wrong}`);
    }
  });

  it('refuses to make keys outside the sandbox', async () => {
    const { DATABASE_URL, TEMPORAL_ADDRESS } = good;
    const text = await problems({ DATABASE_URL, TEMPORAL_ADDRESS });
    expect(text).toContain('USHER_PEPPERS is missing');
    expect(text).toContain('USHER_SEALING_KEYS is missing');
  });

  it('refuses keys that do not fit together, and never prints one', async () => {
    const text = await problems({
      ...good,
      USHER_PEPPERS: `k1:${key()}`,
      USHER_SEALING_KEYS: `k1:${key()},k9:${key()}`,
    });
    expect(text).toContain('key k9 has no pepper');
    const short = randomBytes(8).toString('base64');
    const malformed = { ...good, USHER_PEPPERS: `k1:${short}`, USHER_SEALING_KEYS: '' };
    const both = await problems(malformed);
    expect(both).toContain('USHER_PEPPERS is not id:base64 of 32 bytes');
    expect(both).toContain('USHER_SEALING_KEYS is missing');
    expect(both).not.toContain(short);
  });
});
