/** A phone whose upper half covers the lit ring, with contactless waves: the gesture, drawn. 1080x860 px. */
export function RingPicture({ title }: { title: string }) {
  return (
    <svg className="picture" viewBox="0 0 1080 960" fill="none" role="img" aria-label={title}>
      <defs>
        <radialGradient id="ring-glow">
          <stop offset="0" stopColor="#fff4e2" />
          <stop offset=".3" stopColor="#ffdba6" />
          <stop offset=".62" stopColor="#f58b3a" stopOpacity=".75" />
          <stop offset="1" stopColor="#f58b3a" stopOpacity="0" />
        </radialGradient>
        <linearGradient id="ring-phone" x1="0" y1="0" x2="0" y2="1">
          <stop offset="0" stopColor="#2b2623" />
          <stop offset=".5" stopColor="#131110" />
          <stop offset="1" stopColor="#0b0a09" />
        </linearGradient>
      </defs>
      <circle className="glow" cx="540" cy="372" r="356" fill="url(#ring-glow)" />
      <g stroke="#ffdba6">
        <circle cx="540" cy="372" r="236" strokeWidth="20" stroke="#fff4e2" />
        <circle cx="540" cy="372" r="290" strokeWidth="9" opacity=".7" />
        <circle cx="540" cy="372" r="340" strokeWidth="6" opacity=".42" />
      </g>
      <g transform="translate(540 372)">
        <rect
          x="-172"
          y="-150"
          width="344"
          height="724"
          rx="50"
          fill="url(#ring-phone)"
          stroke="#f6ebdc"
          strokeWidth="8"
        />
        <rect x="-148" y="-126" width="296" height="676" rx="30" fill="#0b0a09" />
        <rect x="-44" y="-110" width="88" height="22" rx="11" fill="#2b2623" />
        <path
          d="M-148 330c60-20 90-90 140-110s90 60 156 70v230a30 30 0 0 1-30 30h-236a30 30 0 0 1-30-30z"
          fill="#4b1e0d"
        />
        <path
          d="M-148 420c70-40 120-50 170-30s80 0 126-20v150a30 30 0 0 1-30 30h-236a30 30 0 0 1-30-30z"
          fill="#8c3714"
        />
        <circle cx="30" cy="215" r="16" fill="#fff4e2" />
        <circle cx="30" cy="215" r="40" fill="#ffb869" opacity=".35" />
        <path
          d="M-34-10a50 50 0 0 1 0 60M-8-30a84 84 0 0 1 0 100M18-50a118 118 0 0 1 0 140"
          stroke="#ffdba6"
          strokeWidth="13"
          strokeLinecap="round"
          transform="translate(2 24)"
        />
      </g>
    </svg>
  )
}
