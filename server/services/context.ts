// What every use case receives beside its input.
import type { Clock } from "@/server/core/clock.ts";
import type { Logger } from "@/server/core/logger.ts";
import type { Db } from "@/server/repositories/database.ts";
import type {
  Scope,
  SellerScope,
  StaffRole,
  StaffScope,
  WorkerScope,
} from "@/server/repositories/scope.ts";

export { webDatabase } from "@/server/repositories/database.ts";
export type { SellerScope, StaffRole, StaffScope } from "@/server/repositories/scope.ts";

export type Role = "seller" | StaffRole;

/** Who acts: a person in a role, or the system itself. */
export type Actor =
  | { readonly kind: "user"; readonly userId: number; readonly role: Role }
  | { readonly kind: "system"; readonly name: "worker" | "command" | "demo_world" };

/** What a request brings before anyone is known. */
export interface RequestContext {
  readonly db: Db;
  readonly clock: Clock;
  readonly logger: Logger;
  readonly requestId: string;
}

export interface ServiceContext<S extends Scope = Scope> extends RequestContext {
  readonly scope: S;
  readonly actor: Actor;
}

export type SellerContext = ServiceContext<SellerScope>;
export type StaffContext = ServiceContext<StaffScope>;
export type WorkerContext = ServiceContext<WorkerScope>;
