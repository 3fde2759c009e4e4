import type { Language, Words } from '@maek/domain/words.ts'
import { createContext, type ReactNode, useContext, useState } from 'react'

type Speech = { readonly language: Language; readonly choose: (language: Language) => void }

const SpeechContext = createContext<Speech>({ language: 'ko', choose: () => {} })

const storageKey = 'maek-language'

/** Holds the reader's language, remembers it, and keeps `<html lang>` true for screen readers and hyphenation. */
export function LanguageProvider({ children }: { children: ReactNode }) {
  const [language, setLanguage] = useState<Language>(startLanguage)
  document.documentElement.lang = language
  const choose = (next: Language) => {
    localStorage.setItem(storageKey, next)
    setLanguage(next)
  }
  return <SpeechContext value={{ language, choose }}>{children}</SpeechContext>
}

function startLanguage(): Language {
  const kept = localStorage.getItem(storageKey)
  if (kept === 'ko' || kept === 'en') return kept
  return navigator.languages.some((tag) => tag.toLowerCase().startsWith('ko')) ? 'ko' : 'en'
}

/** The language in use and how to change it. */
export function useLanguage(): Speech {
  return useContext(SpeechContext)
}

/** `const say = useSay()`; `say(words)` gives the text in the reader's language. */
export function useSay(): (words: Words) => string {
  const { language } = useContext(SpeechContext)
  return (words) => words[language]
}

/** The tag for `Intl`: dates and numbers as the reader writes them. */
export function useLocale(): string {
  return useContext(SpeechContext).language === 'ko' ? 'ko-KR' : 'en-GB'
}
