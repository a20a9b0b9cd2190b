import { isExpression, type Model, parseMessage } from "messageformat";

/** One way in which a message can come out: literal text, and the arguments between it, in order. */
export interface Variant {
  /** Values of the arguments that choose it; "*" = any other. */
  readonly keys: readonly string[];
  readonly literals: readonly string[];
  readonly args: readonly string[];
  /** The text with each argument as "{name}". */
  readonly text: string;
}

export interface ParsedMessage {
  /** Arguments that choose between variants. */
  readonly selectors: readonly string[];
  readonly variants: readonly Variant[];
}

function variantOf(keys: readonly string[], pattern: Model.Pattern): Variant {
  const literals: string[] = [];
  const args: string[] = [];
  let text = "";
  for (const part of pattern) {
    if (typeof part === "string") {
      literals.push(part);
      text += part;
    } else if (isExpression(part) && part.arg?.type === "variable") {
      args.push(part.arg.name);
      text += `{${part.arg.name}}`;
    } else throw new Error("a message may hold text and plain arguments only");
  }
  return { keys, literals, args, text };
}

/** Throws on what is no MessageFormat 2. */
export function parsed(source: string): ParsedMessage {
  const message = parseMessage(source);
  if (message.type === "message")
    return { selectors: [], variants: [variantOf([], message.pattern)] };
  return {
    selectors: message.selectors.map(({ name }) => name),
    variants: message.variants.map(({ keys, value }) =>
      variantOf(
        keys.map((key) => (key.type === "*" ? "*" : key.value)),
        value,
      ),
    ),
  };
}
