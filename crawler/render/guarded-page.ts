import type { FailureCode } from "../../core/visit.ts";
import { authorityOf } from "./proxy-target.ts";
import type { MappedExchanges } from "./mapped-exchange.ts";
import type { ProxyLane } from "./proxy-lane.ts";
import type { RenderOrder } from "./renderer.ts";

/** Why the page itself was not read. */
export interface PageFailure {
  readonly code: FailureCode;
  readonly detail: string;
}

/** One rendering as its guard sees it: what it may do, and what it did. */
export class GuardedPage {
  readonly order: RenderOrder;
  readonly lane: ProxyLane;
  readonly mapped: MappedExchanges;
  /** Host with port of the page. */
  readonly host: string;
  documents = 0;
  requests = 0;
  blocked = 0;
  mappedBytes = 0;
  /** Set when a document was refused or not reached. */
  failure: PageFailure | null = null;
  /** Set by a mistake of ours while a request was judged. */
  bug: unknown = null;
  #mappedAddress: string | null = null;

  constructor(parts: { readonly order: RenderOrder; readonly lane: ProxyLane; readonly mapped: MappedExchanges }) {
    this.order = parts.order;
    this.lane = parts.lane;
    this.mapped = parts.mapped;
    this.host = new URL(parts.order.requestUrl).host;
  }

  get sizeBytes(): number {
    return this.lane.receivedBytes() + this.mappedBytes;
  }

  /** Address that answered for the page. */
  get address(): string | null {
    const authority = authorityOf(this.order.requestUrl);
    return this.#mappedAddress ?? (authority === null ? null : this.lane.addressOf(authority));
  }

  /** Notes the private origin that stands for the page's host. */
  wasAnsweredBy(origin: string): void {
    this.#mappedAddress ??= new URL(origin).hostname;
  }

  /** Why the page's host was not reached by the proxy; null when it was, or is served from a private origin. */
  get laneFailure(): PageFailure | null {
    if (this.#mappedAddress !== null) return null;
    const failure = this.lane.failureOf(authorityOf(this.order.requestUrl) ?? "");
    if (failure === null) return null;
    if (failure.kind === "failed") return { code: failure.code, detail: failure.detail };
    return { code: "internal", detail: `the proxy refused the page: ${failure.reason}` };
  }
}
