import { Drawn } from '@/components/icons';

export const PlayIcon = () => (
  <Drawn>
    <path d="M8 5.500l10 6.500-10 6.500z" />
  </Drawn>
);

export const PauseIcon = () => (
  <Drawn>
    <path d="M9 6v12M15 6v12" />
  </Drawn>
);

export const BackwardIcon = () => (
  <Drawn>
    <path d="M18 6l-9 6 9 6zM6 6v12" />
  </Drawn>
);

export const ForwardIcon = () => (
  <Drawn>
    <path d="M6 6l9 6-9 6zM18 6v12" />
  </Drawn>
);

export const VoiceIcon = () => (
  <Drawn>
    <path d="M4 9.500h3.500L12 6v12l-4.500-3.500H4z" />
    <path d="M15.500 9a4.200 4.200 0 0 1 0 6M18 6.500a8 8 0 0 1 0 11" />
  </Drawn>
);
