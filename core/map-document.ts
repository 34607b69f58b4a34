/** Version of the document below: raise it when a column changes its meaning. */
export const MAP_DOCUMENT_VERSION = 1;

/** What the map island loads: one column per field, sites and edges in one order each. */
export interface MapDocument {
  readonly schemaVersion: typeof MAP_DOCUMENT_VERSION;
  readonly snapshotDate: string;
  readonly sites: {
    readonly id: readonly string[];
    readonly name: readonly string[];
    readonly host: readonly string[];
    /** Topic ids of the themes of each site, in the registry's order. */
    readonly themes: readonly (readonly string[])[];
    /** Coverage state; see `COVERAGE_STATES`. */
    readonly coverage: readonly string[];
    readonly x: readonly number[];
    readonly y: readonly number[];
    /** Referrers, sites linked (null: not measured), score 0…100 (null: none). */
    readonly in: readonly number[];
    readonly out: readonly (number | null)[];
    readonly score: readonly (number | null)[];
  };
  readonly edges: {
    /** Positions in `sites`. */
    readonly source: readonly number[];
    readonly target: readonly number[];
    readonly editorial: readonly number[];
    readonly template: readonly number[];
    readonly mandated: readonly number[];
    /** 1 when drawn at rest. */
    readonly backbone: readonly (0 | 1)[];
  };
}
