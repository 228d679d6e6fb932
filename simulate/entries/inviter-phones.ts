import { startOfDay } from '../../domain/calendar.ts';
import { reject, type Rejection } from '../../domain/code/rejection.ts';
import type { CampaignId } from '../../domain/ids.ts';
import { phoneTryBounds } from '../../domain/inviter-phone/tries.ts';
import type { PartyKey } from '../../domain/policy/party.ts';
import type { Instant } from '../../domain/time.ts';

/** Who says in which campaign that this is the phone of their inviter. */
export interface StatedPhone {
  readonly campaign: CampaignId;
  readonly parties: readonly PartyKey[];
  readonly timeZone: string;
  readonly now: Instant;
}

/** Wrong numbers of inviters that each party has given, day by day, as `store/parties` counts them. */
export class InviterPhones {
  private readonly tries = new Map<string, number>();

  /** Compares a stated number; null where it is right, and not too many were wrong before it today. */
  compare({ campaign, parties, timeZone, now }: StatedPhone, isRight: boolean): Rejection | null {
    const day = startOfDay(now, timeZone);
    const bounds = phoneTryBounds(parties).map(({ party, triesMax }) => {
      const key = [campaign, day, party].join(' ');
      return { key, triesMax, tries: this.tries.get(key) ?? 0 };
    });
    if (bounds.some(({ tries, triesMax }) => tries >= triesMax)) {
      return reject('INVITER_PHONE_TRIES_USED');
    }
    if (isRight) return null;
    for (const { key, tries } of bounds) this.tries.set(key, tries + 1);
    return reject('INVITER_PHONE_WRONG');
  }
}
