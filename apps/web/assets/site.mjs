// Everything works without this file; it adds what GOV.UK Frontend's components do when there is JavaScript.
// Not its radios: they put aria-expanded where ARIA does not allow it. Our style reveals what a choice asks for.
import {
  Button,
  CharacterCount,
  Checkboxes,
  ErrorSummary,
  FileUpload,
  NotificationBanner,
  ServiceNavigation,
  SkipLink,
  createAll,
} from './govuk-frontend.min.js';

for (const component of [
  Button,
  CharacterCount,
  Checkboxes,
  ErrorSummary,
  FileUpload,
  NotificationBanner,
  ServiceNavigation,
  SkipLink,
])
  createAll(component);
