import { spawn } from 'node:child_process'
import { constants } from 'node:os'
import { fileURLToPath } from 'node:url'
import type { Terminal } from '../command.ts'

/** A file of the house next to this room, `server/main.ts`: started as a program of its own, never imported. */
export function houseFile(name: string): string {
  return fileURLToPath(new URL(`../../${name}`, import.meta.url))
}

type Told = {
  readonly terminal: Terminal
  /** Its output goes to stderr, because stdout carries one JSON answer. */
  readonly quiet: boolean
  readonly folder?: string
}

/** Runs a program of the house with this Node and gives its exit code. */
export function runNode(file: string, args: readonly string[], told: Told): Promise<number> {
  return runProgram(process.execPath, [file, ...args], told)
}

/**
 * Runs a program until it ends. Signals we get are passed on and we wait: a server stopped by Ctrl-C closes its
 * database before we give the prompt back.
 */
export function runProgram(program: string, args: readonly string[], told: Told): Promise<number> {
  const child = spawn(program, args, {
    stdio: ['inherit', told.quiet ? process.stderr : 'inherit', 'inherit'],
    cwd: told.folder ?? told.terminal.folder,
    env: { ...told.terminal.environment },
  })
  const pass = (signal: NodeJS.Signals) => void child.kill(signal)
  const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const
  for (const signal of signals) process.on(signal, pass)
  return new Promise<number>((resolve, reject) => {
    child.on('error', reject)
    child.on('exit', (code, signal) => resolve(code ?? 128 + (signal ? constants.signals[signal] : 0)))
  }).finally(() => {
    for (const signal of signals) process.off(signal, pass)
  })
}
