import { unfitSettings, type WechatPaySettings } from '../activities/providers/wechat/settings.ts';
import {
  readReports,
  readText,
  unfitRecipients,
  type RecipientsService,
} from './platform-config.ts';

/** A worker that pays through WeChat Pay, and the operator's service that knows the people. */
export interface WechatService {
  readonly kind: 'wechat';
  readonly settings: WechatPaySettings;
  readonly recipients: RecipientsService;
}

type Environment = Readonly<Record<string, string | undefined>>;

const required = [
  ...['MCHID', 'APPID', 'SERIAL', 'PRIVATE_KEY_FILE', 'API_V3_KEY', 'SCENE_ID', 'SCENE_REPORTS'],
  ...['REMARK', 'AMOUNT_FEN_MAX', 'RECIPIENTS_URL', 'RECIPIENTS_SECRET'],
].map((name) => `USHER_WECHAT_${name}`);

/** Longer than one request takes, and shorter than a fifth of the lease. */
const timeoutMs = 5_000;

/**
 * Reads what a worker needs to pay through WeChat Pay. Every mistake goes to `problems`, in words that
 * hold no secret; then null is returned.
 */
export function readWechatService(
  environment: Environment,
  problems: string[],
): WechatService | null {
  const missing = required.filter((name) => (environment[name] ?? '') === '');
  problems.push(...missing.map((name) => `${name} is missing, for USHER_PAYOUT_PROVIDER=wechat`));
  if (missing.length > 0) return null;
  const before = problems.length;
  const settings = readSettings(environment, problems);
  const recipients = {
    url: environment['USHER_WECHAT_RECIPIENTS_URL'] ?? '',
    secret: environment['USHER_WECHAT_RECIPIENTS_SECRET'] ?? '',
  };
  problems.push(...unfitSettings(settings).map((problem) => `USHER_WECHAT_…: ${problem}`));
  problems.push(...unfitRecipients('USHER_WECHAT', recipients));
  return problems.length > before ? null : { kind: 'wechat', settings, recipients };
}

function readSettings(environment: Environment, problems: string[]): WechatPaySettings {
  const text = (name: string): string => environment[`USHER_WECHAT_${name}`] ?? '';
  const orNull = (name: string): string | null => (text(name) === '' ? null : text(name));
  const publicKeyId = orNull('PUBLIC_KEY_ID');
  return {
    baseUrl: orNull('URL') ?? 'https://api.mch.weixin.qq.com',
    mchid: text('MCHID'),
    serial: text('SERIAL'),
    privateKey: readText(text('PRIVATE_KEY_FILE'), 'USHER_WECHAT_PRIVATE_KEY_FILE', problems),
    apiV3Key: text('API_V3_KEY'),
    publicKey:
      publicKeyId === null
        ? null
        : {
            id: publicKeyId,
            pem: readText(text('PUBLIC_KEY_FILE'), 'USHER_WECHAT_PUBLIC_KEY_FILE', problems),
          },
    timeoutMs,
    terms: {
      appid: text('APPID'),
      sceneId: text('SCENE_ID'),
      reports: readReports(text('SCENE_REPORTS')),
      remark: text('REMARK'),
      perception: orNull('PERCEPTION'),
      notifyUrl: orNull('NOTIFY_URL'),
      amountFenMax: Number(text('AMOUNT_FEN_MAX')),
    },
  };
}
