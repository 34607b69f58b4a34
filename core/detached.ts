/**
 * A text that keeps nothing else alive. V8 makes a piece cut out of a page a view of it: as long as the piece is kept, so
 * is the whole page. What may outlive the reading of a page goes through here: addresses, texts of links, terms.
 */
export function detached(text: string): string {
  // Pieces of up to 12 characters are copies anyway. Longer ones are copied when a joined text has to be looked into.
  if (text.length < 13) return text;
  const joined = `${text} `;
  const last = text.charCodeAt(text.length - 1);
  if (last > 32 && last < 128) return joined.trimEnd();
  return joined.slice(0, joined.lastIndexOf(" "));
}
