/* The page without a network: tries again when there is one, and shows the bills that somebody asked to have on this device, read-only, with their age. */
const LONGEST_DAYS = 30;

document.querySelector("#again").addEventListener("click", () => location.reload());
addEventListener("online", () => location.reload());

/** How old something is, in words. */
function ageOf(at) {
  const minutes = Math.max(0, Math.round((Date.now() - at) / 60_000));
  if (minutes < 1) return "刚刚";
  if (minutes < 60) return `${minutes} 分钟前`;
  return minutes < 48 * 60 ? `${Math.round(minutes / 60)} 小时前` : `${Math.round(minutes / 1440)} 天前`;
}

function cell(label, text) {
  const made = document.createElement(label === "帐期" ? "th" : "td");
  if (label === "帐期") made.scope = "row";
  else made.dataset.label = label;
  if (label === "合计" || label === "待付") made.className = "sum";
  made.textContent = text;
  return made;
}

async function showBills() {
  const stored = (await caches.has("kdsw-bills")) && (await (await caches.open("kdsw-bills")).match("/offline-bills.json"));
  if (!stored) return;
  const { company, at, bills } = await stored.json();
  if (Date.now() - at > LONGEST_DAYS * 86_400_000) return void caches.delete("kdsw-bills");
  document.querySelector("#asof").textContent = `${company}，${ageOf(at)}保存在这台设备上，只供查看：之后的付款和新帐单不在里面，要付款请联网。`;
  for (const bill of bills) {
    const row = document.createElement("tr");
    row.append(cell("帐期", bill.period), cell("合计", bill.total), cell("待付", bill.open), cell("最后付款日", bill.due), cell("状态", bill.state));
    document.querySelector("#rows").append(row);
  }
  document.querySelector("#bills").hidden = bills.length === 0;
}
showBills().catch(() => undefined);
