import { reasonWords } from "@/messages/zh-CN";
import { Alert } from "../ui/alert";

/** SY7: in place of a form that this province has turned off for a while, before anybody fills it in. */
export function SwitchedOff({ title, text = "" }: { title: string; text?: string }) {
  return <Alert tone="info" title={title}>{reasonWords.switchedOff}{text}</Alert>;
}
