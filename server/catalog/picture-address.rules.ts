/** A picture on the host that its page is on. */
export const pictureSrc = (hash: string, width: number): string => `/api/pictures/${hash}/${width}`;
/** The narrower and the wider file, each with what it really measures. */
export const pictureSrcSet = ({ hash, width }: { hash: string; width: number }): string => `${pictureSrc(hash, 640)} ${Math.min(640, width)}w, ${pictureSrc(hash, 1280)} ${width}w`;
