import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { createInFlight } from '../../src/chat/in-flight.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

/** Polls whether a shutdown is finished. */
function watched(finishing: Promise<void>) {
  let isOver = false;
  void finishing.then(() => {
    isOver = true;
  });
  return () => isOver;
}

it('a shutdown waits for what is in hand, and for what that begins', async () => {
  const hand = createInFlight();
  let end = () => {};
  void hand.track(async () => {
    await new Promise<void>((resolve) => {
      end = resolve;
    });
    void hand.track(() => new Promise((resolve) => setTimeout(resolve, 2_000)));
  });
  const isOver = watched(hand.finish());
  await vi.advanceTimersByTimeAsync(3_000);
  expect(isOver()).toBe(false);
  end();
  await vi.advanceTimersByTimeAsync(1_999);
  expect(isOver()).toBe(false);
  await vi.advanceTimersByTimeAsync(1);
  expect(isOver()).toBe(true);
});

it('a shutdown ends after ten seconds, whatever never ends', async () => {
  const hand = createInFlight();
  void hand.track(() => new Promise(() => {}));
  const isOver = watched(hand.finish());
  await vi.advanceTimersByTimeAsync(9_999);
  expect(isOver()).toBe(false);
  await vi.advanceTimersByTimeAsync(1);
  expect(isOver()).toBe(true);
});

it('nothing begins any more once it is closed', async () => {
  const hand = createInFlight();
  hand.close();
  let begun = false;
  await hand.track(async () => {
    begun = true;
  });
  expect(begun).toBe(false);
});
