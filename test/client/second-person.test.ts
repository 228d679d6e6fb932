import { afterAll, beforeAll, expect, it } from 'vitest';

import type { Outcome } from '../../domain/code/outcome.ts';
import type { CampaignId, Digest } from '../../domain/ids.ts';
import type { RiskPolicy } from '../../domain/policy/policy.ts';
import { duration } from '../../domain/time.ts';
import { publishPolicy } from '../../store/campaigns/policies.ts';
import { workflowId } from '../../workflows/messages.ts';
import { eventsOf } from '../support/history.ts';
import { termsLike } from '../support/terms.ts';
import { createService, somebody, type Service } from './service.ts';

const policy: RiskPolicy = {
  ...{ id: 'two', title: 'Two people decide', digest: 'two' as Digest },
  rules: [
    {
      ...{ id: 'posters', title: 'posters are looked at by two' },
      when: { fact: 'channel', operator: 'equal', value: 'poster' },
      answer: {
        kind: 'review',
        withinMs: duration(86_400_000),
        otherwise: 'refuse',
        secondPerson: true,
      },
    },
  ],
};
const campaign = 'second-reviews' as CampaignId;
const terms = termsLike({ campaign, risk: { policy: 'two' } });
const found = `CampaignId = '${campaign}' AND ReviewPending = true`;

let service: Service;
beforeAll(async () => {
  service = await createService({ worker: false });
  await publishPolicy(service.stage.pool, policy);
  await service.stage.publish(terms);
});
afterAll(() => service.close());

function decide(review: string, actor: string, decision: 'approve' | 'refuse'): Promise<Outcome> {
  return service.usher.decideReview({ review, decision, actor, reason: `${actor} looked` });
}

/** Workflows that wait for a person, as the Temporal UI lists them. */
async function listed(): Promise<readonly string[]> {
  const ids: string[] = [];
  for await (const { workflowId: id } of service.stage.client.workflow.list({ query: found })) {
    ids.push(id);
  }
  return ids;
}

it('a review is proposed, outlives the worker, is found in Temporal, and decided by a second person', async () => {
  const { stage, usher } = service;
  const first = await stage.work();
  const { code: codeId } = await service.issue(campaign, somebody());
  const redeem = { code: { codeId }, invitee: somebody(), channel: 'poster' };
  const opened = await usher.redeem(redeem);
  const review = (opened.ok && opened.review) || '';
  const proposed = await decide(review, 'olga', 'approve');
  expect(proposed).toMatchObject({ ok: true, redemptionState: 'review', proposed: 'approve' });
  await expect.poll(listed, { timeout: 20_000 }).toEqual([workflowId(campaign, codeId)]);
  await first.stop();
  await stage.work();
  expect(await decide(review, 'Olga', 'approve')).toMatchObject({ code: 'SECOND_PERSON_NEEDED' });
  expect(await listed()).toHaveLength(1);
  expect(await decide(review, 'ben', 'approve')).toMatchObject({ redemptionState: 'redeemed' });
  await expect.poll(listed, { timeout: 20_000 }).toEqual([]);
  const events = await eventsOf(stage.client.workflow.getHandle(workflowId(campaign, codeId)));
  const inHistory = JSON.stringify(
    events.map(({ workflowExecutionUpdateAcceptedEventAttributes: accepted }) =>
      (accepted?.acceptedRequest?.input?.args?.payloads ?? []).map(({ data }) =>
        Buffer.from(data ?? []).toString(),
      ),
    ),
  );
  for (const actor of ['olga', 'Olga', 'ben']) expect(inHistory).toContain(`${actor} looked`);
});
