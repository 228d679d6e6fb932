import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import type { Terms } from '../../domain/campaign/terms.ts';
import type { CampaignId, Digest } from '../../domain/ids.ts';
import { duration, plus } from '../../domain/time.ts';
import {
  listCampaigns,
  listVersions,
  loadCampaign,
  loadVersion,
} from '../../store/campaigns/campaign-row.ts';
import { loadPolicy, publishPolicy } from '../../store/campaigns/policies.ts';
import { publishVersion } from '../../store/campaigns/publish-version.ts';
import { addClockOffset, setCampaignStatus } from '../../store/campaigns/steer.ts';
import { issueCode } from '../../store/codes/issue-code.ts';
import { checkInvariants } from '../../store/ledger/check-invariants.ts';
import { balances, budgets } from '../../store/ledger/read-ledger.ts';
import { noPolicy } from '../support/terms.ts';
import {
  budgetOf,
  createStore,
  digestOf,
  issueOf,
  payingTerms,
  redeem,
  start,
  type Store,
} from './fixture.ts';

let store: Store;
beforeAll(async () => {
  store = await createStore();
});
afterAll(() => store.close());

let campaigns = 0;
function fresh(changes: Partial<Terms> = {}): Terms {
  campaigns += 1;
  return payingTerms({ campaign: `campaign-${String(campaigns)}` as CampaignId, ...changes });
}

const hour = 3_600_000;

describe('publishing', () => {
  it('opens a campaign, funds its budget, and changes nothing the second time', async () => {
    const terms = fresh();
    const first = await store.publish(terms);
    const second = await store.publish(terms, { at: plus(start, hour) });
    expect([first.changed, second.changed]).toEqual([true, false]);
    expect(second.version).toEqual(first.version);
    expect(await loadCampaign(store.pool, terms.campaign)).toEqual({
      id: terms.campaign,
      status: 'open',
      sandbox: false,
      programme: null,
      clockOffsetMs: 0,
      digest: digestOf(terms),
      version: 1,
      title: terms.title,
      startsAt: start,
      endsAt: plus(start, 30 * 24 * hour),
      publishedAt: start,
    });
    expect(await loadVersion(store.pool, digestOf(terms))).toEqual(first.version);
    expect(await budgets(store.pool, terms.campaign)).toEqual([
      { asset: 'CNY/2', max: 1_000_000, used: 0 },
    ]);
  });

  it('can be done by several at once', async () => {
    const terms = fresh();
    const published = await Promise.all(Array.from({ length: 8 }, () => store.publish(terms)));
    expect(published.filter(({ changed }) => changed)).toHaveLength(1);
    expect(await listVersions(store.pool, terms.campaign)).toHaveLength(1);
  });

  it('keeps codes under the version that they were issued under', async () => {
    const terms = fresh();
    await store.publish(terms);
    const before = await store.issue(terms, 'anna');
    const next = { ...terms, title: 'Next' };
    const published = await store.publish(next, { at: plus(start, hour) });
    expect(published.version).toMatchObject({ version: 2, startsAt: start });
    const after = await store.issue(next, 'bert');
    expect([before.code.digest, after.code.digest]).toEqual([digestOf(terms), digestOf(next)]);
    expect(after.campaign).toMatchObject({ version: 2, title: 'Next' });
    const back = await store.publish(terms);
    expect(back).toMatchObject({ changed: true, version: { version: 1 } });
  });

  it('counts a changed period from its own publishing', async () => {
    const terms = fresh();
    await store.publish(terms);
    const period = { ...terms.period, ends: { kind: 'after' as const, ms: duration(hour) } };
    const later = plus(start, hour);
    const { version } = await store.publish({ ...terms, period }, { at: later });
    expect(version).toMatchObject({ startsAt: later, endsAt: plus(later, hour) });
  });

  it('books the difference when a budget changes, and never goes below what is promised', async () => {
    const terms = fresh({ budget: budgetOf(1000) });
    await store.publish(terms);
    const { code } = await store.issue(terms, 'anna');
    await store.commit(code, [redeem('a'), redeem('b'), redeem('c')]);
    await store.publish({ ...terms, budget: budgetOf(5000) });
    await store.publish({ ...terms, budget: budgetOf(300) });
    const account = `campaign:${terms.campaign}:budget`;
    expect(await balances(store.pool, account)).toMatchObject([{ minor: 0 }]);
    const less = { ...terms, budget: budgetOf(299) };
    const refused = await publishVersion(store.pool, {
      terms: less,
      digest: digestOf(less),
      source: '',
      sandbox: false,
      by: 'test',
      serverNow: start,
    });
    expect(refused).toMatchObject({ code: 'BUDGET_BELOW_COMMITTED' });
    expect(await listVersions(store.pool, terms.campaign)).toHaveLength(3);
    expect(await checkInvariants(store.pool)).toEqual([]);
  });

  it('says once for all whether a campaign is a sandbox', async () => {
    const terms = fresh();
    await store.publish(terms, { sandbox: true });
    const changed = { ...terms, title: 'Other' };
    await expect(store.publish(changed, { sandbox: false })).rejects.toThrow('SANDBOX_FIXED');
  });
});

