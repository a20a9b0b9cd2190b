// The door to signing in: who makes a request, and the endpoints that let people in. Only this folder knows next-auth.
export type { Principal } from "@/server/services/identity/session.ts";
export { getTokenOwner } from "./access-token.ts";
export { expiredSessionCookie } from "./cookies.ts";
export { type DemoSignIn, demoSignIns } from "./demo-sign-in.ts";
export { handleAuthRequest } from "./http.ts";
export { isSameOriginRequest, requestOrigin } from "./origin.ts";
export {
  type AuthSettings,
  authSettings,
  getPrincipal,
  isSecureOrigin,
  requirePrincipal,
} from "./principal.ts";
