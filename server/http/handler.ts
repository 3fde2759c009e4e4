import type { Endpoint } from '@maek/domain/endpoint.ts'
import type { Actor } from '@maek/domain/record.ts'
import type { Answer } from '@maek/domain/refusal.ts'
import type { z } from 'zod'
import type { Upload } from '../files/upload.ts'
import type { House } from '../house.ts'

/** One request behind the door: who calls, and what came with it. */
export type Call = {
  readonly house: House
  /** Null only for endpoints with access `open`. */
  readonly actor: Actor | null
  readonly request: Request
  /** Digest of method, path and content: what an idempotency key stands for. */
  readonly digest: Buffer
  /** The bytes of an upload, at most the endpoint's `bytesMax`. Empty for JSON calls. */
  readonly bytes: Buffer
  /** The bytes of an endpoint that receives into a file (`toFile`); removed once the call is answered. */
  readonly upload?: Upload | null
  /** Headers the answer shall carry (cookies of a fresh session). */
  readonly headers: Headers
}

/** A file as the answer; `content` may be streamed. */
export type Download = {
  readonly name: string
  readonly mediaType: string
  readonly content: Uint8Array<ArrayBuffer> | ReadableStream<Uint8Array>
}

export type Handler = {
  readonly endpoint: Endpoint
  readonly run: (input: unknown, call: Call) => Promise<Answer<unknown>>
}

/** Binds an endpoint to what it does; the types of input and output come from the endpoint alone. */
export function handle<I extends z.ZodType, O extends z.ZodType>(
  endpoint: Endpoint<I, O>,
  run: (input: z.output<I>, call: Call) => Promise<Answer<O extends z.ZodUnknown ? Download : z.input<O>>>,
): Handler {
  // The door has parsed `input` with endpoint.input before calling.
  return { endpoint, run: (input, call) => run(input as z.output<I>, call) }
}

/** The actor of an endpoint that is not open. Before: the door let the call through. */
export function actorOf(call: Call): Actor {
  if (!call.actor) throw new Error('an endpoint behind sign-in was reached without an actor')
  return call.actor
}

/** The body of an endpoint that receives into a file. */
export function uploadOf(call: Call): Upload {
  if (!call.upload) throw new Error('only endpoints with toFile receive into a file')
  return call.upload
}
