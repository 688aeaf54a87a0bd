import { Fragment } from "react";
import type { PolicyToAgree } from "@/server/privacy/policy.schema";
import { useSay } from "#say";

/** The address of a policy on the storefront whose account area this is; a version by its own. */
export const policyHref = (base: string, kind: PolicyToAgree["kind"], version?: number): string => `${base.replace(/\/account$/, "")}/policies/${kind}${version === undefined ? "" : `/${String(version)}`}`;

/** DP5: the texts that somebody agrees to, by name; read in a tab of their own, so that nothing that was filled in is left. */
export function PolicyLinks({ base, policies }: { base: string; policies: readonly PolicyToAgree[] }) {
  const say = useSay();
  return policies.map(({ kind, version, title }, index) => (
    <Fragment key={kind}>
      {index > 0 && say("和")}
      <a href={policyHref(base, kind, version)} target="_blank" rel="noopener" className="text-accent-strong underline underline-offset-4">{say("《{title}》", { title })}<span className="sr-only">{say("（在新标签页打开）")}</span></a>
      {say("（第 {version} 版）", { version })}
    </Fragment>
  ));
}
