import { readFileSync } from 'node:fs';

import { Ajv2020 } from 'ajv/dist/2020.js';
import type { FastifyInstance, RouteOptions } from 'fastify';
import fastify from 'fastify';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { parse } from 'yaml';

import { FaultPlan } from '../../sandbox/fault.ts';
import { MessageBook, addNotifier } from '../../sandbox/notifier.ts';
import { PayoutBook } from '../../sandbox/payout-book.ts';
import { addProvider } from '../../sandbox/provider.ts';
import type { Sandbox } from '../../sandbox/server.ts';
import { startSandbox } from '../../sandbox/server.ts';
import type { Stage } from '../../sandbox/stage.ts';
import { VerificationBook, addVerifier } from '../../sandbox/verifier.ts';
import type { Call, Reply } from './signed-caller.ts';
import { SECRET, call, control, signatureOf } from './signed-caller.ts';

type Json = Readonly<Record<string, unknown>>;
interface Operation {
  readonly operationId: string;
  readonly parameters: readonly Json[];
  readonly requestBody?: { content: { 'application/json': { schema: { $ref: string } } } };
  readonly responses: Readonly<Record<string, { $ref: string }>>;
}
interface Contract extends Json {
  readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>;
  readonly components: {
    readonly securitySchemes: { readonly standardWebhooks: { readonly description: string } };
    readonly responses: Readonly<
      Record<string, { content: { 'application/json': { schema: { $ref: string } } } }>
    >;
  };
}

const SERVICES = ['provider', 'notifier', 'verifier'] as const;
const CONTRACTS = Object.fromEntries(SERVICES.map((name) => [name, read(name)])) as Record<
  (typeof SERVICES)[number],
  Contract
>;

function read(name: string): Contract {
  const file = new URL(`../../sandbox/${name}.openapi.yaml`, import.meta.url);
  return parse(readFileSync(file, 'utf8')) as Contract;
}

const PAYOUT = { key: 'k1', beneficiary: 'sub_1', asset: 'CNY/2', amountMinor: 500 };
const MESSAGE = { key: 'k1', to: 'sub_1', template: 'reward-paid', data: { a: [1] } };
const VERIFICATION = { key: 'k1', subject: 'sub_1', check: 'real-name' };

/** A right request for each operation. */
const RIGHT: Readonly<Record<string, { path: string; call: Call }>> = {
  createPayout: {
    path: '/provider/payouts',
    call: { body: PAYOUT, headers: { 'idempotency-key': 'k1' } },
  },
  getPayoutByKey: { path: '/provider/payouts/by-key/k1', call: {} },
  getStatement: { path: '/provider/statement?since=2020-01-01T00:00:00Z', call: {} },
  createMessage: { path: '/notifier/messages', call: { body: MESSAGE } },
  getInbox: { path: '/notifier/inbox?to=sub_1', call: {} },
  createVerification: { path: '/verifier/verifications', call: { body: VERIFICATION } },
};

const FAULTY: Readonly<Record<string, string>> = {
  createPayout: 'payouts.create',
  getPayoutByKey: 'payouts.query',
  getStatement: 'payouts.statement',
  createMessage: 'messages.create',
  getInbox: 'messages.inbox',
  createVerification: 'verifications.create',
};

let sandbox: Sandbox;

beforeAll(async () => {
  sandbox = await startSandbox({ secret: SECRET });
});
afterAll(() => sandbox.stop());
beforeEach(() => control(sandbox.url, 'reset', {}));

function ask(operationId: string, over: Call = {}): Promise<Reply> {
  const right = RIGHT[operationId];
  if (right === undefined) throw new Error(`no right request for ${operationId}`);
  return call(sandbox.url + right.path, { ...right.call, ...over });
}

/** How each status is brought about, for whichever operation documents it. */
const PROVOKE: Readonly<Record<string, (operationId: string) => Promise<Reply>>> = {
  200: async (id) => {
    if (id === 'createPayout' || id === 'getPayoutByKey') await ask('createPayout');
    return ask(id);
  },
  201: (id) => ask(id),
  202: (id) => ask(id),
  400: (id) => {
    const path = RIGHT[id]?.path.split('?')[0] ?? '';
    if (RIGHT[id]?.call.body === undefined) return call(`${sandbox.url}${path}?unknown=1`);
    return ask(id, { body: {} });
  },
  401: (id) => ask(id, { without: ['webhook-signature'] }),
  404: (id) => ask(id),
  413: (id) => ask(id, { rawBody: ' '.repeat(70_000) }),
  415: (id) => ask(id, { headers: { 'content-type': 'text/plain' } }),
  422: async (id) => {
    await ask(id);
    const other = { beneficiary: 'sub_2', to: 'sub_2', subject: 'sub_2' };
    const body = RIGHT[id]?.call.body as Json;
    return ask(id, {
      body: Object.fromEntries(
        Object.entries(body).map(([name, value]) => [name, (other as Json)[name] ?? value]),
      ),
    });
  },
  500: async (id) => {
    await control(sandbox.url, 'faults', { fault: 'error-500', operation: FAULTY[id] });
    return ask(id);
  },
};

