import { join } from 'node:path';

import type { KeyRing } from '../store/keys/key-ring.ts';
import { localKeyRing, readKeyLists, unfitKeyLists } from '../store/keys/given-keys.ts';
import { EnvironmentError } from '../stack/environment-error.ts';
import { localDirectory } from '../stack/local-directory.ts';
import { createSignedSender } from '../activities/providers/signed-http.ts';
import { readAlipayService } from './alipay-config.ts';
import type { CallbackAddress } from './callbacks.ts';
import { logLevels, type LogLevel } from './logging.ts';
import { readMinuteBounds } from './minute-bounds.ts';
import type { Service, Services } from './services.ts';
import { readWechatService } from './wechat-config.ts';

/** What a worker needs to know of the world, read once at its start. */
export interface Config {
  readonly databaseUrl: string;
  readonly temporalAddress: string;
  readonly namespace: string;
  readonly keys: KeyRing;
  /** Null: this worker delivers nothing, and leaves that to another. */
  readonly services: Services | null;
  /** Null: no callbacks of the provider are received. */
  readonly callbacks: CallbackAddress | null;
  /** While workers of an earlier build run beside this one. */
  readonly holdPatches: boolean;
  readonly logLevel: LogLevel;
}

type Environment = Readonly<Record<string, string | undefined>>;

/**
 * Reads the configuration from the environment. In the sandbox (`USHER_SANDBOX=1`) missing keys are
 * made and kept in `.local/`; outside it they must be given.
 * @throws EnvironmentError naming every mistake at once
 */
export async function readConfig(environment: Environment): Promise<Config> {
  const problems: string[] = [];
  const read = reader(environment, problems);
  const config = {
    databaseUrl: read.url('DATABASE_URL', ['postgres:', 'postgresql:']),
    temporalAddress: read.address('TEMPORAL_ADDRESS'),
    namespace: environment['TEMPORAL_NAMESPACE'] ?? 'default',
    services: boundedServices(environment, problems),
    callbacks: readCallbacks(environment, problems),
    holdPatches: environment['USHER_HOLD_PATCHES'] === '1',
    logLevel: read.level('LOG_LEVEL'),
  };
  const keys = await readKeys(environment, problems);
  if (problems.length > 0 || keys === null) {
    throw new EnvironmentError(`The configuration is wrong:\n${problems.map(line).join('\n')}`);
  }
  return { ...config, keys };
}

function line(problem: string): string {
  return `  ${problem}`;
}

function reader(environment: Environment, problems: string[]) {
  const url = (name: string, protocols: readonly string[]): string => {
    const text = environment[name] ?? '';
    if (text === '') problems.push(`${name} is missing`);
    else if (!URL.canParse(text) || !protocols.includes(new URL(text).protocol)) {
      problems.push(`${name} must be a URL that begins with ${protocols.join('// or ')}//`);
    }
    return text;
  };
  return {
    url,
    address: (name: string): string => {
      const text = environment[name] ?? '';
      if (text === '') problems.push(`${name} is missing`);
      else if (!/^[^\s/:]+:\d{1,5}$|^\[[0-9a-f:]+\]:\d{1,5}$/i.test(text)) {
        problems.push(`${name} must be host:port, not ${text}`);
      }
      return text;
    },
    level: (name: string): LogLevel => {
      const text = environment[name] ?? 'info';
      const level = logLevels.find((known) => known === text);
      if (level === undefined) problems.push(`${name} must be one of ${logLevels.join(', ')}`);
      return level ?? 'info';
    },
  };
}

function readCallbacks(environment: Environment, problems: string[]): CallbackAddress | null {
  const text = environment['USHER_CALLBACK_PORT'] ?? '';
  if (text === '') return null;
  const port = Number(text);
  if (!/^\d{1,5}$/.test(text) || port < 1 || port > 65_535) {
    problems.push(`USHER_CALLBACK_PORT must be a port, 1 to 65535, not ${text}`);
  }
  return { host: environment['USHER_CALLBACK_HOST'] ?? '127.0.0.1', port };
}

