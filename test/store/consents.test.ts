import { afterAll, beforeAll, expect, test } from 'vitest';

import type { Terms } from '../../domain/campaign/terms.ts';
import type { UseCommand } from '../../domain/code/command.ts';
import type { OpId, SubjectId } from '../../domain/ids.ts';
import { duration, plus } from '../../domain/time.ts';
import { endConsents, giveConsent } from '../../store/consents/give-consent.ts';
import { withTransaction } from '../../store/pool.ts';
import { query } from '../../store/query.ts';
import { termsLike } from '../support/terms.ts';
import { createStore, start, type Store } from './fixture.ts';

const rule = { redeem: 'accepted', consent: true, keepLocationForMs: duration(1000) } as const;
const regions = [
  { ...rule, region: 'DE' },
  { ...rule, region: 'US', consent: false, verification: 'passport' },
];
const cell = '831f1dfffffffff';
let store: Store;
let terms: Terms;

beforeAll(async () => {
  store = await createStore();
  const scenario = { kind: 'cross-border', otherwise: 'refused', regions } as const;
  terms = await store.publishOwn(termsLike({ scenario }));
});

afterAll(() => store.close());

function use(invitee: string, region: string): UseCommand {
  const opId = `${invitee} ${region} ${String(Math.random())}` as OpId;
  return { kind: 'redeem', opId, invitee: invitee as SubjectId, region };
}

function agree(person: string) {
  const kept = { cell, until: plus(start, 1000) };
  const about = { campaign: terms.campaign, person: person as SubjectId, region: 'DE', text: 'v1' };
  return withTransaction(store.pool, (db) => giveConsent(db, { ...about, now: start, kept }));
}

function word(outcome: { readonly ok: boolean; readonly code?: unknown } | undefined): unknown {
  return outcome?.ok === true ? 'ok' : outcome?.code;
}

test('of several who come at once those are let in who have agreed', async () => {
  const { code } = await store.issue(terms, 'ann');
  await agree('bob');
  const comers = ['bob', 'cleo'].map((invitee) => use(invitee, 'DE'));
  const { outcomes } = await store.commit(code, comers, start);
  expect(outcomes.map(word)).toEqual(['ok', 'CONSENT_REQUIRED']);
});

test('a verification counts in its own batch, the latest of several', async () => {
  const { code } = await store.issue(terms, 'dora');
  const subject = 'dan' as SubjectId;
  const verify = (opId: string, result: 'passed' | 'failed') =>
    ({ kind: 'verify', opId: opId as OpId, subject, check: 'passport', result }) as const;
  const { outcomes } = await store.commit(
    code,
    [
      ...[verify('p', 'passed'), verify('f', 'failed'), use('dan', 'US')],
      ...[verify('again', 'passed'), use('dan', 'US')],
    ],
    start,
  );
  expect(outcomes.map(word)).toEqual(['ok', 'ok', 'VERIFICATION_REQUIRED', 'ok', 'ok']);
});

test('nothing is kept of where somebody is who does not agree any more', async () => {
  const { code } = await store.issue(terms, 'eve');
  await agree('finn');
  const person = 'finn' as SubjectId;
  expect(await endConsents(store.pool, { campaign: terms.campaign, person, now: start })).toBe(1);
  const kept = await query(
    store.pool,
    'SELECT cell, kept_until AS until FROM location_consent WHERE person = $1',
    [person],
  );
  expect(kept).toEqual([{ cell: null, until: null }]);
  const { outcomes } = await store.commit(code, [use('finn', 'DE')], start);
  expect(outcomes.map(word)).toEqual(['CONSENT_REQUIRED']);
});
