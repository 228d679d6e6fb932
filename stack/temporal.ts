import { resolve } from 'node:path';

import { startChild } from './child.ts';
import type { Restartable } from './keep-running.ts';
import { freePort } from './ports.ts';
import { startServing } from './serving.ts';
import { findTemporal } from './temporal-binary.ts';
import { serves } from './temporal-probe.ts';

export { findTemporal };

/** A Temporal dev server of our own on 127.0.0.1, in its own process group. */
export interface LocalTemporal extends Restartable {
  readonly address: string;
  readonly uiUrl: string | undefined;
  readonly pid: number;
  stop(): Promise<void>;
  /** SIGKILL at once, for crash tests. */
  kill(): void;
  /** Same ports and, when there is a `dbFile`, same workflows; resolves when it serves. */
  restart(): Promise<void>;
}

export interface TemporalOptions {
  /** Without it workflows are kept in memory, and lost on `restart`. */
  dbFile?: string;
  port?: number;
  /** False, and the web UI is not served. */
  uiPort?: number | false;
  log?: (line: string) => void;
}

/** What the workflows show about themselves; a server of one's own must have them too. */
const SEARCH_ATTRIBUTES = {
  CampaignId: 'Keyword',
  CodeStatus: 'Keyword',
  Channel: 'Keyword',
  ReviewPending: 'Bool',
} as const;

/** Starts the dev server with our search attributes, and with time skipping allowed. */
export async function startTemporal(options: TemporalOptions = {}): Promise<LocalTemporal> {
  const command = await findTemporal(options.log);
  const port = options.port ?? (await freePort());
  const uiPort = options.uiPort === false ? undefined : (options.uiPort ?? (await freePort()));
  const address = `127.0.0.1:${port}`;
  const args = serverArguments({ port, uiPort, dbFile: options.dbFile });
  const start = () =>
    startServing({
      name: 'Temporal',
      ports: { Temporal: port, ...(uiPort === undefined ? {} : { 'the Temporal UI': uiPort }) },
      start: () => startChild({ command, args, log: options.log }),
      ready: () => serves(address, Object.keys(SEARCH_ATTRIBUTES)),
      instead: 'set TEMPORAL_ADDRESS',
    });
  let child = await start();
  return {
    name: 'Temporal',
    address,
    uiUrl: uiPort === undefined ? undefined : `http://127.0.0.1:${uiPort}`,
    get pid() {
      return child.pid;
    },
    get ended() {
      return child.ended;
    },
    stop: () => child.stop(),
    kill: () => {
      child.kill();
    },
    restart: async () => {
      await child.stop();
      child = await start();
    },
  };
}

function serverArguments(options: {
  port: number;
  uiPort: number | undefined;
  dbFile: string | undefined;
}): string[] {
  const { port, uiPort, dbFile } = options;
  return [
    ...['server', 'start-dev', '--log-level', 'error', '--ip', '127.0.0.1'],
    ...['--port', String(port)],
    ...(uiPort === undefined ? ['--headless'] : ['--ui-port', String(uiPort)]),
    ...(uiPort === undefined ? [] : ['--ui-disable-news-fetch']),
    ...(dbFile === undefined ? [] : ['--db-filename', resolve(dbFile)]),
    // As fast as memory, and what was acknowledged survives a SIGKILL of the server.
    ...['--sqlite-pragma', 'journal_mode=wal', '--sqlite-pragma', 'synchronous=1'],
    ...['--dynamic-config-value', 'frontend.WorkflowTimeSkippingEnabled=true'],
    ...Object.entries(SEARCH_ATTRIBUTES).flatMap((pair) => ['--search-attribute', pair.join('=')]),
  ];
}
