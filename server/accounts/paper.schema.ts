import { z } from "zod";
import { documentKinds } from "./opening.rules";

export const PaperId = z.strictObject({ paperId: z.uuid() });
export const PaperUpload = z.strictObject({
  kind: z.enum(documentKinds),
  /** Last valid day of a licence; empty for one without an end. */
  expiresOn: z.union([z.literal(""), z.iso.date()]).transform((day) => (day === "" ? null : new Date(`${day}T00:00:00Z`))),
});
