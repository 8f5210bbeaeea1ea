/** Shrinks photos as JPEG: slides stay readable at about a tenth of the size. */

/** Screens and report pages seldom show more pixels than this. */
const MAX_SIDE = 1_600
const QUALITY = 0.85

/** @throws if this computer cannot decode the picture */
export async function shrinkPicture(original: Blob): Promise<Blob> {
  const whole = await createImageBitmap(original)
  const factor = Math.min(1, MAX_SIDE / Math.max(whole.width, whole.height))
  return drawScaled(whole, factor, { type: 'image/jpeg', quality: QUALITY })
}

/** Converts to PNG, which every program can show, at the same size. */
export async function convertToPng(original: Blob): Promise<Blob> {
  return drawScaled(await createImageBitmap(original), 1, { type: 'image/png' })
}

/** Rotates the pixels upright at the same size. */
export async function rotateUpright(original: Blob): Promise<Blob> {
  return drawScaled(await createImageBitmap(original), 1, { type: 'image/jpeg', quality: 0.92 })
}

async function drawScaled(picture: ImageBitmap, factor: number, encoding: ImageEncodeOptions): Promise<Blob> {
  const width = Math.max(1, Math.round(picture.width * factor))
  const height = Math.max(1, Math.round(picture.height * factor))
  const canvas = new OffscreenCanvas(width, height)
  const context = canvas.getContext('2d')
  if (!context) throw new Error('no canvas to draw on')
  if (encoding.type === 'image/jpeg') {
    // JPEG has no transparency, so fill the background with white.
    context.fillStyle = 'white'
    context.fillRect(0, 0, width, height)
  }
  context.imageSmoothingQuality = 'high'
  context.drawImage(picture, 0, 0, width, height)
  picture.close()
  return canvas.convertToBlob(encoding)
}
