import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import type { Terms } from '../../domain/campaign/terms.ts';
import type { CodeRow } from '../../domain/commit/rows.ts';
import type { CampaignId } from '../../domain/ids.ts';
import { partyKey, programmePlace } from '../../domain/policy/party.ts';
import type { RiskPolicy } from '../../domain/policy/policy.ts';
import { plus } from '../../domain/time.ts';
import { giveSanction, liftSanctions, listSanctions } from '../../store/parties/by-hand.ts';
import { countLookup } from '../../store/parties/count-lookup.ts';
import { heldOfBanned } from '../../store/parties/held-of-banned.ts';
import { placeIn } from '../../store/parties/lookup-place.ts';
import { loadSuspension } from '../../store/parties/standing-of.ts';
import { createStore, heldFor, payingTerms, redeem, start, type Store } from './fixture.ts';

const hour = 3_600_000;

const policy: RiskPolicy = {
  ...{ id: 'programmes', title: 'Programmes', digest: 'programmes' as RiskPolicy['digest'] },
  rules: [
    {
      ...{ id: 'farm', title: 'farm' },
      when: { fact: 'deviceReports', operator: 'contains', value: 'emulator' },
      answer: { kind: 'ban', party: 'device', scope: 'programme' },
    },
  ],
};
const by = { actor: 'olga', reason: 'case 4711' };

let store: Store;
let campaigns = 0;

beforeAll(async () => {
  store = await createStore(policy);
});
afterAll(() => store.close());

async function publish(programme?: string, sandbox = false): Promise<Terms> {
  campaigns += 1;
  const paying = payingTerms({ risk: { policy: 'programmes' } }, { payout: heldFor(hour) });
  const named = programme === undefined ? {} : { programme };
  const terms = { ...paying, ...named, campaign: `in-${campaigns}` as CampaignId };
  await store.publish(terms, { sandbox });
  return terms;
}

async function codeIn(programme?: string, sandbox = false): Promise<CodeRow> {
  return (await store.issue(await publish(programme, sandbox), 'ann')).code;
}

async function answer(code: CodeRow, who: string, how: Parameters<typeof redeem>[1] = {}) {
  const { outcomes } = await store.commit(code, [redeem(who, how)]);
  return outcomes.map((one) => (one.ok ? 'ok' : one.code)).join();
}

const farmed = (device: string) => ({ device, deviceReports: ['emulator'] }) as const;

describe('a sanction of a programme', () => {
  it('holds in all of its campaigns, and in no other', async () => {
    const [here, there, elsewhere] = [await codeIn('p1'), await codeIn('p1'), await codeIn('p2')];
    expect(await answer(here, 'b1', farmed('d-1'))).toBe('PARTY_BANNED');
    const device = 'd-1';
    expect(await answer(there, 'b2', { device })).toBe('PARTY_BANNED');
    expect(await answer(elsewhere, 'b3', { device })).toBe('ok');
    expect(await answer(await codeIn(), 'b4', { device })).toBe('ok');
    const party = partyKey('device', device);
    expect(await listSanctions(store.pool, { party, all: false, limit: 9 })).toMatchObject([
      { scope: 'programme:p1', campaign: here.campaign, rules: ['farm'] },
    ]);
    expect(await liftSanctions(store.pool, party, by)).toBe(1);
    expect(await answer(there, 'b2', { device })).toBe('ok');
  });

  it('keeps its party from looking up codes there, and nowhere else', async () => {
    const [here, there, elsewhere] = [await codeIn('p7'), await codeIn('p7'), await codeIn('p8')];
    expect(await answer(here, 'b1', farmed('d-7'))).toBe('PARTY_BANNED');
    const party = partyKey('device', 'd-7');
    const isBanned = async ({ campaign: id }: CodeRow, programme: string | null) => {
      const place = placeIn({ id, programme, sandbox: false });
      const asked = { parties: [party], place, as: 'nothing', now: start } as const;
      return (await countLookup(store.pool, asked)).get(party)?.isBanned;
    };
    expect([await isBanned(here, 'p7'), await isBanned(there, 'p7')]).toEqual([true, true]);
    expect(await isBanned(elsewhere, 'p8')).toBe(false);
  });

  it('that a sandbox gives counts for itself alone, and those of others not for it', async () => {
    const [tried, real] = [await codeIn('p3', true), await codeIn('p3')];
    expect(await answer(tried, 'b1', farmed('d-2'))).toBe('PARTY_BANNED');
    expect(await answer(real, 'b2', { device: 'd-2' })).toBe('ok');
    expect(await answer(tried, 'b3', { device: 'd-2' })).toBe('PARTY_BANNED');
    expect(await answer(real, 'b4', farmed('d-3'))).toBe('PARTY_BANNED');
    expect(await answer(tried, 'b5', { device: 'd-3' })).toBe('ok');
  });

  it('of a campaign that belongs to none keeps to that campaign', async () => {
    const [here, there] = [await codeIn(), await codeIn()];
    expect(await answer(here, 'b1', farmed('d-4'))).toBe('PARTY_BANNED');
    expect(await answer(here, 'b2', { device: 'd-4' })).toBe('PARTY_BANNED');
    expect(await answer(there, 'b3', { device: 'd-4' })).toBe('ok');
  });

  it('given by hand suspends codes there, and takes back what is on hold there', async () => {
    const [here, elsewhere] = [await codeIn('p4'), await codeIn('p5')];
    expect([await answer(here, 'c1'), await answer(elsewhere, 'c1')]).toEqual(['ok', 'ok']);
    const party = partyKey('person', 'ann');
    const given = { party, scope: programmePlace('p4'), until: null, now: start, voids: true };
    await giveSanction(store.pool, { ...given, ...by });
    expect([await answer(here, 'c2'), await answer(elsewhere, 'c2')]).toEqual([
      'INVITER_SUSPENDED',
      'ok',
    ]);
    const asked = { holder: here.holder, now: plus(start, 1) };
    const suspensions = [here, elsewhere].map(({ campaign }) =>
      loadSuspension(store.pool, { campaign, ...asked }),
    );
    expect(await Promise.all(suspensions)).toEqual([{ until: null, rules: [] }, null]);
    const held = await heldOfBanned(store.pool, 9);
    expect(held.map(({ code }) => code)).toEqual([here.id]);
  });

  it('holds for codes that are out once their campaign is published into the programme', async () => {
    const terms = await publish();
    const { code } = await store.issue(terms, 'zoe');
    expect(await answer(await codeIn('p6'), 'b1', farmed('d-6'))).toBe('PARTY_BANNED');
    expect(await answer(code, 'b2', { device: 'd-6' })).toBe('ok');
    await store.publish({ ...terms, programme: 'p6' });
    expect(await answer(code, 'b3', { device: 'd-6' })).toBe('PARTY_BANNED');
  });
});
