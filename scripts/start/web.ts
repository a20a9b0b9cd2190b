// The web server's address, and whether it answers.
import { createServer } from "node:net";
import { setTimeout as sleep } from "node:timers/promises";

export interface WebAddress {
  readonly host: string;
  readonly port: number;
  /** What a browser on this machine opens. */
  readonly url: string;
}

/** From WHYSTOCK_HOST (default 127.0.0.1) and PORT (default 3000); throws on a port that is none. */
export function webAddress(
  source: Readonly<Record<string, string | undefined>> = process.env,
): WebAddress {
  const host = source.WHYSTOCK_HOST || "127.0.0.1";
  const port = Number(source.PORT || 3000);
  if (!Number.isInteger(port) || port < 1 || port > 65_535)
    throw new Error(`PORT must be a whole number from 1 to 65535, got ${source.PORT}`);
  const isAny = host === "0.0.0.0" || host === "::";
  const name = isAny ? "127.0.0.1" : host.includes(":") ? `[${host}]` : host;
  return { host, port, url: `http://${name}:${port}` };
}

export const isLoopback = (host: string): boolean =>
  host === "localhost" || host === "::1" || host.startsWith("127.");

export function assertPortFree({ host, port }: WebAddress): Promise<void> {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once("error", (error: NodeJS.ErrnoException) => {
      const isTaken = error.code === "EADDRINUSE";
      reject(
        new Error(
          isTaken
            ? `port ${port} on ${host} is taken; choose another with PORT=3001 npm start`
            : error.message,
        ),
      );
    });
    probe.listen(port, host, () => probe.close(() => resolve()));
  });
}

/** Waits for /api/health to answer 200; throws with its last answer after `timeoutMs`. */
export async function waitForHealth(
  url: string,
  timeoutMs: number,
  isAborted: () => boolean,
): Promise<void> {
  const endMs = performance.now() + timeoutMs;
  let last = "no answer";
  while (performance.now() < endMs && !isAborted()) {
    try {
      // A connection kept alive would hold up the server's own shutdown.
      const headers = { connection: "close" };
      const signal = AbortSignal.timeout(5_000);
      const response = await fetch(`${url}/api/health`, { headers, signal });
      if (response.status === 200) return;
      last = `${response.status} ${(await response.text()).slice(0, 300)}`;
    } catch (error) {
      last = (error as Error).message;
    }
    await sleep(50);
  }
  if (!isAborted())
    throw new Error(
      `${url}/api/health does not answer 200 after ${timeoutMs / 1000} s; last: ${last}`,
    );
}
