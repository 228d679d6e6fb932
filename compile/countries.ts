/** ISO 3166-1 alpha-2, and Kosovo, which has none and goes by XK. */
const countries = new Set(
  (
    'AD AE AF AG AI AL AM AO AQ AR AS AT AU AW AX AZ BA BB BD BE BF BG BH BI BJ BL BM BN BO BQ BR BS BT BV BW ' +
    'BY BZ CA CC CD CF CG CH CI CK CL CM CN CO CR CU CV CW CX CY CZ DE DJ DK DM DO DZ EC EE EG EH ER ES ET FI ' +
    'FJ FK FM FO FR GA GB GD GE GF GG GH GI GL GM GN GP GQ GR GS GT GU GW GY HK HM HN HR HT HU ID IE IL IM IN ' +
    'IO IQ IR IS IT JE JM JO JP KE KG KH KI KM KN KP KR KW KY KZ LA LB LC LI LK LR LS LT LU LV LY MA MC MD ME ' +
    'MF MG MH MK ML MM MN MO MP MQ MR MS MT MU MV MW MX MY MZ NA NC NE NF NG NI NL NO NP NR NU NZ OM PA PE PF ' +
    'PG PH PK PL PM PN PR PS PT PW PY QA RE RO RS RU RW SA SB SC SD SE SG SH SI SJ SK SL SM SN SO SR SS ST SV ' +
    'SX SY SZ TC TD TF TG TH TJ TK TL TM TN TO TR TT TV TW TZ UA UG UM US UY UZ VA VC VE VG VI VN VU WF WS XK ' +
    'YE YT ZA ZM ZW'
  ).split(' '),
);

/** Where no telephone number is of the country itself. */
const undialled = new Set(['AQ', 'BV', 'GS', 'HM', 'PN', 'TF', 'UM']);

/** What is often written in place of a country's code. */
const mistaken: ReadonlyMap<string, string> = new Map([
  ['UK', 'GB'],
  ['EN', 'GB'],
  ['EL', 'GR'],
]);

const names = new Intl.DisplayNames(['en'], { type: 'region' });

/** Whether a region, `DE` or `CN-31`, is of a country that there is. */
export function isOfCountry(region: string): boolean {
  return countries.has(countryOf(region));
}

/** Whether numbers are dialled in a country, so that one without a country code can be read there. */
export function isDialled(country: string): boolean {
  return countries.has(country) && !undialled.has(country);
}

/** The code of the country that was probably meant, by its code or its English name; undefined where nobody can tell. */
export function countryMeant(region: string): string | undefined {
  if (/^[a-z]{2}(?:-|$)/i.test(region)) {
    const code = countryOf(region).toUpperCase();
    return countries.has(code) ? code : mistaken.get(code);
  }
  const name = region.toLowerCase();
  return [...countries].find((code) => names.of(code)?.toLowerCase() === name);
}

function countryOf(region: string): string {
  return region.split('-', 1).join();
}
