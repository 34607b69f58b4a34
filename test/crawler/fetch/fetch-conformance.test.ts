import { readFileSync } from "node:fs";
import { gzipSync } from "node:zlib";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { isInRange, literalAddress } from "../../../crawler/fetch/address-guard.ts";
import type { Fetcher, FetchResult } from "../../../crawler/fetch/fetcher.ts";
import { fetchPage, fetcherOn, textOf } from "../../support/fetch-page.ts";
import { cutAfter, serveRaw, type RawAnswer, type RawServer } from "../../support/raw-server.ts";
import { hasShared, sharedJson, sharedPath } from "../../support/shared.ts";

const OK = "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n";
const KIB = 1024;

async function withServer<Read>(
  answers: Readonly<Record<string, RawAnswer>>,
  read: (fetcher: Fetcher, server: RawServer) => Promise<Read>,
): Promise<Read> {
  const server = await serveRaw(answers, "127.3.6.1");
  const fetcher = fetcherOn({ "a.example:80": server.origin }, { settings: { totalTimeoutMs: 2000 } });
  try {
    return await read(fetcher, server);
  } finally {
    await fetcher.close();
    await server.close();
  }
}

describe.skipIf(!hasShared)("http-compression-scrapy: 16 of 16", () => {
  const LIMIT = 10_000_000;
  let server: RawServer;
  let fetcher: Fetcher;
  const files: readonly (readonly [file: string, coding: string, expected: number | "cut" | "partial"])[] = [
    ["html-gzip.bin", "gzip", 74_837],
    ["html-gzip-deflate.bin", "gzip, deflate", 74_837],
    ["html-gzip-deflate-gzip.bin", "gzip, deflate, gzip", 74_837],
    ["html-rawdeflate.bin", "deflate", 74_840],
    ["html-zlibdeflate.bin", "deflate", 74_840],
    ["html-br.bin", "br", 74_837],
    ["html-zstd-static-content-size.bin", "zstd", 74_837],
    ["html-zstd-static-no-content-size.bin", "zstd", 74_837],
    ["html-zstd-streaming-no-content-size.bin", "zstd", 74_837],
    ["bomb-gzip.bin", "gzip", "cut"],
    ["bomb-deflate.bin", "deflate", "cut"],
    ["bomb-br.bin", "br", "cut"],
    ["bomb-zstd.bin", "zstd", "cut"],
    ["truncated-crc-error.gz", "gzip", "partial"],
    ["truncated-crc-error-short.gz", "gzip", "partial"],
    ["unexpected-eof.gz", "gzip", "partial"],
  ];

  beforeAll(async () => {
    const answers = files.map(([file, coding]) => {
      const body = readFileSync(sharedPath(`suites/http-compression-scrapy/${file}`));
      const head = `${OK}Content-Encoding: ${coding}\r\nContent-Length: ${body.length}\r\n\r\n`;
      return [`/${file}`, Buffer.concat([Buffer.from(head), body])] as const;
    });
    server = await serveRaw(Object.fromEntries(answers), "127.3.6.2");
    fetcher = fetcherOn({ "a.example:80": server.origin });
  });

  afterAll(async () => {
    await fetcher.close();
    await server.close();
  });

  test.each(files)("%s in %s: %s", async (file, _coding, expected) => {
    const result = await fetchPage(fetcher, `http://a.example/${file}`, { maxBodyBytes: LIMIT });
    const truncated = typeof expected === "number" ? null : "length";
    expect(result).toMatchObject({ kind: "answer", truncated });
    const { length } = result.kind === "answer" ? result.body : "";
    if (expected === "cut") expect(length).toBe(LIMIT);
    else if (expected === "partial") expect(length).toBeGreaterThan(3000);
    else expect(length).toBe(expected);
  });

  test("a cut file gives all that its authors could read", async () => {
    const result = await fetchPage(fetcher, "http://a.example/unexpected-eof.gz", { maxBodyBytes: LIMIT });
    // They wrote it as UTF-8 after reading each byte as a character.
    const theirs = readFileSync(sharedPath("suites/http-compression-scrapy/unexpected-eof-output.txt"), "utf8");
    expect(result.kind === "answer" && Buffer.from(result.body).toString("latin1")).toBe(theirs);
  });
});

