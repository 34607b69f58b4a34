import type { CanonicalUrl } from "../../core/url.ts";
import type { FailureCode, Truncation } from "../../core/visit.ts";

/** One page to render. */
export interface RenderOrder {
  readonly url: CanonicalUrl;
  /** What is asked. */
  readonly requestUrl: string;
  /** Who we are: `user-agent`, `from`, `accept-language`. The same on every request, sub-resources included. */
  readonly headers: Readonly<Record<string, string>>;
  /** Bytes of the document kept at most, as UTF-8. */
  readonly maxBodyBytes: number;
  /** Whether an address may be asked by robots and opt-out of its own origin. Put to it for the page and all it asks. */
  readonly mayRequest: (url: string) => Promise<boolean>;
}

/** What every rendering that began says, whatever its outcome. */
interface RenderCommon {
  readonly durationMs: number;
  /** Requests that went out, the page itself included: the owner rests for each. */
  readonly requests: number;
  /** Bytes received from servers. */
  readonly sizeBytes: number;
  /** Address that answered for the page; null when none did. */
  readonly address: string | null;
}

/** How a rendering ended. What the web does is data. */
export type RenderResult =
  | (RenderCommon & {
      readonly kind: "rendered";
      readonly httpStatus: number;
      /** `outerHTML` of the document after its load and quiet. */
      readonly html: string;
      /** Where the document stands in the end; always on the host that was asked. */
      readonly finalUrl: string;
      /** Requests of the page that were refused. */
      readonly blocked: number;
      /** `time`: not quiet at the deadline. `length`: the document or what it received was cut. */
      readonly truncated: Truncation | null;
    })
  | (RenderCommon & { readonly kind: "failed"; readonly code: FailureCode; readonly detail: string })
  /** No browser on this machine: pages stay "needs rendering". */
  | { readonly kind: "unavailable"; readonly detail: string };

/** Runs the scripts of pages in a browser, with limits; never throws for what the web does. */
export interface Renderer {
  readonly render: (order: RenderOrder) => Promise<RenderResult>;
  /** Ends what is under way and the browser with all its processes. */
  readonly close: () => Promise<void>;
}
