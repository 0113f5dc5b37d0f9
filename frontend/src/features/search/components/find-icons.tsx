import { Drawn } from '@/components/icons';

export function PreviousIcon() {
  return (
    <Drawn>
      <path d="M6 15l6-6 6 6" />
    </Drawn>
  );
}

export function NextIcon() {
  return (
    <Drawn>
      <path d="M6 9l6 6 6-6" />
    </Drawn>
  );
}
