import type { ReactNode } from 'react';

/** The frame and the pen of every icon. */
export function Drawn({ children }: { children: ReactNode }) {
  return (
    <svg
      width="22"
      height="22"
      viewBox="0 0 24 24"
      fill="none"
      stroke="currentColor"
      strokeWidth="1.7"
      strokeLinecap="round"
      strokeLinejoin="round"
      aria-hidden="true"
      focusable="false"
    >
      {children}
    </svg>
  );
}

export function LibraryIcon() {
  return (
    <Drawn>
      <path d="M4 5h4.5v15H4zM4 8h4.5M4 17h4.5" />
      <path d="M8.5 5H12v15H8.5" />
      <path d="M13.9 6l3.3-.9 3.700 14-3.3.9z" />
    </Drawn>
  );
}

export function OpenBookIcon() {
  return (
    <Drawn>
      <path d="M12 7c-2.6-1.9-5.4-2.3-8.5-1.600v12.800c3.1-.7 5.9-.3 8.5 1.600 2.6-1.9 5.4-2.3 8.5-1.600V5.400C17.400 4.700 14.600 5.100 12 7zM12 7v12.800" />
    </Drawn>
  );
}

export function NotesIcon() {
  return (
    <Drawn>
      <path d="M6 4h12v16H6zM9 8.500h6M9 12h6M9 15.500h3.500" />
    </Drawn>
  );
}

export function SettingsIcon() {
  return (
    <Drawn>
      <path d="M4 7h9M19 7h1M4 17h1M11 17h9" />
      <circle cx="16" cy="7" r="2.7" />
      <circle cx="8" cy="17" r="2.7" />
    </Drawn>
  );
}

export function SearchIcon() {
  return (
    <Drawn>
      <circle cx="10.5" cy="10.5" r="6" />
      <path d="M15 15l5 5" />
    </Drawn>
  );
}

export function AddIcon() {
  return (
    <Drawn>
      <path d="M12 5v14M5 12h14" />
    </Drawn>
  );
}
