import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import type { CodeRow } from '../../domain/commit/rows.ts';
import type { CampaignId, SubjectId } from '../../domain/ids.ts';
import { programmePlace } from '../../domain/policy/party.ts';
import type { RiskPolicy } from '../../domain/policy/policy.ts';
import { plus } from '../../domain/time.ts';
import {
  addMember,
  endMember,
  listMembers,
  type WhitelistMember,
} from '../../store/parties/whitelist.ts';
import { createStore, heldFor, op, payingTerms, redeem, start, type Store } from './fixture.ts';

const hour = 3_600_000;
const day = 24 * hour;

/** Nobody invites anybody, unless they are certified. */
const policy: RiskPolicy = {
  ...{ id: 'closed', title: 'Closed', digest: 'closed' as RiskPolicy['digest'] },
  whitelist: [{ group: 'certified', rules: ['nobody'], until: plus(start, 1000 * hour) }],
  rules: [
    {
      ...{ id: 'nobody', title: 'nobody', answer: { kind: 'refuse' } },
      when: { fact: 'inviterInvitationsToday', operator: 'greaterThan', value: 0 },
    },
  ],
};
const terms = payingTerms({ risk: { policy: 'closed' } }, { payout: heldFor(hour) });
const by = { actor: 'olga', reason: 'contract 88' };

let store: Store;
let people = 0;

beforeAll(async () => {
  store = await createStore(policy);
});
afterAll(() => store.close());

function somebody(): SubjectId {
  people += 1;
  return `person-${people}` as SubjectId;
}

async function certify(
  subject: SubjectId,
  how: Partial<Pick<WhitelistMember, 'scope' | 'hourMax' | 'dayMax' | 'until'>> = {},
): Promise<void> {
  const member = { list: 'certified', subject, scope: 'all', hourMax: null, dayMax: null } as const;
  await addMember(store.pool, { ...member, ...by, until: plus(start, 900 * hour), ...how });
}

/** How many of so many invitations count, one after the other. */
async function invited(code: CodeRow, count: number, at = start): Promise<number> {
  let counted = 0;
  for (let n = 0; n < count; n += 1) {
    const { outcomes } = await store.commit(code, [redeem(somebody())], at);
    counted += outcomes.filter(({ ok }) => ok).length;
  }
  return counted;
}

async function codeIn(
  holder: SubjectId,
  { sandbox = false, serverNow = start, programme = 'none' } = {},
): Promise<CodeRow> {
  const own = { ...terms, programme, campaign: `of-${somebody()}` as CampaignId };
  await store.publish(own, { sandbox });
  return (await store.issue(own, holder, { serverNow })).code;
}

async function usedBy(subject: SubjectId): Promise<unknown> {
  const members = await listMembers(store.pool, 'certified', start);
  return members
    .filter((member) => member.subject === subject)
    .map(({ scope, hourUsed, dayUsed }) => [scope, hourUsed, dayUsed]);
}

describe('a certificate', () => {
  it('goes for so many invitations in any hour and any day; beyond, all rules hold', async () => {
    const ann = somebody();
    const code = await codeIn(ann);
    await certify(ann, { hourMax: 3, dayMax: 5 });
    expect(await invited(code, 5)).toBe(3);
    expect(await invited(code, 1, plus(start, hour - 1))).toBe(0);
    expect(await invited(code, 5, plus(start, hour))).toBe(2);
    const late = await codeIn(ann, { serverNow: plus(start, day - hour) });
    expect(await invited(late, 1, plus(start, day - 1))).toBe(0);
    expect(await invited(late, 5, plus(start, day))).toBe(3);
  });

  it('goes as far in one batch as one by one, and gets back what is cancelled', async () => {
    const ann = somebody();
    const code = await codeIn(ann);
    await certify(ann, { dayMax: 2 });
    const batch = [1, 2, 3].map(() => redeem(somebody()));
    const { outcomes } = await store.commit(code, batch);
    expect(outcomes.map(({ ok }) => ok)).toEqual([true, true, false]);
    const [first] = outcomes;
    if (first?.ok !== true || first.redemption === undefined) throw new Error('not redeemed');
    const cancelled = { kind: 'cancel', redemption: first.redemption, ...by } as const;
    const both = await store.commit(code, [
      ...[{ ...cancelled, opId: op() }, redeem(somebody()), redeem(somebody())],
    ]);
    expect(both.outcomes.map(({ ok }) => ok)).toEqual([true, true, false]);
  });

  it('goes no further on many codes at once, and nobody loses what is left', async () => {
    const ann = somebody();
    await certify(ann, { dayMax: 4 });
    const codes = await Promise.all(Array.from({ length: 10 }, () => codeIn(ann)));
    const rounds = codes.map(async (code) => [await invited(code, 1), await invited(code, 1)]);
    const counted = (await Promise.all(rounds)).flat();
    expect(counted.reduce((sum, one) => sum + one, 0)).toBe(4);
    expect(await usedBy(ann)).toEqual([['all', null, 4]]);
  });

  it('holds in one campaign alone where it says so, and counts there alone', async () => {
    const ann = somebody();
    const [here, there] = [await codeIn(ann), await codeIn(ann)];
    await certify(ann, { scope: here.campaign, dayMax: 2 });
    expect([await invited(here, 3), await invited(there, 1)]).toEqual([2, 0]);
    await certify(ann, { dayMax: 4 });
    // Two of the four were made in the first campaign.
    expect([await invited(there, 3), await invited(here, 1)]).toEqual([2, 0]);
    const removed = { list: 'certified', subject: ann, ...by };
    expect(await endMember(store.pool, { ...removed, scope: there.campaign })).toBe(false);
  });

  it('holds in a programme where it says so, and counts over all of its campaigns', async () => {
    const ann = somebody();
    const spring = { programme: 'spring' };
    const [one, other] = [await codeIn(ann, spring), await codeIn(ann, spring)];
    const [elsewhere, tried] = [await codeIn(ann), await codeIn(ann, { ...spring, sandbox: true })];
    await certify(ann, { scope: programmePlace('spring'), hourMax: 3 });
    expect([await invited(one, 2), await invited(other, 2)]).toEqual([2, 1]);
    expect([await invited(elsewhere, 1), await invited(tried, 1)]).toEqual([0, 0]);
    expect(await usedBy(ann)).toEqual([['programme:spring', 3, null]]);
  });

  it('is not used up by a sandbox, nor that by others', async () => {
    const ann = somebody();
    const [sandbox, real] = [await codeIn(ann, { sandbox: true }), await codeIn(ann)];
    await certify(ann, { hourMax: 2 });
    expect([await invited(sandbox, 3), await invited(real, 3)]).toEqual([2, 2]);
  });

  it('without limits goes without end, until it is over', async () => {
    const ann = somebody();
    const code = await codeIn(ann);
    expect(await invited(code, 1)).toBe(0);
    await certify(ann);
    expect(await invited(code, 4)).toBe(4);
    await certify(ann, { until: start });
    expect(await invited(code, 1)).toBe(0);
  });
});
