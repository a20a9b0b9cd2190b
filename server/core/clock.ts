// The only reader of the system's clock, and the only parser of instants. Everything else receives a Clock, an instant or a day.
export interface Clock {
  /** The present instant. */
  readonly now: () => Date;
  /** A time that only moves forward, for durations (ms, fractions kept). */
  readonly monotonicMs: () => number;
}

export const systemClock: Clock = {
  now: () => new Date(),
  monotonicMs: () => performance.now(),
};

/** A clock that stands at `instant` until it is moved: for tests and for planning as of a past moment. */
export interface ManualClock extends Clock {
  readonly advanceMs: (byMs: number) => void;
}

export function manualClock(instant: string): ManualClock {
  let atMs = parseInstant(instant).getTime();
  return {
    now: () => new Date(atMs),
    monotonicMs: () => atMs,
    advanceMs: (byMs) => {
      if (!(byMs >= 0)) throw new RangeError(`advanceMs: a clock moves forward, got ${byMs}`);
      atMs += byMs;
    },
  };
}

const INSTANT = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2}(\.\d{1,9})?)?(Z|[+-]\d{2}:\d{2})$/;

/** An instant from ISO 8601 text with a zone; throws RangeError on anything else, a local time without zone included. */
export function parseInstant(text: string): Date {
  const instant = new Date(INSTANT.test(text) ? text : Number.NaN);
  // Date.parse rolls 31 February over to March; a rolled day shows when it is written back in the text's own zone.
  if (Number.isNaN(instant.getTime()) || !isSameDay(text, instant))
    throw new RangeError(
      `parseInstant: expected an ISO 8601 instant with zone, got ${JSON.stringify(text)}`,
    );
  return instant;
}

function isSameDay(text: string, instant: Date): boolean {
  const zone = /([+-])(\d{2}):(\d{2})$/.exec(text);
  const offsetMinutes =
    zone === null ? 0 : (zone[1] === "-" ? -1 : 1) * (Number(zone[2]) * 60 + Number(zone[3]));
  const local = new Date(instant.getTime() + offsetMinutes * 60_000).toISOString();
  return local.slice(0, 10) === text.slice(0, 10);
}

/** The instant `byMs` after `instant`. */
export const addMs = (instant: Date, byMs: number): Date => new Date(instant.getTime() + byMs);
