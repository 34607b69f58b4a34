/** Playwright's defaults that we take back: popups stay blocked, and no software graphics are started. */
export const REVOKED_DEFAULTS: readonly string[] = ["--disable-popup-blocking", "--enable-unsafe-swiftshader"];

/** Switches of Chromium for a browser that asks only what a page asks, and only through the proxy. */
export const CHROMIUM_FLAGS: readonly string[] = [
  // It can resolve no name by itself: only the proxy, named by address, is reachable.
  "--host-resolver-rules=MAP * ~NOTFOUND , EXCLUDE 127.0.0.1",
  "--dns-prefetch-disable",
  "--disable-quic",
  "--force-webrtc-ip-handling-policy=disable_non_proxied_udp",
  "--webrtc-ip-handling-policy=disable_non_proxied_udp",
  "--no-pings",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-default-apps",
  "--disable-domain-reliability",
  "--disable-breakpad",
  "--disable-extensions",
  "--disable-sync",
  "--disable-shared-workers",
  "--disable-remote-fonts",
  "--disable-notifications",
  "--disable-speech-api",
  "--mute-audio",
  "--disable-gpu",
  "--disable-software-rasterizer",
  "--disable-dev-shm-usage",
  // A page that fills its memory ends itself, not the machine.
  "--js-flags=--max-old-space-size=512",
];

/** Switches by which Crawlee makes a browser look like somebody's. We are no disguise. */
const DISGUISES: readonly string[] = ["--user-agent=", "--disable-blink-features=AutomationControlled"];

/** Switches without those that hide what we are. */
export function honestFlags(flags: readonly string[]): string[] {
  return flags.filter((flag) => !DISGUISES.some((disguise) => flag.startsWith(disguise)));
}
