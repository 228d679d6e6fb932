import { readFileSync } from 'node:fs';
import { expect } from 'vitest';
import { parseTest } from '../../campaign-test/parse.ts';
import { runFile, type FileResult } from '../../campaign-test/run-file.ts';
import { compilePolicy } from '../../compile/policy.ts';
import type { RiskPolicy } from '../../domain/policy/policy.ts';
import { shipped } from '../support/story-campaign.ts';

const head = `apiVersion: usher/v1
kind: CampaignTest
campaign: small.yaml
now: 2026-01-05T10:00:00+08:00
people: { ann: {}, bob: {}, cleo: {}, dan: {} }
`;

/** The head of a test file about the small campaign, and tests under it. */
export function fileOf(tests: string): string {
  return `${head}tests:\n${tests}`;
}

/** The steps by which bob earns ann a yuan and both of them points. */
export const bobRegisters = `
      - { do: issue, of: ann }
      - { do: redeem, of: ann, by: bob }
      - { do: milestone, by: bob, reached: registered }
`;

/** Plays a file's text on the small campaign, or on what is made of it. */
export async function play(
  text: string,
  campaignText = caseFile('small.yaml'),
): Promise<FileResult> {
  const parsed = parseTest(text, 'small.test.yaml');
  expect(parsed).toMatchObject({ ok: true });
  if (!parsed.ok) throw new Error('the test file has mistakes');
  return runFile(parsed.test, {
    campaignText,
    policies: shippedPolicies(),
  });
}

/** Every failure in a line: `line:column what`. */
export function failuresOf({ results }: FileResult): readonly string[] {
  return results.flatMap(({ failures }) =>
    failures.map(({ place, what }) => `${place.line}:${place.column} ${what}`),
  );
}

export function caseFile(name: string): string {
  return readFileSync(new URL(`cases/${name}`, import.meta.url), 'utf8');
}

export function shippedPolicies(): ReadonlyMap<string, RiskPolicy> {
  return new Map(
    ['none', 'default', 'reviewed'].map((id) => {
      const compiled = compilePolicy(shipped(`rules/policies/${id}.yaml`));
      if (!compiled.ok) throw new Error(`the shipped policy ${id} does not compile`);
      return [id, compiled.policy];
    }),
  );
}
