import { Fragment } from "react";
import type { PolicyToAgree } from "@/server/privacy/policy.schema";

/** The address of a policy on the storefront whose account area this is; a version by its own. */
export const policyHref = (base: string, kind: PolicyToAgree["kind"], version?: number): string => `${base.replace(/\/account$/, "")}/policies/${kind}${version === undefined ? "" : `/${String(version)}`}`;

/** DP5: the texts that somebody agrees to, by name; read in a tab of their own, so that nothing that was filled in is left. */
export function PolicyLinks({ base, policies }: { base: string; policies: readonly PolicyToAgree[] }) {
  return policies.map(({ kind, version, title }, index) => (
    <Fragment key={kind}>
      {index > 0 && "和"}
      <a href={policyHref(base, kind, version)} target="_blank" rel="noopener" className="text-accent-strong underline underline-offset-4">《{title}》<span className="sr-only">（在新标签页打开）</span></a>
      （第 {version} 版）
    </Fragment>
  ));
}
