import Link from "next/link";
import type { ComponentProps, ReactNode } from "react";
import { className } from "./class-name.ts";

export type ButtonTone = "primary" | "secondary" | "quiet" | "danger";
export type ButtonSize = "small" | "medium";

const base =
  "touch-target inline-flex items-center justify-center gap-1.5 rounded-md border font-medium whitespace-nowrap " +
  "transition-colors select-none disabled:cursor-not-allowed disabled:opacity-55 " +
  "aria-disabled:cursor-not-allowed aria-disabled:opacity-55 [&_svg]:size-4 [&_svg]:shrink-0";

const tones: Readonly<Record<ButtonTone, string>> = {
  primary:
    "border-transparent bg-accent text-on-accent not-disabled:hover:bg-accent-strong shadow-[inset_0_1px_0_rgb(255_255_255/0.12)]",
  secondary: "border-line-strong/60 bg-surface text-ink not-disabled:hover:bg-hover",
  quiet:
    "border-transparent bg-transparent text-muted not-disabled:hover:bg-hover not-disabled:hover:text-ink",
  danger: "border-bad bg-surface text-bad not-disabled:hover:bg-bad-soft",
};

const sizes: Readonly<Record<ButtonSize, string>> = {
  small: "h-7 px-2 text-xs",
  medium: "h-8.5 px-3 text-sm",
};

/** The classes of a button, for a link or a trigger that has to look like one. */
export const buttonClass = (tone: ButtonTone = "secondary", size: ButtonSize = "medium"): string =>
  className(base, tones[tone], sizes[size]);

interface ButtonLook {
  readonly tone?: ButtonTone | undefined;
  readonly size?: ButtonSize | undefined;
}

interface ButtonProps extends ComponentProps<"button">, ButtonLook {
  /** Keeps the label, shows a spinner and refuses clicks while the action runs. */
  readonly isPending?: boolean | undefined;
}

export function Button({
  tone,
  size,
  isPending = false,
  type = "button",
  className: extra,
  disabled,
  children,
  ...rest
}: ButtonProps) {
  return (
    <button
      type={type}
      className={className(buttonClass(tone, size), extra)}
      disabled={disabled || isPending}
      aria-busy={isPending || undefined}
      {...rest}
    >
      {isPending ? <Spinner /> : null}
      {children}
    </button>
  );
}

interface ButtonLinkProps extends ComponentProps<typeof Link>, ButtonLook {}

/** A link that looks like a button: it goes somewhere, so it opens in a new tab like any link. */
export function ButtonLink({ tone, size, className: extra, ...rest }: ButtonLinkProps) {
  return <Link className={className(buttonClass(tone, size), extra)} {...rest} />;
}

interface IconButtonProps extends Omit<ComponentProps<"button">, "aria-label">, ButtonLook {
  /** What the button does: its name for those who do not see the icon. */
  readonly label: string;
  readonly children: ReactNode;
}

export function IconButton({
  tone = "quiet",
  size = "medium",
  label,
  className: extra,
  type = "button",
  ...rest
}: IconButtonProps) {
  return (
    <button
      type={type}
      aria-label={label}
      title={label}
      className={className(
        buttonClass(tone, size),
        size === "small" ? "w-7 px-0" : "w-8.5 px-0",
        extra,
      )}
      {...rest}
    />
  );
}

/** A ring that turns; silent, because what is pending says so in words. */
export function Spinner() {
  return (
    <svg className="animate-spin" viewBox="0 0 16 16" fill="none" aria-hidden="true">
      <circle cx="8" cy="8" r="6" stroke="currentColor" strokeOpacity="0.25" strokeWidth="2" />
      <path d="M14 8a6 6 0 0 0-6-6" stroke="currentColor" strokeWidth="2" strokeLinecap="round" />
    </svg>
  );
}
