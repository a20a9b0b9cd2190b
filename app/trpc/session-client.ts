// Signing in from the browser: the form's side of /api/auth. Signing out is the procedure session.signOut.
export type SignInResult =
  | { readonly status: "signed_in"; readonly url: string }
  /** Address or password is wrong; which of them is not told. */
  | { readonly status: "refused" }
  | { readonly status: "limited"; readonly retryAfterSeconds: number }
  | { readonly status: "unavailable" };

async function csrfToken(): Promise<string> {
  const response = await fetch("/api/auth/csrf", { cache: "no-store" });
  const { csrfToken: token } = (await response.json()) as { csrfToken: string };
  return token;
}

async function post(path: string, fields: Record<string, string>): Promise<URL> {
  const body = new URLSearchParams({ ...fields, csrfToken: await csrfToken(), json: "true" });
  const response = await fetch(`/api/auth/${path}`, { method: "POST", body });
  const { url } = (await response.json()) as { url: string };
  return new URL(url, window.location.origin);
}

function resultOf(url: URL): SignInResult {
  const error = url.searchParams.get("error");
  if (error === null) return { status: "signed_in", url: `${url.pathname}${url.search}` };
  if (error.startsWith("limited:"))
    return { status: "limited", retryAfterSeconds: Number(error.slice("limited:".length)) };
  return { status: error === "CredentialsSignin" ? "refused" : "unavailable" };
}

/** Signs in with a password; then go to `url`, which is `callbackUrl` when that is a page of ours. */
export async function signInWithPassword(
  credentials: { readonly email: string; readonly password: string },
  callbackUrl: string,
): Promise<SignInResult> {
  try {
    return resultOf(await post("callback/credentials", { ...credentials, callbackUrl }));
  } catch {
    return { status: "unavailable" };
  }
}

/** Other ways to sign in that this installation offers: none, or the one identity provider. */
export async function signInProviders(): Promise<readonly { id: string; name: string }[]> {
  const response = await fetch("/api/auth/providers", { cache: "no-store" });
  const providers = (await response.json()) as Record<string, { id: string; name: string }>;
  return Object.values(providers).filter(({ id }) => id !== "credentials");
}

/** Leaves for the identity provider. */
export async function signInWithProvider(id: string, callbackUrl: string): Promise<void> {
  window.location.assign(await post(`signin/${encodeURIComponent(id)}`, { callbackUrl }));
}
