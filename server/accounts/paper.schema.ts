import { z } from "zod";
import { documentKinds } from "./opening.rules";

export const PaperId = z.strictObject({ paperId: z.uuid() });
export const PaperUpload = z.strictObject({
  kind: z.enum(documentKinds),
  /** Of a request to become an account's owner: its secret; empty for an application's and a company's own papers. */
  recovery: z.string().max(60),
  /** Last valid day of a licence; "none" for one without an end; empty for papers that have no such day. */
  expiresOn: z.union([z.literal(""), z.literal("none"), z.iso.date()]),
});
