import { say, type Said } from '../../lang/say.ts';
import { choice, nearest } from '../nearest.ts';

/** The names of today of zones that runtimes list by an older one. */
const renamed: Readonly<Record<string, string>> = {
  'Africa/Asmera': 'Africa/Asmara',
  'America/Buenos_Aires': 'America/Argentina/Buenos_Aires',
  'America/Catamarca': 'America/Argentina/Catamarca',
  'America/Coral_Harbour': 'America/Atikokan',
  'America/Cordoba': 'America/Argentina/Cordoba',
  'America/Godthab': 'America/Nuuk',
  'America/Indianapolis': 'America/Indiana/Indianapolis',
  'America/Jujuy': 'America/Argentina/Jujuy',
  'America/Louisville': 'America/Kentucky/Louisville',
  'America/Mendoza': 'America/Argentina/Mendoza',
  'Asia/Calcutta': 'Asia/Kolkata',
  'Asia/Katmandu': 'Asia/Kathmandu',
  'Asia/Rangoon': 'Asia/Yangon',
  'Asia/Saigon': 'Asia/Ho_Chi_Minh',
  'Atlantic/Faeroe': 'Atlantic/Faroe',
  'Europe/Kiev': 'Europe/Kyiv',
  'Pacific/Enderbury': 'Pacific/Kanton',
  'Pacific/Ponape': 'Pacific/Pohnpei',
  'Pacific/Truk': 'Pacific/Chuuk',
};

/** What people write, and what they may mean; of most of these runtimes know one meaning only. */
const meanings: ReadonlyMap<string, readonly string[]> = new Map([
  ['AST', ['America/Halifax', 'Asia/Riyadh']],
  ['BEIJING', ['Asia/Shanghai']],
  ['BST', ['Europe/London', 'Asia/Dhaka']],
  ['CST', ['Asia/Shanghai', 'America/Chicago']],
  ['EST', ['America/New_York', 'Australia/Sydney']],
  ['GMT', ['UTC', 'Europe/London']],
  ['IST', ['Asia/Kolkata', 'Europe/Dublin', 'Asia/Jerusalem']],
  ['MST', ['America/Denver', 'America/Phoenix', 'Asia/Kuala_Lumpur']],
  ['PST', ['America/Los_Angeles', 'Asia/Manila']],
  ['SST', ['Asia/Singapore', 'Pacific/Pago_Pago']],
]);

const names: ReadonlySet<string> = new Set([
  'UTC',
  ...Intl.supportedValuesOf('timeZone')
    .filter((name) => name.includes('/') && !name.startsWith('Etc/'))
    .map(nameOfToday),
]);

/** Whether this is, letter by letter, the IANA name that a time zone has today. */
export function isTimeZone(name: string): boolean {
  return names.has(name);
}

/** The IANA name of the zone that the runtime knows by this one; undefined where it has none with a place. */
export function zoneNamed(name: string): string | undefined {
  try {
    const known = new Intl.DateTimeFormat('en', { timeZone: name }).resolvedOptions().timeZone;
    return [nameOfToday(known)].find(isTimeZone);
  } catch {
    return undefined;
  }
}

/** What is to be written in place of a name that is none: an abbreviation, an older name, a slip of the pen. */
export function rightZone(name: string): { readonly expected: Said; readonly meant?: string } {
  const place = name.slice(name.lastIndexOf('/') + 1).toUpperCase();
  const meant = meanings.get(place) ?? oneOrNone(zoneNamed(name)) ?? zonesAt(place);
  const near = meant.length > 0 ? meant : (oneOrNone(nearest(name, [...names])) ?? []);
  return near.length > 0
    ? choice(name, near)
    : { expected: say`an IANA name, such as Asia/Shanghai` };
}

function oneOrNone(name: string | undefined): readonly string[] | undefined {
  return name === undefined ? undefined : [name];
}

function zonesAt(place: string): readonly string[] {
  const end = `/${place.replaceAll(' ', '_')}`;
  return [...names].filter((name) => name.toUpperCase().endsWith(end));
}

function nameOfToday(name: string): string {
  return renamed[name] ?? name;
}
