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
  let path = ''
  for (let row = 0; row < count; row++) {
    for (let column = 0; column < count; column++) {
      if (code.isDark(row, column)) path += `M${column + MARGIN} ${row + MARGIN}h1v1h-1z`
    }
  }
  return { path, size: count + 2 * MARGIN }
}
