import { setMaxListeners } from 'node:events';
import type { AddressInfo } from 'node:net';

import type { FastifyInstance } from 'fastify';
import fastify from 'fastify';

import type { SandboxLog } from './answer.ts';
import { addControl } from './control.ts';
import { FaultPlan } from './fault.ts';
import type { Journal } from './journal.ts';
import { openJournal } from './journal.ts';
import type { MessageLine } from './notifier.ts';
import { MessageBook, addNotifier } from './notifier.ts';
import { Callbacks } from './callbacks.ts';
import type { AmountBounds, PayoutLine } from './payout-book.ts';
import { PayoutBook } from './payout-book.ts';
import { addProvider } from './provider.ts';
import type { SigningKey } from './signature.ts';
import { readSecret } from './signature.ts';
import { refuseInOneForm, signScope } from './signed-scope.ts';
import type { Stage } from './stage.ts';
import type { VerificationLine } from './verifier.ts';
import { VerificationBook, addVerifier } from './verifier.ts';

const BODY_BYTES_MAX = 65_536;
const HOST = '127.0.0.1';

/** How a sandbox is started. */
export interface SandboxOptions extends AmountBounds {
  /** Default: a free port. */
  readonly port?: number;
  /** `whsec_<base64>` of at least 24 bytes, shared with the callers. */
  readonly secret: string;
  /** A JSON-lines file, so that a sandbox started again knows what it paid. Default: memory. */
  readonly stateFile?: string;
  /** Default: silence. */
  readonly log?: SandboxLog;
}

/** A running sandbox. */
export interface Sandbox {
  /** Without a slash at its end; the services are under /provider, /notifier and /verifier. */
  readonly url: string;
  readonly secret: string;
  /** Cuts what is in flight and frees the port; a second call changes nothing. */
  stop(): Promise<void>;
}

type Line = PayoutLine | MessageLine | VerificationLine;

interface Books {
  readonly payouts: PayoutBook;
  readonly messages: MessageBook;
  readonly verifications: VerificationBook;
}

/** Starts provider, notifier and verifier on one port of the loopback address. */
export async function startSandbox(options: SandboxOptions): Promise<Sandbox> {
  const key = readSecret(options.secret);
  const journal = openJournal<Line>(options.stateFile);
  const stopping = new AbortController();
  setMaxListeners(0, stopping.signal); // one for every delayed request
  const log = options.log ?? (() => undefined);
  const stage: Stage = { faults: new FaultPlan(), log, stopping: stopping.signal };
  const app = fastify({
    bodyLimit: BODY_BYTES_MAX,
    exposeHeadRoutes: false,
    forceCloseConnections: true,
    routerOptions: { maxParamLength: 1_024 },
    ajv: { customOptions: { coerceTypes: false, removeAdditional: false } },
  });
  app.addHook('onClose', (_app, done) => {
    journal.close();
    done();
  });
  try {
    const callbacks = new Callbacks(key, stage);
    const books = openBooks(options, journal, callbacks);
    await addServices(app, { key, stage, books, journal, callbacks });
    await app.listen({ port: options.port ?? 0, host: HOST });
  } catch (error) {
    await app.close();
    throw error;
  }
  const { port } = app.server.address() as AddressInfo;
  return {
    url: `http://${HOST}:${String(port)}`,
    secret: options.secret,
    stop: async () => {
      stopping.abort();
      await app.close();
    },
  };
}

function openBooks(bounds: AmountBounds, journal: Journal<Line>, callbacks: Callbacks): Books {
  const append = (line: Line): void => {
    journal.append(line);
  };
  const payouts = new PayoutBook(bounds, append, (callback) => {
    callbacks.tell(callback);
  });
  const messages = new MessageBook(append);
  const verifications = new VerificationBook(append);
  for (const line of journal.lines) {
    switch (line.kind) {
      case 'payout':
      case 'payout-settled':
      case 'payout-returned':
      case 'keys-expired':
        payouts.restore(line);
        break;
      case 'message':
        messages.restore(line);
        break;
      case 'verification':
        verifications.restore(line);
        break;
    }
  }
  return { payouts, messages, verifications };
}

async function addServices(
  app: FastifyInstance,
  parts: {
    readonly key: SigningKey;
    readonly stage: Stage;
    readonly books: Books;
    readonly journal: Journal<Line>;
    readonly callbacks: Callbacks;
  },
): Promise<void> {
  const { stage, books, journal, callbacks } = parts;
  const services: Readonly<Record<string, (scope: FastifyInstance) => void>> = {
    '/provider': (scope) => {
      addProvider(scope, books.payouts, { ...stage, callbacks });
    },
    '/notifier': (scope) => {
      addNotifier(scope, books.messages, stage);
    },
    '/verifier': (scope) => {
      addVerifier(scope, books.verifications, stage);
    },
  };
  for (const [prefix, addRoutes] of Object.entries(services)) {
    await app.register(
      (scope, _options, done) => {
        signScope(scope, parts.key);
        refuseInOneForm(scope, stage.log);
        logAnswers(scope, stage.log);
        addRoutes(scope);
        done();
      },
      { prefix },
    );
  }
  const reset = (): void => {
    journal.clear();
    stage.faults.clear();
    callbacks.behave(null);
    for (const book of Object.values(books) as Books[keyof Books][]) book.clear();
  };
  await app.register(
    (scope, _options, done) => {
      refuseInOneForm(scope, stage.log);
      addControl(scope, { ...books, faults: stage.faults, callbacks, reset });
      done();
    },
    { prefix: '/_control' },
  );
}

function logAnswers(scope: FastifyInstance, log: SandboxLog): void {
  scope.addHook('onResponse', (request, reply, done) => {
    const route = request.routeOptions.url ?? '(no such route)';
    log({ method: request.method, route, status: reply.statusCode }, 'answered');
    done();
  });
}
