/** Programmes by others, in ../shared/data from the project's root, and what its README says is in them. */
import { readFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import type { ParseOptions } from '../importers/importer.ts'
import { parseInWords, type WordedFile } from './in-words.ts'
import { resources } from './temp-store.ts'

const data = join(resources, '..', 'shared', 'data')

export const realFile = (path: string): Buffer => readFileSync(join(data, path))
export const realPath = (path: string): string => join(data, path)

export function parseReal(path: string, options: ParseOptions = {}): WordedFile {
  return parseInWords(realFile(path), basename(path), options)
}

export type Counts = { path: string; [count: string]: number | string }

/** The rows of the README's tables whose path begins so: `events=75 days=4 …` as numbers. */
export function countsOf(folder: string, extension: string): Counts[] {
  const rows = readFileSync(join(data, 'README.md'), 'utf8').matchAll(/^\| (\S+) \| ([^|]*) \|/gm)
  return [...rows].flatMap(([, path = '', text = '']) => {
    if (!path.startsWith(`${folder}/`) || !path.endsWith(extension)) return []
    const counts = text.matchAll(/(\w+)=(\d+)/g)
    return [{ path, ...Object.fromEntries([...counts].map(([, name, count]) => [name, Number(count)])) }]
  })
}
