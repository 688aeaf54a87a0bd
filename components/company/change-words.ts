import type { ChangeField } from "@/server/company/change.rules";
import { NO_END } from "@/server/company/change.rules";
import type { CompanyChangeView } from "@/server/company/change.schema";
import type { Say } from "@/messages/say";
import { industryLabels, labelOf, staffBandLabels } from "../accounts/words";
import type { StateWords } from "../patterns/state-badge";

export const changeFieldWords: Record<ChangeField, string> = { companyName: "企业名称", address: "经营地址", licenceExpiresOn: "执照有效期", contactName: "联系人", contactPhone: "联系电话", contactEmail: "联系邮箱", industry: "行业", staffBand: "员工人数" };
export const companyChangeStateWords: StateWords<CompanyChangeView["state"]> = { waiting: { word: "审核中", tone: "info" }, applied: { word: "已生效", tone: "success" }, refused: { word: "未通过", tone: "danger" }, withdrawn: { word: "已撤回", tone: "neutral" } };

/** A field's value in words. */
export function valueWords(say: Say, field: ChangeField, value: string | undefined): string {
  if (value === undefined) return "";
  if (field === "industry") return labelOf(industryLabels, value);
  if (field === "staffBand") return labelOf(staffBandLabels, value);
  if (field === "licenceExpiresOn") return value === NO_END ? say("长期") : say("至 {value}", { value: say.day(value) });
  return value;
}
