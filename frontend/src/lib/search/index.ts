export { EVERYTHING, KeptIndex, type SearchedText, type Until } from './kept-index';
