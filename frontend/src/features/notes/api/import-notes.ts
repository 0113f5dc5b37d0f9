import type { QueryClient } from '@tanstack/react-query';
import { api } from '@/api/client';
import { keys } from '@/api/keys';
import type { Imported } from './notes';

/** Takes a file of notes in; what is there already stays as it is. */
export async function importNotes(queries: QueryClient, file: Blob): Promise<Imported> {
  const answer = await api.post<Imported>('/api/annotations/import', undefined, { body: file });
  void queries.invalidateQueries({ queryKey: ['notes'] });
  void queries.invalidateQueries({ queryKey: keys.everyNote() });
  void queries.invalidateQueries({ queryKey: keys.annotatedBooks() });
  return answer;
}
