import { textTable } from "../cli/text-table.ts";
import { hasShared } from "../test/support/shared.ts";
import { archivedPages } from "./measure/archived-pages.ts";
import {
  RUN_TAGS,
  meanShare,
  pageRepeats,
  shareTogether,
  type PageRepeats,
  type RepeatedShare,
} from "./measure/repeated-share.ts";
import { drawPages } from "./web/page-bodies.ts";
import { hostName, type WebShape } from "./web/web-shape.ts";

// `node bench/repeated-share.ts`: how much of a page stands on an earlier page of its host, in the archived pages beside the
// project and in the bench web. Pages after the first of each host are counted.

const DRAWN_HOSTS = 31;
const DRAWN_PAGES = [10, 70] as const;

process.stdout.write(
  `Repeated on an earlier page of the same host: bytes by runs of ${RUN_TAGS} tags, links by href and text.\n`,
);
if (hasShared) report("archived pages", archivedPages());
else process.stdout.write("\nThe archived pages (../shared/corpus) are not here: the bench web alone is measured.\n");
for (const pages of DRAWN_PAGES) report(`bench web, ${DRAWN_HOSTS} hosts of ${pages} pages`, drawnHosts(pages));

function report(title: string, hosts: ReadonlyMap<string, readonly string[]>): void {
  const measured = [...hosts].map(([host, pages]) => ({ host, pages: pageRepeats(pages) }));
  const later = measured.flatMap(({ pages }) => pages.slice(1));
  const shares = measured.map(({ pages }) => shareTogether(pages.slice(1)));
  const isArchive = title.startsWith("archived");
  const rows = isArchive ? measured.map(({ host, pages }, index) => row(host, pages, shares[index] ?? null)) : [];
  const all = measured.flatMap(({ pages }) => pages);
  const present = shares.filter((share) => share !== null);
  const summary = [
    row("all pages together", all, shareTogether(later)),
    row("mean of the pages' shares", all, meanShare(later.flatMap((page) => shareTogether([page]) ?? []))),
    row(`mean of the shares of ${present.length} hosts`, all, meanShare(present)),
  ];
  const headings = [title, "pages", "kB a page", "links a page", "bytes repeated", "links repeated"];
  process.stdout.write(`\n${textTable(headings, [...rows, ...summary])}\n`);
}

function row(name: string, pages: readonly PageRepeats[], share: RepeatedShare | null): string[] {
  const mean = (figure: (page: PageRepeats) => number): number =>
    pages.reduce((sum, page) => sum + figure(page), 0) / pages.length;
  return [
    name,
    `${pages.length}`,
    (mean(({ bytes }) => bytes) / 1000).toFixed(1),
    mean(({ links }) => links).toFixed(0),
    percent(share?.bytes ?? null),
    percent(share?.links ?? null),
  ];
}

function percent(share: number | null): string {
  return share === null ? "-" : `${(share * 100).toFixed(1)} %`;
}

function drawnHosts(pages: number): Map<string, string[]> {
  const shape: WebShape = { hosts: DRAWN_HOSTS, warmUpHosts: 0, pages, bodies: "generated" };
  return new Map(Array.from({ length: DRAWN_HOSTS }, (_, host) => [hostName(host), drawPages(host, shape)]));
}
