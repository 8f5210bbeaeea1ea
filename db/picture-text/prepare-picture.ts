/** Prepares a photo for text recognition: scales it, and makes its lighting even. */

/** One byte for each pixel. */
export type Grey = { width: number; height: number; pixels: Uint8Array }

/** Limits of the longer side, in pixels. Between them, the letters of a slide have the size that Tesseract reads best. */
const MIN_LONGER_SIDE_PX = 1_600
const MAX_LONGER_SIDE_PX = 2_400
/** The maximum enlargement. Enlarging further would only blur. */
const MAX_ENLARGEMENT = 2
/** The fraction of the longer side over which brightness is averaged: more than a letter, and less than a reflection. */
const NEIGHBOURHOOD_SHARE = 1 / 40

export function preparePicture(picture: Grey): Grey {
  const halved = halve(picture)
  const longerSide = Math.max(halved.width, halved.height)
  const factor = Math.min(
    MAX_ENLARGEMENT,
    Math.max(MIN_LONGER_SIDE_PX, Math.min(MAX_LONGER_SIDE_PX, longerSide)) / longerSide,
  )
  return evenOutLighting(scale(halved, factor))
}

/** Averages two by two pixels, until the picture can be scaled without losing thin lines. */
function halve(picture: Grey): Grey {
  const { width, height, pixels } = picture
  if (Math.max(width, height) < 2 * MAX_LONGER_SIDE_PX || Math.min(width, height) < 2) return picture
  const half = { width: width >> 1, height: height >> 1 }
  const averaged = new Uint8Array(half.width * half.height)
  for (let y = 0; y < half.height; y += 1) {
    for (let x = 0; x < half.width; x += 1) {
      const index = 2 * y * width + 2 * x
      const above = (pixels[index] as number) + (pixels[index + 1] as number)
      const below = (pixels[index + width] as number) + (pixels[index + width + 1] as number)
      averaged[y * half.width + x] = (above + below) >> 2
    }
  }
  return halve({ ...half, pixels: averaged })
}

/** Interpolates linearly between the four nearest pixels. */
function scale(picture: Grey, factor: number): Grey {
  const { width, height, pixels } = picture
  if (factor === 1 || width < 2 || height < 2) return picture
  const scaled = { width: Math.round(width * factor), height: Math.round(height * factor) }
  const result = new Uint8Array(scaled.width * scaled.height)
  const columns = Array.from({ length: scaled.width }, (_, x) => findNeighbours(x, factor, width))
  for (let y = 0; y < scaled.height; y += 1) {
    const row = findNeighbours(y, factor, height)
    const start = row.first * width
    for (const [x, { first, share }] of columns.entries()) {
      const index = start + first
      const above = (pixels[index] as number) * (1 - share) + (pixels[index + 1] as number) * share
      const below =
        (pixels[index + width] as number) * (1 - share) + (pixels[index + width + 1] as number) * share
      result[y * scaled.width + x] = above * (1 - row.share) + below * row.share
    }
  }
  return { ...scaled, pixels: result }
}

/** `share`: the weight of the pixel after `first`. */
function findNeighbours(position: number, factor: number, length: number): { first: number; share: number } {
  const exact = Math.max(0, Math.min(length - 1, (position + 0.5) / factor - 0.5))
  const first = Math.min(length - 2, Math.floor(exact))
  return { first, share: exact - first }
}

/**
 * Subtracts from each pixel the average brightness around it. Reflections, shadows and the dark wall around a slide would otherwise hide
 * letters, since the recognition compares the whole picture with one threshold.
 */
function evenOutLighting({ width, height, pixels }: Grey): Grey {
  const radius = Math.max(1, Math.round(Math.max(width, height) * NEIGHBOURHOOD_SHARE))
  // Each number is the sum of all pixels above and to the left, which gives the sum of any rectangle by four look-ups.
  const sums = new Float64Array((width + 1) * (height + 1))
  for (let y = 0; y < height; y += 1) {
    let row = 0
    for (let x = 0; x < width; x += 1) {
      row += pixels[y * width + x] as number
      sums[(y + 1) * (width + 1) + x + 1] = (sums[y * (width + 1) + x + 1] as number) + row
    }
  }
  const result = new Uint8ClampedArray(width * height)
  for (let y = 0; y < height; y += 1) {
    const top = Math.max(0, y - radius)
    const bottom = Math.min(height, y + radius + 1)
    for (let x = 0; x < width; x += 1) {
      const left = Math.max(0, x - radius)
      const right = Math.min(width, x + radius + 1)
      const sum =
        (sums[bottom * (width + 1) + right] as number) -
        (sums[top * (width + 1) + right] as number) -
        (sums[bottom * (width + 1) + left] as number) +
        (sums[top * (width + 1) + left] as number)
      const average = sum / ((right - left) * (bottom - top))
      result[y * width + x] = MIDDLE_GREY + (pixels[y * width + x] as number) - average
    }
  }
  return { width, height, pixels: new Uint8Array(result.buffer) }
}

const MIDDLE_GREY = 128
