// The server appends the address of its TCP peer to x-forwarded-for, so that the last entry is always one that no client has written.
import { type IncomingMessage, Server } from "node:http";

const FORWARDED = "x-forwarded-for";

/** Adds the peer's address to the request's headers. */
export function appendPeerAddress(request: Pick<IncomingMessage, "headers" | "socket">): void {
  const given = request.headers[FORWARDED];
  const peer = request.socket.remoteAddress ?? "unknown";
  request.headers[FORWARDED] = given === undefined ? peer : `${String(given)}, ${peer}`;
}

const marker = Symbol.for("whystock.peer-address");
type MarkedServer = typeof Server.prototype & { [marker]?: true };

/** Makes every HTTP server of this process append; once per process, however often it is called. */
export function watchPeerAddresses(): void {
  const prototype: MarkedServer = Server.prototype;
  if (prototype[marker] === true) return;
  prototype[marker] = true;
  const emit = prototype.emit;
  prototype.emit = function (this: Server, event: string, ...args: unknown[]): boolean {
    if (event === "request") appendPeerAddress(args[0] as IncomingMessage);
    return Reflect.apply(emit, this, [event, ...args]);
  } as typeof prototype.emit;
}
