import { Tokenizer } from "htmlparser2";

const nothing = (): void => undefined;

/** Values of `href` on `a` elements in document order, references not decoded: the least that a crawler must read. */
export function scanHrefs(html: string): string[] {
  const hrefs: string[] = [];
  let isLink = false;
  let isHref = false;
  const tokenizer = new Tokenizer(
    { decodeEntities: false },
    {
      onopentagname: (start, end) => {
        isLink = end === start + 1 && (html.codePointAt(start) ?? 0) === LETTER_A;
      },
      onattribname: (start, end) => {
        isHref = isLink && end === start + 4 && html.startsWith("href", start);
      },
      onattribdata: (start, end) => {
        if (isHref) hrefs.push(html.slice(start, end));
      },
      onattribentity: nothing,
      onattribend: nothing,
      oncdata: nothing,
      onclosetag: nothing,
      oncomment: nothing,
      ondeclaration: nothing,
      onend: nothing,
      onopentagend: nothing,
      onprocessinginstruction: nothing,
      onselfclosingtag: nothing,
      ontext: nothing,
      ontextentity: nothing,
    },
  );
  tokenizer.write(html);
  tokenizer.end();
  return hrefs;
}

const LETTER_A = 0x61;
