/** Names of parameters whose values may tell who somebody is, or let somebody in. */
const SECRET_NAME =
  /(?:^|[^a-z])(?:access|auth|bearer|code|csrf|email|mail|courriel|jwt|key|apikey|nom|prenom|name|naissance|nir|passwd?|password|pwd|secret|session|sessionid|sid|sig|signature|state|tel|telephone|phone|ticket|token)(?:$|[^a-z])/i;

/** Values that look like an address of a person, a signed token, a long random string or a French social security number. */
const SECRET_VALUES = [
  /[^\s/@]+(?:@|%40)[^\s/@]+\.[a-z]{2,}/i,
  /eyJ[\w-]{8,}\.[\w-]+/,
  /^(?=.*\d)(?=.*[a-z])[\w+=-]{32,}$/i,
  /^[12]\d{12}(?:\d{2})?$/,
];

/** An address as it may be published. */
export interface ScrubbedUrl {
  readonly text: string;
  /** Nothing was taken out: the address still leads there. */
  readonly isWhole: boolean;
}

/** The address without user info and with `…` for values that could be secret (explorer.md § 8). */
export function scrubbedUrl(url: string): ScrubbedUrl {
  const parsed = URL.parse(url);
  if (parsed === null) return { text: url, isWhole: false };
  const path = parsed.pathname
    .split("/")
    .map((segment) => (isSecretSegment(segment) ? "…" : segment))
    .join("/");
  const query = parsed.search === "" ? "" : `?${parsed.search.slice(1).split("&").map(scrubbedPair).join("&")}`;
  const text = `${parsed.protocol}//${parsed.host}${path}${query}`;
  return { text, isWhole: text === url };
}

function isSecretSegment(segment: string): boolean {
  return SECRET_VALUES.slice(0, 2).some((pattern) => pattern.test(segment));
}

function scrubbedPair(pair: string): string {
  const equals = pair.indexOf("=");
  const [name, value] = equals === -1 ? [pair, ""] : [pair.slice(0, equals), pair.slice(equals + 1)];
  if (equals === -1) return SECRET_VALUES.some((pattern) => pattern.test(pair)) ? "…" : pair;
  const words = decoded(name).replaceAll(/([a-z])([A-Z])/g, "$1_$2");
  const isSecret = SECRET_NAME.test(words) || SECRET_VALUES.some((pattern) => pattern.test(decoded(value)));
  return isSecret && value !== "" ? `${name}=…` : pair;
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
