import { join } from 'node:path'
import type { StoredRecord } from '@maek/domain/record.ts'
import type { Browser, Page } from 'playwright-core'
import { openReader, plugInAuthenticator, watched } from './browser.ts'
import type { HouseProcess } from './house-process.ts'
import type { Member } from './member.ts'

type Signing = { readonly who: Member; readonly record: StoredRecord; readonly pictures: string }

/**
 * A person at a browser, in Korean: signs in by password, registers a passkey, opens the record, and approves it with
 * the passkey over what is shown. Gives what the page complained about meanwhile.
 */
export async function approveByPasskey(
  browser: Browser,
  house: HouseProcess,
  told: Signing,
): Promise<readonly string[]> {
  const reader = await openReader(browser, { language: 'ko' })
  await plugInAuthenticator(reader)
  const picture = join(told.pictures, 'passkey-failed.png')
  await watched(reader, picture, () => signAtPage(reader.page, house, told))
  const complaints = reader.complaints()
  await reader.close()
  return complaints
}

async function signAtPage(
  page: Page,
  house: HouseProcess,
  { who, record, pictures }: Signing,
): Promise<void> {
  await page.goto(`${house.address}/sign-in?next=/settings`)
  await page.getByLabel(/이메일|전자우편/).fill(who.email)
  await page.getByLabel('비밀번호', { exact: true }).fill(who.password)
  await page.getByRole('button', { name: '로그인', exact: true }).click()
  await page.getByLabel('패스키 이름').fill('업무용 노트북')
  await page.getByRole('button', { name: '패스키 등록' }).click()
  await page.getByRole('main').getByText('업무용 노트북', { exact: true }).waitFor()
  await page.goto(`${house.address}/records/${record.kind}/${record.id}`)
  await page.getByRole('button', { name: '승인', exact: true }).click()
  const dialogue = page.getByRole('dialog')
  const shown = dialogue.getByRole('region', { name: '서명할 내용' })
  for (const language of ['ko', 'en'])
    await shown
      .locator(`[lang=${language}]`, { hasText: who.name })
      .filter({ hasText: record.number })
      .waitFor()
  await page.screenshot({ path: join(pictures, 'signature-ko.png') })
  await dialogue.getByRole('button', { name: '패스키로 서명' }).click()
  await dialogue.waitFor({ state: 'hidden' })
  await page.getByRole('main').getByText('승인됨').first().waitFor()
  await page.screenshot({ path: join(pictures, 'signed-ko.png') })
}
