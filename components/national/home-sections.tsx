import { Glyph } from "../ui/glyph";
import { Section } from "../layout/section";

const people = [
  ["50 到 300 人", "有部门、有分工，还没有专职的 IT 部门。"],
  ["一年几百万到一个亿", "买不起也养不起一套自建系统，但已经到了非用不可的时候。"],
  ["不止一个地方", "工厂、门店、仓库、办事处，人和数据都要连起来。"],
] as const;

export function Who() {
  return (
    <Section id="who" title="给没有 IT 部门的公司" text="软件、线路、服务是三家公司的事，您只想找一家。宽带商务把它们合成一张订单、一份账单、一个热线。">
      <ul className="grid gap-x-10 gap-y-6 md:grid-cols-3">
        {people.map(([title, text]) => (
          <li key={title} className="border-t-2 border-ink pt-4">
            <p className="font-display text-xl font-bold">{title}</p>
            <p className="mt-1 text-ink-soft">{text}</p>
          </li>
        ))}
      </ul>
      <p className="mt-8 text-sm text-ink-faint">这是最常见的客户，不是门槛：五个人的公司也可以办。</p>
    </Section>
  );
}

const steps = [
  ["选省份", "每个省有自己的网上营业厅、价格和热线。产品与价格不登录就能看。"],
  ["选产品，先算账", "填人数和开通日，首月、平常月、全年各多少钱，每一行怎么来的都写明。"],
  ["下单，等审核", "首单由本省工作人员核对证照，一个工作日内答复；预付款先冻结，开通才扣。"],
  ["当天用上", "应用一般 1 小时内开通；线路由装维人员上门。之后加人当场生效。"],
] as const;

export function How() {
  return (
    <Section id="how" tone="sunken" title="四步用上" text="走到哪一步、停在谁手里、还要多久，订单页上一直看得到。">
      <ol className="grid gap-8 sm:grid-cols-2 lg:grid-cols-4">
        {steps.map(([title, text], index) => (
          <li key={title}>
            <span aria-hidden="true" className="figures font-display text-4xl leading-none font-bold text-accent">
              {index + 1}
            </span>
            <h3 className="mt-3 text-lg">{title}</h3>
            <p className="mt-1 text-[1rem] text-ink-soft">{text}</p>
          </li>
        ))}
      </ol>
      <p className="mt-10 flex items-start gap-2.5 border-t border-line pt-6 text-sm text-ink-soft">
        <span className="mt-1 text-accent-strong">
          <Glyph name="pin" />
        </span>
        南方十七省目前在营业厅办理：网上选好、填好资料，凭办理码到厅，不用重填。
      </p>
    </Section>
  );
}

const classes = [
  ["企业管理应用", "公司里面的事", ["协同办公 OA", "人力资源 HR", "客户关系 CRM", "进销存 SCM"]],
  ["通信增值", "对外联系的事", ["企业邮箱", "企业建站", "网络传真", "视频会议", "企业短信"]],
  ["基础通信", "线路与号码", ["宽带接入", "互联网专线", "固定电话", "云总机"]],
  ["对外商务应用", "找客户、接订单", ["企业黄页", "网上订货商城"]],
] as const;

export function Products() {
  return (
    <Section id="products" title="四类产品，一处办齐" text="都是标准产品，租来就用，按月付费，随时加减。由运营商自己提供，或由签约的应用提供商提供——每个产品页都写明是谁。">
      <dl className="divide-y divide-line border-y border-line">
        {classes.map(([name, text, products]) => (
          <div key={name} className="grid gap-x-8 gap-y-2 py-5 md:grid-cols-[16rem_minmax(0,1fr)]">
            <dt>
              <span className="font-display text-xl font-bold">{name}</span>
              <span className="block text-sm text-ink-faint">{text}</span>
            </dt>
            <dd className="flex flex-wrap items-center gap-x-6 gap-y-1.5">
              {products.map((product) => (
                <span key={product}>{product}</span>
              ))}
            </dd>
          </div>
        ))}
      </dl>
      <p className="mt-5 text-sm text-ink-soft">
        价格与能办的产品各省不同，<a href="#provinces" className="text-accent-strong underline decoration-accent-line decoration-2 underline-offset-4">选省份</a>后可见。
      </p>
    </Section>
  );
}

const industries = [
  ["生产加工", "订单、委外、库存、计件工资，车间和办公室看同一个数"],
  ["贸易流通", "从询盘跟到收钱，客户留在公司"],
  ["连锁经营", "总部当晚看到每家店的销售和库存"],
  ["物流运输", "电话不漏接，货到就通知"],
  ["IT 服务", "对称专线、固定 IP，合同到回款一条线"],
] as const;

export function Industries() {
  return (
    <Section id="industries" tone="sunken" title="五个行业，配好了整套" text="哪几样一起用、各买多少席，按同行常用的配好，比分开买便宜。">
      <ul className="grid gap-px overflow-hidden rounded-lg border border-line bg-line sm:grid-cols-2 lg:grid-cols-5">
        {industries.map(([name, text]) => (
          <li key={name} className="bg-surface p-5">
            <p className="font-display text-lg font-bold">{name}</p>
            <p className="mt-1 text-sm text-ink-soft">{text}</p>
          </li>
        ))}
      </ul>
    </Section>
  );
}

const promises = [
  ["1 个工作日", "首单审核答复"],
  ["24 小时", "审核通过到开通"],
  ["10 分钟", "产品不可用时首次响应"],
  ["自动补偿", "修复超时按天减免，不用申请"],
] as const;

export function Promises() {
  return (
    <Section id="promises" title="写在明处的承诺">
      <dl className="grid grid-cols-2 gap-x-8 gap-y-8 lg:grid-cols-4">
        {promises.map(([value, name]) => (
          <div key={name} className="flex flex-col-reverse">
            <dt className="text-ink-soft">{name}</dt>
            <dd className="figures font-display text-2xl font-bold text-accent-strong sm:text-3xl">{value}</dd>
          </div>
        ))}
      </dl>
    </Section>
  );
}
