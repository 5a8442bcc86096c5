import { clockTime, metricLabel, words } from '../format';
import { books, timeZone } from '../store';

/** The books do not balance: no figure on credit can be trusted until that is mended. */
export function BrokenBooks() {
  const told = books.value;
  if (!told?.brokenSince) return null;
  const unbalanced = told.unbalanced ?? [];
  return (
    <section class="card broken" role="alert" data-testid="broken-books">
      <h2>The books have not balanced since {clockTime(told.brokenSince, timeZone.value)}</h2>
      <p>{told.summary}</p>
      {unbalanced.length > 0 && (
        <details>
          <summary>
            {unbalanced.length === 1
              ? 'One measure to date is out'
              : `${unbalanced.length} measures to date are out`}
          </summary>
          <div class="scroll" tabIndex={0} role="region" aria-label="Measures that are out">
            <table>
              <thead>
                <tr>
                  <th scope="col">Measure</th>
                  <th scope="col">Attribution</th>
                  <th scope="col">Booked by</th>
                  <th scope="col" class="number">
                    Ledger
                  </th>
                  <th scope="col" class="number">
                    Credited
                  </th>
                  <th scope="col" class="number">
                    Difference
                  </th>
                </tr>
              </thead>
              <tbody>
                {unbalanced.map((one) => (
                  <tr key={`${one.model} ${one.basis} ${one.measure}`}>
                    <th scope="row">{metricLabel(one.measure)}</th>
                    <td>{words(one.model)}</td>
                    <td>{words(one.basis)}</td>
                    <td class="number">{one.ledger}</td>
                    <td class="number">{one.credited}</td>
                    <td class="number">{one.difference}</td>
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

/** What the books look like at a glance; a difference that does not stand is credit on its way. */
export function BooksPill() {
  const told = books.value;
  if (told?.brokenSince) return <span class="pill bad">Credits do not tie out</span>;
  if (told?.balanced === undefined) return null;
  return told.balanced ? (
    <span class="pill good" data-testid="books">
      Credits tie out
    </span>
  ) : (
    <span class="pill unknown" data-testid="books">
      Credits on their way
    </span>
  );
}
