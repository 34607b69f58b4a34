/** Headers with one value each; see `FetchResult`. */
export function answerHeaders(
  headers: Readonly<Record<string, string | string[] | undefined>>,
): Record<string, string> {
  const flat: Record<string, string> = {};
  for (const name of Object.keys(headers)) {
    const value = headers[name];
    if (value === undefined) continue;
    if (name === "location") flat[name] = ascii(typeof value === "string" ? value : (value[0] ?? ""));
    else flat[name] = typeof value === "string" ? value : value.join(", ");
  }
  return flat;
}

/** Bytes of names and values together. */
export function headerBytes(headers: Readonly<Record<string, string>>): number {
  let sizeBytes = 0;
  for (const name of Object.keys(headers)) sizeBytes += name.length + (headers[name]?.length ?? 0);
  return sizeBytes;
}

/** Media type of a Content-Type header, lower case and without parameters; null when there is none. */
export function mediaTypeOf(headers: Readonly<Record<string, string>>): string | null {
  return headers["content-type"]?.split(";", 1)[0]?.trim().toLowerCase() ?? null;
}

/** An address whose bytes beyond ASCII, each a character here, are percent-encoded: what browsers ask for then. */
function ascii(address: string): string {
  return address.replaceAll(/[\u0080-\u00ff]/g, (character) => encodedByte(character.charCodeAt(0)));
}

function encodedByte(byte: number): string {
  return `%${byte.toString(16).toUpperCase()}`;
}
