import { readFileSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { parse } from "csv-parse/sync";
import { canonicalizeUrl } from "../../core/url.ts";
import { readWarcResponses, type ArchivedResponse } from "./read-warc.ts";
import { sharedPath } from "./shared.ts";

/** Real pages served on loopback by host name. */
export interface Replay {
  readonly hosts: readonly string[];
  readonly network: Readonly<Record<string, string>>;
  readonly close: () => Promise<void>;
}

/** Serves the corpus of real pages: what was archived as it was, 404 for everything else. */
export async function replayCorpus(): Promise<Replay> {
  const responses = new Map<string, ArchivedResponse>();
  for (const response of readWarcResponses(sharedPath("corpus/pages.warc.gz"))) {
    responses.set(canonicalizeUrl(response.url) ?? response.url, response);
  }
  const server = createServer((request, response) => {
    const key = canonicalizeUrl(`https://${request.headers.host ?? ""}${request.url ?? ""}`) ?? "";
    const found = responses.get(key);
    response.writeHead(found?.status ?? 404, { "content-type": found?.headers["content-type"] ?? "text/html" });
    response.end(found?.body ?? "not in the corpus");
  });
  await new Promise<void>((resolve) => server.listen(0, "127.8.0.1", resolve));
  const origin = `http://127.8.0.1:${(server.address() as AddressInfo).port}`;
  const hosts = corpusTable("sites.csv").map((row) => row["host"]!);
  return {
    hosts,
    network: Object.fromEntries(hosts.map((host) => [`${host}:443`, origin])),
    close: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

/** Rows of one of the tables beside the corpus. */
export function corpusTable(file: string): Record<string, string>[] {
  return parse(readFileSync(sharedPath(`corpus/${file}`)), { columns: true });
}
