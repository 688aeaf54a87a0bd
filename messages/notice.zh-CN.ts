/** Words of what people are told, and of the choices about it. */
export const noticeReasonWords = {
  tooManyDevices: "最多在 10 台设备上接收推送，请先移除不用的",
  pushAddressWrong: "这个浏览器给出的推送地址不能使用，请换一个浏览器",
} as const;

export const noticeFieldWords = {
  wordsUnknownName: "有这类消息没有的变量，或大括号没有成对，请对照可用的变量",
  wordsCodeMissing: "请在正文里保留 {验证码}，没有它收信人登录不了",
  releaseVersionMissing: "请填写版本，例如 5.2",
  linkWrong: "请填写完整的网址，以 https:// 开头",
  noticeMust: "这一类提醒不能关闭",
  clockTimeWrong: "请填写时间，例如 22:00",
  quietEndMissing: "请填写结束时间",
  quietStartMissing: "请填写开始时间",
  quietWholeDay: "开始和结束不能是同一时间",
  digestInQuiet: "摘要时间不能在免打扰时段内",
} as const;
