import { afterAll, beforeAll, expect, test } from 'vitest';

import { assignVariant } from '../../domain/campaign/assign-variant.ts';
import type { Terms } from '../../domain/campaign/terms.ts';
import type { CampaignId, OpId, SubjectId } from '../../domain/ids.ts';
import { minorUnits } from '../../domain/money.ts';
import { duration, plus } from '../../domain/time.ts';
import { listVersions, loadCampaign } from '../../store/campaigns/campaign-row.ts';
import { moveCodesPage } from '../../store/codes/move-codes.ts';
import { checkInvariants } from '../../store/ledger/check-invariants.ts';
import { query } from '../../store/query.ts';
import {
  budgetOf,
  createStore,
  digestOf,
  payingTerms,
  redeem,
  reload,
  start,
  type Store,
} from './fixture.ts';

let store: Store;
beforeAll(async () => {
  store = await createStore();
});
afterAll(() => store.close());

const day = 24 * 3_600_000;

interface Varied {
  readonly terms: Terms;
  readonly variants: readonly Terms[];
}

/** Variant a pays one yuan, b two; gold is a segment of its own, and pays three. */
function varied(campaign: string, own: Partial<Terms> = {}): Varied {
  const paying = (variant: string, minor: number): Terms => {
    const reward = { schedule: { kind: 'each' as const, minor: minorUnits(minor) } };
    return payingTerms({ campaign: campaign as CampaignId, variant, ...own }, reward);
  };
  const variants = [paying('a', 100), paying('b', 200), paying('gold', 300)];
  const listed = variants.map((terms, index) => ({
    id: terms.variant ?? '',
    weight: [60, 40, 1][index] ?? 1,
    segment: terms.variant === 'gold' ? 'gold' : null,
    digest: digestOf(terms),
  }));
  const terms = payingTerms({ campaign: campaign as CampaignId, ...own, variants: listed });
  return { terms, variants };
}

async function publish({ terms, variants }: Varied): Promise<void> {
  await store.publish(terms, { variants });
}

function holderOf(terms: Terms, variant: string): string {
  const names = Array.from({ length: 100 }, (_, index) => `person-${index}`);
  const found = names.find(
    (holder) => assignVariant(terms, { holder: holder as SubjectId })?.id === variant,
  );
  return found ?? '';
}

test('variants are versions behind their campaign, published once', async () => {
  const campaign = varied('published');
  await publish(campaign);
  await publish(campaign);
  const { terms } = campaign;
  expect(await loadCampaign(store.pool, terms.campaign)).toMatchObject({ digest: digestOf(terms) });
  const rows = await listVersions(store.pool, terms.campaign);
  expect(rows.map(({ version, terms: own }) => [version, own.variant])).toEqual([
    [1, undefined],
    [2, 'a'],
    [3, 'b'],
    [4, 'gold'],
  ]);
  expect(new Set(rows.map(({ startsAt }) => startsAt)).size).toBe(1);
  const [first, second, third] = terms.variants ?? [];
  if (!first || !second || !third) throw new Error('three variants');
  const reweighted = { ...terms, variants: [{ ...first, weight: 1 }, second, third] };
  await publish({ terms: reweighted, variants: campaign.variants });
  expect((await listVersions(store.pool, terms.campaign)).map(({ version }) => version)).toEqual([
    1, 2, 3, 4, 5,
  ]);
});

test('a period that comes back is the same for the campaign and for variants published before', async () => {
  const campaign = varied('periods');
  const { period, variants } = campaign.terms;
  await publish(campaign);
  const shorter = { ...period, ends: { kind: 'after' as const, ms: duration(day) } };
  const other = varied('periods', { period: shorter });
  await store.publish(other.terms, { variants: other.variants, at: plus(start, day) });
  const back = {
    ...campaign.terms,
    variants: variants?.map((one) => ({ ...one, weight: one.weight + 1 })) ?? [],
  };
  const at = plus(start, 2 * day);
  const { version } = await store.publish(back, { variants: campaign.variants, at });
  const rows = await listVersions(store.pool, back.campaign);
  const listed = rows.filter(({ digest }) => back.variants.some((one) => one.digest === digest));
  expect(listed).toHaveLength(3);
  for (const { startsAt, endsAt } of listed) expect(version).toMatchObject({ startsAt, endsAt });
});

