import { Download } from "lucide-react";
import { buttonClass } from "./button.tsx";

interface CsvLinkProps {
  /** A route that streams the file; carries the same filters as the view. */
  readonly href: string;
  readonly label?: string;
  readonly size?: "small" | "medium";
}

/** Downloads every row of the filtered view: a plain link, so it streams and needs no script. */
export function CsvLink({ href, label = "Download CSV", size = "medium" }: CsvLinkProps) {
  return (
    <a href={href} download className={buttonClass("secondary", size)} data-print="hide">
      <Download aria-hidden="true" />
      {label}
    </a>
  );
}
