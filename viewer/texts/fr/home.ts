import { inFrench, type Counted } from "../counted.ts";

/** The home page. */
export const frHome = {
  title: "Quels sites publics mènent les uns aux autres ?",
  lead: "Maillage lit les pages des sites publics, relève chaque lien d’un site à un autre et le cite. Chaque chiffre mène aux liens sur lesquels il repose.",
  keyFigures: "Chiffres clés",
  sitesMeasured: "sites mesurés",
  ofSites: (all: string) => `sur ${all} au périmètre`,
  largest: "des sites dans le plus grand ensemble relié",
  largestNote: "liens éditoriaux, dans un sens ou dans l’autre",
  isolated: "sites isolés",
  isolatedNote: (unmeasured: Counted) => `${inFrench(unmeasured, "site non mesuré", "sites non mesurés")}, à part`,
  links: "paires de sites reliées",
  linksNote: (editorial: string) => `dont ${editorial} par un lien éditorial`,
  sentences: "Ce relevé en trois phrases",
  mostReferred: (name: string, referrers: Counted) =>
    `Le site le plus recommandé est ${name} : ${inFrench(referrers, "site y mène", "sites y mènent")} par un lien éditorial.`,
  nobodyReferred: "Aucun lien éditorial n’a été relevé d’un site à un autre.",
  isolatedSentence: (isolated: Counted, measured: Counted) =>
    isolated.value === 0
      ? `Aucun des ${inFrench(measured, "site mesuré", "sites mesurés")} n’est isolé.`
      : `${inFrench(isolated, "site", "sites")} sur ${inFrench(measured, "site mesuré", "sites mesurés")} : on ne les trouve depuis les autres par aucun lien éditorial, ou ils sont hors de portée des portails de leur thème.`,
  expectedSentence: (all: Counted, missing: string, indeterminate: string) =>
    all.value === 0
      ? "Aucun lien attendu par une page officielle n’est inscrit au registre."
      : `Sur ${inFrench(all, "lien attendu", "liens attendus")} par des pages officielles, il en manque ${missing} ; ${indeterminate} restent indéterminés faute de mesure.`,
  firstSnapshot: "Premier relevé : pas de relevé antérieur auquel le comparer.",
  allSites: "Tous les sites avec leurs colonnes",
  tableTitle: "Les sites en tableau",
  skipMap: "Passer la carte et aller au tableau",
};
