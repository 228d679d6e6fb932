import type { Language } from '../../lang/say.ts';

/** A kind of file that there is a schema of. */
export type SchemaKind = 'campaign' | 'campaign-test' | 'policy' | 'population';

/** The schema of a kind of file, with descriptions in that language, as it lies beside such files. */
export function schemaName(kind: SchemaKind, language: Language): string {
  return `${kind}${language === 'en' ? '' : `.${language}`}.schema.json`;
}
