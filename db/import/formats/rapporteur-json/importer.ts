/** The Rapporteur conference JSON: ConferenceBundle of db/model.ts as a file. UTF-8 (a BOM may precede) or UTF-16 with a BOM. */
import { readJson } from '../../../formats/json.ts'
import { collectProblems } from '../../../formats/problems.ts'
import type { Importer } from '../../importer.ts'
import { nothing } from '../../matching/fill-in.ts'

export const rapporteurJson: Importer = {
  id: 'rapporteur-json',
  name: 'Rapporteur conference',
  extensions: ['json'],
  // Of a pack whose entries are stored the same words stand in the ZIP.
  detect: (beginning) =>
    beginning.startsWith('{') && /"format"\s*:\s*"rapporteur-conference"/.test(beginning),
  parse: ({ bytes }) => {
    const problems = collectProblems()
    return { bundle: readJson(bytes, problems), warnings: problems.list(), lacks: nothing }
  },
}
