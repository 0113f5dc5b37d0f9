/** How a small scene is painted to stand for a style: its colours, and how they lie on the paper. */
export interface StyleSample {
  sky: string;
  disc: string;
  far: string;
  near: string;
  wall: string;
  roof: string;
  window: string;
  tree: string;
  /** Colour and width of the outlines, where the style has them. */
  line?: [string, number];
  /** Edges: as a wet brush leaves them, as chalk does, as mist does. */
  edge?: 'wet' | 'chalk' | 'mist';
  /** Tone by parallel lines instead of paint. */
  hatched?: boolean;
}

/** By the styles of the server; a style that is not here is shown by its name alone. */
export const SAMPLES: Readonly<Record<string, StyleSample>> = {
  storybook: {
    sky: '#e9dcc3',
    disc: '#f6efdc',
    far: '#8fa58a',
    near: '#5f7d5a',
    wall: '#d9b88a',
    roof: '#9c4a2c',
    window: '#ffd98a',
    tree: '#3f5c46',
  },
  watercolour: {
    sky: '#dfeaf0',
    disc: '#fbeec4',
    far: '#a9c3c4',
    near: '#9dba85',
    wall: '#efe2cb',
    roof: '#c98b6b',
    window: '#8fa9b8',
    tree: '#6f9472',
    edge: 'wet',
  },
  engraving: {
    sky: '#efe3c4',
    disc: '#efe3c4',
    far: '#efe3c4',
    near: '#efe3c4',
    wall: '#efe3c4',
    roof: '#3a342a',
    window: '#141414',
    tree: '#4a4336',
    line: ['#141414', 0.7],
    hatched: true,
  },
  oil: {
    sky: '#7f93a6',
    disc: '#f0d9a0',
    far: '#55687a',
    near: '#5b5f36',
    wall: '#a98357',
    roof: '#5e2f22',
    window: '#f3c15d',
    tree: '#33402a',
    edge: 'chalk',
  },
  ink_wash: {
    sky: '#f3efe4',
    disc: '#e4ded0',
    far: '#c2beb4',
    near: '#8a8a86',
    wall: '#d5d0c4',
    roof: '#4a4846',
    window: '#1d1a1a',
    tree: '#2f2c2b',
    edge: 'mist',
  },
  pencil: {
    sky: '#f3efe4',
    disc: '#f3efe4',
    far: '#e6e1d6',
    near: '#d6d1c6',
    wall: '#f3efe4',
    roof: '#a9a59c',
    window: '#6a6762',
    tree: '#bcb8ae',
    line: ['#4a4845', 0.5],
  },
  lubok: {
    sky: '#efe3c4',
    disc: '#d9a441',
    far: '#d9a441',
    near: '#4c7a45',
    wall: '#efe3c4',
    roof: '#b1342a',
    window: '#d9a441',
    tree: '#4c7a45',
    line: ['#1d1a1a', 1.8],
  },
  art_nouveau: {
    sky: '#e8ddc2',
    disc: '#c8a96a',
    far: '#a7b08c',
    near: '#5b6b4e',
    wall: '#d8c49a',
    roof: '#8a4f3d',
    window: '#f2e3b3',
    tree: '#2f4858',
    line: ['#2b2a24', 1],
  },
  noir: {
    sky: '#1a1a1a',
    disc: '#f5f5f0',
    far: '#0d0d0d',
    near: '#000000',
    wall: '#0d0d0d',
    roof: '#000000',
    window: '#f5f5f0',
    tree: '#050505',
    line: ['#5a5a56', 0.4],
  },
  children: {
    sky: '#bfe3f2',
    disc: '#f2b84b',
    far: '#b8d98f',
    near: '#7fb069',
    wall: '#fff4dd',
    roof: '#e76f51',
    window: '#6fb1d8',
    tree: '#4f9a5b',
  },
  pastel: {
    sky: '#cdb9c6',
    disc: '#f3dcb4',
    far: '#a58fa8',
    near: '#8d9a86',
    wall: '#d6bfae',
    roof: '#a8707a',
    window: '#f0d48e',
    tree: '#6b7f78',
    edge: 'chalk',
  },
  photographic: {
    sky: '#b9c7d3',
    disc: '#f7f3e8',
    far: '#8d99a0',
    near: '#5d6647',
    wall: '#b3a690',
    roof: '#5a5350',
    window: '#2d3338',
    tree: '#3c4634',
    edge: 'mist',
  },
  silhouette: {
    sky: '#f6e7cb',
    disc: '#ffffff',
    far: '#e0a458',
    near: '#274060',
    wall: '#14213d',
    roof: '#14213d',
    window: '#f6e7cb',
    tree: '#14213d',
  },
  graphic_novel: {
    sky: '#e8d7b0',
    disc: '#f7f0dc',
    far: '#6f8f9c',
    near: '#3c5568',
    wall: '#e8d7b0',
    roof: '#c2452d',
    window: '#f2c14e',
    tree: '#26303a',
    line: ['#101214', 1.3],
  },
};
