import { createHash } from 'node:crypto';

import { v7 as uuid } from 'uuid';

import type { Outcome } from '../domain/code/outcome.ts';
import { reject, type Rejection } from '../domain/code/rejection.ts';
import type { ShareVia, Terms } from '../domain/campaign/terms.ts';
import { parseOpId, type CodeId, type OpId } from '../domain/ids.ts';
import { assert } from '../domain/assert.ts';
import { loadVersion } from '../store/campaigns/campaign-row.ts';
import { recordClick, type Click, type ClickResult } from '../store/codes/record-click.ts';
import type { ClickCall } from './calls.ts';
import { findCode } from './find-code.ts';
import { byId, operate, passOf, type Desk } from './operate.ts';
import { patiently } from './patience.ts';
import { subjectOf } from './subject.ts';

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
  const lookup = { code: call.code, ip: call.ip, judgedByCommit: false };
  const found = await patiently(pass.deadline, () => findCode(desk.pool, desk.keys, lookup));
  if ('ok' in found) return found;
  const { row, now } = found;
  const { share, channel } = call;
  const event: Click = {
    code: row,
    opId,
    subject,
    at: now,
    ...(share === undefined ? {} : { share }),
    ...(channel === undefined ? {} : { channel }),
  };
  const [result, version] = await patiently(pass.deadline, async () => [
    await recordClick(desk.pool, event),
    await loadVersion(desk.pool, row.digest),
  ]);
  assert(version !== undefined, 'a code has a version');
  const via = countedVia(version.terms, call, result);
  const { deadlineMs, caller } = call;
  const answer =
    share === undefined || via === null
      ? null
      : await operate(
          desk,
          {
            code: byId(row),
            opId: opIdOfShare(share),
            ...(deadlineMs === undefined ? {} : { deadlineMs }),
            ...(caller === undefined ? {} : { caller }),
          },
          { kind: 'share', fields: { via, share } },
        );
  return { ok: true, code: row.id, trackingId: row.trackingId, share: answer };
}

/** As which kind of share the terms count this opening, if they do and it has not counted yet. */
function countedVia(terms: Terms, call: ClickCall, result: ClickResult): ShareVia | null {
  switch (terms.validity.extension?.on) {
    case 'share-opened':
      // Also for a click that is told again: perhaps nobody heard of the share the first time.
      return result.firstOfShare || !result.recorded ? 'share-opened' : null;
    case 'share-opened-by-new':
      return result.newPerson && call.existingCustomer !== true ? 'share-opened-by-new' : null;
    default:
      return null;
  }
}

/** One name for all openings of a share, so that only one of them counts. */
function opIdOfShare(share: string): OpId {
  return `opened-${createHash('sha256').update(share).digest('base64url')}` as OpId;
}

function fits({ share, channel }: ClickCall): boolean {
  return [share, channel].every((name) => name === undefined || /^[\x21-\x7e]{1,128}$/.test(name));
}
