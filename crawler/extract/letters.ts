const LETTER = /\p{L}/u;
const LATIN = 256;

/** No letter in lower case has this unit: it has not been looked up yet. */
const UNKNOWN = 1;
/** For each unit, the letter in lower case where it is Latin (up to U+00FF), else as it is; 0 for no letter. */
const LETTERS = new Uint16Array(0x1_00_00).fill(UNKNOWN);
for (let code = 0; code < LATIN; code += 1) LETTERS[code] = lowerLetter(code);

/** The unit of a letter, in lower case where it is Latin (up to U+00FF); 0 for what is no letter. */
export function letterIn(code: number): number {
  const letter = LETTERS[code] ?? 0;
  return letter === UNKNOWN ? lookUp(code) : letter;
}

function lookUp(code: number): number {
  const letter = LETTER.test(String.fromCharCode(code)) ? code : 0;
  LETTERS[code] = letter;
  return letter;
}

function lowerLetter(code: number): number {
  const character = String.fromCharCode(code);
  return LETTER.test(character) ? character.toLowerCase().charCodeAt(0) : 0;
}
