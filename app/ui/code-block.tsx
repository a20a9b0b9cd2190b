import type { CSSProperties } from "react";
import { CopyButton } from "./copy-button.tsx";

interface CodeBlockProps {
  readonly text: string;
  /** Names the region: "Raw trace". */
  readonly label: string;
  readonly maxHeight?: number;
}

/** Text as the machine has it (a raw trace, a policy body), scrolling in its own region. */
export function CodeBlock({ text, label, maxHeight = 420 }: CodeBlockProps) {
  return (
    <div className="relative rounded-md border border-line bg-sunken">
      <div className="absolute top-1.5 right-1.5" data-print="hide">
        <CopyButton text={text} label={`Copy ${label.toLowerCase()}`} />
      </div>
      <section
        aria-label={label}
        // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard
        tabIndex={0}
        data-print="open"
        className="max-h-(--max-height) overflow-auto rounded-md"
        style={{ "--max-height": `${maxHeight}px` } as CSSProperties}
      >
        <pre className="min-w-max p-3 pr-12 font-mono text-xs leading-5">{text}</pre>
      </section>
    </div>
  );
}
