declare module 'hyphen' {
  type Hyphenate = (text: string) => string;
  interface Options {
    hyphenChar?: string;
    minWordLength?: number;
    html?: boolean;
  }
  export default function createHyphenator(patterns: unknown, options?: Options): Hyphenate;
}
declare module 'hyphen/patterns/*' {
  const patterns: unknown;
  export default patterns;
}
