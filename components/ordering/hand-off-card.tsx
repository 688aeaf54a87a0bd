import { reasonWords } from "@/messages/zh-CN";
import { useSay } from "#say";
import { Alert } from "../ui/alert";
import { CopyButton } from "../ui/copy-button";

type Props = { handOff: { code: string; expiresAt: Date; papers: string[]; isOpened: boolean }; reasonCodes: string[] };

/** OR5: the code for the counter, what to bring, until when, and why. */
export function HandOffCard({ handOff, reasonCodes }: Props) {
  const say = useSay();
  const why = reasonCodes.map((code) => (reasonWords as Record<string, string>)[code] ?? "").join(" ");
  if (handOff.isOpened) return <Alert tone="success" title={say("营业厅已凭码受理")}>{say("您填写的内容已全部带入，不用再填。")}</Alert>;
  return (
    <Alert tone="warning" title={say("请凭受理码到营业厅办理")}>
      <p>{why}</p>
      <p className="my-3 flex flex-wrap items-center gap-3">
        <strong className="figures rounded-md border border-line-strong bg-surface px-4 py-2 font-mono text-2xl tracking-[0.18em]">{`${handOff.code.slice(0, 5)} ${handOff.code.slice(5)}`}</strong>
        <CopyButton text={handOff.code} label={say("复制受理码")} />
      </p>
      <p>{say("有效期至 {expiresAt}。请带上：", { expiresAt: say.instant(handOff.expiresAt) })}</p>
      <ul className="list-disc ps-5">
        {handOff.papers.map((paper) => (
          <li key={paper}>{paper}</li>
        ))}
      </ul>
    </Alert>
  );
}
