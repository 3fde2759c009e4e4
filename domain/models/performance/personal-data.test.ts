import fc from 'fast-check'
import { expect, test } from 'vitest'
import { type PersonalKind, personalColumn, personalData } from './personal-data.ts'

const found: [text: string, kind: PersonalKind][] = [
  ['900101-1234567', 'resident-number'],
  ['9001011234567', 'resident-number'],
  ['900101－1234567', 'resident-number'],
  ['９００１０１-１２３４５６７', 'resident-number'],
  ['9001\u200b01-1234567', 'resident-number'],
  ['환자 900101-2****** 내원', 'resident-number'],
  ['010-1234-5678', 'phone'],
  ['01012345678', 'phone'],
  ['02-123-4567', 'phone'],
  ['+82 10 1234 5678', 'phone'],
  ['연락처 031.123.4567', 'phone'],
  ['hong@example.co.kr', 'email'],
  ['1.2.840.113619.2.55.3.604688119', 'dicom-uid'],
  ['2.25.329800735698586629295641978511506172918', 'dicom-uid'],
  ['5d41402abc4b2a76b9719d911017c592', 'hashed-identifier'],
  ['2CF24DBA5FB0A30E26E83B2AC5B9E29E1B161E5C1FA7425E73043362938B9824', 'hashed-identifier'],
  ['1980-02-29', 'birth-date'],
  ['1980년 3월 5일', 'birth-date'],
  ['19800305', 'birth-date'],
  ['김철수', 'person-name'],
  ['남궁민수', 'person-name'],
  ['홍길동님', 'person-name'],
  ['보호자 박영희 동의함', 'person-name'],
  ['이산님', 'person-name'],
  ['HONG^GILDONG', 'person-name'],
  ['Kim Chul-soo', 'person-name'],
  ['Lee, Younghee', 'person-name'],
  ['John Smith', 'person-name'],
  ['hong gildong', 'person-name'],
  ['Dr. Michael Okafor', 'person-name'],
  // What a hospital's own files were seen to hold.
  ['900101_1234567', 'resident-number'],
  ['900101/1234567', 'resident-number'],
  ['90 01 01-1234567', 'resident-number'],
  ['900101-1', 'resident-number'],
  ['821012345678', 'phone'],
  ['82-10-1234-5678', 'phone'],
  ['+82 (0)10 1234 5678', 'phone'],
  ['0082-10-1234-5678', 'phone'],
  ['010/1234/5678', 'phone'],
  ['010_1234_5678', 'phone'],
  ['0212345678', 'phone'],
  ['0311234567', 'phone'],
  ['n4bQgYhMfWWaL+qgxVrQFaO/TxsrC4Is0V1sFbDwCgg=', 'hashed-identifier'],
  ['XUFAKrxLKna5cZ2REBfFkg==', 'hashed-identifier'],
  ['d14a028c2a3a2bc9476102bb288234c415a2b01f828ea62ac5b3e42f', 'hashed-identifier'],
  ['31.12.1980', 'birth-date'],
  ['01/02/1980', 'birth-date'],
  ['1980 01 31', 'birth-date'],
  ['1980_01_31', 'birth-date'],
  ['80-01-31', 'birth-date'],
  ['5-Jan-1980', 'birth-date'],
  ['January 5, 1980', 'birth-date'],
  ['봉준호', 'person-name'],
  ['태진아', 'person-name'],
  ['예지원', 'person-name'],
  ['홍 길동', 'person-name'],
  ['이 서 연', 'person-name'],
  ['홍*동', 'person-name'],
  ['박○○', 'person-name'],
]

test.each(found)('%j is recognised', (text, kind) => {
  expect(personalData(text)).toBe(kind)
})

const innocent = [
  '',
  'F',
  '남',
  '여성',
  '고혈압',
  '오십대',
  '유방암',
  'CASE-0001',
  'BC-101',
  '12345',
  '10000001',
  'S20240001',
  '40-49',
  '0.85599108733845586',
  '1.2.3',
  '1980-13-01',
  '1981-02-29',
  'Site A',
  'Young Adult',
  'GE Signa',
  'not known',
  '2024',
  // Beginnings of surnames, dates and digests that are none.
  '간경화',
  '경증군',
  '부정맥',
  '사용자',
  '예측군',
  '우 상엽',
  '남 성인',
  '양성',
  '10.2.1',
  '12.1.3',
  '3-Tesla',
  '1-of-3',
  '02-0042',
  '1234-5678',
  // The pseudonym of a keyed manifest (ADR 0013): no padding.
  'v3LvTvJg3274eoTty78BFa-jGO2DKUSUSAotYuyXi7E',
  '8-Qiyz3nvbGPN1Rq3wwJhg',
  '0190b2a4-7c1e-7d42-9f35-2b1d3c4e5f60',
]

test.each(innocent)('%j is no personal data', (text) => {
  expect(personalData(text)).toBeNull()
})

test('a column whose own name admits personal data is recognised', () => {
  for (const name of [
    '환자명',
    '생년월일',
    'Patient Name',
    'patient_name',
    'DOB',
    'birth_date',
    '주민등록번호',
    'e-mail',
    '차트번호',
    '병록 번호',
    'chart_no',
    'MRN',
    'Medical Record Number',
    '환자번호',
    '등록번호',
    'Accession Number',
    'pt_name',
    '핸드폰',
    '주소',
  ]) {
    expect(personalColumn(name), name).not.toBeNull()
  }
  for (const name of [
    'id',
    'score',
    'sex',
    'age_group',
    'site',
    'site_name',
    'hospital',
    'patient_id',
    'chart',
  ]) {
    expect(personalColumn(name), name).toBeNull()
  }
})

const two = (value: number) => String(value).padStart(2, '0')
const birth = fc
  .record({
    y: fc.integer({ min: 0, max: 99 }),
    m: fc.integer({ min: 1, max: 12 }),
    d: fc.integer({ min: 1, max: 28 }),
  })
  .map(({ y, m, d }) => `${two(y)}${two(m)}${two(d)}`)
const digits = (count: number) =>
  fc.integer({ min: 0, max: 10 ** count - 1 }).map((n) => String(n).padStart(count, '0'))

test('any resident number is recognised, with or without a hyphen, alone or inside words', () => {
  fc.assert(
    fc.property(
      birth,
      fc.constantFrom('', '-', ' - ', '‐', '–'),
      digits(7),
      fc.boolean(),
      (date, dash, rest, inside) => {
        const number = `${date}${dash}${rest}`
        expect(personalData(inside ? `환자번호(${number})` : number)).toBe('resident-number')
      },
    ),
    { numRuns: 1000 },
  )
})

test('any mobile number is recognised', () => {
  fc.assert(
    fc.property(fc.constantFrom('', '-', '.', ' '), digits(4), digits(4), (dash, middle, last) => {
      expect(personalData(`010${dash}${middle}${dash}${last}`)).not.toBeNull()
    }),
    { numRuns: 1000 },
  )
})

test('no text, however strange, makes the recogniser fail or hang', () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 1, max: 0x10ffff }), { maxLength: 200 }), (points) => {
      personalData(String.fromCodePoint(...points))
    }),
  )
  personalData('1.'.repeat(50_000))
  personalData('가 '.repeat(50_000))
  personalData('@'.repeat(20_000))
})
