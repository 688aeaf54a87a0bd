import type { z } from "zod";
import { dayOf, formatDay, formatInstant } from "@/server/kernel/calendar";
import type { LedgerProof, NightlyProofView } from "@/server/ledger/ledger.schema";
import { DataTable } from "../patterns/data-table";
import { Money } from "../patterns/money";
import { Alert } from "../ui/alert";
import { Badge } from "../ui/badge";
import { Card, CardHeader } from "../ui/card";
import { DescriptionList } from "../ui/description-list";

const findingWords: Record<string, string> = {
  unbalancedJournals: "不平的凭证", driftingAccounts: "余额与分录不符的账户", belowFloor: "低于下限的账户", totalFen: "全部账户合计（分）", holdsWithoutOpenOrder: "没有在办订单的预占", billsOff: "与明细不符的帐单", claimsOff: "应收与帐单不符的企业", setAsideOff: "预占与订单、退回申请不符的企业", inTransfer: "没有到达的划拨",
};

/** BI14: the ledger proven from its entries, just now, and what the last nights found. */
export function LedgerProofCard({ proof, nights }: { proof: z.output<typeof LedgerProof>; nights: z.output<typeof NightlyProofView>[] }) {
  const isSound = proof.unbalancedJournals + proof.driftingAccounts + proof.belowFloor + proof.holdsWithoutOpenOrder + proof.billsOff + proof.claimsOff + proof.setAsideOff + proof.inTransfer === 0 && proof.totalFen === 0n;
  return (
    <Card as="section" labelledBy="proof">
      <CardHeader id="proof" title="账本自证" text={`按分录和帐单逐笔核对，${formatInstant(proof.provenAt)}；每天 3:00 自动核对`} />
      <Alert tone={isSound ? "success" : "danger"} title={isSound ? "账本平衡" : "账本有差异，请立即上报"} />
      <div className="mt-3">
        <DescriptionList
          layout="grid"
          items={[
            { term: "凭证数", value: proof.journals },
            ...(["unbalancedJournals", "driftingAccounts", "belowFloor", "holdsWithoutOpenOrder", "billsOff", "claimsOff", "setAsideOff", "inTransfer"] as const).map((name) => ({ term: findingWords[name], value: proof[name] })),
            { term: "全部账户合计", value: <Money fen={proof.totalFen} /> },
          ]}
        />
      </div>
      {nights.length > 0 && (
        <div className="mt-4">
          <DataTable
            caption="每晚核对的结果"
            items={nights}
            rowKey={(night) => night.day.toISOString()}
            rowTone={(night) => (night.isSound ? "plain" : "danger")}
            columns={[
              { key: "day", name: "日期", isTitle: true, cell: (night) => formatDay(dayOf(night.day)) },
              { key: "at", name: "核对时间", cell: (night) => formatInstant(night.provenAt) },
              { key: "journals", name: "凭证数", align: "end", cell: (night) => night.journals },
              { key: "result", name: "结果", cell: (night) => (night.isSound ? <Badge tone="success">平衡</Badge> : Object.entries(night.findings).map(([name, value]) => `${findingWords[name] ?? "其他差异"} ${value}`).join("，")) },
            ]}
            whenEmpty={null}
          />
        </div>
      )}
    </Card>
  );
}
