import { Logo } from "@/app/ui/logo.tsx";

/** Bars of a waterfall without figures: left edge and width in percent, and whose doing. */
const bars = [
  { owner: null, left: 0, width: 88 },
  { owner: "customers", left: 64, width: 24 },
  { owner: "network", left: 48, width: 16 },
  { owner: "seller", left: 48, width: 9 },
  { owner: "model", left: 57, width: 6 },
  { owner: "policy", left: 55, width: 8 },
  { owner: null, left: 0, width: 55 },
] as const;

/** What the product is about, drawn: a total, what moved it, and where it stands now. */
export function SignInPicture() {
  return (
    <div className="hidden flex-col justify-between gap-12 bg-accent-soft p-10 lg:flex xl:p-14">
      <Logo />
      <div className="max-w-xl">
        <div aria-hidden="true" className="mb-12 grid gap-2.5">
          {bars.map(({ owner, left, width }) => (
            <span key={`${left}-${width}`} className="relative h-6">
              <span
                data-owner={owner ?? undefined}
                className={
                  owner
                    ? "owner-mark absolute inset-y-0 rounded-[3px]"
                    : "absolute inset-y-0 rounded-[3px] bg-ink/75"
                }
                style={{ left: `${left}%`, width: `${width}%` }}
              />
            </span>
          ))}
        </div>
        <p className="text-3xl leading-10 font-semibold tracking-tight text-balance">
          Every number here can say why.
        </p>
        <p className="mt-3 max-w-md text-base text-pretty text-muted">
          Limits, advised quantities and in-stock rates, each traced to what made it, down to the
          row of the report it came from.
        </p>
      </div>
      <span />
    </div>
  );
}
