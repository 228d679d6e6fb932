import type { FastifyInstance } from 'fastify';

import { refusal } from './answer.ts';
import {
  CALLBACK_TIMES,
  type Callback,
  type CallbackSetting,
  type Callbacks,
} from './callbacks.ts';
import type { Fault, FaultPlan, FaultStep, Operation } from './fault.ts';
import { FAULTS, OPERATIONS, canPlay } from './fault.ts';
import { KEY, NAME, OPAQUE_ID } from './fields.ts';
import type { MessageBook } from './notifier.ts';
import type { NewState, PayoutBook } from './payout-book.ts';
import type { VerificationBook, VerifierSetting } from './verifier.ts';

const DELAY_MS = { type: 'integer', minimum: 0, maximum: 600_000 } as const;

const FAULT_STEP = {
  type: 'object',
  required: ['fault'],
  additionalProperties: false,
  properties: {
    fault: { enum: FAULTS },
    operation: { enum: OPERATIONS },
    times: { type: 'integer', minimum: 1 },
    delayMs: DELAY_MS,
  },
} as const;

const FAULT_STEPS = {
  oneOf: [FAULT_STEP, { type: 'array', minItems: 1, maxItems: 1_000, items: FAULT_STEP }],
} as const;

const PROVIDER_SETTING = {
  type: 'object',
  required: ['state'],
  additionalProperties: false,
  properties: { state: { enum: ['paid', 'pending'] } },
} as const;

const URL_FIELD = { type: 'string', format: 'uri' } as const;

const CALLBACK_SETTING = {
  type: 'object',
  required: ['url', 'when'],
  additionalProperties: false,
  properties: { url: URL_FIELD, when: { enum: [...CALLBACK_TIMES, 'never'] } },
} as const;

const CALL_BACK = {
  type: 'object',
  required: ['url', 'type', 'key'],
  additionalProperties: false,
  properties: {
    ...{ url: URL_FIELD, key: KEY, subject: OPAQUE_ID, check: NAME },
    type: { enum: ['payout.paid', 'payout.returned', 'verification.done'] },
  },
} as const;

const GIVE_BACK = {
  type: 'object',
  required: ['key'],
  additionalProperties: false,
  properties: { key: KEY },
} as const;

const VERIFIER_SETTING = {
  type: 'object',
  required: ['behaviour'],
  additionalProperties: false,
  properties: {
    behaviour: { enum: ['pass', 'fail', 'delay', 'never'] },
    delayMs: DELAY_MS,
    subject: OPAQUE_ID,
    check: NAME,
  },
} as const;

const DELAY_MS_USUAL = 1_000;

interface StepBody {
  fault: Fault;
  operation?: Operation;
  times?: number;
  delayMs?: number;
}

/** What the control routes act on. */
export interface Controls {
  readonly faults: FaultPlan;
  readonly payouts: PayoutBook;
  readonly messages: Pick<MessageBook, 'inbox'>;
  readonly verifications: VerificationBook;
  readonly callbacks: Callbacks;
  /** Forgets everything: payouts, messages, verifications, faults and settings. */
  readonly reset: () => void;
}

/** Unsigned routes for tests and demos that tell the sandbox how to behave and ask what it did. */
export function addControl(scope: FastifyInstance, controls: Controls): void {
  refuseBrowsers(scope);
  scope.get('/faults', () => ({ faults: controls.faults.list() }));
  scope.post<{ Body: StepBody | StepBody[] }>(
    '/faults',
    { schema: { body: FAULT_STEPS } },
    (request, reply) => {
      const steps = [request.body].flat().map(withDefaults);
      const wrong = steps.find((step) => !canPlay(step));
      if (wrong !== undefined) {
        const message = `${wrong.fault} cannot be played on ${wrong.operation}`;
        const { status, body } = refusal(400, 'FAULT_NOT_PLAYABLE', message);
        return reply.code(status).send(body);
      }
      controls.faults.set(steps);
      return { faults: controls.faults.list() };
    },
  );
  scope.get('/payouts', () => controls.payouts.paid());
  scope.get('/messages', () => ({ messages: controls.messages.inbox(undefined) }));
  scope.post<{ Body: { state: NewState } }>(
    '/provider',
    { schema: { body: PROVIDER_SETTING } },
    (request) => {
      controls.payouts.beginAs(request.body.state);
      return request.body;
    },
  );
  scope.post('/settle', () => ({ settled: controls.payouts.settle() }));
  scope.post('/expire-keys', () => ({ expired: controls.payouts.expireKeys() }));
  scope.post<{ Body: { key: string } }>(
    '/give-back',
    { schema: { body: GIVE_BACK } },
    (request) => ({ returned: controls.payouts.giveBack(request.body.key) }),
  );
  addCallbackControl(scope, controls.callbacks);
  scope.post<{ Body: Omit<VerifierSetting, 'delayMs'> & { delayMs?: number } }>(
    '/verifier',
    { schema: { body: VERIFIER_SETTING } },
    (request) => {
      const setting = { delayMs: DELAY_MS_USUAL, ...request.body };
      controls.verifications.behave(setting);
      return setting;
    },
  );
  scope.post('/reset', () => {
    controls.reset();
    return { faults: controls.faults.list() };
  });
}

function addCallbackControl(scope: FastifyInstance, callbacks: Callbacks): void {
  scope.post<{ Body: { url: string; when: CallbackSetting['when'] | 'never' } }>(
    '/callbacks',
    { schema: { body: CALLBACK_SETTING } },
    ({ body: { url, when } }) => {
      callbacks.behave(when === 'never' ? null : { url, when });
      return { url, when };
    },
  );
  scope.post<{ Body: Callback & { url: string } }>(
    '/call-back',
    { schema: { body: CALL_BACK } },
    async ({ body: { url, ...callback } }) => ({ status: await callbacks.send(url, callback) }),
  );
}

function withDefaults(step: StepBody): FaultStep {
  return { operation: 'payouts.create', delayMs: DELAY_MS_USUAL, ...step };
}

/** Unsigned routes must not be open to a web page: neither by its fetch nor by DNS rebinding. */
function refuseBrowsers(scope: FastifyInstance): void {
  scope.addHook('onRequest', (request, reply, done) => {
    const loopback = ['127.0.0.1', 'localhost'].includes(request.hostname);
    if (loopback && request.headers.origin === undefined) {
      done();
      return;
    }
    const { status, body } = refusal(403, 'LOOPBACK_ONLY', 'only local programs may control it');
    void reply.code(status).send(body);
  });
}
