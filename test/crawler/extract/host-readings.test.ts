import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { HostReadings } from "../../../crawler/extract/host-readings.ts";
import { readPage, type PageRead } from "../../../crawler/extract/read-page.ts";
import { readWarcResponses } from "../../support/read-warc.ts";
import { hasShared, sharedPath } from "../../support/shared.ts";

const URLS = ["https://a.example/", "https://a.example/guides/one", "http://a.example/deep/er/two?page=2"];
/** Pages shorter than this are not compared. */
const FILLER = `<p class="lead">${"Des mots qui remplissent la page. ".repeat(130)}</p>`;
const RAW_FILLER = `<style>${"/* aucun lecteur ne le voit */\n".repeat(200)}</style>`;

/** Pieces of markup that depend on what stands around them, or change it. */
const PIECES = [
  `<ul class="nav"><li><a href="/one" title="Un">One</a></li><li><a href="two#part">Two <img alt="deux" src="/2.png"></a></li></ul>`,
  `<nav aria-label="menu"><ul><li><a href="/a">A</a><ul><li><a href="https://b.example/x?url=y">B</a></li></ul></li></ul></nav>`,
  `<section><h2>Aides au logement</h2><p>Voir <a href="/apl" rel="noreferrer">les aides</a>. Puis la suite.</p></section>`,
  `<h3>Sous-titre</h3><p>Texte sans lien mais avec des mots.</p>`,
  `<div><h2 class="fr-footer__top-cat">Rubrique</h2><ul><li><a href="/rubrique">Rubrique</a></li></ul></div>`,
  `<form action="/recherche" method="post"><label>Chercher<input type="image" src="/loupe.png"></label><a href="/aide">Aide</a></form>`,
  `<div><form action="/inside"><p>Un formulaire <a href="#top">haut</a></p></form></div>`,
  `<div class="breadcrumb"><a href="/">Accueil</a> &gt; <a href="">Ici</a></div>`,
  `<div><a href="/ouvert">Un lien <b>gras</div><div>non fermé</b> et la suite</div>`,
  `<div id="root"></div><noscript>You need to enable JavaScript</noscript>`,
  `<div><svg viewBox="0 0 1 1"><title>Logo</title><a href="/svg"><text>Dans le dessin</text></a></svg><p>Après le dessin.</p></div>`,
  `<table><tr><td><a href="/cellule">Cellule</a><td>Deux<tr><td>Trois</table>`,
  `<div><my-element><p>Un élément <a href="/inconnu">inconnu</a></p></my-element></div>`,
  `<div><span id="nom">Le nom</span><a aria-labelledby="nom" href="/nomme"></a></div>`,
  `<div><template><a href="/jamais">jamais</a></template><script src="https://cdn.example/s.js">var a = "</div>";</script></div>`,
  `<div class="share"><a href="https://facebook.com/sharer">Partager</a></div>`,
  `<div role="contentinfo"><p>Pied <a href="/pied">de page</a></p><iframe src="https://video.example/v"></iframe></div>`,
  `<div><meta name="robots" content="nofollow"><link rel="alternate" hreflang="en" href="/en"><h1>Titre</h1></div>`,
  `<p>Un paragraphe <a href="/p">que rien ne ferme`,
  `<li>Une puce <a href="/puce">seule</a>`,
  `</div></section>`,
  `<footer class="footer"><ul><li><a href="mailto:a@b.example">Écrire</a></li><li><a href="//c.example/">C &eacute;</a></li></ul></footer>`,
  `<header class="banner"><h1><a href="/">Le site</a></h1><p>&nbsp; Slogan &amp; devise </p></header>`,
];
const HEADS = [
  `<html lang="fr"><head><title>Un</title></head><body>`,
  `<html lang="fr"><head><title>Un</title></head><body><h2><a href="/x">Ouvert`,
  `<html lang="fr"><frameset>`,
  `<html lang="fr"><head><title>Un</title></head>`,
  `<html lang="fr"><head><title>Deux</title><base href="/base/"><meta name="referrer" content="no-referrer"></head><body class="nav">`,
  `<html lang="fr"><head><title>Trois</title></head><body class="page"><form action="/tout">`,
  `<!doctype html><body id="app"><main>`,
  `<html><body><div class="footer">`,
];

