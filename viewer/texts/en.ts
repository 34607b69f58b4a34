import { enAbout } from "./en/about.ts";
import { enFrame } from "./en/frame.ts";
import { enHome } from "./en/home.ts";
import { enIsolated } from "./en/isolated.ts";
import { enMap } from "./en/map.ts";
import { enMethod } from "./en/method.ts";
import { enSites } from "./en/sites.ts";
import { enTerms } from "./en/terms.ts";
import { enTopics } from "./en/topics.ts";
import type { Texts } from "./fr.ts";

/** English, with the keys of the French source. */
export const en: Texts = {
  frame: enFrame,
  home: enHome,
  sites: enSites,
  topics: enTopics,
  isolated: enIsolated,
  method: enMethod,
  about: enAbout,
  terms: enTerms,
  map: enMap,
};
