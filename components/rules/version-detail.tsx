import type { z } from "zod";
import type { VersionView } from "@/server/ordering/rule.schema";
import { ReleaseFacts } from "../releases/release-facts";
import { CardHeader, Stack } from "../ui/card";
import { RuleDiffView } from "./rule-diff";
import { CaseTable, RuleTable, SettingTable } from "./rule-table";

type Version = z.output<typeof VersionView>;

/** BO5: a version as it was released, and what it differs in from the one in force. */
export function VersionDetail({ version, platformId }: { version: Version; platformId: string }) {
  const { set, cases, inForce } = version;
  return (
    <Stack gap="lg">
      <ReleaseFacts released={version} more={version.copyOf === null ? [] : [{ term: "来源", value: `回滚到第 ${version.copyOf} 版的内容` }]} />
      {version.standing !== "inForce" && (
        <section aria-labelledby="differs">
          <CardHeader id="differs" title={`与生效中的第 ${inForce.version} 版相比`} />
          <RuleDiffView before={inForce} after={{ set, cases }} />
        </section>
      )}
      <section aria-labelledby="rules">
        <CardHeader id="rules" title="规则" text="从上到下，第一条符合的决定" />
        <RuleTable rules={set.rules} />
      </section>
      <section aria-labelledby="settings">
        <CardHeader id="settings" title="设置" />
        <SettingTable set={set} platformId={platformId} />
      </section>
      <section aria-labelledby="cases">
        <CardHeader id="cases" title="用例" />
        <CaseTable cases={cases} platformId={platformId} />
      </section>
    </Stack>
  );
}
