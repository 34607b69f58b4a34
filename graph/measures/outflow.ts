import { isEditorial } from "../site-network.ts";
import type { SiteNode } from "../site-network.ts";

/** Where a site leads; all null when it was not measured. */
export interface Outflow {
  /** k_out: sites that it links to editorially; by template only. */
  readonly sitesLinked: number | null;
  readonly templateSitesLinked: number | null;
  /** x_s: pages with an editorial link to another site; y_s = x_s / n_s, 0…1. */
  readonly onwardPages: number | null;
  readonly onwardPageShare: number | null;
}

/** Sites linked (Petricek et al. 2006) and pages that lead on. */
export function outflow(node: SiteNode): Outflow {
  if (!node.isMeasured) {
    return { sitesLinked: null, templateSitesLinked: null, onwardPages: null, onwardPageShare: null };
  }
  const links = [...node.out.values()];
  return {
    sitesLinked: links.filter(isEditorial).length,
    templateSitesLinked: links.filter((link) => !isEditorial(link) && link.templatePages > 0).length,
    onwardPages: node.outflow.onwardPages,
    onwardPageShare: node.outflow.onwardPages / node.pagesRead,
  };
}
