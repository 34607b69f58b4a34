import { inFrench, type Counted } from "../counted.ts";

/** The page of isolated sites. */
export const frIsolated = {
  title: "Les sites isolés",
  coverageTitle: "Ce que l’on a pu voir",
  coverage: (measured: string, sites: Counted, read: string, expected: string) =>
    `${measured} des ${inFrench(sites, "site", "sites")} ont été mesurés, ${read} des ${expected} pages attendues ont été lues. Dire qu’aucun lien ne mène à un site suppose d’avoir lu tous les autres : ces listes valent ce que vaut cette couverture.`,
  noInlink: "Aucun lien entrant",
  noInlinkLead: "Aucun autre site mesuré n’y mène, par quelque lien que ce soit.",
  chromeOnly: "Liens entrants de gabarit ou imposés seulement",
  chromeOnlyLead: "Des menus et des pieds de page y mènent ; personne n’a placé de lien pour une raison.",
  unreachable: "Hors de portée",
  unreachableLead: "Trop de clics depuis les pages d’entrée du thème, ou aucun chemin.",
  unmeasured: "Non mesurés",
  unmeasuredLead: "De ces sites on ne sait rien dire : ils ne sont comptés ni parmi les isolés, ni parmi les reliés.",
  nothing: "Aucun site dans cette liste.",
  columns: {
    site: "Site",
    verdict: "État du constat",
    pages: "Pages lues",
    themes: "Thèmes",
    chrome: "Sites entrants (gabarit, imposé)",
    reason: "Raison",
    referrers: "Sites entrants",
  },
  count: (sites: Counted) => inFrench(sites, "site", "sites"),
};
