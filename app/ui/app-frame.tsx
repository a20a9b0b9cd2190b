import { KeyRound } from "lucide-react";
import type { ReactNode } from "react";
import { Logo } from "./logo.tsx";
import { MobileMenu } from "./mobile-menu.tsx";
import { type NavItem, NavList } from "./nav-list.tsx";
import { SignOutButton } from "./sign-out-button.tsx";
import type { Theme } from "./theme.ts";
import { ThemeSwitch } from "./theme-switch.tsx";

interface AppFrameProps {
  /** "Seller", "Support desk", "Policy desk": says where one is. */
  readonly area: string;
  /** Under the logo: the account switcher, for sellers. */
  readonly switcher?: ReactNode;
  readonly nav: readonly NavItem[];
  readonly person: { readonly name: string; readonly email: string };
  /** The page of the person's access tokens. */
  readonly tokensHref: string;
  readonly theme: Theme;
  readonly children: ReactNode;
}

/** The frame around every signed-in page: rail on a desk, bar and sheet on a phone, skip link, one main. */
export function AppFrame({
  area,
  switcher,
  nav,
  person,
  tokensHref,
  theme,
  children,
}: AppFrameProps) {
  const rail = (
    <>
      {switcher}
      <nav aria-label={area} className="min-h-0 flex-1 overflow-y-auto">
        <NavList items={nav} />
      </nav>
      <Person {...person} tokensHref={tokensHref} theme={theme} />
    </>
  );
  return (
    <div className="min-h-dvh lg:grid lg:grid-cols-[15rem_minmax(0,1fr)]">
      <a
        href="#main"
        data-print="hide"
        className="fixed top-2 left-2 z-50 -translate-y-16 rounded-md bg-accent px-3 py-2 font-medium text-on-accent focus:translate-y-0"
      >
        Skip to content
      </a>
      <header
        data-print="hide"
        className="sticky top-0 hidden h-dvh flex-col gap-4 border-r border-line px-3 py-4 lg:flex"
      >
        <Brand area={area} />
        {rail}
      </header>
      <header
        data-print="hide"
        className="sticky top-0 z-30 flex h-14 items-center gap-2 border-b border-line bg-canvas px-2 lg:hidden"
      >
        <MobileMenu label={area}>{rail}</MobileMenu>
        <Brand area={area} />
      </header>
      <main id="main" tabIndex={-1} className="min-w-0 px-4 py-5 sm:px-6 lg:px-8 lg:py-7">
        <div className="mx-auto max-w-[84rem]">{children}</div>
      </main>
    </div>
  );
}

function Brand({ area }: { readonly area: string }) {
  return (
    <p className="flex items-center gap-2 px-2">
      <Logo />
      <span className="rounded-sm border border-line px-1.5 text-2xs leading-4.5 text-muted">
        {area}
      </span>
    </p>
  );
}

interface PersonProps {
  readonly name: string;
  readonly email: string;
  readonly tokensHref: string;
  readonly theme: Theme;
}

function Person({ name, email, tokensHref, theme }: PersonProps) {
  return (
    <div className="grid gap-3 border-t border-line pt-3">
      <div className="px-2 text-xs">
        <p className="truncate font-medium">{name}</p>
        <p className="truncate text-muted">{email}</p>
      </div>
      <NavList
        items={[
          { href: tokensHref, label: "Access tokens", icon: <KeyRound aria-hidden="true" /> },
        ]}
      />
      <div className="flex items-center justify-between gap-2">
        <SignOutButton />
        <ThemeSwitch initial={theme} />
      </div>
    </div>
  );
}
