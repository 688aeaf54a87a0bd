import type { RecoveryView } from "@/server/company/recovery.schema";
import { useSay } from "#say";
import { Alert } from "../ui/alert";
import { ButtonLink } from "../ui/link";

/** How a request stands, in one sentence and what comes next. */
export function RecoverStatus({ view, base }: { view: RecoveryView; base: string }) {
  const say = useSay();
  const { state, effectiveAt, answer, askedAt } = view;
  return (
    <div className="flex flex-col gap-5">
      {state === "review" && <Alert tone="info" title={say("正在审核")}>{say("两位审核人员先后核对材料，一般 2 个工作日。")}{askedAt && say("提交于 {askedAt}。", { askedAt: say.instant(askedAt) })}{say("结果发到 {email}。", { email: view.email })}</Alert>}
      {state === "waiting" && <Alert tone="info" title={say("已通过审核，公示中")}>{say("已通知企业的全部成员。没有人提出异议的话，")}{effectiveAt ? say.instant(effectiveAt) : say("7 天后")}{say(" 生效。")}</Alert>}
      {state === "done" && <Alert tone="success" title={say("您已是企业管理员")} actions={<ButtonLink size="sm" href={`${base}/login`}>{say("去登录")}</ButtonLink>}>{say("请用邮件里的链接设置密码，再用 {email} 登录。", { email: view.email })}</Alert>}
      {state === "refused" && <Alert tone="danger" title={say("没有通过审核")}>{answer}</Alert>}
      {state === "objected" && <Alert tone="warning" title={say("企业有成员提出异议，申请已停止")}>{say("请先与企业内部沟通；需要继续办理，请带材料到营业厅。")}</Alert>}
    </div>
  );
}
