/** What the studio speaks of, in the server's own words. */

import type { components } from '@/api/schema';

type Schemas = components['schemas'];

/** Millionths of a US dollar. */
export type Micros = number;
/** Who can draw: the program's own painter, or a provider the administrator configured. */
export type Maker = Schemas['MakerOut'];
/** Who can draw for a book, and what the caps still allow; null where nothing is capped. */
export type Makers = Schemas['Makers'];
export type Left = Makers['left'];
/** Everything that would be sent, before anything is. */
export type PromptPreview = Schemas['PromptOut'];
export type PictureVersion = Schemas['PictureVersion'];
export type Versions = Schemas['PictureVersions'];
/** How a picture came about. */
export type Why = Schemas['Why'];
