import { say, type Words } from '../../words.ts'

/** What kind of personal data a cell seems to hold. */
export type PersonalKind =
  | 'resident-number'
  | 'phone'
  | 'email'
  | 'dicom-uid'
  | 'hashed-identifier'
  | 'birth-date'
  | 'person-name'
  | 'chart-number'
  | 'address'

export const personalKindWords: Record<PersonalKind, Words> = {
  'resident-number': say('주민(외국인)등록번호', 'a Korean resident registration number'),
  phone: say('전화번호', 'a telephone number'),
  email: say('이메일 주소', 'an email address'),
  'dicom-uid': say('DICOM UID', 'a DICOM UID'),
  'hashed-identifier': say('해시한 식별자', 'a hashed identifier'),
  'birth-date': say('생년월일로 보이는 날짜', 'a date that may be a date of birth'),
  'person-name': say('사람 이름', "a person's name"),
  'chart-number': say(
    '병원이 붙인 번호(병록번호·차트번호·접수번호)',
    "a hospital's own number of a chart or examination",
  ),
  address: say('주소', 'an address'),
}

/**
 * The kind of personal data in a text, or null. It errs towards refusal: a false alarm costs a renamed column, a miss
 * costs a patient's privacy. Hashed identifiers count (보건의료 데이터 활용 가이드라인: a plain hash is still an identifier).
 * Full-width digits, zero-width characters and odd hyphens do not hide anything.
 */
export function personalData(text: string): PersonalKind | null {
  if (serialNumber.test(text)) return null
  const plain = normalise(text)
  if (plain === '') return null
  if (residentNumber(plain)) return 'resident-number'
  if (/[^\s@]@[^\s@]{1,190}\.[a-z]{2,}/i.test(plain)) return 'email'
  if (phone(plain)) return 'phone'
  if (dicomUid(plain)) return 'dicom-uid'
  if (hashed(plain)) return 'hashed-identifier'
  if (fullDate(plain)) return 'birth-date'
  return personName(plain) ? 'person-name' : null
}

/** A short code or serial number: nothing below can match it, and nearly every cell is one. */
const serialNumber = /^[A-Za-z]{0,12}[-_]?\d{0,7}$/

/** What a column's own name admits, or null: `환자명`, `patient_name`, `생년월일`, `dob`. */
export function personalColumn(name: string): PersonalKind | null {
  const plain = normalise(name)
    .toLowerCase()
    .replaceAll(/[\s_.-]/g, '')
  if (/주민(등록)?번호|외국인등록번호|^rrn$|^jumin(no|num|number)?$|residentnumber|^ssn$/.test(plain))
    return 'resident-number'
  // Issued by a hospital and leading back to its chart; a pseudonym made at the site is called otherwise.
  const ofHospital =
    /차트번호|병록번호|의무기록번호|환자번호|^(병원|환자|환자병원)?등록번호$|^mrn$|^hn$|^(chart|medicalrecord|hospital|accession)(no|num|number|id)$|^accession$/
  if (ofHospital.test(plain)) return 'chart-number'
  if (/생년월일|생일|birth|^dob$/.test(plain)) return 'birth-date'
  if (/전화|휴대폰|핸드폰|연락처|phone|mobile|^tel(no|number)?$|^hp(no)?$/.test(plain)) return 'phone'
  if (/이메일|전자우편|e?mail$/.test(plain)) return 'email'
  if (/^(자택|집)?주소$|^(home|patient|street)?addr(ess)?$/.test(plain)) return 'address'
  if (
    /성명|이름|환자명|성함|보호자|^(pt|patient|subject|full|first|last|family|given|sur)?name$/.test(plain)
  ) {
    return 'person-name'
  }
  return /uid$/.test(plain) ? 'dicom-uid' : null
}

function normalise(text: string): string {
  return text
    .normalize('NFKC')
    .replaceAll(/\p{Cf}/gu, '')
    .replaceAll(/\p{Pd}/gu, '-')
    .trim()
}

