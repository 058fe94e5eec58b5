// Compares what one workspace sees before and after another ingests many articles: npm run soak:tenants -- [ARTICLES]
// [SEED]
import { compareTenants } from './two-tenants.ts';

const [count = '1000', seed = '1'] = process.argv.slice(2);
const { alone, differing, leaked, probed, faults } = await compareTenants(Number(count), Number(seed));
console.log(
  `${alone.length} renderings and completions; ${differing.length} differ, ${leaked.length} hold a word of the other workspace, ` +
    `${probed.length} look-ups found something, ${faults.length} faults, after ${count} articles of the other`,
);
process.exit(differing.length + leaked.length + probed.length + faults.length === 0 ? 0 : 1);
