import type pg from 'pg';

import type { PayoutDelivery } from '../../activities/deliver/deliver-payout.ts';
import { createHttpPayoutProvider } from '../../activities/providers/http-payout-provider.ts';
import { startSandbox, type Sandbox } from '../../sandbox/server.ts';
import { createPool } from '../../store/pool.ts';
import {
  anyAnswer,
  postgresAnswer,
  startCuttingProxy,
  through,
  type CuttingProxy,
} from '../support/cutting-proxy.ts';
import { createTestDatabase } from '../support/database.ts';
import { freshSecret, providerOf, quick } from './fixture.ts';

/** A database and a provider, each reached directly, and by a proxy that can cut. */
export interface FaultStage {
  readonly pool: pg.Pool;
  readonly sandbox: Sandbox;
  readonly delivery: PayoutDelivery;
  readonly postgres: CuttingProxy;
  readonly cutPool: pg.Pool;
  readonly provider: CuttingProxy;
  readonly cutDelivery: PayoutDelivery;
  /** The routes of what the sandbox has answered so far, in order. */
  readonly asked: readonly string[];
  close(): Promise<void>;
}

/** Sets all of it. */
export async function setFaultStage(): Promise<FaultStage> {
  const database = await createTestDatabase();
  const pool = createPool(database.url);
  const secret = freshSecret();
  const asked: string[] = [];
  const sandbox = await startSandbox({
    secret,
    log: ({ route }) => {
      if (typeof route === 'string') asked.push(route);
    },
  });
  const settings = { ...quick, leaseMs: 150 };
  const delivery = { pool, provider: providerOf(sandbox), settings };
  const postgres = await startCuttingProxy(Number(new URL(database.url).port), postgresAnswer);
  const cutPool = createPool(through(postgres, database.url), { max: 2 });
  const provider = await startCuttingProxy(Number(new URL(sandbox.url).port), anyAnswer);
  const baseUrl = through(provider, `${sandbox.url}/provider`);
  const cutProvider = createHttpPayoutProvider({ baseUrl, secret, timeoutMs: 5_000 });
  return {
    ...{ pool, sandbox, delivery, postgres, cutPool, provider, asked },
    cutDelivery: { ...delivery, provider: cutProvider },
    close: async () => {
      await Promise.all([postgres.stop(), provider.stop(), sandbox.stop()]);
      await Promise.all([cutPool.end(), pool.end()]);
      await database.drop();
    },
  };
}
