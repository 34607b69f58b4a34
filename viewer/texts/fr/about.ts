import { inFrench, type Counted } from "../counted.ts";

/** Accessibility and downloads. */
export const frAbout = {
  accessibilityTitle: "Accessibilité",
  accessibilityState: "Non conforme, non audité",
  accessibilityLead:
    "Aucun audit n’a été fait de cette publication. Tant que l’organisme qui la déploie n’en a pas fait faire un, elle est déclarée non conforme au RGAA 4.1.",
  accessibilityDone: "Ce qui est fait",
  accessibilityItems: [
    "Toutes les pages se lisent sans JavaScript ; la carte a un tableau équivalent.",
    "La carte se parcourt au clavier et annonce le site choisi.",
    "Les contrôles automatiques axe (WCAG 2.2 A et AA) passent sur chaque sorte de page, en français et en anglais, en clair et en sombre.",
    "Les pages se lisent à 320 pixels de large et suivent les réglages de contraste et de mouvement.",
  ],
  accessibilityLimits: "Limites connues",
  accessibilityLimitItems: [
    "Les liens cités gardent leur langue d’origine, qui n’est pas toujours indiquée.",
    "Les points de la carte sont petits ; le tableau et la recherche mènent aux mêmes pages.",
    "Aucun essai par des personnes handicapées n’a été mené.",
  ],
  downloadsTitle: "Les données",
  downloadsLead: (date: string) =>
    `Tout ce que montrent ces pages, dans des formats ouverts, pour le relevé du ${date}. Les noms de colonnes sont en anglais.`,
  columns: { file: "Fichier", content: "Contenu", format: "Format", size: "Taille" },
  caption: (files: Counted) => inFrench(files, "fichier", "fichiers"),
  csv: "CSV (virgule, UTF-8)",
  excelCsv: "CSV pour tableur (point-virgule, virgule décimale)",
  json: "JSON",
  gexf: "GEXF (Gephi)",
  sizeUnknown: "selon le relevé",
  kilobytes: (size: string) => `${size} ko`,
  files: {
    sites: "Sites, couverture, mesures et scores",
    siteLinks: "Liens de site à site, pages par classe",
    scores: "Scores par thème, composante par composante",
    flags: "Constats et leurs données",
    expectations: "Liens attendus : présents, manquants, indéterminés",
    graph: "Graphe des sites avec positions et groupes",
    map: "Document de la carte : positions, mesures, liens",
    search: "Index de la recherche",
  },
  formulas:
    "Dans les CSV, une cellule de texte qui commence par = + - ou @ est précédée d’une apostrophe, pour qu’aucun tableur n’y voie une formule.",
};
