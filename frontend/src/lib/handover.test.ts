import { describe, expect, it } from 'vitest';
import { handedWords, handoverTo, isHandoverAddress, OFFERED } from './handover';

const WIKTIONARY = 'https://{from}.wiktionary.org/wiki/{words}';

describe('words handed over', () => {
  it('stand in the address with their language, and nothing in them changes it', () => {
    expect(handoverTo('dictionary', WIKTIONARY, ' «Мужик»,', 'ru', 'ru')).toBe(
      `https://ru.wiktionary.org/wiki/${encodeURIComponent('Мужик')}`,
    );
    const address = 'https://example.org/?w={words}&s={from}&t={to}';
    expect(handoverTo('translator', address, 'a&t=xx#$& {to}', 'en-GB', 'ru')).toBe(
      `https://example.org/?w=${encodeURIComponent('a&t=xx#$& {to}')}&s=en&t=ru`,
    );
  });

  it('go into the other language when the book is in one’s own', () => {
    expect(handoverTo('translator', 'https://e.org/{from}/{to}/{words}', 'лес', 'ru', 'ru')).toContain(
      '/ru/en/',
    );
    expect(handoverTo('translator', 'https://e.org/{from}/{to}/{words}', 'Wald', 'de', 'en')).toContain(
      '/de/en/',
    );
  });

  it('are plain, and not too many', () => {
    expect(handedWords('dictionary', 'го\u00adро\u00adда\n')).toBe('города');
    expect(handedWords('dictionary', '— …')).toBe('');
    expect(handedWords('dictionary', 'слово '.repeat(20))).toBeNull();
    expect(handedWords('translator', 'слово '.repeat(20))).not.toBeNull();
    expect(handedWords('translator', 'слово '.repeat(400))).toBeNull();
    expect(handoverTo('dictionary', WIKTIONARY, '…', 'ru', 'ru')).toBeNull();
  });

  it('lead to pages only', () => {
    for (const bad of [
      '',
      'https://example.org/',
      'javascript:alert({words})',
      'data:text/html,{words}',
      '{words}',
    ])
      expect(isHandoverAddress(bad)).toBe(false);
    for (const { address } of Object.values(OFFERED).flat()) expect(isHandoverAddress(address)).toBe(true);
    expect(isHandoverAddress('http://slovar.local:8080/{words}')).toBe(true);
    expect(isHandoverAddress(`https://example.org/{words}${'x'.repeat(500)}`)).toBe(false);
  });
});
