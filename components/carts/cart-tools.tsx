"use client";

import { useMutation } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { type SyntheticEvent, useState } from "react";
import { fieldProblem } from "@/messages/zh-CN";
import { LINK_DAYS } from "@/server/carts/cart.rules";
import type { CartView } from "@/server/carts/cart.schema";
import { useSay } from "#say";
import { problemOf, useTRPC } from "../layout/trpc-provider";
import { ConfirmDialog } from "../patterns/confirm-dialog";
import { FormProblem } from "../patterns/form-layout";
import { Button } from "../ui/button";
import { Card, CardHeader, Row, Stack } from "../ui/card";
import { CopyButton } from "../ui/copy-button";
import { TextField } from "../ui/text-field";
import { CopyCart } from "./copy-cart";

type Props = { cart: CartView; base: string };

/** OR17: keeps a cart under a name, shows it to colleagues, orders it again or deletes it. */
export function CartTools({ cart, base }: Props) {
  const say = useSay();
  return (
    <Stack>
      {cart.total.lines > 0 && <Card as="section" labelledBy="keep"><NameCart cart={cart} base={base} /></Card>}
      <Card as="section" labelledBy="share"><ShareCart cart={cart} /></Card>
      <Row>
        {cart.name !== "" && <CopyCart base={base} source={{ cartId: cart.cartId }} label={say("再订一次")} />}
        <DropCart cart={cart} base={base} />
      </Row>
    </Stack>
  );
}

function NameCart({ cart, base }: Props) {
  const say = useSay();
  const router = useRouter();
  const [name, setName] = useState(cart.name);
  const [wrong, setWrong] = useState<string | null>(null);
  const rename = useMutation(useTRPC().shoppingCart.rename.mutationOptions({ onSuccess: ({ cartId }) => { router.push(`${base}/cart/${cartId}`); router.refresh(); }, onError: (error) => setWrong(problemOf(error)?.fields?.name ?? null) }));
  const problem = problemOf(rename.error);
  function save(event: SyntheticEvent<HTMLFormElement>) {
    event.preventDefault();
    const found = name.trim().length < 2 ? "textTooShort" : null;
    setWrong(found);
    if (found) return document.getElementById("cart-name")?.focus();
    rename.mutate({ cartId: cart.cartId, version: cart.version, name });
  }
  return (
    <form method="post" onSubmit={save} noValidate>
      <CardHeader id="keep" title={cart.name === "" ? say("保存起来") : say("改名")} text={cart.name === "" ? say("起个名称保存，以后可以反复使用。") : undefined} />
      <Stack>
        <TextField id="cart-name" label={say("名称")} maxLength={40} autoComplete="off" value={name} onChange={(event) => { setName(event.target.value); setWrong(null); }} error={fieldProblem(wrong)} />
        <FormProblem>{problem && !problem.fields ? problem.words : null}</FormProblem>
        <Row><Button type="submit" variant="secondary" isBusy={rename.isPending}>{cart.name === "" ? say("保存") : say("保存名称")}</Button></Row>
      </Stack>
    </form>
  );
}

function ShareCart({ cart }: { cart: CartView }) {
  const say = useSay();
  const { refresh } = useRouter();
  const trpc = useTRPC();
  const [url, setUrl] = useState<string | null>(null);
  const share = useMutation(trpc.shoppingCart.share.mutationOptions({ onSuccess: (made) => { setUrl(made.url); refresh(); } }));
  const unshare = useMutation(trpc.shoppingCart.unshare.mutationOptions({ onSuccess: () => { setUrl(null); refresh(); } }));
  return (
    <>
      <CardHeader id="share" title={say("分享给同事")} text={say("登录本企业帐号的同事可以查看，能订购的同事可以复制；{lINKDAYS} 天后自动失效。", { lINKDAYS: String(LINK_DAYS) })} />
      <Stack>
        {cart.link && <p className="text-sm text-ink-soft">{say("{createdByName} 分享的链接在 {expiresAt} 前有效。", { createdByName: cart.link.createdByName, expiresAt: say.instant(cart.link.expiresAt) })}</p>}
        {url && <div role="status" className="flex flex-col gap-2"><p className="text-sm break-all">{url}</p><CopyButton text={url} label={say("复制链接")} /><p className="text-sm text-ink-soft">{say("链接只显示这一次。")}</p></div>}
        <FormProblem>{problemOf(share.error ?? unshare.error)?.words}</FormProblem>
        <Row>
          <Button variant="secondary" isBusy={share.isPending} onClick={() => share.mutate({ cartId: cart.cartId })}>{cart.link ? say("换一个链接") : say("生成链接")}</Button>
          {cart.link && <Button variant="ghost" isBusy={unshare.isPending} onClick={() => unshare.mutate({ cartId: cart.cartId })}>{say("停止分享")}</Button>}
        </Row>
      </Stack>
    </>
  );
}

function DropCart({ cart, base }: Props) {
  const say = useSay();
  const router = useRouter();
  const [isOpen, setIsOpen] = useState(false);
  const drop = useMutation(useTRPC().shoppingCart.drop.mutationOptions({ onSuccess: () => { setIsOpen(false); router.push(`${base}/cart`); router.refresh(); } }));
  return (
    <ConfirmDialog
      title={cart.name === "" ? say("清空采购车？") : say("删除“{cartName}”？", { cartName: cart.name })} text={say("里面没有下单的行会被删除，不能恢复；已经下的订单不受影响。")} isOpen={isOpen} onOpenChange={setIsOpen}
      trigger={<Button variant="ghost">{cart.name === "" ? say("清空采购车") : say("删除")}</Button>}
      act={say("确认删除")} leave={say("不删除")} isBusy={drop.isPending} problem={problemOf(drop.error)?.words} onConfirm={() => drop.mutate({ cartId: cart.cartId, version: cart.version })}
    />
  );
}
