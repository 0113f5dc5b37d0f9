import { Drawn } from '@/components/icons';

export { NotesIcon } from '@/components/icons';

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

export const PeopleIcon = () => (
  <Drawn>
    <circle cx="9" cy="8.500" r="3.500" />
    <path d="M2.500 20c0-4 2.900-6.300 6.500-6.300s6.500 2.300 6.500 6.300" />
    <path d="M15.500 5.300a3.300 3.300 0 0 1 0 6.400M17.700 14.300c2.400.8 3.800 2.800 3.800 5.700" />
  </Drawn>
);

export const BookmarkIcon = ({ filled = false }: { filled?: boolean }) => (
  <Drawn>
    <path d="M7 4h10v16l-5-3.800L7 20z" fill={filled ? 'currentColor' : 'none'} />
  </Drawn>
);

export const NoteIcon = () => (
  <Drawn>
    <path d="M5 19l1-4L16.500 4.500l3 3L9 18zM14 7l3 3M13 20h7" />
  </Drawn>
);

export const CopyIcon = () => (
  <Drawn>
    <rect x="8.500" y="8.500" width="11" height="11" rx="2" />
    <path d="M15.500 8.500V6.500a2 2 0 0 0-2-2h-7a2 2 0 0 0-2 2v7a2 2 0 0 0 2 2h2" />
  </Drawn>
);

export const DeleteIcon = () => (
  <Drawn>
    <path d="M5 7h14M10 7V4.500h4V7M7 7l.8 12.500h8.400L17 7M10.300 10.500v5.500M13.700 10.500v5.500" />
  </Drawn>
);

export const DictionaryIcon = () => (
  <Drawn>
    <path d="M5 4.500h12.500v15H7a2 2 0 0 1-2-2zM5 17.500a2 2 0 0 1 2-2h10.500" />
    <path d="M8.800 12.500l2.500-5.500 2.500 5.500M9.700 10.700h3.200" />
  </Drawn>
);

export const TranslateIcon = () => (
  <Drawn>
    <path d="M3.500 6h9M8 4v2M11 6c-.6 3.500-3 6.300-6.500 7.500M6 8.500c1 2.200 3 4 5.500 4.800" />
    <path d="M12 20l4.200-9.500L20.500 20M13.500 17h5.500" />
  </Drawn>
);

export const ShareIcon = () => (
  <Drawn>
    <path d="M12 15V4M8.500 7.500L12 4l3.500 3.500M7 11H5.500v9h13v-9H17" />
  </Drawn>
);
