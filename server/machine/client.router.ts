import { z } from "zod";
import { router, staffProcedure } from "../trpc";
import { ApiCallPage, ApiClientId, ApiClientPage, CreateApiClient, EditApiClient, ListApiCalls, ListApiClients, MadeSecret, RotateApiSecret } from "./client.schema";
import { DeliveryId, EventPage, ListEvents, MadeHubSecret, SubscriptionId } from "./event.schema";
import { listEvents, replayEvent, rotateHubSecret } from "../tmf/hub.service";
import { createApiClient, editApiClient, listApiCalls, listApiClients, rotateApiSecret, setApiClientSuspended } from "./client.service";

export const apiClientRouter = router({
  list: staffProcedure("apiClient.read").input(ListApiClients).output(ApiClientPage).query(({ ctx, input }) => listApiClients(ctx.scope, input)),
  calls: staffProcedure("apiClient.read").input(ListApiCalls).output(ApiCallPage).query(({ ctx, input }) => listApiCalls(ctx.scope, input)),
  create: staffProcedure("apiClient.manage").input(CreateApiClient).output(MadeSecret).mutation(({ ctx, input }) => createApiClient(ctx.scope, input)),
  edit: staffProcedure("apiClient.manage").input(EditApiClient).output(z.void()).mutation(({ ctx, input }) => editApiClient(ctx.scope, input)),
  rotate: staffProcedure("apiClient.manage").input(RotateApiSecret).output(MadeSecret).mutation(({ ctx, input }) => rotateApiSecret(ctx.scope, input)),
  suspend: staffProcedure("apiClient.manage").input(ApiClientId).output(z.void()).mutation(({ ctx, input }) => setApiClientSuspended(ctx.scope, input, true)),
  events: staffProcedure("apiClient.read").input(ListEvents).output(EventPage).query(({ ctx, input }) => listEvents(ctx.scope, input)),
  replayEvent: staffProcedure("apiClient.manage").input(DeliveryId).output(z.void()).mutation(({ ctx, input }) => replayEvent(ctx.scope, input)),
  rotateHub: staffProcedure("apiClient.manage").input(SubscriptionId).output(MadeHubSecret).mutation(({ ctx, input }) => rotateHubSecret(ctx.scope, input)),
  resume: staffProcedure("apiClient.manage").input(ApiClientId).output(z.void()).mutation(({ ctx, input }) => setApiClientSuspended(ctx.scope, input, false)),
});
