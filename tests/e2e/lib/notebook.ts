/** Opens notebooks that tests fill while no app is running. */
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { openStore, type Store } from '../../../db/open-store.ts'
import { copyPreparedProfile } from '../../../db/testing/temp-store.ts'
import { root } from '../../../scripts/lib/paths.ts'

/** Opens the notebook in the folder. If there is none, copies a prepared one, since creating one takes as long as a first start. */
export function openNotebookIn(folder: string): Store {
  if (!existsSync(join(folder, 'rapporteur.db'))) copyPreparedProfile(folder)
  return openStore({ folder, resources: root })
}
