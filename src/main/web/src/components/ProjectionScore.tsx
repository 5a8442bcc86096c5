import { count, signedPercent, wholePercent } from '../format';
import { calibration } from '../store';

/** How well projections did so far, so that one knows what to think of those shown. */
export function ProjectionScore() {
  const plans = calibration.value['PLAN'];
  const nowcast = calibration.value['SPEND_NOWCAST'];
  return (
    <p class="note" data-testid="projection-score">
      {plans === undefined || plans.coverage === null ? (
        'No projection has been graded yet: that happens when plans end.'
      ) : (
        <>
          80 % intervals held the truth in {wholePercent(plans.coverage)} of{' '}
          {count(plans.withInterval)} graded projections; they were off by{' '}
          {signedPercent(plans.bias)} on average.
        </>
      )}
      {nowcast && nowcast.bias !== null && (
        <>
          {' '}
          Provisional spend was off by {signedPercent(nowcast.bias)} on average,{' '}
          {count(nowcast.graded)} graded.
        </>
      )}
    </p>
  );
}
