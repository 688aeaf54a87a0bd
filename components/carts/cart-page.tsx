import type { CartView } from "@/server/carts/cart.schema";
import { useSay } from "#say";
import { Money } from "../patterns/money";
import { EmptyState } from "../patterns/empty-state";
import { Alert } from "../ui/alert";
import { Card, CardHeader, Stack } from "../ui/card";
import { ButtonLink, TextLink } from "../ui/link";
import { CartLines } from "./cart-lines";
import { CartSend } from "./cart-send";
import { CartTools } from "./cart-tools";

type Props = { cart: CartView; base: string };

/** OR16: a cart's lines by account with what each would come to, and beside them what is sent and what is kept. */
export function CartContent({ cart, base }: Props) {
  const say = useSay();
  const isEmpty = cart.total.lines === 0;
  return (
    <div className="grid items-start gap-6 xl:grid-cols-[minmax(0,1fr)_22rem]">
      <Stack gap="lg">
        {cart.isUnfinished && !cart.isReadOnly && <Alert tone="warning" title={say("上一次提交没有全部完成")}>{say("已下单的行不会重复；再提交一次，其余的行会接着办理，批次号不变。")}</Alert>}
        {cart.groups.length > 0 && (
          <Alert tone="info" title={say("这个采购车里已经下过单")}>
            {cart.groups.map(({ groupNumber, orders }) => <span key={groupNumber} className="mr-3 inline-block">{cart.isReadOnly ? groupNumber : <TextLink href={`${base}/orders/group/${groupNumber}`}>{groupNumber}</TextLink>}{say("（{orders} 单）", { orders })}</span>)}
          </Alert>
        )}
        {isEmpty && <EmptyState title={cart.groups.length > 0 ? say("都已下单") : say("采购车是空的")} text={cart.groups.length > 0 ? say("进度在订单里；同样的内容可以再订一次。") : say("选一个套餐，一次为本帐号和多个子帐号订购。")} actions={cart.isReadOnly ? undefined : <ButtonLink href={addPath(base, cart)}>{say("选套餐")}</ButtonLink>} />}
        {cart.accounts.filter(({ lines }) => lines.length > 0).map((account) => (
          <Card key={account.customerId} as="section" labelledBy={`account-${account.customerId}`}>
            <CardHeader id={`account-${account.customerId}`} title={account.name === "" ? say("本帐号") : account.name} text={account.isPaidByParent ? say("由上级帐号付费") : undefined} actions={<p className="text-sm text-ink-soft">{say.rich("小计：首期 {amount}，每月 {amount2}", { amount: <Money fen={account.sum.firstBillFen} />, amount2: <Money fen={account.sum.monthlyFen} /> })}</p>} />
            <CartLines cart={cart} lines={account.lines} isOwn={account.isOwn} />
          </Card>
        ))}
        {!isEmpty && !cart.isReadOnly && <p><ButtonLink href={addPath(base, cart)} variant="secondary">{say("再选一个套餐")}</ButtonLink></p>}
      </Stack>
      <Stack>
        {!isEmpty && (
          <Card as="section" labelledBy="cart-total">
            <h2 id="cart-total" className="mb-3 text-lg font-semibold">{say("合计")}</h2>
            <dl className="flex flex-col gap-2">
              <Total name={say("全部 {lines} 行", { lines: cart.total.lines })} sums={cart.total} />
              {cart.sendable.lines < cart.total.lines && <Total name={say("现在可以提交 {lines} 行", { lines: cart.sendable.lines })} sums={cart.sendable} />}
            </dl>
            {!cart.isReadOnly && <CartSend cart={cart} base={base} />}
          </Card>
        )}
        {!cart.isReadOnly && <CartTools key={cart.version} cart={cart} base={base} />}
        <p className="text-sm text-ink-faint">{say("{changedByName} 于 {changedAt} 更新", { changedByName: cart.changedByName, changedAt: say.instant(cart.changedAt) })}</p>
      </Stack>
    </div>
  );
}

const addPath = (base: string, cart: CartView) => `${base}/cart/new${cart.name === "" ? "" : `?cart=${cart.cartId}`}`;

function Total({ name, sums }: { name: string; sums: CartView["total"] }) {
  const say = useSay();
  return (
    <div>
      <dt className="text-sm text-ink-soft">{name}</dt>
      <dd className="flex flex-wrap justify-between gap-x-4"><span>{say.rich("首期 {amount}", { amount: <Money fen={sums.firstBillFen} /> })}</span><span>{say.rich("每月 {amount}", { amount: <Money fen={sums.monthlyFen} /> })}</span></dd>
    </div>
  );
}
