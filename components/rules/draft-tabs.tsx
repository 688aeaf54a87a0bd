import type { z } from "zod";
import { allows } from "@/server/kernel/permissions";
import type { DraftView } from "@/server/ordering/rule.schema";
import { provincesOf } from "@/server/platforms/province.rules";
import { CaseEditor } from "./case-editor";
import { ReplayPanel } from "./replay-view";
import { RuleDiffView } from "./rule-diff";
import { RuleEditor } from "./rule-editor";
import { CaseTable, RuleTable, SettingTable } from "./rule-table";
import { SettingsForm } from "./settings-form";

export const draftTabs = { rules: "规则", settings: "设置", cases: "用例", diff: "差异", replay: "试算" } as const;
type Props = { tab: keyof typeof draftTabs; draft: z.output<typeof DraftView>; roles: readonly string[]; platformId: string };

/** BO5: a part of a draft, to write in while it is open and the duty reaches it, else to read. */
export function DraftTab({ tab, draft, roles, platformId }: Props) {
  const mayWrite = draft.state === "open" && allows(roles, "channelRule.write");
  const provinces = provincesOf(platformId).map(({ id, name }) => ({ id, name }));
  const { set, cases, results, inForce } = draft;
  if (tab === "settings") return mayWrite ? <SettingsForm draft={draft} provinces={provinces} /> : <SettingTable set={set} platformId={platformId} />;
  if (tab === "cases") return mayWrite ? <CaseEditor draft={draft} provinces={provinces} /> : <CaseTable cases={cases} results={results} platformId={platformId} />;
  if (tab === "diff") return <><p className="mb-3 text-ink-soft">与生效中的第 {inForce.version} 版相比</p><RuleDiffView before={inForce} after={{ set, cases }} /></>;
  if (tab === "replay") return <ReplayPanel draft={draft} mayStart={allows(roles, "channelRule.release")} />;
  return mayWrite && draft.dutyProvinces === null ? <RuleEditor draft={draft} /> : <RuleTable rules={set.rules} neverReached={draft.neverReached} />;
}
