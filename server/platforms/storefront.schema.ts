import { z } from "zod";
import { themes } from "../catalog/catalog.schema";

const words = (max: number) => z.string().trim().max(max, { error: "tooLong" });
const Storefront = z.strictObject({
  id: z.uuid(),
  name: words(20).min(2, { error: "textTooShort" }),
  hotline: words(30).min(5, { error: "textTooShort" }),
  notice: words(120),
  licenceText: words(200).min(4, { error: "textTooShort" }),
  serviceHours: words(60).min(4, { error: "textTooShort" }),
  theme: z.enum(themes),
  /** English pages show these; all empty, and they show the Chinese ones. */
  englishName: words(40),
  englishNotice: words(240),
  englishLicenceText: words(400),
  englishServiceHours: words(120),
});
/** What English pages cannot do without once they have words of their own; a notice may be missing. */
const needed = ["englishName", "englishLicenceText", "englishServiceHours"] as const;
const written = [...needed, "englishNotice"] as const;

export const EditStorefront = Storefront.superRefine((given, context) => {
  if (written.every((name) => given[name] === "")) return;
  for (const name of needed) if (given[name] === "") context.addIssue({ code: "custom", path: [name], message: "englishMissing" });
});
export const StorefrontList = z.array(Storefront.extend({ provinceId: z.string(), updatedAt: z.date() }));
