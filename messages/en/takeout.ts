import type { Dictionary } from "../say";
import { plural } from "./plural";

/** What the pages of exporting a company's data say. */
export const takeout = {
  "正在生成": "Being prepared",
  "申请导出": "Ask for an export",
  "生成进度": "Progress of the export",
  "{kindsDone} / {kindsTotal} 类": "{kindsDone} of {kindsTotal} kinds",
  "{expiresAt} 删除": "Deleted on {expiresAt}",
  "请再申请一次，仍不行请提交服务单": "Please ask once more; if it fails again, please submit a service case",
  "导出记录": "Export history",
  "{rowCount} 行，{sizeOf}": ({ rowCount, sizeOf }) => `${plural(rowCount, "row")}, ${sizeOf}`,
  "下载 ZIP": "Download ZIP",
  "已下载 {downloads} 次": ({ downloads }) => `Downloaded ${plural(downloads, "time")}`,
  "还没有导出过": "No exports yet",
  "需要留底、换系统或准备销户时，可以把全部资料导出。": "You can export all data for your files, for a change of system or before closing the account.",
} as const satisfies Dictionary;
