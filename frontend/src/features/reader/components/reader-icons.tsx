import { Drawn } from '@/components/icons';

export const ArrowBackIcon = () => (
  <Drawn>
    <path d="M19 12H5M11 6l-6 6 6 6" />
  </Drawn>
);

export const ContentsIcon = () => (
  <Drawn>
    <path d="M9 6h11M9 12h11M9 18h11M4.500 6h.01M4.500 12h.01M4.500 18h.01" />
  </Drawn>
);

export const CloseIcon = () => (
  <Drawn>
    <path d="M6 6l12 12M18 6L6 18" />
  </Drawn>
);

export const KeyboardIcon = () => (
  <Drawn>
    <rect x="3" y="6.500" width="18" height="11" rx="2" />
    <path d="M7 10h.01M10.500 10h.01M14 10h.01M17.500 10h.01M8 14h8" />
  </Drawn>
);
