import { Option, type Command } from 'commander';

import { explain as explainSituation } from '../../compare/explain/explain.ts';
import { nearestOthers } from '../../compare/explain/nearest.ts';
import { supposedOf } from '../../compare/explain/supposed.ts';
import type { CompiledCampaign } from '../../compile/campaign.ts';
import type { Terms } from '../../domain/campaign/terms.ts';
import type { RiskPolicy } from '../../domain/policy/policy.ts';
import { instant } from '../../domain/time.ts';
import { say, type Language } from '../../lang/say.ts';
import { textOf } from '../../lang/text.ts';
import { addCommand, type CommonOptions } from '../command.ts';
import { exitCodes, exitWith, WrongUse, type ExitCode } from '../exit.ts';
import { describeExplanation } from '../explain/describe.ts';
import { readPolicy } from '../find-policy.ts';
import {
  consentWords,
  inviterPhoneWords,
  passwordWords,
  readSituationFile,
  situationOf,
  type SituationText,
} from '../explain/read-situation.ts';
import { addLanguage, languageFor, type LanguageOptions } from '../language.ts';
import { readCount, readName, readWhole } from '../option-values.ts';
import { NotCompiled, orDiagnostics } from '../not-compiled.ts';
import { openReport, type Report } from '../output/report.ts';
import { readSourceFile } from '../source-file.ts';

interface ExplainOptions
  extends
    CommonOptions,
    LanguageOptions,
    Omit<SituationText, 'checks' | 'inviteeChecks' | 'facts'> {
  readonly variant?: string;
  readonly situation?: string;
  readonly policy?: string;
  readonly check?: readonly string[];
  readonly inviteeCheck?: readonly string[];
  readonly fact?: readonly string[];
}

/** `usher explain`: why a situation is decided as it is. */
export function addExplain(program: Command): void {
  const command = addCommand(program, {
    usage: 'explain <campaign>',
    summary: 'say how a campaign decides a situation, why, and what would change it',
    more: 'The situation is a YAML or JSON file, options, or both; options win. Every condition is shown with its fact, threshold and result. Nothing is published and no database is asked: the file is decided by the rules that production uses.',
    examples: [
      'usher explain campaigns/registration.yaml --invitations-today 6',
      'usher explain campaigns/first-purchase.yaml --milestones first-purchase --purchase 49.00',
      'usher explain campaigns/coupon.yaml --fact accountAgeDays=2 deviceReports=emulator,rooted',
      'usher explain campaigns/cross-border.yaml --region US --invitee-check passport',
      'usher explain campaigns/privilege.yaml --situation situation.yaml --invitees-before 2',
      'usher explain campaigns/coupon.yaml --password wrong',
      'usher explain campaigns/spring.yaml --variant twice --milestones registered',
    ],
  });
  addLanguage(command)
    .option('--situation <file>', 'what is so, as YAML or JSON; its keys are named as the options')
    .option('--variant <id>', "by a variant's terms; otherwise by the campaign's own", readName)
    .option('--policy <file>', 'the risk policy, where it is not found by its name')
    .option('--at <time>', 'when somebody redeems: ISO 8601 with offset; otherwise now')
    .option('--channel <name>', 'the channel that the invitee came by')
    .option('--region <code>', 'ISO 3166 code of country or region')
    .option('--generation <number>', 'which code of its line it is', readCount)
    .option('--invitations-today <number>', "the inviter's, this one included", readCount)
    .option('--requests-last-hour <number>', 'from the same network, this one included', readCount)
    .option('--check <names...>', 'checks that the inviter has passed today')
    .option('--invitee-check <names...>', 'checks of a region that the invitee has passed')
    .option('--fact <name=value...>', 'other facts that risk rules read, such as accountAgeDays=2')
    .option('--existing-customer', 'the invitee was a customer before')
    .addOption(
      new Option('--password <what>', 'of the one-time password or the dynamic code').choices(
        passwordWords,
      ),
    )
    .addOption(new Option('--consent <what>', 'to the use of their location').choices(consentWords))
    .addOption(
      new Option('--inviter-phone <what>', 'given as the phone number of the inviter').choices(
        inviterPhoneWords,
      ),
    )
    .addOption(
      new Option(
        '--levels-above <number>',
        'inviters above the inviter, one above the other',
      ).argParser(readWhole),
    )
    .option('--milestones <names...>', 'what the invitee reaches after redeeming, in this order')
    .option('--purchase <amount>', 'what was bought, reported with the last milestone')
    .option(
      '--properties <milestone.name=value...>',
      'what reports of a milestone carry, such as order-paid.amount=128.50',
    )
    .addOption(
      new Option(
        '--invitees-before <number>',
        'invitees of the code who came as far before',
      ).argParser(readWhole),
    )
    .action((campaign: string, options: ExplainOptions) => exitWith(explain(campaign, options)));
}

