import { expect, test } from 'vitest'
import { StoreError } from '../errors.ts'
import { getBytes } from '../testing/bundles.ts'
import { translateTo } from '../testing/translated.ts'
import { readXml } from './xml.ts'

test.each([
  ['<a><b></a>', 'balise fermante inattendue'],
  ['<a b="1" b="2"/>', 'attribut en double'],
  ['<a b c="1"/>', 'attribut sans valeur'],
  ['<a b=1/>', 'valeur d’attribut sans guillemets'],
  ['<a b="1"c="2"/>', 'pas d’espace entre deux attributs'],
  ['<a/>b', 'texte en dehors de l’élément racine'],
  ['<a/><b/>', 'un document ne peut avoir'],
  ['<a>]]></a>', 'est interdite dans le texte'],
  ['<a>&#xzz;</a>', 'entité de caractère mal formée'],
  ['<a>&eacute;</a>', 'entité non définie'],
  ['<a><1/></a>', 'caractère interdit dans un nom de balise'],
  ['<a ?="1"/>', 'caractère interdit dans un nom d’attribut'],
])('the fault in %s is described in French', (xml, french) => {
  let fault: unknown
  try {
    readXml(getBytes(xml))
  } catch (error) {
    fault = error
  }
  if (!(fault instanceof StoreError) || !fault.details) throw new Error('it was not refused')
  expect(translateTo(fault.details, 'fr')).toContain(french)
})
