import { z } from "zod";
import { resendNotification } from "../notifications/notification.service";
import { moveClock } from "../platforms/clock-desk.service";
import { DeepCheck } from "../platforms/deep-check.schema";
import { deepCheck } from "../platforms/deep-check.service";
import { EditStorefront, StorefrontList } from "../platforms/storefront.schema";
import { editStorefront, listStorefronts } from "../platforms/storefront.service";
import { router, staffProcedure } from "../trpc";
import { AuditPage, ChainView, ConsoleMe, Customer360, CustomerId, CustomerPage, ListAudit, ListCustomers, MoveClock, Search, SearchHits, SwitchDuty } from "./console.schema";
import { consoleMe, customer360, listAudit, listCustomers, proveAudit, search } from "./console.service";
import { switchDuty } from "./session.service";

const nothing = z.strictObject({});

export const consoleRouter = router({
  me: staffProcedure("console.use").input(nothing).output(ConsoleMe).query(({ ctx }) => consoleMe(ctx.scope)),
  switchDuty: staffProcedure("console.use").input(SwitchDuty).output(z.void()).mutation(({ ctx, input }) => switchDuty(ctx.scope.actor, input.dutyId)),
  search: staffProcedure("customer.read").input(Search).output(SearchHits).query(({ ctx, input }) => search(ctx.scope, input)),
  customers: staffProcedure("customer.read").input(ListCustomers).output(CustomerPage).query(({ ctx, input }) => listCustomers(ctx.scope, input)),
  customer: staffProcedure("customer.read").input(CustomerId).output(Customer360).query(({ ctx, input }) => customer360(ctx.scope, input)),
  deepCheck: staffProcedure("console.use").input(nothing).output(DeepCheck).query(() => deepCheck()),
  audit: staffProcedure("audit.read").input(ListAudit).output(AuditPage).query(({ ctx, input }) => listAudit(ctx.scope, input)),
  proveAudit: staffProcedure("audit.read").input(nothing).output(ChainView).query(({ ctx }) => proveAudit(ctx.scope)),
  resendNotification: staffProcedure("notification.resend").input(z.strictObject({ notificationId: z.uuid() })).output(z.void()).mutation(({ ctx, input }) => resendNotification(ctx.scope, input)),
  moveClock: staffProcedure("clock.move").input(MoveClock).output(z.object({ offsetMs: z.number() })).mutation(({ ctx, input }) => moveClock(ctx.scope, input)),
  storefronts: staffProcedure("storefront.edit").input(nothing).output(StorefrontList).query(({ ctx }) => listStorefronts(ctx.scope)),
  editStorefront: staffProcedure("storefront.edit").input(EditStorefront).output(z.void()).mutation(({ ctx, input }) => editStorefront(ctx.scope, input)),
});
