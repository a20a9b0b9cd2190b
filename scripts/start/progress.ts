// Short lines for the person who waits.
export interface Progress {
  readonly say: (text: string) => void;
  /** Runs a step and says when it is done and how long it took, unless it was over at once. */
  readonly step: <T>(name: string, work: () => Promise<T>) => Promise<T>;
}

const SAID_FROM_MS = 300;

export function createProgress(write: (line: string) => void): Progress {
  return {
    say: (text) => write(`${text}\n`),
    step: async (name, work) => {
      const startMs = performance.now();
      const result = await work();
      const tookMs = performance.now() - startMs;
      if (tookMs >= SAID_FROM_MS) write(`  ${name} (${(tookMs / 1000).toFixed(1)} s)\n`);
      return result;
    },
  };
}
