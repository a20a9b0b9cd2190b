import { ChevronDown } from "lucide-react";
import type { ComponentProps } from "react";
import { className } from "./class-name.ts";

const control =
  "touch-target control-text w-full rounded-md border border-line-strong bg-surface px-2.5 text-ink " +
  "placeholder:text-faint hover:border-muted disabled:cursor-not-allowed disabled:bg-sunken disabled:text-muted " +
  "aria-invalid:border-bad";

export function Input({ className: extra, ...rest }: ComponentProps<"input">) {
  return <input className={className(control, "h-8.5", extra)} {...rest} />;
}

export function Textarea({ className: extra, rows = 4, ...rest }: ComponentProps<"textarea">) {
  return (
    <textarea
      rows={rows}
      className={className(control, "min-h-20 py-2 leading-normal", extra)}
      {...rest}
    />
  );
}

export interface SelectOption {
  readonly value: string;
  readonly label: string;
}

interface SelectProps extends Omit<ComponentProps<"select">, "children"> {
  readonly options: readonly SelectOption[];
}

/** The platform's own select: best on a phone, complete with a keyboard. */
export function Select({ options, className: extra, ...rest }: SelectProps) {
  return (
    <span className={className("relative inline-flex w-full", extra)}>
      <select className={className(control, "h-8.5 appearance-none pr-8")} {...rest}>
        {options.map((option) => (
          <option key={option.value} value={option.value}>
            {option.label}
          </option>
        ))}
      </select>
      <ChevronDown
        aria-hidden="true"
        className="pointer-events-none absolute top-1/2 right-2.5 size-4 -translate-y-1/2 text-muted"
      />
    </span>
  );
}

interface CheckboxProps extends Omit<ComponentProps<"input">, "type"> {
  readonly label: string;
}

export function Checkbox({ label, className: extra, ...rest }: CheckboxProps) {
  return (
    <label className={className("touch-target inline-flex items-center gap-2 text-sm", extra)}>
      <input type="checkbox" className="size-4 accent-accent" {...rest} />
      {label}
    </label>
  );
}
