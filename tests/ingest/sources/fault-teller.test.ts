import { expect, it } from 'vitest';
import { OperatorError } from '../../../src/domain/errors.ts';
import { createFaultTeller } from '../../../src/ingest/sources/fault-teller.ts';

const FULL = new OperatorError('store-full', 'The disk is full.');
const LOCKED = new OperatorError('store-locked', 'The database is locked.');

it.each([
  ['one outage', [FULL, FULL, FULL], ['The disk is full.']],
  ['two faults in turn', [FULL, LOCKED, FULL, LOCKED], ['The disk is full.', 'The database is locked.']],
  ['an outage after a reading', [FULL, null, FULL], ['The disk is full.', 'The disk is full.']],
  ['a fault that may quote a feed', [new TypeError('secret words'), new TypeError('others')], ['TypeError']],
  ['what is no error', ['secret', 7], ['unknown']],
])('tells of %s once', (_, happenings, lines) => {
  const told: string[] = [];
  const teller = createFaultTeller((line) => told.push(line));
  for (const one of happenings)
    if (one === null) teller.ended();
    else teller.failed(one);
  expect(told).toEqual(lines);
});
