import { canonicalizeUrl } from "../core/url.ts";
import { pageOrder } from "./page-request.ts";
import type { Exchanger } from "./politeness/exchange.ts";
import type { OwnerKey, Task } from "./ports.ts";
import { readExchange } from "./read-answer.ts";
import type { CrawlSettings } from "./settings.ts";
import { pageFingerprint, probePath } from "./soft404.ts";
import type { CrawlStore } from "./store-port.ts";

/** What probing is done with. */
export interface ProbesParts {
  readonly crawlId: number;
  readonly store: Pick<CrawlStore, "probes" | "keepProbe">;
  readonly exchanger: Exchanger;
  /** How long a host still rests, in milliseconds. */
  readonly restMs: (ownerKey: OwnerKey) => number;
  readonly isForbidden: (url: NonNullable<ReturnType<typeof canonicalizeUrl>>) => boolean;
  readonly settings: CrawlSettings;
  readonly headers: Readonly<Record<string, string>>;
}

/** A host that wants to rest longer is not probed: few pages are asked of it, and one may wait to be written. */
const MAX_REST_MS = 60_000;

/** Knows how each host answers for a page that cannot exist: asked once per host and crawl, after its first page. */
export class Probes {
  readonly #parts: ProbesParts;
  readonly #fingerprints = new Map<OwnerKey, string | null>();

  constructor(parts: ProbesParts) {
    this.#parts = parts;
    for (const { ownerKey, fingerprint } of parts.store.probes(parts.crawlId)) {
      this.#fingerprints.set(ownerKey, fingerprint);
    }
  }

  /** What `fingerprintOf` would say without asking; undefined when the host was not asked yet. */
  knownOf(ownerKey: OwnerKey): string | null | undefined {
    return this.#fingerprints.get(ownerKey);
  }

  /** What a host shows with status 200 for a page that cannot exist; null when it says so as it should. */
  async fingerprintOf(task: Task): Promise<string | null> {
    const { ownerKey } = task;
    const known = this.#fingerprints.get(ownerKey);
    if (known !== undefined) return known;
    const fingerprint = await this.#probe(task);
    if (fingerprint === undefined) return null;
    this.#fingerprints.set(ownerKey, fingerprint);
    this.#parts.store.keepProbe(this.#parts.crawlId, { ownerKey, fingerprint });
    return fingerprint;
  }

  /** Undefined: it could not be asked now. */
  async #probe(task: Task): Promise<string | null | undefined> {
    const { exchanger, headers, settings, crawlId } = this.#parts;
    const url = canonicalizeUrl(probePath(crawlId, task.ownerKey), task.url);
    if (url === null || this.#parts.isForbidden(url)) return null;
    if (this.#parts.restMs(task.ownerKey) > MAX_REST_MS) return undefined;
    const result = await exchanger.exchange({ ...pageOrder(url, headers, settings), purpose: "probe" });
    if (result.kind === "held") return undefined;
    const { visit } = readExchange(result, { url, startedMs: 0 });
    return visit.kind === "fetched" ? pageFingerprint(visit.text) : null;
  }
}
