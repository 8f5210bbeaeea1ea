/** Draws slides in a window as a delegate photographs them: turned and in perspective, blurred, with glare and noise, as JPEG. */
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import type { Page } from 'playwright-core'
import { createRandom, type SlideText } from './slide-texts.ts'

type Point = [x: number, y: number]
type Look = {
  /** The corners of the slide in the photo, clockwise from the top left. */
  corners: Point[]
  /** The radius of the Gaussian blur, in pixels. */
  blur: number
  /** The centre, the radius and the strength of the reflection. */
  glare: { x: number; y: number; radius: number; strength: number }
  /** The range of the noise, in levels of brightness from 0 to 255. */
  noise: number
  /** The quality of the JPEG file, from 0 to 1. */
  quality: number
  font: string
  paper: string
  ink: string
  seed: number
}

/** The width of the photo, in pixels. */
const WIDTH = 2_000
const HEIGHT = 1_500
/** The size of the slide before it is photographed. */
const SLIDE = { width: 1_600, height: 900 }

const colours = [
  ['#ffffff', '#1c1c1c'],
  ['#ffffff', '#123a6b'],
  ['#f4efe2', '#3a2a1a'],
  ['#12305c', '#ffffff'],
  ['#202020', '#f2f2f2'],
] as const
const fonts = ['Inter', 'Source Serif 4', 'DejaVu Sans', 'DejaVu Serif']

/** @returns a photo of each slide; the same ones each time on the same computer */
export async function drawSlides(page: Page, slides: readonly SlideText[]): Promise<Uint8Array[]> {
  await loadFonts(page)
  const random = createRandom(11)
  const photos: Uint8Array[] = []
  for (const slide of slides) {
    const photo = await page.evaluate(drawPhoto, { slide, look: pickLook(random), WIDTH, HEIGHT, SLIDE })
    photos.push(Uint8Array.from(Buffer.from(photo, 'base64')))
  }
  return photos
}

function pickLook(random: () => number): Look {
  const drawBetween = (least: number, most: number) => least + (most - least) * random()
  const pick = <T>(list: readonly T[]): T => list[Math.floor(random() * list.length)] as T
  // A person at the side of the room sees one edge of the slide shorter, and holds the telephone a little askew.
  const [across, down] = [drawBetween(-0.09, 0.09), drawBetween(-0.05, 0.05)]
  const turn = (drawBetween(-3, 3) * Math.PI) / 180
  const scale = drawBetween(0.84, 0.92) * WIDTH
  const corners = (
    [
      [-0.5, -0.5],
      [0.5, -0.5],
      [0.5, 0.5],
      [-0.5, 0.5],
    ] as const
  ).map(([x, y]): Point => {
    const depth = 1 + 2 * (across * x + down * y)
    const [right, lower] = [(x * scale) / depth, (y * scale * 9) / 16 / depth]
    return [
      WIDTH / 2 + right * Math.cos(turn) - lower * Math.sin(turn),
      HEIGHT / 2 + right * Math.sin(turn) + lower * Math.cos(turn),
    ]
  })
  const [paper, ink] = pick(colours)
  return {
    corners,
    blur: drawBetween(0.6, 1.8),
    glare: {
      x: drawBetween(0.2, 0.8) * WIDTH,
      y: drawBetween(0.2, 0.8) * HEIGHT,
      radius: drawBetween(0.12, 0.3) * WIDTH,
      strength: drawBetween(0.2, 0.6),
    },
    noise: drawBetween(4, 16),
    quality: drawBetween(0.5, 0.85),
    font: pick(fonts),
    paper,
    ink,
    seed: Math.floor(random() * 1e6) + 1,
  }
}

async function loadFonts(page: Page): Promise<void> {
  const { resolve } = createRequire(import.meta.url)
  const families = [
    ['Inter', '@fontsource-variable/inter', 'inter', 'wght-normal'],
    ['Source Serif 4', '@fontsource-variable/source-serif-4', 'source-serif-4', 'wght-normal'],
  ] as const
  const files = families.flatMap(([family, name, file, style]) =>
    [
      ['latin', 'U+0000-024F, U+2000-206F'],
      ['cyrillic', 'U+0400-045F'],
    ].map(([script = '', range = '']) => ({
      family,
      range,
      data: readFileSync(resolve(`${name}/files/${file}-${script}-${style}.woff2`)).toString('base64'),
    })),
  )
  await page.evaluate(async (all) => {
    for (const { family, range, data } of all) {
      const bytes = Uint8Array.from(atob(data), (letter) => letter.charCodeAt(0))
      document.fonts.add(await new FontFace(family, bytes, { unicodeRange: range, weight: '100 900' }).load())
    }
  }, files)
}

type DrawInput = { slide: SlideText; look: Look; WIDTH: number; HEIGHT: number; SLIDE: typeof SLIDE }

