import { legacyHookDecode } from "@exodus/bytes/encoding.js";
import sniffEncoding from "html-encoding-sniffer";

/** A page's body as text, with the name of the encoding that it was read in. */
export interface DecodedBody {
  readonly text: string;
  /** Name by the Encoding Standard: `UTF-8`, `windows-1252`… */
  readonly encoding: string;
}

const CHARSET = /;\s*charset\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s;]+))/i;

/**
 * A page's body as text: byte order mark, then the header's charset, then the first `meta` wherever it stands, else
 * windows-1252 (HTML standard, 13.2.3.2; browsers decode again for a late `meta`). Bad bytes become U+FFFD. Never throws.
 */
export function decodeBody(bytes: Uint8Array, contentType: string | null): DecodedBody {
  const [, double, single, bare] = CHARSET.exec(contentType ?? "") ?? [];
  const label = double ?? single ?? bare;
  const encoding = sniffEncoding(bytes, {
    maxPrescanBytes: Number.POSITIVE_INFINITY,
    ...(label === undefined ? {} : { transportLayerEncodingLabel: label }),
  });
  return { text: legacyHookDecode(bytes, encoding), encoding };
}
