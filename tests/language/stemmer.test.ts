import { describe, expect, it } from 'vitest';
import { stem } from '../../src/language/stemmer.ts';

describe('stemming', () => {
  it.each([
    'receive receives received receiving',
    'influence influenced influencing',
    'take takes took taken',
    'sell sells sold',
    'use used uses using',
    'organise organized organising organisation',
    'behaviour behavior',
    'centre center centres',
    'defence defense',
    'parliament parliamentary',
    'history historic historical',
    'imperialism imperialist imperialistic',
    'agree agreed agreement',
    'descend descendants',
    'confirm confirmation confirmed',
    'invade invasion',
    'expand expansion',
    'decide decision',
    'discuss discussed discussion',
    'efficient efficiency',
    'similar similarity',
    'strong strongest',
    'crisis crises',
    'emphasis emphasised',
    'colonist colonize',
    'propose proposal',
    'negotiate negotiator negotiations',
    'lead leader leadership led',
  ])('brings %s together', (family) => {
    const [first, ...rest] = family.split(' ').map(stem);
    expect(rest.every((one) => one === first)).toBe(true);
  });

  it.each([
    'university universe',
    'general generate',
    'important import',
    'station state',
    'nation nature',
    'party part',
    'news new',
    'authority author',
    'community communism',
    'department departure',
    'international internal',
    'currency current',
    'police policy',
    'united unit',
  ])('keeps %s apart', (pair) => {
    const [one, other] = pair.split(' ').map(stem);
    expect(one).not.toBe(other);
  });

  it('reads Russian by its case endings, and leaves numbers and other scripts alone', () => {
    expect(stem('лавровым')).toBe(stem('лавров'));
    expect([stem('1990s'), stem('g20'), stem('北京')]).toEqual(['1990', 'g20', '北京']);
  });
});
