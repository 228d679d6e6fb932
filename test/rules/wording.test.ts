import { expect, it } from 'vitest';

import { supposedWording } from '../../domain/content/supposed.ts';
import { op, Stage, use, word } from './stage.ts';

it('a code of unfit wording takes no redemption until it is revised', async () => {
  const stage = await Stage.of();
  await stage.send({ kind: 'reviseWording', opId: op('bad'), wording: supposedWording(2) });
  expect(word(await stage.send(use('bob')))).toBe('CODE_PENDING');
  await stage.send({ kind: 'reviseWording', opId: op('worse'), wording: supposedWording(3) });
  expect(word(await stage.send(use('bob')))).toBe('CODE_PENDING');
  await stage.send({ kind: 'reviseWording', opId: op('good'), wording: supposedWording(0) });
  expect(word(await stage.send(use('bob')))).toBe('ok');
});
