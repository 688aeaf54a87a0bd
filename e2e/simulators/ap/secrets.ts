import { z } from "zod";
import { html, type Html } from "../kit/html";

/** A signing secret for one product, as the portal's partner desk showed it. */
export const NewSecret = z.object({ specificationCode: z.string().trim().regex(/^[A-Z][A-Z0-9-]{0,39}$/), secret: z.string().trim().min(8).max(200) });

/** What a person typed, or a sentence that says what is wrong with it. */
export function secretFrom(form: URLSearchParams): string | Record<string, unknown> {
  const secret = NewSecret.safeParse({ specificationCode: form.get("specificationCode") ?? "", secret: form.get("secret") ?? "" });
  return secret.success ? { secret: secret.data } : "没有保存：产品编码或密钥不对。";
}

/** The form for it, and which products have one of their own. */
export function secretSection(secrets: ReadonlyMap<string, string>): Html {
  const own = [...secrets.keys()].join("、") || "还没有";
  return html`<p>已单独设置密钥的产品：${own}。</p><form method="post" action="/new-secret"><div class="fields">
<div class="field"><label for="secret-code">产品编码</label><input type="text" id="secret-code" name="specificationCode" autocomplete="off"></div>
<div class="field"><label for="secret-value">新密钥</label><input type="text" id="secret-value" name="secret" autocomplete="off"></div></div>
<div class="actions"><button>保存密钥</button></div></form>`;
}
