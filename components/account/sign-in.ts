import { errorWords } from "@/messages/zh-CN";
import { sayNow } from "../say/client";

/** Signs in on this host. Returns null, or what went wrong, in words. */
export async function signIn(given: Record<string, string>): Promise<{ code: string; words: string } | null> {
  try {
    const csrf = (await (await fetch("/api/auth/csrf")).json()) as { csrfToken: string };
    const answer = await fetch("/api/auth/callback/credentials", {
      method: "POST",
      headers: { "content-type": "application/x-www-form-urlencoded" },
      body: new URLSearchParams({ ...given, csrfToken: csrf.csrfToken, json: "true" }),
    });
    if (answer.ok) return null;
    const { url } = (await answer.json()) as { url?: string };
    const code = new URL(url ?? "", location.origin).searchParams.get("error") ?? "UNEXPECTED";
    return { code, words: sayNow().word((errorWords as Record<string, string>)[code] ?? errorWords.UNEXPECTED) };
  } catch {
    return { code: "OFFLINE", words: sayNow()("网络不通或服务器没有答复，请检查网络后重试。") };
  }
}
