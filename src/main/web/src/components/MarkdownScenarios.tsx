import type { Scenario } from '../api';
import { bigCount, bigMoney, money, wholePercent } from '../format';

/** What price cuts might do to an article: how many units would be left, and the margin. */
export function MarkdownScenarios({
  scenario,
  sku,
  currency,
}: {
  scenario: Scenario;
  sku: string;
  currency: string;
}) {
  const elasticities = [...new Set(scenario.rows.map((row) => row.elasticity))];
  const markdowns = [...new Set(scenario.rows.map((row) => row.markdown))];
  return (
    <details class="scenarios" data-testid="scenarios">
      <summary>
        If the price of {sku} were cut <span class="quiet">{scenario.label}</span>
      </summary>
      <p class="quiet">
        Units left at the end and margin until then, from the present price of{' '}
        {money(scenario.price, currency)}, if a cut of 1 % brought so many percent more demand.
        Nobody knows which column is true before it is tried.
      </p>
      <div class="scroll" role="region" aria-label={`Price cuts of ${sku}`} tabIndex={0}>
        <table>
          <thead>
            <tr>
              <th scope="col">Cut</th>
              <th scope="col" class="number">
                Price
              </th>
              {elasticities.map((elasticity) => (
                <th scope="col" class="number" key={elasticity}>
                  {-elasticity} % more
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {markdowns.map((markdown) => {
              const rows = scenario.rows.filter((row) => row.markdown === markdown);
              return (
                <tr key={markdown}>
                  <th scope="row">{wholePercent(markdown)}</th>
                  <td class="number">{money(rows[0]?.price, currency)}</td>
                  {rows.map((row) => (
                    <td class="number" key={row.elasticity}>
                      {bigCount(row.leftover)}{' '}
                      <span class="quiet">{bigMoney(row.margin, currency)}</span>
                    </td>
                  ))}
                </tr>
              );
            })}
          </tbody>
        </table>
      </div>
    </details>
  );
}
