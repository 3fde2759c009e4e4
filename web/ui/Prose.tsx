import { type MarkedToken, marked, type Token, type Tokens } from 'marked'
import { createElement, Fragment, type ReactNode, useMemo } from 'react'
import { safeHref } from './safe-href.ts'
import classes from './ui.module.css'

/**
 * Markdown as React elements, built from tokens: no HTML string is ever inserted, so markup inside a text is shown as
 * text, pictures become links (a record loads nothing from outside), and links lead only to http, https and mailto.
 */
export function Prose({ text }: { text: string }) {
  const content = useMemo(() => blocks(marked.lexer(text), 0), [text])
  return <div className={classes.prose}>{content}</div>
}

// Far beyond any honest document; hostile nesting is shown as it was written.
const depthMax = 24

function blocks(tokens: readonly Token[], depth: number): ReactNode {
  // Children given one by one need no keys: a text's blocks have no identity but their place.
  return createElement(Fragment, null, ...tokens.map((token) => block(token, depth + 1)))
}

function block(token: Token, depth: number): ReactNode {
  if (depth > depthMax || !isOwn(token)) return token.raw
  switch (token.type) {
    case 'heading':
      // The page has h1 and the panel h2: a text's own headings begin at h3.
      return createElement(`h${Math.min(token.depth + 2, 6)}`, null, blocks(token.tokens, depth))
    case 'paragraph':
      return <p>{blocks(token.tokens, depth)}</p>
    case 'list':
      return list(token, depth)
    case 'blockquote':
      return <blockquote>{blocks(token.tokens, depth)}</blockquote>
    case 'code':
      return (
        <pre>
          <code>{token.text}</code>
        </pre>
      )
    case 'table':
      return table(token, depth)
    case 'hr':
      return <hr />
    case 'space':
    case 'def':
      return null
    case 'html':
      return token.raw
    default:
      return inline(token, depth)
  }
}

function inline(token: MarkedToken, depth: number): ReactNode {
  switch (token.type) {
    case 'strong':
    case 'em':
    case 'del':
      return createElement(token.type, null, blocks(token.tokens, depth))
    case 'codespan':
      return <code>{token.text}</code>
    case 'br':
      return <br />
    case 'checkbox':
      return token.checked ? '☑ ' : '☐ '
    case 'link':
      return link(token.href, blocks(token.tokens, depth))
    case 'image':
      return link(token.href, token.text || token.href)
    case 'text':
      return token.tokens ? blocks(token.tokens, depth) : plainText(token.text)
    case 'escape':
      return plainText(token.text)
    default:
      return token.raw
  }
}

function link(href: string, content: ReactNode): ReactNode {
  const safe = safeHref(href)
  if (!safe) return content
  return (
    <a href={safe} target="_blank" rel="noopener noreferrer nofollow">
      {content}
    </a>
  )
}

function list(token: Tokens.List, depth: number): ReactNode {
  const items = token.items.map((item) => createElement('li', null, blocks(item.tokens, depth)))
  const start = token.ordered && typeof token.start === 'number' ? { start: token.start } : null
  return createElement(token.ordered ? 'ol' : 'ul', start, ...items)
}

function table(token: Tokens.Table, depth: number): ReactNode {
  const cells = (row: readonly Tokens.TableCell[], tag: 'th' | 'td') =>
    createElement('tr', null, ...row.map((cell) => createElement(tag, null, blocks(cell.tokens, depth))))
  return (
    <div className={classes.scroll}>
      <table>
        <thead>{cells(token.header, 'th')}</thead>
        {createElement('tbody', null, ...token.rows.map((row) => cells(row, 'td')))}
      </table>
    </div>
  )
}

/** Markdown lets these five be written as entities; React escapes what it prints, so they are read here. */
function plainText(text: string): string {
  return text
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&quot;', '"')
    .replaceAll('&#39;', "'")
    .replaceAll('&amp;', '&')
}

/** No extension is installed, so every token is one of marked's own sorts. */
function isOwn(token: Token): token is MarkedToken {
  return !('extensions' in token)
}
