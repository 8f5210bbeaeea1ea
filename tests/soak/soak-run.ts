/**
 * A run of the soak test: delegates in processes of their own write, sync and are killed, while carriers bring their files late, in any
 * order, twice or in parts. At the end, all delegates must have the same notes and stars.
 */
import { chmodSync, mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { createRandomInteger, pick, type RandomInteger } from '../random.ts'
import type { Carrier, CarrierOptions, Host } from './carriers/carrier.ts'
import { startPlain } from './carriers/plain.ts'
import { copyByStick, startStick } from './carriers/stick.ts'
import { startSyncthing } from './carriers/syncthing.ts'
import { startModDav, startRcloneServer } from './carriers/webdav.ts'
import {
  type DelegateReport,
  findCopiedParagraphs,
  findDifferences,
  findMissingTokens,
  findTexts,
  type MissingToken,
  readJournals,
} from './check.ts'
import { PRIVATE } from './edits.ts'
import { createMember, type Member } from './member.ts'
import { createNetwork, getAddress, type Network } from './network.ts'

const carriers = {
  plain: startPlain,
  stick: startStick,
  syncthing: startSyncthing,
  'mod-dav': startModDav,
  'rclone-serve': startRcloneServer,
} satisfies Record<string, (options: CarrierOptions) => Carrier | Promise<Carrier>>
export type CarrierName = keyof typeof carriers
export const carrierNames = Object.keys(carriers) as CarrierName[]

export type Plan = {
  /** An empty folder for everything. */
  folder: string
  profiles: number
  edits: number
  seed: number
  /** The carriers, over which the delegates are spread. */
  carriers: readonly CarrierName[]
  /** How many delegates do something at the same time. */
  concurrency: number
  hasNetwork: boolean
  /** The root of an earlier version, which one delegate runs; null for none. */
  older: string | null
  /** Fills the folder with a profile as after a first start, which is faster than a first start. */
  prepareProfile?(folder: string): void
  log(text: string): void
}

/** `failures`: empty if all is well. */
export type Outcome = { failures: string[]; counts: Record<string, number> }

export async function soak(plan: Plan): Promise<Outcome> {
  chmodSync(plan.folder, 0o755)
  const numbers = Array.from({ length: plan.profiles }, (_, index) => index + 1)
  const servers = new Map(plan.carriers.map((name, index) => [name, 200 + index]))
  const network = plan.hasNetwork ? await createNetwork([...numbers, ...servers.values()]) : noNetwork
  plan.log(
    network.problem === null
      ? 'each delegate has a network namespace'
      : `no network namespaces: ${network.problem}`,
  )
  const startedCarriers: Carrier[] = []
  const delegates: Member[] = []
  try {
    const createHost = (number: number): Host => ({
      number,
      prefix: network.enter(number),
      address: getAddress(number),
    })
    for (const [index, name] of plan.carriers.entries()) {
      const folder = join(plan.folder, name)
      mkdirSync(folder)
      const hosts = numbers.filter((number) => number % plan.carriers.length === index).map(createHost)
      const carrier = await carriers[name]({ folder, hosts, server: createHost(servers.get(name) ?? 0) })
      startedCarriers.push(carrier)
      for (const host of hosts) delegates.push(createMember(plan, { host, carrier, carrierName: name }))
    }
    delegates.sort((a, b) => a.host.number - b.host.number)
    return await new Run(plan, network, delegates, startedCarriers).run()
  } finally {
    for (const { process } of delegates) await process.kill()
    for (const carrier of startedCarriers) await carrier.stop()
    network.close()
  }
}

const noNetwork: Network = {
  problem: 'not asked for',
  enter: () => [],
  setConnected: () => {},
  close: () => {},
}

class Run {
  readonly #plan: Plan
  readonly #network: Network
  readonly #delegates: Member[]
  readonly #carriers: Carrier[]
  readonly #random: RandomInteger
  #steps = 0
  readonly #counts = {
    edits: 0,
    syncs: 0,
    kills: 0,
    partitions: 0,
    sticks: 0,
    failedSyncs: 0,
    failedSticks: 0,
    onlyInVersions: 0,
    tokens: 0,
    copiedNotes: 0,
  }
  readonly #failures: string[] = []

  constructor(plan: Plan, network: Network, delegates: Member[], carriers: Carrier[]) {
    this.#plan = plan
    this.#network = network
    this.#delegates = delegates
    this.#carriers = carriers
    this.#random = createRandomInteger(plan.seed)
  }

  async run(): Promise<Outcome> {
    await this.#start()
    const remover = this.#delegates[1]
    const removed = this.#delegates.at(-1)
    if (!remover || !removed || remover === removed) throw new Error('at least three delegates are needed')
    await this.#work(this.#plan.edits * 0.7, 'BEFORECANARY')
    await this.#settle(this.#delegates, 'before the removal of a member')
    await remover.process.ask('remove', { devices: [removed.device] })
    const members = this.#delegates.filter((member) => member !== removed)
    await this.#settle(members, 'after the removal of a member')
    await this.#work(this.#plan.edits * 0.3, 'AFTERCANARY')
    await this.#settle(members, 'at the end', removed)
    await this.#checkTexts(members, removed)
    return { failures: this.#failures, counts: this.#counts }
  }

  async #start(): Promise<void> {
    const [first, ...others] = this.#delegates
    if (!first) throw new Error('no delegates')
    for (const { process } of this.#delegates) await process.start()
    await first.process.ask('create', { folder: first.folder, name: 'Bureau' })
    const invitation = await first.process.ask('invite', {})
    for (const { process, folder } of others)
      await process.ask('join', { invitation: invitation ?? '', folder })
    for (const member of this.#delegates)
      member.device = (await member.process.ask('report', {}))?.device ?? ''
    this.#plan.log(`${this.#delegates.length} delegates have joined`)
  }

  /** Lets random delegates edit and sync until `edits` more edits are made. */
  async #work(edits: number, mark: string): Promise<void> {
    const end = this.#counts.edits + edits
    let lastReport = Date.now()
    const runLane = async () => {
      while (this.#counts.edits < end) {
        const delegate = pick(
          this.#random,
          this.#delegates.filter(({ isBusy }) => !isBusy),
        )
        if (!delegate) return
        delegate.isBusy = true
        await this.#step(delegate, mark)
        delegate.isBusy = false
        if (Date.now() - lastReport > 20_000) {
          lastReport = Date.now()
          this.#plan.log(JSON.stringify(this.#counts))
        }
      }
    }
    await Promise.all(Array.from({ length: this.#plan.concurrency }, runLane))
  }

  /** One delegate edits and syncs, and may be killed meanwhile or go offline. */
  async #step(delegate: Member, mark: string): Promise<void> {
    const random = this.#random
    this.#steps += 1
    const seed = this.#plan.seed * 1_000_000 + this.#steps
    if (random(12) === 0) this.#setOffline(delegate, !delegate.isOffline)
    const edit = async () => {
      const count = 1 + random(60)
      this.#counts.edits += (await delegate.process.ask('edit', { count, seed, mark })) ?? 0
    }
    const work = delegate.isOffline ? [edit()] : [this.#sync(delegate), edit()]
    if (random(8) === 0) {
      await Promise.race([Promise.all(work), sleep(random(600))])
      await delegate.process.kill()
      this.#counts.kills += 1
      // The tasks of a killed process resolve to null.
      await Promise.all(work)
      await delegate.process.start()
    }
    await Promise.all(work)
    if (delegate.isOffline) return
    if (random(2) === 0) await this.#sync(delegate)
    await delegate.carrier.carry(delegate.host, delegate.device)
    this.#copyByHand(delegate)
  }

  #setOffline(delegate: Member, isOffline: boolean): void {
    delegate.isOffline = isOffline
    this.#network.setConnected(delegate.host.number, !isOffline)
    if (isOffline) this.#counts.partitions += 1
  }

  /** Copies files between two sticks, or sometimes between the folders of all carriers, as a person would. */
  #copyByHand(delegate: Member): void {
    const random = this.#random
    if (delegate.carrierName === 'stick') {
      const other = pick(
        random,
        this.#delegates.filter((member) => member.carrierName === 'stick' && member !== delegate),
      )
      if (!other) return
      this.#copy(delegate, other, random)
      if (random(2) === 0) this.#copy(other, delegate, random)
      this.#counts.sticks += 1
    } else if (random(10) === 0) this.#copyBetweenCarriers()
  }

  /** Copies all files between the folders of all carriers. */
  #copyBetweenCarriers(): void {
    const listDevices = (carrier: Carrier) =>
      this.#delegates.flatMap((member) => (member.carrier === carrier ? member.device : []))
    for (const source of this.#carriers) {
      for (const target of this.#carriers) {
        if (source === target) continue
        const devices = { sourceDevices: listDevices(source), targetDevices: listDevices(target) }
        try {
          copyByStick(source.getBridge(), target.getBridge(), devices, null)
        } catch {
          // A network drive may be out of reach at the moment. A later copy tries again.
          this.#counts.failedSticks += 1
        }
      }
    }
    this.#counts.sticks += 1
  }

  /** Copies files from the stick of one member to the stick of another. */
  #copy(source: Member, target: Member, random: RandomInteger | null): void {
    const isBridge = source.folder === source.carrier.getBridge()
    // The files of the members with other carriers come through this folder. If these members were left out here, files that they removed
    // would stay on the sticks.
    const others = isBridge ? this.#delegates.filter(({ carrier }) => carrier !== source.carrier) : []
    const sourceDevices = [source, ...others].map(({ device }) => device)
    copyByStick(source.folder, target.folder, { sourceDevices, targetDevices: [target.device] }, random)
  }

  /** @returns whether files were read or written */
  async #sync({ process }: Member): Promise<boolean> {
    try {
      const result = await process.ask('sync', {})
      this.#counts.syncs += 1
      return result !== null && result.read + result.written > 0
    } catch {
      // The folder may be out of reach at the moment.
      this.#counts.failedSyncs += 1
      return true
    }
  }

  /** Ends all partitions, and lets everybody sync until nothing changes. */
  async #settle(members: Member[], when: string, removed?: Member): Promise<void> {
    for (const member of this.#delegates) if (member.isOffline) this.#setOffline(member, false)
    const delay = Math.max(...this.#carriers.map(({ delayMs }) => delayMs))
    let differences: string[] = []
    // In a round without changes a carrier may still be copying files, but hardly in ten such rounds in succession.
    let quietRounds = 0
    for (let round = 1; round <= 60 && quietRounds < 10; round += 1) {
      let isQuiet = true
      const queue = [...members, ...(removed ? [removed] : [])]
      const runLane = async () => {
        for (let member = queue.shift(); member; member = queue.shift()) {
          if (await this.#sync(member)) isQuiet = false
          await member.carrier.carry(member.host, member.device)
        }
      }
      await Promise.all(Array.from({ length: this.#plan.concurrency }, runLane))
      const sticks = this.#delegates.filter(({ carrierName }) => carrierName === 'stick')
      for (const source of sticks) {
        for (const target of sticks) if (source !== target) this.#copy(source, target, null)
      }
      this.#copyBetweenCarriers()
      await sleep(isQuiet ? delay : delay / 5)
      quietRounds = isQuiet ? quietRounds + 1 : 0
      if (quietRounds < 2) continue
      differences = findDifferences(await this.#report(members))
      if (differences.length === 0) return this.#plan.log(`${when}: all have the same after ${round} rounds`)
    }
    this.#failures.push(...differences.map((difference) => `${when}: ${difference}`))
    if (differences.length === 0) this.#failures.push(`${when}: the syncs never end`)
  }

  async #report(members: readonly Member[]): Promise<DelegateReport[]> {
    const reports: DelegateReport[] = []
    for (const { name, process, isOlder } of members) {
      const report = await process.ask('report', {})
      if (report) reports.push({ name, report, isOlder })
    }
    return reports
  }

  async #checkTexts(members: Member[], removed: Member): Promise<void> {
    const lines = readJournals(this.#delegates.map(({ journal }) => journal))
    this.#counts.tokens = lines.filter(({ kind }) => kind === 'inserted').length
    const reports = await this.#report(this.#delegates)
    const copied = findCopiedParagraphs(reports)
    this.#counts.copiedNotes = copied.length
    // The earlier version adds the paragraphs of a restored note once more.
    if (this.#plan.older === null) this.#failures.push(...copied)
    const missing = findMissingTokens(lines, reports)
    const lost = await this.#findLost(missing)
    this.#counts.onlyInVersions = missing.length - lost.length
    this.#failures.push(...lost.map(({ token, note }) => `${token} of note ${note} is lost`))

    const names = this.#delegates.map(({ name }) => name)
    const canaries = ['BEFORECANARY', 'AFTERCANARY', PRIVATE, ...names]
    for (const name of this.#plan.carriers) {
      this.#failures.push(...findTexts(join(this.#plan.folder, name), '**/*.{age,part,tmp}', canaries))
    }
    for (const { profile, name } of this.#delegates) {
      const others = names.filter((other) => other !== name).map((other) => `${PRIVATE}-${other}`)
      this.#failures.push(...findTexts(profile, '**/*', others))
    }
    const laterMarks = members.map(({ name }) => `AFTERCANARY-${name}`)
    this.#failures.push(...findTexts(removed.profile, '**/*', laterMarks))
  }

  /** @returns the missing texts that are in no version, and in no note that was withdrawn */
  async #findLost(missing: readonly MissingToken[]): Promise<MissingToken[]> {
    const notes = [...new Set(missing.map(({ note }) => note))]
    const found = new Set<string>()
    for (const { process } of this.#delegates) {
      const tokens = missing.map(({ token }) => token).filter((token) => !found.has(token))
      if (tokens.length === 0) break
      for (const token of (await process.ask('find', { notes, tokens })) ?? []) found.add(token)
    }
    return missing.filter(({ token }) => !found.has(token))
  }
}
