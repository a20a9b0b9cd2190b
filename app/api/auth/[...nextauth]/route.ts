import { webRequestContext } from "@/server/api/context.ts";
import { handleAuthRequest } from "@/server/auth/index.ts";

export const dynamic = "force-dynamic";

interface RouteContext {
  readonly params: Promise<{ readonly nextauth: string[] }>;
}

async function answer(request: Request, { params }: RouteContext): Promise<Response> {
  const { nextauth } = await params;
  return handleAuthRequest(webRequestContext(request.headers), request, nextauth);
}

export { answer as GET, answer as POST };
