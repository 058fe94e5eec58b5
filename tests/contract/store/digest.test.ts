import { deliveriesContract } from './deliveries-contract.ts';
import { onBothDatabases } from './harness.ts';
import { outboxContract } from './outbox-contract.ts';
import { subscriptionsContract } from './subscriptions-contract.ts';
import { watchesContract } from './watches-contract.ts';

onBothDatabases('what digests need', (bed) => {
  subscriptionsContract(bed);
  deliveriesContract(bed);
  outboxContract(bed);
  watchesContract(bed);
});
