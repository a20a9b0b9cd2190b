// `npm run whystock -- COMMAND ...`: finds the command and runs it. One line per command below; its file holds the rest.
import { isDomainError } from "@/server/core/errors.ts";
import { type Command, EXIT, print, printError, UsageError } from "./command.ts";

const COMMANDS: Readonly<Record<string, () => Promise<Command>>> = {
  attribute: async () => (await import("./attribute.ts")).attributeCommand,
  backtest: async () => (await import("./backtest.ts")).backtestCommand,
  forecast: async () => (await import("./forecast.ts")).forecastCommand,
  import: async () => (await import("./import.ts")).importCommand,
  "limit-kpis": async () => (await import("./limit-kpis.ts")).limitKpisCommand,
  "market-games": async () => (await import("./market-games.ts")).marketGamesCommand,
  plan: async () => (await import("./plan.ts")).planCommand,
  "question-bank": async () => (await import("./question-bank.ts")).questionBankCommand,
  traces: async () => (await import("./traces.ts")).tracesCommand,
  "train-model": async () => (await import("./train-model.ts")).trainModelCommand,
  user: async () => (await import("./user.ts")).userCommand,
  why: async () => (await import("./why.ts")).whyCommand,
};

async function usage(): Promise<string> {
  const lines = await Promise.all(
    Object.entries(COMMANDS).map(
      async ([name, load]) => `  ${name.padEnd(13)} ${(await load()).summary}`,
    ),
  );
  return [
    "Usage: npm run whystock -- COMMAND [arguments]",
    "",
    ...lines,
    "",
    "COMMAND --help says more.",
  ].join("\n");
}

async function run(command: Command, args: readonly string[]): Promise<number> {
  if (args.includes("--help") || args.includes("-h")) {
    print(command.help);
    return EXIT.done;
  }
  try {
    return await command.run(args);
  } catch (error) {
    if (error instanceof UsageError || isParseArgsError(error)) {
      printError(error.message);
      return EXIT.usage;
    }
    if (!isDomainError(error)) throw error;
    printError(`refused: ${error.message} ${JSON.stringify(error.data)}`);
    return EXIT.failed;
  }
}

const isParseArgsError = (error: unknown): error is Error =>
  error instanceof Error && "code" in error && String(error.code).startsWith("ERR_PARSE_ARGS");

async function main([name, ...args]: readonly string[]): Promise<number> {
  if (name === undefined || name === "--help" || name === "-h" || name === "help") {
    print(await usage());
    return name === undefined ? EXIT.usage : EXIT.done;
  }
  const load = Object.hasOwn(COMMANDS, name) ? COMMANDS[name] : undefined;
  if (load === undefined) {
    printError(`There is no command "${name}".\n\n${await usage()}`);
    return EXIT.usage;
  }
  return run(await load(), args);
}

try {
  process.exitCode = await main(process.argv.slice(2));
} catch (error) {
  printError(error instanceof Error ? (error.stack ?? error.message) : String(error));
  process.exitCode = EXIT.failed;
}
