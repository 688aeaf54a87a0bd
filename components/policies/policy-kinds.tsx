import { policyNames } from "@/messages/zh-CN";
import { type PolicyKind, policyKinds } from "@/server/privacy/policy.rules";
import { TextLink } from "../ui/link";

/** Which text a list shows, in its address. */
export function PolicyKinds({ kind, hrefOf }: { kind: PolicyKind | undefined; hrefOf: (kind: PolicyKind | null) => string }) {
  return (
    <nav aria-label="按文本筛选" className="my-3 flex flex-wrap gap-x-5 gap-y-1">
      {[null, ...policyKinds].map((one) => {
        const name = one === null ? "全部文本" : policyNames[one];
        return (one ?? undefined) === kind ? <span key={name} aria-current="true" className="inline-block min-h-6 font-medium">{name}</span> : <TextLink key={name} href={hrefOf(one)}>{name}</TextLink>;
      })}
    </nav>
  );
}
