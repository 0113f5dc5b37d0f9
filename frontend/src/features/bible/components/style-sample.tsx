import type { StyleSample as Sample } from '../style-samples';

const FAR = 'M0 50Q20 34 44 46T84 42T120 47V80H0Z';
const NEAR = 'M0 63Q34 50 66 60T120 57V80H0Z';
const HATCHES = [
  [
    'near',
    'M0 66L10 56M4 72L20 55M10 78L32 55M22 80L46 56M36 80L58 58M52 80L72 60M68 80L88 59M84 80L104 57M100 80L120 60M114 80L120 74',
  ],
  ['far', 'M8 48L18 42M20 46L32 40M32 47L44 43M60 47L72 43M74 47L88 42M92 48L104 45'],
  ['sky', 'M0 8H120M0 14H70M0 20H62M98 20H120M0 26H40M100 26H120'],
] as const;

/** The edges that paint, chalk and mist leave; they stand once on a page that shows samples. */
export function SampleEdges() {
  return (
    <svg width="0" height="0" aria-hidden="true" focusable="false" style={{ position: 'absolute' }}>
      <defs>
        <filter id="edge-wet" x="-5%" y="-5%" width="110%" height="110%">
          <feTurbulence type="fractalNoise" baseFrequency="0.06" numOctaves="3" seed="4" result="n" />
          <feDisplacementMap in="SourceGraphic" in2="n" scale="7" />
        </filter>
        <filter id="edge-chalk" x="-5%" y="-5%" width="110%" height="110%">
          <feTurbulence type="fractalNoise" baseFrequency="0.32" numOctaves="2" seed="9" result="n" />
          <feDisplacementMap in="SourceGraphic" in2="n" scale="3" />
        </filter>
        <filter id="edge-mist" x="-5%" y="-5%" width="110%" height="110%">
          <feGaussianBlur stdDeviation="1.1" />
        </filter>
      </defs>
    </svg>
  );
}

/** One small scene, a house under a hill, as the style would have it. */
export function StyleSample({ sample, className }: { sample: Sample; className?: string | undefined }) {
  const { line } = sample;
  const pen = line ? { stroke: line[0], strokeWidth: line[1], strokeLinejoin: 'round' as const } : {};
  return (
    <svg
      className={className}
      viewBox="0 0 120 80"
      preserveAspectRatio="xMidYMid slice"
      aria-hidden="true"
      focusable="false"
    >
      <rect width="120" height="80" fill={sample.sky} />
      <g filter={sample.edge ? `url(#edge-${sample.edge})` : undefined} {...pen}>
        <circle cx="86" cy="22" r="9" fill={sample.disc} />
        <path d={FAR} fill={sample.far} />
        <path d={NEAR} fill={sample.near} />
      </g>
      {sample.hatched ? (
        <g fill="none" stroke={line?.[0]} strokeWidth="0.5">
          {HATCHES.map(([where, d]) => (
            <path key={where} d={d} />
          ))}
        </g>
      ) : null}
      <g
        filter={sample.edge === 'mist' ? undefined : sample.edge ? `url(#edge-${sample.edge})` : undefined}
        {...pen}
      >
        <rect x="26" y="46" width="24" height="17" fill={sample.wall} />
        <path d="M22 47L38 33L54 47Z" fill={sample.roof} />
        <rect x="34" y="51" width="7" height="7" fill={sample.window} />
        <path d="M95 64V52" stroke={line?.[0] ?? sample.tree} strokeWidth="2.4" />
        <path d="M95 28Q107 40 104 51Q95 58 86 51Q83 40 95 28Z" fill={sample.tree} />
      </g>
    </svg>
  );
}
