import { expect, test } from 'vitest';
import { createService, somebody } from '../client/service.ts';
import { termsLike } from '../support/terms.ts';
import { fastForwardCampaign } from '../../client/fast-forward.ts';
import { eventsOf, nameOf } from '../support/history.ts';
import { check } from '../../reconcile/check.ts';

test('ff at once', async () => {
  const service = await createService();
  const { stage, usher } = service;
  await stage.publish(termsLike());
  const services = { temporal: stage.client, pool: stage.pool, taskQueue: stage.queues.codes };
  const a = await service.issue('registration', somebody());
  await usher.share({ code: a.value, via: 'share-opened' });
  console.log(await fastForwardCampaign(services, 'registration' as never, 31 * 3_600_000 as never));
  console.log(await usher.redeem({ code: a.value, invitee: somebody() }));
  const b = await service.issue('registration', somebody());
  console.log(await fastForwardCampaign(services, 'registration' as never, 40 * 86_400_000 as never));
  const found = await check(services);
  console.log(found);
  for (const { subject } of found) {
    const handle = stage.client.workflow.getHandle(`code/registration/${subject}`);
    console.log(subject === b.code);
    for (const e of await eventsOf(handle)) console.log(String(e.eventId), nameOf(e), new Date(Number((e.eventTime as any).seconds) * 1000).toISOString(), JSON.stringify((e as any).workflowExecutionTimeSkippingTransitionedEventAttributes ?? (e as any).workflowExecutionOptionsUpdatedEventAttributes ?? (e as any).timerStartedEventAttributes ?? ''));
    console.log((await stage.client.workflowService.describeWorkflowExecution({ namespace: 'default', execution: { workflowId: handle.workflowId } })));
  }
  await service.close();
  expect(1).toBe(1);
}, 120_000);
