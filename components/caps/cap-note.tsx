import { findingWords } from "@/server/authority/approval.words";
import type { CapFindingView } from "@/server/authority/cap.schema";
import { useSay } from "#say";
import { Alert } from "../ui/alert";

type Props = { caps: { outcome: "allowed" | "approval" | "refused"; findings: readonly CapFindingView[] } };

/** PC5: says before an order is sent that it is over a cap, and what follows. */
export function CapNote({ caps }: Props) {
  const say = useSay();
  if (caps.outcome === "allowed") return null;
  const isRefused = caps.outcome === "refused";
  return (
    <Alert tone={isRefused ? "danger" : "warning"} title={isRefused ? say("超过了不允许突破的额度，不能提交") : say("超过额度：提交后先由企业内部审批，通过后再办理")}>
      <FindingList findings={caps.findings} />
    </Alert>
  );
}

/** The caps that an order passes, a line each. */
export function FindingList({ findings }: { findings: readonly CapFindingView[] }) {
  const say = useSay();
  return <ul className="list-disc ps-5">{findings.map((finding, index) => <li key={index}>{findingWords(say, finding)}</li>)}</ul>;
}