/** Six digits of birth, then a digit 0-9 for century and sex. The check digit ended in October 2020 and is not asked. */
function residentNumber(text: string): boolean {
  const whole = /(?<!\d)(\d{2})\s?(\d{2})\s?(\d{2})(?:\s*[-_/~]\s*|\s?)\d(?:\d{6}|\*{6}|x{6})(?!\d)/gi
  // Birth and sex alone still single somebody out.
  const begun = /^(\d{2})(\d{2})(\d{2})-\d$/g
  for (const [, year = '', month = '', day = ''] of [...text.matchAll(whole), ...text.matchAll(begun)]) {
    if (isDate(2000 + Number(year), Number(month), Number(day))) return true
  }
  return false
}

function phone(text: string): boolean {
  const mobile =
    /(?:(?<!\d)0|(?<![\d.])(?:\+|00)?82[\s._/-]?\(?0?\)?[\s._/-]?)1[016789][\s._/-]?\d{3,4}[\s._/-]?\d{4}(?!\d)/
  const landline = /(?<!\d)\(?0(2|[3-6]\d|70|80)\)?[\s._/-]\d{3,4}[\s._/-]\d{4}(?!\d)/
  const together = /^0(?:2|[3-6][1-5]|70)\d{7,8}$/
  const international = /(?<![\d.])\+\d{1,3}[\s.-]?\(?\d{1,4}\)?([\s.-]?\d{3,4}){2}(?!\d)/
  return mobile.test(text) || landline.test(text) || together.test(text) || international.test(text)
}

/** Digests as programs write them: MD5 to SHA-512 in hexadecimal, or in Base64 with its padding (a key's has none). */
function hashed(text: string): boolean {
  const hexadecimal =
    /(?<![0-9a-f])([0-9a-f]{32}|[0-9a-f]{40}|[0-9a-f]{56}|[0-9a-f]{64}|[0-9a-f]{96}|[0-9a-f]{128})(?![0-9a-f])/i
  const base64 = /(?<![\w+/-])([\w+/-]{22}==|[\w+/-]{27}=|[\w+/-]{43}=|[\w+/-]{86}==)$/
  return hexadecimal.test(text) || base64.test(text)
}

function dicomUid(text: string): boolean {
  return /(?<![\d.])(2\.25\.\d{10,}|[0-2](\.(0|[1-9]\d*)){4,})(?![\d.])/.test(text)
}

/** A whole date from 1900 to 2099, whichever part comes first; digits alone only where they are the whole cell. */
function fullDate(text: string): boolean {
  const parts = (pattern: RegExp) => pattern.exec(text)?.slice(1).map(Number)
  const yearFirst =
    parts(/(?<!\d)((?:19|20)\d{2})(?:\s?[-._/년]\s?|\s)(\d{1,2})(?:\s?[-._/월]\s?|\s)(\d{1,2})(?!\d)/) ??
    parts(/^((?:19|20)\d{2})(\d{2})(\d{2})$/)
  if (yearFirst && isDate(...dateOf(yearFirst))) return true
  const [first = 0, second = 0, year = 0] =
    parts(/(?<!\d)(\d{1,2})[-./](\d{1,2})[-./]((?:19|20)\d{2})(?!\d)/) ?? []
  if (isDate(year, first, second) || isDate(year, second, first)) return true
  const short = parts(/^(\d{2})[-./](\d{2})[-./](\d{2})$/)
  if (short && isDate(...dateOf(short))) return true
  return monthInWords.test(text)
}

const monthName = '(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]{0,6}\\.?'
const monthInWords = new RegExp(
  `(?<![a-z\\d])(?:${monthName}[\\s.-]\\d{1,2}(?:st|nd|rd|th)?,?[\\s-]+|\\d{1,2}(?:st|nd|rd|th)?[\\s.-]+${monthName},?[\\s-]+)(?:19|20)\\d{2}(?!\\d)`,
  'i',
)

