import { afterAll, beforeAll, expect, test } from 'vitest';

import { describeTrial } from '../../cli/policy/describe.ts';
import type { DeviceReport } from '../../domain/code/command.ts';
import type { CampaignId, Digest } from '../../domain/ids.ts';
import type { RiskPolicy, RiskRule } from '../../domain/policy/policy.ts';
import { duration } from '../../domain/time.ts';
import { trialReport } from '../../store/campaigns/trial-report.ts';
import { createStore, payingTerms, redeem, type Store } from './fixture.ts';

const forMs = duration(3_600_000);
const freezing = { kind: 'freeze', party: 'device', forMs, upToMs: forMs } as const;

function rule(id: string, value: DeviceReport, answer: RiskRule['answer']): RiskRule {
  return { id, title: id, when: { fact: 'deviceReports', operator: 'contains', value }, answer };
}

const refused = rule('refused', 'attestation-failed', { kind: 'refuse' });
const lenient: RiskPolicy = {
  ...{ id: 'tried', title: 'Lenient', digest: 'lenient' as Digest },
  rules: [refused],
};
const stricter: RiskPolicy = {
  ...{ id: 'tried', title: 'Stricter', digest: 'stricter' as Digest },
  rules: [refused, rule('rooted', 'rooted', freezing)],
};

let store: Store;
beforeAll(async () => {
  store = await createStore(lenient, { shadow: stricter });
});
afterAll(() => store.close());

test('a trial tells whom its version would keep out besides, where the answer is the same', async () => {
  const terms = payingTerms({ risk: { policy: 'tried' } });
  const { code } = await store.issue(await store.publishOwn(terms), 'ann');
  const ask = async (who: string, ...deviceReports: DeviceReport[]): Promise<unknown> => {
    const { outcomes } = await store.commit(code, [
      redeem(who, { device: `of-${who}`, deviceReports }),
    ]);
    return outcomes[0]?.ok === false ? outcomes[0].code : 'ok';
  };
  expect(await ask('eve', 'rooted', 'attestation-failed')).toBe('RISK_REFUSED');
  expect(await ask('fay', 'attestation-failed')).toBe('RISK_REFUSED');
  expect(await ask('gus')).toBe('ok');
  const report = await trialReport(store.pool, 'tried');
  expect(report?.differences).toEqual([
    {
      ...{ answer: 'refuse', instead: 'refuse', rules: ['refused', 'rooted'], uses: 1, codes: 1 },
      besides: { now: [], instead: [freezing] },
    },
  ]);
  if (report === undefined) throw new Error('nothing is tried');
  expect(describeTrial('tried', report)).toMatch(
    /refused +refused, device frozen +refused, rooted/,
  );
});

test('a trial leaves sandboxes out', async () => {
  const before = await trialReport(store.pool, 'tried');
  const campaign = 'sandbox' as CampaignId;
  const terms = payingTerms({ campaign, risk: { policy: 'tried' } });
  await store.publish(terms, { sandbox: true });
  const { code } = await store.issue(terms, 'ann');
  await store.commit(code, [redeem('hal', { device: 'of-hal', deviceReports: ['rooted'] })]);
  expect(before?.uses).toBe(3);
  expect(await trialReport(store.pool, 'tried')).toEqual(before);
});
