import { useSay } from "#say";
import { Tabs } from "../ui/tabs";

export type ProductTab = "facts" | "usage" | "seats" | "administrator" | "launches";
type Props = { path: string; current: ProductTab; shown: Readonly<Record<ProductTab, boolean>> };

const tabs: readonly { name: ProductTab; to: string; label: string }[] = [
  { name: "facts", to: "", label: "产品信息" }, { name: "seats", to: "/seats", label: "席位" }, { name: "administrator", to: "/administrator", label: "业务管理员" }, { name: "usage", to: "/usage", label: "用量" }, { name: "launches", to: "/launches", label: "打开记录" },
];

/** The pages of a product that this person reads. */
export function ProductTabs({ path, current, shown }: Props) {
  const say = useSay();
  const own = tabs.filter(({ name }) => shown[name] || name === current);
  if (own.length < 2) return null;
  return <div className="mb-5"><Tabs label={say("产品的内容")} tabs={own.map(({ name, to, label }) => ({ href: `${path}${to}`, label: say.word(label), isCurrent: name === current }))} /></div>;
}
