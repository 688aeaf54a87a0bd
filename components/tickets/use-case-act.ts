import { type UseMutationOptions, useMutation } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { useOnceKey } from "../layout/once-key";
import { problemOf } from "../layout/trpc-provider";

/** One act on a case under a key of its own; the page is read anew after it, and after a refusal too, since others may have moved the case. */
export function useCaseAct<Input extends { key: string; ticketId: string }, E>(name: string, ticketId: string, options: UseMutationOptions<void, E, Input>, onDone: () => void = () => undefined) {
  const { refresh } = useRouter();
  const { key, renew, renewAfter } = useOnceKey(`case:${name}:${ticketId}`);
  const mutation = useMutation({ ...options, onSuccess: () => { renew(); onDone(); refresh(); }, onError: (error: E) => { renewAfter(error); if (problemOf(error)?.code === "CHANGED_MEANWHILE") refresh(); } });
  return { send: (input: Omit<Input, "key" | "ticketId">) => mutation.mutate({ ...input, key, ticketId } as Input), isBusy: mutation.isPending, problem: problemOf(mutation.error) };
}
