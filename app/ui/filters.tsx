"use client";

import { Search, X } from "lucide-react";
import { type ReactNode, useEffect, useRef, useState } from "react";
import { Button } from "./button.tsx";
import { Input } from "./input.tsx";

/** Search and filters above a table, export at the end. */
export function TableToolbar({ children }: { readonly children: ReactNode }) {
  return (
    <search className="flex flex-wrap items-center gap-2 px-4 pb-3 sm:px-5" data-print="hide">
      {children}
    </search>
  );
}

interface SearchBoxProps {
  readonly label: string;
  readonly value: string;
  /** Called when typing has paused, and at once on Enter. */
  readonly onSearch: (text: string) => void;
  readonly placeholder?: string;
}

export function SearchBox({ label, value, onSearch, placeholder }: SearchBoxProps) {
  const [text, setText] = useState(value);
  const [known, setKnown] = useState(value);
  const timer = useRef<ReturnType<typeof setTimeout> | null>(null);
  // Back, a removed chip or a shared link changed the value from outside: follow it.
  if (known !== value) {
    setKnown(value);
    setText(value);
  }
  useEffect(() => () => void (timer.current && clearTimeout(timer.current)), []);

  const later = (next: string, delayMs: number) => {
    setText(next);
    if (timer.current) clearTimeout(timer.current);
    timer.current = setTimeout(() => onSearch(next.trim()), delayMs);
  };
  return (
    <div className="relative w-full sm:w-64">
      <Search
        aria-hidden="true"
        className="pointer-events-none absolute top-1/2 left-2.5 size-4 -translate-y-1/2 text-muted"
      />
      <Input
        type="search"
        aria-label={label}
        placeholder={placeholder ?? label}
        value={text}
        onChange={(event) => later(event.target.value, 250)}
        onKeyDown={(event) => {
          if (event.key === "Enter") later(text, 0);
        }}
        className="pl-8"
      />
    </div>
  );
}

export interface FilterChip {
  readonly id: string;
  /** The filter in words: "Storage type: oversize". */
  readonly label: string;
  readonly onRemove: () => void;
}

interface FilterChipsProps {
  readonly chips: readonly FilterChip[];
  readonly onClear: () => void;
}

/** What narrows the list down, each removable. Nothing when nothing does. */
export function FilterChips({ chips, onClear }: FilterChipsProps) {
  if (chips.length === 0) return null;
  return (
    <ul aria-label="Active filters" className="flex flex-wrap items-center gap-2 px-4 pb-3 sm:px-5">
      {chips.map((chip) => (
        <li key={chip.id}>
          <button
            type="button"
            onClick={chip.onRemove}
            aria-label={`Remove filter ${chip.label}`}
            className="touch-target inline-flex h-6.5 items-center gap-1 rounded-full border border-accent/40 bg-accent-soft pr-1.5 pl-2.5 text-xs text-ink hover:border-accent"
          >
            {chip.label}
            <X aria-hidden="true" className="size-3.5 text-accent" />
          </button>
        </li>
      ))}
      <li>
        <Button tone="quiet" size="small" onClick={onClear}>
          Clear all
        </Button>
      </li>
    </ul>
  );
}
