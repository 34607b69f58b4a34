import type { Problem } from "../core/user-error.ts";
import { windowProblem } from "./politeness/crawl-window.ts";
import { SHORTEST_ADDRESS_GAP_MS, SHORTEST_DELAY_MS, type CrawlSettings } from "./settings.ts";

/** What is wrong with the settings, all of it; empty when a crawl may start. */
export function settingsProblems(settings: CrawlSettings): Problem[] {
  const problems: Problem[] = [];
  const where = "configuration";
  if (!/^https?:\/\/\S+$/.test(settings.contactUrl)) {
    const remedy = "Name a page that tells site owners who crawls and why, with https://.";
    problems.push({ where, what: "contact.url is missing or no web address.", remedy });
  }
  if (!/^[^\s@]+@[^\s@.]+(?:\.[^\s@.]+)+$/.test(settings.contactEmail)) {
    problems.push({
      where,
      what: "contact.email is missing or no mail address.",
      remedy: "Name one that somebody reads.",
    });
  }
  const isPrivate = settings.allowPrivateNetwork.size > 0;
  if (settings.minDelayMs < SHORTEST_DELAY_MS && !isPrivate) {
    const what = `crawl.minDelayMs is ${settings.minDelayMs}, below ${SHORTEST_DELAY_MS}.`;
    problems.push({ where, what, remedy: "Give other people's machines a second at least." });
  }
  const windowWrong = settings.window === null ? null : windowProblem(settings.window);
  if (windowWrong !== null) {
    problems.push({ where, what: `crawl.window: ${windowWrong}`, remedy: "Correct it, or leave it out." });
  }
  if (settings.minAddressGapMs < SHORTEST_ADDRESS_GAP_MS && !isPrivate) {
    const what = `crawl.minAddressGapMs is ${settings.minAddressGapMs}, below ${SHORTEST_ADDRESS_GAP_MS}.`;
    problems.push({ where, what, remedy: "Give machines that serve many hosts half a second at least." });
  }
  if (settings.pageBudget < 1 || settings.maxConcurrency < 1) {
    problems.push({
      where,
      what: "crawl.pageBudget and crawl.maxConcurrency must be 1 or more.",
      remedy: "Correct them.",
    });
  }
  return problems;
}
