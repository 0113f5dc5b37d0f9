/** The shapes of the HTTP contract, field by field. */

export type Language = 'ru' | 'en';

export interface ServerInfo {
  version: string;
  needs_first_account: boolean;
  needs_setup_code: boolean;
  registration_open: boolean;
  upload_limit_bytes: number;
  plain_http: boolean;
}

export interface User {
  id: string;
  name: string;
  is_admin: boolean;
  language: Language;
  preferences: Record<string, unknown>;
}

export interface Session {
  access_token: string;
  expires_in: number;
  user: User;
}

export type BookStage = 'waiting' | 'parsing' | 'describing' | 'painting' | 'ready' | 'failed';

export interface BookState {
  stage: BookStage;
  readable: boolean;
  chapters: number;
  described_chapters: number;
  pictures_ready: number;
  pictures_wanted: number;
  error: { code: string; message: string } | null;
}

export interface BookCard {
  id: string;
  title: string;
  authors: string[];
  language: string;
  format: string;
  added_at: string;
  opened_at: string | null;
  cover_url: string | null;
  chars: number;
  progress: number;
  state: BookState;
}

export type BookSort = 'recent' | 'added' | 'title' | 'author';

export interface BookPage {
  items: BookCard[];
  next_cursor: string | null;
  total: number;
}

export interface BookAdded {
  book: BookCard;
  duplicate: boolean;
}

export type ChapterKind = 'front' | 'chapter' | 'part' | 'back' | 'notes';

export interface ChapterSummary {
  id: string;
  number: number;
  title: string;
  level: number;
  kind: ChapterKind;
  chars: number;
}

export interface TocEntry {
  title: string;
  level: number;
  chapter: string;
  offset: number;
}

export interface BookWarning {
  code: string;
  message: string;
  where: string;
}

export interface Position {
  chapter: string | null;
  offset: number;
  quote: string;
  furthest: { chapter: string; offset: number } | null;
  progress: number;
  spoilers_lifted: boolean;
  updated_at: string | null;
}

export interface BookDetail extends BookCard {
  annotation: string;
  series: { name: string; index: number | null } | null;
  genres: string[];
  filename: string;
  size_bytes: number;
  warnings: BookWarning[];
  chapters: ChapterSummary[];
  toc: TocEntry[];
  position: Position;
}

export type DescriptionType = 'location' | 'character' | 'atmosphere' | 'object' | 'action';

export interface Picture {
  id: string;
  state: 'painting' | 'ready' | 'failed';
  url: string | null;
  width: number;
  height: number;
  alt: string;
  label: 'sketch' | 'ai';
}

/** A described passage; beyond the reader's furthest place only where it stands and its type are told. */
export interface Mark {
  start: number;
  length: number;
  type: DescriptionType;
  id: string | null;
  strength: number | null;
  picture: Picture | null;
}

export interface ChapterMarks {
  described: boolean;
  marks: Mark[];
}

export interface ChapterView extends ChapterMarks {
  id: string;
  number: number;
  title: string;
  level: number;
  kind: ChapterKind;
  lang: string;
  html: string;
  chars: number;
  notes: { id: string; html: string }[];
  astral: boolean;
  normaliser_version: string;
  previous: string | null;
  next: string | null;
}

/** What a picture is painted from; every field may be absent. */
export interface SceneSpec {
  kind?: string | null;
  place_type?: string | null;
  indoor?: boolean | null;
  time?: string | null;
  season?: string | null;
  weather?: string | null;
  light?: string[];
  people?: Record<string, string | null>[];
  objects?: string[];
  palette?: string[];
  mood?: string | null;
  era?: string | null;
  seed?: number;
}

export interface DescriptionView {
  id: string;
  chapter: string;
  start: number;
  end: number;
  type: DescriptionType;
  also: DescriptionType[];
  score: number;
  text: string;
  caption: string;
  attributes: string[];
  scene: SceneSpec;
  picture: Picture;
}

export interface GalleryItem {
  description_id: string;
  chapter: string;
  chapter_title: string;
  start: number;
  text: string;
  type: DescriptionType;
  picture: Picture;
}

export interface Gallery {
  items: GalleryItem[];
}

export interface ServerSettings {
  registration_open: boolean;
}
