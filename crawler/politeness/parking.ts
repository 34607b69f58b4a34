import type { OwnerKey } from "../ports.ts";
import type { CrawlSettings } from "../settings.ts";

/** What to do with a host after one more failure. */
export type Parking = { readonly kind: "go-on" } | { readonly kind: "park"; readonly forMs: number };

/** Counts each host's failures in a row, and parks it when they are too many: for a while, in the end for this crawl. */
export class ParkingLot {
  readonly #settings: CrawlSettings;
  readonly #failures = new Map<OwnerKey, number>();
  readonly #parks = new Map<OwnerKey, number>();

  constructor(settings: CrawlSettings) {
    this.#settings = settings;
  }

  /** Takes note of an exchange. `forMs` is Infinity when the host is left alone for the rest of the crawl. */
  note(ownerKey: OwnerKey, isFailure: boolean): Parking {
    if (!isFailure) {
      this.#failures.delete(ownerKey);
      return { kind: "go-on" };
    }
    const failures = (this.#failures.get(ownerKey) ?? 0) + 1;
    this.#failures.set(ownerKey, failures);
    if (failures < this.#settings.parkAfterFailures) return { kind: "go-on" };
    this.#failures.delete(ownerKey);
    const parks = (this.#parks.get(ownerKey) ?? 0) + 1;
    this.#parks.set(ownerKey, parks);
    const isLast = parks >= this.#settings.maxParks;
    return { kind: "park", forMs: isLast ? Number.POSITIVE_INFINITY : this.#settings.parkMs };
  }
}
