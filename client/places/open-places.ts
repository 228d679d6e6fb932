import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';

import { Reader, type Response } from 'mmdb-lib';

import type { Origin } from '../../domain/code/command.ts';
import { networkOf } from '../source.ts';

/** Files in MaxMind's format (mmdb) in place of those that are usual. */
export interface PlaceFiles {
  /** Of addresses, the country. Unless said, the one that comes with Usher: public domain, by registration. */
  readonly countries?: string;
  /** Of addresses, the autonomous system. Unless said, none: `sourceAsn` is not known then. */
  readonly networks?: string;
}

/** What of an address may be known of its use: what rules read, and nothing that leads back to it. */
export type Place = Pick<Origin, 'sourceCountry' | 'sourceAsn'>;

export interface Places {
  /** Nothing for what is no address, and for addresses of no country: private ones, and those of tests. */
  of(ip: string): Place;
}

/**
 * Where addresses are, by files that are kept in memory; a file is read once, the usual one when first needed.
 * @throws RangeError when a file that is named cannot be read as mmdb
 */
export function openPlaces({ countries, networks }: PlaceFiles = {}): Places {
  const countryOf = countries === undefined ? usualCountries : readerOf(countries);
  const asnOf = networks === undefined ? () => undefined : readerOf(networks);
  return {
    of: (ip) => {
      const address = addressOf(ip);
      if (address === undefined) return {};
      const [sourceCountry, sourceAsn] = [countryIn(countryOf(address)), asnIn(asnOf(address))];
      return {
        ...(sourceCountry === undefined ? {} : { sourceCountry }),
        ...(sourceAsn === undefined ? {} : { sourceAsn }),
      };
    },
  };
}

type Look = (address: string) => unknown;

/** The usual file of countries, by registration of address ranges; 8 MB. */
const usualFile = '@ip-location-db/geo-whois-asn-country-mmdb/geo-whois-asn-country.mmdb';

let usual: Look | undefined;

function usualCountries(address: string): unknown {
  usual ??= readerOf(createRequire(import.meta.url).resolve(usualFile));
  return usual(address);
}

function readerOf(file: string): Look {
  const reader = openReader(file);
  return (address) => reader.get(address);
}

function openReader(file: string): Reader<Response> {
  try {
    return new Reader<Response>(readFileSync(file));
  } catch (cause) {
    throw new RangeError(`${file} cannot be read as mmdb`, { cause });
  }
}

/** An IPv4 address as it is, of an IPv6 address the first one of its /64: no finer than what is counted. */
function addressOf(ip: string): string | undefined {
  return networkOf(ip)?.replace(/\/64$/, '');
}

/** As `@ip-location-db` writes it, or MaxMind and those who follow it. */
function countryIn(record: unknown): string | undefined {
  const { country_code: flat, country } = fieldsOf(record);
  const code = flat ?? fieldsOf(country)['iso_code'];
  return typeof code === 'string' && /^[A-Z]{2}$/.test(code) ? code : undefined;
}

function asnIn(record: unknown): number | undefined {
  const asn = fieldsOf(record)['autonomous_system_number'];
  return typeof asn === 'number' && asn > 0 ? asn : undefined;
}

function fieldsOf(record: unknown): Readonly<Record<string, unknown>> {
  return typeof record === 'object' && record !== null ? { ...record } : {};
}
