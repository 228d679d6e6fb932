import { passwordTermsOf } from '../../domain/campaign/scenario.ts';
import type { Terms } from '../../domain/campaign/terms.ts';
import { reject, type Rejection } from '../../domain/code/rejection.ts';
import type { CodeRow } from '../../domain/commit/rows.ts';
import type { Instant } from '../../domain/time.ts';
import { beginPassword, type BegunPassword } from '../../store/passwords/begin-password.ts';
import { withTransaction } from '../../store/pool.ts';
import type { PasswordCall } from '../calls.ts';
import { campaignPlace, type CampaignPlace } from '../campaign-place.ts';
import { findCode, type FoundCode } from '../find-code.ts';
import { passOf, type Desk } from '../operate.ts';
import { patiently } from '../patience.ts';
import { subjectId } from '../subject.ts';
import { leadsToUse, usability } from '../usable.ts';
import { UsherError } from '../usher-error.ts';
import { askedOf } from './asked.ts';
import { malformedPhone, phoneOf, type Phone } from '../phone.ts';

/** A password is on its way, where there is such a code and it can be used. */
export interface PasswordSent {
  readonly ok: true;
  /** Until when it may be entered, by the campaign's clock. */
  readonly expiresAt: Instant;
}

/**
 * Has the notifier bring a one-time password for a code to a phone. Whoever asks about a code that does
 * not exist or cannot be used any more is answered, and made to wait, as if it could; nothing is sent then.
 * @throws UsherError NO_NOTIFIER, or when no answer came in time
 */
export async function sendPassword(
  desk: Desk,
  call: PasswordCall,
): Promise<PasswordSent | Rejection> {
  if (desk.notifier === null) throw new UsherError('NO_NOTIFIER');
  const { deadline } = passOf(desk, call);
  const phone = phoneOf(desk.keys, call.phone);
  if (phone === undefined) return malformedPhone();
  const place = await patiently(deadline, () => campaignPlace(desk, call.campaign));
  if ('ok' in place) return place;
  const { code, ip, campaign } = call;
  const lookup = { code, ip, campaign, judgedByCommit: false };
  const found = await patiently(deadline, () => findCode(desk.finder, lookup));
  if ('ok' in found && found.code !== 'CODE_UNKNOWN') return found;
  const asked =
    'ok' in found
      ? { row: undefined, terms: place.terms, isUsable: false }
      : await patiently(deadline, () => askedAbout(desk, found, place));
  const begun = await patiently(deadline, () => begin(desk, call, { ...asked, phone, place }));
  if (!begun.ok) return begun;
  if (!asked.isUsable) return sent(begun);
  const bringing = bring(desk, { campaign, phone: phone.number }, begun);
  if (call.answersAtOnce !== true) return bringing;
  bringing.catch(() => undefined);
  return sent(begun);
}

/** What a password is asked for. */
interface Asked {
  readonly row: CodeRow | undefined;
  /** A code that can be used keeps the version that it was issued under. */
  readonly terms: Terms;
  /** Whether a use could come of a password. */
  readonly isUsable: boolean;
}

async function askedAbout({ pool }: Desk, found: FoundCode, place: CampaignPlace): Promise<Asked> {
  const { version, why } = await usability(pool, found);
  const isUsable = leadsToUse(why);
  // Of one that cannot be used the answer is that of a code that does not exist, also where its version was another.
  return { row: found.row, terms: isUsable ? version.terms : place.terms, isUsable };
}

interface Beginning extends Asked {
  readonly phone: Phone;
  readonly place: CampaignPlace;
}

async function begin(
  { keys, pool }: Desk,
  { code, operation = 'redeem' }: PasswordCall,
  { phone, row, terms, isUsable, place }: Beginning,
): Promise<BegunPassword | Rejection> {
  const password = passwordTermsOf(terms.scenario);
  if (password === undefined) return reject('PASSWORD_NOT_WANTED');
  const request = {
    ...{ campaign: place.id, asked: askedOf(keys, row, code), isUsable },
    ...{
      phone: phone.index,
      operation,
      terms: password,
      timeZone: terms.period.timeZone,
      now: place.now,
    },
  };
  return withTransaction(pool, (db) => beginPassword(db, keys, request));
}

function sent({ expiresAt }: BegunPassword): PasswordSent {
  return { ok: true, expiresAt };
}

async function bring(
  { notifier, keys }: Desk,
  { campaign, phone }: Pick<PasswordCall, 'campaign' | 'phone'>,
  begun: BegunPassword,
): Promise<PasswordSent | Rejection> {
  const { key, password, expiresAt } = begun;
  const answer = await notifier?.notify({
    ...{ key, to: subjectId(keys, 'phone', phone), template: 'password' },
    data: { campaign, phone, password, expiresAt },
  });
  // In doubt it may well have come: whoever waits in vain has another one sent.
  const isLost = answer?.kind === 'refused' || answer?.kind === 'not-taken';
  return isLost ? reject('PASSWORD_NOT_SENT') : sent(begun);
}
