import type { TFunction } from 'i18next';
import type { ReadingPreferences } from '@/lib/preferences';
import type { Typography } from '@/lib/reading-engine';
import type { ReadingWords } from './reading';

/** The reader's preferences as the engine wants them. */
export function typographyOf(preferences: ReadingPreferences): Typography {
  const { font, size, lineHeight, measure, justify, hyphenate, columns, mode } = preferences;
  const { indent, paragraphSpacing, letterSpacing, wordSpacing, margins } = preferences;
  return {
    fontFamily: `var(--font-${font})`,
    fontSize: size,
    lineHeight,
    measure,
    justify,
    hyphenate,
    columns,
    mode,
    indent,
    paragraphSpacing,
    letterSpacing,
    wordSpacing,
    margins,
  };
}

/** The words that stand in the page itself. */
export function readingWords(t: TFunction): ReadingWords {
  const label = (words: string, coming: boolean) =>
    coming ? t('reader:figure_coming', { label: words }) : words;
  return {
    note: () => ({ note: t('reader:note'), close: t('reader:close') }),
    mark: (mark, state) =>
      t(`reader:${mark.own ? 'own' : 'mark'}_${state}`, { type: t(`reader:type_${mark.type}`) }),
    figure: (picture, coming) => ({
      painting: t('reader:painting'),
      failed: t('reader:picture_failed'),
      again: t('reader:draw_again'),
      more: t('reader:more'),
      enlarge: t('reader:enlarge'),
      label: label(t(picture.label === 'ai' ? 'reader:label_ai' : 'reader:label_sketch'), coming),
    }),
  };
}
