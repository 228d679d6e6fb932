import type { Client } from '@temporalio/client';
import proto from '@temporalio/proto';

import { supportsTimeSkipping } from '../../client/time-skipping.ts';
import { effectsTaskQueue } from '../../domain/delivery/dispatcher.ts';
import { codeTaskQueue, searchAttributes } from '../../workflows/messages.ts';
import { EnvironmentError } from '../../stack/environment-error.ts';
import { connect } from '../context.ts';
import type { Settings } from '../settings.ts';
import { fine, type Finding } from './finding.ts';

const { TaskQueueType } = proto.temporal.api.enums.v1;

/** Looks at Temporal: reachable, namespace, search attributes, pollers, time skipping. */
export async function lookAtTemporal(settings: Settings): Promise<Finding[]> {
  let client: Client;
  try {
    client = await connect(settings);
  } catch (error) {
    if (!(error instanceof EnvironmentError)) throw error;
    const { temporalAddress } = settings;
    const nowhere = 'nothing says where it is';
    const found = temporalAddress === null ? nowhere : `no answer from ${temporalAddress}`;
    const mend = 'run `usher dev`, or set TEMPORAL_ADDRESS to one that runs';
    return [{ what: 'Temporal', level: 'missing', found, mend }];
  }
  try {
    const usual = { codes: codeTaskQueue, effects: effectsTaskQueue };
    const queues = settings.taskQueues ?? usual;
    const server = await lookAtServer(client);
    if (server.level === 'missing') return [server];
    return [
      server,
      await lookAtSearchAttributes(client),
      await lookAtQueue(client, queues.codes, 'codes'),
      await lookAtQueue(client, queues.effects, 'payouts and messages'),
      await lookAtTimeSkipping(client),
    ];
  } finally {
    await client.connection.close();
  }
}

async function lookAtServer(client: Client): Promise<Finding> {
  const { namespace } = client.options;
  const info = await client.workflowService.getSystemInfo({});
  try {
    await client.workflowService.describeNamespace({ namespace });
  } catch {
    const found = `server ${info.serverVersion}, and it has no namespace ${namespace}`;
    const mend = `make it (temporal operator namespace create ${namespace}), or set TEMPORAL_NAMESPACE`;
    return { what: 'Temporal', level: 'missing', found, mend };
  }
  return fine('Temporal', `server ${info.serverVersion}, namespace ${namespace}`);
}

async function lookAtSearchAttributes(client: Client): Promise<Finding> {
  const what = 'search attributes';
  const { namespace } = client.options;
  const known = await client.connection.operatorService.listSearchAttributes({ namespace });
  const wanted = Object.values(searchAttributes);
  const absent = wanted.filter(({ name }) => known.customAttributes[name] === undefined);
  if (absent.length === 0) return fine(what, wanted.map(({ name }) => name).join(', '));
  const flags = absent.map(({ name, type }) => `--name ${name} --type ${typeName(type)}`);
  return {
    ...{ what, level: 'missing', found: `not there: ${absent.map(({ name }) => name).join(', ')}` },
    mend: `run temporal operator search-attribute create ${flags.join(' ')}`,
  };
}

function typeName(type: 'KEYWORD' | 'BOOL'): string {
  return type === 'KEYWORD' ? 'Keyword' : 'Bool';
}

async function lookAtQueue(client: Client, name: string, carries: string): Promise<Finding> {
  const what = `task queue ${name}`;
  const described = await client.workflowService.describeTaskQueue({
    namespace: client.options.namespace,
    taskQueue: { name },
    taskQueueType: TaskQueueType.TASK_QUEUE_TYPE_WORKFLOW,
  });
  const pollers = described.pollers.length;
  if (pollers > 0) return fine(what, `polled by ${pollers} for ${carries}`);
  const found = `nobody polls it, so ${carries} wait`;
  return { what, level: 'wrong', found, mend: 'start `usher worker`' };
}

async function lookAtTimeSkipping(client: Client): Promise<Finding> {
  const what = 'time skipping';
  if (await supportsTimeSkipping(client)) return fine(what, 'allowed, for sandbox campaigns');
  return {
    ...{ what, level: 'note', found: 'not allowed, so `usher fast-forward` cannot work here' },
    mend: 'for a sandbox, use `usher dev`, or server 1.32 with frontend.WorkflowTimeSkippingEnabled=true',
  };
}
