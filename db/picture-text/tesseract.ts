/**
 * Tesseract as WebAssembly: the core of tesseract.js, without its own worker and its loader, which would download language data.
 * Loads its files from the package, never from the network.
 */
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { gunzipSync } from 'node:zlib'
import { message } from '../../core/i18n/message.ts'
import { StoreError } from '../errors.ts'
import { readShipped } from '../formats/read-shipped.ts'
import type { LanguageData } from './language-data.ts'
import { type Grey, preparePicture } from './prepare-picture.ts'

/** The parts of the core that are used. The core has no types of its own. */
type Pointer = number
type Pix = {
  get_w(): number
  get_h(): number
  /** Bits for each pixel. */
  get_d(): number
  /** Words of 32 bits for each row. */
  get_wpl(): number
  get_data(): Pointer
  get_colormap(): Colormap
}
type Colormap = { get_array(): Pointer }
type Api = {
  Init(folder: null, languages: string, engine: number): number
  SetImage(
    pixels: Pointer,
    width: number,
    height: number,
    bytesPerPixel: number,
    bytesPerRow: number,
    orientation: number,
    angle: number,
  ): void
  Recognize(monitor: null): number
  /** Tab-separated values: a row for each block, paragraph, line and word. */
  GetTSVText(page: number): string
  Clear(): void
  End(): void
}
type Core = {
  FS: { writeFile(path: string, content: Uint8Array): void }
  TessBaseAPI: new () => Api
  Pix: new () => Pix
  wrapPointer(pointer: Pointer, kind: Core['Pix']): Pix
  getPointer(object: Colormap): Pointer
  setValue(pointer: Pointer, value: number, type: 'i32'): void
  _malloc(bytes: number): Pointer
  _free(pointer: Pointer): void
  _pixReadMem(bytes: Pointer, length: number): Pointer
  _pixDestroy(pointerToPointer: Pointer): void
}
type CreateCore = (options: {
  print(line: string): void
  printErr(line: string): void
  instantiateWasm(imports: object, onDone: (instance: Instance, module: object) => void): object
}) => Promise<Core>

/** The parts of WebAssembly that are used, since Node's types lack WebAssembly. */
type Memory = { readonly buffer: ArrayBuffer }
type Instance = { exports: Record<string, unknown> }
type WasmApi = {
  compile(bytes: Uint8Array): Promise<object>
  instantiate(module: object, imports: object): Promise<Instance>
  Memory: new (...parameters: never[]) => Memory
}
const { WebAssembly } = globalThis as unknown as { WebAssembly: WasmApi }

const LSTM_ONLY = 1

export type Tesseract = {
  /** @returns the text of a PNG or JPEG picture, with its line breaks. Throws `bad-file` if the picture cannot be decoded */
  recognise(bytes: Uint8Array, orientation: number): string
}

/** Throws `bad-file` if the data of a language cannot be used. */
export async function createTesseract(languages: readonly LanguageData[]): Promise<Tesseract> {
  const { core, getBytes } = await loadCore()
  for (const { code, path, bytes } of languages) {
    core.FS.writeFile(`/${code}.traineddata`, unpack(bytes ?? readFileSync(path)))
  }
  const api = new core.TessBaseAPI()
  if (!canLoad(api, languages)) {
    throw new StoreError('bad-file', message('picture-text.language-unusable'))
  }

  return {
    recognise: (bytes, orientation) => {
      const { width, height, pixels } = preparePicture(decode(core, getBytes, bytes))
      const pointer = core._malloc(pixels.length)
      try {
        getBytes().set(pixels, pointer)
        api.SetImage(pointer, width, height, 1, width, orientation, 0)
        api.Recognize(null)
        return joinWords(api.GetTSVText(0))
      } finally {
        core._free(pointer)
        api.Clear()
      }
    },
  }
}

function canLoad(api: Api, languages: readonly LanguageData[]): boolean {
  try {
    return api.Init(null, languages.map(({ code }) => code).join('+'), LSTM_ONLY) === 0
  } catch {
    // The core aborts if data is damaged after its list of parts.
    return false
  }
}

/** In per cent. */
const MIN_CONFIDENCE = 50
const WORD_LEVEL = '5'

/**
 * Leaves out words of low confidence, and text lines without a letter or digit, which come from rules and logos on a slide.
 * @returns '' if most words are unlikely, since the picture then shows no text
 */
function joinWords(table: string): string {
  const words = table.split('\n').flatMap((row) => {
    const [level, , block, paragraph, line, , , , , , confidence, word = ''] = row.split('\t')
    if (level !== WORD_LEVEL || word.trim() === '') return []
    return { line: `${block}/${paragraph}/${line}`, word, isLikely: Number(confidence) >= MIN_CONFIDENCE }
  })
  const likely = words.filter(({ isLikely }) => isLikely)
  if (likely.length < words.length / 2) return ''
  return [...Map.groupBy(likely, ({ line }) => line).values()]
    .map((line) => line.map(({ word }) => word).join(' '))
    .filter((line) => /[\p{L}\p{N}]/u.test(line))
    .join('\n')
}

