// Everything works without this file; it adds what GOV.UK Frontend's components do when there is JavaScript.
import { initAll } from './govuk-frontend.min.js';

initAll();
