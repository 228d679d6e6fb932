import { describe, expect, it } from 'vitest';
import { simulatedStage } from '../../cli/demo/simulated-stage.ts';
import { stories } from '../../cli/demo/stories/index.ts';
import { storyCampaign } from '../../cli/demo/story-campaign.ts';
import { word } from '../../cli/demo/story.ts';
import { memoryCampaign } from '../support/story-campaign.ts';

describe('a shipped campaign keeps its promise in the simulator', () => {
  for (const story of stories) {
    it(`${storyCampaign(story)}: ${story.title}`, async () => {
      const stage = simulatedStage(memoryCampaign(story));
      for (const [index, step] of story.steps.entries()) {
        const outcome = await stage.play(step);
        expect(`${String(index)} ${step.do} ${word(outcome)}`).toBe(
          `${String(index)} ${step.do} ${step.expect ?? 'ok'}`,
        );
      }
      const { codes, received, held, messages } = await stage.read();
      expect({ codes, received, held, messages }).toEqual({ held: {}, ...story.promise });
    });
  }
});
