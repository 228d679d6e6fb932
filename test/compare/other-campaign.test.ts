import { expect, it } from 'vitest';

import { compareVersions } from '../../cli/diff/comparison.ts';
import { sectionsOf } from '../../cli/diff/sections.ts';
import { readVersion } from '../../cli/diff/version.ts';
import { textOf } from '../../lang/text.ts';

/** What is said of codes that are out, where the two files are these. */
async function noteOf(before: string, after: string): Promise<string | undefined> {
  const [old, fresh] = [await readVersion(before, 'en'), await readVersion(after, 'en')];
  const sections = sectionsOf(compareVersions(old, fresh));
  return sections.flatMap(({ note }) => (note === undefined ? [] : [textOf(note, 'en')]))[0];
}

it('codes of another campaign are not said to move', async () => {
  const note = await noteOf('campaigns/registration.yaml', 'campaigns/privilege.yaml');
  expect(note).toContain('they stay codes of registration');
  expect(note).not.toContain('migrate-codes');
});
