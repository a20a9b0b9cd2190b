import { type DeclarationsView, kindOptions } from "@/app/account/declared-words.ts";
import { Field } from "@/app/ui/field.tsx";
import { formatMonth } from "@/app/ui/format-date.ts";
import { Input, Select, Textarea } from "@/app/ui/input.tsx";
import { cubicFeetToMm3 } from "@/lib/units/index.ts";

interface DeclaredFieldsProps {
  readonly months: DeclarationsView["months"];
  readonly storageTypes: readonly { readonly value: string; readonly label: string }[];
  readonly error: string | undefined;
}

/** What the fields hold, as a declaration; the form's own rules have been met. */
export function declarationOf(fields: FormData) {
  const text = (name: string) => String(fields.get(name) ?? "");
  return {
    kind: text("kind") as (typeof kindOptions)[number]["value"],
    storageType: text("storageType") as "standard" | "oversize" | "apparel",
    fromMonthOn: text("fromMonthOn"),
    toMonthOn: text("toMonthOn"),
    extraMm3: cubicFeetToMm3(Number(text("extra"))),
    probability: Number(text("probability")) / 100,
    note: text("note"),
  };
}

export function DeclaredFields({ months, storageTypes, error }: DeclaredFieldsProps) {
  const monthOptions = months.map((monthOn) => ({ value: monthOn, label: formatMonth(monthOn) }));
  return (
    <div className="grid items-start gap-4 sm:grid-cols-2">
      <Field label="What is coming">
        {(control) => <Select {...control} name="kind" options={kindOptions} />}
      </Field>
      <Field label="Storage type">
        {(control) => <Select {...control} name="storageType" options={storageTypes} />}
      </Field>
      <Field label="First month">
        {(control) => <Select {...control} name="fromMonthOn" options={monthOptions} />}
      </Field>
      <Field label="Last month" error={error}>
        {(control) => <Select {...control} name="toMonthOn" options={monthOptions} />}
      </Field>
      <Field label="Extra sales a month, in ft³" hint="Beyond what your past sales already show">
        {(control) => (
          <Input
            {...control}
            name="extra"
            type="number"
            required
            min={1}
            max={3_000_000}
            step={1}
            inputMode="numeric"
          />
        )}
      </Field>
      <Field label="How probable, in %" hint="100 if nothing can come between">
        {(control) => (
          <Input
            {...control}
            name="probability"
            type="number"
            required
            min={1}
            max={100}
            step={1}
            inputMode="numeric"
          />
        )}
      </Field>
      <div className="sm:col-span-2">
        <Field label="What it rests on" hint="For you and for support: a date, a contract, a plan">
          {(control) => (
            <Textarea {...control} name="note" required minLength={3} maxLength={500} rows={2} />
          )}
        </Field>
      </div>
    </div>
  );
}
