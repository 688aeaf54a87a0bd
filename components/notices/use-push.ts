"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useEffect, useState } from "react";
import { useTRPC } from "../layout/trpc-provider";

/** How this browser stands to pushes; null until it was looked at. `hash`: of its own address, where it has one. */
export type PushStanding = { state: "unsupported" | "denied" | "open"; hash: string | null };

async function hashOf(text: string): Promise<string> {
  const bytes = await crypto.subtle.digest("SHA-256", new TextEncoder().encode(text));
  return [...new Uint8Array(bytes)].map((byte) => byte.toString(16).padStart(2, "0")).join("");
}

const isAble = () => "serviceWorker" in navigator && "PushManager" in window && "Notification" in window;

async function standingNow(): Promise<PushStanding> {
  if (!isAble()) return { state: "unsupported", hash: null };
  const registration = await navigator.serviceWorker.getRegistration("/");
  const subscription = await registration?.pushManager.getSubscription();
  return { state: Notification.permission === "denied" ? "denied" : "open", hash: subscription ? await hashOf(subscription.endpoint) : null };
}

/** Of one's own browser, by the key of this installation: consent is asked here, by a click, and never at load. */
async function subscribe(key: string): Promise<PushSubscription | null> {
  if ((await Notification.requestPermission()) !== "granted") return null;
  await navigator.serviceWorker.register("/sw.js");
  const { pushManager } = await navigator.serviceWorker.ready;
  const wanted = { userVisibleOnly: true, applicationServerKey: key };
  return pushManager.subscribe(wanted).catch(async () => {
    // One for another key, as after the installation got a new one, stands in the way.
    await (await pushManager.getSubscription())?.unsubscribe();
    return pushManager.subscribe(wanted);
  });
}

/** NT2: this browser's pushes, turned on by somebody's click. */
export function usePush(onDone: () => void) {
  const trpc = useTRPC();
  const queries = useQueryClient();
  const [standing, setStanding] = useState<PushStanding | null>(null);
  const look = () => standingNow().then(setStanding);
  useEffect(() => { void standingNow().then(setStanding); }, []);
  const add = useMutation(trpc.pushDevice.add.mutationOptions());
  const turnOn = useMutation({
    mutationFn: async () => {
      const { key } = await queries.fetchQuery(trpc.pushDevice.list.queryOptions({}));
      const subscription = await subscribe(key).catch(() => { throw new PushFailed(); });
      const { endpoint = "", keys } = subscription?.toJSON() ?? {};
      if (subscription) await add.mutateAsync({ endpoint, p256dh: keys?.p256dh ?? "", auth: keys?.auth ?? "" });
      await look();
      return subscription !== null;
    },
    onSuccess: (isOn) => { if (isOn) onDone(); },
  });
  return { standing, turnOn, look };
}

/** The browser's maker could not be reached, or takes no pushes here. */
export class PushFailed extends Error {}
