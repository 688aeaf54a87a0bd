import type { z } from "zod";
import { formatInstant } from "@/server/kernel/calendar";
import type { LedgerProof } from "@/server/ledger/ledger.schema";
import { Money } from "../patterns/money";
import { Alert } from "../ui/alert";
import { Card, CardHeader } from "../ui/card";
import { DescriptionList } from "../ui/description-list";

/** BI14: the ledger proven from its entries, just now. */
export function LedgerProofCard({ proof }: { proof: z.output<typeof LedgerProof> }) {
  const isSound = proof.unbalancedJournals + proof.driftingAccounts + proof.belowFloor + proof.holdsWithoutOpenOrder === 0 && proof.totalFen === 0n;
  return (
    <Card as="section" labelledBy="proof">
      <CardHeader id="proof" title="账本自证" text={`按分录逐笔核对，${formatInstant(proof.provenAt)}`} />
      <Alert tone={isSound ? "success" : "danger"} title={isSound ? "账本平衡" : "账本有差异，请立即上报"} />
      <div className="mt-3">
        <DescriptionList
          layout="grid"
          items={[
            { term: "凭证数", value: proof.journals },
            { term: "不平的凭证", value: proof.unbalancedJournals },
            { term: "余额与分录不符的账户", value: proof.driftingAccounts },
            { term: "低于下限的账户", value: proof.belowFloor },
            { term: "全部账户合计", value: <Money fen={proof.totalFen} /> },
            { term: "没有在办订单的预占", value: proof.holdsWithoutOpenOrder },
          ]}
        />
      </div>
    </Card>
  );
}
