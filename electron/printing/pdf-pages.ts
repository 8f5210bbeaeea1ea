/** Finds the page of each printed heading, because Chromium lacks page numbers for references (CSS target-counter). */
import { type PdfObjects, readObjects } from './pdf-objects.ts'

/** @returns page numbers (from 1) by the names of link destinations; empty if the file has no such links */
export function findNamedPages(pdf: Uint8Array): Map<string, number> {
  const objects = readObjects(pdf)
  if (!objects) return new Map()
  const { read, getReference, trailer } = objects
  const follow = (dictionary: string, entry: string) => {
    const number = getReference(dictionary, entry)
    return number === null ? '' : read(number)
  }
  const catalog = follow(trailer, 'Root')
  const root = getReference(catalog, 'Pages')
  const pages = root === null ? [] : listPagesBelow(root, objects)
  const numbers = new Map(pages.map((page, index) => [page, index + 1]))
  const places = follow(catalog, 'Dests').matchAll(/\/([\w-]+) \[(\d+) 0 R /g)
  return new Map(
    [...places].flatMap(([, name = '', page]) => {
      const number = numbers.get(Number(page))
      return number === undefined ? [] : [[name, number] as const]
    }),
  )
}

function listPagesBelow(number: number, objects: PdfObjects): number[] {
  const kids = /\/Kids \[([^\]]*)\]/.exec(objects.read(number))?.[1]
  if (kids === undefined) return [number]
  return [...kids.matchAll(/(\d+) 0 R/g)].flatMap(([, kid]) => listPagesBelow(Number(kid), objects))
}