/** Markup around pieces. */
interface Block {
  readonly name: string;
  readonly attribute: string;
  readonly pieces: readonly string[];
}

interface Page {
  readonly head: string;
  readonly url: string;
  readonly blocks: readonly Block[];
}

const anyPiece = fc.constantFrom(...PIECES);
const anyBlock: fc.Arbitrary<Block> = fc.record({
  name: fc.constantFrom("div", "aside", "nav", "main", "footer", "section", "form", "svg"),
  attribute: fc.constantFrom(
    "",
    ' class="breadcrumb"',
    ' class="share"',
    ' role="navigation"',
    ' id="root"',
    ' class="footer"',
  ),
  pieces: fc.array(anyPiece, { maxLength: 4 }),
});
const anyPage: fc.Arbitrary<Page> = fc.record({
  head: fc.constantFrom(...HEADS),
  url: fc.constantFrom(...URLS),
  blocks: fc.array(anyBlock, { minLength: 1, maxLength: 6 }),
});

/** A page with another head or address, one block about the same pieces, one block more or less. */
function edited(page: Page, other: Page, at: number): Page {
  const place = at % page.blocks.length;
  const [block] = other.blocks;
  const blocks = page.blocks.map((known, index) => {
    if (index !== place || block === undefined) return known;
    return at % 2 === 0
      ? { ...known, attribute: block.attribute }
      : { ...known, pieces: [...block.pieces, ...known.pieces.slice(1)] };
  });
  const isLonger = at % 3 === 0 && block !== undefined;
  return { head: other.head, url: other.url, blocks: isLonger ? [block, ...blocks] : blocks };
}

function htmlOf({ head, blocks }: Page): string {
  const body = blocks.map(({ name, attribute, pieces }) => `<${name}${attribute}>${pieces.join(" ")}</${name}>`);
  return `${head}${body.join("\n")}${FILLER}</body></html>`;
}

/** Everything that a reading gives, getters too. */
function all(read: PageRead): string {
  const links = read.links.map((link) => ({ ...link, sentence: link.sentence, domPath: link.domPath }));
  return JSON.stringify({ ...read, links }, null, 1);
}

function expectSame(pages: readonly { readonly html: string; readonly url: string }[]): void {
  const readings = new HostReadings();
  for (const { html, url } of pages) {
    const read = readings.read({ html, url, headers: {}, host: "a.example" });
    expect(all(read)).toBe(all(readPage(html, url)));
  }
}

