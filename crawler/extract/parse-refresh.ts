/** Where a page sends its reader by itself, and after how long. `target` null: to itself. */
export interface Refresh {
  readonly target: string | null;
  readonly delaySeconds: number;
}

/** Content of a meta refresh by the shared declarative refresh steps (HTML standard, 4.2.5.3), or null when it is none. */
export function parseRefresh(content: string): Refresh | null {
  const delay = /^[\t\n\f\r ]*(?:(\d+)[\d.]*|\.[\d.]*)/.exec(content);
  if (delay === null) return null;
  const delaySeconds = Math.min(Number(delay[1] ?? "0"), Number.MAX_SAFE_INTEGER);
  const after = content.slice(delay[0].length);
  if (after === "") return { target: null, delaySeconds };
  if (!/^[\t\n\f\r ;,]/.test(after)) return null;
  const rest = after.replace(/^[\t\n\f\r ]*[;,]?[\t\n\f\r ]*/, "").trimEnd();
  if (rest === "") return { target: null, delaySeconds };
  return { target: refreshTarget(rest), delaySeconds };
}

function refreshTarget(rest: string): string {
  const named = /^url[\t\n\f\r ]*=[\t\n\f\r ]*/i.exec(rest);
  const value = named === null ? rest : rest.slice(named[0].length);
  if (named === null && !/^["']/.test(rest)) return value;
  const [quote] = value;
  if (quote !== '"' && quote !== "'") return value;
  const end = value.indexOf(quote, 1);
  return end === -1 ? value.slice(1) : value.slice(1, end);
}
