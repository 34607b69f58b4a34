import { readdirSync, readFileSync } from "node:fs";
import { sharedPath } from "./shared.ts";

/** A case of html5lib-tests: a page, and the tree that it makes, dumped by its README. */
export interface TreeCase {
  readonly file: string;
  readonly data: string;
  readonly tree: string;
  /** Whether the page is a part of one, parsed as if inside an element. */
  readonly isFragment: boolean;
}

/** All tree construction cases, by file and in order. */
export function treeCases(): TreeCase[] {
  const folder = sharedPath("suites/html5lib-tests/tree-construction");
  return readdirSync(folder)
    .filter((name) => name.endsWith(".dat"))
    .toSorted()
    .flatMap((file) => casesIn(file, readFileSync(`${folder}/${file}`, "utf8")));
}

function casesIn(file: string, content: string): TreeCase[] {
  return content.split("\n#data\n").map((part) => {
    const text = part.replace(/^#data\n/, "");
    const errors = text.startsWith("#errors") ? 0 : text.indexOf("\n#errors");
    return {
      file,
      data: text.slice(0, errors),
      tree: text.slice(text.indexOf("#document\n") + "#document\n".length),
      isFragment: text.includes("\n#document-fragment\n"),
    };
  });
}

/** An element of a dump while its attributes are being read. */
interface Dumped {
  readonly name: string;
  readonly isForeign: boolean;
  readonly attributes: Map<string, string>;
}

const ELEMENT = /^(?<indent> *)<(?<space>svg |math )?(?<name>[^ >!?]+)>$/;
const ATTRIBUTE = /^ *(?<name>[^"<=]+)="(?<value>.*)"$/s;

/** Links of `a`, `area`, `form` and frames in a dump, in its order, as `element href`; what stands in templates is none. */
export function treeLinks(tree: string): string[] {
  const elements: Dumped[] = [];
  let templateIndent = Number.POSITIVE_INFINITY;
  // Values and texts may span lines: what begins a node begins with a bar.
  for (const node of `\n${tree}`.split(/\n\| /).slice(1)) {
    const line = node.replace(/\n+$/, "");
    const indent = line.search(/[^ ]/);
    if (indent <= templateIndent) templateIndent = line.trim() === "content" ? indent : Number.POSITIVE_INFINITY;
    if (indent > templateIndent) continue;
    const element = ELEMENT.exec(line)?.groups;
    const attribute = ATTRIBUTE.exec(line)?.groups;
    if (element !== undefined) {
      elements.push({
        name: element["name"] ?? "",
        isForeign: element["space"] !== undefined,
        attributes: new Map(),
      });
    } else if (attribute !== undefined)
      elements.at(-1)?.attributes.set(attribute["name"] ?? "", attribute["value"] ?? "");
  }
  return elements.flatMap(linkOf);
}

const ADDRESS: ReadonlyMap<string, string> = new Map([
  ["a", "href"],
  ["area", "href"],
  ["iframe", "src"],
  ["frame", "src"],
  ["form", "action"],
]);

function linkOf({ name, isForeign, attributes }: Dumped): string[] {
  const address = ADDRESS.get(name);
  if (address === undefined || (isForeign && name !== "a")) return [];
  const href = attributes.get(address) ?? (isForeign ? attributes.get("xlink href") : undefined);
  return href === undefined ? [] : [`${name} ${href}`];
}
