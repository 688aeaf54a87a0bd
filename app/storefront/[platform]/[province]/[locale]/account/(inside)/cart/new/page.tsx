import type { Metadata } from "next";
import { AddToCartForm } from "@/components/carts/add-form";
import { EmptyState } from "@/components/patterns/empty-state";
import { PageHeader } from "@/components/patterns/page-header";
import { Breadcrumb } from "@/components/ui/breadcrumb";
import { Button } from "@/components/ui/button";
import { SelectField } from "@/components/ui/text-field";
import { api, orLeave, signInPath } from "@/server/caller";
import { idOf, wordsOf } from "@/server/kernel/pagination";
import { accountBase } from "@/server/platforms/paths";
import { getSay } from "@/components/say/server";

export async function generateMetadata(): Promise<Metadata> {
  const say = await getSay();
  return { title: say("加入采购车") };
}

type Props = { params: Promise<{ platform: string; province: string }>; searchParams: Promise<Record<string, string | string[] | undefined>> };

export default async function AddToCartPage({ params, searchParams }: Props) {
  const say = await getSay();
  const base = accountBase(await params);
  const query = await searchParams;
  const [offeringCode, cartId, seats] = [wordsOf(query, "offering"), idOf(query, "cart"), Number(wordsOf(query, "seats"))];
  const choice = await orLeave((await api()).shoppingCart.choice({ ...(offeringCode ? { offeringCode } : {}) }), await signInPath(base));
  return (
    <>
      <PageHeader above={<Breadcrumb crumbs={[{ label: say("采购车"), href: `${base}/cart` }, { label: say("加入采购车") }]} />} title={choice.chosen ? say("订购 {productName}", { productName: say.named(choice.chosen.productName) }) : say("加入采购车")} text={say("勾选要订购的帐号并填好数量；费用和能不能订，在采购车里逐行写明。")} />
      <form action={`${base}/cart/new`} method="get" className="mb-5 flex flex-wrap items-end gap-3">
        {cartId && <input type="hidden" name="cart" value={cartId} />}
        <div className="min-w-0 flex-1 sm:max-w-md">
          <SelectField name="offering" label={say("套餐")} defaultValue={choice.chosen?.offeringCode ?? ""}>
            <option value="">{say("请选择")}</option>
            {choice.plans.map((plan) => <option key={plan.offeringCode} value={plan.offeringCode}>{plan.name}</option>)}
          </SelectField>
        </div>
        <Button type="submit" variant="secondary">{choice.chosen ? say("换套餐") : say("选这个套餐")}</Button>
      </form>
      {choice.chosen ? <AddToCartForm key={choice.chosen.offeringCode} base={base} chosen={choice.chosen} accounts={choice.accounts} seats={Number.isInteger(seats) && seats > 0 ? seats : null} cartId={cartId} /> : <EmptyState title={offeringCode ? say("这个套餐暂时不能订购") : say("先选一个套餐")} text={say("选好套餐后，再选帐号和数量。")} />}
    </>
  );
}
