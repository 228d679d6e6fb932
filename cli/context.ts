import type { Client } from '@temporalio/client';
import type pg from 'pg';

import type { Usher } from '../client/usher.ts';
import { EnvironmentError } from '../stack/environment-error.ts';
import type { KeyRing } from '../store/keys/key-ring.ts';
import { latestSchemaVersion, schemaVersion } from '../store/migrate.ts';
import { StoreUnavailable } from '../store/failure.ts';
import { appRole, createPool } from '../store/pool.ts';
import { whyUnavailable } from './failure.ts';
import { readKeys } from './keys.ts';
import { mendLocalStack, readSettings, required, type Settings } from './settings.ts';

const connectMs = 5_000;

/** What commands are run with; opened when first asked for, closed at the end. */
export interface Context {
  readonly settings: Settings;
  /** A migrated database. Throws `EnvironmentError` when there is none. */
  readonly database: () => Promise<pg.Pool>;
  /** A server that answers. Throws `EnvironmentError` when there is none. */
  readonly temporal: () => Promise<Client>;
  /** Throws `EnvironmentError` when there are none. */
  readonly keys: () => Promise<KeyRing>;
  /** The client that services use, on all of the above. */
  readonly usher: () => Promise<Usher>;
}

/** Runs `work` with a context and closes what it opened, however it ends. */
export async function withContext<T>(work: (context: Context) => Promise<T>): Promise<T> {
  const settings = await readSettings();
  const closing: (() => Promise<void>)[] = [];
  const context: Context = {
    settings,
    database: once(async () => {
      const url = required(settings, 'databaseUrl');
      const pool = createPool(url, { max: 4, applicationName: 'usher-cli' });
      closing.push(() => pool.end());
      await requireSchema(pool, settings);
      return pool;
    }),
    temporal: once(async () => {
      const client = await connect(settings);
      closing.push(() => client.connection.close());
      return client;
    }),
    keys: once(() => readKeys(settings)),
    usher: once(async () => {
      const [keys, pool, temporal] = [
        await context.keys(),
        await context.database(),
        await context.temporal(),
      ];
      const { createUsher } = await import('../client/usher.ts');
      const usher = withFitSettings(() =>
        createUsher({
          ...{ temporal, pool, keys, places: settings.places },
          ...queueOfCodes(settings),
          ...queueOfEffects(settings),
          ...notifierOf(settings),
        }),
      );
      closing.push(() => usher.close());
      return usher;
    }),
  };
  try {
    return await work(context);
  } finally {
    for (const close of closing.reverse()) await close();
  }
}

/** What a client cannot be made with was set so in the environment. */
function withFitSettings<T>(open: () => T): T {
  try {
    return open();
  } catch (cause) {
    if (!(cause instanceof RangeError)) throw cause;
    throw new EnvironmentError(
      `Cannot start: ${cause.message}. Look at USHER_NOTIFIER_…, USHER_COUNTRIES_FILE and USHER_NETWORKS_FILE.`,
      { cause },
    );
  }
}

/** Connects to Temporal, or says in one sentence that it is not there. */
export async function connect(settings: Settings): Promise<Client> {
  const address = required(settings, 'temporalAddress');
  // Takes longer to load than most commands that do without it take altogether.
  const { Client, Connection } = await import('@temporalio/client');
  try {
    const connection = await Connection.connect({ address, connectTimeout: connectMs });
    return new Client({ connection, namespace: settings.temporalNamespace });
  } catch (cause) {
    const mend = settings.fromLocalStack.temporalAddress ? mendLocalStack(settings) : 'start it';
    throw new EnvironmentError(
      `Temporal does not answer at ${address}: ${mend}, or set TEMPORAL_ADDRESS; \`usher doctor\` looks at everything.`,
      { cause },
    );
  }
}

/** Where codes' workflows are, if not on the usual queue. */
export function queueOfCodes({ taskQueues }: Settings): { taskQueue?: string } {
  return taskQueues === null ? {} : { taskQueue: taskQueues.codes };
}

/** Who brings one-time passwords to people, where something names it. */
function notifierOf({ notifier }: Settings): { notifier?: NonNullable<Settings['notifier']> } {
  return notifier === null ? {} : { notifier };
}

/** Where payouts and messages are handled, if not on the usual queue. */
export function queueOfEffects({ taskQueues }: Settings): { effectsTaskQueue?: string } {
  return taskQueues === null ? {} : { effectsTaskQueue: taskQueues.effects };
}

async function requireSchema(pool: pg.Pool, settings: Settings): Promise<void> {
  const wanted = await latestSchemaVersion();
  const found = await schemaVersion(pool).catch((error: unknown) => {
    throw databaseFailure(error, settings);
  });
  if (found >= wanted) return;
  const state = found === 0 ? 'is empty' : `has schema ${found}, and this program needs ${wanted}`;
  throw new EnvironmentError(`The database ${state}: run \`usher migrate\`.`);
}

/** A role that is not there yet belongs to a database that was never migrated. */
function databaseFailure(error: unknown, settings: Settings): unknown {
  const url = required(settings, 'databaseUrl');
  if (error instanceof StoreUnavailable) {
    const why = whyUnavailable(error);
    const mend = settings.fromLocalStack.databaseUrl ? mendLocalStack(settings) : 'start it';
    return new EnvironmentError(
      `The database at ${new URL(url).host} does not answer (${why}): ${mend}, or set DATABASE_URL; \`usher doctor\` looks at everything.`,
      { cause: error },
    );
  }
  const missingRole = error instanceof Error && error.message.includes(`"${appRole}"`);
  return missingRole
    ? new EnvironmentError('The database is empty: run `usher migrate`.', { cause: error })
    : error;
}

function once<T>(open: () => Promise<T>): () => Promise<T> {
  let opened: Promise<T> | undefined;
  return () => (opened ??= open());
}
