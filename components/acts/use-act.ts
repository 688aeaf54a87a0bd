import { type UseMutationOptions, useMutation } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { useOnceKey } from "../layout/once-key";
import { problemOf } from "../layout/trpc-provider";

/** One act on something under a key of its own, by `name`; the page is read anew after it, and after a refusal too, since others may have moved the thing. */
export function useAct<Input extends { key: string }, Output, E>(name: string, options: UseMutationOptions<Output, E, Input>, onDone: (output: Output) => void = () => undefined) {
  const { refresh } = useRouter();
  const { key, renew, renewAfter } = useOnceKey(name);
  const mutation = useMutation({ ...options, onSuccess: (output: Output) => { renew(); onDone(output); refresh(); }, onError: (error: E) => { renewAfter(error); if (problemOf(error)?.code === "CHANGED_MEANWHILE") refresh(); } });
  return { send: (input: Omit<Input, "key">) => mutation.mutate({ ...input, key } as Input), isBusy: mutation.isPending, isReady: key !== "", problem: problemOf(mutation.error) };
}
