import { usualDelivery, type DeliverySettings } from '../activities/deliver/settings.ts';
import { createAlipayPayoutProvider } from '../activities/providers/alipay/alipay-payout-provider.ts';
import {
  handleAlipayNotification,
  type AlipayNotificationAnswer,
} from '../activities/providers/alipay/notification.ts';
import { createHttpRecipients as createAlipayRecipients } from '../activities/providers/alipay/recipients.ts';
import { alipayDelivery, openAlipay } from '../activities/providers/alipay/settings.ts';
import {
  handleCallback,
  type CallbackAnswer,
  type CallbackHint,
} from '../activities/providers/callback.ts';
import { createHttpPayoutProvider } from '../activities/providers/http-payout-provider.ts';
import { createHttpNotifier, type Notifier } from '../activities/providers/notifier.ts';
import type { PayoutProvider } from '../activities/providers/payout-provider.ts';
import { handleCheckCallback, type CheckHint } from '../activities/providers/verifier-callback.ts';
import { createHttpVerifier, type Verifier } from '../activities/providers/verifier.ts';
import { readSigningKey, type Received } from '../activities/providers/signature.ts';
import type { SignedService } from '../activities/providers/signed-http.ts';
import {
  handleNotification,
  type NotificationAnswer,
} from '../activities/providers/wechat/notification.ts';
import { createHttpRecipients } from '../activities/providers/wechat/recipients.ts';
import { openWechatPay, wechatDelivery } from '../activities/providers/wechat/settings.ts';
import { createWechatPayoutProvider } from '../activities/providers/wechat/wechat-payout-provider.ts';
import type { MinuteBounds } from '../store/payouts/mark-sending.ts';
import type { AlipayService } from './alipay-config.ts';
import type { WechatService } from './wechat-config.ts';

/** The services outside, reached by signed requests. */
export interface Services {
  readonly provider: Service | WechatService | AlipayService;
  readonly notifier: Service;
  /** Who checks people; absent: verifications wait for a worker that has one. */
  readonly verifier?: Service;
  /** What is handed to the provider in a minute; absent: as much as there is. */
  readonly perMinute?: MinuteBounds;
}

export interface Service {
  readonly url: string;
  /** `whsec_<base64>`. */
  readonly secret: string;
}

/** Which payout a callback is about: by its key, or by the number that a platform knows it by. */
export type PayoutHint = CallbackHint | { readonly billNumber: string };

/** What comes from a provider by itself, and what is answered. */
interface CallbackRoute {
  readonly path: string;
  readonly handle: (
    received: Received,
    look: (hint: PayoutHint) => Promise<unknown>,
  ) => Promise<CallbackAnswer | NotificationAnswer | AlipayNotificationAnswer>;
}

/** The services with their settings read. */
export interface OpenServices {
  readonly provider: {
    readonly port: PayoutProvider;
    readonly settings: DeliverySettings;
    readonly callbacks: CallbackRoute;
  };
  readonly notifier: Notifier;
  readonly verifier: OpenVerifier | null;
}

/** The verifier, and what comes from it by itself. */
export interface OpenVerifier {
  readonly port: Verifier;
  readonly handle: (
    received: Received,
    look: (hint: CheckHint) => Promise<unknown>,
  ) => Promise<CallbackAnswer>;
}

/** Shorter than a delivery's lease. */
const serviceTimeoutMs = 5_000;

/** Reads what the services are reached by. Throws a RangeError when that is unfit. */
export function openServices({ provider, notifier, verifier, perMinute }: Services): OpenServices {
  const opened = openProvider(provider);
  const settings = { ...opened.settings, ...(perMinute && { perMinute }) };
  return {
    provider: { ...opened, settings },
    notifier: createHttpNotifier(signed(notifier)),
    verifier: verifier === undefined ? null : openVerifier(verifier),
  };
}

function openVerifier(service: Service): OpenVerifier {
  const key = readSigningKey(service.secret);
  return {
    port: createHttpVerifier(signed(service)),
    handle: (received, look) => handleCheckCallback(key, received, look),
  };
}

function openProvider(provider: Services['provider']): OpenServices['provider'] {
  if (!('kind' in provider)) return openHttp(provider);
  return provider.kind === 'wechat' ? openWechat(provider) : openApp(provider);
}

function openHttp(service: Service): OpenServices['provider'] {
  const key = readSigningKey(service.secret);
  return {
    port: createHttpPayoutProvider(signed(service)),
    settings: usualDelivery,
    callbacks: {
      path: '/callbacks/payouts',
      handle: (received, look) => handleCallback(key, received, look),
    },
  };
}

function openWechat(service: WechatService): OpenServices['provider'] {
  const wechat = openWechatPay(service.settings);
  const recipients = createHttpRecipients(signed(service.recipients));
  return {
    port: createWechatPayoutProvider(wechat, recipients),
    settings: wechatDelivery,
    callbacks: {
      path: '/callbacks/wechat',
      handle: (received, look) =>
        handleNotification(wechat, received, (billNumber) => look({ billNumber })),
    },
  };
}

function openApp(service: AlipayService): OpenServices['provider'] {
  const alipay = openAlipay(service.settings);
  const recipients = createAlipayRecipients(signed(service.recipients));
  const to = { appId: alipay.connection.app.appId, certificate: alipay.certificate };
  return {
    port: createAlipayPayoutProvider(alipay, recipients),
    settings: alipayDelivery,
    callbacks: {
      path: '/callbacks/alipay',
      handle: ({ payload }, look) =>
        handleAlipayNotification(to, payload, (billNumber) => look({ billNumber })),
    },
  };
}

function signed({ url, secret }: Service): SignedService {
  return { baseUrl: url, secret, timeoutMs: serviceTimeoutMs };
}
