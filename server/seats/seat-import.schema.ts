import { z } from "zod";

const seatActs = ["assign", "withdraw"] as const;
export const rowProblems = ["whoMissing", "userUnknown", "userTwice", "mailTwice", "actWrong", "rowTwice", "noSeatLeft"] as const;
export type RowProblem = (typeof rowProblems)[number];

const csv = z.string().min(1, { error: "fileEmpty" }).max(300_000, { error: "fileTooLarge" });
export const CheckSeatImport = z.strictObject({ productId: z.uuid(), csv });
export const StartSeatImport = z.strictObject({
  key: z.uuid(), productId: z.uuid(), csv,
  /** Of the dry run that the person saw; another outcome now is told instead of begun. */
  digest: z.string().length(64),
});
/** `same`: the person has a seat already, or has none to take back. */
export const SeatImportRow = z.object({ lineNumber: z.number(), employeeNumber: z.string(), email: z.string(), name: z.string(), act: z.enum(seatActs).nullable(), outcome: z.enum([...seatActs, "same", "error"]), problem: z.enum(rowProblems).nullable() });
export type SeatImportRow = z.output<typeof SeatImportRow>;
export const SeatImportCheck = z.object({ rows: z.array(SeatImportRow), counts: z.object({ assign: z.number(), withdraw: z.number(), same: z.number(), error: z.number() }), freeAfter: z.number(), digest: z.string() });
export type SeatImportCheck = z.output<typeof SeatImportCheck>;
export const SeatImportBegun = z.object({ importId: z.uuid() });

export const OneSeatImport = z.strictObject({ importId: z.uuid() });
/** What a run does with a row, and what came of it: null until then, "done", or a reason. */
export const RunRow = z.object({ lineNumber: z.number(), userId: z.uuid(), name: z.string(), employeeNumber: z.string(), act: z.enum(seatActs), result: z.string().nullable() });
export type RunRow = z.output<typeof RunRow>;
export const SeatImportView = z.object({ productId: z.uuid(), askedByName: z.string(), askedAt: z.date(), endedAt: z.date().nullable(), total: z.number(), looked: z.number(), refused: z.array(RunRow) });
export type SeatImportView = z.output<typeof SeatImportView>;
