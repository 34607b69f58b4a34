import path from "node:path";
import { canonicalizeUrl } from "../../core/url.ts";
import { UserError } from "../../core/user-error.ts";
import type { Inlink, InlinkPage } from "../../db/inlinks.ts";
import { openStore } from "../../db/open-store.ts";
import type { Command } from "../command.ts";
import { STORE } from "../common-options.ts";
import { loadConfiguration } from "../configuration.ts";
import { latestCrawl } from "../pipeline/score-store.ts";
import { printable } from "../printable.ts";

const DEFAULT_LIMIT = 100;

/** `maillage who-links-to`: the quoted links to an address, or to all that begins with it. */
export const whoLinksToCommand: Command = {
  name: "who-links-to",
  summary: "quote the links to an address, or to everything below it",
  operands: [{ name: "URL", description: "the address", choices: null, count: "one" }],
  options: [
    { name: "after", value: "CURSOR", kind: "text", description: "go on after an earlier answer", default: null },
    { name: "below", value: null, kind: "flag", description: "also every address that begins with it", default: null },
    {
      name: "limit",
      value: "LINKS",
      kind: "integer",
      description: "links quoted at most",
      default: String(DEFAULT_LIMIT),
    },
    STORE,
  ],
  run: async (invocation) => {
    const { values, operands, folder } = invocation;
    const address = canonicalizeUrl(operands[0] ?? "");
    if (address === null) {
      const what = `"${operands[0]}" is not an http or https address.`;
      throw new UserError("usage", [{ where: "URL", what, remedy: "Write it whole, with https://." }]);
    }
    const file = loadConfiguration(invocation).requiredText("store");
    const store = openStore(path.resolve(folder, file), { access: "read" });
    try {
      const crawl = latestCrawl(store, file);
      const answer = store.inlinks(crawl.id, {
        address,
        match: values.has("below") ? "prefix" : "exact",
        limit: values.integer("limit") ?? DEFAULT_LIMIT,
        after: values.text("after"),
      });
      return {
        exit: answer.links.length === 0 ? "empty" : "done",
        why: inlinksSentence(address, answer),
        text: answer.links.map(inlinkText).join("\n"),
        document: { crawl: crawl.id, address, ...answer },
        warnings: [],
      };
    } finally {
      store.close();
    }
  },
};

/** An empty answer says what is not known: the address, or anybody who links there. */
function inlinksSentence(address: string, answer: InlinkPage): string {
  if (answer.addresses === 0)
    return `${address} is unknown: no page that was read links there, and it was not visited.`;
  if (answer.pages === 0) return `${address} is known, and no page that was read links there.`;
  const more = answer.next === null ? "" : ` More: --after "${answer.next}".`;
  return `${answer.links.length} links quoted, from ${answer.pages} pages of ${answer.sites} sites.${more}`;
}

function inlinkText(link: Inlink): string {
  const anchor = link.anchor === "" ? "(no text)" : `“${link.anchor}”`;
  const around = link.sentence === null || link.sentence === link.anchor ? "" : `\n    in: ${link.sentence}`;
  return printable(`${link.sourceUrl}\n  ${link.zone} ${anchor} -> ${link.targetUrl}${around}`);
}