const dateOf = ([year = 0, month = 0, day = 0]: readonly number[]): [number, number, number] => [
  year,
  month,
  day,
]

function isDate(year: number, month: number, day: number): boolean {
  const leap = (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0
  const days = [31, leap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]
  return day >= 1 && day <= (days[month - 1] ?? 0)
}

/** Surnames that also begin many words: with them a name is told by how its other syllables are used. */
const rareSurnames = '봉사부경빈복피감좌예태라갈간승빙팽범단옹'
/** Syllables that given names are made of. */
const givenSyllables =
  '가강거건경관광구권규근기길나남노다대덕도동득라란람래련린림만명모무문미민배백범별병보봉빈상새서석선설섭성세소솔송수숙순슬승시식신실아안애양언연엽영예오옥온완용우욱운웅원월유윤율은의이인일임자장재전정제조종주준중지진찬창채천철청초춘충치태택하학한해향헌혁현형혜호홍화환효훈휘희'
/** Words with such a beginning and such syllables that are no names. */
const rareWords = new Set(
  '간경화 간전이 사용자 사망자 예정일 예상치 단순형 단일형 태아기 승인자 감시자 부원장 피해자 사무장 예비군 경도인'.split(
    ' ',
  ),
)
/** Left, right, high, new, male …: they stand before other words more often than before names. */
const loneWords = '우좌고신양전안남여주하'

const koreanSurnames =
  '김이박최정강조윤장임한오서신권황안송류유전홍고문양손배백허남심노하곽성차주우구민나진지엄채원천방공현함변염여추도소석선설마길연위표명기반왕금옥육인맹제모탁국어은편용'
const doubleSurname = /^(남궁|황보|제갈|사공|선우|서문|독고|동방)[가-힣]{1,2}$/

/** Three-syllable words of clinical tables that begin like a surname. Grows by what real tables show. */
const notNames = new Set(
  `고혈압 고령자 고령층 고등급 고위험 고용량 남성군 여성군 여자군 남자군 유방암 정상군 이상군 양성군 음성군 위험군 전이암 전립선 신생아 영유아 임산부
  노년층 노인층 장년층 중년층 전문의 주치의 성인군 소아과 신경과 심장과 안과 내과 피부과 방사선 한국인 백인종 흑인종 조영제 미분류 미상임 주간형 서울시
  강원도 경기도 전라도 제주도 인천시 대구시 부산시 안양시 원주시 전주시 진주시 성남시 수원시 천안시 기관지 기타암 위암군 간암군 폐암군 신장암 방광암 설암군
  유소견 무소견 이차성 원발성 재발성 전이성 진행성 지속성 선천성 만성기 급성기 안정형 변이형 정상인 비정상 고지혈 당뇨병 심부전 심근염 신부전 신장염 하지부 우측방 좌측방
  우상엽 우중엽 우하엽 좌상엽 좌하엽 양측성 구강암 진단군 주의군 경고군 오전반 오후반 연구용 진료용 신규군 기존군 하위권 상위권 중위권 지방간 지역의 도서관 모세관 소화기 인공물 조직형 임상의 방사능 오른쪽 안쪽면 나이대 연령대 성별군 우울증 조현병 전체군 소집단 남녀별 주병원 분원용 구급차 황색종 백내장 녹내장 황반부 표준형 표피암 이동형 고정형 이십대 오십대 육십대 구십대 이상치
  정상치 음성률 양성률 이환군 유병군 유증상 무증상 이식군 진단명 주진단 고혈당 전문가 여성층 남성층 여성암 남성암 신규암`.split(
    /\s+/,
  ),
)

const latinFamilyNames = new Set(
  `kim lee yi rhee park pak bak choi choe jung jeong chung chong kang cho jo yoon yun jang chang lim im rim han oh seo suh shin sin kwon kwun hwang
  ahn song ryu yoo yu hong ko koh mun yang son sohn bae pae baek paik heo hur huh nam sim shim noh roh kwak cha joo ju woo koo ku
  smith johnson williams jones garcia miller davis rodriguez martinez hernandez lopez gonzalez wilson anderson thomas taylor moore jackson martin
  thompson harris clark lewis robinson allen nguyen adams nelson rivera campbell mitchell
  carter roberts wang li zhang liu chen zhao huang zhou wu tanaka suzuki sato yamamoto watanabe muller schmidt schneider fischer weber meyer doe`.split(
    /\s+/,
  ),
)
const latinGivenNames = new Set(
  `john james mary robert patricia michael jennifer david linda william elizabeth richard barbara joseph susan thomas jessica charles sarah
  christopher karen daniel lisa matthew nancy anthony betty margaret donald sandra steven ashley paul emily andrew donna joshua michelle kenneth
  kevin carol brian amanda george melissa edward deborah ronald stephanie timothy rebecca jason laura jeffrey helen ryan sharon jacob cynthia anna jane
  minsu minji jihoon jiwoo seojun gildong chulsoo younghee hana peter maria jose juan hans thomas eric`.split(
    /\s+/,
  ),
)

function personName(text: string): boolean {
  // DICOM person name: family^given^middle.
  if (/^[\p{L}' .-]+\^[\p{L}' .^-]*$/u.test(text)) return true
  if (spacedName(text) || maskedName(text)) return true
  const words = text.split(/[\s,;:/()]+/).filter((word) => word !== '')
  return words.some(koreanName) || latinName(words)
}

/** `홍 길동`, `이 서 연`: the whole cell, for a sentence is full of such beginnings. */
function spacedName(text: string): boolean {
  const [, surname = '', given = ''] = /^([가-힣]{1,2})\s([가-힣]\s?[가-힣])$/.exec(text) ?? []
  if (!isGiven(given.replaceAll(/\s/g, ''))) return false
  const isSurname = koreanSurnames.includes(surname) && surname.length === 1 && !loneWords.includes(surname)
  return isSurname || doubleSurname.test(surname + given.replaceAll(/\s/g, ''))
}

/** `홍*동`, `김○○`, `이O연`: a name with its middle hidden is half a name. */
function maskedName(text: string): boolean {
  const hidden = /^([가-힣])(?:[*○◯●〇]{1,2}[가-힣]?|[ox][가-힣]|[가-힣][*○◯●〇])$/i.exec(text)
  return hidden !== null && koreanSurnames.includes(hidden[1] ?? '-')
}

const isGiven = (syllables: string) =>
  syllables !== '' && [...syllables].every((one) => givenSyllables.includes(one))

function koreanName(word: string): boolean {
  const bare = word.replace(/(님|씨|환자|교수|선생님?|의사|간호사|보호자)$/, '')
  if (doubleSurname.test(bare)) return true
  const titled = bare !== word && /^[가-힣]{2,4}$/.test(bare)
  if (!/^[가-힣]{3}$/.test(bare) && !titled) return false
  if (rareSurnames.includes(bare.charAt(0))) return isGiven(bare.slice(1)) && !rareWords.has(bare)
  return koreanSurnames.includes(bare.charAt(0)) && !notNames.has(bare) && !notNames.has(word)
}

/** Two or three words of letters beside each other of which one is a known family or given name: `Kim Chul-soo`. */
function latinName(words: readonly string[]): boolean {
  return words.some((word, index) => {
    const next = words[index + 1]
    if (next === undefined) return false
    const [family, given] = [plainName(word), plainName(next)]
    if (latinFamilyNames.has(family) && latinGivenNames.has(given)) return true
    if (latinGivenNames.has(family) && latinFamilyNames.has(given)) return true
    // With capitals, one known half is enough.
    if (!/^\p{Lu}[\p{L}'.-]+$/u.test(word) || !/^\p{Lu}[\p{L}'.-]*$/u.test(next)) return false
    return [family, given].some((name) => latinFamilyNames.has(name) || latinGivenNames.has(name))
  })
}

function plainName(word: string): string {
  return word.toLowerCase().replaceAll(/['.-]/g, '')
}
