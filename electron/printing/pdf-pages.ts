/** Finds the page of each printed heading, because Chromium lacks page numbers for references (CSS target-counter). */
import { type PdfObjects, readObjects } from './pdf-objects.ts'

/** @returns page numbers (from 1) by the names of link destinations; empty if the file has no such links */
export function findNamedPages(pdf: Uint8Array): Map<string, number> {
  const objects = readObjects(pdf)
  if (!objects) return new Map()
  const { read, getReference, trailer } = objects
  const readReferenced = (dictionary: string, entry: string) => {
    const number = getReference(dictionary, entry)
    return number === null ? '' : read(number)
  }
  const catalog = readReferenced(trailer, 'Root')
  const root = getReference(catalog, 'Pages')
  const pages = root === null ? [] : listPagesBelow(root, objects)
  const pageNumbers = new Map(pages.map((page, index) => [page, index + 1]))
  const destinations = readReferenced(catalog, 'Dests').matchAll(/\/([\w-]+) \[(\d+) 0 R /g)
  const namedPages = new Map<string, number>()
  for (const [, name = '', page] of destinations) {
    const pageNumber = pageNumbers.get(Number(page))
    if (pageNumber !== undefined) namedPages.set(name, pageNumber)
  }
  return namedPages
}

/** @returns the object numbers of the pages below a node of the page tree, in order */
function listPagesBelow(number: number, objects: PdfObjects): number[] {
  const kids = /\/Kids \[([^\]]*)\]/.exec(objects.read(number))?.[1]
  if (kids === undefined) return [number]
  return [...kids.matchAll(/(\d+) 0 R/g)].flatMap(([, kid]) => listPagesBelow(Number(kid), objects))
}
