import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';

import type { ReceiptJwk } from '../../store/keys/receipt-keys.ts';
import { statementVersion } from '../../client/receipts/statement.ts';
import { languages, type Language, type Said } from '../../lang/say.ts';
import { textOf } from '../../lang/text.ts';
import {
  labels,
  meaning,
  pageTexts,
  problems,
  rewardFields,
  statementFields,
  valid,
  words,
} from './words.ts';

const template = new URL('./page.html', import.meta.url);

/**
 * The page that checks receipts with these keys: one file that asks nothing of any network. Only the
 * script that it brings may run in it.
 */
export async function receiptPage(keys: readonly ReceiptJwk[]): Promise<string> {
  const html = await readFile(template, 'utf8');
  const script = /<script>([^]*?)<\/script>/.exec(html)?.[1] ?? '';
  const digest = createHash('sha256').update(script).digest('base64');
  const texts = Object.fromEntries(languages.map((language) => [language, textsIn(language)]));
  const data = { statementVersion, statementFields, rewardFields, texts };
  return html
    .replace('SCRIPT-DIGEST', () => `sha256-${digest}`)
    .replace('"DATA"', () => inScript(data))
    .replace('"KEYS"', () => inScript({ keys }));
}

function textsIn(language: Language): object {
  const written = (texts: Readonly<Record<string, Said>>): object =>
    Object.fromEntries(Object.entries(texts).map(([key, said]) => [key, textOf(said, language)]));
  return {
    labels: written(labels),
    words: written(words),
    problems: written(problems),
    page: written({ ...pageTexts, valid, meaning }),
  };
}

/** JSON that cannot end the element that it stands in. */
function inScript(value: object): string {
  return JSON.stringify(value).replaceAll('<', '\\u003c');
}
