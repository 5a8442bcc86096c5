import { render } from 'preact';
import 'uplot/dist/uPlot.min.css';
import './style.css';
import './plans.css';
import { App } from './components/App';
import { start } from './store';

const root = document.getElementById('app');
if (root) {
  start();
  render(<App />, root);
}
