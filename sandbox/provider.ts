import type { FastifyInstance } from 'fastify';

import { refusal } from './answer.ts';
import type { Callbacks } from './callbacks.ts';
import { KEY, OPAQUE_ID } from './fields.ts';
import type { PayoutBook, PayoutRequest } from './payout-book.ts';
import { STATEMENT_LINES_MAX } from './payout-book.ts';
import type { Stage } from './stage.ts';
import { perform } from './stage.ts';

const PAYOUT_REQUEST = {
  type: 'object',
  required: ['key', 'beneficiary', 'asset', 'amountMinor'],
  additionalProperties: false,
  properties: {
    key: KEY,
    beneficiary: OPAQUE_ID,
    asset: { type: 'string', pattern: '^[A-Z]{3}/[0-9]$' },
    amountMinor: { type: 'integer', minimum: 1, maximum: Number.MAX_SAFE_INTEGER },
    memo: { type: 'string', maxLength: 256 },
  },
} as const;

const STATEMENT_QUERY = {
  type: 'object',
  additionalProperties: false,
  properties: {
    since: { type: 'string', format: 'date-time' },
    cursor: { type: 'string', pattern: '^[0-9]{1,9}$' },
    limit: { type: 'string', pattern: '^[1-9][0-9]{0,4}$' },
  },
} as const;

interface StatementQuery {
  since?: string;
  cursor?: string;
  limit?: string;
}

/** The routes of the payout provider, as `provider.openapi.yaml` describes them. */
export function addProvider(
  scope: FastifyInstance,
  book: PayoutBook,
  stage: Stage & { readonly callbacks?: Callbacks },
): void {
  scope.post<{ Body: PayoutRequest; Headers: { 'idempotency-key': string } }>(
    '/payouts',
    {
      schema: {
        body: PAYOUT_REQUEST,
        headers: {
          type: 'object',
          required: ['idempotency-key'],
          properties: { 'idempotency-key': { type: 'string' } },
        },
      },
    },
    (request, reply) => {
      // The header is not signed, the body is: only the body's key is believed.
      if (request.headers['idempotency-key'] !== request.body.key) {
        const message = 'Idempotency-Key and the key of the body must be the same';
        const { status, body } = refusal(400, 'KEY_MISMATCH', message);
        return reply.code(status).send(body);
      }
      const { key } = request.body;
      const beforeAnswer = async (): Promise<void> => stage.callbacks?.beforeAnswer(key);
      return perform(stage, { operation: 'payouts.create', reply, beforeAnswer }, (twist) =>
        book.pay(request.body, twist),
      );
    },
  );
  scope.get<{ Params: { key: string } }>('/payouts/by-key/:key', (request, reply) =>
    perform(stage, { operation: 'payouts.query', reply }, () => {
      const payout = book.find(request.params.key);
      if (payout !== undefined) return { status: 200, body: payout };
      return refusal(404, 'NOT_FOUND', 'no payout is known by this key now; this is not failure');
    }),
  );
  scope.get<{ Querystring: StatementQuery }>(
    '/statement',
    { schema: { querystring: STATEMENT_QUERY } },
    (request, reply) =>
      perform(stage, { operation: 'payouts.statement', reply }, () => {
        const { since, cursor = '0', limit = String(STATEMENT_LINES_MAX) } = request.query;
        const body = book.statement({
          ...(since === undefined ? {} : { since }),
          cursor: Number(cursor),
          limit: Math.min(Number(limit), STATEMENT_LINES_MAX),
        });
        return { status: 200, body };
      }),
  );
}
