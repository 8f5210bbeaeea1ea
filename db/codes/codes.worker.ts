/**
 * The thread that searches a picture for codes. read-codes.ts starts and ends it. Loads its WebAssembly from the package, never from the
 * network.
 */
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { parentPort } from 'node:worker_threads'
import { prepareZXingModule, type ReaderOptions, readBarcodes } from 'zxing-wasm/reader'
import { toFailure } from '../errors.ts'
import type { CodesReply, CodesRequest } from './read-codes.ts'

const wasm = readFileSync(createRequire(import.meta.url).resolve('zxing-wasm/reader/zxing_reader.wasm'))
prepareZXingModule({
  overrides: { wasmBinary: Uint8Array.from(wasm).buffer },
  fireImmediately: false,
})

/** The two-dimensional codes that badges and cards have. */
const options: ReaderOptions = {
  formats: ['QRCode', 'MicroQRCode', 'RMQRCode', 'DataMatrix', 'Aztec', 'PDF417'],
  tryHarder: true,
  tryRotate: true,
  tryInvert: true,
  tryDownscale: true,
  tryDenoise: true,
  maxNumberOfSymbols: 20,
}

parentPort?.on('message', ({ bytes }: CodesRequest) => {
  void read(bytes).then((reply) => parentPort?.postMessage(reply))
})

async function read(bytes: Uint8Array): Promise<CodesReply> {
  try {
    const found = await readBarcodes(bytes, options)
    const texts = found.filter(({ isValid }) => isValid).map(({ text }) => text)
    return { texts: [...new Set(texts)] }
  } catch (error) {
    return { error: toFailure(error) }
  }
}
