import { html as names, parse, type DefaultTreeAdapterMap } from "parse5";

type Node = DefaultTreeAdapterMap["node"];
type Element = DefaultTreeAdapterMap["element"];

const HTML = names.NS.HTML;
const ATTRIBUTE: Readonly<Record<string, string>> = {
  a: "href",
  area: "href",
  iframe: "src",
  frame: "src",
  form: "action",
  link: "href",
};

/** Links of the tree that parse5 builds, as `element href`: one for each start tag of the source, in its order. */
export function parse5Links(html: string): string[] {
  const found = new Map<number, string>();
  const nodes: Node[] = [parse(html, { sourceCodeLocationInfo: true })];
  for (let node = nodes.pop(); node !== undefined; node = nodes.pop()) {
    // The content of a template hangs elsewhere: it is not walked.
    if ("childNodes" in node) for (const child of node.childNodes) nodes.push(child);
    if (!("tagName" in node)) continue;
    const link = linkOf(node);
    const offset = node.sourceCodeLocation?.startOffset;
    if (link !== null && offset !== undefined) found.set(offset, link);
  }
  return [...found].toSorted(([left], [right]) => left - right).map(([, link]) => link);
}

function linkOf(element: Element): string | null {
  const { tagName, namespaceURI } = element;
  const name = ATTRIBUTE[tagName];
  if (name === undefined || (tagName !== "a" && namespaceURI !== HTML)) return null;
  const value = (wanted: string): string | undefined =>
    element.attrs.find((attribute) => attribute.name === wanted && attribute.prefix === undefined)?.value;
  const xlink = element.attrs.find(({ name: own, prefix }) => own === "href" && prefix === "xlink")?.value;
  const href = value(name) ?? (namespaceURI !== HTML ? xlink : undefined);
  if (href === undefined) return null;
  if (tagName === "link" && !isPageLink(value("rel") ?? "", value("type") ?? "")) return null;
  return `${tagName} ${href}`;
}

/** `link` elements that lead to pages: see crawler.md § 6. */
function isPageLink(rel: string, type: string): boolean {
  const tokens = rel.toLowerCase().split(/\s+/);
  const leads = tokens.some((token) => ["canonical", "alternate", "next", "prev", "previous"].includes(token));
  return leads && !tokens.includes("stylesheet") && (type === "" || type.toLowerCase().includes("html"));
}
