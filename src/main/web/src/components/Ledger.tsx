import { computed } from '@preact/signals';
import { Fragment } from 'preact';
import { count } from '../format';
import type { LedgerBook } from '../board';
import { ledger } from '../store';
import { BooksPill } from './Books';

const PARTS = ['counted', 'duplicate', 'rejected', 'filtered', 'late'] as const;

const total = computed(() => {
  const sum = { topic: 'All', received: 0, inFlight: 0 } as Record<string, number | string>;
  for (const field of ['received', 'inFlight', ...PARTS] as const) {
    sum[field] = ledger.value.reduce((all, book) => all + book[field], 0);
  }
  return sum as unknown as LedgerBook;
});

function verdict(book: LedgerBook): { tone: string; text: string } {
  if (book.inFlight < 0) return { tone: 'bad', text: 'Does not tie out' };
  return book.inFlight === 0
    ? { tone: 'good', text: 'Ties out' }
    : { tone: 'unknown', text: `${count(book.inFlight)} in flight` };
}

export function Ledger() {
  const books = ledger.value;
  const worst = books.find((book) => book.inFlight < 0) ?? total.value;
  const all = total.value;
  return (
    <section class="card ledger" aria-labelledby="ledger-title">
      <div class="card-head">
        <h2 id="ledger-title">Ledger</h2>
        <span class="pills">
          <BooksPill />
          {books.length > 0 && (
            <span class={`pill ${verdict(worst).tone}`}>{verdict(worst).text}</span>
          )}
        </span>
      </div>
      {books.length === 0 ? (
        <p class="empty">Nothing received yet.</p>
      ) : (
        <details>
          <summary data-testid="ledger">
            <strong>{count(all.received)}</strong> received ={' '}
            {PARTS.map((part, index) => (
              <Fragment key={part}>
                {index > 0 && ' + '}
                <span class="term">
                  <strong>{count(all[part])}</strong> {part}
                </span>
              </Fragment>
            ))}
          </summary>
          <div class="scroll">
            <table>
              <thead>
                <tr>
                  <th scope="col">Topic</th>
                  <th scope="col" class="number">
                    Received
                  </th>
                  {PARTS.map((part) => (
                    <th scope="col" class="number" key={part}>
                      {part.charAt(0).toUpperCase() + part.slice(1)}
                    </th>
                  ))}
                  <th scope="col">Balance</th>
                </tr>
              </thead>
              <tbody>
                {books.map((book) => (
                  <tr key={book.topic}>
                    <th scope="row">{book.topic}</th>
                    <td class="number">{count(book.received)}</td>
                    {PARTS.map((part) => (
                      <td class="number" key={part}>
                        {count(book[part])}
                      </td>
                    ))}
                    <td>{verdict(book).text}</td>
                  </tr>
                ))}
              </tbody>
            </table>
          </div>
        </details>
      )}
    </section>
  );
}
