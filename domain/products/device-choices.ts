import { say } from '../words.ts'

/** The three product families of the Digital Medical Products Act Art. 2; the family decides which law applies. */
export const families = {
  'medical-device': say('디지털의료기기', 'Digital medical device'),
  'combination-drug': say('디지털융합의약품', 'Digital combination drug'),
  'health-support': say('디지털의료·건강지원기기', 'Digital medical/health support device (wellness)'),
} as const

export const forms = {
  standalone: say('독립형 소프트웨어', 'Standalone software (SaMD)'),
  embedded: say('내장형 소프트웨어', 'Embedded software (SiMD)'),
  hardware: say('하드웨어', 'Hardware'),
} as const

/** Enforcement Rule annex 1: 4 is the highest. */
export const grades = {
  'grade-1': say('1등급', 'Grade 1'),
  'grade-2': say('2등급', 'Grade 2'),
  'grade-3': say('3등급', 'Grade 3'),
  'grade-4': say('4등급', 'Grade 4'),
  ungraded: say('등급 미분류', 'Ungraded'),
} as const

export const euClasses = {
  'class-i': say('MDR I등급', 'MDR class I'),
  'class-iia': say('MDR IIa등급', 'MDR class IIa'),
  'class-iib': say('MDR IIb등급', 'MDR class IIb'),
  'class-iii': say('MDR III등급', 'MDR class III'),
  'ivd-a': say('IVDR A등급', 'IVDR class A'),
  'ivd-b': say('IVDR B등급', 'IVDR class B'),
  'ivd-c': say('IVDR C등급', 'IVDR class C'),
  'ivd-d': say('IVDR D등급', 'IVDR class D'),
} as const

export const usClasses = {
  'class-1': say('Class I', 'Class I'),
  'class-2': say('Class II', 'Class II'),
  'class-3': say('Class III', 'Class III'),
} as const

/** IEC 62304 4.3: by the worst harm the software can contribute to after controls outside it; C until decided. */
export const safetyClasses = {
  'class-a': say('A (상해 없음)', 'A (no injury)'),
  'class-b': say('B (경미한 상해)', 'B (non-serious injury)'),
  'class-c': say('C (사망·중대한 상해)', 'C (death or serious injury)'),
  'no-software': say('소프트웨어 없음', 'No software'),
} as const

/** KGMP product groups: two of software, six of hardware. */
export const gmpGroups = {
  'software-with-ai': say('소프트웨어(AI/ML 적용)', 'Software with AI/ML'),
  'software-without-ai': say('소프트웨어(AI/ML 미적용)', 'Software without AI/ML'),
  hardware: say('하드웨어(6개 유형군)', 'Hardware (six groups)'),
} as const

export const markets = {
  kr: say('대한민국', 'Korea'),
  eu: say('유럽연합', 'European Union'),
  us: say('미국', 'United States'),
  jp: say('일본', 'Japan'),
  uk: say('영국', 'United Kingdom'),
  other: say('기타', 'Other'),
} as const

/** Ways in for an attacker; FDA 524B(c) and the security notice Art. 4 both start from here. */
export const connections = {
  internet: say('인터넷', 'Internet'),
  'hospital-network': say('병원 내부망', 'Hospital network'),
  wireless: say('무선(Wi-Fi·블루투스·이동통신)', 'Wireless (Wi-Fi, Bluetooth, mobile)'),
  'wired-port': say('유선 포트(USB·직렬)', 'Wired port (USB, serial)'),
  'removable-media': say('이동식 저장매체', 'Removable media'),
  'remote-service': say('원격 유지보수', 'Remote service'),
  none: say('연결 없음', 'None'),
} as const
