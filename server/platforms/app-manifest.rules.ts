import type { themes } from "../catalog/catalog.schema";

/** A theme's accent as a system wants it; the same as in app/globals.css. */
const accents: Record<(typeof themes)[number], string> = { jade: "#106561", pine: "#2a6643", indigo: "#2f559d", lake: "#075f85", plum: "#813b6c", cinnabar: "#933428", ochre: "#784d1e" };

export const accentOf = (theme: string): string => (Object.hasOwn(accents, theme) ? accents[theme as keyof typeof accents] : accents.jade);

/** AX6: what a system needs to install a province's storefront as an app. `prefix`: "" on a host of its own, "/sc" on the shared one, where each province is an app of its own. */
export function appManifest({ name, theme, prefix }: { name: string; theme: string; prefix: string }) {
  return {
    id: `${prefix}/account`, name: `${name}网上营业厅 · 宽带商务`, short_name: `宽带商务 ${name}`, lang: "zh-CN", dir: "ltr",
    start_url: `${prefix}/account`, scope: `${prefix}/`, display: "standalone", theme_color: accentOf(theme), background_color: "#ffffff",
    icons: [
      { src: "/icons/icon-192.png", sizes: "192x192", type: "image/png" },
      { src: "/icons/icon-512.png", sizes: "512x512", type: "image/png" },
      { src: "/icons/maskable-512.png", sizes: "512x512", type: "image/png", purpose: "maskable" },
    ],
    shortcuts: [{ name: "帐单", url: `${prefix}/account/bills` }, { name: "我的应用", url: `${prefix}/account/apps` }],
  };
}
