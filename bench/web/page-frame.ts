import { seededRandom } from "../../core/seeded-random.ts";
import { footerMarkup } from "./frame/footer-markup.ts";
import { headMarkup } from "./frame/head-markup.ts";
import { headerMarkup } from "./frame/header-markup.ts";
import { modalsMarkup } from "./frame/modals-markup.ts";
import { sideMenuMarkup } from "./frame/side-menu-markup.ts";
import { hostName, type Section, type WebShape } from "./web-shape.ts";

/** Links of the frame as `<a href>`, and those of them that name another host: the side menu's are among them. */
export const FRAME_LINKS = 57;
export const FRAME_OTHERS = 9;

/** What all pages of a host share, but for the entries that `markCurrent` marks. */
export interface PageFrame {
  /** Of `<head>`, after what is the page's own. */
  readonly head: string;
  /** From `<body>` on: skip links, header and menu. */
  readonly header: string;
  readonly sideMenu: string;
  /** From the end of the content on: footer, windows, scripts. */
  readonly footer: string;
}

/** The frame of a host's pages, in the manner of the State's design system. */
export function pageFrame(host: number, shape: WebShape): PageFrame {
  const parts = { random: seededRandom(0x5eed + host), host, shape, name: hostName(host) };
  return {
    head: headMarkup(parts),
    header: headerMarkup(parts),
    sideMenu: sideMenuMarkup(parts),
    footer: `${footerMarkup(parts)}\n${modalsMarkup(parts)}`,
  };
}

/** Menu markup in which the entry of a section says that the reader is there; of the home where there is no section. */
export function markCurrent(markup: string, section: Section | null): string {
  if (section === null) return markup.replace('data-entry="accueil"', '$& aria-current="page"');
  return markup
    .replaceAll(`data-entry="${section}"`, '$& aria-current="true"')
    .replace(
      `aria-expanded="false" aria-controls="rubrique-${section}"`,
      `aria-expanded="true" aria-controls="rubrique-${section}"`,
    );
}
