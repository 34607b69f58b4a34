/** One who holds a host's only connection. */
export interface HostTurn {
  /** Gives the host to the next in line. May be called again. */
  readonly end: () => void;
}

interface Waiter {
  readonly owner: object;
  readonly begin: () => void;
}

interface Holder {
  readonly owner: object;
  /** Called when somebody of another rendering waits. */
  readonly onWanted: () => void;
}

/** Who is in line, and what to do when the turn is wanted. */
export interface TurnRequest {
  /** The rendering. */
  readonly owner: object;
  readonly onWanted: () => void;
  /** Leaves the line when aborted. */
  readonly signal: AbortSignal;
}

/** Hands each host to one connection at a time, in order of asking, over all renderings. */
export class HostTurns {
  readonly #holders = new Map<string, Holder>();
  readonly #lines = new Map<string, Waiter[]>();

  /** Resolves when the host is free; null when the signal was aborted before. */
  async begin(host: string, request: TurnRequest): Promise<HostTurn | null> {
    if (request.signal.aborted) return null;
    const holder = this.#holders.get(host);
    if (holder === undefined) return this.#hold(host, request);
    if (holder.owner !== request.owner) holder.onWanted();
    return await new Promise((resolve) => {
      const line = this.#lines.get(host) ?? [];
      const waiter: Waiter = { owner: request.owner, begin: () => resolve(this.#hold(host, request)) };
      line.push(waiter);
      this.#lines.set(host, line);
      request.signal.addEventListener("abort", () => {
        const place = line.indexOf(waiter);
        if (place !== -1) line.splice(place, 1);
        resolve(null);
      });
    });
  }

  #hold(host: string, request: TurnRequest): HostTurn {
    let hasEnded = false;
    this.#holders.set(host, request);
    const end = (): void => {
      if (hasEnded) return;
      hasEnded = true;
      this.#holders.delete(host);
      const line = this.#lines.get(host) ?? [];
      const next = line.shift();
      if (line.length === 0) this.#lines.delete(host);
      next?.begin();
    };
    if ((this.#lines.get(host) ?? []).some((waiter) => waiter.owner !== request.owner)) request.onWanted();
    return { end };
  }
}
