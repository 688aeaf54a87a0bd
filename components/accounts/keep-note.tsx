import { useSay } from "#say";
import { Alert } from "../ui/alert";
import { Button } from "../ui/button";
import type { KeepState } from "./use-opening";

/** Whether what was typed is kept, in one quiet line; another tab's change is said aloud. */
export function KeepNote({ state }: { state: KeepState }) {
  const say = useSay();
  if (state === "stale")
    return (
      <Alert tone="warning" role="alert" title={say("这份申请刚在另一个窗口改过")} actions={<Button size="sm" variant="secondary" onClick={() => location.reload()}>{say("载入最新内容")}</Button>}>
        {say("载入后再继续填写，以免互相覆盖。")}
      </Alert>
    );
  return (
    <p role="status" className="min-h-6 text-sm text-ink-faint">
      {state === "saving" && say("正在保存…")}
      {state === "saved" && say("已自动保存，30 天内随时可以继续填写")}
      {state === "offline" && say("网络不通，内容还在这个页面里，连上后会再保存")}
    </p>
  );
}
