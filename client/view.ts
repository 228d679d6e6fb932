import { nextDeadline, type Deadline } from '../domain/code/deadline.ts';
import type { Rejection } from '../domain/code/rejection.ts';
import { isFinal, type CodeState } from '../domain/code/state.ts';
import type { CodeRow } from '../domain/commit/rows.ts';
import { gatheredText } from '../domain/delivery/gathered.ts';
import type { Instant } from '../domain/time.ts';
import type { KeyRing } from '../store/keys/key-ring.ts';
import { listGathering, type GatheringLine } from '../store/payouts/list-gathering.ts';
import { workflowId } from '../workflows/messages.ts';
import type { LookCall } from './calls.ts';
import { isClaimed } from './failing.ts';
import { findCode, type LookupOptions } from './find-code.ts';
import { passOf, type Desk } from './operate.ts';
import { patiently } from './patience.ts';
import { identityIndex, subjectOf } from './subject.ts';
import { usability } from './usable.ts';

/** A code as it is shown: its row and its deadlines, never the row alone. */
export interface CodeView {
  readonly ok: true;
  readonly row: CodeRow;
  /** With every deadline passed that is over. */
  readonly shown: CodeState;
  /** By the campaign's clock. */
  readonly now: Instant;
  readonly next: Deadline | null;
  /**
   * What the public may see: whether the code can be used, and if it is greyed out, why. `CODE_REPLACED` only where
   * its successor can be used in its place; otherwise what is the matter with that one.
   */
  readonly public: { readonly usable: boolean; readonly why: Rejection | null };
  /** For the holder alone: what of their rewards in the campaign is not sent yet, since it waits for a minimum. */
  readonly gathering: readonly Gathered[];
  readonly workflowId: string;
}

/** Due rewards of one asset that wait for their campaign's minimum payout. */
export interface Gathered extends Pick<GatheringLine, 'asset' | 'rewards' | 'minor' | 'minimum'> {
  /** In words: `gathered 6.00 of 10.00 CNY`. */
  readonly why: string;
}

/** Looks a code up. Counted for the network and the device, as every look-up is. */
export async function view(desk: Desk, call: LookCall): Promise<CodeView | Rejection> {
  const { deadline } = passOf(desk, call);
  const lookup = { ...whoLooks(desk.keys, call), judgedByCommit: false };
  const found = await patiently(deadline, () => findCode(desk.finder, lookup));
  if ('ok' in found) return found;
  const { row, now } = found;
  const { campaign: id, holder } = row;
  const [{ version, shown, why }, waiting] = await patiently(deadline, async () => [
    await usability(desk.pool, found),
    await listGathering(desk.pool, { campaign: id, beneficiary: holder }),
  ]);
  return {
    ok: true,
    row,
    shown,
    now,
    next: isFinal(shown.status) ? null : nextDeadline(version.terms, shown),
    gathering: waiting.map((line) => {
      const { asset, rewards, minor, minimum } = line;
      return { asset, rewards, minor, minimum, why: gatheredText(line) };
    }),
    public: { usable: why === null, why },
    workflowId: workflowId(row.campaign, row.id),
  };
}

function whoLooks(
  keys: KeyRing,
  { code, ip, campaign, device, invitee }: LookCall,
): Omit<LookupOptions, 'judgedByCommit'> {
  const id = device?.id === undefined ? undefined : identityIndex(keys, 'device', device.id);
  const person = invitee === undefined ? undefined : subjectOf(keys, invitee);
  return { code, ip, campaign, device: id, person, isClaimed: isClaimed(invitee) };
}
