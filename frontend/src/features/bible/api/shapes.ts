import type { EntityKind, Picture, TraitAspect } from '@/api/model';

/** How a book is drawn, and how its people look from which place on. */
export interface Bible {
  version: number;
  style: { id: string; words: string };
  palette: string[];
  era: string;
  country: string;
  styles: BibleStyle[];
  entities: BibleEntity[];
  stale_pictures: number;
  history: BibleVersion[];
}

export interface BibleStyle {
  id: string;
  name_ru: string;
  name_en: string;
}

export interface BibleVersion {
  version: number;
  created_at: string;
  note: string;
}

export interface BiblePlace {
  chapter: string;
  offset: number;
}

/** What the reader says of somebody's looks, in force from a place on; without one from the beginning. */
export interface Look {
  from: BiblePlace | null;
  fields: Record<string, string>;
  words: string;
  approved: boolean;
}

export interface BibleEntity {
  id: string;
  name: string;
  kind: EntityKind;
  gender: 'male' | 'female' | null;
  clause: string;
  invented: string[];
  looks: Look[];
  card: Picture | null;
  traits: BibleTrait[];
}

export interface BibleTrait {
  aspect: TraitAspect;
  text: string;
  quote: string;
  chapter: string;
  start: number;
}

/** The choices for the whole book. */
export interface BibleChoices {
  style_id: string;
  style_words: string;
  palette: string[];
  era: string;
  country: string;
}
