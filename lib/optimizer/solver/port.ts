import type { BackendModel, Claim, LpBackend, SolveOrder } from "./backend.ts";
import type { ProgramChange } from "./growing-program.ts";
import type { LinearProgram } from "./linear-program.ts";

/** One end of a channel to another thread; a MessagePort or a worker fits with a line of glue. */
export interface SolverPort {
  /** Hands over a copy; buffers in `transfer` move instead and are gone here. */
  post(message: unknown, transfer: readonly ArrayBuffer[]): void;
  /** Called once, before the first post. */
  listen(handler: (message: unknown) => void): void;
}

type Request =
  | { readonly kind: "open"; readonly id: number; readonly program: LinearProgram }
  | {
      readonly kind: "solve";
      readonly id: number;
      readonly model: number;
      readonly changes: readonly ProgramChange[];
      readonly order: SolveOrder;
    }
  | { readonly kind: "dispose"; readonly model: number };

type Reply =
  | { readonly id: number; readonly kind: "opened"; readonly model: number }
  | { readonly id: number; readonly kind: "claimed"; readonly claim: Claim }
  | { readonly id: number; readonly kind: "failed"; readonly message: string };

/** Lets a backend on this thread serve the one at the other end of the port, one order after another. */
export function serveSolver(port: SolverPort, backend: LpBackend): void {
  const models = new Map<number, BackendModel>();
  let opened = 0;
  const answer = async (request: Exclude<Request, { kind: "dispose" }>): Promise<Reply> => {
    const { id } = request;
    try {
      if (request.kind === "open") {
        const model = await backend.open(request.program);
        opened += 1;
        models.set(opened, model);
        return { id, kind: "opened", model: opened };
      }
      const model = models.get(request.model);
      if (!model) throw new Error(`solver thread: no model ${request.model}`);
      return { id, kind: "claimed", claim: await model.solve(request.changes, request.order) };
    } catch (error) {
      return {
        id,
        kind: "failed",
        message: error instanceof Error ? error.message : String(error),
      };
    }
  };
  port.listen((message) => {
    const request = message as Request;
    if (request.kind === "dispose") {
      models.get(request.model)?.dispose();
      models.delete(request.model);
      return;
    }
    void answer(request).then((reply) => port.post(reply, buffersOf(reply)));
  });
}

/** The arrays of an answer are the other thread's from now on. */
function buffersOf(reply: Reply): ArrayBuffer[] {
  if (reply.kind !== "claimed") return [];
  const buffers = new Set<ArrayBuffer>();
  for (const value of Object.values(reply.claim)) {
    if (value instanceof Float64Array && value.buffer instanceof ArrayBuffer)
      buffers.add(value.buffer);
  }
  return [...buffers];
}

interface Waiting {
  readonly resolve: (reply: Reply) => void;
  readonly reject: (error: Error) => void;
}

/** A backend at the other end of a port. `fail` rejects everything asked and everything to come: the thread is gone. */
export interface PortBackend extends LpBackend {
  readonly fail: (error: Error) => void;
}

/** The backend that answers at the other end of the port. */
export function portBackend(port: SolverPort): PortBackend {
  const waiting = new Map<number, Waiting>();
  let lost: Error | null = null;
  let asked = 0;
  const ask = (request: (id: number) => Request): Promise<Reply> =>
    new Promise((resolve, reject) => {
      if (lost) {
        reject(lost);
        return;
      }
      asked += 1;
      waiting.set(asked, { resolve, reject });
      port.post(request(asked), []);
    });
  port.listen((message) => {
    const reply = message as Reply;
    const asker = waiting.get(reply.id);
    waiting.delete(reply.id);
    if (reply.kind === "failed") asker?.reject(new Error(reply.message));
    else asker?.resolve(reply);
  });
  return {
    async open(program) {
      const reply = await ask((id) => ({ kind: "open", id, program: compact(program) }));
      if (reply.kind !== "opened") throw new Error(`solver port: ${reply.kind} instead of opened`);
      const { model } = reply;
      return {
        async solve(changes, order) {
          const answer = await ask((id) => ({ kind: "solve", id, model, changes, order }));
          if (answer.kind !== "claimed")
            throw new Error(`solver port: ${answer.kind} instead of claimed`);
          return answer.claim;
        },
        dispose: () => {
          if (!lost) port.post({ kind: "dispose", model } satisfies Request, []);
        },
      } satisfies BackendModel;
    },
    fail: (error) => {
      lost = error;
      for (const { reject } of waiting.values()) reject(error);
      waiting.clear();
    },
  };
}

/** Copying a view copies all of its buffer, spare room included. */
function compact(program: LinearProgram): LinearProgram {
  const entries = Object.entries(program).map(([name, value]: [string, unknown]) => {
    const isView = ArrayBuffer.isView(value) && value.byteLength < value.buffer.byteLength;
    return [name, isView ? (value as Float64Array).slice() : value] as const;
  });
  return Object.fromEntries(entries) as unknown as LinearProgram;
}
