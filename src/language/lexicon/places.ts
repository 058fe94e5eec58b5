import { listed } from './word-list.ts';

/** Countries and their adjectives; the words of a longer name are listed singly too. */
export const COUNTRIES = new Set([
  ...listed(`
  afghanistan afghan albania albanian algeria algerian america american angola argentina argentine armenia armenian australia australian
  austria austrian azerbaijan bahrain bangladesh belarus belgium belgian bolivia bosnia botswana brazil brazilian britain british bulgaria
  burma cambodia cameroon canada canadian chad chile chilean china chinese colombia colombian congo croatia croatian cuba cuban cyprus
  czech denmark danish ecuador egypt egyptian england english eritrea estonia estonian ethiopia ethiopian europe european finland finnish
  france french gabon gambia georgia georgian germany german ghana greece greek guatemala guinea haiti haitian honduras hungary hungarian
  iceland india indian indonesia indonesian iran iranian iraq iraqi ireland irish israel israeli italy italian jamaica japan japanese jordan
  jordanian kazakhstan kenya kenyan korea korean kosovo kuwait kyrgyzstan laos latvia latvian lebanon lebanese liberia libya libyan
  lithuania lithuanian macedonia malaysia malaysian mali malta mexico mexican moldova mongolia montenegro morocco moroccan mozambique
  myanmar namibia nepal netherlands dutch nicaragua niger nigeria nigerian norway norwegian oman pakistan pakistani palestine palestinian
  panama paraguay peru peruvian philippines filipino poland polish portugal portuguese qatar qatari romania romanian russia russian rwanda
  saudi scotland scottish senegal serbia serbian singapore slovakia slovenia somalia somali spain spanish sudan sudanese sweden swedish
  switzerland swiss syria syrian taiwan taiwanese tajikistan tanzania thailand thai tunisia turkey turkish turkmenistan uganda ugandan
  ukraine ukrainian uruguay uzbekistan venezuela venezuelan vietnam vietnamese wales welsh yemen yemeni zambia zimbabwe
  u.s. us usa u.k. uk washington moscow london paris berlin beijing tokyo kiev kyiv sochi osaka helsinki geneva brussels baghdad tehran
  kabul damascus aleppo jerusalem gaza texas ohio florida california pennsylvania iowa nevada michigan wisconsin colorado arizona virginia
  chicago boston philadelphia houston dallas seattle miami detroit asia asian africa african crimea
  `),
  'united states',
  'united kingdom',
  'new york',
  'north korea',
  'south korea',
  'saudi arabia',
  'new zealand',
  'south africa',
  'hong kong',
  'north carolina',
  'south carolina',
  'new hampshire',
  'los angeles',
]);

const CANON = new Map(
  Object.entries({
    us: 'us',
    'u.s.': 'us',
    usa: 'us',
    american: 'us',
    america: 'us',
    states: 'us',
    washington: 'us',
    russian: 'russia',
    moscow: 'russia',
    british: 'britain',
    uk: 'britain',
    'u.k.': 'britain',
    iranian: 'iran',
    german: 'germany',
    french: 'france',
    chinese: 'china',
    japanese: 'japan',
    ukrainian: 'ukraine',
    turkish: 'turkey',
    israeli: 'israel',
    syrian: 'syria',
    iraqi: 'iraq',
    italian: 'italy',
    spanish: 'spain',
    polish: 'poland',
    finnish: 'finland',
    swedish: 'sweden',
    greek: 'greece',
    indian: 'india',
    pakistani: 'pakistan',
    korean: 'korea',
    venezuelan: 'venezuela',
    egyptian: 'egypt',
    saudi: 'saudi',
    european: 'europe',
    canadian: 'canada',
    mexican: 'mexico',
    australian: 'australia',
    afghan: 'afghanistan',
    presidential: 'president',
  }),
);

/** Returns the canonical word for a country: the same for "US", "American" and "Washington". */
export const countryOf = (word: string): string => CANON.get(word) ?? word;

const NAMED = new Map([
  ['us', 'United States'],
  ['britain', 'Britain'],
  ['saudi', 'Saudi Arabia'],
]);

/** Returns the country of an adjective: "Iran" for "Iranian". Other words are returned as they are. */
export function countryNamed(name: string): string {
  const plain = name.toLowerCase();
  if (plain === 'united states') return 'United States';
  if (!COUNTRIES.has(plain) || /^(?:moscow|washington)$/.test(plain)) return name;
  const country = countryOf(plain);
  return NAMED.get(country) ?? (country === plain ? name : country[0]!.toUpperCase() + country.slice(1));
}
