import { assert } from '../../domain/assert.ts';

interface Message {
  readonly template: string;
  readonly data: { readonly phone?: string; readonly password?: string };
}

/** Reads the one-time password that came last to a phone, as whoever holds that phone would. */
export async function passwordInSandbox(sandboxUrl: string, phone: string): Promise<string> {
  const answer = await fetch(`${sandboxUrl}/_control/messages`);
  const { messages } = (await answer.json()) as { messages: readonly Message[] };
  const last = messages.findLast(
    ({ template, data }) => template === 'password' && data.phone === phone,
  );
  assert(last?.data.password !== undefined, `no password came to ${phone}`);
  return last.data.password;
}
