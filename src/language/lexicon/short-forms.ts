import { contentWords } from '../stop-words.ts';

/** Short forms of treaties and bodies that newspapers use without their long forms, and the words of Twitter posts. */
const KNOWN: Readonly<Record<string, readonly string[]>> = {
  INF: ['Intermediate-Range Nuclear Forces', 'INF Treaty', 'medium-range missiles', 'РСМД', 'ДРСМД'],
  START: ['Strategic Arms Reduction Treaty', 'strategic offensive weapons', 'СНВ'],
  SALT: ['Strategic Arms Limitation Talks', 'ОСВ'],
  NPT: ['Non-Proliferation Treaty', 'nuclear non-proliferation', 'ДНЯО', 'TNP'],
  CTBT: ['Comprehensive Nuclear-Test-Ban Treaty', 'nuclear test ban', 'ДВЗЯИ'],
  JCPOA: ['Joint Comprehensive Plan of Action', 'Iran nuclear deal', 'СВПД'],
  NATO: ['North Atlantic Treaty Organization', 'North Atlantic Alliance', 'НАТО', 'OTAN'],
  UN: ['United Nations', 'ООН', 'ONU'],
  EU: ['European Union', 'ЕС', 'Unión Europea', 'Union européenne', 'Europäische Union'],
  OSCE: ['Organization for Security and Co-operation in Europe', 'ОБСЕ', 'OSZE'],
  IAEA: ['International Atomic Energy Agency', 'МАГАТЭ', 'AIEA', 'IAEO'],
  OPCW: ['Organisation for the Prohibition of Chemical Weapons', 'ОЗХО'],
  WHO: ['World Health Organization', 'ВОЗ', 'OMS'],
  WTO: ['World Trade Organization', 'ВТО', 'OMC'],
  IMF: ['International Monetary Fund', 'МВФ', 'FMI', 'IWF'],
  ICC: ['International Criminal Court', 'МУС'],
  OPEC: ['Organization of the Petroleum Exporting Countries', 'ОПЕК', 'OPEP'],
  ASEAN: ['Association of Southeast Asian Nations', 'АСЕАН'],
  NAFTA: ['North American Free Trade Agreement', 'НАФТА'],
  ECB: ['European Central Bank', 'ЕЦБ', 'BCE', 'EZB'],
  ISIS: ['Islamic State', 'ISIL', 'Daesh', 'ИГИЛ'],
  CIA: ['Central Intelligence Agency', 'ЦРУ'],
  FBI: ['Federal Bureau of Investigation', 'ФБР'],
  NSA: ['National Security Agency', 'АНБ'],
  Twitter: ['tweet'],
};

const stems = (text: string): readonly string[] => contentWords(text).map((word) => word.slice(0, 6));

/**
 * Returns the other names of a well-known short form; none if the article itself defines it as something else that
 * shares no word with the known names.
 */
export function shortFormAliases(short: string, long: string | null): readonly string[] {
  const names = Object.hasOwn(KNOWN, short) ? KNOWN[short]! : [];
  if (long === null) return names;
  const told = new Set(stems(long));
  return names.some((name) => stems(name).some((word) => told.has(word))) ? names : [];
}