describe.skipIf(!hasShared)("http-faults-nutch: 12 of 12 bad servers", () => {
  interface Case {
    readonly id: string;
    readonly raw?: string;
  }
  const cases = hasShared ? sharedJson<readonly Case[]>("suites/http-faults-nutch/cases.json") : [];
  const TEXT = "This is a text.";
  /** What comes of each raw answer; the suite allows a page or a recorded error for some. */
  const outcomes: Readonly<Record<string, (result: FetchResult) => void>> = {
    "NUTCH-2564": (result) => {
      expect(result).toMatchObject({ kind: "failed", code: "protocol" });
    },
    "NUTCH-2559": (result) => {
      expect(result).toMatchObject({ kind: "failed", code: "protocol" });
    },
    "NUTCH-2563": (result) => {
      expect(result).toMatchObject({ kind: "answer", httpStatus: 200, truncated: null });
      expect(textOf(result)).toBe(TEXT);
    },
    "NUTCH-2557": (result) => {
      expect(result).toMatchObject({ httpStatus: 302, headers: { location: "http://example.com/" } });
    },
    "NUTCH-2558": (result) => {
      expect(result).toMatchObject({ kind: "failed", code: "protocol" });
    },
    "NUTCH-2560": (result) => {
      expect(result).toMatchObject({ kind: "failed", code: "protocol" });
    },
    "NUTCH-partial": (result) => {
      expect(result).toMatchObject({ kind: "answer", httpStatus: 200, truncated: "length", sizeBytes: 15 });
      expect(textOf(result)).toBe(TEXT);
    },
    "NUTCH-2763": (result) => {
      expect(result).toMatchObject({ kind: "answer", httpStatus: 200, truncated: null });
      expect(textOf(result)).toBe(TEXT);
    },
  };
  const rawCases = cases.filter(({ raw }) => raw !== undefined);

  test("the suite is the one that is answered for", () => {
    expect(cases).toHaveLength(12);
    expect(rawCases.map(({ id }) => id).toSorted()).toEqual(Object.keys(outcomes).toSorted());
  });

  test.each(rawCases)("$id", async ({ id, raw = "" }) => {
    await withServer({ "/": cutAfter(raw) }, async (fetcher) => {
      outcomes[id]?.(await fetchPage(fetcher, "http://a.example/"));
    });
  });

  test("NUTCH-2555: a query without path", async () => {
    await withServer({ "/?171": `${OK}Content-Length: 4\r\n\r\ngood` }, async (fetcher, server) => {
      expect(textOf(await fetchPage(fetcher, "http://a.example?171"))).toBe("good");
      expect(server.heads[0]).toMatch(/^GET \/\?171 HTTP/);
    });
  });

  test("NUTCH-2561: 80 headers of 10,000 bytes", async () => {
    const headers = Array.from({ length: 80 }, (_, index) => `X-${index}: ${"x".repeat(10_000)}\r\n`).join("");
    await withServer({ "/": `${OK}${headers}\r\n` }, async (fetcher) => {
      expect(await fetchPage(fetcher, "http://a.example/")).toMatchObject({ code: "headers-too-large" });
    });
  });

  test("NUTCH-2562, NUTCH-2575: 80 chunks of 1,024 bytes", async () => {
    const chunks = `400\r\n${"x".repeat(KIB)}\r\n`.repeat(80);
    await withServer({ "/": `${OK}Transfer-Encoding: chunked\r\n\r\n${chunks}0\r\n\r\n` }, async (fetcher) => {
      const result = await fetchPage(fetcher, "http://a.example/", { maxBodyBytes: 64 * KIB });
      expect(result).toMatchObject({ kind: "answer", truncated: "length" });
      expect(textOf(result)).toHaveLength(64 * KIB);
    });
  });

  test.each([63, 64, 65].flatMap((size) => ["plain", "gzip"].map((form) => [size, form] as const)))(
    "NUTCH-2729: %i KiB, %s",
    async (size, form) => {
      const text = Buffer.alloc(size * KIB, "x");
      const body = form === "gzip" ? gzipSync(text) : text;
      const coding = form === "gzip" ? "Content-Encoding: gzip\r\n" : "";
      const head = `${OK}${coding}Content-Length: ${body.length}\r\n\r\n`;
      await withServer({ "/": Buffer.concat([Buffer.from(head), body]) }, async (fetcher) => {
        const result = await fetchPage(fetcher, "http://a.example/", { maxBodyBytes: 64 * KIB });
        expect(result).toMatchObject({ kind: "answer", truncated: size === 65 ? "length" : null });
      });
    },
  );
});

describe.skipIf(!hasShared)("http-faults-nutch: 21 of 21 addresses", () => {
  interface Row {
    readonly cidr: string;
    readonly ip: string;
    readonly contains: boolean;
  }
  const rows = hasShared ? sharedJson<readonly Row[]>("suites/http-faults-nutch/ssrf-cidr.json") : [];

  test("all of them", () => {
    expect(rows).toHaveLength(21);
    expect(rows.filter(({ cidr, ip, contains }) => isInRange(ip, cidr) !== contains)).toEqual([]);
  });
});

describe.skipIf(!hasShared)("url-safebrowsing: 9 of 11 numeric addresses", () => {
  interface Row {
    readonly fn: string;
    readonly url: string;
    readonly output: string;
  }
  /** As browsers read them (WHATWG URL § host parsing), against a parser of 2007. */
  const differing: Readonly<Record<string, string>> = {
    "276.2.3": "a first number above 255 is an error, not taken modulo 256",
    "10.192.95.89 xy": "a space ends no host: the whole is an error",
  };

  test("the differing rows are those, and no others", () => {
    const all = hasShared ? sharedJson<readonly Row[]>("suites/url-safebrowsing/cases.json") : [];
    const rows = all.filter(({ fn }) => fn === "TestParseIPAddress");
    expect(rows).toHaveLength(11);
    const wrong = rows.filter(({ url, output }) => addressIn(`http://${url}/`) !== output);
    expect(wrong.map(({ url }) => url).toSorted()).toEqual(Object.keys(differing).toSorted());
  });
});

/** The literal address that a URL's host is; empty when it is a name, or no host. */
function addressIn(url: string): string {
  const parsed = URL.parse(url);
  return parsed === null ? "" : (literalAddress(parsed.hostname) ?? "");
}
