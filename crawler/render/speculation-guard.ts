import type { CDPSession } from "playwright";

/** World of our own in each document: the page's scripts cannot reach into it. */
export const OUR_WORLD = "maillage";

/**
 * Speculation rules let the browser fetch pages ahead by a way that the DevTools protocol does not hold (Chromium 147),
 * so that robots could not be asked. No switch turns them off; but they take effect in a microtask of their own, and an
 * observer's microtask, queued when their element was inserted, comes before it.
 */
const REMOVE_RULES = `
  new MutationObserver((records) => {
    for (const { addedNodes } of records) for (const node of addedNodes) {
      if (node.nodeType !== Node.ELEMENT_NODE) continue;
      if (node.matches("script[type=speculationrules i]")) node.remove();
      for (const inner of node.querySelectorAll("script[type=speculationrules i]")) inner.remove();
    }
  }).observe(document, { childList: true, subtree: true });`;

/** Takes speculation rules out of every document of a page as soon as they come. */
export async function removeSpeculation(session: CDPSession): Promise<void> {
  await session.send("Page.enable");
  await session.send("Page.addScriptToEvaluateOnNewDocument", { source: REMOVE_RULES, worldName: OUR_WORLD });
}
