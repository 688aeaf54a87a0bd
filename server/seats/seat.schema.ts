import { z } from "zod";
import { productStates } from "../inventory/product.schema";
import { seatBlockers, seatSyncs } from "./seat.rules";

const productId = z.uuid();
const key = z.uuid();
const search = z.string().trim().max(60).default("");
const cursor = z.uuid().optional();

export const ListSeats = z.strictObject({ productId, search, cursor });
export const ListCandidates = z.strictObject({ productId, search, cursor });
export const AssignSeat = z.strictObject({ key, productId, userId: z.uuid() });
export const WithdrawSeat = z.strictObject({ key, assignmentId: z.uuid() });
export const ResendSeat = z.strictObject({ key, assignmentId: z.uuid() });
export const SeatMade = z.object({ assignmentId: z.uuid() });

const Sync = z.object({ sync: z.enum(seatSyncs), /** What the application said last, where it is not done. */ said: z.string().nullable() });
export const SeatRow = Sync.extend({ id: z.uuid(), userId: z.uuid(), name: z.string(), employeeNumber: z.string(), department: z.string(), assignedAt: z.date(), assignedByName: z.string() });
export type SeatRow = z.output<typeof SeatRow>;
/** A seat that was taken back and of which the application has not said that it knows. */
export const LeavingSeat = Sync.extend({ id: z.uuid(), name: z.string(), employeeNumber: z.string(), withdrawnAt: z.date() });
export type LeavingSeat = z.output<typeof LeavingSeat>;
export const SeatPage = z.object({
  seats: z.number(), held: z.number(), seatName: z.string(), state: z.enum(productStates),
  blockers: z.array(z.enum(seatBlockers)), mayAssign: z.boolean(),
  rows: z.array(SeatRow), nextCursor: z.uuid().nullable(), leaving: z.array(LeavingSeat),
});
export type SeatPage = z.output<typeof SeatPage>;

const Candidate = z.object({ id: z.uuid(), name: z.string(), employeeNumber: z.string(), department: z.string(), email: z.string() });
export type Candidate = z.output<typeof Candidate>;
export const CandidatePage = z.object({ rows: z.array(Candidate), nextCursor: z.uuid().nullable(), free: z.number(), /** People of the company at all, for words about an empty list. */ people: z.number() });

export const SeatDriftOf = z.strictObject({ productId });
export const CheckSeatsNow = z.strictObject({ productId });
export const SendSeatAgain = z.strictObject({ key, differenceId: z.uuid() });
export const DriftRow = z.object({ id: z.uuid(), kind: z.enum(["missingThere", "extraThere"]), userName: z.string(), foundAt: z.date(), sentAgainAt: z.date().nullable() });
export type DriftRow = z.output<typeof DriftRow>;
export const SeatDriftView = z.object({ checkedAt: z.date().nullable(), problem: z.string().nullable(), isDue: z.boolean(), rows: z.array(DriftRow), more: z.number() });
export type SeatDriftView = z.output<typeof SeatDriftView>;

export const ListDrift = z.strictObject({ cursor });
const DeskDriftRow = DriftRow.extend({ companyName: z.string(), productName: z.string(), productId: z.uuid(), provinceId: z.string(), sentAgainBy: z.string().nullable() });
export const DriftPage = z.object({ rows: z.array(DeskDriftRow), nextCursor: z.uuid().nullable(), unread: z.array(z.object({ productId: z.uuid(), productName: z.string(), companyName: z.string(), problem: z.string() })) });
export type DriftPage = z.output<typeof DriftPage>;
