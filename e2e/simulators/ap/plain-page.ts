import { html, page } from "../kit/html";
import type { PageAnswer } from "../kit/http";

/** A page of the provider's own with a title and a sentence. */
export function plainPage(status: number, title: string, text: string): PageAnswer {
  return { status, type: "html", content: page({ title, lead: "应用提供商系统（模拟）", main: html`<section><p>${text}</p></section>` }) };
}
