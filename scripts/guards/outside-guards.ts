import type { Guard } from './guard.ts';

/** What nobody outside may tell from answers. */
export const outsideGuards: readonly Guard[] = [
  {
    name: 'a code that was replaced is as good as its line',
    keeps: 'Nobody outside learns that there was a code whose line is over.',
    take: {
      file: 'client/usable.ts',
      text: "return why === null || why.code === 'CODE_REPLACED' ? own : why;",
      instead: "return why?.code === 'INTERNAL' ? why : own;",
    },
    test: {
      file: 'test/client/outside-usable.test.ts',
      name: 'a replaced code whose line cannot be used is answered as one that there is not',
    },
    says: 'expected { ok: true } to deeply equal { ok: false',
  },
  {
    name: 'a wording that is held back shows nothing',
    keeps: 'Nobody outside learns that there is a code whose wording has to be revised.',
    take: {
      file: 'client/usable.ts',
      text: 'begun({ terms, now, wordingHitsMax: hitsMax }, shown)',
      instead: 'begun({ terms, now, wordingHitsMax: hitsMax + 9 }, shown)',
    },
    test: {
      file: 'test/client/outside-usable.test.ts',
      name: 'a code whose wording the policy in force holds back is answered as one that there is not',
    },
    says: 'expected { ok: true } to deeply equal { ok: false',
  },
  {
    name: 'no password for what cannot be used',
    keeps: 'Whoever gets no message of one code, and one of another, learns nothing by it.',
    take: {
      file: 'client/passwords/send.ts',
      text: 'const isUsable = leadsToUse(why);',
      instead: "const isUsable = leadsToUse(why) || !why?.code.startsWith('CODE_');",
    },
    test: {
      file: 'test/client/outside-passwords.test.ts',
      name: 'no password is sent for a code whose holder is kept out, or whose campaign is paused or closed for the hour',
    },
    says: 'to deeply equal [ ',
  },
  {
    name: 'an opened share of a code that takes none',
    keeps:
      'An expired code is answered as soon as one that there is not, whoever opens its shares.',
    take: {
      file: 'client/click.ts',
      text: "return no !== null && no.code !== 'CODE_REPLACED';",
      instead: "return no?.code === 'INTERNAL';",
    },
    test: {
      file: 'test/client/outside-clicks.test.ts',
      name: 'a code that takes no share is asked for none when one is opened',
    },
    says: 'UsherError',
  },
  {
    name: 'a share that is opened outside',
    keeps: 'How long a code takes to count a share shows nobody outside that there is such a code.',
    take: {
      file: 'client/outside.ts',
      text: 'usher.click({ ...call, answersAtOnce: true })',
      instead: 'usher.click(call)',
    },
    test: {
      file: 'test/client/outside-clicks.test.ts',
      name: 'nobody outside waits for the code whose share they open',
    },
    says: 'UsherError',
  },
];
