/** Version of the list below. A store made with another version has other page keys: raise it at every change. */
export const DROPPED_PARAMETERS_VERSION = 1;

/** Parameters that name a session, in lower case. */
const SESSION = new Set([
  "jsessionid",
  "phpsessid",
  "aspsessionid",
  "sessionid",
  "session_id",
  "sid",
  "cfid",
  "cftoken",
]);

/** Parameters that say how the reader came, in lower case. */
const TRACKING = new Set([
  "gclid",
  "gclsrc",
  "dclid",
  "fbclid",
  "msclkid",
  "twclid",
  "yclid",
  "igshid",
  "mc_cid",
  "mc_eid",
  "xtor",
  "_ga",
  "_gl",
]);

/** First letters of families of tracking parameters, in lower case. */
const TRACKING_FAMILIES = ["utm_", "at_", "mtm_", "pk_", "piwik_", "matomo_"];

/** Whether a query parameter says nothing about which page is meant (crawler.md § 5). */
export function isDroppedParameter(name: string): boolean {
  // `id`, `p`, `page`… : no dropped name is that short.
  if (name.length < 3) return false;
  const lower = name.toLowerCase();
  return SESSION.has(lower) || TRACKING.has(lower) || TRACKING_FAMILIES.some((family) => lower.startsWith(family));
}
