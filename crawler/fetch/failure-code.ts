import type { FailureCode } from "../../core/visit.ts";

const BY_CODE: ReadonlyMap<string, FailureCode> = new Map([
  ["ECONNREFUSED", "connect-refused"],
  ["EHOSTUNREACH", "connect-refused"],
  ["ENETUNREACH", "connect-refused"],
  ["EADDRNOTAVAIL", "connect-refused"],
  ["ETIMEDOUT", "connect-timeout"],
  ["UND_ERR_CONNECT_TIMEOUT", "connect-timeout"],
  ["ECONNRESET", "reset"],
  ["ECONNABORTED", "reset"],
  ["EPIPE", "reset"],
  ["UND_ERR_SOCKET", "reset"],
  ["UND_ERR_INFO", "reset"],
  ["UND_ERR_DESTROYED", "reset"],
  ["UND_ERR_CLOSED", "reset"],
  ["UND_ERR_HEADERS_OVERFLOW", "headers-too-large"],
  ["UND_ERR_RES_CONTENT_LENGTH_MISMATCH", "protocol"],
]);

const TLS =
  /^(?:CERT_|ERR_TLS_|ERR_SSL_|ERR_OSSL_|DEPTH_ZERO_|SELF_SIGNED_|UNABLE_TO_|HOSTNAME_MISMATCH|INVALID_|PATH_LENGTH_|EPROTO)/;

/** Why an exchange failed, from the error that the connection gave. Look-ups have `lookupFailureOf`. */
export function failureCodeOf(error: unknown): FailureCode {
  if (!(error instanceof Error)) return "internal";
  const code = codeOf(error);
  const known = BY_CODE.get(code);
  if (known !== undefined) return known;
  if (TLS.test(code)) return `tls:${code}`;
  if (isParserError(error) || code.startsWith("ERR_HTTP2_")) return "protocol";
  return error.cause === undefined ? "internal" : failureCodeOf(error.cause);
}

/** Why a host has no address: there is none, or its name servers cannot say now. */
export function lookupFailureOf(error: unknown): FailureCode {
  return isNotFound(error) ? "dns-not-found" : "dns-temporary";
}

/** Whether a look-up said that there is no such name, or no address at it (RFC 2308 § 2). */
export function isNotFound(error: unknown): boolean {
  const code = error instanceof Error ? codeOf(error) : "";
  return code === "ENOTFOUND" || code === "ENODATA" || code === "EBADNAME";
}

/** Whether a server refused HTTP/1.1 because it speaks HTTP/2 alone: by ALPN (RFC 7301 § 3.2), or by just speaking it. */
export function speaksOnlyHttp2(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  if (codeOf(error) === "ERR_SSL_TLSV1_ALERT_NO_APPLICATION_PROTOCOL") return true;
  const data: unknown = "data" in error ? error.data : null;
  return isParserError(error) && typeof data === "string" && isSettingsFrame(Buffer.from(data, "latin1"));
}

const SETTINGS_TYPE = 4;
const SETTING_BYTES = 6;

/** A server's preface: a SETTINGS frame of the whole connection (RFC 9113 § 3.4, § 6.5). */
function isSettingsFrame(bytes: Buffer): boolean {
  if (bytes.length < 9 || bytes[3] !== SETTINGS_TYPE) return false;
  return bytes.readUIntBE(0, 3) % SETTING_BYTES === 0 && bytes.readUInt32BE(5) === 0;
}

/** Its code is not always set. */
function isParserError(error: Error): boolean {
  return error.name === "HTTPParserError";
}

function codeOf(error: Error): string {
  return "code" in error && typeof error.code === "string" ? error.code : "";
}
