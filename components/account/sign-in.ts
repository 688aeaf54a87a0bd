import { errorWords } from "@/messages/zh-CN";

/** Signs in on this host. Returns null, or the words of what went wrong. */
export async function signIn(given: Record<string, string>): Promise<string | null> {
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
    return (errorWords as Record<string, string>)[code] ?? errorWords.UNEXPECTED;
  } catch {
    return "网络不通或服务器没有答复，请检查网络后重试。";
  }
}
