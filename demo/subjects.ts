import { CIVIC_SUBJECTS } from "./subjects-civic.ts";
import { DAILY_SUBJECTS } from "./subjects-daily.ts";

/** What the sites of one theme are about: enough words for pages that differ from other themes' pages. */
export interface Subject {
  readonly id: string;
  readonly labelFr: string;
  readonly labelEn: string;
  readonly ministry: string;
  /** First words of host names. */
  readonly hosts: readonly string[];
  readonly procedures: readonly string[];
  readonly sections: readonly string[];
  /** What one brings to a procedure. */
  readonly papers: readonly string[];
  readonly sentences: readonly string[];
}

/** Ten themes, as an official portal has them. */
export const SUBJECTS: readonly Subject[] = [...DAILY_SUBJECTS, ...CIVIC_SUBJECTS];

/** Situations in life, with the subjects whose sites they call for. */
export const SITUATIONS: readonly {
  readonly id: string;
  readonly labelFr: string;
  readonly labelEn: string;
  readonly subjects: readonly string[];
}[] = [
  {
    id: "demenager",
    labelFr: "Je déménage",
    labelEn: "I am moving house",
    subjects: ["logement", "transports", "papiers"],
  },
  {
    id: "enfant",
    labelFr: "J'attends un enfant",
    labelEn: "I am expecting a child",
    subjects: ["famille", "sante", "travail"],
  },
  {
    id: "emploi",
    labelFr: "Je recherche un emploi",
    labelEn: "I am looking for a job",
    subjects: ["travail", "logement", "transports"],
  },
  {
    id: "deces",
    labelFr: "Je dois faire face au décès d'un proche",
    labelEn: "I face the death of a relative",
    subjects: ["papiers", "sante", "famille"],
  },
  {
    id: "accident",
    labelFr: "J'ai eu un accident",
    labelEn: "I had an accident",
    subjects: ["transports", "sante", "logement"],
  },
];
