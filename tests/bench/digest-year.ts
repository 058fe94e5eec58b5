import { runYear, ZONES } from '../digest/year.ts';

/** Runs 2,000 digests of all rhythms through a leap year on a fake clock: npm run soak:digest-year [digests] */
const subscriptions = Number(process.argv[2] ?? 2000);
const started = performance.now();
const figures = await runYear({ subscriptions, spans: [['2028-01-01T00:00:00Z', '2029-01-01T00:00:00Z']] });
const seconds = (performance.now() - started) / 1000;
const { deliveries, slots, shared, skippedTimes, twiceTimes, latest, faults } = figures;
console.log(`A leap year on a fake clock: ${subscriptions.toLocaleString('en')} digests of all rhythms over ${ZONES.length} zones
slots of local days that came due     ${slots.toLocaleString('en')}
  that share their moment             ${shared.toLocaleString('en')}
  whose time the clocks skipped       ${skippedTimes.toLocaleString('en')}
  whose time came twice               ${twiceTimes.toLocaleString('en')}
deliveries                            ${deliveries.toLocaleString('en')}
slots without one, with two, or late  ${faults.length.toLocaleString('en')}
latest, from due to posted            ${latest / 1000} s on the fake clock
took                                  ${Math.round(seconds)} s, ${Math.round(deliveries / seconds).toLocaleString('en')} deliveries planned and posted a second`);
for (const fault of faults.slice(0, 20)) console.error(fault);
process.exit(faults.length === 0 && deliveries === slots - shared ? 0 : 1);
