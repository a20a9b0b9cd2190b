/** Three steps down and the way back to where they came from: a number and its why. */
export function LogoMark({ className }: { readonly className?: string }) {
  return (
    <svg viewBox="0 0 24 24" className={className} aria-hidden="true">
      <rect x="2" y="3" width="5" height="18" rx="1.25" className="fill-accent" />
      <rect x="9.5" y="3" width="5" height="9" rx="1.25" className="fill-accent opacity-55" />
      <rect x="17" y="12" width="5" height="9" rx="1.25" className="fill-accent" />
    </svg>
  );
}

export function Logo() {
  return (
    <span className="inline-flex items-center gap-2 text-[0.9375rem] font-semibold tracking-tight">
      <LogoMark className="size-5" />
      Whystock
    </span>
  );
}
