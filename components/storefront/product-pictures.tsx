import { pictureSrc, pictureSrcSet } from "../../server/catalog/picture-address.rules";
import type { PictureView } from "../../server/catalog/picture.schema";

/** What it looks like: the first picture wide, the others beside each other. Each has its size, so that nothing moves while it comes; their words are Chinese. */
export function ProductPictures({ pictures, label }: { pictures: readonly PictureView[]; label: string }) {
  if (pictures.length === 0) return null;
  return (
    <ul aria-label={label} className="mb-10 grid grid-cols-2 gap-4 lg:grid-cols-3">
      {pictures.map(({ hash, width, height, alt }, index) => (
        <li key={hash} lang="zh-CN" className={index === 0 ? "col-span-2 lg:row-span-2" : ""}>
          <img
            src={pictureSrc(hash, 1280)} srcSet={pictureSrcSet({ hash, width })} sizes={index === 0 ? "(min-width: 64rem) 44rem, 100vw" : "(min-width: 64rem) 22rem, 50vw"} width={width} height={height} alt={alt}
            loading={index === 0 ? "eager" : "lazy"} decoding="async" className="h-auto w-full rounded-lg border border-line bg-sunken"
          />
        </li>
      ))}
    </ul>
  );
}
