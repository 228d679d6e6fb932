import { editorSchema } from '../../campaign-test/editor-schema.ts';
import { schemaForEditors } from '../../compile/editor/schema.ts';
import { campaignSchema } from '../../domain/campaign/schema.ts';
import { campaignText } from './campaign-text.ts';
import type { Plan } from './plan.ts';
import { testText } from './test-text.ts';
import { workflowText } from './workflow-text.ts';

/** A file to be written. */
export interface NewFile {
  /** Where, from the folder of the project, with slashes. */
  readonly path: string;
  readonly text: string;
  /** Whether it is this campaign's own, or one for all campaigns of the project. */
  readonly for: 'campaign' | 'project';
}

/** Which schema an editor checks which files by, where their first line does not say it. */
const schemasByPattern = {
  './campaigns/campaign.schema.json': ['campaigns/*.yaml', '!campaigns/*.test.yaml'],
  './campaigns/campaign-test.schema.json': ['campaigns/*.test.yaml'],
} as const;

/** Everything that `usher init` writes. */
export function filesOf(plan: Plan): readonly NewFile[] {
  const own = { for: 'campaign' } as const;
  const shared = { for: 'project' } as const;
  return [
    { ...own, path: `campaigns/${plan.id}.yaml`, text: campaignText(plan) },
    { ...own, path: `campaigns/${plan.id}.test.yaml`, text: testText(plan) },
    {
      ...shared,
      path: 'campaigns/campaign.schema.json',
      text: json(schemaForEditors(campaignSchema)),
    },
    {
      ...shared,
      path: 'campaigns/campaign-test.schema.json',
      text: json(schemaForEditors(editorSchema())),
    },
    { ...shared, path: '.vscode/settings.json', text: json({ 'yaml.schemas': schemasByPattern }) },
    {
      ...shared,
      path: '.vscode/extensions.json',
      text: json({ recommendations: ['redhat.vscode-yaml'] }),
    },
    { ...shared, path: '.github/workflows/campaigns.yaml', text: workflowText },
  ];
}

function json(value: unknown): string {
  return `${JSON.stringify(value, null, 2)}\n`;
}
