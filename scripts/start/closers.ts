// What has been opened and must be closed, last opened first, once.
export interface Closers {
  /** What is added after closing has begun is closed at once. */
  readonly add: (close: () => Promise<void> | void) => void;
  /** Runs every closer even when one fails; the first failure is thrown at the end. A second call awaits the first. */
  readonly closeAll: () => Promise<void>;
}

export function createClosers(): Closers {
  const stack: (() => Promise<void> | void)[] = [];
  let closing: Promise<void> | undefined;
  const run = async () => {
    let failure: unknown;
    for (let close = stack.pop(); close !== undefined; close = stack.pop()) {
      try {
        await close();
      } catch (error) {
        failure ??= error;
      }
    }
    if (failure !== undefined) throw failure;
  };
  return {
    add: (close) => {
      if (closing === undefined) stack.push(close);
      else closing = closing.then(close);
    },
    closeAll: () => {
      closing ??= run();
      return closing;
    },
  };
}
