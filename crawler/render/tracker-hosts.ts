/** Hosts that count visitors: a page needs none of them to show its links, and we are no visitor. Sub-domains included. */
export const TRACKER_HOSTS: readonly string[] = [
  "google-analytics.com",
  "googletagmanager.com",
  "doubleclick.net",
  "googleadservices.com",
  "googlesyndication.com",
  "connect.facebook.net",
  "xiti.com",
  "ati-host.net",
  "aticdn.net",
  "pa-cd.com",
  "piano.io",
  "matomo.cloud",
  "innocraft.cloud",
  "stats.data.gouv.fr",
  "webanalytics.europa.eu",
  "eulerian.net",
  "eulerian.com",
  "clarity.ms",
  "hotjar.com",
  "hs-analytics.net",
  "plausible.io",
  "cloudflareinsights.com",
  "newrelic.com",
  "nr-data.net",
  "sentry.io",
  "bat.bing.com",
  "snap.licdn.com",
  "analytics.tiktok.com",
  "static.ads-twitter.com",
];

/** Scripts of analytics that sites serve themselves. */
const TRACKER_FILES: readonly string[] = ["/matomo.js", "/matomo.php", "/piwik.js", "/piwik.php", "/smarttag.js"];

/** Whether an address belongs to visitor counting. */
export function isTracker(url: URL): boolean {
  const host = url.hostname;
  if (TRACKER_HOSTS.some((tracker) => host === tracker || host.endsWith(`.${tracker}`))) return true;
  return TRACKER_FILES.some((file) => url.pathname.endsWith(file));
}

/** What the browser itself must not ask, as patterns of the DevTools protocol (`Network.setBlockedURLs`). */
export function blockedUrlPatterns(): string[] {
  const trackers = TRACKER_HOSTS.flatMap((host) => [`*://${host}/*`, `*://*.${host}/*`]);
  return [...trackers, ...TRACKER_FILES.map((file) => `*${file}*`), "ws://*", "wss://*"];
}
