/** Limits of rendering that nobody has to set; those of the contract are in `CrawlSettings`. */
export const RENDER_LIMITS = {
  /** Contexts at once: a third gains nothing on two cores (performance.md). */
  maxContexts: 2,
  /** Bytes that one rendering may receive from servers. */
  maxBytes: 20_000_000,
  /** Requests that one rendering may make. */
  maxRequests: 100,
  /** Pages after which a browser is replaced, and idle time after which it is closed. */
  pagesPerBrowser: 500,
  browserIdleSeconds: 60,
  /** Part of the deadline kept to take the document out of the browser. */
  takeOutMs: 1000,
  /** For opening a browser or a context. */
  openSeconds: 15,
  /** After this a browser that was told to close is killed. */
  closeMs: 3000,
  /** A tunnel that is wanted by another rendering ends after this time without a byte. */
  idleTunnelMs: 300,
} as const;
