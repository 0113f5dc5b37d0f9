/** The shapes of the HTTP contract: the server's own, named as the pages speak of them. */

import type { components } from './schema';

type Schemas = components['schemas'];

/** A shape with some fields said more exactly; a field the server does not have fails to compile. */
type Exactly<Shape, Fields extends Partial<Shape>> = Omit<Shape, keyof Fields> & Fields;

export type Language = Schemas['UserOut']['language'];
export type ServerInfo = Schemas['ServerState'];
export type ServerSettings = Schemas['AdminServer'];
/** One of the programs that read books on the server. */
export type Analyser = Schemas['AnalyserOut'];
export type User = Schemas['UserOut'];
export type Session = Schemas['SessionOut'];

export type BookState = Schemas['BookState'];
export type BookStage = BookState['stage'];
export type BookCard = Schemas['BookCard'];
export type BookSort = 'recent' | 'added' | 'title' | 'author';
export type BookPage = Schemas['BookPage'];
export type BookAdded = Schemas['Added'];

export type ChapterKind = 'front' | 'chapter' | 'part' | 'back' | 'notes';
export type ChapterSummary = Exactly<Schemas['ChapterLine'], { kind: ChapterKind }>;
export type TocEntry = Schemas['TocLine'];
export type BookWarning = Schemas['ImportWarning'];
export type Position = Schemas['Position'];
/** What the server says to moves, and where another device is when it has moved on meanwhile. */
export type MovesKept = Schemas['MovesKept'];
export type OtherPlace = Schemas['OtherPlace'];
export type JournalStop = Schemas['Stop'];
export type Journal = Schemas['Stops'];
export type Device = Schemas['DeviceOut'];
/** How many passages are marked; also how weak a passage may be and still be marked. */
export type MarkLevel = Schemas['MarksChoice']['marks'];
export type BookDetail = Exactly<Schemas['BookDetail'], { chapters: ChapterSummary[] }>;

export type DescriptionType = 'location' | 'character' | 'atmosphere' | 'object' | 'action';
export type Picture = Schemas['PictureOut'];

/** A described passage; beyond the reader's furthest place only where it stands and its type are told. */
export type Mark = Exactly<Schemas['Mark'], { type: DescriptionType }>;
export type ChapterMarks = Exactly<Schemas['Marks'], { marks: Mark[] }>;
/** All of a book but its chapters' texts, for a device that keeps it. */
export type OfflineBook = Exactly<Schemas['OfflineBook'], { chapters: (ChapterMarks & { id: string })[] }>;
export type ChapterView = Exactly<Schemas['ChapterView'], { kind: ChapterKind; marks: Mark[] }>;

/** What a picture is painted from; every field may be absent. */
export type SceneSpec = {
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
};

export type DescriptionView = Exactly<
  Schemas['DescriptionOut'],
  { type: DescriptionType; also: DescriptionType[]; scene: SceneSpec }
>;
export type GalleryItem = Exactly<Schemas['GalleryItem'], { type: DescriptionType }>;
export type Gallery = Exactly<Schemas['Gallery'], { items: GalleryItem[] }>;

export type Dismissal = Schemas['Dismissed'];
export type Dismissals = Schemas['Dismissals'];

/** The book made into an EPUB with its pictures. */
export type Edition = Schemas['EditionOut'];
export type Editions = Schemas['Editions'];
export type NewEdition = Required<Schemas['NewEdition']>;

/** Pictures ordered for a part of a book, inside a cap. */
export type Order = Schemas['OrderOut'];
export type Orders = Schemas['Orders'];
export type OrderWish = Schemas['OrderWish'];
export type NewOrder = Schemas['NewOrder'];
export type Estimate = Schemas['Estimate'];

/** Someone or something of the book, as far as the reader has met them. */
export type EntityCard = Schemas['EntityCard'];
export type EntityKind = EntityCard['kind'];
export type Cast = Schemas['EntityCards'];
export type TraitAspect =
  | 'hair'
  | 'beard'
  | 'eyes'
  | 'face'
  | 'build'
  | 'age'
  | 'posture'
  | 'garment'
  | 'headwear'
  | 'footwear'
  | 'adornment'
  | 'look'
  | 'place'
  | 'thing';
export type Trait = Exactly<Schemas['TraitOut'], { aspect: TraitAspect }>;
export type EntityPassage = Schemas['EntityPassage'];
export type EntityView = Exactly<Schemas['EntitySheet'], { traits: Trait[] }>;
export type CastEdit = Schemas['EditOut'];
export type CastEdits = Schemas['Edits'];
export type NewEdit = Schemas['NewEdit'];
/** A place found in a book, and a page of such places. */
export type Hit = Schemas['Hit'];
export type BookHits = Schemas['BookHits'];
export type TextMatch = Schemas['TextMatch'];
export type LibraryHits = Schemas['LibraryHits'];
