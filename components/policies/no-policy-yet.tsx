import { policyNames } from "@/messages/zh-CN";
import type { PolicyKind } from "@/server/privacy/policy.rules";
import { Alert } from "../ui/alert";
import { FirstPolicy } from "./policy-actions";

/** DP5: what it means that a text was never released, and how the first is. */
export function NoPolicyYet({ kinds, mayBegin }: { kinds: readonly PolicyKind[]; mayBegin: boolean }) {
  return (
    <Alert tone="warning" title={`还没有发布${kinds.map((kind) => `《${policyNames[kind]}》`).join("和")}`} actions={mayBegin ? kinds.map((kind) => <FirstPolicy key={kind} kind={kind} />) : undefined}>
      公示页现在说明文本尚未公布；企业照常注册和登录，但不会被要求同意。首版由“全国”岗位的法务或产品人员起草，另一人复核发布；可以马上生效，之后每个人下次登录时请他们同意。
    </Alert>
  );
}
