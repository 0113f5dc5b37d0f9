import { fetchAuthorised } from '@/api/client';

/** Saves what lies at an address of the server on the reader's device. */
export async function saveFile(path: string, filename: string): Promise<void> {
  // A plain link cannot carry the token, and a token in an address would end up in logs.
  const response = await fetchAuthorised('GET', path);
  const address = URL.createObjectURL(await response.blob());
  const link = document.createElement('a');
  link.href = address;
  link.download = filename;
  link.click();
  setTimeout(() => URL.revokeObjectURL(address), 60_000);
}
