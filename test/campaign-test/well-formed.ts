const part = /<\?xml[^?]*\?>|<(\/?)([A-Za-z]+)((?:\s+[A-Za-z]+="[^"<]*")*)\s*(\/?)>|[^<]+|</g;
const reference = /&(?!(?:amp|lt|gt|quot|apos|#\d+);)/;

/** What keeps a text from being well-formed XML, of as much of XML as reports use. */
export function wellFormed(xml: string): readonly string[] {
  const flaws: string[] = [];
  const open: string[] = [];
  for (const [text, close, name, , empty] of xml.matchAll(part)) {
    if (text === '<') flaws.push('a bracket that begins no tag');
    if (reference.test(text)) flaws.push(`an ampersand alone: ${text}`);
    if (/[\u0000-\u0008\u000b\u000c\u000e-\u001f]/.test(text)) flaws.push('a control character');
    if (name === undefined) continue;
    if (close === '/') {
      const opened = open.pop();
      if (opened !== name) flaws.push(`${name} closes ${opened ?? 'nothing'}`);
    } else if (empty !== '/') open.push(name);
  }
  return [...flaws, ...open.map((name) => `${name} is never closed`)];
}
