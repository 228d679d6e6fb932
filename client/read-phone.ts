import parsePhoneNumber, { isSupportedCountry } from 'libphonenumber-js/max';

/**
 * A phone number in the form of E.164, however it is written: with its country code, or as it is dialled in
 * a region (ISO 3166, two letters). Undefined for what cannot be called, and for a number with an extension.
 */
export function readPhone(text: string, region?: string): string | undefined {
  const written = text.normalize('NFKC').trim().replace(/^00/, '+');
  const defaultCountry = region !== undefined && isSupportedCountry(region) ? region : undefined;
  const read = parsePhoneNumber(written, {
    extract: false,
    ...(defaultCountry === undefined ? {} : { defaultCountry }),
  });
  return read?.isValid() === true && read.ext === undefined ? read.number : undefined;
}
