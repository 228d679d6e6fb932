import { describe, expect, it } from 'vitest';

import type { PayAnswer, PayoutProvider } from '../../activities/providers/payout-provider.ts';
import { platformError, type PlatformFault } from '../../sandbox/platform-fault.ts';

type Fault = PlatformFault<'transfer' | 'query'>;
type Order = Parameters<PayoutProvider['pay']>[0];

/** A platform that pays one person after another, as its tests have it. */
export interface Platform {
  readonly stage: () => Promise<PlatformStage>;
  readonly orderOf: (key: string, minor?: number) => Order;
  /** What an error comes to, by status and code. */
  readonly codes: readonly (readonly [status: number, code: string, kind: PayAnswer['kind']])[];
  /** Answers that are signed and cannot be read. */
  readonly bodies: readonly string[];
  /** What is done to an answer so that nobody may believe it. */
  readonly edits: readonly (readonly [string, NonNullable<Fault['edit']>])[];
  /** Codes of an error to a transfer, and to a query, that say the most against a payout. */
  readonly refusals: { readonly transfer: string; readonly query?: string };
}

/** A provider beside the local platform that it asks. */
export interface PlatformStage {
  readonly provider: PayoutProvider;
  readonly local: {
    readonly counts: Readonly<Record<'transfer' | 'query', number>>;
    fault(fault: Fault): void;
    stop(): Promise<void>;
  };
  /** How many transfers were made. */
  readonly made: () => number;
  /** Has transfers to come end unpaid at once. */
  readonly failNew: () => void;
}

/** What every platform's provider must keep to, whatever happens on the way. */
export function provesPlatform({ stage, orderOf, ...platform }: Platform): void {
  const order = orderOf('k');

  describe('as with every platform', () => {
    it.each([
      ['too little', orderOf('k', 9), 'AMOUNT_OUT_OF_RANGE'],
      ['too much', orderOf('k', 500_001), 'AMOUNT_OUT_OF_RANGE'],
      ['another asset', { ...order, asset: 'USD/2' as never }, 'ASSET_NOT_PAID'],
    ])('a transfer of %s is refused before anything is sent', async (_name, unfit, code) => {
      const { local, provider } = await stage();
      expect(await provider.pay(unfit)).toMatchObject({ kind: 'refused', code });
      expect(local.counts).toMatchObject({ transfer: 0, query: 0 });
    });

    it('a lost answer after paying is found as paid, by the same number', async () => {
      const { local, provider, made } = await stage();
      local.fault({ operation: 'transfer', cut: 'after' });
      expect(await provider.pay(order)).toMatchObject({ kind: 'doubtful' });
      expect(await provider.find(order)).toMatchObject({ kind: 'paid' });
      expect(made()).toBe(1);
    });

    it.each(platform.codes)('%i %s is %s', async (status, code, kind) => {
      const { local, provider, made } = await stage();
      local.fault({ operation: 'transfer', answer: platformError(status, code) });
      expect((await provider.pay(order)).kind).toBe(kind);
      expect(made()).toBe(0);
    });

    it.each(platform.bodies)('an answer of %s is in doubt, though signed', async (body) => {
      const { local, provider } = await stage();
      local.fault({ operation: 'transfer', answer: { status: 200, body }, afterWork: true });
      expect(await provider.pay(order)).toMatchObject({ kind: 'doubtful' });
      expect(await provider.find(order)).toMatchObject({ kind: 'paid' });
    });

    it('nobody there means that nothing was taken', async () => {
      const { local, provider } = await stage();
      await provider.pay(orderOf('first'));
      await local.stop();
      // The first one still finds the connection that broke.
      expect(await provider.find(order)).toMatchObject({ kind: 'doubtful' });
      expect(await provider.pay(order)).toMatchObject({ kind: 'not-taken' });
    });
  });

  describe('what is not believed', () => {
    it.each(platform.edits)('%s', async (_name, edit) => {
      const { local, provider, failNew } = await stage();
      failNew();
      local.fault({ operation: 'transfer', edit });
      expect(await provider.pay(order)).toMatchObject({ kind: 'doubtful' });
      local.fault({ operation: 'query', edit });
      expect(await provider.find(order)).toMatchObject({ kind: 'doubtful' });
    });

    it('an unsigned refusal, such as a proxy’s, does not end a payout', async () => {
      const { local, provider } = await stage();
      const { transfer, query } = platform.refusals;
      const edit: Fault['edit'] = (sent) => (sent.headers = {});
      local.fault({ operation: 'transfer', answer: platformError(400, transfer), edit });
      expect(await provider.pay(order)).toMatchObject({ kind: 'doubtful' });
      if (query === undefined) return;
      local.fault({ operation: 'query', answer: platformError(400, query), edit });
      expect(await provider.find(order)).toMatchObject({ kind: 'doubtful' });
    });
  });
}
