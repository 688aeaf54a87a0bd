import type { z } from "zod";
import { dayOf, formatDay, formatInstant } from "@/server/kernel/calendar";
import type { ProductView } from "@/server/inventory/product.schema";
import { EmptyState } from "../patterns/empty-state";
import { Money } from "../patterns/money";
import { Card, CardHeader, Stack } from "../ui/card";
import { CopyButton } from "../ui/copy-button";
import { DescriptionList } from "../ui/description-list";
import { TextAnchor } from "../ui/anchor";
import { TextLink } from "../ui/link";

export function ProductDetail({ product, base }: { product: z.output<typeof ProductView>; base: string }) {
  return (
    <Stack>
      <Card>
        <CardHeader title="产品信息" />
        <DescriptionList
          layout="grid"
          items={[
            { term: "数量", value: `${product.seats} ${product.seatName}` },
            { term: "月费（含税）", value: <Money fen={product.monthlyFen} /> },
            { term: "开通日", value: product.startedOn ? formatDay(dayOf(product.startedOn)) : product.trial ? "试用中，还没有计费" : "正在开通" },
            { term: "业务标识", value: product.businessId ?? "开通后生成" },
            { term: "价格版本", value: `第 ${product.priceBookVersion} 版（您变更前保持不变）` },
            { term: "来自订单", value: <TextLink href={`${base}/orders/${product.orderId}`}>查看订单</TextLink> },
          ]}
        />
      </Card>
      <section aria-labelledby="bindings">
        <h2 id="bindings" className="mb-3 text-lg font-semibold">
          应用帐号
        </h2>
        {product.applicationAccounts.length === 0 && <EmptyState title="还没有应用帐号" text="开通后由平台自动开立并绑定到您的企业帐号。" />}
        {product.applicationAccounts.map((account) => (
          <Card key={account.id}>
            <DescriptionList
              layout="grid"
              items={[
                { term: "应用帐号", value: <span className="inline-flex flex-wrap items-center gap-2">{account.name} <CopyButton text={account.name} /></span> },
                { term: "业务管理员", value: account.administratorName },
                { term: "登录地址", value: <TextAnchor href={account.signInUrl}>{account.signInUrl}</TextAnchor> },
                { term: "绑定时间", value: formatInstant(account.boundAt) },
              ]}
            />
          </Card>
        ))}
      </section>
    </Stack>
  );
}