describe.each(SERVICES)('%s.openapi.yaml', (service) => {
  const contract = CONTRACTS[service];
  const ajv = new Ajv2020({ strict: false, validateFormats: false });
  ajv.addSchema(contract, service);
  const operations = operationsOf(contract);
  const statuses = operations.flatMap(({ operationId, responses }) =>
    Object.entries(responses).map(
      ([status, { $ref }]) => [operationId, status, nameOf($ref)] as const,
    ),
  );

  it.each(statuses)('%s answers %s as documented', async (operationId, status, response) => {
    const reply = await PROVOKE[status]?.(operationId);
    expect(reply?.status).toBe(Number(status));
    expect(reply?.believed).toBe(true);
    const { $ref } = contract.components.responses[response]?.content['application/json']
      .schema ?? { $ref: 'missing' };
    const valid = ajv.validate({ $ref: service + $ref }, JSON.parse(reply?.text ?? ''));
    expect(ajv.errors ?? []).toEqual([]);
    expect(valid).toBe(true);
  });

  it('has the routes of the server, and no others', async () => {
    const served = (await routesOf(service)).map(({ method, url }) => `${String(method)} ${url}`);
    const documented = Object.entries(contract.paths).flatMap(([path, methods]) =>
      Object.keys(methods).map((method) => `${method.toUpperCase()} ${path}`),
    );
    expect(documented.map((route) => route.replace(/\{(\w+)\}/g, ':$1')).sort()).toEqual(
      served.sort(),
    );
  });

  it('asks for the fields the server asks for, in the same form', async () => {
    const asked = (await routesOf(service)).map(({ schema }) => schema?.body).filter(Boolean);
    const documented = operations
      .map(({ requestBody }) => requestBody?.content['application/json'].schema)
      .filter(Boolean)
      .map((schema) => plain(contract, schema));
    expect(documented.length).toBeGreaterThan(0);
    expect(documented).toEqual(asked);
  });

  it('asks for the parameters the server knows', async () => {
    const known = (await routesOf(service)).map(({ schema }) => {
      const query = schema?.querystring as { properties?: Json } | undefined;
      return Object.keys(query?.properties ?? {});
    });
    const documented = operations.map(({ parameters }) =>
      parameters.filter((parameter) => parameter['in'] === 'query').map(({ name }) => name),
    );
    expect(documented).toEqual(known);
  });
});

describe.each(SERVICES)('the requests of %s.openapi.yaml', (service) => {
  const contract = CONTRACTS[service];
  const operations = operationsOf(contract);

  it('refuses a request without any one of its required fields, or with one more', async () => {
    for (const { operationId, requestBody } of operations) {
      if (requestBody === undefined) continue;
      const schema = plain(contract, requestBody.content['application/json'].schema) as Json;
      const body = RIGHT[operationId]?.call.body as Json;
      expect(Object.keys(body).sort()).toEqual([...(schema['required'] as string[])].sort());
      for (const field of Object.keys(body)) {
        const without = Object.fromEntries(Object.entries(body).filter(([name]) => name !== field));
        expect((await ask(operationId, { body: without })).status).toBe(400);
      }
      expect((await ask(operationId, { body: { ...body, more: 1 } })).status).toBe(400);
      expect((await ask(operationId)).status).toBeLessThan(300);
    }
  });

  it('describes signatures in the same words as the others, with an example that holds', () => {
    const { description } = contract.components.securitySchemes.standardWebhooks;
    expect(description).toBe(
      CONTRACTS.provider.components.securitySchemes.standardWebhooks.description,
    );
    expect(description).toContain(`\`${SECRET}\``);
    const example = signatureOf(SECRET, 'msg_1', [1_700_000_000, '{"key":"payout:7"}']);
    expect(description).toContain(`\`${example}\``);
  });
});

function operationsOf(contract: Contract): Operation[] {
  return Object.values(contract.paths).flatMap((methods) => Object.values(methods));
}

function nameOf(ref: string): string {
  return ref.slice(ref.lastIndexOf('/') + 1);
}

/** The routes a service adds to a server. */
async function routesOf(service: (typeof SERVICES)[number]): Promise<RouteOptions[]> {
  const keepNothing = (): void => undefined;
  const stage: Stage = {
    faults: new FaultPlan(),
    log: keepNothing,
    stopping: new AbortController().signal,
  };
  const add: Record<typeof service, (app: FastifyInstance) => void> = {
    provider: (app) => {
      addProvider(app, new PayoutBook({}, keepNothing), stage);
    },
    notifier: (app) => {
      addNotifier(app, new MessageBook(keepNothing), stage);
    },
    verifier: (app) => {
      addVerifier(app, new VerificationBook(keepNothing), stage);
    },
  };
  const app = fastify({ exposeHeadRoutes: false });
  const routes: RouteOptions[] = [];
  app.addHook('onRoute', (route) => {
    routes.push(route);
  });
  add[service](app);
  await app.close();
  return routes;
}

/** A schema with its references followed, and without the words for people. */
function plain(contract: Contract, schema: unknown): unknown {
  if (Array.isArray(schema)) return schema.map((item) => plain(contract, item));
  if (typeof schema !== 'object' || schema === null) return schema;
  if ('$ref' in schema) return plain(contract, follow(contract, String(schema.$ref)));
  return Object.fromEntries(
    Object.entries(schema)
      .filter(([name]) => name !== 'description' && name !== 'examples')
      .map(([name, value]) => [name, plain(contract, value)]),
  );
}

function follow(contract: Contract, ref: string): unknown {
  return ref
    .split('/')
    .slice(1)
    .reduce<unknown>((node, name) => (node as Json)[name], contract);
}
