const LETTER = /\p{L}/u;
const LATIN = 256;

/** Units up to U+00FF: the letter in lower case, 0 for no letter. */
const IN_LATIN = Uint16Array.from({ length: LATIN }, (_, code) => lowerLetter(code));
/** The others, looked up once each: 0 not yet, 1 a letter, 2 none. */
const known = new Uint8Array(0x1_00_00);

/** The unit of a letter, in lower case where it is Latin (up to U+00FF); 0 for what is no letter. */
export function letterIn(code: number): number {
  if (code < LATIN) return IN_LATIN[code] ?? 0;
  if (known[code] === 0) known[code] = LETTER.test(String.fromCharCode(code)) ? 1 : 2;
  return known[code] === 1 ? code : 0;
}

function lowerLetter(code: number): number {
  const character = String.fromCharCode(code);
  return LETTER.test(character) ? character.toLowerCase().charCodeAt(0) : 0;
}
