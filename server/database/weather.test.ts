import pg from 'pg'
import { expect, test } from 'vitest'
import { SignerUnavailable } from '../ledger/signer-unavailable.ts'
import { weatherRefusal } from './weather.ts'

const ofDatabase = (code: string) => Object.assign(new pg.DatabaseError('x', 1, 'error'), { code })
const ofSystem = (code: string, more: object = {}) => Object.assign(new Error('x'), { code, ...more })

test.for([
  ['the disk is full', ofDatabase('53100'), /disk is full/],
  ['the disk of the files is read-only', ofSystem('EROFS'), /disk is full/],
  ['a statement ran over its time', ofDatabase('57014'), /too busy/],
  ['a lock was not given in time', ofDatabase('55P03'), /too busy/],
  ['there are no connections left', ofDatabase('53300'), /too busy/],
  ['too many files are open', ofSystem('EMFILE'), /too busy/],
  ['a transaction waited too long for us', ofDatabase('25P03'), /cannot be reached/],
  ['the password of the database was changed', ofDatabase('28P01'), /cannot be reached/],
  ['the name of the database is not resolved', ofSystem('EAI_AGAIN'), /cannot be reached/],
  ['the socket of the database is gone', ofSystem('ENOENT', { syscall: 'connect' }), /cannot be reached/],
  ['the socket of the database may not be opened', ofSystem('EACCES', { syscall: 'connect' }), /be reached/],
  ['the folder of the files may not be written', ofSystem('EACCES', { syscall: 'open' }), /permissions/],
  ['the signer is away', new SignerUnavailable('gone'), /signer could not sign/],
] as const)('when %s, the caller is told in both languages and may try again', ([, error, words]) => {
  const refusal = weatherRefusal(error)
  expect(refusal?.code).toBe('unavailable')
  expect(refusal?.because.en).toMatch(words)
  expect(refusal?.because.ko).toMatch(/십시오|합니다/)
})

test.for([
  ['a broken constraint', ofDatabase('23505')],
  ['SQL that is wrong', ofDatabase('42601')],
  ['damaged data', ofDatabase('XX001')],
  ['an error of ours', new TypeError('x is not a function')],
  ['an error named after nothing', ofSystem('constructor')],
  ['no error at all', 'disk full'],
] as const)('%s is not weather', ([, error]) => {
  expect(weatherRefusal(error)).toBeNull()
})
