/** The same section of another account: "/s/birch-us/limits/9" leads to "/s/birch-ca/limits". */
export function sameSection(pathname: string, slug: string): string {
  const [, , , section = "overview"] = pathname.split("/");
  return `/s/${slug}/${section === "why" ? "overview" : section}`;
}
