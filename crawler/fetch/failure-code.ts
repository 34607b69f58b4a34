import type { FailureCode } from "../../core/visit.ts";

const BY_CODE: ReadonlyMap<string, FailureCode> = new Map([
  ["ENOTFOUND", "dns-not-found"],
  ["ENODATA", "dns-not-found"],
  ["EAI_AGAIN", "dns-temporary"],
  ["ESERVFAIL", "dns-temporary"],
  ["ETIMEOUT", "dns-temporary"],
  ["ECONNREFUSED", "connect-refused"],
  ["EHOSTUNREACH", "connect-refused"],
  ["ENETUNREACH", "connect-refused"],
  ["ETIMEDOUT", "connect-timeout"],
  ["UND_ERR_CONNECT_TIMEOUT", "connect-timeout"],
  ["ECONNRESET", "reset"],
  ["EPIPE", "reset"],
  ["UND_ERR_SOCKET", "reset"],
  ["UND_ERR_HEADERS_TIMEOUT", "deadline"],
  ["UND_ERR_BODY_TIMEOUT", "deadline"],
  ["UND_ERR_ABORTED", "deadline"],
  ["UND_ERR_HEADERS_OVERFLOW", "headers-too-large"],
  ["HPE_HEADER_OVERFLOW", "headers-too-large"],
  ["UND_ERR_RES_CONTENT_LENGTH_MISMATCH", "protocol"],
]);

const TLS = /^(?:CERT_|ERR_TLS_|ERR_SSL_|DEPTH_ZERO_|SELF_SIGNED_|UNABLE_TO_|HOSTNAME_MISMATCH|INVALID_CA|EPROTO)/;

/** Why an exchange failed, from the error that the connection gave. */
export function failureCodeOf(error: unknown): FailureCode {
  if (!(error instanceof Error)) return "internal";
  if (error.name === "TimeoutError" || error.name === "AbortError") return "deadline";
  const code = "code" in error && typeof error.code === "string" ? error.code : "";
  const known = BY_CODE.get(code);
  if (known !== undefined) return known;
  if (TLS.test(code)) return `tls:${code}`;
  if (code.startsWith("HPE_")) return "protocol";
  return error.cause === undefined ? "internal" : failureCodeOf(error.cause);
}
