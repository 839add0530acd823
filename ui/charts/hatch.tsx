/** The hatching of what is unknown or not shown. Words always stand beside it. `id` must be unique on its page. */
export function HatchPattern({ id }: { id: string }) {
  return (
    <pattern id={id} width="6" height="6" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
      <rect width="6" height="6" fill="var(--color-hall-2)" />
      <path d="M0 0V6" stroke="var(--color-hall-control)" strokeWidth="1.5" />
    </pattern>
  )
}
