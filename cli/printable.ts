/** Crawled text made harmless for a terminal: control characters, and those that turn the writing direction, are escaped. */
export function printable(text: string): string {
  return text.replaceAll(
    // oxlint-disable-next-line no-control-regex -- control characters are what it looks for
    /[\u0000-\u0009\u000B-\u001F\u007F-\u009F\u200E\u200F\u202A-\u202E\u2066-\u2069]/g,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`,
  );
}

/** The same on one line: a line of a log stays one, whatever text stands in it. */
export function printableLine(text: string): string {
  return printable(text).replaceAll("\n", "\\u000a");
}
