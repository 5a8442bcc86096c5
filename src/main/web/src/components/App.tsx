import { AlertFeed } from './AlertFeed';
import { BrokenBooks } from './Books';
import { Chart } from './Chart';
import { Clearance } from './Clearance';
import { Conversion } from './Conversion';
import { CustomerValue } from './CustomerValue';
import { Header } from './Header';
import { Ledger } from './Ledger';
import { ModelShares } from './ModelShares';
import { Pacing } from './Pacing';
import { Series } from './Series';
import { Targets } from './Targets';
import { Tiles } from './Tiles';

export function App() {
  return (
    <>
      <Header />
      <main>
        <BrokenBooks />
        <Tiles />
        <div class="columns">
          <div class="column">
            <Chart />
            <Series />
            <ModelShares />
          </div>
          <AlertFeed />
        </div>
        <Pacing />
        <Clearance />
        <Targets />
        <Conversion />
        <CustomerValue />
        <Ledger />
      </main>
    </>
  );
}
