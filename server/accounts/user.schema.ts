import { z } from "zod";
import { isEmail } from "./account.rules";
import { line } from "./opening.schema";

const optionalEmail = z.string().trim().toLowerCase().refine((value) => value === "" || isEmail(value), { error: "emailWrong" });
const optionalPhone = z.string().trim().refine((value) => value === "" || /^(?:1\d{10}|0\d{2,3}-?\d{7,8})$/.test(value), { error: "phoneWrong" });

const userFields = {
  employeeNumber: line(30).min(1, { error: "employeeNumberMissing" }),
  name: line(50).min(1, { error: "userNameMissing" }),
  department: line(60),
  email: optionalEmail,
  phone: optionalPhone,
};
export const UserFields = z.strictObject(userFields);
export type UserFields = z.infer<typeof UserFields>;

export const CreateUser = UserFields.extend({ key: z.uuid() });
export const UpdateUser = UserFields.extend({ userId: z.uuid() });
export const UserId = z.strictObject({ userId: z.uuid() });
export const ListUsers = z.strictObject({ search: z.string().trim().max(60).default(""), cursor: z.uuid().optional() });

/** As stored or as typed: an answer must show what an import got wrong, and rows older than a rule. */
const TypedUser = z.object({ employeeNumber: z.string(), name: z.string(), department: z.string(), email: z.string(), phone: z.string() });
/** How a person of the list signs in here: not at all, invited and not come yet, or by a membership of theirs. */
const signInStates = ["none", "invited", "open"] as const;
export const EnterpriseUserView = TypedUser.extend({ id: z.uuid(), createdAt: z.date(), signIn: z.enum(signInStates) });
export type EnterpriseUserView = z.infer<typeof EnterpriseUserView>;
export const UserPage = z.object({ rows: z.array(EnterpriseUserView), nextCursor: z.uuid().nullable(), total: z.number() });
export const UserMade = z.object({ userId: z.uuid() });

export const CheckImport = z.strictObject({ csv: z.string().min(1, { error: "fileEmpty" }).max(300_000, { error: "fileTooLarge" }) });
export const ConfirmImport = CheckImport.extend({
  key: z.uuid(),
  /** Of the dry run that the person saw; another outcome now is told instead of written. */
  digest: z.string().length(64),
});
export const ImportRow = z.object({ lineNumber: z.number(), outcome: z.enum(["create", "update", "same", "error"]), fields: TypedUser, problems: z.record(z.string(), z.string()) });
export type ImportRow = z.infer<typeof ImportRow>;
export const ImportCheck = z.object({ rows: z.array(ImportRow), counts: z.object({ create: z.number(), update: z.number(), same: z.number(), error: z.number() }), digest: z.string() });
export type ImportCheck = z.infer<typeof ImportCheck>;
export const ImportDone = z.object({ created: z.number(), updated: z.number() });
export const UserExport = z.object({ fileName: z.string(), csv: z.string() });
