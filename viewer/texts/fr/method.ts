/** The method page: one or two screens that a reader can check the figures with. */
export const frMethod = {
  title: "La méthode",
  lead: "Ce que Maillage compte, comment, et ce qu’il ne peut pas dire.",
  wordsTitle: "Les mots",
  words: [
    [
      "Site",
      "un ensemble d’adresses sous une même responsabilité, inscrit au registre. L’adresse la plus précise l’emporte.",
    ],
    ["Lien entrant, lien sortant", "un lien d’une page d’un site vers une page d’un autre site du périmètre."],
    [
      "Zone de référence",
      "les premières pages d’un site, dans l’ordre de leur distance à l’accueil et aux pages d’entrée de ses thèmes. Elles seules comptent dans les scores.",
    ],
    ["Site isolé", "site mesuré où ne mène aucun lien éditorial, ou hors de portée des portails de son thème."],
    ["Non mesuré", "rien d’exploitable n’a été lu. Jamais un zéro, jamais un isolé."],
    ["Relevé", "un parcours daté et numéroté, qui ne change plus."],
  ] as readonly (readonly [string, string])[],
  classesTitle: "Trois classes de liens",
  formulasTitle: "Les formules",
  formulas: [
    [
      "Pages",
      "e(s→t) = nombre de pages de la zone de référence de s qui portent au moins un lien éditorial vers t. Mille liens sur une page comptent une fois.",
    ],
    ["Voix", "v(s→t) = 1 si e ≥ 1 ; β s’il n’y a que du gabarit ; 0 pour un lien imposé."],
    [
      "F Trouvable",
      "max(0, 1 − (d − 1)/5), d étant le plus petit nombre de clics depuis une page d’entrée du thème ; 0 sans chemin.",
    ],
    [
      "R Recommandé",
      "min(1, K_in/T), K_in étant la somme des voix reçues des sites du thème, plus 1 si un portail y mène.",
    ],
    [
      "O Ouvert",
      "½ min(1, K_out/T) + ½ min(1, ŷ/0,30), ŷ étant la part des pages qui mènent ailleurs, tirée vers la moyenne du thème.",
    ],
    ["A Ancré", "1 si les portails y mènent et qu’il y mène, ½ dans un seul sens, 0 sinon."],
    [
      "P Pertinent",
      "part des liens en rapport avec leur page ; non évaluée dans ce relevé si elle est marquée comme telle.",
    ],
    [
      "Score",
      "100 × Σ poids × valeur / Σ poids, sur les composantes évaluables. Celui du site est la moyenne de ses thèmes.",
    ],
  ] as readonly (readonly [string, string])[],
  gradesTitle: "Ce que valent les chiffres",
  gradesLead: "La qualité dit combien de pages ont pu être lues, sur le site et chez ses voisins.",
  flagsLead:
    "Un constat est confirmé quand assez de pages ont été lues pour exclure qu’un lien ait échappé ; sinon il est à vérifier.",
  limitsTitle: "Les limites",
  limits: [
    "Un lien n’est pas une visite : rien ici ne dit que quelqu’un l’a suivi.",
    "Les liens ajoutés par script, dans des documents PDF ou derrière une connexion ne sont pas vus.",
    "Les thèmes et les liens attendus viennent de listes officielles, parfois anciennes ; ils valent ce qu’elles valent.",
    "Le partage entre lien éditorial et lien de gabarit est une règle, qui peut se tromper sur une page donnée : c’est pourquoi chaque lien est cité.",
    "Les poids sont un choix, pas une mesure. Ils sont imprimés ci-dessous pour pouvoir être discutés.",
    "Un chiffre relevé sous d’autres paramètres ne se compare pas à celui-ci.",
  ] as readonly string[],
  parametersTitle: "Les paramètres de ce relevé",
  parametersCaption: (version: string) => `Paramètres, version ${version}`,
  parameter: "Paramètre",
  parameterValue: "Valeur",
  provenanceTitle: "D’où viennent ces pages",
  provenance: (crawl: string, opened: string, hash: string) =>
    `Parcours n° ${crawl}, ouvert le ${opened}, sur le registre dont l’empreinte SHA-256 est ${hash}.`,
  communities: (modularity: string, stability: string) =>
    `Communautés de liens : modularité ${modularity}, stabilité entre tirages ${stability}. Elles servent au dessin, jamais au score.`,
};
