import { z } from "zod";

export const ForecastView = z.object({ lastsDays: z.number().nullable(), missingFen: z.bigint(), edgeOn: z.string().nullable() });
const RenewalRow = z.object({ id: z.uuid(), specificationName: z.string(), offeringName: z.string(), seats: z.number(), seatName: z.string(), state: z.enum(["pendingActive", "active", "suspended", "pendingTerminate", "terminated"]), endsOn: z.date().nullable(), isPrepaid: z.boolean(), renewsOn: z.date(), amountFen: z.bigint() });
export const RenewalPage = z.object({ rows: z.array(RenewalRow) });
export const SetRenewal = z.strictObject({ key: z.uuid(), productId: z.uuid(), isOn: z.boolean() });
