import { existsSync } from "node:fs";
import path from "node:path";
import { UserError } from "../../core/user-error.ts";
import { openStore } from "../../db/open-store.ts";
import type { Command, Invocation, Report } from "../command.ts";
import { STORE } from "../common-options.ts";
import { loadConfiguration, type Configuration } from "../configuration.ts";
import { parseHostName } from "../host-name.ts";
import { addOptOut, readOptOuts } from "../opt-outs.ts";

/** `maillage exclude`: leaves a host alone from now on, and deletes what was read of it. */
export const excludeCommand: Command = {
  name: "exclude",
  summary: "leave a host alone from now on and delete what was read of it, as its owner wishes",
  operands: [
    { name: "HOST", description: "one host by its name; its sub-domains are others", choices: null, count: "optional" },
  ],
  options: [
    { name: "list", value: null, kind: "flag", description: "print the hosts left alone", default: null },
    STORE,
  ],
  run: async (invocation) => {
    const configuration = loadConfiguration(invocation);
    const file = configuration.besideFile("crawl.optOutFile");
    const [typed] = invocation.operands;
    if (invocation.values.has("list")) return listReport(readOptOuts(file));
    if (typed === undefined) {
      throw new UserError("usage", [
        {
          where: "maillage exclude",
          what: "HOST is missing.",
          remedy: "Write a host, like www.example.org, or --list.",
        },
      ]);
    }
    const parsed = parseHostName(typed);
    if (parsed.kind === "bad") {
      throw new UserError("usage", [{ where: "HOST", what: parsed.what, remedy: parsed.remedy }]);
    }
    const isNew = addOptOut(file, parsed.host);
    const purge = purgeHost(parsed.host, invocation, configuration);
    return excludeReport({ host: parsed.host, isNew, purge, file: configuration.requiredText("crawl.optOutFile") });
  },
};

/** What became of the host's data. `later`: a crawl is writing into the store, and purges when it ends. */
type Purge = "done" | "later" | "no-store";

function purgeHost(host: string, invocation: Invocation, configuration: Configuration): Purge {
  const storeFile = path.resolve(invocation.folder, configuration.requiredText("store"));
  if (!existsSync(storeFile)) return "no-store";
  let store: ReturnType<typeof openStore>;
  try {
    store = openStore(storeFile, { access: "write" });
  } catch (error) {
    // The lock stands on only when another process holds it.
    if (error instanceof UserError && existsSync(`${storeFile}.lock`)) return "later";
    throw error;
  }
  try {
    store.crawlStore(() => null, invocation.clock.nowMs).exclude(host, invocation.clock.nowMs());
    return "done";
  } finally {
    store.close();
  }
}

const PURGE_SENTENCES: Readonly<Record<Purge, string>> = {
  done: "What was read of it is deleted.",
  later:
    "A crawl is running: it leaves the host alone within a second, and what was read of it is deleted when that crawl ends.",
  "no-store": "There is no store yet, so nothing was read of it.",
};

function excludeReport(done: {
  readonly host: string;
  readonly isNew: boolean;
  readonly purge: Purge;
  readonly file: string;
}): Report {
  const { host, isNew, purge, file } = done;
  const opening = isNew ? `${host} is left alone from now on (${file}).` : `${host} was left alone already (${file}).`;
  return {
    exit: "done",
    why: `${opening} ${PURGE_SENTENCES[purge]}`,
    text: "",
    document: { host, added: isNew, purged: purge },
    warnings: [],
  };
}

function listReport(hosts: readonly string[]): Report {
  const why = hosts.length === 1 ? "1 host is left alone." : `${hosts.length} hosts are left alone.`;
  return { exit: "done", why, text: hosts.toSorted().join("\n"), document: { hosts: hosts.toSorted() }, warnings: [] };
}
