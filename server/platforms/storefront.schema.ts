import { z } from "zod";
import { themes } from "../catalog/catalog.schema";

const words = (max: number) => z.string().trim().max(max, { error: "tooLong" });
export const EditStorefront = z.strictObject({
  id: z.uuid(),
  name: words(20).min(2, { error: "textTooShort" }),
  hotline: words(30).min(5, { error: "textTooShort" }),
  notice: words(120),
  licenceText: words(200).min(4, { error: "textTooShort" }),
  serviceHours: words(60).min(4, { error: "textTooShort" }),
  theme: z.enum(themes),
});
export const StorefrontList = z.array(EditStorefront.extend({ provinceId: z.string(), updatedAt: z.date() }));
