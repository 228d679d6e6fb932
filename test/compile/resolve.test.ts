import { readdirSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';

import { compileCampaign } from '../../compile/campaign.ts';
import type { Base } from '../../compile/extend/follow.ts';
import { resolveCampaign } from '../../compile/extend/resolve.ts';
import { lintCampaign } from '../../lint/lint.ts';

const shipped = readdirSync('campaigns').filter((name) => /^[a-z-]+[.]yaml$/.test(name));
const own = `# Everything for spring.
apiVersion: usher/v1
kind: Campaign
extends: ./base.yaml
metadata: { id: spring } # ours
spec:
  # elsewhere
  period: { timeZone: Europe/Paris }
`;

function basesOf(name: string): readonly Base[] {
  return [{ file: 'base.yaml', ok: true, text: readFileSync(`campaigns/${name}`, 'utf8') }];
}

test.each(shipped)('what extends %s is the same when it is resolved', (name) => {
  const bases = basesOf(name);
  const resolved = resolveCampaign(own, bases) ?? '';
  const [one, other] = [compileCampaign(own, { bases }), compileCampaign(resolved)];
  expect(one).toMatchObject({ ok: true, terms: { campaign: 'spring' } });
  expect(one.ok && other.ok && one.digest === other.digest).toBe(true);
  expect(resolved).toMatch(/^# Everything for spring[.]\napiVersion: usher\/v1\nkind: Campaign\nm/);
  expect(resolved).toContain('# ours');
  expect(resolved).toContain('# elsewhere');
  expect(resolveCampaign(resolved, [])).toBe(resolved);
});

test('a text alone cannot extend: the whole must be sent', () => {
  const made = compileCampaign(own);
  expect(made).toMatchObject({
    ok: false,
    diagnostics: [{ code: 'BASE_UNREADABLE', line: 4, column: 10, path: 'extends' }],
  });
  expect(made.ok ? '' : made.diagnostics[0]?.expected).toContain('usher resolve');
});

test('findings in the base are told at the line that names it, and can be silenced there', () => {
  const bases = basesOf('registration.yaml');
  const want = /^the rewards promise .* at worst .*[(]base[.]yaml:38:18[)]$/;
  expect(lintCampaign(own, { bases }).findings).toMatchObject([
    { code: 'CAP_ESCAPED', line: 4 },
    { code: 'WORST_CASE_ABOVE_BUDGET', line: 4, message: expect.stringMatching(want) as string },
  ]);
  const silent = own.replace(
    'extends: ./base.yaml',
    `# usher-ignore CAP_ESCAPED: a face is asked for
extends: ./base.yaml # usher-ignore WORST_CASE_ABOVE_BUDGET: it ends with the money`,
  );
  expect(lintCampaign(silent, { bases }).findings).toEqual([]);
});

test('the whole is bounded as a file is', () => {
  const long = (key: string): string => `x-${key}: "${'x'.repeat(40_000)}"\n`;
  const [base] = basesOf('registration.yaml');
  const text = base?.ok === true ? base.text + long('base') : '';
  const bases: readonly Base[] = [{ file: 'base.yaml', ok: true, text }];
  expect(compileCampaign(own, { bases })).toMatchObject({ ok: true });
  const made = lintCampaign(own + long('own'), { bases });
  expect(made.findings).toMatchObject([
    {
      ...{ code: 'FILE_TOO_LARGE', severity: 'error', line: 4, column: 10, path: 'extends' },
      message: 'with all that it extends, the file is larger than 64 KiB',
      expected: 'at most 64 KiB',
    },
  ]);
});
