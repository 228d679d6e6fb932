import type { Language, Said } from './say.ts';
import { zh } from './zh/zh.ts';

/** Writes out what is said, in a language; in English where there is no translation yet. */
export function textOf({ template, values }: Said, language: Language): string {
  return translated(template, language).replaceAll(/\{(\d+)\}/g, (hole, number: string) => {
    const value = values[Number(number)] ?? hole;
    return typeof value === 'object' ? textOf(value, language) : String(value);
  });
}

/** The translation of a template, or of a text of a table. */
export function translated(template: string, language: Language): string {
  return language === 'en' ? template : (zh.get(template) ?? template);
}
