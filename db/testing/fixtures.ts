/** Fixtures of our own, each with a property that was found in a real file. */
import { readFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import type { ParseOptions } from '../import/importer.ts'
import { type ParsedInEnglish, parseWithEnglishWarnings } from './parse-with-english-warnings.ts'
import { resources } from './temp-store.ts'

export const getFixturePath = (path: string): string => join(resources, 'tests', 'fixtures', path)
export const readFixture = (path: string): Buffer => readFileSync(getFixturePath(path))

export function parseFixture(path: string, options: ParseOptions = {}): ParsedInEnglish {
  return parseWithEnglishWarnings(readFixture(path), basename(path), options)
}
