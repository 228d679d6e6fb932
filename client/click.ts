import { createHash } from 'node:crypto';

import { v7 as uuid } from 'uuid';

import { assert } from '../domain/assert.ts';
import type { Outcome } from '../domain/code/outcome.ts';
import { refuseChannel, refuseShare } from '../domain/code/refusal.ts';
import { reject, type Rejection } from '../domain/code/rejection.ts';
import type { ShareVia } from '../domain/campaign/terms.ts';
import type { CodeRow } from '../domain/commit/rows.ts';
import { parseOpId, type CodeId, type OpId } from '../domain/ids.ts';
import { loadVersion, type VersionRow } from '../store/campaigns/campaign-row.ts';
import { loadOutcomes } from '../store/codes/load-outcomes.ts';
import { recordClick, type Click, type ClickResult } from '../store/codes/record-click.ts';
import type { ClickCall } from './calls.ts';
import { findCode, type FoundCode } from './find-code.ts';
import { commandOf, passOf, send, type Desk } from './operate.ts';
import { patiently } from './patience.ts';
import { subjectOf } from './subject.ts';
import { stateNow } from './usable.ts';

/** A click that was recorded. */
export interface Clicked {
  readonly ok: true;
  readonly code: CodeId;
  readonly trackingId: string;
  /** What the code answered where this was the opening of a share that its terms count. */
  readonly share: Outcome | null;
}

/**
 * Records that somebody opened a code or a share of it. The first opening that the terms count is
 * also a share of the code; how often a share is opened after that changes nothing.
 */
export async function click(desk: Desk, call: ClickCall): Promise<Clicked | Rejection> {
  const pass = passOf(desk, call);
  const subject = subjectOf(desk.keys, call.visitor);
  const opId = parseOpId(call.opId ?? uuid());
  if (subject === undefined || opId === undefined || !fits(call)) return reject('INVALID_COMMAND');
  const { code, ip, campaign } = call;
  const lookup = { code, ip, campaign, judgedByCommit: false };
  const found = await patiently(pass.deadline, () => findCode(desk.finder, lookup));
  if ('ok' in found) return found;
  const { row, now } = found;
  const { share } = call;
  const version = await patiently(pass.deadline, () => versionOf(desk, row));
  const no = refuseChannel(version.terms, call);
  if (no !== null) return no;
  const via = await patiently(pass.deadline, async () => {
    const result = await recordClick(desk.pool, {
      ...said(call),
      code: row,
      opId,
      subject,
      at: now,
    });
    return share === undefined ? null : countedVia(desk, { found, version, call, share, result });
  });
  if (share === undefined || via === null) return clicked(row, null);
  const command = commandOf(
    { kind: 'share', fields: { ...said(call), share, via } },
    opIdOfShare(share),
  );
  assert(command !== undefined, 'what was said is well formed');
  const answering = send(desk, { found, pass, command });
  if (call.answersAtOnce === true) {
    answering.catch(() => undefined);
    return clicked(row, null);
  }
  const answer = await answering;
  // Another opening of the same share, by another channel, was counted in the same moment.
  const another = !answer.ok && answer.code === 'OPERATION_REUSED';
  return clicked(row, another ? null : answer);
}

/** By what share and channel it was opened, as far as the caller knows. */
function said({ share, channel }: ClickCall): Pick<Click, 'share' | 'channel'> {
  return {
    ...(share === undefined ? {} : { share }),
    ...(channel === undefined ? {} : { channel }),
  };
}

function clicked(row: CodeRow, share: Outcome | null): Clicked {
  return { ok: true, code: row.id, trackingId: row.trackingId, share };
}

async function versionOf({ pool }: Desk, { digest }: CodeRow): Promise<VersionRow> {
  const version = await loadVersion(pool, digest);
  assert(version !== undefined, 'a code has a version');
  return version;
}

interface Opening {
  readonly found: FoundCode;
  readonly version: VersionRow;
  readonly call: ClickCall;
  readonly share: string;
  readonly result: ClickResult;
}

/**
 * As which kind of share the terms count this opening, unless one of the same share has counted.
 * What counts is asked of the operations rather than of the clicks, so that a share is not lost
 * with a process that died between the two.
 */
async function countedVia(desk: Desk, opening: Opening): Promise<ShareVia | null> {
  const { found, version, call, share, result } = opening;
  const { row } = found;
  // Nobody shares with themselves.
  if (subjectOf(desk.keys, call.visitor) === row.holder) return null;
  const on = version.terms.validity.extension?.on;
  const byNew = result.newPerson && call.existingCustomer !== true;
  if (on !== 'share-opened' && !(on === 'share-opened-by-new' && byNew)) return null;
  if (await refusesShare(desk, found, version)) return null;
  const counted = await loadOutcomes(desk.pool, row, [opIdOfShare(share)]);
  return counted.size > 0 ? null : on;
}

/** Whether the code takes no share any more: its workflow is not asked then. A successor may, in the code's place. */
async function refusesShare(
  { pool }: Desk,
  found: FoundCode,
  version: VersionRow,
): Promise<boolean> {
  const { state } = await stateNow(pool, version, found);
  const no = refuseShare(version.terms, { state, successor: found.row.successor }, found.now);
  return no !== null && no.code !== 'CODE_REPLACED';
}

/** One name for all openings of a share, so that only one of them counts. */
function opIdOfShare(share: string): OpId {
  return `opened-${createHash('sha256').update(share).digest('base64url')}` as OpId;
}

function fits({ share, channel }: ClickCall): boolean {
  return [share, channel].every((name) => name === undefined || /^[\x21-\x7e]{1,128}$/.test(name));
}
