import { WorkflowExecutionAlreadyStartedError, type Client } from '@temporalio/client';
import { v7 as uuid } from 'uuid';

import { forHolder, type HolderFinding } from '../domain/content/words.ts';
import { reject, type Rejection } from '../domain/code/rejection.ts';
import type { CodeStatus } from '../domain/code/state.ts';
import { parseCampaignId, parseCodeId, type CodeId } from '../domain/ids.ts';
import { identityKey, identityKinds } from '../domain/policy/ties.ts';
import { instant, type Instant } from '../domain/time.ts';
import {
  issueCode,
  type Issue,
  type Issued,
  type IssuedWording,
} from '../store/codes/issue-code.ts';
import { open, type KeyRing } from '../store/keys/key-ring.ts';
import { sealWording } from '../store/keys/wording.ts';
import { mintValue, sealValue, withPersonalPrefix } from '../store/keys/value.ts';
import { workflowType } from '../workflows/messages.ts';
import type { IssueCall } from './calls.ts';
import { passOf, type Desk } from './operate.ts';
import { patiently } from './patience.ts';
import { withReadPhone } from './inviter-phone/issue.ts';
import { identityIndex, subjectOf } from './subject.ts';

/** A code for somebody. Its value is shown here, and stored only encrypted. */
export interface IssuedCode {
  readonly ok: true;
  readonly code: CodeId;
  readonly value: string;
  /** False when the person gets a code that they have already. */
  readonly created: boolean;
  readonly status: CodeStatus;
  readonly expiresAt: Instant | null;
  /** The campaign's variant that the code is of; null where its own terms hold. */
  readonly variant: string | null;
  /** Names the code in figures and links; says nothing about its value or holder. */
  readonly trackingId: string;
  /** Words in its wording that keep it pending, and others that were found. */
  readonly findings?: readonly HolderFinding[];
}

const malformedWording = reject('INVALID_COMMAND', {
  message: 'the command is malformed: wording',
});

/**
 * Issues a code and wakes it. Asking again while a person holds as many codes as the campaign
 * allows gives the latest one again, so a call that failed may be repeated.
 */
export async function issue(
  desk: Desk,
  temporal: Client,
  call: IssueCall,
): Promise<IssuedCode | Rejection> {
  const { deadline } = passOf(desk, call);
  const campaign = parseCampaignId(call.campaign);
  if (campaign === undefined) return reject('CAMPAIGN_UNKNOWN');
  const holder = subjectOf(desk.keys, call.holder);
  const id = parseCodeId(call.codeId ?? uuid());
  if (holder === undefined || id === undefined) return reject('INVALID_COMMAND');
  const known = await patiently(deadline, () => withReadPhone(desk, { campaign, holder }, call));
  if ('ok' in known) return known;
  const { value, personalPrefix } = call;
  const wording = await patiently(deadline, () => screened(desk, call));
  if (wording === null) return malformedWording;
  const asked: Issue = {
    campaign,
    id,
    holder,
    ...carried(call),
    ...aboutHolder(desk.keys, known),
    serverNow: instant(Date.now()),
    ...wording,
    ...(value === undefined ? {} : { value }),
    ...(personalPrefix === undefined ? {} : { personalPrefix }),
    mint: ({ code: { format } }, code) =>
      value === undefined
        ? mintValue(desk.keys, withPersonalPrefix(format, personalPrefix ?? ''), code)
        : sealValue(desk.keys, format, { code, value }),
    issuedBy: 'client',
  };
  const issued = await patiently(deadline, () => issueCode(desk.pool, asked));
  if (!issued.ok) return issued;
  if (issued.code.state.status === 'dormant') await wake(desk, { temporal, issued, deadline });
  return shown(desk, issued, asked.wording);
}

/** What the code carries, and what is known of its holder. */
function carried({
  segment,
  channel,
  parameters,
}: IssueCall): Pick<Issue, 'segment' | 'channel' | 'parameters'> {
  return {
    ...(segment === undefined ? {} : { segment }),
    ...(channel === undefined ? {} : { channel }),
    ...(parameters === undefined ? {} : { parameters }),
  };
}

/** The wording as it is stored: sealed, and looked through. Null for a text that is none. */
async function screened(
  { keys, pool, screens }: Desk,
  { wording }: IssueCall,
): Promise<Pick<Issue, 'wording'> | null> {
  if (wording === undefined) return {};
  const sealed = sealWording(keys, wording);
  if (sealed === undefined) return null;
  const { screen } = await screens(pool);
  return { wording: { sealed, ...screen(wording) } };
}

/** What the service says of the holder, in blind indexes; nothing where it says nothing. */
export function aboutHolder(
  keys: KeyRing,
  { account, device, bound }: IssueCall,
): Pick<Issue, 'about'> {
  const said = { phone: account?.phone, payee: account?.payee, device: device?.id };
  const identities = identityKinds.flatMap((kind) => {
    const value = said[kind];
    const index = value === undefined ? undefined : identityIndex(keys, kind, value);
    return index === undefined ? [] : [identityKey(kind, index)];
  });
  if (identities.length === 0 && bound === undefined) return {};
  return { about: { identities, ...(bound === undefined ? {} : { bound }) } };
}

async function wake(
  desk: Desk,
  waking: { readonly temporal: Client; readonly issued: Issued; readonly deadline: number },
): Promise<void> {
  const { temporal, issued, deadline } = waking;
  try {
    await patiently(deadline, async () => {
      const options = await desk.books.waking(issued.code);
      await temporal.withDeadline(deadline, () => temporal.workflow.start(workflowType, options));
    });
  } catch (error) {
    // Somebody else woke it, and it has even ended since.
    if (!(error instanceof WorkflowExecutionAlreadyStartedError)) throw error;
  }
}

function shown(
  desk: Desk,
  { code, created, sealed, variant, awake }: Issued,
  wording: IssuedWording | undefined,
): IssuedCode {
  const { status, expiresAt } = code.state;
  return {
    ok: true,
    code: code.id,
    value: open(desk.keys, code.id, sealed),
    created,
    status: status === 'dormant' ? awake : status,
    expiresAt,
    variant,
    trackingId: code.trackingId,
    ...(created && wording !== undefined && wording.findings.length > 0
      ? { findings: forHolder(wording) }
      : {}),
  };
}
