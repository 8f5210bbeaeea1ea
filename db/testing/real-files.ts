/** Real third-party programmes (tests/real-files.ts), and the counts in their README. */
import { readFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { hasRealFiles, realData } from '../../tests/real-files.ts'
import type { ParseOptions } from '../import/importer.ts'
import { type ParsedInEnglish, parseWithEnglishWarnings } from './parse-with-english-warnings.ts'

export const readRealFile = (path: string): Buffer => readFileSync(join(realData, path))
export const getRealPath = (path: string): string => join(realData, path)

export function parseReal(path: string, options: ParseOptions = {}): ParsedInEnglish {
  return parseWithEnglishWarnings(readRealFile(path), basename(path), options)
}

export type Counts = { path: string; [count: string]: number | string }

/**
 * Reads rows such as `events=75 days=4 …` for paths with this prefix from the README's tables. @returns no rows if the real files are
 * missing
 */
export function getCounts(folder: string, extension: string): Counts[] {
  if (!hasRealFiles) return []
  const rows = readFileSync(join(realData, 'README.md'), 'utf8').matchAll(/^\| (\S+) \| ([^|]*) \|/gm)
  return [...rows].flatMap(([, path = '', text = '']) => {
    if (!path.startsWith(`${folder}/`) || !path.endsWith(extension)) return []
    const counts = text.matchAll(/(\w+)=(\d+)/g)
    return [{ path, ...Object.fromEntries([...counts].map(([, name, count]) => [name, Number(count)])) }]
  })
}
