import { useMemo } from 'react'
import { drawQrCode } from './draw-qr-code.ts'
import styles from './qr-code.module.css'

/** A QR code in black on white, also in the dark theme, since not every reader knows inverted codes. */
export function QrCode({
  text,
  label,
  isLarge = false,
}: {
  text: string
  label: string
  /** For a long text, whose code has small modules. */
  isLarge?: boolean
}) {
  const { path, size } = useMemo(() => drawQrCode(text), [text])
  return (
    <div className={styles.frame}>
      <svg
        role="img"
        aria-label={label}
        className={styles.code}
        data-large={isLarge}
        viewBox={`0 0 ${size} ${size}`}
      >
        <rect width={size} height={size} fill="#fff" />
        <path d={path} fill="#000" shapeRendering="crispEdges" />
      </svg>
    </div>
  )
}
