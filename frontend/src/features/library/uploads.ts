import type { BookAdded, BookCard } from '@/api/model';
import { ApiProblem, problemFrom, UNREACHABLE } from '@/api/problem';
import { accessToken, refreshSession } from '@/api/session';

/** One file on its way to the shelf. */
export type Upload = { id: number; name: string; size: number } & (
  | { state: 'queued' }
  | { state: 'sending'; sent: number }
  | { state: 'added'; book: BookCard; duplicate: boolean }
  | { state: 'refused'; problem: ApiProblem }
);

export type UploadEvent =
  | { kind: 'chosen'; id: number; name: string; size: number }
  | { kind: 'progress'; id: number; sent: number }
  | { kind: 'added'; id: number; book: BookCard; duplicate: boolean }
  | { kind: 'refused'; id: number; problem: ApiProblem }
  | { kind: 'removed'; id: number };

/** What one event does to the list of uploads. */
export function afterUploadEvent(uploads: readonly Upload[], event: UploadEvent): readonly Upload[] {
  if (event.kind === 'chosen') {
    return [...uploads, { id: event.id, name: event.name, size: event.size, state: 'queued' }];
  }
  if (event.kind === 'removed') return uploads.filter((upload) => upload.id !== event.id);
  return uploads.map((upload) => (upload.id === event.id ? moved(upload, event) : upload));
}

function moved(
  { id, name, size }: Upload,
  event: Exclude<UploadEvent, { kind: 'chosen' | 'removed' }>,
): Upload {
  switch (event.kind) {
    case 'progress':
      return { id, name, size, state: 'sending', sent: Math.min(event.sent, size) };
    case 'added':
      return { id, name, size, state: 'added', book: event.book, duplicate: event.duplicate };
    case 'refused':
      return { id, name, size, state: 'refused', problem: event.problem };
  }
}

let uploads: readonly Upload[] = [];
let lastId = 0;
let active: { id: number; request: XMLHttpRequest } | null = null;
const files = new Map<number, File>();
const listeners = new Set<() => void>();
let onAdded: (book: BookCard) => void = () => undefined;

function happen(event: UploadEvent): void {
  uploads = afterUploadEvent(uploads, event);
  for (const listener of listeners) listener();
}

export function currentUploads(): readonly Upload[] {
  return uploads;
}

export function subscribeUploads(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** Tells the library when a file has become a book. */
export function whenBookAdded(callback: (book: BookCard) => void): void {
  onAdded = callback;
}

/** Takes files in; what cannot be accepted is refused here, before a byte is sent. */
export function addFiles(chosen: readonly File[], limitBytes: number | undefined): void {
  for (const file of chosen) {
    lastId += 1;
    happen({ kind: 'chosen', id: lastId, name: file.name, size: file.size });
    if (file.size === 0) {
      happen({ kind: 'refused', id: lastId, problem: new ApiProblem('empty_file', 422, '') });
    } else if (limitBytes !== undefined && file.size > limitBytes) {
      happen({ kind: 'refused', id: lastId, problem: new ApiProblem('too_large', 413, '') });
    } else {
      files.set(lastId, file);
    }
  }
  void sendNext();
}

/** Stops one upload, or clears it away when it is over. */
export function removeUpload(id: number): void {
  files.delete(id);
  const running = active?.id === id ? active.request : null;
  happen({ kind: 'removed', id });
  running?.abort();
}

/** Sends a refused file once more. */
export function canRetry(upload: Upload): boolean {
  return (
    upload.state === 'refused' &&
    files.has(upload.id) &&
    (upload.problem.status === 0 || upload.problem.status >= 500)
  );
}

export function retryUpload(id: number): void {
  const file = files.get(id);
  if (file === undefined) return;
  happen({ kind: 'removed', id });
  files.delete(id);
  addFiles([file], undefined);
}

async function sendNext(): Promise<void> {
  if (active !== null) return;
  const next = uploads.find((upload) => upload.state === 'queued');
  const file = next === undefined ? undefined : files.get(next.id);
  if (next === undefined || file === undefined) return;
  active = { id: next.id, request: new XMLHttpRequest() };
  try {
    const added = await sendOnce(next.id, file).catch(async (error: unknown) => {
      if (!(error instanceof ApiProblem) || error.status !== 401) throw error;
      await refreshSession();
      active = { id: next.id, request: new XMLHttpRequest() };
      return sendOnce(next.id, file);
    });
    files.delete(next.id);
    happen({ kind: 'added', id: next.id, ...added });
    onAdded(added.book);
  } catch (error) {
    const problem = error instanceof ApiProblem ? error : new ApiProblem('upload_broken', 0, '');
    happen({ kind: 'refused', id: next.id, problem });
  } finally {
    active = null;
  }
  void sendNext();
}

// fetch cannot tell how much of a body has been sent.
function sendOnce(id: number, file: File): Promise<BookAdded> {
  return new Promise((resolve, reject) => {
    const request = active?.request ?? new XMLHttpRequest();
    request.open('POST', `/api/books?filename=${encodeURIComponent(file.name)}`);
    request.setRequestHeader('Content-Type', 'application/octet-stream');
    const token = accessToken();
    if (token !== null) request.setRequestHeader('Authorization', `Bearer ${token}`);
    happen({ kind: 'progress', id, sent: 0 });
    request.upload.onprogress = (event) => happen({ kind: 'progress', id, sent: event.loaded });
    request.onload = () => {
      if (request.status >= 200 && request.status < 300) {
        resolve(JSON.parse(request.responseText) as BookAdded);
      } else {
        reject(problemFrom(request.status, request.responseText, request.getResponseHeader('Retry-After')));
      }
    };
    request.onerror = () => reject(new ApiProblem(UNREACHABLE, 0, ''));
    request.onabort = () => reject(new ApiProblem('cancelled', 0, ''));
    request.send(file);
  });
}
