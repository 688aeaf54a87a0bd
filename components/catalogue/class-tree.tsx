import { classWords } from "@/messages/zh-CN";
import { productClasses } from "@/server/catalog/catalog.schema";
import { IntentLink } from "../ui/intent-link";

type ClassName = (typeof productClasses)[number];
type Props = { counts: Record<string, number>; chosen: ClassName | undefined; hrefOf: (chosen: ClassName | null) => string };
const lineClass = "flex min-h-(--control-height) items-center justify-between gap-3 rounded-md px-2.5 hover:bg-sunken aria-[current=page]:bg-accent-soft aria-[current=page]:font-medium aria-[current=page]:text-accent-strong";

/** The four classes of products, each with how many of the list it has (SC1); the chosen one is in the address. */
export function ClassTree({ counts, chosen, hrefOf }: Props) {
  const all = productClasses.reduce((sum, one) => sum + (counts[one] ?? 0), 0);
  const line = (one: ClassName | null, word: string, count: number) => (
    <li key={word}>
      <IntentLink href={hrefOf(one)} aria-current={(one ?? undefined) === chosen ? "page" : undefined} className={lineClass}>
        <span>{word}</span>
        <span className="figures text-[0.875em] text-ink-soft">{count}</span>
      </IntentLink>
    </li>
  );
  return (
    <nav aria-label="产品类别" className="rounded-lg border border-line bg-surface p-1.5">
      <ul className="grid grid-cols-1 gap-0.5 sm:grid-cols-2 lg:grid-cols-1">
        {line(null, "全部类别", all)}
        {productClasses.map((one) => line(one, classWords[one], counts[one] ?? 0))}
      </ul>
    </nav>
  );
}
