// The smallest input a procedure accepts, read from its schema: ids and names from a dictionary, the rest from types.
import { z } from "zod";

/** Values by property name: what an input may point at. */
export type InputNames = Readonly<Record<string, unknown>>;

interface JsonSchema {
  readonly type?: string;
  readonly properties?: Readonly<Record<string, JsonSchema>>;
  readonly required?: readonly string[];
  readonly enum?: readonly unknown[];
  readonly const?: unknown;
  readonly anyOf?: readonly JsonSchema[];
  readonly oneOf?: readonly JsonSchema[];
  readonly items?: JsonSchema;
  readonly minItems?: number;
  readonly minimum?: number;
  readonly format?: string;
  readonly pattern?: string;
  readonly minLength?: number;
}

/** Formats of text that a plain word meets. */
function textOf(schema: JsonSchema, path: string): string {
  if (schema.format === "date") return "2026-11-01";
  if (schema.format !== undefined || schema.pattern !== undefined)
    throw new RangeError(
      `${path}: no fixture for text of the form ${schema.format ?? schema.pattern}`,
    );
  return "a plain text".padEnd(schema.minLength ?? 0, ".");
}

function objectOf(schema: JsonSchema, names: InputNames, path: string): Record<string, unknown> {
  const entries = (schema.required ?? []).map((name) => {
    const property = schema.properties?.[name] ?? {};
    const value =
      name in names ? names[name] : valueOfSchema(property, names, `${path}.${name}`, name);
    return [name, value] as const;
  });
  return Object.fromEntries(entries);
}

function valueOfSchema(schema: JsonSchema, names: InputNames, path: string, name = ""): unknown {
  if (schema.const !== undefined) return schema.const;
  if (schema.enum !== undefined) return schema.enum[0];
  const options = schema.anyOf ?? schema.oneOf;
  if (options?.some(({ type }) => type === "null")) return null;
  if (options?.[0] !== undefined) return valueOfSchema(options[0], names, path, name);
  switch (schema.type) {
    case "object":
      return objectOf(schema, names, path);
    case "array":
      return Array.from({ length: schema.minItems ?? 0 }, () =>
        valueOfSchema(schema.items ?? {}, names, path),
      );
    case "boolean":
      return false;
    case "null":
      return null;
    case "integer":
    case "number":
      // An id that the dictionary does not know would test nothing.
      if (/id$/i.test(name)) throw new RangeError(`${path}: no fixture for this id`);
      return Math.max(schema.minimum ?? 1, 1);
    case "string":
      return textOf(schema, path);
    default:
      throw new RangeError(`${path}: no fixture for ${JSON.stringify(schema)}`);
  }
}

/** Minimal input for all of a procedure's schemas together; undefined when it takes none. Throws RangeError where a fixture is needed. */
export function minimalInput(schemas: readonly z.ZodType[], names: InputNames): unknown {
  const parts = schemas
    .map((schema) => z.toJSONSchema(schema, { io: "input", unrepresentable: "any" }) as JsonSchema)
    .filter(
      (schema) =>
        schema.type !== undefined || schema.oneOf !== undefined || schema.anyOf !== undefined,
    )
    .map((schema) => valueOfSchema(schema, names, "input"));
  return parts.length === 0 ? undefined : Object.assign({}, ...parts);
}
