/** What Crawlee's crawlers would do on their own account, off. */
export const QUIET = {
  maxRequestRetries: 0,
  useSessionPool: false,
  retryOnBlocked: false,
  respectRobotsTxtFile: false,
  // Crawlee tells this delay by the wall clock, and of 0 it makes a long one when that is set back.
  sameDomainDelaySecs: Number.NEGATIVE_INFINITY,
} as const;

/** A configuration whose storages end at once. They hold nothing: a timer of theirs would keep the process for a second. */
export function endingAtOnce<Configuration extends { readonly getStorageClient: () => object }>(
  configuration: Configuration,
): Configuration {
  Object.assign(configuration.getStorageClient(), { teardown: null });
  return configuration;
}

/** Takes out who listens for Ctrl-C beside our own: stopping is ours, Crawlee's handler would end the process meanwhile. */
export function removeForeignHandlers(own: ReadonlySet<NodeJS.SignalsListener>): void {
  for (const listener of process.listeners("SIGINT")) if (!own.has(listener)) process.off("SIGINT", listener);
}
