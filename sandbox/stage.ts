import { setTimeout as sleep } from 'node:timers/promises';

import type { FastifyReply } from 'fastify';

import type { Answer, SandboxLog } from './answer.ts';
import { refusal } from './answer.ts';
import type { Fault, FaultPlan, Operation } from './fault.ts';
import { forgedSignature } from './signature.ts';

/** What every service is given to play its part, and its faults. */
export interface Stage {
  readonly faults: FaultPlan;
  readonly log: SandboxLog;
  /** Aborted when the sandbox stops, so that delayed work is dropped. */
  readonly stopping: AbortSignal;
}

/** Faults that change the work itself, not its answer. */
export type Twist = 'forget' | 'ignore-key';

/** The work of one request: synchronous, so that parallel requests come one after the other. */
export type Work = (twist?: Twist) => Answer;

interface Scene {
  readonly reply: FastifyReply;
  readonly work: Work;
  readonly delayMs: number;
  readonly stopping: AbortSignal;
  readonly beforeAnswer: () => Promise<void>;
}

const PLAYS: Readonly<Record<Fault, (scene: Scene) => unknown>> = {
  none: async ({ reply, work, beforeAnswer }) => {
    const answer = work();
    await beforeAnswer();
    return send(reply, answer);
  },
  delay: async (scene) => {
    const stopped = await sleep(scene.delayMs, false, { signal: scene.stopping }).catch(() => true);
    if (!stopped) return send(scene.reply, scene.work());
    cut(scene.reply);
    return undefined;
  },
  'cut-before': ({ reply }) => {
    cut(reply);
  },
  'cut-after': ({ reply, work }) => {
    work();
    cut(reply);
  },
  'error-500': ({ reply }) => send(reply, refusal(500, 'INTERNAL', 'told to fail')),
  garbage: ({ reply, work }) => {
    work();
    return reply.code(200).type('application/json; charset=utf-8').send('{"state": "pa');
  },
  forge: ({ reply, work }) => send(reply.header('webhook-signature', forgedSignature()), work()),
  forget: ({ reply, work }) => send(reply, work('forget')),
  'ignore-key': ({ reply, work }) => send(reply, work('ignore-key')),
};

/** Answers one valid, signed request as the plan of faults says. */
export async function perform(
  stage: Stage,
  part: {
    readonly operation: Operation;
    readonly reply: FastifyReply;
    /** What has to be over when the answer to work that went well is sent. */
    readonly beforeAnswer?: () => Promise<void>;
  },
  work: Work,
): Promise<unknown> {
  const { fault, delayMs } = stage.faults.take(part.operation);
  if (fault !== 'none') stage.log({ operation: part.operation, fault }, 'fault played');
  const { reply, beforeAnswer = nothing } = part;
  const { stopping } = stage;
  return await PLAYS[fault]({ reply, work, delayMs, stopping, beforeAnswer });
}

const nothing = (): Promise<void> => Promise.resolve();

function send(reply: FastifyReply, answer: Answer): FastifyReply {
  return reply.code(answer.status).send(answer.body);
}

function cut(reply: FastifyReply): void {
  reply.hijack();
  reply.raw.destroy();
}
