/** Names whose spelling a host cannot carry. */
const SPELT: Readonly<Record<string, string>> = {
  bibliotheques: "Bibliothèques",
  "chasse-peche": "Chasse et pêche",
  "cheque-energie": "Chèque énergie",
  chomage: "Chômage",
  conges: "Congés",
  creches: "Crèches",
  "don-organes": "Don d'organes",
  elections: "Élections",
  epargne: "Épargne",
  "etat-civil": "État civil",
  "etudes-etranger": "Études à l'étranger",
  hopitaux: "Hôpitaux",
  mediation: "Médiation",
  medicaments: "Médicaments",
  metiers: "Métiers",
  mobilites: "Mobilités",
  musees: "Musées",
  nationalite: "Nationalité",
  parentalite: "Parentalité",
  renovation: "Rénovation",
  sante: "Santé",
  velo: "Vélo",
};

/** Name of a site as people write it, from the first word of its host; later sites of one word are numbered. */
export function siteName(word: string, number: number): string {
  const spaced = word.replaceAll("-", " ");
  const name = SPELT[word] ?? spaced.charAt(0).toUpperCase() + spaced.slice(1);
  return number === 1 ? name : `${name} ${number}`;
}
