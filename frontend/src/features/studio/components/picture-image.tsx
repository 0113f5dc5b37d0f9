import type { CSSProperties } from 'react';
import type { Picture } from '@/api/model';
import { pictureAddress, pictureSet, placeholderOf } from '../picture-source';

interface PictureImageProps {
  picture: Picture;
  /** How wide it stands on the page, as the `sizes` of an image. */
  sizes: string;
  className?: string | undefined;
  lazy?: boolean;
  /** Only decoration beside words that say the same. */
  silent?: boolean;
}

/** A ready picture in the width and format that suit the screen, its blur and colour there before it. */
export function PictureImage({ picture, sizes, className, lazy = false, silent = false }: PictureImageProps) {
  if (picture.url === null) return null;
  const { colour, blur } = placeholderOf(picture);
  const style: CSSProperties & { '--picture-shape': string } = {
    '--picture-shape': `${picture.width} / ${picture.height}`,
    ...(colour ? { backgroundColor: colour } : {}),
    ...(blur ? { backgroundImage: `url("${blur}")`, backgroundSize: '100% 100%' } : {}),
  };
  return (
    <picture>
      <source type="image/avif" srcSet={pictureSet(picture.url, 'avif')} sizes={sizes} />
      <source type="image/webp" srcSet={pictureSet(picture.url, 'webp')} sizes={sizes} />
      <img
        key={picture.url}
        className={className}
        style={style}
        src={pictureAddress(picture.url, 1152)}
        alt={silent ? '' : picture.alt}
        width={picture.width}
        height={picture.height}
        decoding="async"
        {...(lazy ? { loading: 'lazy' as const } : {})}
      />
    </picture>
  );
}