describe('steering', () => {
  it('pauses, resumes and closes, and closing is final', async () => {
    const terms = fresh();
    await store.publish(terms);
    const by = { by: 'olga', reason: 'test' };
    const steer = (status: 'open' | 'paused' | 'closed') =>
      setCampaignStatus(store.pool, terms.campaign, { status, ...by });
    const issue = () => issueCode(store.pool, issueOf(terms, 'anna', store.keys));
    expect(await steer('paused')).toMatchObject({ ok: true, campaign: { status: 'paused' } });
    expect(await issue()).toMatchObject({ code: 'CAMPAIGN_PAUSED' });
    expect(await steer('open')).toMatchObject({ ok: true });
    expect(await issue()).toMatchObject({ ok: true });
    expect(await steer('closed')).toMatchObject({ ok: true });
    expect(await steer('closed')).toMatchObject({ ok: true });
    expect(await steer('open')).toMatchObject({ code: 'CAMPAIGN_CLOSED' });
    await expect(store.publish({ ...terms, title: 'Again' })).rejects.toThrow('CAMPAIGN_CLOSED');
    const none = setCampaignStatus(store.pool, 'nowhere' as CampaignId, { status: 'open', ...by });
    expect(await none).toMatchObject({ code: 'CAMPAIGN_UNKNOWN' });
  });

  it('puts the clock of a sandbox forward, and of nothing else', async () => {
    const [real, sandbox] = [fresh(), fresh()];
    await store.publish(real);
    await store.publish(sandbox, { sandbox: true });
    expect(await addClockOffset(store.pool, real.campaign, duration(hour))).toBeUndefined();
    expect(await addClockOffset(store.pool, sandbox.campaign, duration(hour))).toBe(hour);
    expect(await addClockOffset(store.pool, sandbox.campaign, duration(hour))).toBe(2 * hour);
    const { code } = await store.issue(sandbox, 'anna');
    expect(code.state.issuedAt).toBe(plus(start, 2 * hour));
    const ids = (await listCampaigns(store.pool)).map(({ id }) => id);
    expect(ids).toEqual([...ids].sort());
  });
});

describe('policies', () => {
  it('have one current version each', async () => {
    const first = { ...noPolicy, id: 'p', digest: 'p-1' as Digest };
    const second = { ...first, title: 'Second', digest: 'p-2' as Digest };
    expect(await publishPolicy(store.pool, first)).toBe(true);
    expect(await publishPolicy(store.pool, first)).toBe(false);
    expect(await publishPolicy(store.pool, second)).toBe(true);
    expect(await loadPolicy(store.pool, 'p')).toEqual(second);
    expect(await publishPolicy(store.pool, first)).toBe(true);
    expect(await loadPolicy(store.pool, 'p')).toEqual(first);
    expect(await loadPolicy(store.pool, 'none such')).toBeUndefined();
  });
});
