/** A ministry, and the host under which only its own sites are. */
export interface MinistryHost {
  readonly host: string;
  readonly name: string;
}

/** Hosts that belong to one ministry beyond doubt. Everything else is left unknown rather than guessed. */
const MINISTRY_HOSTS: readonly MinistryHost[] = [
  { host: "agriculture.gouv.fr", name: "Ministère de l'Agriculture" },
  { host: "culture.gouv.fr", name: "Ministère de la Culture" },
  { host: "defense.gouv.fr", name: "Ministère des Armées" },
  { host: "developpement-durable.gouv.fr", name: "Ministère de la Transition écologique" },
  { host: "diplomatie.gouv.fr", name: "Ministère de l'Europe et des Affaires étrangères" },
  { host: "ecologie.gouv.fr", name: "Ministère de la Transition écologique" },
  { host: "economie.gouv.fr", name: "Ministère de l'Économie et des Finances" },
  { host: "education.gouv.fr", name: "Ministère de l'Éducation nationale" },
  { host: "enseignementsup-recherche.gouv.fr", name: "Ministère de l'Enseignement supérieur et de la Recherche" },
  { host: "finances.gouv.fr", name: "Ministère de l'Économie et des Finances" },
  { host: "impots.gouv.fr", name: "Ministère de l'Économie et des Finances" },
  { host: "interieur.gouv.fr", name: "Ministère de l'Intérieur" },
  { host: "justice.gouv.fr", name: "Ministère de la Justice" },
  { host: "sante.gouv.fr", name: "Ministère de la Santé" },
  { host: "sports.gouv.fr", name: "Ministère des Sports" },
  { host: "travail-emploi.gouv.fr", name: "Ministère du Travail" },
];

/** The ministry that a host certainly belongs to, or null when its name does not tell. */
export function ministryOfHost(host: string): MinistryHost | null {
  return MINISTRY_HOSTS.find((ministry) => host === ministry.host || host.endsWith(`.${ministry.host}`)) ?? null;
}
