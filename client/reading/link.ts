/** What a link to join by says. */
export interface JoinLink {
  readonly code: string;
  readonly channel?: string;
  /** Of the code, by their names. */
  readonly parameters?: Readonly<Record<string, string>>;
}

/** In front of the names of parameters, so that none of them is taken for `code` or `channel`. */
const mark = 'p.';
/** No value in a link is longer. */
const valueMax = 128;

/** The link that a QR code holds: `BASE?code=…&channel=…&p.NAME=…`, percent-encoded. */
export function writeLink(base: string, { code, channel, parameters = {} }: JoinLink): string {
  const url = new URL(base);
  url.searchParams.set('code', code);
  if (channel !== undefined) url.searchParams.set('channel', channel);
  for (const [name, value] of Object.entries(parameters)) {
    url.searchParams.set(`${mark}${name}`, value);
  }
  return url.href;
}

/**
 * What a link says whose base this is; undefined where it is of another base, or has no code. Whatever
 * else stands in it, such as marks of advertisers, is passed over.
 */
export function readLink(base: string, link: string): JoinLink | undefined {
  if (!URL.canParse(link)) return undefined;
  const [url, own] = [new URL(link), new URL(base)];
  const isOwn = url.origin === own.origin && url.pathname === own.pathname && url.username === '';
  const values = [...url.searchParams].filter(([, value]) => value.length <= valueMax);
  const said = new Map(values);
  const [code = '', channel] = [said.get('code'), said.get('channel')];
  if (!isOwn || code === '') return undefined;
  const parameters = values
    .filter(([name]) => name.startsWith(mark))
    .map(([name, value]): [string, string] => [name.slice(mark.length), value]);
  return {
    code,
    ...(channel === undefined ? {} : { channel }),
    ...(parameters.length === 0 ? {} : { parameters: Object.fromEntries(parameters) }),
  };
}

const links = /https?:\/\/[^\s\u3000-\u303f\uff00-\uffef\u4e00-\u9fff"'<>（）【】]+/giu;

/** The links in a text, and what is left of the text without them. */
export function takeLinks(text: string): {
  readonly links: readonly string[];
  readonly rest: string;
} {
  const found = (text.match(links) ?? []).map((link) =>
    link.replace(/[.,;:!?)\]}*_~`]{1,20}$/, ''),
  );
  return { links: found, rest: text.replaceAll(links, '\n|\n') };
}
