import type { Language, Said } from './say.ts';
import { zh } from './zh/zh.ts';

/** Writes out what is said, in a language; in English where there is no translation yet. */
export function textOf({ template, values }: Said, language: Language): string {
  const parts = translated(template, language).split(/\{(\d+)\}/);
  return parts.reduce((before, part, index) => {
    if (index % 2 === 0) return join[language](before, part);
    const value = values[Number(part)] ?? `{${part}}`;
    return join[language](
      before,
      typeof value === 'object' ? textOf(value, language) : String(value),
    );
  });
}

/** How two parts of a sentence stand beside each other. */
const join: Readonly<Record<Language, (before: string, after: string) => string>> = {
  en: (before, after) => before + after,
  zh: (before, after) =>
    before + (isSpaced(before.slice(-2), after.slice(0, 2)) ? ' ' : '') + after,
};

/** Whether Chinese and Latin meet, between which a blank stands; wide marks bring their own. */
function isSpaced(before: string, after: string): boolean {
  return (
    (/\p{Script=Han}$/u.test(before) && /^[\w"'`#$+\-/<@~]/.test(after)) ||
    (/[\w"'`%)\]>*]$/.test(before) && /^\p{Script=Han}/u.test(after))
  );
}

/** The translation of a template, or of a text of a table. */
export function translated(template: string, language: Language): string {
  return language === 'en' ? template : (zh.get(template) ?? template);
}
