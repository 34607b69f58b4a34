declare module "html-encoding-sniffer" {
  interface SniffOptions {
    readonly transportLayerEncodingLabel?: string;
    readonly maxPrescanBytes?: number;
  }
  /** Name of the encoding by the Encoding Standard. */
  export default function sniffEncoding(bytes: Uint8Array, options?: SniffOptions): string;
}
