import type { ReceiptProblem } from '../../client/receipts/jws.ts';
import { rejections } from '../../domain/code/rejection.ts';
import { phrase, say, type Said } from '../../lang/say.ts';
import { refusedRewards } from '../output/outcome.ts';

/** How a value of a statement is shown. */
export type Form = 'text' | 'word' | 'why' | 'list' | 'instant' | 'yes';
/** A field of a statement and how it is shown. */
export type Field = readonly [name: string, form: Form];

/** Fields of a statement in the order in which they are shown. The page has the same. */
export const statementFields: readonly Field[] = [
  ...([
    ['title', 'text'],
    ['campaign', 'text'],
    ['sandbox', 'yes'],
  ] as const),
  ...([
    ['kind', 'word'],
    ['at', 'instant'],
    ['outcome', 'word'],
  ] as const),
  ...([
    ['reservedUntil', 'instant'],
    ['reviewDueAt', 'instant'],
  ] as const),
  ...([
    ['invitee', 'text'],
    ['channel', 'text'],
    ['region', 'text'],
  ] as const),
  ...([
    ['milestones', 'list'],
    ['rules', 'list'],
  ] as const),
  ...([
    ['version', 'text'],
    ['variant', 'text'],
    ['digest', 'text'],
  ] as const),
  ...([
    ['operation', 'text'],
    ['redemption', 'text'],
    ['code', 'text'],
  ] as const),
];

/** Fields of one of its rewards. */
export const rewardFields: readonly Field[] = [
  ...([
    ['side', 'word'],
    ['amount', 'text'],
    ['purchase', 'text'],
    ['invitees', 'text'],
    ['purchases', 'text'],
    ['packet', 'text'],
    ['months', 'text'],
    ['reason', 'why'],
  ] as const),
  ...([
    ['state', 'word'],
    ['dueAt', 'instant'],
    ['paidBy', 'word'],
  ] as const),
  ...([
    ['timing', 'word'],
    ['id', 'text'],
  ] as const),
];

/** What the fields are called. */
export const labels: Readonly<Record<string, Said>> = {
  title: say`campaign`,
  campaign: say`its id`,
  sandbox: say`sandbox`,
  kind: say`what was asked`,
  at: say`when`,
  outcome: say`answer`,
  reservedUntil: say`reserved until`,
  reviewDueAt: say`to be reviewed by`,
  invitee: say`invitee`,
  channel: say`channel`,
  region: say`region`,
  milestones: say`reached`,
  rules: say`rules that fired`,
  version: say`version of the terms`,
  variant: say`variant`,
  digest: say`digest of the terms`,
  operation: say`operation`,
  redemption: say`redemption`,
  code: say`id of the code`,
  side: say`for`,
  amount: say`amount`,
  purchase: say`of a purchase of`,
  invitees: say`step for so many invitees`,
  purchases: say`step for purchases of`,
  packet: say`packet of the draw`,
  months: say`in each of so many months`,
  reason: say`nothing, because`,
  state: say`as it was then`,
  dueAt: say`due`,
  paidBy: say`paid by`,
  timing: say`paid when`,
  id: say`id of the reward`,
  reward: say`Reward`,
  key: say`signed with key`,
};

/** What the words in them mean. */
export const words: Readonly<Record<string, Said>> = {
  redeem: say`to redeem the code`,
  reserve: say`to reserve a redemption`,
  confirm: say`to confirm the reservation`,
  release: say`to release the reservation`,
  milestone: say`to count a milestone`,
  decideReview: say`to decide the review`,
  accepted: say`accepted`,
  redeemed: say`redeemed`,
  reserved: say`reserved`,
  review: say`waits for a review`,
  released: say`released`,
  refused: say`refused in the review`,
  inviter: say`the inviter`,
  invitee: say`the invitee`,
  held: say`held until it is due`,
  due: say`handed to the provider`,
  paid: say`in effect`,
  provider: say`a payout provider`,
  ledger: say`an entry in the ledger, without a provider`,
  instant: say`at once`,
  automatic: say`when its hold is over`,
  weekly: say`in the weekly batch after it is due`,
  'after-campaign': say`in the batch after the campaign`,
  yes: say`yes: nothing that is promised here is real`,
  ...Object.fromEntries(
    Object.entries(rejections).map(([code, text]) => [
      code,
      say`refused: ${phrase(text)} (${code})`,
    ]),
  ),
  ...Object.fromEntries(
    Object.entries(refusedRewards).map(([code, { meaning: why }]) => [`why:${code}`, phrase(why)]),
  ),
};

/** Why a text is not taken for a receipt. */
export const problems: Readonly<Record<ReceiptProblem, Said>> = {
  NOT_A_RECEIPT: say`This is no receipt: it does not have the form of one.`,
  OTHER_VERSION: say`The signature is right, but the receipt is of a version that is not known here: check it with a newer Usher.`,
  UNKNOWN_KEY: say`The receipt is signed with a key that is not among the public keys: the key was withdrawn, or somebody else has signed it.`,
  BAD_SIGNATURE: say`The signature is wrong: the receipt was changed after it had been signed, or was never signed with this key.`,
};

/** Said of a receipt that is right. */
export const valid = say`The receipt is right: it was signed with a known key, and not one character was changed since.`;
/** Said below it. */
export const meaning = say`It says how the operation was answered at that time. What became of a reward later, the issuer can tell.`;

/** What else the page says. */
export const pageTexts = {
  heading: say`Check a receipt`,
  intro: say`Paste a receipt. It is checked in this browser, with the public keys below; nothing is sent anywhere.`,
  receipt: say`receipt`,
  keys: say`public keys (a JSON Web Key Set)`,
  check: say`Check`,
  noKeys: say`These are no public keys: they must be a JSON Web Key Set with keys of Ed25519.`,
  unable: say`This browser cannot check signatures by Ed25519. Use a newer one, or usher verify-receipt.`,
} as const;
