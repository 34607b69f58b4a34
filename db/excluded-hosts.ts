/** Whether a host (`host` or `host:port`) is left alone: an exclusion without a port covers all its ports. */
export function isExcludedHost(excluded: ReadonlySet<string>, host: string): boolean {
  if (excluded.size === 0) return false;
  return excluded.has(host) || excluded.has(host.replace(/:\d+$/, ""));
}
