/**
 * The address that relative ones of a page stand on: its first `base[href]`, as written, decides for the whole page,
 * unless that is no http address (HTML standard, 4.2.3).
 */
export function pageBase(written: string | null, pageUrl: string): string {
  if (written === null) return pageUrl;
  const resolved = URL.parse(written, pageUrl);
  return resolved !== null && /^https?:$/.test(resolved.protocol) ? resolved.href : pageUrl;
}
