import type { Terms } from '../../domain/campaign/terms.ts';
import { nextDeadline } from '../../domain/code/deadline.ts';
import { liveCodesKey } from '../../domain/commit/counters.ts';
import type { CodeRow } from '../../domain/commit/rows.ts';
import { rowId } from '../../domain/ids.ts';
import { codeTable, eventTable, insertFromJson } from '../columns.ts';
import type { Sealed } from '../keys/key-ring.ts';
import type { Mint } from '../keys/value.ts';
import { query, type Db } from '../query.ts';
import { insertValue } from './code-values.ts';

const text = `
  WITH inserted AS (
    ${insertFromJson(codeTable, '$1', { status: '$2', deadline_at: '$3', committed_by: '$4' })}
    RETURNING id, campaign, tracking_id
  ), counted AS (
    UPDATE counter SET used = used + 1
    WHERE (campaign, key) = (SELECT campaign, '${liveCodesKey}' FROM inserted)
  )
  ${insertFromJson(eventTable, '$5', {
    campaign: '(SELECT campaign FROM inserted)',
    code: '(SELECT id FROM inserted)',
    tracking_id: '(SELECT tracking_id FROM inserted)',
  })}`;

export interface NewCode {
  readonly code: CodeRow;
  readonly terms: Terms;
  readonly mint: Mint;
  readonly committedBy: string;
}

/**
 * Inserts a code that is open, with its first value and the event that it was issued, and counts it
 * among the campaign's open codes. Whether there may be one more is the caller's to ask.
 */
export async function insertCode(db: Db, fresh: NewCode): Promise<Sealed> {
  const { code, terms, mint, committedBy } = fresh;
  const issued = {
    id: rowId(code.id, 0),
    kind: 'issued',
    at: code.state.issuedAt,
    channel: code.channel,
    share: null,
    subject: code.holder,
    data: {
      generation: code.state.generation,
      ...(terms.variant === undefined ? {} : { variant: terms.variant }),
    },
  };
  await query(db, { name: 'insert-code', text }, [
    JSON.stringify([code]),
    code.state.status,
    nextDeadline(terms, code.state)?.at ?? null,
    committedBy,
    JSON.stringify([issued]),
  ]);
  return insertValue(db, code.id, mint);
}
