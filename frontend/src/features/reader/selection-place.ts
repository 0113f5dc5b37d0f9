const GAP = 8;
/** Room for the handles that a touch screen puts under a selection. */
const HANDLES = 30;
const EDGE = 12;

interface Box {
  left: number;
  top: number;
  width: number;
  height: number;
}
type Size = Pick<Box, 'width' | 'height'>;

/** Below the selection's last line, above it where the screen ends, and always on the screen. */
export function placeBar(box: Box, bar: Size, screen: Size, touch: boolean): { left: number; top: number } {
  const below = box.top + box.height + (touch ? HANDLES : GAP);
  const fits = below + bar.height <= screen.height - EDGE;
  const above = box.top - GAP - bar.height;
  const middle = box.left + box.width / 2 - bar.width / 2;
  return {
    left: Math.max(EDGE, Math.min(middle, screen.width - EDGE - bar.width)),
    top: fits ? below : Math.max(EDGE, Math.min(above, screen.height - EDGE - bar.height)),
  };
}
