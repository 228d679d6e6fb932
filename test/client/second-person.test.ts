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

/** The second use of a day waits: two people have to let its reward beyond the limit. */
const limited = 'limited-reviews' as CampaignId;
const [redPacket] = terms.rewards;
if (redPacket === undefined) throw new Error('no reward');
const limitedTerms = termsLike({
  campaign: limited,
  rewards: [
    {
      ...{ ...redPacket, when: { milestones: ['redeemed'], condition: null }, caps: [] },
      limits: [
        {
          ...{ of: { kind: 'scope', scope: 'campaign' }, every: 'month', unit: 'count', max: 1 },
          review: { withinMs: duration(86_400_000), otherwise: 'refuse', secondPerson: true },
        },
      ],
    },
  ],
});

let service: Service;
beforeAll(async () => {
  service = await createService({ worker: false });
  await publishPolicy(service.stage.pool, policy);
  await service.stage.publish(terms);
  await service.stage.publish(limitedTerms);
});
afterAll(() => service.close());

function decide(review: string, actor: string, decision: 'approve' | 'refuse'): Promise<Outcome> {
  return service.usher.decideReview({ review, decision, actor, reason: `${actor} looked` });
}

/** Workflows that wait for a person, as the Temporal UI lists them. */
async function listed(of = campaign): Promise<readonly string[]> {
  const ids: string[] = [];
  const query = `CampaignId = '${of}' AND ReviewPending = true`;
  for await (const { workflowId: id } of service.stage.client.workflow.list({ query })) {
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

it('a reward beyond a limit waits, outlives the worker, is found in Temporal, and passes it once two people approve', async () => {
  const { stage, usher } = service;
  const first = await stage.work();
  const { code: codeId } = await service.issue(limited, somebody());
  const use = () => usher.redeem({ code: { codeId }, invitee: somebody() });
  expect(await use()).toMatchObject({ rewards: [{ granted: true }] });
  const opened = await use();
  const review = (opened.ok && opened.review) || '';
  expect(opened).toMatchObject({ ok: true, redemptionState: 'review' });
  const found = [workflowId(limited, codeId)];
  await expect.poll(() => listed(limited), { timeout: 20_000 }).toEqual(found);
  await first.stop();
  await stage.work();
  expect(await decide(review, 'olga', 'approve')).toMatchObject({ proposed: 'approve' });
  expect(await decide(review, 'Olga', 'approve')).toMatchObject({ code: 'SECOND_PERSON_NEEDED' });
  expect(await decide(review, 'ben', 'approve')).toMatchObject({
    ...{ redemptionState: 'redeemed', rewards: [{ granted: true }] },
  });
  await expect.poll(() => listed(limited), { timeout: 20_000 }).toEqual([]);
});
