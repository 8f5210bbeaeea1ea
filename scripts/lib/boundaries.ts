/*
 * The one boundary that the linter's noRestrictedImports (biome.json) cannot express: the interface takes the types of
 * the contract and nothing that runs, or the whole of zod would be in its bundle.
 */

/** The import statements of a source of the interface that take more than types from db/. */
export function valuesFromStore(source: string): string[] {
  const statements = source.matchAll(/^(?:import|export)\b(?!\s*\()[^'"]*['"](?:\.\.\/)+db\/[^'"]+['"]/gm)
  const expressions = source.matchAll(/\bimport\(\s*['"](?:\.\.\/)+db\/[^'"]+['"]\s*\)/g)
  return [
    ...[...statements].map(([text]) => text).filter((text) => !/^(?:import|export)\s+type\b/.test(text)),
    // `import('…').Type` in a type annotation is followed by a dot, a call for the module is not.
    ...[...expressions].filter((each) => source[each.index + each[0].length] !== '.').map(([text]) => text),
  ]
}
