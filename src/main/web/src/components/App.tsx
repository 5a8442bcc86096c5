import { AlertFeed } from './AlertFeed';
import { BrokenBooks } from './Books';
import { Chart } from './Chart';
import { CustomerValue } from './CustomerValue';
import { Header } from './Header';
import { Ledger } from './Ledger';
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
          </div>
          <AlertFeed />
        </div>
        <CustomerValue />
        <Ledger />
      </main>
    </>
  );
}
