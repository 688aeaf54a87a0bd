import { useSay } from "#say";
import { Alert } from "../ui/alert";
import { CopyButton } from "../ui/copy-button";

/** Ten codes, shown once; each stands in for the second factor one time. */
export function RecoveryCodeList({ codes }: { codes: readonly string[] }) {
  const say = useSay();
  return (
    <div className="flex flex-col gap-3">
      <Alert tone="warning" title={say("请保存备用码，只显示这一次")}>{say("手机丢失时，用一个备用码代替动态口令登录；每个只能用一次。")}</Alert>
      <ul className="figures grid grid-cols-2 gap-x-6 gap-y-1 text-[1.05em] sm:max-w-sm" aria-label={say("备用码")}>
        {codes.map((code) => <li key={code}>{code}</li>)}
      </ul>
      <div><CopyButton text={codes.join("\n")} /></div>
    </div>
  );
}
