import path from "node:path";

/** What to answer to a request for a published file. */
export type FileDecision =
  | { readonly kind: "file"; readonly relativePath: string; readonly contentType: string }
  | { readonly kind: "refused"; readonly status: 400 | 404 | 405 | 414 | 421; readonly why: string };

/** A request as far as the decision needs it. */
export interface FileRequest {
  readonly method: string;
  readonly target: string;
  readonly host: string;
}

const MAX_TARGET_LENGTH = 4096;

const CONTENT_TYPES: Readonly<Record<string, string>> = {
  ".html": "text/html; charset=utf-8",
  ".css": "text/css; charset=utf-8",
  ".js": "text/javascript; charset=utf-8",
  ".json": "application/json; charset=utf-8",
  ".csv": "text/csv; charset=utf-8",
  ".svg": "image/svg+xml",
  ".gexf": "application/xml; charset=utf-8",
};

/**
 * Which published file a request means. Refuses other methods (405), long targets (414), hosts that are not ours (421,
 * against DNS rebinding) and paths that leave the folder (404).
 */
export function decideFile(request: FileRequest, hosts: ReadonlySet<string>): FileDecision {
  if (request.method !== "GET" && request.method !== "HEAD") return refused(405, "only GET and HEAD are answered");
  if (request.target.length > MAX_TARGET_LENGTH) return refused(414, "the address is too long");
  if (!hosts.has(request.host.toLowerCase())) return refused(421, "this host is not served here");
  const decoded = decodedPath(request.target);
  if (decoded === null) return refused(400, "the address cannot be read");
  const segments = decoded.split("/").filter((segment) => segment !== "");
  const isHidden = segments.some((segment) => segment.startsWith(".") || /[\\\0]/.test(segment));
  if (isHidden) return refused(404, "no such page");
  const isFolder = decoded.endsWith("/") || segments.length === 0;
  const relativePath = path.posix.join(...segments, ...(isFolder ? ["index.html"] : []));
  const contentType = CONTENT_TYPES[path.posix.extname(relativePath)] ?? "application/octet-stream";
  return { kind: "file", relativePath, contentType };
}

function decodedPath(target: string): string | null {
  try {
    return decodeURIComponent(target.split("?", 1)[0] ?? "");
  } catch {
    return null;
  }
}

function refused(status: 400 | 404 | 405 | 414 | 421, why: string): FileDecision {
  return { kind: "refused", status, why };
}
