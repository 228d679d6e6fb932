import { randomUUID } from 'node:crypto';

import type { SandboxLog } from './answer.ts';
import type { SigningKey } from './signature.ts';
import { sign } from './signature.ts';

/**
 * When the provider calls back about a payout: `once` and `twice` as soon as it is paid, whatever becomes
 * of the answer; `early` before it answers.
 */
export const CALLBACK_TIMES = ['once', 'twice', 'early'] as const;

/** Where to, and when. */
export interface CallbackSetting {
  readonly url: string;
  readonly when: (typeof CALLBACK_TIMES)[number];
}

/** What is called back about. */
export interface Callback {
  readonly type: 'payout.paid' | 'payout.returned' | 'verification.done';
  readonly key: string;
  /** Of a verification: whose, and of what. */
  readonly subject?: string;
  readonly check?: string;
}

/** Calls back as it was told to; without a setting, never. */
export class Callbacks {
  readonly #key: SigningKey;
  readonly #log: SandboxLog;
  readonly #stopping: AbortSignal;
  readonly #early = new Map<string, Promise<unknown>>();
  #setting: CallbackSetting | null = null;

  constructor(key: SigningKey, around: { log: SandboxLog; stopping: AbortSignal }) {
    this.#key = key;
    this.#log = around.log;
    this.#stopping = around.stopping;
  }

  /** Decides the callbacks to come; null for none. */
  behave(setting: CallbackSetting | null): void {
    this.#setting = setting;
  }

  /** Tells what has become of a payout. */
  tell(callback: Callback): void {
    const setting = this.#setting;
    if (setting === null) return;
    const sent = this.send(setting.url, callback);
    if (setting.when === 'early') this.#early.set(callback.key, sent);
    if (setting.when === 'twice') void sent.then(() => this.send(setting.url, callback));
  }

  /** Resolves when a callback that is to come before the answer has been answered itself. */
  async beforeAnswer(key: string): Promise<void> {
    const sent = this.#early.get(key);
    this.#early.delete(key);
    await sent;
  }

  /** Posts one callback, signed, and returns the status that it was answered with; 0 for none. */
  async send(url: string, callback: Callback): Promise<number> {
    const payload = JSON.stringify(callback);
    const signed = { id: `cb_${randomUUID()}`, timestampSeconds: Math.floor(Date.now() / 1000) };
    const status = await fetch(url, {
      method: 'POST',
      headers: { ...sign(this.#key, { ...signed, payload }), 'content-type': 'application/json' },
      body: payload,
      signal: AbortSignal.any([this.#stopping, AbortSignal.timeout(5_000)]),
    }).then(
      (answer) => answer.status,
      () => 0,
    );
    this.#log({ type: callback.type, status }, 'called back');
    return status;
  }
}
