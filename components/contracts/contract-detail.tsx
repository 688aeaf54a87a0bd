import type { z } from "zod";
import { formatInstant } from "@/server/kernel/calendar";
import type { ContractVersionView } from "@/server/ordering/contract-desk.schema";
import { ContractPaper } from "../ordering/contract-paper";
import { CardHeader, Stack } from "../ui/card";
import { DescriptionList } from "../ui/description-list";
import { ContractDiff } from "./contract-diff";

/** OR14: a text as it was released, and what it differs in from the one in force. */
export function ContractDetail({ version }: { version: z.output<typeof ContractVersionView> }) {
  const { inForce } = version;
  return (
    <Stack gap="lg">
      <DescriptionList
        items={[
          { term: "生效时间", value: formatInstant(version.validFrom) },
          ...(version.writtenBy ? [{ term: "编写", value: version.writtenBy }] : []),
          { term: "发布", value: [version.releasedBy, formatInstant(version.releasedAt)].filter(Boolean).join("，") },
          ...(version.withdrawnAt ? [{ term: "撤回", value: `${version.withdrawnBy ?? ""}，${formatInstant(version.withdrawnAt)}` }] : []),
        ]}
      />
      {version.standing !== "inForce" && (
        <section aria-labelledby="differs">
          <CardHeader id="differs" title={`与生效中的第 ${inForce.version} 版相比`} />
          <ContractDiff before={inForce} after={version} />
        </section>
      )}
      <section aria-labelledby="text">
        <CardHeader id="text" title="全文" />
        <ContractPaper title={version.title} body={version.body} />
      </section>
    </Stack>
  );
}
