import { thumbHashToDataURL } from 'thumbhash';
import type { Picture } from '@/api/model';

export const PICTURE_WIDTHS = [480, 768, 1152] as const;
export type PictureWidth = (typeof PICTURE_WIDTHS)[number];
export type PictureFormat = 'avif' | 'webp';

/** A picture's address in one of the widths and formats the server makes. */
export function pictureAddress(url: string, width: PictureWidth, format: PictureFormat = 'webp'): string {
  return `${url}${url.includes('?') ? '&' : '?'}w=${width}&f=${format}`;
}

/** All widths of one format, for the browser to choose from. */
export function pictureSet(url: string, format: PictureFormat): string {
  return PICTURE_WIDTHS.map((width) => `${pictureAddress(url, width, format)} ${width}w`).join(', ');
}

const blurs = new Map<string, string | null>();
const BLURS_KEPT = 200;

/** The picture as a blur, out of the few bytes that came with its address; null when they are none. */
export function blurOf(thumbhash: string | null | undefined): string | null {
  if (!thumbhash) return null;
  const known = blurs.get(thumbhash);
  if (known !== undefined) return known;
  let blur: string | null = null;
  try {
    const bytes = Uint8Array.from(atob(thumbhash), (letter) => letter.charCodeAt(0));
    if (bytes.length >= 5) blur = thumbHashToDataURL(bytes);
  } catch {
    // A blur is a courtesy: without it the picture's colour stands there.
  }
  if (blurs.size >= BLURS_KEPT) blurs.clear();
  blurs.set(thumbhash, blur);
  return blur;
}

const COLOUR = /^#[0-9a-f]{6}$/i;

/** What stands in a picture's frame until it is there. */
export function placeholderOf(picture: Pick<Picture, 'thumbhash' | 'colour'>): {
  colour: string | null;
  blur: string | null;
} {
  const colour = picture.colour && COLOUR.test(picture.colour) ? picture.colour : null;
  return { colour, blur: blurOf(picture.thumbhash) };
}