async function explain(path: string, options: ExplainOptions): Promise<ExitCode> {
  const report = openReport(options.output);
  const language = languageFor(options, options.output);
  return orDiagnostics({ report, language }, async () => {
    const source = await readSourceFile(path, language);
    if (source.kind !== 'campaign') throw new WrongUse(say`${path} is no campaign.`);
    if (!source.compiled.ok) throw new NotCompiled(source);
    const { compiled } = source;
    const terms = termsOf(compiled, options.variant);
    if (terms.variants !== undefined) {
      const variants = namesOf(compiled.variants);
      const note = say`note: by the campaign's own terms; --variant explains ${variants}`;
      report.progress(textOf(note, language));
    }
    const policy = await readPolicy(terms, { campaign: path, policy: options.policy, language });
    return explainBy({ terms, policy }, { options, report, language });
  });
}

interface Explaining {
  readonly options: ExplainOptions;
  readonly report: Report;
  readonly language: Language;
}

async function explainBy(
  deciding: { readonly terms: Terms; readonly policy: RiskPolicy },
  { options, report, language }: Explaining,
): Promise<ExitCode> {
  const { terms, policy } = deciding;
  const file = options.situation === undefined ? {} : await readSituationFile(options.situation);
  const said = { ...file, ...saidBy(options) };
  const situation = situationOf(said, terms, instant(Date.now()));
  const explanation = await explainSituation(deciding, situation);
  const nearest = await nearestOthers(deciding, situation, explanation);
  report.result(describeExplanation({ terms, situation, explanation, nearest }, language), {
    campaign: terms.campaign,
    ...(terms.variant === undefined ? {} : { variant: terms.variant }),
    policy: policy.id,
    supposed: supposedOf(terms.scenario, situation),
    situation,
    ...explanation,
    nearest,
  });
  return exitCodes.ok;
}

type Compiled = Extract<CompiledCampaign, { ok: true }>;

/** @throws WrongUse when the campaign has no such variant */
function termsOf({ terms, variants }: Compiled, variant: string | undefined): Terms {
  if (variant === undefined) return terms;
  const found = variants.find(({ id }) => id === variant);
  if (found !== undefined) return found.terms;
  throw new WrongUse(
    variants.length === 0
      ? say`The campaign has no variant ${variant}, and no others.`
      : say`The campaign has no variant ${variant}, only ${namesOf(variants)}.`,
  );
}

function namesOf(variants: Compiled['variants']): string {
  return variants.map(({ id }) => id).join(', ');
}

function saidBy(options: ExplainOptions): SituationText {
  const { check: checks, inviteeCheck: inviteeChecks, fact: facts } = options;
  const { at, channel, region, generation, milestones, purchase, properties } = options;
  const { password, consent, inviterPhone, levelsAbove } = options;
  const entered = { password, consent, inviterPhone, levelsAbove };
  const { invitationsToday, requestsLastHour, existingCustomer, inviteesBefore } = options;
  const said = { at, channel, region, generation, milestones, purchase, properties };
  const named = { checks, inviteeChecks, facts };
  const counts = { invitationsToday, requestsLastHour, existingCustomer, inviteesBefore };
  const given = Object.entries({ ...said, ...named, ...counts, ...entered }).filter(
    ([, value]) => value !== undefined,
  );
  return Object.fromEntries(given);
}
