import { Option, type Command } from 'commander';

import { programmePlace, type Place } from '../domain/policy/party.ts';
import { chosenCampaign } from './campaign-clock.ts';
import type { Context } from './context.ts';
import { readName } from './option-values.ts';

/** Where something holds. */
export interface PlaceOptions {
  readonly campaign?: string;
  readonly programme?: string;
}

/** Adds where something holds. */
export function addPlaceOptions(command: Command): Command {
  return command
    .option('--campaign <id>', 'in this campaign alone; otherwise in all but sandboxes')
    .addOption(
      new Option('--programme <name>', 'in all campaigns of this programme')
        .argParser(readName)
        .conflicts('campaign'),
    );
}

/** The place that options name: null where they name none, undefined where there is no such campaign. */
export async function placeNamed(
  context: Context,
  { campaign, programme }: PlaceOptions,
): Promise<Place | null | undefined> {
  return programme === undefined ? chosenCampaign(context, campaign) : programmePlace(programme);
}
