import { inFrench, type Counted } from "../counted.ts";

/** The map and its panel, on the page and in the browser. */
export const frMap = {
  title: "La carte",
  caption: (drawn: string, all: Counted) =>
    `Chaque point est un site, sa taille suit le nombre de sites qui y mènent. ${drawn} liens tracés sur ${all.shown} : les plus forts de chaque site.`,
  fixedNotice:
    "Dessin fixe : chaque point mène à la page du site. La carte interactive demande JavaScript et un serveur de fichiers.",
  svgNotice: "WebGL n’est pas disponible : la carte est dessinée en SVG.",
  failedNotice: "Les données de la carte n’ont pas pu être chargées : le dessin fixe reste.",
  lostNotice: "L’affichage WebGL s’est interrompu.",
  reload: "Recharger la carte",
  description:
    "Carte des sites et de leurs liens. Flèches : site voisin. Entrée : ouvrir la page du site. Échap : désélectionner. Plus, moins, zéro : zoom. Majuscule et flèches : déplacer. Le tableau dit la même chose.",
  application: "Carte des liens entre sites",
  sizeBy: "Taille",
  sizes: { in: "sites entrants", out: "sites sortants", score: "score" },
  colourBy: "Couleur",
  colours: { theme: "thème", coverage: "couverture" },
  edges: "Liens au repos",
  edgeChoices: { backbone: "les plus forts", none: "aucun" },
  zoomIn: "Agrandir",
  zoomOut: "Réduire",
  fit: "Tout voir",
  legend: "Légende",
  legendHint: "Choisir les groupes affichés",
  otherThemes: "autres thèmes",
  noTheme: "sans thème",
  hollow: "point creux ou pâle : site non mesuré",
  partial: "couverture plafonnée",
  trayUnlinked: "Sans lien mesuré",
  trayUnmeasured: "Non mesurés",
  trayNone: "aucun",
  selection: "Site choisi",
  selectionNone: "Aucun site choisi. Un clic, ou les flèches du clavier, en choisit un.",
  inflows: "Y mènent",
  outflows: "Il mène à",
  reciprocal: "Réciproque",
  openSite: "Ouvrir la page du site",
  clear: "Désélectionner",
  evidence: (pages: Counted) => inFrench(pages, "page", "pages"),
  strongest: (shown: string, all: string) => `les ${shown} plus forts sur ${all}`,
  announce: (name: string, inflows: Counted, outflows: string) =>
    `${name}, ${inFrench(inflows, "site entrant", "sites entrants")}, ${outflows}`,
  outgoing: (outflows: Counted) => inFrench(outflows, "sortant", "sortants"),
  outgoingUnknown: "sortants non mesurés",
  cleared: "Aucun site choisi",
};
