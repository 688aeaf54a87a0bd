/** The empty place that every public page keeps for it (components/layout/document.tsx). */
const PLACE = /<div id="origin-state"([^>]*)><\/div>/;

const clock = new Intl.DateTimeFormat("zh-CN", { timeZone: "Asia/Shanghai", hour: "2-digit", minute: "2-digit", hour12: false });

/** A page that is shown while the origin is away says which parts do not work, and of when its prices are. */
export function withOriginNotice(html: string, at: Date): string {
  const isEnglish = /<html[^>]*lang="en"/.test(html);
  const time = clock.format(at);
  const words = isEnglish
    ? `Signing in, ordering and your account are unavailable for the moment; nothing that you submitted is lost. Products and prices can be read, as of ${time} (Beijing time).`
    : `登录、下单和账户暂时不可用，正在恢复，已提交的内容不会丢失。产品与价格可以照常浏览，内容截至 ${time}。`;
  return html.replace(PLACE, (_, attributes: string) => `<div id="origin-state"${attributes}><p role="status" class="border-b border-warning-line bg-warning-soft px-4 py-2.5 text-center text-sm text-warning">${words}</p></div>`);
}
