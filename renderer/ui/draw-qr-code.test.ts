import { expect, test } from 'vitest'
import { readCodes } from '../../db/codes/read-codes.ts'
import { makeGreyPng } from '../../db/testing/pictures.ts'
import { drawQrCode } from './draw-qr-code.ts'

test.each([
  ['a card, in every script', 'BEGIN:VCARD\r\nVERSION:3.0\r\nFN:Zoë Иванова 山田\r\nEND:VCARD'],
  ['a long invitation', `rapporteur-delegation:${'eyJ2ZXJzaW9uIjoxLCJncm91'.repeat(65)}`],
])('the drawn code is read again: %s', async (_, text) => {
  const { path, size } = drawQrCode(text)
  const scale = 4
  const pixels = new Uint8Array((size * scale) ** 2).fill(255)
  for (const [, column, row] of path.matchAll(/M(\d+) (\d+)h1v1h-1z/g)) {
    for (let place = 0; place < scale * scale; place += 1) {
      const x = Number(column) * scale + (place % scale)
      const y = Number(row) * scale + Math.floor(place / scale)
      pixels[y * size * scale + x] = 0
    }
  }
  expect(await readCodes(makeGreyPng(size * scale, size * scale, pixels))).toEqual([text])
})
