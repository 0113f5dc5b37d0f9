/** What the file dialogue offers; the server decides by content all the same. */
export const BOOK_FILES = '.epub,.fb2,.fbz,.zip,application/epub+zip,application/x-fictionbook+xml';

/** The files of a drop, without the folders, which browsers pass off as files. */
export function droppedFiles(transfer: DataTransfer): File[] {
  const items = [...transfer.items];
  if (items.length === 0) return [...transfer.files];
  return items
    .filter((item) => item.kind === 'file' && item.webkitGetAsEntry?.()?.isDirectory !== true)
    .map((item) => item.getAsFile())
    .filter((file) => file !== null);
}
