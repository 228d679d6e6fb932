/** What may be said of each act beyond `at`, `do`, `times`, `then` and `note`. */
export interface ActWords {
  readonly needs: readonly string[];
  readonly may: readonly string[];
  /** Whether it has an outcome that can be expected. */
  readonly answers: boolean;
  /** What can be looked at of one that has no outcome. */
  readonly looks?: readonly string[];
}

const use = {
  needs: ['of', 'by'],
  may: ['channel', 'source', 'region', 'share', 'password', 'consent', 'inviterPhone', 'ago'],
  answers: true,
};
const closing = { needs: ['by'], may: [], answers: true };
const closingPoints = { needs: ['by'], may: ['purpose'], answers: false, looks: ['expect'] };
const byHand = { needs: ['of'], may: ['reason'], answers: true };

/** What people do in a test, and how each is told. */
export const actWords = {
  issue: {
    needs: ['of'],
    may: ['channel', 'save', 'parameters', 'segment'],
    answers: false,
    looks: ['expect', 'expires'],
  },
  open: { needs: ['of', 'by', 'share'], may: [], answers: false },
  share: { needs: ['of'], may: ['via', 'share', 'channel'], answers: true },
  sendPassword: {
    needs: ['of', 'by'],
    may: ['operation'],
    answers: false,
    looks: ['expect'],
  },
  redeem: use,
  reserve: use,
  confirm: closing,
  release: closing,
  milestone: { needs: ['by', 'reached'], may: ['of', 'purchase', 'properties'], answers: true },
  verify: { needs: ['of'], may: ['by', 'check', 'result'], answers: true },
  review: { needs: ['by', 'decision'], may: ['reason', 'actor'], answers: true },
  reset: { ...byHand, may: ['reason', 'appeal'] },
  freeze: { ...byHand, may: ['reason', 'for'] },
  unfreeze: byHand,
  revise: { needs: ['of', 'hits'], may: [], answers: true },
  revoke: { ...byHand, may: ['reason', 'ban'] },
  reverse: {
    needs: ['by', 'reward'],
    may: ['side', 'reason', 'amount', 'purchase'],
    answers: true,
  },
  cancel: { needs: ['by'], may: ['reason', 'reached', 'purchase'], answers: true },
  reopen: { needs: ['by'], may: ['reason'], answers: true },
  openStream: { needs: ['by'], may: [], answers: false, looks: ['expect'] },
  closeStream: { needs: ['by'], may: [], answers: false, looks: ['expect'] },
  decideBatch: {
    needs: ['decision'],
    may: ['actor', 'batch'],
    answers: false,
    looks: ['expect'],
  },
  award: { needs: ['to', 'amount'], may: ['reason', 'actor'], answers: false, looks: ['expect'] },
  decideAward: {
    needs: ['to', 'decision'],
    may: ['reason', 'actor'],
    answers: false,
    looks: ['expect'],
  },
  reverseAward: {
    needs: ['to'],
    may: ['reason', 'actor', 'returned'],
    answers: false,
    looks: ['expect'],
  },
  reservePoints: {
    needs: ['by', 'amount'],
    may: ['price', 'purpose', 'for'],
    answers: false,
    looks: ['expect', 'cap'],
  },
  confirmPoints: closingPoints,
  releasePoints: closingPoints,
  wait: { needs: [], may: ['for'], answers: false },
} as const satisfies Readonly<Record<string, ActWords>>;

export type ActName = keyof typeof actWords;

/** Acts that are done or refused aside from what codes answer. */
const asideNames = [
  'sendPassword',
  'openStream',
  'closeStream',
  'decideBatch',
  'award',
  'decideAward',
  'reverseAward',
  'reservePoints',
  'confirmPoints',
  'releasePoints',
] as const satisfies readonly ActName[];

export type AsideName = (typeof asideNames)[number];

/** Whether an act is one that no code answers. */
export function isAsideName(name: ActName): name is AsideName {
  return asideNames.some((one) => one === name);
}

/** What may be expected of an act that has an outcome. */
const expectations = ['expect', 'rules', 'earns', 'answeredBy', 'expires'];

/** One rule an act: which keys it needs, and which do not go with it. */
export function actRules(keys: readonly string[], common: readonly string[]): object[] {
  return Object.entries<ActWords>(actWords).map(([name, { needs, may, answers, looks = [] }]) => {
    const known = [...common, ...needs, ...may, ...(answers ? expectations : looks)];
    const strange = keys.filter((key) => !known.includes(key));
    return {
      if: { properties: { do: { const: name } }, required: ['do'] },
      then: {
        required: [...needs],
        properties: Object.fromEntries(strange.map((key) => [key, false])),
      },
    };
  });
}
