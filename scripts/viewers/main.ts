// `npm run viewers`: how fast a running portal answers "why" when many ask at once; see scripts/viewers/README.md.
import { parseArgs } from "node:util";
import { DEFAULTS, measureViewers } from "./measure.ts";

const USAGE = `usage: npm run viewers [-- OPTIONS]
  --url URL      a running portal with the demo world (${DEFAULTS.url})
  --viewers N    viewers at once (${DEFAULTS.viewerCount})
  --seconds N    how long they view (${DEFAULTS.seconds})
  --think N      mean seconds between an answer and the next question (${DEFAULTS.thinkSeconds})
  --seed N       another seed asks other questions first (${DEFAULTS.seed})
`;

function numberOf(option: string, text: string | undefined, otherwise: number, least: number) {
  if (text === undefined) return otherwise;
  const value = Number(text);
  if (!(Number.isFinite(value) && value >= least))
    throw new Error(`--${option} must be a number from ${least} on, got ${text}\n${USAGE}`);
  return value;
}

async function main(): Promise<void> {
  const text = { type: "string" } as const;
  const options = { url: text, viewers: text, seconds: text, think: text, seed: text };
  const { values } = parseArgs({ options });
  await measureViewers({
    url: values.url ?? DEFAULTS.url,
    viewerCount: Math.floor(numberOf("viewers", values.viewers, DEFAULTS.viewerCount, 1)),
    seconds: numberOf("seconds", values.seconds, DEFAULTS.seconds, 1),
    thinkSeconds: numberOf("think", values.think, DEFAULTS.thinkSeconds, 0.01),
    seed: Math.floor(numberOf("seed", values.seed, DEFAULTS.seed, 0)),
  });
}

try {
  await main();
} catch (error) {
  process.stderr.write(`${(error as Error).message}\n`);
  process.exitCode = 1;
}
process.disconnect?.();
