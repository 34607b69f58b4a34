/** First segment of an address's path: `service` for `https://a.example/service/1?x=2`; empty for the home. */
export function firstSegment(address: string): string {
  const start = pathStart(address) + 1;
  for (let end = start; end < address.length; end += 1) {
    const character = address[end];
    if (character === "/" || character === "?") return address.slice(start, end);
  }
  return address.slice(start);
}

/** Host and path of an address that has a query, which together its queries belong to; null when it has none. */
export function queriedPath(address: string): string | null {
  const query = address.indexOf("?");
  return query === -1 ? null : address.slice(address.indexOf("//") + 2, query);
}

function pathStart(address: string): number {
  const start = address.indexOf("/", address.indexOf("//") + 2);
  return start === -1 ? address.length : start;
}
