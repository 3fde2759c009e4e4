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

export const personalKindWords: Record<PersonalKind, Words> = {
  'resident-number': say('주민(외국인)등록번호', 'a Korean resident registration number'),
  phone: say('전화번호', 'a telephone number'),
  email: say('이메일 주소', 'an email address'),
  'dicom-uid': say('DICOM UID', 'a DICOM UID'),
  'hashed-identifier': say('해시한 식별자', 'a hashed identifier'),
  'birth-date': say('생년월일로 보이는 날짜', 'a date that may be a date of birth'),
  'person-name': say('사람 이름', "a person's name"),
  'chart-number': say('병록번호(차트번호)', "a hospital's chart number"),
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
  if (/(?<![0-9a-f])([0-9a-f]{32}|[0-9a-f]{40}|[0-9a-f]{64}|[0-9a-f]{128})(?![0-9a-f])/i.test(plain)) {
    return 'hashed-identifier'
  }
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
  if (/주민(등록)?번호|외국인등록번호|^rrn$|residentnumber|^ssn$/.test(plain)) return 'resident-number'
  // Issued by a hospital and leading back to its chart; a pseudonym made at the site is called otherwise.
  if (/차트번호|병록번호|의무기록번호|^mrn$|^(chart|medicalrecord)(no|num|number|id)$/.test(plain)) {
    return 'chart-number'
  }
  if (/생년월일|생일|birth|^dob$/.test(plain)) return 'birth-date'
  if (/전화|휴대폰|연락처|phone|mobile|^tel$/.test(plain)) return 'phone'
  if (/이메일|전자우편|e?mail$/.test(plain)) return 'email'
  if (/성명|이름|환자명|성함|보호자|^(patient|subject|full|first|last|family|given|sur)?name$/.test(plain)) {
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
  for (const [, year = '', month = '', day = ''] of text.matchAll(
    /(?<!\d)(\d{2})(\d{2})(\d{2})(?:\s*-\s*|\s?)\d(?:\d{6}|\*{6}|x{6})(?!\d)/gi,
  )) {
    if (isDate(2000 + Number(year), Number(month), Number(day))) return true
  }
  return false
}

function phone(text: string): boolean {
  const mobile = /(?<!\d)01[016789][\s.-]?\d{3,4}[\s.-]?\d{4}(?!\d)/
  const landline = /(?<!\d)\(?0(2|[3-6]\d|70|80)\)?[\s.-]\d{3,4}[\s.-]\d{4}(?!\d)/
  const international = /(?<![\d.])\+\d{1,3}[\s.-]?\(?\d{1,4}\)?([\s.-]?\d{3,4}){2}(?!\d)/
  return mobile.test(text) || landline.test(text) || international.test(text)
}

function dicomUid(text: string): boolean {
  return /(?<![\d.])(2\.25\.\d{10,}|[0-2](\.(0|[1-9]\d*)){4,})(?![\d.])/.test(text)
}

/** A whole date from 1900 to 2099; eight digits only where they are the whole cell. */
function fullDate(text: string): boolean {
  const written = /(?<!\d)((?:19|20)\d{2})\s?[-./년]\s?(\d{1,2})\s?[-./월]\s?(\d{1,2})(?!\d)/.exec(text)
  const digits = /^((?:19|20)\d{2})(\d{2})(\d{2})$/.exec(text)
  const found = written ?? digits
  return found !== null && isDate(Number(found[1]), Number(found[2]), Number(found[3]))
}

function isDate(year: number, month: number, day: number): boolean {
  const leap = (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0
  const days = [31, leap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]
  return day >= 1 && day <= (days[month - 1] ?? 0)
}

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
  const words = text.split(/[\s,;:/()]+/).filter((word) => word !== '')
  return words.some(koreanName) || latinName(words)
}

function koreanName(word: string): boolean {
  const bare = word.replace(/(님|씨|환자|교수|선생님?|의사|간호사|보호자)$/, '')
  if (doubleSurname.test(bare)) return true
  const titled = bare !== word && /^[가-힣]{2,4}$/.test(bare)
  if (!/^[가-힣]{3}$/.test(bare) && !titled) return false
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
