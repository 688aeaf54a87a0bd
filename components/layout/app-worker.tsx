"use client";

import { useEffect, useState } from "react";
import { useSay } from "#say";
import { Alert } from "../ui/alert";
import { Button } from "../ui/button";

const LOOK_MS = 30 * 60_000;

/** Fields that somebody has changed and whose page still shows them: what a reload would throw away. */
const touched = new Set<Element>();
const noteTouched = (event: Event) => { if (event.target instanceof Element) touched.add(event.target); };
const hasTyped = () => [...touched].some((field) => field.isConnected);

/**
 * Registers this host's worker, by which the app can be installed, says something without a network and shows pushes (AX6, NT2); and offers a
 * new version of it when one has come. Nothing changes under a page until somebody says so, and never where something typed would be lost.
 */
export function AppWorker() {
  const say = useSay();
  const [isOffered, setIsOffered] = useState(false);
  const [isHeldBack, setIsHeldBack] = useState(false);
  useEffect(() => {
    document.addEventListener("input", noteTouched, true);
    return () => document.removeEventListener("input", noteTouched, true);
  }, []);
  useEffect(() => {
    if (!("serviceWorker" in navigator)) return;
    let isOver = false;
    let timer: ReturnType<typeof setInterval> | undefined;
    // The first one of a browser is no new version of anything.
    const offer = () => { if (!isOver && navigator.serviceWorker.controller) setIsOffered(true); };
    navigator.serviceWorker.register("/sw.js").then((registration) => {
      if (isOver) return;
      if (registration.waiting) offer();
      registration.addEventListener("updatefound", () => {
        const worker = registration.installing;
        worker?.addEventListener("statechange", () => { if (worker.state === "installed") offer(); });
      });
      timer = setInterval(() => void registration.update().catch(() => undefined), LOOK_MS);
    }).catch(() => undefined);
    return () => { isOver = true; clearInterval(timer); };
  }, []);
  if (!isOffered) return null;
  const update = async () => {
    if (hasTyped()) return setIsHeldBack(true);
    navigator.serviceWorker.addEventListener("controllerchange", () => location.reload(), { once: true });
    // The one that was offered may have been overtaken by a newer one meanwhile: whoever is next is told, and with nobody next a reload is all.
    const registration = await navigator.serviceWorker.getRegistration();
    const next = [registration?.installing, registration?.waiting].filter((worker) => worker != null);
    if (next.length === 0) return location.reload();
    for (const worker of next) worker.postMessage("update");
  };
  return (
    <div className="fixed inset-x-3 bottom-3 z-20 mx-auto max-w-xl shadow-float" role="status" data-print="hide">
      <Alert tone="info" title={say("有新版本")} actions={<><Button size="sm" onClick={() => void update()}>{say("现在更新")}</Button><Button size="sm" variant="ghost" onClick={() => setIsOffered(false)}>{say("稍后")}</Button></>}>
        {isHeldBack ? say("这一页有还没有提交的内容，更新会丢失。请先提交，或到别的页面再更新。") : say("更新只要一两秒，会重新打开这一页。")}
      </Alert>
    </div>
  );
}
