import { frAbout } from "./fr/about.ts";
import { frFrame } from "./fr/frame.ts";
import { frHome } from "./fr/home.ts";
import { frIsolated } from "./fr/isolated.ts";
import { frMap } from "./fr/map.ts";
import { frMethod } from "./fr/method.ts";
import { frSites } from "./fr/sites.ts";
import { frTerms } from "./fr/terms.ts";
import { frTopics } from "./fr/topics.ts";

/** French, the source: every other language has exactly these keys. */
export const fr = {
  frame: frFrame,
  home: frHome,
  sites: frSites,
  topics: frTopics,
  isolated: frIsolated,
  method: frMethod,
  about: frAbout,
  terms: frTerms,
  map: frMap,
};

export type Texts = typeof fr;
