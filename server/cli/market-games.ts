// whystock market-games: plays twenty ways to game a round of extra space against the truth. Needs no database.
import { parseArgs } from "node:util";
import {
  measureStrategies,
  type StrategyGain,
  strategies,
} from "@/lib/optimizer/market/gaming/index.ts";
import { type Command, EXIT, print, UsageError } from "./command.ts";

const HELP = `Usage: npm run --silent whystock -- market-games [options]

Plays every strategy of lib/optimizer/market/gaming against everybody telling the truth, under each payment rule, and
prints what it gains, as a percentage of what truth gains, with its 95 % interval.

  --seeds N             months drawn (else 200)
  --sellers N           sellers in the book (else 60)
  --players N           sellers that try a strategy in turn, per month (else 6)
  --keep-fees           first-round grants keep their own fee although the month clears lower later
  --json                print everything as JSON

Exit code: 0 measured, 2 wrong arguments.`;

const OPTIONS = {
  seeds: { type: "string" },
  sellers: { type: "string" },
  players: { type: "string" },
  "keep-fees": { type: "boolean" },
  json: { type: "boolean" },
} as const;

function whole(option: string, text: string | undefined, otherwise: number): number {
  if (text === undefined) return otherwise;
  if (/^[1-9]\d{0,5}$/.test(text)) return Number(text);
  throw new UsageError(`--${option} takes a whole number above 0, not "${text}".`);
}

const percent = (share: number): string => (share * 100).toFixed(2);
const RULES = ["firstRejected", "lowestAccepted", "vickrey"] as const;

function table(gains: readonly StrategyGain[]): string {
  const cell = (name: string, rule: string) => {
    const gain = gains.find((each) => each.strategy === name && each.rule === rule);
    return gain ? `${percent(gain.gainShare)} ± ${percent(gain.halfWidth)}` : "";
  };
  const line = (name: string, cells: readonly string[]) =>
    [name.padEnd(26), ...cells.map((text) => text.padStart(18))].join("");
  return [
    line("gain over truth, %", RULES),
    ...strategies.map(({ name }) =>
      line(
        name,
        RULES.map((rule) => cell(name, rule)),
      ),
    ),
  ].join("\n");
}

async function run(args: readonly string[]): Promise<number> {
  const { values } = parseArgs({ args: [...args], options: OPTIONS, strict: true });
  const input = {
    seedCount: whole("seeds", values.seeds, 200),
    bidderCount: whole("sellers", values.sellers, 60),
    playerCount: whole("players", values.players, 6),
    lowersLater: values["keep-fees"] !== true,
  };
  if (input.playerCount > input.bidderCount)
    throw new UsageError(`--players must be at most --sellers (${input.bidderCount}).`);
  const gains = measureStrategies(input);
  print(values.json === true ? JSON.stringify({ input, gains }, null, 2) : table(gains));
  return EXIT.done;
}

export const marketGamesCommand: Command = {
  summary: "what twenty ways of gaming a round of extra space would gain",
  help: HELP,
  run,
};
