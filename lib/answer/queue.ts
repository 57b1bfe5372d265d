export interface Queued {
  type: 'status';
  status: 'queued';
  /** 1: next. */
  place: number;
}

interface Ticket {
  place: number;
  wake: () => void;
}

interface Lane {
  running: number;
  waiting: Ticket[];
}

export type Queue = <T>(lane: string, signal: AbortSignal, run: () => AsyncIterable<T>) => AsyncGenerator<T | Queued>;

/**
 * At most `most` runs a lane at a time, first come first served; who waits hears its place. Browsers open six streams a
 * host over HTTP/1.1 and keep the seventh waiting without a word, with its timers running.
 */
export function createQueue(most: number): Queue {
  const lanes = new Map<string, Lane>();

  const advance = (lane: Lane) => {
    while (lane.running < most && lane.waiting[0]) {
      lane.running += 1;
      lane.waiting.shift()?.wake();
    }
    for (const [index, ticket] of lane.waiting.entries()) {
      ticket.place = index + 1;
      ticket.wake();
    }
  };

  return async function* (name, signal, run) {
    const lane = lanes.get(name) ?? { running: 0, waiting: [] };
    lanes.set(name, lane);
    if (lane.running < most) lane.running += 1;
    else {
      const ticket: Ticket = { place: lane.waiting.length + 1, wake: () => {} };
      lane.waiting.push(ticket);
      let stays = false;
      const leave = () => ticket.wake();
      signal.addEventListener('abort', leave);
      try {
        for (let shown = 0; lane.waiting.includes(ticket); ) {
          if (signal.aborted) return;
          if (ticket.place !== shown) {
            shown = ticket.place;
            yield { type: 'status', status: 'queued', place: shown };
            continue;
          }
          await new Promise<void>((resolve) => {
            ticket.wake = resolve;
          });
        }
        stays = !signal.aborted;
      } finally {
        signal.removeEventListener('abort', leave);
        // Left while waiting: those behind move up. Left just as its turn came: the turn goes on to the next.
        const index = lane.waiting.indexOf(ticket);
        if (index >= 0) {
          lane.waiting.splice(index, 1);
          advance(lane);
        } else if (!stays) {
          lane.running -= 1;
          advance(lane);
        }
      }
      if (!stays) return;
    }
    try {
      yield* run();
    } finally {
      lane.running -= 1;
      advance(lane);
    }
  };
}
