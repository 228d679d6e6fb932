import { X509Certificate, type KeyObject } from 'node:crypto';

import { field } from '../answer-body.ts';
import { readPublicKey } from '../rsa.ts';
import { disbeliefOf } from './authenticity.ts';
import { sendSigned, type Connection } from './connection.ts';
import { openSealed, type ApiV3Key } from './sealed.ts';

/** A key of WeChat Pay's and the name that `Wechatpay-Serial` gives it. */
export interface PlatformKey {
  readonly serial: string;
  readonly key: KeyObject;
}

/** The keys that WeChat Pay signs with. */
export interface PlatformKeys {
  /** The key of a serial, asked for once more when it is new; null when there is none. */
  find(serial: string): Promise<KeyObject | null>;
  /** The key to encrypt for; null when none can be had now. */
  current(): Promise<PlatformKey | null>;
}

/** The platform's public key, which does not expire, under its `PUB_KEY_ID_…`. */
export interface GivenPublicKey {
  readonly id: string;
  readonly pem: string;
}

/** Throws when the PEM holds no RSA key. */
export function givenPlatformKey(given: GivenPublicKey): PlatformKeys {
  const known = { serial: given.id, key: readPublicKey(given.pem) };
  return {
    find: (serial) => Promise.resolve(serial === known.serial ? known.key : null),
    current: () => Promise.resolve(known),
  };
}

interface Certificate extends PlatformKey {
  readonly fromMs: number;
  readonly untilMs: number;
}

/** How often certificates are asked for. WeChat Pay recommends less than twelve hours between. */
export interface RefreshPace {
  readonly everyMs: number;
  /** Least time between two downloads for serials that nobody knows. */
  readonly pauseMs: number;
}

export const usualPace: RefreshPace = { everyMs: 6 * 3_600_000, pauseMs: 60_000 };

/**
 * The platform's certificates from `/v3/certificates`, each sealed with the APIv3 key, which only
 * WeChat Pay and the merchant know; the answer must moreover be signed by one of them. Old and new
 * ones are there side by side while they are changed, and one that is out of date is not used.
 */
export function downloadedPlatformKeys(
  connection: Connection,
  apiV3Key: ApiV3Key,
  pace: RefreshPace = usualPace,
): PlatformKeys {
  let held: readonly Certificate[] = [];
  let downloadedMs = -Infinity;
  let triedMs = -Infinity;
  let running: Promise<void> | null = null;
  const valid = (): readonly Certificate[] =>
    held.filter(({ fromMs, untilMs }) => fromMs <= Date.now() && Date.now() < untilMs);
  const download = async (): Promise<void> => {
    triedMs = Date.now();
    const certificates = await fetchCertificates(connection, apiV3Key);
    if (certificates === null) return;
    [held, downloadedMs] = [certificates, Date.now()];
  };
  const refresh = (): Promise<void> => {
    running ??= download().finally(() => {
      running = null;
    });
    return running;
  };
  const keepFresh = async (): Promise<void> => {
    const isDue = Date.now() - downloadedMs >= pace.everyMs || valid().length === 0;
    if (running !== null || (isDue && Date.now() - triedMs >= pace.pauseMs)) await refresh();
  };
  const known = (serial: string): KeyObject | null =>
    valid().find((certificate) => certificate.serial === serial)?.key ?? null;
  return {
    find: async (serial) => {
      await keepFresh();
      const key = known(serial);
      if (key !== null || Date.now() - triedMs < pace.pauseMs) return key;
      await refresh();
      return known(serial);
    },
    current: async () => {
      await keepFresh();
      return [...valid()].sort((left, right) => right.fromMs - left.fromMs)[0] ?? null;
    },
  };
}

async function fetchCertificates(
  connection: Connection,
  apiV3Key: ApiV3Key,
): Promise<readonly Certificate[] | null> {
  const target = '/v3/certificates';
  const request = { method: 'GET', target, body: '', platformSerial: null } as const;
  const answer = await sendSigned(connection, request);
  if (answer.kind !== 'answered') return null;
  const certificates = readCertificates(apiV3Key, answer.payload);
  const find = (serial: string): Promise<KeyObject | null> =>
    Promise.resolve(certificates.find((one) => one.serial === serial)?.key ?? null);
  const no = await disbeliefOf(find, answer, Date.now());
  return no === null ? certificates : null;
}

function readCertificates(apiV3Key: ApiV3Key, payload: Buffer): readonly Certificate[] {
  let body: unknown;
  try {
    body = JSON.parse(payload.toString('utf8'));
  } catch {
    return [];
  }
  const data = field(body, 'data');
  if (!Array.isArray(data)) return [];
  return data.flatMap((entry: unknown) => readCertificate(apiV3Key, entry) ?? []);
}

function readCertificate(apiV3Key: ApiV3Key, entry: unknown): Certificate | null {
  const serial = field(entry, 'serial_no');
  const pem = openSealed(apiV3Key, field(entry, 'encrypt_certificate'));
  if (typeof serial !== 'string' || pem === null) return null;
  try {
    const certificate = new X509Certificate(pem);
    if (BigInt(`0x${certificate.serialNumber}`) !== BigInt(`0x${serial}`)) return null;
    return {
      serial,
      key: readPublicKey(pem.toString('utf8')),
      fromMs: Date.parse(certificate.validFrom),
      untilMs: Math.min(Date.parse(certificate.validTo), retiredMs(entry)),
    };
  } catch {
    return null;
  }
}

/** WeChat Pay brings the end of a certificate forward, in the list only, when it changes it. */
function retiredMs(entry: unknown): number {
  const text = field(entry, 'expire_time');
  const parsedMs = typeof text === 'string' ? Date.parse(text) : NaN;
  return Number.isNaN(parsedMs) ? Infinity : parsedMs;
}
