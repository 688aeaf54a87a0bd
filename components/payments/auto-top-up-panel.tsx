import type { z } from "zod";
import { formatDay, formatInstant } from "@/server/kernel/calendar";
import type { AutoTopUpView } from "@/server/payments/auto.schema";
import { failureText } from "@/server/payments/payment.words";
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

function lastTry({ lastFailure, lastTriedAt, isOn }: NonNullable<Auto["setting"]>) {
  if (!lastFailure || !lastTriedAt) return null;
  return <Alert tone="warning" title={isOn ? "上一次自动充值没有成功" : "自动充值已停用"}>{formatInstant(lastTriedAt)}：{failureText(lastFailure)}{lastFailure === "monthCeiling" ? "下个月会继续，也可以调高上限。" : "请换一张卡，或先手动充值。"}</Alert>;
}

/** BI6: the kept card, and when it is charged. */
export function AutoTopUpPanel({ path, auto: { card, setting, spentFen }, mayPay, backFrom }: Props) {
  return (
    <Stack>
      {backFrom && mayPay && <ConfirmCard sessionId={backFrom} path={path} />}
      {setting && lastTry(setting)}
      <Card as="section" labelledBy="card">
        <CardHeader id="card" title="银行卡" actions={card && mayPay && <><BindCard label="换一张卡" variant="secondary" /><RemoveCard last4={card.last4} /></>} />
        {card ? (
          <p className="flex flex-wrap items-center gap-x-3 gap-y-1">
            <span className="figures font-medium">{brands[card.brand] ?? "银行卡"} 尾号 {card.last4}</span>
            <span className="text-ink-soft">有效期至 {formatDay(card.expiresOn)}</span>
            {card.isExpired && <Badge tone="danger">已过期</Badge>}
          </p>
        ) : (
          <div className="flex flex-col items-start gap-3">
            <p className="text-ink-soft">还没有绑定银行卡。绑定在支付渠道的页面上完成，现在不扣款。</p>
            {mayPay && <BindCard label="绑定银行卡" />}
          </div>
        )}
      </Card>
      {card && (
        <Card as="section" labelledBy="rule">
          <CardHeader id="rule" title="充值规则" text={<>本月已自动充值 <Money fen={spentFen} />。</>} actions={<Badge tone={setting?.isOn ? "success" : "neutral"} hasDot>{setting?.isOn ? "已开启" : "未开启"}</Badge>} />
          {mayPay ? (
            <AutoTopUpForm setting={setting} />
          ) : setting ? (
            <DescriptionList items={[{ term: "余额低于", value: <Money fen={setting.triggerFen} /> }, { term: "每次充值", value: <Money fen={setting.amountFen} /> }, { term: "每月上限", value: <Money fen={setting.monthCeilingFen} /> }]} />
          ) : (
            <p className="text-ink-soft">还没有设置；请联系企业管理员或财务。</p>
          )}
        </Card>
      )}
    </Stack>
  );
}
