/** Headers of services that ask the reader to prove being human, with the values that say so; null: any value. */
const CHALLENGE_HEADERS: readonly (readonly [name: string, values: ReadonlySet<string> | null])[] = [
  ["cf-mitigated", null],
  ["x-amzn-waf-action", new Set(["captcha", "challenge"])],
];

/** What the pages of such services hold, in their first bytes. */
const CHALLENGE_MARKS = [
  "/cdn-cgi/challenge-platform/",
  "captcha-delivery.com",
  "_Incapsula_Resource",
  "awswaf.com/captcha",
  "<title>Just a moment...</title>",
];
const MARKED_BYTES = 20_000;

/** An answer as far as it may be a challenge. */
export interface MaybeChallenge {
  readonly httpStatus: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Uint8Array;
}

/** Whether an answer asks the reader to prove being human. It is never passed: the host is blocked for us. */
export function isChallenge(answer: MaybeChallenge): boolean {
  const { headers } = answer;
  for (const [name, values] of CHALLENGE_HEADERS) {
    const value = headers[name];
    if (value !== undefined && (values === null || values.has(value.toLowerCase()))) return true;
  }
  // A page that merely carries the script of such a service among much else is a page.
  if (answer.body.length === 0 || answer.body.length > MARKED_BYTES) return false;
  const text = Buffer.from(answer.body.buffer, answer.body.byteOffset, answer.body.length).toString("latin1");
  return CHALLENGE_MARKS.some((mark) => text.includes(mark));
}
