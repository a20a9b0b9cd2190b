"use client";

import { Field } from "@/app/ui/field.tsx";
import { Input, Textarea } from "@/app/ui/input.tsx";
import { type CalendarEvent, typedFactor, typedPercent } from "./event-words.ts";

interface EventFieldsProps {
  /** The event that is changed; none for a new one. */
  readonly event?: CalendarEvent;
  readonly isSale: boolean;
  /** Why the server refused it. */
  readonly refusal: string | undefined;
  /** What was typed as the expected effect is no such number. */
  readonly isFactorUnreadable: boolean;
}

/** Name, days, expected effect and reason of an event. */
export function EventFields({ event, isSale, refusal, isFactorUnreadable }: EventFieldsProps) {
  return (
    <>
      <Field label="Name" hint="Events of the same name in different years count as one kind.">
        {(control) => (
          <Input
            {...control}
            name="title"
            required
            minLength={3}
            maxLength={80}
            defaultValue={event?.title}
          />
        )}
      </Field>
      <div className="grid gap-4 sm:grid-cols-2">
        <Field label="First day">
          {(control) => (
            <Input {...control} name="startOn" type="date" required defaultValue={event?.startOn} />
          )}
        </Field>
        <Field label="Last day">
          {(control) => (
            <Input {...control} name="endOn" type="date" required defaultValue={event?.endOn} />
          )}
        </Field>
      </div>
      {isSale ? (
        <Field
          label="Expected effect on a week's demand, %"
          hint="80 means 1.8 times as much. The forecast starts from it and moves with what such events showed; empty leaves it to them."
          error={
            isFactorUnreadable ? "Enter a number from -70 to 700, or leave it empty." : undefined
          }
        >
          {(control) => (
            <Input
              {...control}
              name="factor"
              inputMode="decimal"
              defaultValue={typedPercent(event?.expectedFactorMillionths ?? null)}
            />
          )}
        </Field>
      ) : null}
      <Field label="Reason" hint="It stays on record." error={refusal}>
        {(control) => (
          <Textarea {...control} name="reason" required minLength={10} maxLength={500} />
        )}
      </Field>
    </>
  );
}

export interface TypedEvent {
  readonly title: string;
  readonly startOn: string;
  readonly endOn: string;
  readonly reason: string;
  readonly expectedFactorMillionths: number | null;
}

/** What the fields hold; null when the expected effect is no number. */
export function typedEvent(form: HTMLFormElement): TypedEvent | null {
  const fields = new FormData(form);
  const text = (name: string) => String(fields.get(name) ?? "");
  const expectedFactorMillionths = typedFactor(text("factor"));
  if (expectedFactorMillionths === undefined) return null;
  return {
    title: text("title"),
    startOn: text("startOn"),
    endOn: text("endOn"),
    reason: text("reason"),
    expectedFactorMillionths,
  };
}
