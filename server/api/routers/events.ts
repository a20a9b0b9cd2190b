// The operator's calendar of events.
import { z } from "zod";
import { addEvent, changeEvent, withdrawEvent } from "@/server/services/events/change-events.ts";
import { listEvents } from "@/server/services/events/list-events.ts";
import {
  AddEventInput,
  ChangeEventInput,
  EventCalendar,
  EventRef,
  ListEventsInput,
  WithdrawEventInput,
} from "@/server/services/events/schemas.ts";
import { policyProcedure, router } from "../trpc.ts";

export const eventsRouter = router({
  list: policyProcedure
    .meta({ roles: ["policy_admin"] })
    .input(ListEventsInput)
    .output(EventCalendar)
    .query(({ ctx, input }) => listEvents(ctx, input)),
  add: policyProcedure
    .meta({ roles: ["policy_admin"] })
    .input(AddEventInput)
    .output(EventRef)
    .mutation(({ ctx, input }) => addEvent(ctx, input)),
  change: policyProcedure
    .meta({ roles: ["policy_admin"] })
    .input(ChangeEventInput)
    .output(EventRef)
    .mutation(({ ctx, input }) => changeEvent(ctx, input)),
  withdraw: policyProcedure
    .meta({ roles: ["policy_admin"] })
    .input(WithdrawEventInput)
    .output(z.void())
    .mutation(({ ctx, input }) => withdrawEvent(ctx, input)),
});
