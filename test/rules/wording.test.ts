import { expect, it } from 'vitest';

import { supposedWording } from '../../domain/content/supposed.ts';
import type { Condition } from '../../domain/policy/condition.ts';
import { op, policyOf, Stage, use, word } from './stage.ts';

it('a code of unfit wording takes no redemption until it is revised', async () => {
  const stage = await Stage.of();
  await stage.send({ kind: 'reviseWording', opId: op('bad'), wording: supposedWording(2) });
  expect(word(await stage.send(use('bob')))).toBe('CODE_PENDING');
  await stage.send({ kind: 'reviseWording', opId: op('worse'), wording: supposedWording(3) });
  expect(word(await stage.send(use('bob')))).toBe('CODE_PENDING');
  await stage.send({ kind: 'reviseWording', opId: op('good'), wording: supposedWording(0) });
  expect(word(await stage.send(use('bob')))).toBe('ok');
});

function revisionFor(when: Condition): ReturnType<typeof policyOf> {
  return policyOf({ id: 'wording', when, answer: { kind: 'revision' } });
}
const moreThanTwo = revisionFor({ fact: 'wordingHits', operator: 'greaterThan', value: 2 });
const oneOrMore = revisionFor({ fact: 'wordingHits', operator: 'greaterThanInclusive', value: 1 });

it('the policy says how many hits a wording may have, also of codes that are out', async () => {
  const stage = await Stage.of({}, { policy: moreThanTwo });
  await stage.send({ kind: 'reviseWording', opId: op('two'), wording: supposedWording(2) });
  expect(word(await stage.send(use('bob')))).toBe('ok');
  stage.change({ policy: oneOrMore });
  expect(await stage.send(use('cleo'))).toMatchObject({
    code: 'CODE_PENDING',
    rules: ['wording'],
    nearest: [{ fact: 'wordingHits', found: 2, operator: 'lessThan', value: 1 }],
  });
  expect(stage.state.status).toBe('pending');
  stage.change({ policy: moreThanTwo });
  expect(word(await stage.send(use('cleo')))).toBe('ok');
  await stage.send({ kind: 'reviseWording', opId: op('three'), wording: supposedWording(3) });
  expect(word(await stage.send(use('dan')))).toBe('CODE_PENDING');
});
