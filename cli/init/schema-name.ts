import type { Language } from '../../lang/say.ts';

/** The schema of a kind of file, with descriptions in that language, as it lies in `campaigns`. */
export function schemaName(kind: 'campaign' | 'campaign-test', language: Language): string {
  return `${kind}${language === 'en' ? '' : `.${language}`}.schema.json`;
}
