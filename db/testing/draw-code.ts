/** Draws QR codes as photos show them. */
import qrcode from 'qrcode-generator'
import { makeGreyPng } from './pictures.ts'

/** `scale`: pixels per module; `turn`: degrees; `blur`: pixels to each side; `noise`: levels of grey; `contrast`: 1 for black on white. */
export type CodeLook = { scale: number; turn: number; blur: number; noise: number; contrast: number }

const plain: CodeLook = { scale: 4, turn: 0, blur: 0, noise: 0, contrast: 1 }

/** @returns a PNG of the code, turned on grey paper, blurred, pale, and with noise that is the same every time */
export function drawCode(text: string, look: CodeLook = plain): Uint8Array<ArrayBuffer> {
  const { scale, turn, blur, noise, contrast } = look
  qrcode.stringToBytes = (characters) => [...new TextEncoder().encode(characters)]
  const code = qrcode(0, 'M')
  code.addData(text)
  code.make()
  const modules = code.getModuleCount()
  const size = Math.ceil((modules + 8) * scale * 1.5)
  const [sine, cosine] = [Math.sin((turn * Math.PI) / 180), Math.cos((turn * Math.PI) / 180)]
  const isDark = (x: number, y: number) => {
    const [right, down] = [x - size / 2, y - size / 2]
    const column = Math.floor((right * cosine + down * sine) / scale + modules / 2)
    const row = Math.floor((down * cosine - right * sine) / scale + modules / 2)
    const isInside = row >= 0 && column >= 0 && row < modules && column < modules
    return isInside && code.isDark(row, column)
  }
  let seed = 1
  const random = () => {
    seed = (seed * 16_807) % 2_147_483_647
    return seed / 2_147_483_647 - 0.5
  }
  const sharp = Float32Array.from({ length: size * size }, (_, place) =>
    isDark(place % size, Math.floor(place / size)) ? 1 : 0,
  )
  const grey = Uint8Array.from(sharp, (_, place) => {
    const [x, y] = [place % size, Math.floor(place / size)]
    let [sum, count] = [0, 0]
    for (let down = -blur; down <= blur; down += 1) {
      for (let right = -blur; right <= blur; right += 1) {
        const [column, row] = [x + right, y + down]
        if (column < 0 || row < 0 || column >= size || row >= size) continue
        sum += sharp[row * size + column] ?? 0
        count += 1
      }
    }
    return Math.max(0, Math.min(255, 225 - (sum / count) * 200 * Math.min(1, contrast) + random() * noise))
  })
  return makeGreyPng(size, size, grey)
}
