import { readFileSync } from 'node:fs';

import { createSignedSender } from '../activities/providers/signed-http.ts';

/** `type=content;type=content`, as the documentation of the platform's scene names them. */
export function readReports(
  text: string,
): readonly { readonly type: string; readonly content: string }[] {
  return text.split(';').map((part) => {
    const [type = '', ...content] = part.split('=');
    return { type: type.trim(), content: content.join('=').trim() };
  });
}

/** The text of a file; empty when it cannot be read, which `problems` is then told under `name`. */
export function readText(path: string, name: string, problems: string[]): string {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    problems.push(`${name}: ${path === '' ? 'is missing' : `${path} cannot be read`}`);
    return '';
  }
}

/** The operator's service that knows the people, as a platform's settings name it. */
export interface RecipientsService {
  readonly url: string;
  readonly secret: string;
}

/** What is wrong with it, under `prefix` and without the secret; empty when it fits. */
export function unfitRecipients(
  prefix: string,
  { url, secret }: RecipientsService,
): readonly string[] {
  try {
    createSignedSender({ baseUrl: url, secret, timeoutMs: 1 });
    return [];
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    return [`${prefix}_RECIPIENTS_URL, ${prefix}_RECIPIENTS_SECRET: ${why}`];
  }
}
