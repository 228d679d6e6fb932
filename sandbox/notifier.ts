import { randomUUID } from 'node:crypto';
import { isDeepStrictEqual } from 'node:util';

import type { FastifyInstance } from 'fastify';

import type { Answer } from './answer.ts';
import { keyReused } from './answer.ts';
import { KEY, NAME, OPAQUE_ID } from './fields.ts';
import type { Stage, Twist } from './stage.ts';
import { perform } from './stage.ts';

interface MessageRequest {
  readonly key: string;
  readonly to: string;
  readonly template: string;
  readonly data: Readonly<Record<string, unknown>>;
}

/** A message that lies in somebody's inbox. */
export interface Message extends MessageRequest {
  readonly messageId: string;
  readonly acceptedAt: string;
}

/** What the journal keeps of messages. */
export interface MessageLine {
  readonly kind: 'message';
  readonly message: Message;
  readonly forgotten: boolean;
}

/** All messages that were accepted; those told to be forgotten lie in no inbox. */
export class MessageBook {
  readonly #append: (line: MessageLine) => void;
  readonly #firstByKey = new Map<string, Message>();
  readonly #delivered: Message[] = [];

  constructor(append: (line: MessageLine) => void) {
    this.#append = append;
  }

  /** 202 with the first answer for a known key, 422 when its body is another. */
  accept(request: MessageRequest, twist?: Twist): Answer {
    const known = this.#firstByKey.get(request.key);
    if (known !== undefined && twist !== 'ignore-key') {
      const { messageId, acceptedAt, ...before } = known;
      if (!isDeepStrictEqual(before, request)) return keyReused(request.key);
      return { status: 202, body: { messageId, key: request.key, acceptedAt } };
    }
    const messageId = `ms_${randomUUID()}`;
    const acceptedAt = new Date().toISOString();
    const message = { ...request, messageId, acceptedAt };
    const line = { kind: 'message', message, forgotten: twist === 'forget' } as const;
    this.#append(line);
    this.restore(line);
    return { status: 202, body: { messageId, key: request.key, acceptedAt } };
  }

  /** What was delivered to one recipient, or to all, oldest first. */
  inbox(to: string | undefined): Message[] {
    return this.#delivered.filter((message) => to === undefined || message.to === to);
  }

  /** Takes in one line of the journal. */
  restore({ message, forgotten }: MessageLine): void {
    if (!this.#firstByKey.has(message.key)) this.#firstByKey.set(message.key, message);
    if (!forgotten) this.#delivered.push(message);
  }

  clear(): void {
    this.#firstByKey.clear();
    this.#delivered.length = 0;
  }
}

const MESSAGE_REQUEST = {
  type: 'object',
  required: ['key', 'to', 'template', 'data'],
  additionalProperties: false,
  properties: { key: KEY, to: OPAQUE_ID, template: NAME, data: { type: 'object' } },
} as const;

const INBOX_QUERY = {
  type: 'object',
  additionalProperties: false,
  properties: { to: OPAQUE_ID },
} as const;

/** The routes of the notifier, as `notifier.openapi.yaml` describes them. */
export function addNotifier(scope: FastifyInstance, book: MessageBook, stage: Stage): void {
  scope.post<{ Body: MessageRequest }>(
    '/messages',
    { schema: { body: MESSAGE_REQUEST } },
    (request, reply) =>
      perform(stage, { operation: 'messages.create', reply }, (twist) =>
        book.accept(request.body, twist),
      ),
  );
  scope.get<{ Querystring: { to?: string } }>(
    '/inbox',
    { schema: { querystring: INBOX_QUERY } },
    (request, reply) =>
      perform(stage, { operation: 'messages.inbox', reply }, () => ({
        status: 200,
        body: { messages: book.inbox(request.query.to) },
      })),
  );
}
