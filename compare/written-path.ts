/**
 * A path of terms as the campaign's file has it: `rewards.red-packet.schedule.minor` is
 * `rewards.red-packet.amount`, `budget.CNY/2.minor` is `budget.CNY`.
 */
export function writtenPath(path: string): string {
  const named = path.replace(capForm, capOf).replace(limitForm, limitOf);
  return forms.reduce((text, [form, written]) => text.replace(form, written), named);
}

/** Whether a path of terms only says again what stands in the name of its list's item. */
export function isInName(path: string): boolean {
  return (
    /(?:^|[.])(?:caps|limits)[.](?:amount|count)-per-.*[.](?:scope|sides|unit|every|asset|of[.]\w+)$/.test(
      path,
    ) ||
    /[.](?:milestones|regions)[.].*[.](?:milestone|region)$/.test(path) ||
    /^(?:budget|payouts|awards|plan)[.].*[.]asset$|^rewards[.][^.]+[.]id$/.test(path)
  );
}

/** Caps are told by what they bound, and for each of the two sides apart where they are not for both. */
const capForm = /[.]caps[.](amount|count)-per-(code|lineage|person|campaign)(-both)?(?:[.]max)?$/;
const scopes: Readonly<Record<string, string>> = {
  ...{ code: 'perCode', lineage: 'perLineage', person: 'perPerson', campaign: 'perCampaign' },
};

function capOf(_: string, unit: string, scope: string, both: string | undefined): string {
  const name = scopes[scope] ?? scope;
  const times = scope === 'campaign' ? 'redemptions' : `times.${name}`;
  return `.caps.${unit === 'amount' ? name : times}${both === undefined ? ' (sides: each)' : ''}`;
}

const limitForm =
  /limits[.](amount|count)-per-(.+?)(?:-every-([a-z]+))?(?:-of-([^.]+?)(?:[/]\d+)?)?([.]max)?(?=$|[.]review)/;

function limitOf(_: string, ...parts: readonly (string | undefined)[]): string {
  const [unit, of = '', every, asset, max] = parts;
  const said = [`of: ${of}`, every && `every: ${every}`, asset && `asset: ${asset}`];
  const bound = max === undefined ? '' : unit === 'amount' ? '.amount' : '.times';
  return `limits[${said.filter((one) => one !== undefined).join(', ')}]${bound}`;
}

const forms: readonly (readonly [RegExp, string])[] = [
  [/([A-Za-z][\w-]*)\/\d+(?:[.]minor)?(?=$|[.])/, '$1'],
  [/[.]schedule[.]milestone$/, '.percent.of'],
  [/[.]schedule[.]basisPoints$/, '.percent.rate'],
  [/[.]schedule[.]ceiling$/, '.percent.ceiling'],
  [/[.]schedule[.](first|every|keepPercent)$/, '.decay.$1'],
  [/[.]schedule[.](packets|total|least|most)$/, '.random.$1'],
  [/[.]schedule[.]steps(?=$|[.])/, '.ladder.steps'],
  [/[.]schedule[.]bands(?=$|[.])/, '.bands.bands'],
  [/[.]schedule(?=[.])/, ''],
  [/[.]schedule$/, '.amount'],
  [/[.]when[.]milestones(?=$|[.])/, '.when.invitee'],
  [/[.]payout[.]weekly(?=$|[.])/, '.payout'],
  [/(^|[.])minor$/, '$1amount'],
  [/(^|[.])basisPoints$/, '$1rate'],
  [/[.]ms$/, ''],
  [/Ms(?=$|[.])/, ''],
  [/[.](\d+)(?=$|[.])/g, '[$1]'],
];
