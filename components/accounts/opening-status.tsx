import { openingStateWords, reasonWords } from "@/messages/zh-CN";
import type { OpeningView } from "@/server/accounts/opening.schema";
import { useSay } from "#say";
import { PageHeader } from "../patterns/page-header";
import { StateBadge } from "../patterns/state-badge";
import { Alert } from "../ui/alert";
import { Button, ButtonAnchor } from "../ui/button";
import { Card, CardHeader } from "../ui/card";
import { CopyButton } from "../ui/copy-button";
import { DescriptionList } from "../ui/description-list";
import { FreshStatus } from "./fresh-status";
import { WithdrawOpening } from "./withdraw-opening";

const texts: Record<OpeningView["state"], string> = {
  draft: "", returned: "",
  review: "我们会在 1 个工作日内审核，结果发到您的邮箱。这个页面也会自动更新。",
  handedOff: "申请已填好。请凭受理码到当地营业厅办理，不用重新填写。",
  at97: "审核已通过，正在省营业系统开户，通常几分钟内完成。",
  open: "帐户已开好，现在就可以登录。",
  refused: "这份申请没有通过审核。",
  withdrawn: "这份申请已经结束。",
};

/** Where a sent application stands, and what to do now. */
export function OpeningStatus({ base, opening }: { base: string; opening: OpeningView }) {
  const say = useSay();
  const { state, number, companyName, accountName, submittedAt, returnText, handOff } = opening;
  const hasAskedToJoin = state === "withdrawn" && opening.reasons.includes("J_ASKED");
  const why = opening.reasons.map((reason) => (reasonWords as Record<string, string>)[reason] ?? "").filter(Boolean).join(" ");
  const isOver = state === "refused" || state === "withdrawn";
  return (
    <div className="mx-auto flex max-w-3xl flex-col gap-6">
      <PageHeader title={hasAskedToJoin ? say("加入申请已发出") : number ? say("开户申请 {number}", { number }) : say("开户申请")} badges={hasAskedToJoin ? null : <StateBadge state={state} words={openingStateWords} />} text={hasAskedToJoin ? say("企业的帐号负责人会收到邮件。同意后，您会收到设置密码的链接。") : say.word(texts[state])} actions={<WithdrawOpening state={state} />} />
      <FreshStatus state={state} />
      {handOff && (
        <Card tone="accent" labelledBy="hand-off">
          <CardHeader id="hand-off" title={say("受理码")} text={say("有效期至 {expiresAt}", { expiresAt: say.instant(handOff.expiresAt) })} />
          <p className="mb-4 flex flex-wrap items-center gap-4">
            <span className="figures font-mono text-3xl font-bold tracking-widest">{handOff.code}</span>
            <CopyButton text={handOff.code} label={say("复制受理码")} />
          </p>
          {why && <p className="mb-3">{why}</p>}
          <p className="font-medium">{say("请带上：")}</p>
          <ul className="list-disc ps-5">{handOff.papers.map((paper) => <li key={paper}>{paper}</li>)}</ul>
        </Card>
      )}
      {state === "refused" && returnText && <Alert tone="danger" title={say("未通过的原因")}>{returnText}</Alert>}
      {number && (
        <Card>
          <DescriptionList items={[{ term: say("企业名称"), value: companyName }, { term: say("帐号名"), value: accountName ?? "" }, { term: say("提交时间"), value: submittedAt ? say.instant(submittedAt) : say("未提交") }]} />
        </Card>
      )}
      {state === "open" && <p><ButtonAnchor size="lg" href={`${base}/login`}>{say("去登录")}</ButtonAnchor></p>}
      {isOver && (
        <form action={`${base}/register/session`} method="post">
          <Button type="submit" variant="secondary">{hasAskedToJoin ? say("为另一家企业开户") : say("重新申请")}</Button>
        </form>
      )}
    </div>
  );
}
