import { z } from "zod";
import { invalid, missing } from "../wire/errors";
import { isInRange, pageOf } from "../wire/list";
import { expand, flag, list, paging, text, timeRange } from "../wire/params";
import { presentEvent } from "../wire/present";
import { apiRoute, idFrom, type ApiRoute } from "../wire/route";

export const eventRoutes: readonly ApiRoute[] = [
  apiRoute({
    method: "GET",
    path: "/v1/events",
    operation: "events.list",
    params: z.strictObject({ ...paging, ...expand, created: timeRange().optional(), delivery_success: flag().optional(), type: text().optional(), types: list(text()).optional() }),
    run: (work, given) => {
      if (given.type !== undefined && given.types !== undefined) throw invalid("You may only specify one of these parameters: type, types.", { code: "parameters_exclusive", param: "types" });
      if ((given.types?.length ?? 0) > 20) throw invalid("You can pass at most 20 event types.", { param: "types" });
      const { types = given.type === undefined ? [] : [given.type], delivery_success: wanted } = given;
      const wasDelivered = (id: string) => work.get("deliveries", id)?.state === "delivered";
      const rows = work
        .all("events")
        .filter((row) => isInRange(row.created, given.created) && (types.length === 0 || types.some((type) => fits(row.type, type))) && (wanted === undefined || wasDelivered(row.id) === wanted));
      const page = pageOf(rows, given, "/v1/events");
      return { ...page, data: page.data.map((row) => presentEvent(work, row, work.mock.settings.webhookUrl !== undefined)) };
    },
  }),
  apiRoute({
    method: "GET",
    path: "/v1/events/{id}",
    operation: "events.retrieve",
    params: z.strictObject(expand),
    run: (work, _given, ids) => {
      const row = work.get("events", idFrom(ids));
      if (!row) throw missing("events", idFrom(ids));
      return presentEvent(work, row, work.mock.settings.webhookUrl !== undefined);
    },
  }),
];

/** A filter may end in `*`, as in `charge.*`. */
const fits = (type: string, wanted: string) => (wanted.endsWith("*") ? type.startsWith(wanted.slice(0, -1)) : type === wanted);
