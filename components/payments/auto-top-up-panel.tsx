import type { z } from "zod";
import type { AutoTopUpView } from "@/server/payments/auto.schema";
import { failureText } from "@/server/payments/payment.words";
import { useSay } from "#say";
import type { Say } from "@/messages/say";
import { Money } from "../patterns/money";
import { Alert } from "../ui/alert";
import { Badge } from "../ui/badge";
import { Card, CardHeader, Stack } from "../ui/card";
import { DescriptionList } from "../ui/description-list";
import { AutoTopUpForm } from "./auto-top-up-form";
import { BindCard, ConfirmCard, RemoveCard } from "./card-actions";

type Auto = z.output<typeof AutoTopUpView>;
type Props = { path: string; auto: Auto; mayPay: boolean; backFrom: string | null };

const brands: Readonly<Record<string, string>> = { visa: "Visa", mastercard: "万事达", amex: "美国运通", unionpay: "银联", jcb: "JCB" };

function lastTry(say: Say, { lastFailure, lastTriedAt, isOn }: NonNullable<Auto["setting"]>) {
  if (!lastFailure || !lastTriedAt) return null;
  return <Alert tone="warning" title={isOn ? say("上一次自动充值没有成功") : say("自动充值已停用")}>{say("{instant}：{failureText}", { instant: say.instant(lastTriedAt), failureText: failureText(lastFailure) })}{lastFailure === "monthCeiling" ? say("下个月会继续，也可以调高上限。") : say("请换一张卡，或先手动充值。")}</Alert>;
}

/** BI6: the kept card, and when it is charged. */
export function AutoTopUpPanel({ path, auto: { card, setting, spentFen }, mayPay, backFrom }: Props) {
  const say = useSay();
  return (
    <Stack>
      {backFrom && mayPay && <ConfirmCard sessionId={backFrom} path={path} />}
      {setting && lastTry(say, setting)}
      <Card as="section" labelledBy="card">
        <CardHeader id="card" title={say("银行卡")} actions={card && mayPay && <><BindCard label={say("换一张卡")} variant="secondary" /><RemoveCard last4={card.last4} /></>} />
        {card ? (
          <p className="flex flex-wrap items-center gap-x-3 gap-y-1">
            <span className="figures font-medium">{say.word(brands[card.brand] ?? say("银行卡"))}{say(" 尾号 {last4}", { last4: card.last4 })}</span>
            <span className="text-ink-soft">{say("有效期至 {expiresOn}", { expiresOn: say.day(card.expiresOn) })}</span>
            {card.isExpired && <Badge tone="danger">{say("已过期")}</Badge>}
          </p>
        ) : (
          <div className="flex flex-col items-start gap-3">
            <p className="text-ink-soft">{say("还没有绑定银行卡。绑定在支付渠道的页面上完成，现在不扣款。")}</p>
            {mayPay && <BindCard label={say("绑定银行卡")} />}
          </div>
        )}
      </Card>
      {card && (
        <Card as="section" labelledBy="rule">
          <CardHeader id="rule" title={say("充值规则")} text={say.rich("本月已自动充值 {amount}。", { amount: <Money fen={spentFen} /> })} actions={<Badge tone={setting?.isOn ? "success" : "neutral"} hasDot>{setting?.isOn ? say("已开启") : say("未开启")}</Badge>} />
          {mayPay ? (
            <AutoTopUpForm setting={setting} />
          ) : setting ? (
            <DescriptionList items={[{ term: say("余额低于"), value: <Money fen={setting.triggerFen} /> }, { term: say("每次充值"), value: <Money fen={setting.amountFen} /> }, { term: say("每月上限"), value: <Money fen={setting.monthCeilingFen} /> }]} />
          ) : (
            <p className="text-ink-soft">{say("还没有设置；请联系企业管理员或财务。")}</p>
          )}
        </Card>
      )}
    </Stack>
  );
}
