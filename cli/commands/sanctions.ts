import { Option, type Command } from 'commander';

import {
  kindOfParty,
  placeText,
  programmePlace,
  referenceOf,
  type Place,
} from '../../domain/policy/party.ts';
import { instant, plus } from '../../domain/time.ts';
import {
  giveSanction,
  liftSanctions,
  listSanctions,
  partiesOfReference,
  type SanctionRecord,
} from '../../store/parties/by-hand.ts';
import { campaignUnknown, knownCampaign } from '../campaign-clock.ts';
import { addCommand, addGroup, type CommonOptions } from '../command.ts';
import { withContext } from '../context.ts';
import { exitCodes, exitWith, type ExitCode } from '../exit.ts';
import { addByHandOptions, type ByHandOptions } from '../operate.ts';
import { readDurationMs } from '../option-values.ts';
import { valueText } from '../output/outcome.ts';
import { colours } from '../output/colour.ts';
import { reportRefusal } from '../output/refusal.ts';
import { openReport } from '../output/report.ts';
import { table } from '../output/table.ts';
import { zonedClock } from '../output/when.ts';
import { addPlaceOptions, type PlaceOptions } from '../place.ts';
import { addPartyOptions, partyNamed, partyWanted, type PartyOptions } from '../party.ts';

type ListOptions = CommonOptions &
  PartyOptions & { readonly all?: true; readonly reference?: string };
type GiveOptions = CommonOptions &
  ByHandOptions &
  PartyOptions &
  PlaceOptions & { readonly for?: number; readonly voidHeld?: true };
type LiftOptions = CommonOptions & ByHandOptions & PartyOptions;

const listedMax = 200;

/** `usher sanctions`: who is kept out, why, and how to let them in again. */
export function addSanctions(program: Command): void {
  const group = addGroup(program, 'sanctions', 'list, give and lift freezes and bans of parties');
  const listing = addCommand(group, {
    usage: 'list',
    summary: 'parties that are kept out, the latest first',
    examples: [
      'usher sanctions list',
      'usher sanctions list --ip 203.0.113.7 --all',
      'usher sanctions list --reference 0F3KQ81ZXC',
    ],
  })
    .option('--all', 'those that are over or were lifted too')
    .addOption(
      new Option('--reference <reference>', 'of the party that an appeal names').conflicts([
        ...['party', 'person', 'ip', 'network', 'device'],
      ]),
    );
  addPartyOptions(listing).action((options: ListOptions) => exitWith(list(options)));
  const giving = addCommand(group, {
    usage: 'give',
    summary: 'keep a party out for a time, or for good',
    more: 'A sanction falls on a person, a device, an address or a network, and never on a code. Codes that a person holds cannot be used meanwhile. Rewards that were earned before stay as they are, unless --void-held takes those back that are on hold.',
    examples: ['usher sanctions give --device tablet-7 --for 7d --reason "case 4711"'],
  })
    .option('--for <duration>', 'end by itself after this long; otherwise for good', readDurationMs)
    .addOption(
      new Option(
        '--void-held',
        'take the rewards back that the person has on hold; only for good',
      ).conflicts('for'),
    );
  addByHandOptions(addPlaceOptions(addPartyOptions(giving))).action((options: GiveOptions) =>
    exitWith(give(options)),
  );
  const lifting = addCommand(group, {
    usage: 'lift',
    summary: 'let a party in again, in every campaign',
    more: 'What is lifted counts no more: the next freeze is as long as if it had never been.',
    examples: ['usher sanctions lift --ip 203.0.113.7 --reason "it is the office of a customer"'],
  });
  addByHandOptions(addPartyOptions(lifting)).action((options: LiftOptions) =>
    exitWith(lift(options)),
  );
}

async function list({ output, all, reference, ...options }: ListOptions): Promise<ExitCode> {
  return withContext(async (context) => {
    const db = await context.database();
    const named = partyNamed(await context.keys(), options);
    const asked = reference === undefined ? [named] : await partiesOfReference(db, reference);
    const which = { all: all === true, limit: listedMax };
    const found = await Promise.all(
      asked.map((party) => listSanctions(db, party === undefined ? which : { party, ...which })),
    );
    const sanctions = found.flat().map((one) => ({ ...one, reference: referenceOf(one.party) }));
    const heads = ['party', 'until', 'why', 'given', 'in', ...(all === true ? ['lifted'] : [])];
    const rows = sanctions.map((one) => rowOf(one, all === true));
    const text =
      rows.length === 0
        ? 'Nobody is kept out.'
        : table(
            heads.map((title) => ({ title })),
            rows,
          );
    openReport(output).result(text, { sanctions });
    return exitCodes.ok;
  });
}

function rowOf(sanction: SanctionRecord, withLifted: boolean): string[] {
  const { party, until, reason, actor, at, scope, liftedBy, liftedFor } = sanction;
  const now = instant(Date.now());
  const why = actor === null ? earnedText(sanction) : `${actor}: ${reason ?? ''}`;
  return [
    party,
    until === null ? 'for good' : zonedClock(until, 'UTC', now),
    why,
    zonedClock(at, 'UTC', now),
    placeText(scope),
    ...(withLifted ? [liftedBy === null ? '' : `${liftedBy}: ${liftedFor ?? ''}`] : []),
  ];
}

/** The rules with what they read: `guesses (personFailuresLastHour 4)`. */
function earnedText({ rules, facts }: SanctionRecord): string {
  const read = Object.entries(facts).map(([fact, value]) => `${fact} ${valueText(value)}`);
  return `${rules.join(', ')}${read.length === 0 ? '' : ` (${read.join(', ')})`}`;
}

async function give(options: GiveOptions): Promise<ExitCode> {
  const { output, actor, reason, for: forMs, campaign, programme } = options;
  return withContext(async (context) => {
    const party = partyWanted(await context.keys(), options);
    const report = openReport(output);
    const known = campaign === undefined ? undefined : await knownCampaign(context, campaign);
    if (campaign !== undefined && known === undefined) {
      return reportRefusal(report, await campaignUnknown(context));
    }
    const now = known?.now ?? instant(Date.now());
    const until = forMs === undefined ? null : plus(now, forMs);
    const scope: Place =
      programme === undefined ? (known?.campaign.id ?? 'all') : programmePlace(programme);
    const voids = options.voidHeld === true && kindOfParty(party) === 'person';
    const given = { party, scope, until, now, actor, reason, voids };
    await giveSanction(await context.database(), given);
    const end = until === null ? 'for good' : `until ${zonedClock(until, 'UTC', now)}`;
    report.result(`${colours.green('ok')}  ${party} is kept out ${end}`, { ...given });
    return exitCodes.ok;
  });
}

async function lift(options: LiftOptions): Promise<ExitCode> {
  const { output, actor, reason } = options;
  return withContext(async (context) => {
    const party = partyWanted(await context.keys(), options);
    const lifted = await liftSanctions(await context.database(), party, { actor, reason });
    const text =
      lifted === 0
        ? `${party} is not kept out`
        : `${colours.green('ok')}  ${party} may come in again`;
    openReport(output).result(text, { party, lifted });
    return lifted === 0 ? exitCodes.findings : exitCodes.ok;
  });
}
