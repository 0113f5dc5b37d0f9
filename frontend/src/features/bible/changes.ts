import type { Change } from './api/bible';
import type { Bible, BibleEntity, Look } from './api/shapes';
import { samePlace } from './looks';

const withLooks = (bible: Bible, id: string, looks: (entity: BibleEntity) => Look[]): Bible => ({
  ...bible,
  entities: bible.entities.map((entity) => (entity.id === id ? { ...entity, looks: looks(entity) } : entity)),
});

/** The bible as it will be once a change is saved, as far as that is known here. */
export function changed(bible: Bible, change: Change): Bible {
  switch (change.kind) {
    case 'choices': {
      const { style_id, style_words, palette, era, country } = change.choices;
      return { ...bible, style: { id: style_id, words: style_words }, palette, era, country };
    }
    case 'look': {
      const { look } = change;
      return withLooks(bible, change.entity, ({ looks }) => [
        ...looks.filter(({ from }) => !samePlace(from, look.from)),
        look,
      ]);
    }
    case 'no-look':
      return withLooks(bible, change.entity, ({ looks }) =>
        looks.filter(({ from }) => !samePlace(from, change.from)),
      );
    case 'restore':
      return bible;
  }
}
