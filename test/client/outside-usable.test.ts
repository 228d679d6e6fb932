import { afterAll, beforeAll, expect, test } from 'vitest';

import { forOutsiders, type Outside } from '../../client/outside.ts';
import type { CampaignId, Digest, SubjectId } from '../../domain/ids.ts';
import type { CodeState } from '../../domain/code/state.ts';
import type { CodeRow } from '../../domain/commit/rows.ts';
import { partyKey } from '../../domain/policy/party.ts';
import type { RiskPolicy } from '../../domain/policy/policy.ts';
import { instant, plus } from '../../domain/time.ts';
import { publishPolicy } from '../../store/campaigns/policies.ts';
import { giveSanction } from '../../store/parties/by-hand.ts';
import { termsLike } from '../support/terms.ts';
import { atOnce } from '../support/at-once.ts';
import { createService, somebody, type Service } from './service.ts';

const hour = 3_600_000;
const no = { ok: false, code: 'CODE_UNKNOWN', message: 'no such code' };
const here = termsLike({ campaign: 'here' as CampaignId });
const worded = termsLike({ campaign: 'worded' as CampaignId, risk: { policy: 'wording' } });

let service: Service;
let outside: Outside;
/** What came to the workflow of a code. */
const came: unknown[] = [];

beforeAll(async () => {
  // Nothing but the books may be asked about what cannot be used: so no worker is needed.
  service = await createService({ worker: false });
  const { usher, stage } = service;
  const redeem: typeof usher.redeem = (call) => {
    came.push(call);
    return usher.redeem(call);
  };
  outside = forOutsiders({ ...usher, redeem }, { wait: atOnce });
  await publishPolicy(stage.pool, allowing(5));
  for (const terms of [here, worded]) await stage.publish(terms);
});
afterAll(() => service.close());

function allowing(value: number): RiskPolicy {
  return {
    ...{ id: 'wording', title: 'wording', digest: `allows-${String(value)}` as Digest },
    rules: [
      {
        ...{ id: 'unfit', title: 'unfit', answer: { kind: 'revision' } },
        when: { fact: 'wordingHits', operator: 'greaterThan', value },
      },
    ],
  };
}

/** A code that was replaced by another one of its holder, and is in its grace. */
async function replacedBy({ id, holder, state }: CodeRow): Promise<CodeRow> {
  const now = instant(Date.now());
  const ended = { endedAt: now, forwardUntil: plus(now, hour), settleAt: plus(now, 720 * hour) };
  return service.stage.insert(here, {
    ...{ holder, successor: id, state: { ...state, status: 'replaced', ...ended } },
  });
}

async function insertEnded(changes: Partial<CodeState>): Promise<CodeRow> {
  const { state } = await service.stage.insert(here);
  return service.stage.insert(here, { state: { ...state, ...changes } });
}

function gotten({ id, campaign }: CodeRow): ReturnType<Outside['get']> {
  return outside.get({ code: { codeId: id }, campaign });
}

async function expectUnknown(row: CodeRow): Promise<void> {
  expect(await gotten(row)).toEqual(no);
  const call = { code: { codeId: row.id }, campaign: row.campaign };
  expect(await outside.check({ ...call, invitee: somebody() })).toEqual(no);
  expect(await outside.redeem({ ...call, invitee: somebody() })).toEqual(no);
  expect(came).toEqual([]);
}

async function seenBy({ id }: CodeRow): Promise<unknown> {
  const view = await service.usher.get({ code: { codeId: id } });
  return view.ok ? view.public : view;
}

test('a replaced code whose line cannot be used is answered as one that there is not', async () => {
  const now = instant(Date.now());
  const revoked = await insertEnded({
    ...{ status: 'revoked', endedAt: now, settleAt: plus(now, 720 * hour) },
  });
  const expired = await insertEnded({ status: 'active', expiresAt: plus(now, -1) });
  for (const [last, code] of [
    [revoked, 'CODE_REVOKED'],
    [expired, 'CODE_EXPIRED'],
  ] as const) {
    const second = await replacedBy(last);
    for (const row of [second, await replacedBy(second)]) {
      await expectUnknown(row);
      expect(await seenBy(row)).toMatchObject({ usable: false, why: { code } });
    }
  }
});

test('a replaced code whose successor can be used is one that can be used', async () => {
  const last = await service.stage.insert(here);
  const second = await replacedBy(last);
  for (const row of [second, await replacedBy(second)]) {
    expect(await gotten(row)).toEqual({ ok: true });
    expect(await seenBy(row)).toMatchObject({
      ...{ usable: false, why: { code: 'CODE_REPLACED', successor: row.successor } },
    });
  }
});

test('a code that was replaced, whose holder is kept out, is answered as one that there is not', async () => {
  const holder = somebody() as SubjectId;
  const successor = await service.stage.insert(here, { holder });
  const old = await replacedBy(successor);
  const now = instant(Date.now());
  const given = { party: partyKey('person', holder), scope: here.campaign, now } as const;
  const by = { until: plus(now, hour), actor: 'olga', reason: 'case 4711' };
  await giveSanction(service.stage.pool, { ...given, ...by });
  await expectUnknown(successor);
  await expectUnknown(old);
});

test('a code whose wording the policy in force holds back is answered as one that there is not', async () => {
  const { stage } = service;
  const { state } = await stage.insert(worded);
  const rows = [
    await stage.insert(worded, { state: { ...state, wordingHits: 2 } }),
    await stage.insert(worded, { state: { ...state, status: 'active', wordingHits: 2 } }),
  ];
  for (const row of rows) expect(await gotten(row)).toEqual({ ok: true });
  await publishPolicy(stage.pool, allowing(0));
  for (const row of rows) {
    await expectUnknown(row);
    expect(await seenBy(row)).toMatchObject({ usable: false, why: { code: 'CODE_PENDING' } });
  }
});
