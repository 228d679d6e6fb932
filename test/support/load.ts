import { setTimeout as sleep } from 'node:timers/promises';

import type { Usher } from '../../client/usher.ts';
import { UsherError } from '../../client/usher-error.ts';
import type { Outcome } from '../../domain/code/outcome.ts';
import type { CampaignId, CodeId } from '../../domain/ids.ts';
import { snapshotQuery, workflowId } from '../../workflows/messages.ts';
import type { CrashStack } from './crash-stack.ts';

/** An operation with the answer that its caller was given. */
export interface Acknowledged {
  readonly code: CodeId;
  readonly opId: string;
  readonly kind: 'share' | 'redeem' | 'milestone' | 'reverse';
  readonly outcome: Outcome;
  /** How often the caller gave up and asked again. */
  readonly retries: number;
}

/** Callers of one campaign who never stop asking, and what they were told. */
export interface Callers {
  readonly acknowledged: readonly Acknowledged[];
  /** Asks, again after each deadline with the same operation, until there is an outcome. */
  insist(
    what: Pick<Acknowledged, 'code' | 'opId' | 'kind'>,
    ask: (call: { opId: string; deadlineMs: number }) => Promise<Outcome>,
  ): Promise<Outcome>;
  /** Somebody redeems the code, registers, and proves a real name: one reward for the inviter. */
  guest(code: CodeId, invitee: string): Promise<void>;
}

/** How long a caller waits before it gives up and asks again. */
const patienceMs = 8_000;

/** Opens a book of callers. */
export function openCallers(usher: Usher, campaign: CampaignId): Callers {
  const acknowledged: Acknowledged[] = [];
  const insist: Callers['insist'] = async (what, ask) => {
    for (let retries = 0; ; retries += 1) {
      try {
        const outcome = await ask({ opId: what.opId, deadlineMs: patienceMs });
        acknowledged.push({ ...what, outcome, retries });
        return outcome;
      } catch (error) {
        if (!(error instanceof UsherError) || !error.retryable) throw error;
      }
    }
  };
  const milestone = (code: CodeId, invitee: string, reached: string): Promise<Outcome> =>
    insist({ code, opId: `${reached}-${invitee}`, kind: 'milestone' }, (call) =>
      usher.milestone({ campaign, invitee, milestone: reached, ...call }),
    );
  return {
    acknowledged,
    insist,
    guest: async (code, invitee) => {
      const answer = await insist({ code, opId: `redeem-${invitee}`, kind: 'redeem' }, (call) =>
        usher.redeem({ code: { codeId: code }, invitee, ...call }),
      );
      const answering = answer.ok ? (answer.forwardedTo ?? code) : code;
      await milestone(answering, invitee, 'registered');
      await milestone(answering, invitee, 'real-name-verified');
    },
  };
}

/** Guests who come at a steady pace, to each code in turn, whatever happens to the services. */
export interface Load {
  /** How many have come so far. */
  readonly guests: number;
  /** No more come; resolves when every one has had all answers. Rejects with what went wrong. */
  finish(): Promise<void>;
}

/** Lets guests come until `finish`; every fourth one also reports a share. */
export function startLoad(
  usher: Usher,
  callers: Callers,
  pace: { readonly codes: readonly CodeId[]; readonly guestsPerSecond: number },
): Load {
  const visits: Promise<void>[] = [];
  let stopped = false;
  const visit = async (number: number, code: CodeId): Promise<void> => {
    const guest = callers.guest(code, `guest-${String(number)}`);
    if (number % 4 === 0) {
      await callers.insist({ code, opId: `share-${String(number)}`, kind: 'share' }, (call) =>
        usher.share({ code: { codeId: code }, ...call }),
      );
    }
    await guest;
  };
  const isStopped = (): boolean => stopped;
  const coming = (async (): Promise<void> => {
    for (let number = 0; !isStopped(); number += 1) {
      const code = pace.codes[number % pace.codes.length];
      if (code === undefined) throw new Error('a load needs a code');
      const visiting = visit(number, code);
      // `finish` reports it.
      visiting.catch(() => undefined);
      visits.push(visiting);
      await sleep(1_000 / pace.guestsPerSecond);
    }
  })();
  return {
    get guests() {
      return visits.length;
    },
    finish: async () => {
      stopped = true;
      await coming;
      await Promise.all(visits);
    },
  };
}

/** Issues codes to as many holders, and waits until each has a workflow that rests. */
export async function issueCodes(
  { usher, client }: Pick<CrashStack, 'usher' | 'client'>,
  campaign: CampaignId,
  holders: readonly string[],
): Promise<CodeId[]> {
  return Promise.all(
    holders.map(async (holder) => {
      const issued = await usher.issue({ campaign, holder });
      if (!issued.ok) throw new Error(issued.message);
      const workflow = client.workflow.getHandle(workflowId(campaign, issued.code));
      while ((await workflow.query(snapshotQuery)) === null) await sleep(50);
      return issued.code;
    }),
  );
}
