import { Option, type Command } from 'commander';

import { languages, type Language } from '../lang/say.ts';

/** What a command that speaks to authors is asked with. */
export interface LanguageOptions {
  readonly lang?: Language;
}

/** Adds `--lang` to a command. */
export function addLanguage(command: Command): Command {
  return command.addOption(
    new Option(
      '--lang <language>',
      'language of what is said: en or zh; unless said, that of the locale for people, and English for programs',
    ).choices([...languages]),
  );
}

/** The language that was asked for; else that of the locale for people, and English for programs. */
export function languageFor(
  { lang }: LanguageOptions,
  form: string,
  environment: Readonly<Record<string, string | undefined>> = process.env,
): Language {
  return lang ?? (form === 'text' ? languageOfLocale(environment) : 'en');
}

/** The language of a command line that may be one that cannot be read. */
export function languageIn(argv: readonly string[], form: string): Language {
  const asked = argv.map((word, index) =>
    argv[index - 1] === '--lang' ? word : /^--lang=(.*)$/.exec(word)?.[1],
  );
  const lang = languages.find((one) => asked.includes(one));
  return languageFor(lang === undefined ? {} : { lang }, form);
}

/** The language of the locale, as POSIX finds it: the first that is set of these counts. */
export function languageOfLocale({
  LC_ALL,
  LC_MESSAGES,
  LANG,
}: Readonly<Record<string, string | undefined>>): Language {
  const locale = [LC_ALL, LC_MESSAGES, LANG].find((value) => (value ?? '') !== '') ?? '';
  return /^zh(?:[_.@-]|$)/i.test(locale) ? 'zh' : 'en';
}
