import { pageWith } from "./crawl-web.ts";
import type { FakePages } from "./serve-web.ts";

/** A host whose home leads to a fault and to a page without one. */
export function withFault(answer: FakePages[string]): FakePages {
  return { "/": pageWith("/fault", "/next"), "/fault": answer, "/next": pageWith("/") };
}