/** Runs in the window. @returns the JPEG in base64 */
async function drawPhoto({ slide, look, WIDTH, HEIGHT, SLIDE }: DrawInput): Promise<string> {
  const createCanvas = (width: number, height: number) => {
    const canvas = new OffscreenCanvas(width, height)
    const context = canvas.getContext('2d', { willReadFrequently: true })
    if (!context) throw new Error('no canvas')
    return { canvas, context }
  }

  function drawSlide(): ImageData {
    const { context } = createCanvas(SLIDE.width, SLIDE.height)
    context.fillStyle = look.paper
    context.fillRect(0, 0, SLIDE.width, SLIDE.height)
    context.fillStyle = look.ink
    context.textBaseline = 'top'
    const write = (text: string, size: number, weight: number, x: number, top: number): number => {
      context.font = `${weight} ${size}px "${look.font}"`
      let y = top
      let line = ''
      for (const word of text.split(' ')) {
        const longer = line === '' ? word : `${line} ${word}`
        if (context.measureText(longer).width > SLIDE.width - x - 100) {
          context.fillText(line, x, y)
          y += size * 1.25
          line = word
        } else line = longer
      }
      context.fillText(line, x, y)
      return y + size * 1.25
    }
    let y = write(slide.title, 60, 700, 100, 70) + 30
    for (const point of slide.points) {
      context.beginPath()
      context.arc(115, y + 20, 7, 0, 2 * Math.PI)
      context.fill()
      y = write(point, 36, 400, 150, y) + 14
    }
    write(slide.footer, 24, 400, 100, SLIDE.height - 60)
    return context.getImageData(0, 0, SLIDE.width, SLIDE.height)
  }

  /** The matrix that maps the photo's corners to the slide's, by Gaussian elimination. */
  function findHomography(): number[] {
    const to = [
      [0, 0],
      [SLIDE.width, 0],
      [SLIDE.width, SLIDE.height],
      [0, SLIDE.height],
    ]
    const rows = look.corners.flatMap(([x, y], index) => {
      const [u = 0, v = 0] = to[index] ?? []
      return [
        [x, y, 1, 0, 0, 0, -u * x, -u * y, u],
        [0, 0, 0, x, y, 1, -v * x, -v * y, v],
      ]
    })
    const getCell = (row: number, column: number) => rows[row]?.[column] ?? 0
    for (let column = 0; column < 8; column += 1) {
      let pivot = column
      for (let row = column + 1; row < 8; row += 1)
        if (Math.abs(getCell(row, column)) > Math.abs(getCell(pivot, column))) pivot = row
      const [one, other] = [rows[column] ?? [], rows[pivot] ?? []]
      rows[column] = other
      rows[pivot] = one
      const first = getCell(column, column)
      rows[column] = (rows[column] ?? []).map((value) => value / first)
      for (let row = 0; row < 8; row += 1) {
        const factor = getCell(row, column)
        if (row === column || factor === 0) continue
        rows[row] = (rows[row] ?? []).map((value, index) => value - factor * getCell(column, index))
      }
    }
    return [...rows.map((row) => row[8] ?? 0), 1]
  }

  function photograph(source: ImageData): ImageData {
    const photo = new ImageData(WIDTH, HEIGHT)
    const [a = 0, b = 0, c = 0, d = 0, e = 0, f = 0, g = 0, h = 0] = findHomography()
    for (let y = 0; y < HEIGHT; y += 1) {
      for (let x = 0; x < WIDTH; x += 1) {
        const depth = g * x + h * y + 1
        const [u, v] = [(a * x + b * y + c) / depth, (d * x + e * y + f) / depth]
        const offset = 4 * (y * WIDTH + x)
        const isInside = u >= 0 && v >= 0 && u < SLIDE.width - 1 && v < SLIDE.height - 1
        const [left, top] = [Math.floor(u), Math.floor(v)]
        const [fractionX, fractionY] = [u - left, v - top]
        for (let channel = 0; channel < 3; channel += 1) {
          const read = (column: number, row: number) =>
            source.data[4 * (row * SLIDE.width + column) + channel] ?? 0
          const wall = 46 - (20 * y) / HEIGHT
          photo.data[offset + channel] = isInside
            ? (read(left, top) * (1 - fractionX) + read(left + 1, top) * fractionX) * (1 - fractionY) +
              (read(left, top + 1) * (1 - fractionX) + read(left + 1, top + 1) * fractionX) * fractionY
            : wall
        }
        photo.data[offset + 3] = 255
      }
    }
    return photo
  }

  const sharp = createCanvas(WIDTH, HEIGHT)
  sharp.context.putImageData(photograph(drawSlide()), 0, 0)
  const { canvas, context } = createCanvas(WIDTH, HEIGHT)
  context.filter = `blur(${look.blur}px)`
  context.drawImage(sharp.canvas, 0, 0)
  context.filter = 'none'
  const { x, y, radius, strength } = look.glare
  const glare = context.createRadialGradient(x, y, 0, x, y, radius)
  glare.addColorStop(0, `rgba(255, 255, 255, ${strength})`)
  glare.addColorStop(1, 'rgba(255, 255, 255, 0)')
  context.fillStyle = glare
  context.fillRect(0, 0, WIDTH, HEIGHT)
  // A lens is darker towards the corners.
  const shade = context.createRadialGradient(
    WIDTH / 2,
    HEIGHT / 2,
    WIDTH / 4,
    WIDTH / 2,
    HEIGHT / 2,
    WIDTH * 0.65,
  )
  shade.addColorStop(0, 'rgba(0, 0, 0, 0)')
  shade.addColorStop(1, 'rgba(0, 0, 0, 0.35)')
  context.fillStyle = shade
  context.fillRect(0, 0, WIDTH, HEIGHT)
  const noisy = context.getImageData(0, 0, WIDTH, HEIGHT)
  let state = look.seed
  for (let offset = 0; offset < noisy.data.length; offset += 4) {
    state = (state * 48_271) % 2_147_483_647
    const noise = (state / 2_147_483_647 - 0.5) * look.noise
    for (let channel = 0; channel < 3; channel += 1)
      noisy.data[offset + channel] = (noisy.data[offset + channel] ?? 0) + noise
  }
  context.putImageData(noisy, 0, 0)
  const blob = await canvas.convertToBlob({ type: 'image/jpeg', quality: look.quality })
  const bytes = new Uint8Array(await blob.arrayBuffer())
  let text = ''
  for (const byte of bytes) text += String.fromCharCode(byte)
  return btoa(text)
}
