import type { ExtractedLink } from "../../core/link.ts";
import { canonicalizeUrl, type CanonicalUrl } from "../../core/url.ts";
import { isButton, rawLinkOf, referralOf, relTokens, unwrapRedirector, type RawLink } from "./link-attributes.ts";
import { BlockText, type Span } from "./block-text.ts";
import type { OpenElement, PageListener } from "./page-walk.ts";
import { collapseSpace } from "./sentence-around.ts";
import type { Attributes } from "./zone-of-element.ts";

/** Longest text and name kept of a link. */
const TEXT_LENGTH = 300;

/** A link while the page is being read. */
interface OpenLink {
  readonly raw: RawLink;
  readonly tag: string;
  readonly attributes: Attributes;
  readonly element: OpenElement;
  readonly domPath: string;
  readonly heading: string;
  readonly span: Span;
  text: string;
  /** Text with the alternatives of pictures. */
  name: string;
}

/** Collects the links of one page, with what stands around them. */
export class LinkCollector implements PageListener {
  readonly #pageUrl: string;
  readonly #links: OpenLink[] = [];
  readonly #blocks = new BlockText();
  #open: OpenLink | null = null;
  #base: string | null = null;
  #referrerPolicy = "";

  constructor(pageUrl: string) {
    this.#pageUrl = pageUrl;
  }

  open(tag: string, attributes: Attributes, path: readonly OpenElement[]): void {
    if (tag === "base") this.#base ??= attributes["href"] ?? null;
    if (tag === "meta" && attributes["name"]?.toLowerCase() === "referrer")
      this.#referrerPolicy = attributes["content"] ?? "";
    this.#blocks.open(tag);
    if (tag === "img" && this.#open !== null) this.#open.name += ` ${attributes["alt"] ?? ""} `;
    if (tag === "a") this.#endLink();
    const raw = rawLinkOf(tag, attributes);
    const element = path.at(-1);
    if (raw === null || element === undefined) return;
    const domPath = path.map((ancestor) => ancestor.tag).join(">");
    const heading = this.#blocks.heading();
    const link = {
      raw,
      tag,
      attributes,
      element,
      domPath,
      heading,
      span: this.#blocks.startSpan(),
      text: "",
      name: "",
    };
    this.#links.push(link);
    if (tag === "a") this.#open = link;
    else this.#blocks.endSpan(link.span);
  }

  text(data: string): void {
    this.#blocks.text(data);
    if (this.#open === null) return;
    this.#open.text += data;
    this.#open.name += data;
  }

  close(tag: string): void {
    if (tag === "a") this.#endLink();
    this.#blocks.close(tag);
  }

  /** Ids that `aria-labelledby` of links names: their texts are needed for `links`. */
  labelIds(): Set<string> {
    return new Set(this.#links.flatMap((link) => idsOf(link.attributes)));
  }

  /** The links in document order. */
  links(labels: ReadonlyMap<string, string>): ExtractedLink[] {
    this.#endLink();
    this.#blocks.end();
    const base = this.#resolvedBase();
    const page = canonicalizeUrl(this.#pageUrl);
    return this.#links.map((link, position) => this.#extracted(link, { base, page, labels, position }));
  }

  #extracted(
    link: OpenLink,
    at: {
      readonly base: string;
      readonly page: CanonicalUrl | null;
      readonly labels: ReadonlyMap<string, string>;
      readonly position: number;
    },
  ): ExtractedLink {
    const { attributes, element } = link;
    const written = canonicalizeUrl(link.raw.href, at.base);
    const unwrapped = written === null ? null : unwrapRedirector(written, at.page);
    const url = unwrapped ?? written;
    return {
      href: link.raw.href,
      url,
      element: link.tag,
      kind: link.raw.kind,
      rel: relTokens(attributes),
      text: collapseSpace(link.text).slice(0, TEXT_LENGTH),
      accessibleName: accessibleName(link, at.labels).slice(0, TEXT_LENGTH),
      zone: element.zone,
      zoneSource: element.zoneSource,
      heading: link.heading,
      sentence: link.span.sentence,
      position: at.position,
      domPath: link.domPath,
      container: element.container,
      cta: element.zone === "main" && link.tag === "a" && isButton(attributes),
      hreflang: attributes["hreflang"] ?? null,
      newWindow: attributes["target"]?.toLowerCase() === "_blank",
      via: unwrapped === null ? null : written,
      referral: referralOf(attributes, this.#referrerPolicy, { from: this.#pageUrl, to: url }),
    };
  }

  /** The first `base[href]` decides for the whole page, unless it is no http address (HTML standard, 2.4.3). */
  #resolvedBase(): string {
    if (this.#base === null) return this.#pageUrl;
    const resolved = URL.parse(this.#base, this.#pageUrl);
    return resolved !== null && /^https?:$/.test(resolved.protocol) ? resolved.href : this.#pageUrl;
  }

  #endLink(): void {
    if (this.#open === null) return;
    this.#blocks.endSpan(this.#open.span);
    this.#open = null;
  }
}

function idsOf(attributes: Attributes): string[] {
  return (attributes["aria-labelledby"] ?? "").split(/\s+/).filter((id) => id !== "");
}

/** Accessible Name and Description Computation 1.2 § 4.3, for links: labelledby, label, content, title. */
function accessibleName(link: OpenLink, labels: ReadonlyMap<string, string>): string {
  const labelled = idsOf(link.attributes)
    .map((id) => labels.get(id) ?? "")
    .join(" ");
  const candidates = [
    labelled,
    link.attributes["aria-label"] ?? "",
    link.name,
    link.attributes["alt"] ?? "",
    link.attributes["title"] ?? "",
  ];
  return candidates.map(collapseSpace).find((candidate) => candidate !== "") ?? "";
}
