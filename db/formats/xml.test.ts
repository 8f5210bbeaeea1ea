import { expect, test } from 'vitest'
import { getBytes } from '../testing/bundles.ts'
import { readXml } from './xml.ts'

test('every line break counts as one and becomes U+000A, in an attribute a space', () => {
  const { children, attributes, line } = readXml(
    getBytes('<?xml version="1.0"?>\r\n\r<a b="1\r\n2\r3"><c>1\r\n2\r3</c><c><![CDATA[1\r\n2\r3]]></c></a>'),
  )
  expect(line).toBe(5)
  expect(attributes.b).toBe('1 2 3')
  expect(children.map(({ text, line }) => [text, line])).toEqual([
    ['1\n2\n3', 5],
    ['1\n2\n3', 7],
  ])
})

test('an attribute may be called like a property of every object', () => {
  const { attributes } = readXml(getBytes('<a constructor="1" __proto__="2"/>'))
  expect(Object.entries(attributes)).toEqual([
    ['constructor', '1'],
    ['__proto__', '2'],
  ])
  expect(attributes.toString).toBeUndefined()
})
