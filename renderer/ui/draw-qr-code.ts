/** Draws a QR code as an SVG path. Pure. */
import qrcode from 'qrcode-generator'

/** Modules of white around the code (ISO/IEC 18004 §9.1). */
const MARGIN = 4

/** `size`: the width of the code with its margin, in modules. */
export function drawQrCode(text: string): { path: string; size: number } {
  qrcode.stringToBytes = (characters) => [...new TextEncoder().encode(characters)]
  const code = qrcode(0, 'M')
  code.addData(text)
  code.make()
  const count = code.getModuleCount()
  const cells = Array.from({ length: count * count }, (_, index) => [
    Math.floor(index / count),
    index % count,
  ])
  const path = cells
    .filter(([row = 0, column = 0]) => code.isDark(row, column))
    .map(([row = 0, column = 0]) => `M${column + MARGIN} ${row + MARGIN}h1v1h-1z`)
    .join('')
  return { path, size: count + 2 * MARGIN }
}
