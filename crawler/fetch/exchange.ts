import type { Dispatcher } from "undici";
import type { FailureCode } from "../../core/visit.ts";
import { answerHeaders, headerBytes, mediaTypeOf } from "./answer-headers.ts";
import { BodyReader } from "./body-reader.ts";
import { contentCodings } from "./content-codings.ts";
import type { ExchangeContent, ExchangeEnd } from "./exchange-end.ts";
import { failureCodeOf } from "./failure-code.ts";
import type { FetchOrder } from "./fetcher.ts";
import type { HostConnection } from "./host-connection.ts";
import { SHORT_REST_MS, shortRestBytes } from "./short-rest.ts";

/** Limits of one exchange. */
export interface ExchangeLimits {
  readonly connectTimeoutMs: number;
  /** For all of it, connection included. */
  readonly totalTimeoutMs: number;
  /** Of header names and values together. */
  readonly maxHeaderBytes: number;
}

/** Why an exchange was ended by us. */
type Stop = { readonly code: FailureCode; readonly detail: string } | "enough";

type Controller = Dispatcher.DispatchController;
type RawHeaders = Parameters<NonNullable<Dispatcher.DispatchHandler["onResponseStart"]>>[2];

/** One exchange on a connection, with its clock: it ends by itself, whatever the server does. */
export class Exchange implements Dispatcher.DispatchHandler {
  readonly ended: Promise<ExchangeEnd>;
  readonly #order: FetchOrder;
  readonly #connection: HostConnection;
  readonly #limits: ExchangeLimits;
  readonly #startMs = performance.now();
  readonly #settle: (end: ExchangeEnd) => void;
  #timer: NodeJS.Timeout;
  #controller: Controller | null = null;
  #answer: { readonly httpStatus: number; readonly headers: Readonly<Record<string, string>> } | null = null;
  #body: BodyReader | null = null;
  /** Size of a body that is let in unread. */
  #restBytes = 0;
  #requests = 0;
  #isSettled = false;
  /** Why we ended it ourselves, before the connection says that it was ended. */
  #stop: Stop | null = null;

  constructor(order: FetchOrder, connection: HostConnection, limits: ExchangeLimits) {
    this.#order = order;
    this.#connection = connection;
    this.#limits = limits;
    const { promise, resolve } = Promise.withResolvers<ExchangeEnd>();
    this.ended = promise;
    this.#settle = resolve;
    const { connectTimeoutMs, totalTimeoutMs } = limits;
    const isConnectFirst = connectTimeoutMs < totalTimeoutMs && !connection.client.stats.connected;
    this.#timer = isConnectFirst ? this.#alarm("connect-timeout", connectTimeoutMs) : this.#totalAlarm();
  }

  /** Requests sent so far. */
  get requests(): number {
    return this.#requests;
  }