describe("a page that has parts in common with an earlier one of its host", () => {
  test("is read as it would be alone, whatever stands around the parts", { timeout: 60_000 }, () => {
    const rule = fc.property(anyPage, anyPage, fc.nat({ max: 11 }), (first, other, at) => {
      const pages = [first, edited(first, other, at), { ...first, head: other.head }, { ...first, url: other.url }];
      expectSame(pages.map((page) => ({ html: htmlOf(page), url: page.url })));
    });
    fc.assert(rule, { numRuns: 1000, seed: 42 });
  });

  test.each([
    ["a zone by class", "<section>@</section>", '<section class="footer">@</section>'],
    ["a zone by role", "<section>@</section>", '<section role="navigation">@</section>'],
    ["a breadcrumb", "<section>@</section>", '<section class="breadcrumb">@</section>'],
    ["a list of share buttons", "<section>@</section>", '<section class="share">@</section>'],
    ["a link", "<section><a>@</a></section>", '<section><a href="/autour">@</a></section>'],
    ["a heading", "<section>@</section>", "<h2>Plus haut</h2><section>@</section>"],
    ["an open heading", "<section><h2>Un</h2>@</section>", "<section><h2>@</h2></section>"],
    ["a form that has not ended", "<section></section>@", '<section><form action="/f"></section>@'],
    ["a mount", '<section id="a">@</section>', '<section id="root">@</section>'],
    ["what a label says", '<p id="nom">Un</p>@', '<p id="nom">Deux</p>@'],
    ["text before it", "<p>@</p>", "<p>Ceci@</p>"],
    ["a picture", "<section>@</section>", "<section><svg><foreignObject>@</foreignObject></svg></section>"],
    ["a frameset", "@<p>", '@<frameset><frame src="/cadre">'],
    ["a base", "<section>@</section>", '<base href="https://c.example/d/"><section>@</section>'],
    [
      "the page's referrer policy",
      "<section>@</section>",
      '<meta name="referrer" content="never"><section>@</section>',
    ],
    ["an element of the page's own", "<my-one>@</my-one>", "<my-two>@</my-two>"],
    ["a table", "<section>@</section>", "<table><tr><td>@</table>"],
  ])("is read anew where other things stand around them: %s", (_what, before, after) => {
    const parts = [
      `<div class="une-partie-assez-longue-pour-en-etre-une"><p>Des mots. <a href="/un">Un</a> <a href="deux">Deux</a></p></div>`,
      `<div class="une-partie-assez-longue-pour-en-etre-une"><div id="app"></div></div>`,
      `<div class="une-partie-assez-longue-pour-en-etre-une"><form action="/chercher"><a href="/trois">Trois</a></form></div>`,
      `<div class="une-partie-assez-longue-pour-en-etre-une"><ul><li><a aria-labelledby="nom" href="/quatre"></a></ul></div>`,
      `<span class="une-partie-assez-longue-pour-en-etre-une"> <a href="/cinq">Cinq</a>, et la suite de la phrase.</span>`,
      `<tr class="une-partie-assez-longue-pour-en-etre-une"><td><a href="/six">Six</a></td></tr>`,
      `<div class="une-partie-assez-longue-pour-en-etre-une"></div>`,
    ];
    for (const part of parts) {
      const body = after.includes("frameset") ? "" : "<body>";
      const bodies = [before, after].map((around) => body + around.replace("@", part));
      const pages = [bodies[0]!, bodies[1]!, bodies[0]!].map((text) => ({
        html: `<html>${text}${RAW_FILLER}`,
        url: URLS[0]!,
      }));
      expectSame(pages);
      expectSame(pages.slice(1));
    }
  });

  test("keeps its own places, headings and addresses", () => {
    const menu = `<div><p>Un long menu de quatre-vingts caractères au moins, pour être une partie.</p><a href="#haut">Haut</a><a href="/x">X</a></div>`;
    const pages = ["", "<h2>Avant</h2><ul><li><a href='/un-de-plus'>Plus</a></li></ul>"].map((before, index) => ({
      html: `<html lang="fr"><body>${before}${menu}${FILLER}`,
      url: URLS[index] ?? "",
    }));
    expectSame(pages);
    const readings = new HostReadings();
    const reads = pages.map(({ html, url }) => readings.read({ html, url, headers: {}, host: "a.example" }));
    const [haut, x] = reads[1]!.links.slice(-2);
    expect(haut).toMatchObject({ url: "https://a.example/guides/one", heading: "Avant", position: 1 });
    expect(x).toMatchObject({ url: "https://a.example/x", position: 2 });
    expect(haut!.sentence).toContain("HautX");
  });
});

test.skipIf(!hasShared)(
  "pages of the corpus are read against earlier ones as page by page",
  { timeout: 60_000 },
  () => {
    const readings = new HostReadings();
    let pages = 0;
    for (const { url, body } of readWarcResponses(sharedPath("corpus/pages.warc.gz"))) {
      const html = body.toString("utf8");
      const read = readings.read({ html, url, headers: {}, host: new URL(url).host });
      expect(all(read), url).toBe(all(readPage(html, url)));
      pages += 1;
    }
    expect(pages).toBeGreaterThan(1500);
  },
);
