import { useSay } from "#say";
import { Alert } from "../ui/alert";
import { Button } from "../ui/button";
import { Card, CardHeader, Grid } from "../ui/card";
import { TextAnchor } from "../ui/anchor";

const problems: Record<string, string> = { linkDead: "这个链接已经失效：申请可能已结束，或超过 30 天没有填写。您可以重新开始。", tooMany: "现在申请的人太多，请过几分钟再试。", choose: "请先选择企业所在的省份。", sandbox: "沙箱不接受开户：合作伙伴在工作台的“沙箱”里取得自己的沙箱企业。" };

/** What opening an account takes, before anything is asked. The button works without JavaScript. */
export function OpeningIntro({ base, provinceName, problem }: { base: string; provinceName: string; problem: string | undefined }) {
  const say = useSay();
  return (
    <div className="mx-auto flex max-w-3xl flex-col gap-6">
      <header>
        <h1 className="font-display text-3xl font-bold">{say("在{provinceName}开立企业帐户", { provinceName })}</h1>
        <p className="mt-2 max-w-prose text-ink-soft">{say("在线填写约 10 分钟，1 个工作日内审核。开户免费，开好就能选购产品。")}</p>
      </header>
      {problem && say.word(problems[problem]) && <Alert tone="warning" role="alert">{say.word(problems[problem])}</Alert>}
      <Grid columns={2}>
        <Card labelledBy="intro-papers">
          <CardHeader id="intro-papers" title={say("请准备好")} />
          <ul className="flex list-disc flex-col gap-1 ps-5">
            <li>{say("营业执照（照片、扫描件或 PDF）")}</li>
            <li>{say("经办人身份证件")}</li>
            <li>{say("授权书，仅当经办人不是法定代表人")}</li>
            <li>{say("能收验证码的手机和邮箱")}</li>
          </ul>
        </Card>
        <Card labelledBy="intro-pay">
          <CardHeader id="intro-pay" title={say("两种付费方式")} />
          <p>{say.rich("{strong}：先充值再使用，任何企业都可以选。", { strong: <strong className="font-semibold">{say("预付费")}</strong> })}</p>
          <p className="mt-2">{say.rich("{strong}：先使用、按月付款，需要贵企业现有的固话或宽带付费账户。", { strong: <strong className="font-semibold">{say("后付费")}</strong> })}</p>
        </Card>
      </Grid>
      <form action={`${base}/register/session`} method="post" className="flex flex-wrap items-center gap-4">
        <Button type="submit" size="lg">{say("开始填写")}</Button>
        <span className="text-sm text-ink-soft">{say("已有帐户？")}<TextAnchor href={`${base}/login`}>{say("去登录")}</TextAnchor></span>
      </form>
    </div>
  );
}