function unpack(bytes: Uint8Array): Uint8Array {
  // The first bytes of gzip (RFC 1952 §2.3.1).
  const isPacked = bytes[0] === 0x1f && bytes[1] === 0x8b
  return isPacked ? gunzipSync(bytes, { maxOutputLength: MAX_LANGUAGE_BYTES }) : bytes
}

/** The largest data that Tesseract's authors publish has about a fifth of this. */
const MAX_LANGUAGE_BYTES = 100_000_000

async function loadCore(): Promise<{ core: Core; getBytes: () => Uint8Array }> {
  const require = createRequire(import.meta.url)
  const script = require.resolve('tesseract.js-core/tesseract-core-simd-lstm.js')
  const wasm = readShipped(script.replace(/\.js$/, '.wasm'))
  const create = require(script) as CreateCore
  const compiled = await WebAssembly.compile(wasm)
  let memory: Memory | undefined
  const core = await create({
    print: () => {},
    printErr: () => {},
    // The core does not export its memory, through which pictures are passed.
    instantiateWasm: (imports, onDone) => {
      void WebAssembly.instantiate(compiled, imports).then((instance) => {
        memory = Object.values(instance.exports).find((each) => each instanceof WebAssembly.Memory)
        onDone(instance, compiled)
      })
      return {}
    },
  })
  return {
    core,
    getBytes: () => {
      if (!memory) throw new Error('The core of tesseract.js has no memory.')
      // A new view each time, since growing the memory detaches the old one.
      return new Uint8Array(memory.buffer)
    },
  }
}

/** Decodes the picture with Leptonica, the image library inside the core. */
function decode(core: Core, getBytes: () => Uint8Array, bytes: Uint8Array): Grey {
  const filePointer = core._malloc(bytes.length)
  getBytes().set(bytes, filePointer)
  const pointer = core._pixReadMem(filePointer, bytes.length)
  core._free(filePointer)
  if (pointer === 0) throw new StoreError('bad-file', message('picture-text.not-decoded'))
  const pixPointer = core._malloc(4)
  try {
    return toGrey(core, core.wrapPointer(pointer, core.Pix), getBytes())
  } finally {
    core.setValue(pixPointer, pointer, 'i32')
    core._pixDestroy(pixPointer)
    core._free(pixPointer)
  }
}

/**
 * Leptonica packs pixels into words of 32 bits, whose highest bits are the leftmost pixel. In the memory, the lowest byte of a word comes
 * first.
 */
function toGrey(core: Core, pix: Pix, memory: Uint8Array): Grey {
  const [width, height, depth] = [pix.get_w(), pix.get_h(), pix.get_d()]
  const [data, bytesPerRow] = [pix.get_data(), 4 * pix.get_wpl()]
  const pixels = new Uint8Array(width * height)
  const brightnessOfValue = depth > 8 ? null : listBrightness(core, pix, memory)
  for (let y = 0; y < height; y += 1) {
    const row = data + y * bytesPerRow
    for (let x = 0; x < width; x += 1) {
      const index = y * width + x
      if (!brightnessOfValue)
        pixels[index] = getBrightness(memory, row + 4 * x, { red: 3, green: 2, blue: 1 })
      else {
        const bit = x * depth
        const byte = memory[row + ((bit >> 3) ^ 3)] as number
        pixels[index] = brightnessOfValue[(byte >> (8 - depth - (bit & 7))) & (2 ** depth - 1)] as number
      }
    }
  }
  return { width, height, pixels }
}

/** The brightness of each value that a pixel of up to 8 bits may have. */
function listBrightness(core: Core, pix: Pix, memory: Uint8Array): Uint8Array {
  const depth = pix.get_d()
  const maxValue = 2 ** depth - 1
  const colormap = pix.get_colormap()
  const colours = core.getPointer(colormap) === 0 ? null : colormap.get_array()
  return Uint8Array.from({ length: maxValue + 1 }, (_, value) => {
    if (colours !== null) return getBrightness(memory, colours + 4 * value, { red: 2, green: 1, blue: 0 })
    // In a picture of two values, 1 is black.
    return depth === 1 ? 255 * (1 - value) : (255 * value) / maxValue
  })
}

/** @returns the brightness of a colour, weighted as in ITU-R BT.601 */
function getBrightness(
  memory: Uint8Array,
  colourStart: number,
  { red, green, blue }: Record<'red' | 'green' | 'blue', number>,
): number {
  const weighted =
    77 * (memory[colourStart + red] as number) +
    150 * (memory[colourStart + green] as number) +
    29 * (memory[colourStart + blue] as number)
  return weighted >> 8
}
