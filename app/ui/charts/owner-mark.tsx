import { className } from "../class-name.ts";

/** The colour and pattern of an owner, small: for legends and tables, beside the owner's name. */
export function OwnerMark({
  owner,
  className: extra,
}: {
  readonly owner: string;
  readonly className?: string;
}) {
  return (
    <span
      aria-hidden="true"
      data-owner={owner}
      className={className("owner-mark inline-block size-3 shrink-0 rounded-[3px]", extra)}
    />
  );
}
