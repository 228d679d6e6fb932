import {
  isGrpcServiceError,
  ServiceError,
  WorkflowNotFoundError,
  type Client,
} from '@temporalio/client';

import type { CodeRow } from '../domain/commit/rows.ts';
import { parseCodeId, type CodeId } from '../domain/ids.ts';
import { codeTaskQueue, workflowId, workflowType } from '../workflows/messages.ts';
import type { Services } from './wake.ts';

/** gRPC's INVALID_ARGUMENT. */
const invalidArgument = 3;

/** A workflow of a code as Temporal lists it. */
export interface ListedWorkflow {
  readonly code: CodeId;
  readonly workflowId: string;
  readonly runId: string;
}

/** Codes' workflows that run, as far as the list, which may lag by a moment, knows. */
export function runningWorkflows(services: Services): AsyncGenerator<ListedWorkflow> {
  return listed(services, `ExecutionStatus = 'Running'`);
}

/** The codes of all of them. */
export async function runningCodes(services: Services): Promise<ReadonlySet<CodeId>> {
  const running = new Set<CodeId>();
  for await (const { code } of runningWorkflows(services)) running.add(code);
  return running;
}

/** How many of them there are. */
export async function countRunning(services: Services): Promise<number> {
  const { count } = await services.temporal.workflow.count(
    `${ofCodes(services)} AND ExecutionStatus = 'Running'`,
  );
  return count;
}

/** Runs that ended otherwise than by completing, or in a new run of their own, since `since`. */
export function brokenOff(services: Services, since: Date): AsyncGenerator<ListedWorkflow> {
  const ends = `ExecutionStatus IN ('Terminated', 'Failed', 'TimedOut', 'Canceled')`;
  return listed(services, `${ends} AND CloseTime >= '${since.toISOString()}'`);
}

/**
 * Codes' workflows that run and whose tasks have failed again and again, as Temporal reports it (server 1.30
 * and later; an older one has none to tell).
 */
export async function* runsWithProblems(services: Services): AsyncGenerator<ListedWorkflow> {
  try {
    yield* listed(services, `ExecutionStatus = 'Running' AND TemporalReportedProblems IS NOT NULL`);
  } catch (error) {
    if (!isInvalidQuery(error)) throw error;
  }
}

/** How the last run of a code's workflow stands; null when there is none. */
export function standingOf(temporal: Client, row: CodeRow): Promise<string | null> {
  return standingOfWorkflow(temporal, workflowId(row.campaign, row.id));
}

/** How the last run of a workflow stands; null when there is none. */
export async function standingOfWorkflow(temporal: Client, id: string): Promise<string | null> {
  try {
    return (await temporal.workflow.getHandle(id).describe()).status.name;
  } catch (error) {
    if (error instanceof WorkflowNotFoundError) return null;
    throw error;
  }
}

/** As of a search attribute that a server does not know. */
function isInvalidQuery(error: unknown): boolean {
  const cause = error instanceof ServiceError ? error.cause : error;
  if (!isGrpcServiceError(cause)) return false;
  const code: number = cause.code;
  return code === invalidArgument;
}

async function* listed(services: Services, which: string): AsyncGenerator<ListedWorkflow> {
  const query = `${ofCodes(services)} AND ${which}`;
  for await (const { workflowId: id, runId } of services.temporal.workflow.list({
    query,
    pageSize: 1_000,
  })) {
    const code = parseCodeId(id.slice(id.lastIndexOf('/') + 1));
    if (code !== undefined) yield { code, workflowId: id, runId };
  }
}

function ofCodes({ taskQueue = codeTaskQueue }: Services): string {
  return `WorkflowType = '${workflowType}' AND TaskQueue = '${taskQueue}'`;
}
