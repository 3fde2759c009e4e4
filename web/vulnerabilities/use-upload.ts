import type { Endpoint } from '@maek/domain/endpoint.ts'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import type { z } from 'zod'
import { call } from '../api.ts'

type Upload<I> = { readonly file: File; readonly input: I }

/** Sends a file to an endpoint that takes bytes; `part` is how much has gone, 0 to 1. */
export function useUpload<I extends z.ZodType, O extends z.ZodType>(endpoint: Endpoint<I, O>) {
  const queries = useQueryClient()
  const [part, setPart] = useState(0)
  const upload = useMutation({
    mutationFn: ({ file, input }: Upload<Omit<z.input<I>, 'key'>>): Promise<z.output<O>> => {
      setPart(0)
      return call(endpoint, input, { bytes: file, onProgress: setPart })
    },
    onSuccess: () => queries.invalidateQueries(),
  })
  return { upload, part }
}
