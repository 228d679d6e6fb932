import { unfitSettings, type AlipaySettings } from '../activities/providers/alipay/settings.ts';
import {
  readReports,
  readText,
  unfitRecipients,
  type RecipientsService,
} from './platform-config.ts';

/** A worker that pays through Alipay, and the operator's service that knows the people. */
export interface AlipayService {
  readonly kind: 'alipay';
  readonly settings: AlipaySettings;
  readonly recipients: RecipientsService;
}

type Environment = Readonly<Record<string, string | undefined>>;

const required = [
  ...['APP_ID', 'PRIVATE_KEY_FILE', 'APP_CERT_FILE', 'CERT_FILE', 'ROOT_CERT_FILE'],
  ...['TITLE', 'AMOUNT_FEN_MAX', 'RECIPIENTS_URL', 'RECIPIENTS_SECRET'],
].map((name) => `USHER_ALIPAY_${name}`);

/** Longer than one request takes, and shorter than a fifth of the lease. */
const timeoutMs = 5_000;

/**
 * Reads what a worker needs to pay through Alipay. Every mistake goes to `problems`, in words that
 * hold no secret; then null is returned.
 */
export function readAlipayService(
  environment: Environment,
  problems: string[],
): AlipayService | null {
  const missing = required.filter((name) => (environment[name] ?? '') === '');
  problems.push(...missing.map((name) => `${name} is missing, for USHER_PAYOUT_PROVIDER=alipay`));
  if (missing.length > 0) return null;
  const before = problems.length;
  const settings = readSettings(environment, problems);
  const recipients = {
    url: environment['USHER_ALIPAY_RECIPIENTS_URL'] ?? '',
    secret: environment['USHER_ALIPAY_RECIPIENTS_SECRET'] ?? '',
  };
  problems.push(...unfitSettings(settings).map((problem) => `USHER_ALIPAY_…: ${problem}`));
  problems.push(...unfitRecipients('USHER_ALIPAY', recipients));
  return problems.length > before ? null : { kind: 'alipay', settings, recipients };
}

function readSettings(environment: Environment, problems: string[]): AlipaySettings {
  const text = (name: string): string => environment[`USHER_ALIPAY_${name}`] ?? '';
  const orNull = (name: string): string | null => (text(name) === '' ? null : text(name));
  const file = (name: string): string => readText(text(name), `USHER_ALIPAY_${name}`, problems);
  const scene = orNull('SCENE');
  if ((scene === null) !== (orNull('SCENE_REPORTS') === null)) {
    problems.push('USHER_ALIPAY_SCENE and USHER_ALIPAY_SCENE_REPORTS are given together');
  }
  return {
    baseUrl: orNull('URL') ?? 'https://openapi.alipay.com',
    appId: text('APP_ID'),
    privateKey: file('PRIVATE_KEY_FILE'),
    certificates: {
      app: file('APP_CERT_FILE'),
      alipay: file('CERT_FILE'),
      root: file('ROOT_CERT_FILE'),
    },
    timeoutMs,
    terms: {
      title: text('TITLE'),
      remark: orNull('REMARK'),
      scene: scene === null ? null : { name: scene, reports: readReports(text('SCENE_REPORTS')) },
      amountFenMax: Number(text('AMOUNT_FEN_MAX')),
    },
  };
}
