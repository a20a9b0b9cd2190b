"use client";

import Link from "next/link";
import { Tabs as Radix } from "radix-ui";
import type { ReactNode } from "react";
import { className } from "./class-name.ts";

const tabClass =
  "touch-target -mb-px inline-flex items-center gap-1.5 border-b-2 border-transparent px-1 py-2 text-sm " +
  "font-medium whitespace-nowrap text-muted hover:text-ink";
const barClass = "flex gap-5 overflow-x-auto border-b border-line";

export interface Tab {
  readonly id: string;
  readonly label: ReactNode;
  readonly content: ReactNode;
}

interface TabsProps {
  readonly label: string;
  readonly tabs: readonly Tab[];
  /** Hold the chosen tab in the URL: pass nuqs' value and setter. */
  readonly value: string;
  readonly onChange: (id: string) => void;
}

/** Panels that take turns in one place. */
export function Tabs({ label, tabs, value, onChange }: TabsProps) {
  return (
    <Radix.Root value={value} onValueChange={onChange}>
      <Radix.List aria-label={label} className={barClass}>
        {tabs.map((tab) => (
          <Radix.Trigger
            key={tab.id}
            value={tab.id}
            className={className(
              tabClass,
              "data-[state=active]:border-accent data-[state=active]:text-ink",
            )}
          >
            {tab.label}
          </Radix.Trigger>
        ))}
      </Radix.List>
      {tabs.map((tab) => (
        <Radix.Content key={tab.id} value={tab.id} className="pt-4">
          {tab.content}
        </Radix.Content>
      ))}
    </Radix.Root>
  );
}

export interface LinkTab {
  readonly href: string;
  readonly label: ReactNode;
  readonly isCurrent: boolean;
}

/** Tabs that are pages of their own: plain links. */
export function LinkTabs({
  label,
  tabs,
}: {
  readonly label: string;
  readonly tabs: readonly LinkTab[];
}) {
  return (
    <nav aria-label={label} className={barClass}>
      {tabs.map((tab) => (
        <Link
          key={tab.href}
          href={tab.href}
          aria-current={tab.isCurrent ? "page" : undefined}
          className={className(
            tabClass,
            "aria-[current=page]:border-accent aria-[current=page]:text-ink",
          )}
        >
          {tab.label}
        </Link>
      ))}
    </nav>
  );
}