  /** Called when there is a connection; again when an HTTP/2 server turned the first request away unread. */
  onRequestStart(controller: Controller): void {
    if (this.#isSettled) return controller.abort(new Error("too late"));
    this.#controller = controller;
    this.#requests += 1;
    clearTimeout(this.#timer);
    this.#timer = this.#totalAlarm();
  }

  onResponseStart(controller: Controller, httpStatus: number, raw: RawHeaders): void {
    if (httpStatus < 200 || this.#isSettled) return;
    const headers = answerHeaders(raw);
    this.#answer = { httpStatus, headers };
    const read = contentCodings(headers["content-encoding"] ?? "");
    if (headerBytes(headers) > this.#limits.maxHeaderBytes) {
      this.#fail({ code: "headers-too-large", detail: "headers over the limit" }, null);
    } else if (this.#order.method === "HEAD" || !this.#order.wantsBody(mediaTypeOf(headers))) {
      this.#finishUnread(controller, headers);
      return;
    } else if (read.kind === "failed") {
      this.#failBody(read, null);
    } else {
      this.#body = new BodyReader(read.undo, this.#order.maxBodyBytes, {
        pause: () => {
          controller.pause();
        },
        resume: () => {
          controller.resume();
        },
        enough: () => {
          this.#abort("enough");
        },
      });
      return;
    }
    // Nothing more is read: the connection is closed.
    controller.abort(new Error("the body is not wanted"));
  }

  onResponseData(_controller: Controller, chunk: Buffer): void {
    this.#body?.write(chunk);
  }

  onResponseEnd(): void {
    if (this.#isSettled) clearTimeout(this.#timer);
    else void this.#endBody(null);
  }

  onResponseError(_controller: Controller, error: Error): void {
    clearTimeout(this.#timer);
    if (this.#isSettled) return;
    if (this.#stop === "enough") {
      void this.#endBody(null);
      return;
    }
    const stop = this.#stop ?? { code: failureCodeOf(error), detail: error.message };
    if (this.#body === null) this.#fail(stop, error);
    else if (this.#isWhole()) void this.#endBody(null);
    else void this.#endBody({ ...stop, error });
  }

  /** Gives what the body was; a body that broke off with nothing to show is a failure. */
  async #endBody(broken: { code: FailureCode; detail: string; error: Error } | null): Promise<void> {
    if (this.#isSettled || this.#body === null) return;
    clearTimeout(this.#timer);
    const coded = broken === null && this.#mayLeaveCoded() ? this.#body.coded() : null;
    if (coded !== null) {
      this.#finish({ body: new Uint8Array(), hasBody: true, truncated: null, coded });
      return;
    }
    const cause = broken?.code === "deadline" ? "time" : "length";
    const { body, truncated, failure } = await this.#body.end(broken === null ? null : cause);
    if (broken !== null && body.length === 0) this.#failBody(broken, broken.error);
    else if (failure !== null) this.#failBody(failure, null);
    else this.#finish({ body, hasBody: true, truncated });
  }

  /** Status and headers of an error or a redirect say all that matters: they stand without their body. */
  #failBody(failure: { readonly code: FailureCode; readonly detail: string }, error: Error | null): void {
    const status = this.#answer?.httpStatus ?? 0;
    if (status >= 300) this.#finish({ body: new Uint8Array(), hasBody: true, truncated: "length" });
    else this.#fail(failure, error);
  }

  #mayLeaveCoded(): boolean {
    return this.#order.leavesCoded === true && (this.#answer?.httpStatus ?? 0) < 300;
  }

  #finish(content: ExchangeContent): void {
    const answer = this.#answer;
    if (answer !== null) this.#settleOnce({ kind: "answer", ...answer, ...content, sizeBytes: this.#sizeBytes() });
  }

  /** Only a short body is let in; a longer one ends with its connection. After a HEAD the answer ends by itself. */
  #finishUnread(controller: Controller, headers: Readonly<Record<string, string>>): void {
    const restBytes = this.#order.method === "HEAD" ? 0 : shortRestBytes(headers);
    this.#restBytes = restBytes ?? 0;
    this.#finish({ body: new Uint8Array(), hasBody: false, truncated: null });
    const close = (): void => controller.abort(new Error("the body is not wanted"));
    if (restBytes === null) close();
    else this.#timer = setTimeout(close, SHORT_REST_MS);
  }

  #fail({ code, detail }: { readonly code: FailureCode; readonly detail: string }, error: Error | null): void {
    this.#settleOnce({ kind: "failed", code, detail, error, sizeBytes: this.#sizeBytes() });
  }

  #settleOnce(end: ExchangeEnd): void {
    if (this.#isSettled) return;
    this.#isSettled = true;
    clearTimeout(this.#timer);
    this.#settle(end);
  }

  /** Whether every announced byte is there: a connection that ends while it is paused looks broken. */
  #isWhole(): boolean {
    const announced = this.#answer?.headers["content-length"];
    return announced !== undefined && Number(announced) === this.#sizeBytes();
  }

  #sizeBytes(): number {
    return this.#body?.sizeBytes ?? this.#restBytes;
  }

  #totalAlarm(): NodeJS.Timeout {
    const { totalTimeoutMs } = this.#limits;
    return this.#alarm("deadline", Math.max(0, totalTimeoutMs - (performance.now() - this.#startMs)));
  }

  #alarm(code: "connect-timeout" | "deadline", delayMs: number): NodeJS.Timeout {
    return setTimeout(() => {
      this.#abort({ code, detail: `no end after ${Math.round(performance.now() - this.#startMs)} ms` });
    }, delayMs);
  }

  /** Ends the exchange, wherever it stands: answering, connecting, or waiting behind another one. */
  #abort(stop: Stop): void {
    if (this.#stop !== null) return;
    this.#stop = stop;
    const error = new Error(stop === "enough" ? "no more is wanted" : stop.detail);
    if (this.#controller !== null) this.#controller.abort(error);
    else this.#connection.abandon(error);
    // Behind another exchange there is nothing to end yet: it will be turned away when its turn comes.
    if (this.#body === null && stop !== "enough") this.#fail(stop, error);
  }
}
