import { randomUUID } from 'node:crypto';
import { isDeepStrictEqual } from 'node:util';

import type { FastifyInstance } from 'fastify';

import type { Answer } from './answer.ts';
import { keyReused } from './answer.ts';
import { KEY, NAME, OPAQUE_ID } from './fields.ts';
import type { Stage } from './stage.ts';
import { perform } from './stage.ts';

interface VerificationRequest {
  readonly key: string;
  readonly subject: string;
  readonly check: string;
}

/** How checks end: `delay` answers pending, and passes once `delayMs` have gone by; `never` stays pending. */
export interface VerifierSetting {
  readonly behaviour: 'pass' | 'fail' | 'delay' | 'never';
  readonly delayMs: number;
  /** Without a subject, or without a check, the setting is for every one. */
  readonly subject?: string;
  readonly check?: string;
}

/** What the journal keeps of verifications: how each will end, and when. */
export interface VerificationLine {
  readonly kind: 'verification';
  readonly verificationId: string;
  readonly request: VerificationRequest;
  readonly result: 'passed' | 'failed';
  readonly doneAtMs: number;
}

/** All verifications, and the settings that decide the next; the last setting that fits counts. */
export class VerificationBook {
  readonly #append: (line: VerificationLine) => void;
  readonly #byKey = new Map<string, VerificationLine>();
  #settings: readonly VerifierSetting[] = [];

  constructor(append: (line: VerificationLine) => void) {
    this.#append = append;
  }

  /** 200 with the result as it stands now, 422 when the key comes with another body. */
  verify(request: VerificationRequest): Answer {
    const nowMs = Date.now();
    const known = this.#byKey.get(request.key);
    if (known !== undefined && !isDeepStrictEqual(known.request, request)) {
      return keyReused(request.key);
    }
    const { verificationId, result, doneAtMs } = known ?? this.#begin(request, nowMs);
    return {
      status: 200,
      body: { verificationId, ...request, result: nowMs < doneAtMs ? 'pending' : result },
    };
  }

  /** Decides the verifications to come; those begun keep the end they were given. */
  behave(setting: VerifierSetting): void {
    this.#settings = [...this.#settings, setting].slice(-1_000);
  }

  /** Takes in one line of the journal. */
  restore(line: VerificationLine): void {
    this.#byKey.set(line.request.key, line);
  }

  clear(): void {
    this.#byKey.clear();
    this.#settings = [];
  }

  #begin(request: VerificationRequest, nowMs: number): VerificationLine {
    const setting = this.#settings.findLast(
      ({ subject = request.subject, check = request.check }) =>
        subject === request.subject && check === request.check,
    );
    const line: VerificationLine = {
      kind: 'verification',
      verificationId: `ve_${randomUUID()}`,
      request,
      result: setting?.behaviour === 'fail' ? 'failed' : 'passed',
      doneAtMs: doneAt(setting, nowMs),
    };
    this.#append(line);
    this.restore(line);
    return line;
  }
}

function doneAt(setting: VerifierSetting | undefined, nowMs: number): number {
  switch (setting?.behaviour) {
    case 'delay':
      return nowMs + setting.delayMs;
    case 'never':
      return Number.MAX_SAFE_INTEGER;
    default:
      return nowMs;
  }
}

const VERIFICATION_REQUEST = {
  type: 'object',
  required: ['key', 'subject', 'check'],
  additionalProperties: false,
  properties: { key: KEY, subject: OPAQUE_ID, check: NAME },
} as const;

/** The route of the verifier, as `verifier.openapi.yaml` describes it. */
export function addVerifier(scope: FastifyInstance, book: VerificationBook, stage: Stage): void {
  scope.post<{ Body: VerificationRequest }>(
    '/verifications',
    { schema: { body: VERIFICATION_REQUEST } },
    (request, reply) =>
      perform(stage, { operation: 'verifications.create', reply }, () => book.verify(request.body)),
  );
}
