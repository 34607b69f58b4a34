/** One default of the methodology: its number, its name there, and what it decides. */
interface ParameterDefinition {
  readonly value: number;
  readonly symbol: string;
  /** Section of the methodology. */
  readonly section: string;
  readonly meaning: string;
}

/** Version of the table below and of the formulas that read it: raise it at every change of either. */
export const PARAMETERS_VERSION = "1";

/** Every number that scoring depends on, in the order of the methodology. Nowhere else is one of them written. */
export const PARAMETER_TABLE = {
  referencePages: { value: 200, symbol: "N_ref", section: "1", meaning: "pages of a reference zone at most" },
  templateShare: { value: 0.5, symbol: "φ", section: "1", meaning: "share of the zone from which a link is template" },
  templateMinPages: { value: 10, symbol: "n_s", section: "1", meaning: "pages below which repetition tells nothing" },
  folderShare: { value: 0.8, symbol: "φ_dir", section: "1", meaning: "same, within one directory" },
  folderMinPages: { value: 10, symbol: "n_dir", section: "1", meaning: "pages of a directory that is judged apart" },
  templateVote: { value: 0.25, symbol: "β", section: "1", meaning: "vote of a site link that is only template" },
  declaredMembership: { value: 1, symbol: "μ", section: "1", meaning: "membership declared by somebody" },
  inferredMembership: { value: 0.5, symbol: "μ", section: "1", meaning: "membership inferred" },
  targetShare: { value: 0.25, symbol: "T_θ", section: "3", meaning: "share of the other members that is full marks" },
  targetMost: { value: 5, symbol: "T_θ", section: "3", meaning: "sites that are full marks at most" },
  perimeterTarget: { value: 5, symbol: "T_θ", section: "3", meaning: "same, for a site without theme" },
  weightFindable: { value: 0.25, symbol: "w_F", section: "3", meaning: "weight of Findable" },
  weightRecommended: { value: 0.25, symbol: "w_R", section: "3", meaning: "weight of Recommended" },
  weightOnward: { value: 0.25, symbol: "w_O", section: "3", meaning: "weight of Onward" },
  weightAnchored: { value: 0.1, symbol: "w_A", section: "3", meaning: "weight of Anchored" },
  weightPertinent: { value: 0.15, symbol: "w_P", section: "3", meaning: "weight of Pertinent" },
  clickRange: { value: 5, symbol: "F", section: "3", meaning: "clicks after the first over which Findable falls to 0" },
  onwardFull: { value: 0.3, symbol: "ŷ", section: "3", meaning: "onward page share that is full marks" },
  onwardPrior: { value: 2, symbol: "ŷ", section: "3", meaning: "pages by which ŷ is drawn to the theme's mean" },
  anchoredOneWay: { value: 0.5, symbol: "A", section: "3", meaning: "Anchored of a site tied in one direction" },
  bandIntegrated: { value: 70, symbol: "I", section: "3", meaning: "score from which a site is integrated" },
  bandPartial: { value: 40, symbol: "I", section: "3", meaning: "score from which it is partly so" },
  gradeACoverage: { value: 0.95, symbol: "κ_s", section: "5", meaning: "coverage that grade A needs" },
  gradeAPeers: { value: 0.9, symbol: "κ", section: "5", meaning: "mean coverage of peers that grade A needs" },
  gradeBCoverage: { value: 0.5, symbol: "κ_s", section: "5", meaning: "coverage that grade B needs" },
  gradeBPeers: { value: 0.7, symbol: "κ", section: "5", meaning: "mean coverage of peers that grade B needs" },
  gateCoverage: { value: 0.9, symbol: "κ_s", section: "7", meaning: "coverage that confirms an outgoing flag" },
  gatePages: { value: 100, symbol: "n_s", section: "7", meaning: "or pages read that do, with the next" },
  gateOnwardPages: { value: 3, symbol: "n_s·ȳ_θ", section: "7", meaning: "onward pages to be expected on them" },
  gatePeerCoverage: {
    value: 0.9,
    symbol: "κ",
    section: "7",
    meaning: "coverage of peers that confirms an incoming flag",
  },
  gatePeerLinks: { value: 6, symbol: "μ_s", section: "7", meaning: "or links that an average member receives" },
  incomingBudget: {
    value: 100,
    symbol: "N",
    section: "7",
    meaning: "page budget below which no incoming flag is raised",
  },
  unreachClicks: { value: 5, symbol: "d", section: "7", meaning: "clicks beyond which a site is out of reach" },
  evidencePerPair: { value: 50, symbol: "–", section: "7", meaning: "quoted links kept for a pair of sites or a flag" },
  communitySeeds: { value: 20, symbol: "–", section: "13", meaning: "runs of Louvain, the best of which is kept" },
  layoutIterations: { value: 600, symbol: "–", section: "13", meaning: "iterations of ForceAtlas2" },
  backboneOut: { value: 2, symbol: "–", section: "13", meaning: "outgoing links of a site that the map draws" },
  backboneIn: { value: 1, symbol: "–", section: "13", meaning: "incoming links of a site that the map draws" },
} as const satisfies Record<string, ParameterDefinition>;

export type ParameterName = keyof typeof PARAMETER_TABLE;
export type Parameters = Readonly<Record<ParameterName, number>>;

/** The values of the table. */
export const DEFAULT_PARAMETERS: Parameters = Object.freeze(
  Object.fromEntries(Object.entries(PARAMETER_TABLE).map(([name, { value }]) => [name, value])) as Parameters,
);

/** Version under which scores are published: that of the table, marked when any number differs from it. */
export function parametersVersion(parameters: Parameters): string {
  const names = Object.keys(PARAMETER_TABLE) as ParameterName[];
  const isDefault = names.every((name) => parameters[name] === DEFAULT_PARAMETERS[name]);
  return isDefault ? PARAMETERS_VERSION : `${PARAMETERS_VERSION}+changed`;
}
