import { expect, test } from 'vitest';

import { editorSchema } from '../../campaign-test/editor-schema.ts';
import { schemaForEditors } from '../../compile/editor/schema.ts';
import { campaignSchema } from '../../domain/campaign/schema.ts';
import { policySchema } from '../../domain/policy/schema.ts';
import { populationSchema } from '../../domain/population/schema.ts';

const schemas = { campaignSchema, test: editorSchema(), policySchema, populationSchema };

const texts = ['description', 'markdownDescription', 'patternErrorMessage', 'errorMessage'];

/** What a schema says to people, by place, and what is left of it without. */
function partsOf(schema: unknown, place = ''): { said: string[]; rest: unknown } {
  if (typeof schema !== 'object' || schema === null) return { said: [], rest: schema };
  const said: string[] = [];
  const rest = Object.entries(schema).map(([key, value]: [string, unknown]) => {
    if (texts.includes(key) && typeof value === 'string') {
      said.push(`${place}: ${value}`);
      return [key, ''];
    }
    if (key === 'markdownEnumDescriptions' && Array.isArray(value)) {
      said.push(...value.map((text) => `${place}: ${String(text)}`));
      return [key, value.length];
    }
    const inner = partsOf(value, `${place}/${key}`);
    said.push(...inner.said);
    return [key, inner.rest];
  });
  return { said, rest: Object.fromEntries(rest) };
}

test.each(Object.entries(schemas))(
  '%s says everything in Chinese, and accepts the same',
  (_, schema) => {
    const [en, zh] = [partsOf(schemaForEditors(schema)), partsOf(schemaForEditors(schema, 'zh'))];
    expect(zh.rest).toEqual(en.rest);
    expect(zh.said.length).toBe(en.said.length);
    expect(zh.said.filter((text) => !/\p{Script=Han}/u.test(text))).toEqual([]);
    expect(en.said.filter((text) => /\p{Script=Han}/u.test(text))).toEqual([]);
  },
);

test('an editor explains each word of a choice by its own sentence', () => {
  const platform = (language: 'en' | 'zh'): unknown => {
    const { properties } = schemaForEditors(campaignSchema, language) as typeof campaignSchema;
    return properties.spec.properties.platform;
  };
  expect(platform('zh')).toMatchObject({
    markdownDescription: '活动在哪里进行。不写时：`generic`。',
    markdownEnumDescriptions: [
      '微信，包括小程序和公众号。',
      '支付宝。',
      '抖音。',
      '其他地方，或多处同时进行。',
    ],
  });
});
