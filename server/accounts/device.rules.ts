const browsers = [
  [/MicroMessenger\//, "微信"], [/DingTalk\//, "钉钉"], [/Edg(?:A|iOS)?\//, "Edge"], [/OPR\//, "Opera"], [/Firefox\//, "Firefox"], [/HeadlessChrome\/|Chrome\/|CriOS\//, "Chrome"], [/Safari\//, "Safari"],
] as const;
const systems = [
  [/HarmonyOS|OpenHarmony/, "鸿蒙"], [/Windows/, "Windows"], [/iPhone/, "iPhone"], [/iPad/, "iPad"], [/Android/, "Android"], [/Mac OS X|Macintosh/, "Mac"], [/Linux/, "Linux"],
] as const;

/** AI14: a browser's self-description in a person's words: Chrome · Windows. */
export function deviceWords(userAgent: string): string {
  const nameIn = (table: readonly (readonly [RegExp, string])[]) => table.find(([pattern]) => pattern.test(userAgent))?.[1];
  return [nameIn(browsers), nameIn(systems)].filter(Boolean).join(" · ") || "未知设备";
}

/** AI14: where a sign-in came from: the recorded place, or what the address itself says. */
export function placeWords(place: string, ip: string): string {
  if (place !== "") return place;
  if (ip === "127.0.0.1" || ip === "::1") return "本机";
  return /^(?:10\.|192\.168\.|172\.(?:1[6-9]|2\d|3[01])\.|f[cd])/.test(ip) ? `内网 ${ip}` : ip;
}
