import type { z } from "zod";
import { policyNames } from "@/messages/zh-CN";
import type { PolicyVersionView } from "@/server/privacy/policy-desk.schema";
import { ContractDiff } from "../contracts/contract-diff";
import { ContractPaper } from "../ordering/contract-paper";
import { ReleaseFacts } from "../releases/release-facts";
import { CardHeader, Stack } from "../ui/card";
import { PolicyNews } from "./policy-draft";

const count = new Intl.NumberFormat("zh-CN");

/** DP5: a version as it was released, how many agreed to it and were told of it, and what it differs in from the one in force. */
export function PolicyDetail({ policy, where }: { policy: z.output<typeof PolicyVersionView>; where: string }) {
  const { inForce } = policy;
  return (
    <Stack gap="lg">
      <ReleaseFacts released={policy} more={[{ term: "文本", value: policyNames[policy.kind] }, { term: `同意人数（${where}）`, value: `${count.format(policy.agreed)} 人` }, ...(policy.version > 1 ? [{ term: `已通知（${where}）`, value: `${count.format(policy.told)} 人` }] : [])]} />
      {policy.version > 1 && <PolicyNews summary={policy.summary} isMaterial={policy.isMaterial} />}
      {policy.standing !== "inForce" && inForce.version > 0 && (
        <section aria-labelledby="differs">
          <CardHeader id="differs" title={policy.standing === "past" ? `后来改成的第 ${String(inForce.version)} 版` : `与生效中的第 ${String(inForce.version)} 版相比`} />
          {policy.standing === "past" ? <ContractDiff before={policy} after={inForce} /> : <ContractDiff before={inForce} after={policy} />}
        </section>
      )}
      <section aria-labelledby="text">
        <CardHeader id="text" title="全文" />
        <ContractPaper title={policy.title} body={policy.body} />
      </section>
    </Stack>
  );
}
