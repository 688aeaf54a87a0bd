import { z } from "zod";
import { featureNames } from "./switch.rules";

export const SetSwitch = z.strictObject({
  key: z.uuid(),
  provinceId: z.string().length(2, { error: "provinceWrong" }),
  feature: z.enum(featureNames, { error: "chooseOne" }),
  isOn: z.boolean(),
  reason: z.string().trim().min(4, { error: "textTooShort" }).max(200, { error: "tooLong" }),
  endsOn: z.iso.date({ error: "dateWrong" }),
});
export const EndSwitch = z.strictObject({ key: z.uuid(), switchId: z.uuid() });
const SwitchRow = z.object({ id: z.uuid(), provinceId: z.string(), feature: z.enum(featureNames), isOn: z.boolean(), reason: z.string(), ownerName: z.string(), endsOn: z.date(), setAt: z.date() });
export const SwitchBoard = z.object({ today: z.iso.date(), rows: z.array(SwitchRow) });
export type SwitchBoard = z.infer<typeof SwitchBoard>;
