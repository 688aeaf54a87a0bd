import { Alert } from "../ui/alert";

/** Partners are the whole country's, so that a duty for one platform only reads them. */
export function ManageNote() {
  return <Alert tone="info" title="这里只能查看">新建合作伙伴、绑定应用和邀请人员，请先在页面上方切换到“全国”。</Alert>;
}
