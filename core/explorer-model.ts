import type { Evidence } from "./crawl-record.ts";
import type { MapDocument } from "./map-document.ts";
import type { Registry } from "./registry.ts";
import type { LinkClass, ScoreResult } from "./score.ts";
import type { SiteId } from "./site.ts";

/** A quoted link with the class that it was counted in. */
export interface ClassedEvidence extends Evidence {
  readonly linkClass: LinkClass;
}

/** All that the explorer's pages are made from. */
export interface ExplorerModel {
  readonly registry: Registry;
  readonly result: ScoreResult;
  /** Day that the snapshot speaks of, `YYYY-MM-DD`. */
  readonly snapshotDate: string;
  /** The registry is one of invented sites: every page says so. */
  readonly isDemo: boolean;
  /** Quoted links from one site to another, in the order of `SiteLink.evidence`. */
  readonly evidenceOf: (sourceId: SiteId, targetId: SiteId) => readonly ClassedEvidence[];
}

/** One file of the published explorer. */
export interface PublishedFile {
  /** Relative to the published folder, with `/`. */
  readonly path: string;
  readonly content: string | Uint8Array;
}

/** What the compiled viewer offers to the command line. */
export interface ExplorerRenderer {
  /** All files of the explorer, scripts and styles included, in the order of their paths within each kind of page. */
  readonly renderExplorer: (model: ExplorerModel, map: MapDocument) => Iterable<PublishedFile>;
}
