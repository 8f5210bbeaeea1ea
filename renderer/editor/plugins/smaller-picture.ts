/** A photo in fewer pixels, as JPEG: what is read on a slide stays readable, in a tenth of the bytes. */

/** A screen is seldom wider, nor is a page of a report. */
const LONGEST_SIDE = 1_600
const QUALITY = 0.85

/** Throws for bytes that this computer cannot show. */
export async function shrinkPicture(original: Blob): Promise<Blob> {
  const whole = await createImageBitmap(original)
  const factor = Math.min(1, LONGEST_SIDE / Math.max(whole.width, whole.height))
  return drawn(whole, factor, { type: 'image/jpeg', quality: QUALITY })
}

/** In a kind that every program shows, as large as it is. */
export async function asPng(original: Blob): Promise<Blob> {
  return drawn(await createImageBitmap(original), 1, { type: 'image/png' })
}

/** As large as it is, the right way up for every program. */
export async function upright(original: Blob): Promise<Blob> {
  return drawn(await createImageBitmap(original), 1, { type: 'image/jpeg', quality: 0.92 })
}

async function drawn(picture: ImageBitmap, factor: number, encoding: ImageEncodeOptions): Promise<Blob> {
  const width = Math.max(1, Math.round(picture.width * factor))
  const height = Math.max(1, Math.round(picture.height * factor))
  const canvas = new OffscreenCanvas(width, height)
  const context = canvas.getContext('2d')
  if (!context) throw new Error('no canvas to draw on')
  if (encoding.type === 'image/jpeg') {
    // It has no transparency: what shows through is paper.
    context.fillStyle = 'white'
    context.fillRect(0, 0, width, height)
  }
  context.imageSmoothingQuality = 'high'
  context.drawImage(picture, 0, 0, width, height)
  picture.close()
  return canvas.convertToBlob(encoding)
}
