import type { TraitAspect } from '@/api/model';
import type { components } from '@/api/schema';

type Schemas = components['schemas'];

/** How a book is drawn, and how its people look from which place on. */
export type Bible = Omit<Schemas['BibleOut'], 'entities'> & { entities: BibleEntity[] };
export type BibleStyle = Schemas['StyleChoice'];
export type BiblePlace = Schemas['LookPlace'];
/** What the reader says of somebody's looks, in force from a place on; without one from the beginning. */
export type Look = Schemas['LookOut'];
export type BibleTrait = Omit<Schemas['LookTrait'], 'aspect'> & { aspect: TraitAspect };
export type BibleEntity = Omit<Schemas['LookedEntity'], 'traits'> & { traits: BibleTrait[] };
/** The choices for the whole book. */
export type BibleChoices = Required<Omit<Schemas['BibleChoices'], 'version'>>;
