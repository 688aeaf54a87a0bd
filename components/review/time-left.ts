/** 剩 3 小时 20 分, or 已超时 2 天: what stays until a moment, in words. */
export function timeLeft(until: Date, now: Date): string {
  const minutes = Math.round((until.getTime() - now.getTime()) / 60_000);
  const size = Math.abs(minutes);
  const words = size < 60 ? `${size} 分钟` : size < 1440 ? `${Math.floor(size / 60)} 小时 ${size % 60} 分` : `${Math.floor(size / 1440)} 天 ${Math.floor((size % 1440) / 60)} 小时`;
  return minutes < 0 ? `已超时 ${words}` : `剩 ${words}`;
}
