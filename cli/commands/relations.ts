import type { Command } from 'commander';

import { subjectOf } from '../../client/subject.ts';
import { traceLevelsOf } from '../../domain/campaign/scenario.ts';
import { relationPlace } from '../../store/relations/read-place.ts';
import { say } from '../../lang/say.ts';
import { campaignUnknown, knownCampaign } from '../campaign-clock.ts';
import { addCommand, addGroup, type CommonOptions } from '../command.ts';
import { withContext } from '../context.ts';
import { exitCodes, exitWith, WrongUse, type ExitCode } from '../exit.ts';
import { readPerson } from '../option-values.ts';
import { reportRefusal } from '../output/refusal.ts';
import { openReport } from '../output/report.ts';
import { describePlace } from '../relations/describe.ts';

interface ShowOptions extends CommonOptions {
  readonly campaign: string;
}

/** `usher relations`: who brought a person to a campaign, and how many stand beneath them. */
export function addRelations(program: Command): void {
  const group = addGroup(
    program,
    'relations',
    'see who brought a person to a campaign, and how many they have brought',
  );
  addCommand(group, {
    usage: 'show <person>',
    summary: 'the path above a person, and the people beneath by level',
    more: 'Of campaigns with the scenario distribution-chain. Alarms say where the line of the law is near.',
    examples: ['usher relations show ann --campaign distribution'],
  })
    .requiredOption('--campaign <id>', 'the campaign')
    .action((person: string, options: ShowOptions) => exitWith(show(readPerson(person), options)));
}

async function show(person: string, { campaign, output }: ShowOptions): Promise<ExitCode> {
  const report = openReport(output);
  return withContext(async (context) => {
    const known = await knownCampaign(context, campaign);
    if (known === undefined) return reportRefusal(report, await campaignUnknown(context));
    const { terms } = known.version;
    if (traceLevelsOf(terms.scenario) === 0) {
      throw new WrongUse(
        say`${campaign} traces no relations: its scenario is not distribution-chain.`,
      );
    }
    const subject = subjectOf(await context.keys(), person);
    if (subject === undefined) throw new WrongUse(say`${person} is no id of a person.`);
    const place = await relationPlace(await context.database(), known.campaign.id, subject);
    const { timeZone } = terms.period;
    report.result(describePlace(place, { person, campaign }, timeZone), {
      ...{ person, campaign, relation: place.relation, heads: place.heads },
      alarms: place.alarms,
    });
    return exitCodes.ok;
  });
}
