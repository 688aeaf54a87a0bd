/* 宽带商务's worker: shows what is pushed while no page is open, and a page of its own while there is no network. VERSION is written before it. */

const SHELL = `kdsw-shell-${VERSION}`;
/** The last bills that a person asked to have on this device; kept by pages of theirs, emptied by what ends their sign-in. */
const BILLS = "kdsw-bills";
const OFFLINE = "/offline.html";
const SHELL_FILES = [OFFLINE, "/offline.js", "/favicon.svg", "/icons/icon-192.png"];

// A new version waits until somebody says so (the bar on their page), so that nothing changes under a page that is being filled in.
self.addEventListener("install", (event) => event.waitUntil(caches.open(SHELL).then((cache) => cache.addAll(SHELL_FILES.map((path) => new Request(path, { cache: "reload" }))))));
self.addEventListener("message", (event) => {
  if (event.data === "update") self.skipWaiting();
});
self.addEventListener("activate", (event) => event.waitUntil((async () => {
  const old = (await caches.keys()).filter((name) => name.startsWith("kdsw-shell-") && name !== SHELL);
  await Promise.all(old.map((name) => caches.delete(name)));
  await self.clients.claim();
})()));

const shellFile = async (path) => (await (await caches.open(SHELL)).match(path)) ?? Response.error();

self.addEventListener("fetch", (event) => {
  const { request } = event;
  const { origin, pathname } = new URL(request.url);
  if (origin !== self.location.origin) return;
  if (pathname === "/api/sign-out") {
    event.waitUntil(caches.delete(BILLS));
    return;
  }
  // A page comes from the network or not at all: no sum is ever shown from a store as if it were today's.
  if (request.mode === "navigate" && request.method === "GET") event.respondWith(fetch(request).catch(() => shellFile(OFFLINE)));
  else if (SHELL_FILES.includes(pathname) && request.method === "GET") event.respondWith(fetch(request).catch(() => shellFile(pathname)));
});

/** An address of this host's own pages; anything else leads to the start. */
const ownPath = (path) => (typeof path === "string" && /^\/(?![/\\])/.test(path) ? path : "/account/notices");

self.addEventListener("push", (event) => {
  let message = {};
  try {
    message = event.data ? event.data.json() : {};
  } catch {
    // A browser takes the consent from whoever pushes and shows nothing.
  }
  const title = typeof message.title === "string" && message.title !== "" ? message.title : "您有一条新消息";
  event.waitUntil(self.registration.showNotification(title, { body: "点击查看", lang: "zh-CN", icon: "/icons/icon-192.png", badge: "/icons/badge-72.png", tag: message.tag, data: { path: ownPath(message.path) } }));
});

self.addEventListener("notificationclick", (event) => {
  event.notification.close();
  const address = new URL(event.notification.data.path, self.location.origin).href;
  event.waitUntil((async () => {
    const pages = await self.clients.matchAll({ type: "window" });
    const open = pages.find((page) => page.url === address);
    // A page with something typed in it is left as it is: what was pushed opens beside it.
    if (open) await open.focus();
    else await self.clients.openWindow(address);
  })());
});
