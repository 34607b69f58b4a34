/**
 * Content security policy that is added to each document, so that the engine itself refuses what we never want (CSP
 * Level 3): no images, media, fonts, frames, workers, plug-ins or sockets, and a sandbox without popups, downloads, forms
 * and dialogues. Several policies hold together, so the page's own is never weakened. It says nothing of scripts.
 */
export const PAGE_POLICY = [
  "sandbox allow-scripts allow-same-origin",
  "img-src 'none'",
  "media-src 'none'",
  "font-src 'none'",
  "object-src 'none'",
  "frame-src 'none'",
  "worker-src 'none'",
  "manifest-src 'none'",
  "form-action 'none'",
  "connect-src http: https: data: blob:",
].join("; ");
