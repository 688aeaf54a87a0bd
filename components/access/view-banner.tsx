import { useSay } from "#say";
import { Button } from "../ui/button";
import { Glyph } from "../ui/glyph";

type Props = { clerkName: string; companyName: string; view: { ticketNumber: string; until: Date } };

/** BO4: says on every page who sees whose pages, for which case and until when; a plain form ends it without JavaScript. */
export function ViewBanner({ clerkName, companyName, view }: Props) {
  const say = useSay();
  return (
    <div role="region" aria-label={say("以客户视角查看")} className="sticky top-0 z-30 border-b border-warning bg-warning-soft">
      <div className="mx-auto flex max-w-page flex-wrap items-center justify-between gap-x-6 gap-y-2 px-4 py-2 sm:px-6">
        <p className="flex min-w-0 flex-1 basis-64 items-start gap-2 text-[0.9375em] leading-snug">
          <Glyph name="warning" size="1.3em" />
          <span>
            {say.rich("运营商 {clerkName} 正以 {strong} 的视角查看，依据服务单 {part}，到 {until} 自动结束。只能看，不能办理，打开的每一页企业都能查到。", { clerkName, strong: <strong>{companyName}</strong>, part: <span className="figures">{view.ticketNumber}</span>, until: say.instant(view.until) })}
          </span>
        </p>
        <form method="post" action="/api/customer-view">
          <Button type="submit" size="sm" variant="secondary">{say("结束查看")}</Button>
        </form>
      </div>
    </div>
  );
}
