import type { ReactNode } from 'react'

/**
 * A table that may be wider than its page: it scrolls sideways by itself, by finger, wheel and arrow keys. `still`: its
 * rows must not move while somebody points at them or reads them with the keyboard.
 */
export function Wide(props: { label: string; className?: string; still?: boolean; children: ReactNode }) {
  const { label, className = '', still, children } = props
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset is for controls, and a section with a name would be one landmark more
    <div
      role="group"
      className={`overflow-x-auto ${className}`}
      aria-label={label}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: without it the keyboard cannot scroll a table that has no links
      tabIndex={0}
      data-still={still || undefined}
    >
      {children}
    </div>
  )
}