test('two people in different variants earn by their own, from one budget', async () => {
  const campaign = varied('two-people', { budget: budgetOf(350) });
  await publish(campaign);
  const { terms } = campaign;
  const [ann, bob] = [holderOf(terms, 'a'), holderOf(terms, 'b')];
  const codes = [(await store.issue(terms, ann)).code, (await store.issue(terms, bob)).code];
  expect(codes.map(({ digest }) => digest)).toEqual(campaign.variants.slice(0, 2).map(digestOf));
  const events = await query<{ variant: string }>(
    store.pool,
    `SELECT data ->> 'variant' AS variant FROM event WHERE campaign = $1 ORDER BY id`,
    [terms.campaign],
  );
  expect(events.map(({ variant }) => variant).sort()).toEqual(['a', 'b']);
  const [first, second] = codes;
  if (!first || !second) throw new Error('two codes');
  await store.commit(first, [redeem('cem')]);
  await store.commit(second, [redeem('dee')]);
  const last = await store.commit(first, [redeem('eve')]);
  expect(last.outcomes).toMatchObject([{ ok: true, rewards: [{ reason: 'BUDGET_EXHAUSTED' }] }]);
  const rewards = await query(
    store.pool,
    'SELECT beneficiary, minor::int AS minor FROM reward WHERE campaign = $1 ORDER BY minor',
    [terms.campaign],
  );
  expect(rewards).toEqual([
    { beneficiary: ann, minor: 100 },
    { beneficiary: bob, minor: 200 },
  ]);
  expect(await checkInvariants(store.pool)).toEqual([]);
});

test('a segment has its own variants, and a person keeps the one that they have had', async () => {
  const { code } = payingTerms();
  const campaign = varied('segments', { code: { ...code, perPerson: 5 } });
  await publish(campaign);
  const { terms } = campaign;
  const variantOf = async (holder: string, segment?: string): Promise<string | undefined> => {
    const changes = segment === undefined ? {} : { segment };
    const { code: issued } = await store.issue(terms, holder, changes);
    return campaign.variants.find((one) => digestOf(one) === issued.digest)?.variant;
  };
  expect(await variantOf('lin', 'gold')).toBe('gold');
  expect(await variantOf('lin')).toBe('gold');
  const ann = holderOf(terms, 'a');
  expect(await variantOf(ann, 'silver')).toBe('a');
  const [first, second, third] = terms.variants ?? [];
  if (!first || !second || !third) throw new Error('three variants');
  const variants = [{ ...first, weight: 1 }, { ...second, weight: 1_000_000 }, third];
  await publish({ terms: { ...terms, variants }, variants: campaign.variants });
  expect(await variantOf(ann)).toBe('a');
});

test('a successor keeps the variant, and so does a move to another version', async () => {
  const { validity } = payingTerms();
  const campaign = varied('successors', {
    validity: {
      ...validity,
      lifetime: { kind: 'for', ms: duration(day) },
      onExpiry: {
        ...{ action: 'regenerate', generationsMax: 3, onlyIfTouched: false },
        forwardForMs: duration(day),
      },
    },
  });
  await publish(campaign);
  const { terms } = campaign;
  const { code } = await store.issue(terms, holderOf(terms, 'b'));
  await store.commit(code, [], plus(start, 2 * day));
  const old = await reload(store, code);
  if (old.successor === null) throw new Error('a successor');
  const next = await reload(store, { ...code, id: old.successor });
  expect(next.digest).toBe(code.digest);

  const fresh = varied('successors', { validity: campaign.terms.validity, title: 'Again' });
  await publish(fresh);
  const to = (await listVersions(store.pool, terms.campaign)).find(
    ({ digest }) => digest === digestOf(fresh.terms),
  );
  if (to === undefined) throw new Error('a version');
  const move = {
    ...{ to, by: { actor: 'test', reason: 'test' }, opId: 'move' as OpId, bodyHash: 'x' },
    ...{ now: plus(start, 2 * day + 1000), write: true },
  };
  const moved = await moveCodesPage(store.pool, move, { after: null, size: 10 });
  const b = fresh.variants[1];
  expect(moved.map(({ after }) => after.digest)).toEqual([b && digestOf(b)]);
  expect(await moveCodesPage(store.pool, move, { after: null, size: 10 })).toEqual([]);
});
