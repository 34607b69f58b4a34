import type { FailureCode } from "../../core/visit.ts";

/** Chromium's network errors that have a name among ours (`net_error_list.h`). */
const BY_NET_ERROR: ReadonlyMap<string, FailureCode> = new Map([
  ["ERR_NAME_NOT_RESOLVED", "dns-not-found"],
  ["ERR_CONNECTION_REFUSED", "connect-refused"],
  ["ERR_ADDRESS_UNREACHABLE", "connect-refused"],
  ["ERR_CONNECTION_TIMED_OUT", "connect-timeout"],
  ["ERR_TUNNEL_CONNECTION_FAILED", "connect-refused"],
  ["ERR_CONNECTION_RESET", "reset"],
  ["ERR_CONNECTION_CLOSED", "reset"],
  ["ERR_EMPTY_RESPONSE", "reset"],
  ["ERR_TIMED_OUT", "deadline"],
  ["ERR_TOO_MANY_REDIRECTS", "redirect-limit"],
  ["ERR_UNSAFE_REDIRECT", "bad-redirect"],
  ["ERR_INVALID_REDIRECT", "bad-redirect"],
  ["ERR_CONTENT_DECODING_FAILED", "decode"],
  ["ERR_RESPONSE_HEADERS_TOO_BIG", "headers-too-large"],
]);

/** Why a navigation failed, from the text of the browser's error. What is no network error is the browser's own. */
export function netFailureOf(message: string): FailureCode {
  const name = /net::(ERR_[A-Z0-9_]+)/.exec(message)?.[1];
  if (name === undefined) return "browser";
  const known = BY_NET_ERROR.get(name);
  if (known !== undefined) return known;
  if (/^ERR_(?:CERT|SSL)_/.test(name)) return `tls:${name.slice("ERR_".length)}`;
  return "protocol";
}
