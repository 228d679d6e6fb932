import { TOTP, URI } from 'otpauth';

import type { CodeInput } from '../../client/calls.ts';
import type { Usher } from '../../client/usher.ts';
import { assert } from '../../domain/assert.ts';
import type { CampaignId } from '../../domain/ids.ts';

/** What the authenticator of a code's holder shows now, as any app would work it out. */
export async function dynamicCodeOf(
  usher: Usher,
  held: { readonly code: CodeInput; readonly campaign: CampaignId; readonly holder: string },
): Promise<string> {
  const setup = await usher.authenticator(held);
  assert(setup.ok, 'the holder is given the secret');
  const app = URI.parse(setup.uri);
  assert(app instanceof TOTP, 'it is a code that changes with the time');
  return app.generate();
}
