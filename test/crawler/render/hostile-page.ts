/**
 * Everything that a page can try in order to reach an address: each way, at each of the given origins, again and again
 * from frames and workers. `origin` is as in `http://127.0.0.1:1234`.
 */
export function hostilePage(origins: readonly string[], stunPort: number): string {
  const markup = origins.map(
    (origin) => `
    <link rel="dns-prefetch" href="${origin}"><link rel="preconnect" href="${origin}">
    <link rel="prefetch" href="${origin}/prefetch"><link rel="preload" as="script" href="${origin}/preload">
    <link rel="stylesheet" href="${origin}/style"><link rel="icon" href="${origin}/icon"><link rel="manifest" href="${origin}/m">
    <link rel="modulepreload" href="${origin}/module">
    <img src="${origin}/img"><img srcset="${origin}/srcset 2x"><iframe src="${origin}/frame"></iframe>
    <iframe srcdoc='<img src="${origin}/srcdoc"><script>fetch("${origin}/srcdoc-fetch")</script>'></iframe>
    <object data="${origin}/object"></object><embed src="${origin}/embed"><video src="${origin}/video" poster="${origin}/poster"></video>
    <audio src="${origin}/audio"></audio><script src="${origin}/script"></script><script type="module" src="${origin}/module"></script>
    <svg><image href="${origin}/svg"/><use href="${origin}/use#x"/></svg>
    <a ping="${origin}/ping" href="#x">p</a><a target="_blank" href="${origin}/popup">t</a>
    <form target="_blank" method="post" action="${origin}/form-popup"><input name="a"></form>
    <style>@import "${origin}/import"; body { background: url(${origin}/background) } @font-face { font-family: x; src: url(${origin}/font) } p { font-family: x }</style><p>x</p>
    <script type="speculationrules">{"prerender":[{"source":"list","urls":["${origin}/prerender"]}],"prefetch":[{"source":"list","urls":["${origin}/speculate"]}]}</script>`,
  );
  const worker = `for (const origin of ${JSON.stringify(origins)}) { fetch(origin + "/worker"); try { new WebSocket(origin.replace("http", "ws")) } catch {} try { importScripts(origin + "/import") } catch {} }`;
  return `<!doctype html><title>hostile</title><body>${markup.join("")}<script>
    const tries = [];
    const attempt = (what) => { try { tries.push(what()) } catch {} };
    const source = ${JSON.stringify(worker)};
    for (const origin of ${JSON.stringify(origins)}) {
      attempt(() => fetch(origin + "/fetch", { mode: "no-cors" }));
      attempt(() => fetch(origin + "/cors", { headers: { "x-a": "1" } }));
      attempt(() => fetch(origin + "/post", { method: "POST", body: "x", mode: "no-cors", keepalive: true }));
      attempt(() => { const x = new XMLHttpRequest(); x.open("GET", origin + "/xhr"); x.send() });
      attempt(() => new WebSocket(origin.replace("http", "ws") + "/socket"));
      attempt(() => new EventSource(origin + "/events"));
      attempt(() => new WebTransport(origin.replace("http:", "https:")));
      attempt(() => navigator.sendBeacon(origin + "/beacon", "x"));
      attempt(() => new Worker(origin + "/worker.js"));
      attempt(() => import(origin + "/dynamic.js"));
      attempt(() => window.open(origin + "/open"));
      attempt(() => { const i = document.createElement("iframe"); document.body.append(i); i.contentWindow.fetch(origin + "/blank"); });
    }
    attempt(() => new Worker(URL.createObjectURL(new Blob([source]))));
    attempt(() => new SharedWorker("data:text/javascript," + encodeURIComponent(source)));
    attempt(() => navigator.serviceWorker.register("/sw.js"));
    attempt(() => { const peer = new RTCPeerConnection({ iceServers: [{ urls: "stun:127.0.0.1:${stunPort}" }] });
      peer.createDataChannel("x"); peer.createOffer().then((offer) => peer.setLocalDescription(offer)); });
    for (const link of document.querySelectorAll("a")) attempt(() => link.click());
    for (const form of document.forms) attempt(() => form.submit());
    fetch("/redirect").catch(() => 0); fetch("/redirect-name").catch(() => 0);
    const moved = document.createElement("script"); moved.src = "/redirect"; document.body.append(moved);
    setTimeout(() => document.body.append("tried"), 400);
  </script></body>`;
}

/** A page that tries to leave for an address in its own tab: by form, download, script and history. */
export function leavingPage(origin: string): string {
  return `<!doctype html><form method="post" action="${origin}/form"></form><a download href="${origin}/download">d</a><script>
    const ways = [() => document.forms[0].submit(), () => document.querySelector("a").click(),
      () => location.assign("${origin}/location"), () => top.open("${origin}/top", "_self"), () => document.location = "${origin}/document"];
    for (const [place, way] of ways.entries()) setTimeout(way, place * 60);
  </script>`;
}
