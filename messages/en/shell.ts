import type { Dictionary } from "../say";

/** The frame around every page, and what all rooms say alike. */
export const shell = {
  "企业首页": "Home",
  "有新版本": "A new version is available",
  "稍后": "Later",
  "这一页有还没有提交的内容，更新会丢失。请先提交，或到别的页面再更新。": "This page has entries that have not been submitted; updating would lose them. Please submit them first, or update from another page.",
  "更新只要一两秒，会重新打开这一页。": "Updating takes a second or two and reloads this page.",
  "页面暂时打不开": "This page cannot be opened right now",
  "不是您的操作有误，几秒后自动重试；一直如此请拨打客服热线。": "You did nothing wrong. It is tried again in a few seconds; if it goes on like this, please call the hotline.",
  "现在重试": "Try again now",
  "登录已失效，请重新登录": "You have been signed out. Please sign in again",
  "在新窗口登录": "Sign in in a new window",
  "您填写的内容还在这一页。登录后回到这里，再提交一次。": "What you entered is still on this page. Sign in, come back here and submit it again.",
  "退出": "Sign out",
  "查看已结束": "Viewing has ended",
  "以客户视角查看已经结束，或者链接已失效。可以关闭这个窗口；还要继续，请在控制台的企业页面重新核对服务单。": "Viewing as the customer has ended, or the link no longer works. You may close this window; to go on, please verify the service case again on the company's page in the console.",
  "没有这项权限": "You do not have this permission",
  "您的角色不能看这一页": "Your role cannot see this page",
  "左侧导航里是您能办的事。需要这一页，请本企业的企业管理员调整您的角色。": "The navigation on the left shows what you can do. If you need this page, please ask your company administrator to change your role.",
  "没有找到": "Not found",
  "这里没有您要找的内容": "What you are looking for is not here",
  "它可能已被删除，或不属于您的企业。请从左侧导航重新进入。": "It may have been deleted, or it does not belong to your company. Please go on by the navigation on the left.",
  "%s · 宽带商务": "%s · Kuandai Shangwu",
} as const satisfies Dictionary;
