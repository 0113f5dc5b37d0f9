import { useQuery } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { useOrders } from '@/features/orders/api/orders';
import { makersQuery } from '@/features/studio/api/studio';
import { galleryQuery } from './book';
import { editionsQuery } from './editions';
import { dismissalsQuery } from './marks';

const PATIENCE_MS = 1_500;

/**
 * Whether the small parts of a book's page are there, so that it can be shown whole and nothing on
 * it moves later; one that is slow or fails is not waited for.
 */
export function useBookParts(bookId: string): boolean {
  const [late, setLate] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setLate(true), PATIENCE_MS);
    return () => clearTimeout(timer);
  }, []);
  const parts = [
    useQuery(galleryQuery(bookId)),
    useQuery(makersQuery(bookId)),
    useOrders(bookId),
    useQuery(dismissalsQuery(bookId)),
    useQuery(editionsQuery(bookId)),
  ];
  return late || !parts.some(({ isPending, failureCount }) => isPending && failureCount === 0);
}
