import { randomInteger, randomItem, type Random } from "../../core/seeded-random.ts";

const WORDS =
  `aide allocation année assurance attestation avis bénéficiaire bulletin caisse calcul carte cas certificat charge commune
compte conseil contrat cotisation courrier date déclaration demande démarche département dépôt dispositif document domicile dossier
droit durée échéance employeur enfant enregistrement enquête entreprise État étape examen exercice facture famille foyer formulaire
formation frais garantie guichet habitation immatriculation impôt indemnité inscription instruction journal justificatif juridiction
lettre logement mairie majoration mandat mesure ministère montant mutuelle naissance notification numéro organisme paiement parent
pension permis personne pièce plafond politique préfecture prestation procédure projet propriétaire public quotient rapport recours
région règlement rendez-vous réponse ressources retraite revenu salaire salarié séjour service signature situation société soutien
stage statut subvention tarif taxe territoire titre travail tribunal usager vacances véhicule versement ville vote zone accessible
administratif annuel ancien bancaire compétent complet conforme définitif direct écrit étranger exceptionnel familial fiscal gratuit
individuel légal local mensuel médical municipal national nouveau obligatoire officiel partiel personnel préalable principal privé
professionnel provisoire régional simple social spécial supplémentaire suivant territorial total unique urgent valable accompagner
adresser améliorer attendre bénéficier calculer changer choisir compléter consulter contester créer déclarer demander déposer
délivrer effectuer envoyer établir étudier examiner faciliter fournir garantir indiquer informer inscrire joindre justifier modifier
obtenir payer percevoir préciser prévoir produire protéger recevoir régler remplir rembourser renouveler répondre respecter signaler
simplifier solliciter suivre télécharger transmettre utiliser vérifier verser`.split(/\s+/);
const LINKING =
  "avec dans pour par sur sous selon chez depuis pendant après avant lorsque dont ainsi également toutefois".split(" ");
const ARTICLES = ["la", "le", "les", "une", "un", "votre", "vos", "cette", "chaque", "des"] as const;
/** What administrations say again and again: it makes pages compress as real ones do. */
const CLAUSES = [
  "dans les conditions prévues par la réglementation en vigueur",
  "sous réserve de l'examen de votre dossier par le service compétent",
  "dans un délai de deux mois à compter de la réception de la demande",
  "auprès de la mairie de votre commune ou de la préfecture de votre département",
  "en vous connectant à votre espace personnel avec votre compte",
  "à l'adresse indiquée sur le dernier courrier que vous avez reçu",
  "pour l'ensemble des membres de votre foyer fiscal",
  "accompagnée des pièces justificatives mentionnées ci-dessous",
] as const;

const CLAUSE_SHARE = 0.8;

/** A few words without article, as a link or a heading says them. */
export function phrase(random: Random): string {
  const words = Array.from({ length: randomInteger(random, 2, 5) }, () => randomItem(random, WORDS));
  const text = words.join(" ");
  return `${text.charAt(0).toUpperCase()}${text.slice(1)}`;
}

/** A sentence that looks French from afar, with its full stop. */
export function sentence(random: Random): string {
  const words: string[] = [];
  const length = randomInteger(random, 5, 10);
  while (words.length < length) {
    words.push(randomItem(random, ARTICLES), randomItem(random, WORDS));
    if (random() < 0.4) words.push(randomItem(random, LINKING));
    if (random() < 0.06) words.push(`${randomInteger(random, 2, 9999)}`);
  }
  if (random() < CLAUSE_SHARE) words.push(randomItem(random, CLAUSES));
  const text = words.join(" ");
  return `${text.charAt(0).toUpperCase()}${text.slice(1)}.`;
}
