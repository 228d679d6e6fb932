import { assert } from '../../domain/assert.ts';
import type { Story } from './story.ts';

/** The campaign's text as the story publishes it: the shipped file, its variant, or its namesake. */
export function storyText(story: Story, shipped: string, suffix = ''): string {
  const id = storyCampaign(story) + suffix;
  const changes = [[`id: ${story.campaign}`, `id: ${id}`], ...(story.variant?.replace ?? [])];
  return changes.reduce((text, [from = '', to = '']) => {
    assert(text.includes(from), `${story.campaign}.yaml does not say "${from}"`);
    return text.replace(from, to);
  }, shipped);
}

/** The id that the story's campaign is published under. */
export function storyCampaign(story: Story): string {
  return story.variant?.id ?? story.campaign;
}
