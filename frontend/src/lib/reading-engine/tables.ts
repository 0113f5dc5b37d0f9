/** Tables that are wider than the page: set smaller first, then scrolled in a frame; never cut. */

const tooWide = (frame: HTMLElement): boolean => {
  const table = frame.querySelector('table');
  const vertical = getComputedStyle(frame).writingMode.startsWith('vertical');
  if (!table) return false;
  return vertical ? table.offsetHeight > frame.clientHeight + 1 : table.offsetWidth > frame.clientWidth + 1;
};

/** Fits the tables of a chapter into its present column; true when there are any. */
export function fitTables(content: HTMLElement): boolean {
  const frames = content.querySelectorAll<HTMLElement>('.re-wide');
  for (const frame of frames) {
    delete frame.dataset.fit;
    delete frame.dataset.scrolls;
    frame.removeAttribute('tabindex');
    if (!tooWide(frame)) continue;
    frame.dataset.fit = 'small';
    if (!tooWide(frame)) continue;
    frame.dataset.scrolls = '';
    frame.tabIndex = 0;
  }
  return frames.length > 0;
}