function boundedServices(environment: Environment, problems: string[]): Services | null {
  const services = readServices(environment, problems);
  const perMinute = readMinuteBounds(environment, problems);
  const verifier = readVerifier(environment, problems);
  if (services !== null) return { ...services, ...(verifier && { verifier }), perMinute };
  if (verifier !== null) {
    problems.push('USHER_VERIFIER_URL needs USHER_PROVIDER_URL and USHER_NOTIFIER_URL beside it');
  }
  return null;
}

/** Providers with settings of their own, by the name that chooses them. */
const platforms = { wechat: readWechatService, alipay: readAlipayService } as const;

function readServices(environment: Environment, problems: string[]): Services | null {
  const choice = environment['USHER_PAYOUT_PROVIDER'] ?? 'http';
  const isPlatform = choice === 'wechat' || choice === 'alipay';
  if (choice !== 'http' && !isPlatform) {
    problems.push(`USHER_PAYOUT_PROVIDER must be http, wechat or alipay, not ${choice}`);
    return null;
  }
  const names = [...(isPlatform ? [] : ['PROVIDER']), 'NOTIFIER'].flatMap((name) =>
    ['URL', 'SECRET'].map((part) => `USHER_${name}_${part}`),
  );
  const missing = names.filter((name) => (environment[name] ?? '') === '');
  if (missing.length === names.length && !isPlatform) return null;
  problems.push(
    ...missing.map((name) => `${name} is missing, though others of its kind are there`),
  );
  const notifier = readService('USHER_NOTIFIER', environment, problems);
  if (!isPlatform)
    return { provider: readService('USHER_PROVIDER', environment, problems), notifier };
  const provider = platforms[choice](environment, problems);
  return provider === null ? null : { provider, notifier };
}

/** Null where there is none; one half of the settings alone is a mistake. */
function readVerifier(environment: Environment, problems: string[]): Service | null {
  const names = ['USHER_VERIFIER_URL', 'USHER_VERIFIER_SECRET'];
  const missing = names.filter((name) => (environment[name] ?? '') === '');
  if (missing.length === names.length) return null;
  problems.push(
    ...missing.map((name) => `${name} is missing, though others of its kind are there`),
  );
  return readService('USHER_VERIFIER', environment, problems);
}

function readService(name: string, environment: Environment, problems: string[]): Service {
  const url = environment[`${name}_URL`] ?? '';
  const secret = environment[`${name}_SECRET`] ?? '';
  const problem = url === '' || secret === '' ? null : unfit({ url, secret });
  if (problem !== null) problems.push(`${name}_URL, ${name}_SECRET: ${problem}`);
  return { url, secret };
}

function unfit({ url, secret }: Service): string | null {
  try {
    createSignedSender({ baseUrl: url, secret, timeoutMs: 1 });
    return null;
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}

async function readKeys(environment: Environment, problems: string[]): Promise<KeyRing | null> {
  const peppers = environment['USHER_PEPPERS'] ?? '';
  const sealingKeys = environment['USHER_SEALING_KEYS'] ?? '';
  if (peppers === '' && sealingKeys === '' && environment['USHER_SANDBOX'] === '1') {
    return localKeyRing(join(localDirectory(), 'keys.json'));
  }
  const missing = [
    ...(peppers === '' ? ['USHER_PEPPERS'] : []),
    ...(sealingKeys === '' ? ['USHER_SEALING_KEYS'] : []),
  ];
  const form = 'id:base64 of 32 bytes, the current key first; or USHER_SANDBOX=1 makes keys here';
  const unfit = [
    ...missing.map((name) => `${name} is missing (${form})`),
    ...unfitKeyLists({ USHER_PEPPERS: peppers, USHER_SEALING_KEYS: sealingKeys }),
  ];
  if (unfit.length > 0) {
    problems.push(...unfit);
    return null;
  }
  const read = readKeyLists(peppers, sealingKeys);
  if (read.ok) return read.ring;
  problems.push(...read.problems.map((problem) => `USHER_PEPPERS, USHER_SEALING_KEYS: ${problem}`));
  return null;
}
