import { inFrench, type Counted } from "../counted.ts";

/** What stands around every page. */
export const frFrame = {
  brand: "Maillage",
  motto: "les liens entre les sites publics",
  skipToContent: "Aller au contenu",
  navigation: "Rubriques",
  nav: {
    home: "Accueil",
    sites: "Sites",
    themes: "Thèmes",
    events: "Événements de vie",
    isolated: "Sites isolés",
    method: "Méthode",
    downloads: "Données",
  },
  languages: "Langue",
  otherLanguage: "English",
  thisLanguage: "Français",
  demo: "Démonstration : ces sites sont inventés. Aucun chiffre de ces pages ne décrit un site réel.",
  snapshot: (date: string, sites: Counted, measured: Counted) =>
    `Relevé du ${date} : ${inFrench(sites, "site", "sites")}, ${inFrench(measured, "mesuré", "mesurés")}`,
  footer: "Pied de page",
  coverage: (read: Counted, expected: Counted) =>
    `Couverture : ${inFrench(read, "page lue", "pages lues")} sur ${expected.shown} attendues dans les zones de référence.`,
  crawl: (id: string, parameters: string) => `Parcours n° ${id}, paramètres version ${parameters}.`,
  accessibility: "Accessibilité : non conforme, non audité",
  unofficial: "Ces pages citent des liens publics tels qu’ils ont été lus ; elles n’engagent pas les sites cités.",
  breadcrumb: "Vous êtes ici",
  search: "Chercher un site",
  searchHint: "Nom, hôte, organisation ou thème",
  searchResults: (found: Counted) => inFrench(found, "site trouvé", "sites trouvés"),
  searchNone: "Aucun site de ce périmètre ne correspond.",
  searchFailed: "La recherche n’a pas pu être chargée. La liste complète est à la page « Sites ».",
  sortBy: (column: string) => `Trier par ${column}`,
  sorted: (column: string, isAscending: boolean) =>
    `Tableau trié par ${column}, ordre ${isAscending ? "croissant" : "décroissant"}`,
  filterRows: "Filtrer les lignes",
  rowsShown: (shown: Counted, all: Counted) =>
    `${inFrench(shown, "ligne affichée", "lignes affichées")} sur ${all.shown}`,
  tableKey:
    "0 : mesuré, aucun. n.m. : non mesuré. s.o. : sans objet. ≥ n : au moins n, le parcours du site a été plafonné.",
  chooseTitle: "Maillage : choisir une langue",
  chooseFrench: "Lire en français",
  chooseEnglish: "Read in English",
};
