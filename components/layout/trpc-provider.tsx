"use client";

import { MutationCache, QueryCache, QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { TRPCClientError, createTRPCClient, httpBatchLink, httpLink, splitLink } from "@trpc/client";
import { createTRPCContext } from "@trpc/tanstack-react-query";
import { type ReactNode, useState } from "react";
import superjson from "superjson";
import type { AppRouter } from "@/server/root";
import { errorWords, reasonWords } from "@/messages/zh-CN";
import { sayNow } from "../say/client";
import { SignInAgain } from "./sign-in-again";

const { TRPCProvider: Provider, useTRPC } = createTRPCContext<AppRouter>();
export { useTRPC };

/** For which account the page was read (AccountShell says it), so that the server notices when the sign-in has gone to another one. */
const headers = () => {
  const membership = document.querySelector<HTMLElement>("[data-membership]")?.dataset.membership;
  return membership ? { "x-membership": membership } : {};
};
const options = { url: "/api/trpc", transformer: superjson, headers };

/** Mutations go alone, so that money, orders and codes are counted one by one; reads travel together. */
function makeClient() {
  return createTRPCClient<AppRouter>({ links: [splitLink({ condition: (call) => call.type === "mutation", true: httpLink(options), false: httpBatchLink({ ...options, maxItems: 8 }) })] });
}

export function TrpcProvider({ children }: { children: ReactNode }) {
  const [isSignedOut, setIsSignedOut] = useState(false);
  const [queryClient] = useState(() => {
    const onError = (error: unknown) => { if (["NOT_SIGNED_IN", "SECOND_STEP_NEEDED"].includes(problemOf(error)?.code ?? "")) setIsSignedOut(true); };
    return new QueryClient({ queryCache: new QueryCache({ onError }), mutationCache: new MutationCache({ onError, onSuccess: () => setIsSignedOut(false) }), defaultOptions: { queries: { retry: 1, staleTime: 5000 }, mutations: { retry: false } } });
  });
  const [trpcClient] = useState(makeClient);
  return (
    <QueryClientProvider client={queryClient}>
      <Provider trpcClient={trpcClient} queryClient={queryClient}>
        {children}
        {isSignedOut && <SignInAgain />}
      </Provider>
    </QueryClientProvider>
  );
}

export type Problem = { code: string; words: string; fields: Record<string, string> | undefined; requestId: string | null };

/** What a failed call means for a person: the code's words and its reasons; field errors apart, for the form to place. */
export function problemOf(error: unknown): Problem | null {
  if (!error) return null;
  const say = sayNow();
  if (!(error instanceof TRPCClientError)) return { code: "UNEXPECTED", words: say.word(errorWords.UNEXPECTED), fields: undefined, requestId: null };
  const data = error.data as { requestId?: string; app?: { code: string; fields?: Record<string, string>; reasons?: string[]; retryAfterSeconds?: number } } | null;
  if (!data) return { code: "OFFLINE", words: say("网络不通或服务器没有答复，请检查网络后重试。您填写的内容都还在。"), fields: undefined, requestId: null };
  const app = data.app ?? { code: "UNEXPECTED" };
  const base = say.word((errorWords as Record<string, string>)[app.code] ?? errorWords.UNEXPECTED);
  const reasons = (app.reasons ?? []).map((reason) => say.word((reasonWords as Record<string, string>)[reason] ?? "")).filter(Boolean);
  const wait = app.retryAfterSeconds && app.retryAfterSeconds > 5 ? say("约 {time}后可以再试。", { time: app.retryAfterSeconds < 90 ? say("{seconds} 秒", { seconds: app.retryAfterSeconds }) : say("{minutes} 分钟", { minutes: Math.ceil(app.retryAfterSeconds / 60) }) }) : "";
  const trace = app.code === "UNEXPECTED" ? say("（编号 {requestId}）", { requestId: data.requestId?.slice(0, 8) ?? "" }) : "";
  return { code: app.code, words: `${reasons.length > 0 ? reasons.join(" ") : base}${wait}${trace}`, fields: app.fields, requestId: data.requestId ?? null };
}
