import { once } from "node:events";
import type { IncomingMessage, ServerResponse } from "node:http";

/** Answers a page that begins like this and goes on for so many bytes, or until nobody listens any more. */
export function writeEndlessly(
  beginning: string,
  chunk: string,
  sizeBytes: number,
): (request: IncomingMessage, response: ServerResponse) => void {
  return (_request, response) => {
    response.writeHead(200, { "content-type": "text/html" });
    response.write(beginning);
    void goOn(response, chunk, sizeBytes);
  };
}

async function goOn(response: ServerResponse, chunk: string, sizeBytes: number): Promise<void> {
  const closed = once(response, "close");
  for (let sent = 0; sent < sizeBytes && !response.destroyed; sent += chunk.length) {
    if (!response.write(chunk)) await Promise.race([once(response, "drain"), closed]);
  }
  response.end();
}
