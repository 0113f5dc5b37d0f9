import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { render } from '@testing-library/react';
import { beforeEach, expect, it, vi } from 'vitest';
import { keys } from '@/api/keys';
import { ChooseFiles } from './choose-files';

const added = vi.hoisted(() => vi.fn());
vi.mock('../uploads', () => ({ addFiles: added }));

beforeEach(() => added.mockReset());

it('takes a file that is chosen after its button has left the page', () => {
  const queries = new QueryClient({ defaultOptions: { queries: { staleTime: Infinity } } });
  queries.setQueryData(keys.server(), { upload_limit_bytes: 9 });
  const { container, unmount } = render(
    <QueryClientProvider client={queries}>
      <ChooseFiles look="main">+</ChooseFiles>
    </QueryClientProvider>,
  );
  const input = container.querySelector('input');
  if (!input) throw new Error('no input');
  unmount();
  const file = new File(['a'], 'a.epub');
  Object.defineProperty(input, 'files', { value: [file] });
  input.dispatchEvent(new Event('change', { bubbles: true }));
  expect(added).toHaveBeenCalledWith([file], 9);
});
