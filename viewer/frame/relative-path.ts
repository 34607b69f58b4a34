/** Address of one published file seen from another, both from the same root: `../themes/health.html`. */
export function relativePath(from: string, to: string): string {
  const start = from.split("/").slice(0, -1);
  const end = to.split("/");
  let shared = 0;
  while (shared < start.length && shared < end.length - 1 && start[shared] === end[shared]) shared += 1;
  const path = "../".repeat(start.length - shared) + end.slice(shared).join("/");
  return path;
}
