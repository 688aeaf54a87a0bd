const place = { provinceId: "SD", locale: "zh-CN" };

/** Inputs of what public pages read; anybody may. */
export const shopInputs: Record<string, () => unknown> = {
  "shop.storefront": () => place,
  "shop.catalogue": () => place,
  "shop.product": () => ({ ...place, slug: "oa" }),
  "shop.bundle": () => ({ ...place, slug: "trade" }),
  "shop.plans": () => place,
  "shop.today": () => place,
  "shop.online": () => place,
};
