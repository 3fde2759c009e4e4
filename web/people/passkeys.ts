import { say } from '@maek/domain/words.ts'
import type {
  PublicKeyCredentialCreationOptionsJSON,
  PublicKeyCredentialRequestOptionsJSON,
} from '@simplewebauthn/browser'
import { Refused } from '../api.ts'
import { askAuth, propertyOf, textOf } from './auth.ts'

/* Passkeys: the browser's part of WebAuthn, loaded only when somebody uses one. */

/** Whether this page may use passkeys at all: WebAuthn exists only in a secure context (https or localhost). */
export const passkeysPossible = typeof PublicKeyCredential === 'function' && window.isSecureContext

/** Signs in with a passkey the browser offers; throws `Refused` when it was declined or is unknown here. */
export async function signInByPasskey(): Promise<void> {
  const options = await askAuth('/passkey/generate-authenticate-options')
  if (!isRequest(options)) throw new Error('the server sent no WebAuthn request options')
  const { startAuthentication } = await import('@simplewebauthn/browser')
  const response = await unlessDeclined(startAuthentication({ optionsJSON: options }))
  await askAuth('/passkey/verify-authentication', { response })
}

/** Makes a passkey for the person signed in, under a name they will recognise. */
export async function registerPasskey(name: string): Promise<void> {
  const options = await askAuth('/passkey/generate-register-options')
  if (!isCreation(options)) throw new Error('the server sent no WebAuthn creation options')
  const { startRegistration } = await import('@simplewebauthn/browser')
  const response = await unlessDeclined(startRegistration({ optionsJSON: options }))
  await askAuth('/passkey/verify-registration', { response, name })
}

export type Passkey = { readonly id: string; readonly name: string; readonly createdAt: string }

export async function listPasskeys(): Promise<Passkey[]> {
  const found = await askAuth('/passkey/list-user-passkeys')
  if (!Array.isArray(found)) return []
  return found.map((item) => ({
    id: textOf(item, 'id'),
    name: textOf(item, 'name'),
    createdAt: textOf(item, 'createdAt'),
  }))
}

export async function removePasskey(id: string): Promise<void> {
  await askAuth('/passkey/delete-passkey', { id })
}

/** A person may close the browser's dialogue: that is an answer, not a fault. */
async function unlessDeclined<T>(asked: Promise<T>): Promise<T> {
  try {
    return await asked
  } catch (error) {
    const registered = textOf(error, 'code') === 'ERROR_AUTHENTICATOR_PREVIOUSLY_REGISTERED'
    const because = registered
      ? say('이 기기의 패스키는 이미 등록되어 있습니다.', 'This device’s passkey is registered already.')
      : say(
          '패스키 확인이 끝나지 않았습니다. 다시 시도하거나 비밀번호를 쓰십시오.',
          'The passkey was not confirmed. Try again, or use your password.',
        )
    throw new Refused({ code: 'invalid', because }, 0)
  }
}

function isRequest(value: unknown): value is PublicKeyCredentialRequestOptionsJSON {
  return typeof propertyOf(value, 'challenge') === 'string'
}

function isCreation(value: unknown): value is PublicKeyCredentialCreationOptionsJSON {
  return (
    typeof propertyOf(value, 'challenge') === 'string' && propertyOf(value, 'pubKeyCredParams') !== undefined
  )
}
