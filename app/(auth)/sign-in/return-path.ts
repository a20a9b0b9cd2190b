/** Where to go after signing in: a path of ours, never another site's address. */
export function returnPath(text: string): string {
  const origin = "http://ours.invalid";
  const url = URL.canParse(text, origin) ? new URL(text, origin) : null;
  const isOurs = text.startsWith("/") && url?.origin === origin;
  const path = isOurs && url ? `${url.pathname}${url.search}${url.hash}` : "/";
  return path.startsWith("/sign-in") ? "/" : path;
}
