import { AlertFeed } from './AlertFeed';
import { BrokenBooks } from './Books';
import { Chart } from './Chart';
import { Conversion } from './Conversion';
import { CustomerValue } from './CustomerValue';
import { Header } from './Header';
import { Ledger } from './Ledger';
import { ModelShares } from './ModelShares';
import { Series } from './Series';
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
        <Conversion />
        <CustomerValue />
        <Ledger />
      </main>
    </>
  );
}
