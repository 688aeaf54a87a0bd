import { z } from "zod";
import { Minute } from "../kernel/minute";
import { partnerRoles } from "../kernel/permissions";
import { shownStates } from "./live.rules";
import { linePlacePattern, lineRefPattern } from "./partner.rules";

export const Shown = z.object({ state: z.enum(shownStates), since: z.date(), until: z.date().nullable(), text: z.string().nullable() });
export const DeskMe = z.object({ name: z.string(), roles: z.array(z.enum(partnerRoles)), partnerName: z.string(), partnerCode: z.string(), now: z.date(), applications: z.array(z.object({ id: z.uuid(), code: z.string(), name: z.string() })) });

const cursor = z.uuid().optional();
/** A specification's code, by which a list is narrowed to one application. */
const app = z.string().regex(/^[A-Z][A-Z0-9-]{0,39}$/).optional();
export const ListApplications = z.strictObject({ cursor });
export const ApplicationView = z.object({ id: z.uuid(), code: z.string(), name: z.string(), provinceIds: z.array(z.string()), shown: Shown, lastBeatAt: z.date().nullable(), runningServices: z.number(), waitingRequests: z.number(), stuckRequests: z.number() });
export const ApplicationPage = z.object({ rows: z.array(ApplicationView), nextCursor: z.uuid().nullable() });

export const requestTabs = ["stuck", "waiting"] as const;
export const ListRequests = z.strictObject({ tab: z.enum(requestTabs).default("stuck"), app, after: z.string().regex(linePlacePattern).optional() });
const operations = ["open", "change", "suspend", "resume", "cancel", "seats", "erase", "assignSeat", "withdrawSeat", "administrator"] as const;
export const RequestRow = z.object({
  /** Platform and id of the line, as one word. */
  request: z.string(), serviceOrderId: z.uuid(), orderNumber: z.string(), applicationName: z.string(), provinceId: z.string(), operation: z.enum(operations), businessId: z.string().nullable(), requestKey: z.string(),
  attempt: z.number(), createdAt: z.date(), nextAttemptAt: z.date().nullable(), lastAnswer: z.string().nullable(), lastAnswerAt: z.date().nullable(), needsPerson: z.boolean(), isLate: z.boolean(),
  calls: z.array(z.object({ at: z.date(), attempt: z.number(), tookMs: z.number(), httpStatus: z.number().nullable(), outcome: z.string() })),
});
export const RequestPage = z.object({ rows: z.array(RequestRow), next: z.string().nullable(), now: z.date() });
export const ResendRequest = z.strictObject({ request: z.string().regex(lineRefPattern), key: z.uuid() });

export const ListHeartbeats = z.strictObject({ app, cursor });
export const HeartbeatPage = z.object({ rows: z.array(z.object({ id: z.uuid(), applicationName: z.string(), state: z.enum(shownStates), reason: z.string(), at: z.date() })), nextCursor: z.uuid().nullable() });

export const ListWorks = z.strictObject({ app, cursor });
const WorkView = z.object({ id: z.uuid(), applicationName: z.string(), fromAt: z.date(), toAt: z.date(), text: z.string(), announcedBy: z.string(), endedAt: z.date().nullable(), phase: z.enum(["ahead", "now", "over"]) });
export const WorkPage = z.object({ rows: z.array(WorkView), nextCursor: z.uuid().nullable() });
export const AnnounceWork = z.strictObject({ key: z.uuid(), applicationId: z.uuid({ error: "applicationMissing" }), from: Minute, to: Minute, text: z.string().trim().min(4, { error: "textTooShort" }).max(100, { error: "tooLong" }) });
export const EndWork = z.strictObject({ workId: z.uuid() });

export const InterfaceView = z.object({
  version: z.string(),
  applications: z.array(z.object({ id: z.uuid(), code: z.string(), name: z.string(), address: z.string(), isOwnAddress: z.boolean(), secretMadeAt: z.date().nullable(), oldSecretUntil: z.date().nullable(), /** Where people come from the portal signed in (PR5). */ signIn: z.object({ redirectUri: z.string(), initiateLoginUri: z.string(), madeAt: z.date() }).nullable() })),
  /** Of which platform each sign-in names itself: "SD http://sd…/oidc". */
  issuers: z.array(z.object({ platformName: z.string(), issuer: z.string() })),
});
const signInAddress = z.url({ protocol: /^https?$/, error: "addressWrong" }).max(300, { error: "tooLong" });
export const SetSignIn = z.strictObject({ applicationId: z.uuid(), redirectUri: signInAddress, initiateLoginUri: signInAddress });
export const RenewClientSecret = z.strictObject({ applicationId: z.uuid() });
export const ClientSecret = z.object({ clientId: z.string(), secret: z.string().nullable() });
export const SetAddress = z.strictObject({ applicationId: z.uuid(), address: z.url({ protocol: /^https?$/, error: "addressWrong" }).max(300, { error: "tooLong" }) });
export const RotateSecret = z.strictObject({ applicationId: z.uuid(), isOldEnded: z.boolean() });
export const NewSecret = z.object({ secret: z.string(), oldSecretUntil: z.date().nullable() });

export const SandboxView = z.object({
  signInUrl: z.string(), now: z.date(), isMoved: z.boolean(),
  /** False in production: its clock is never moved. */
  mayMove: z.boolean(),
  company: z.object({ accountName: z.string(), cashFen: z.bigint(), heldFen: z.bigint() }).nullable(),
});
export const SandboxAccess = z.object({ accountName: z.string(), password: z.string() });
export const AddTestMoney = z.strictObject({ key: z.uuid() });
/** Forward only, or back to real time: what has been billed there is not unbilled. */
export const TurnSandboxClock = z.strictObject({ days: z.int().min(0).max(400), hours: z.int().min(0).max(24), reset: z.boolean().default(false) });
