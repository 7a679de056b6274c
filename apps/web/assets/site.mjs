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

for (const list of document.querySelectorAll('[data-find-in]')) findIn(list);

/** A long list of checkboxes gets a box to search it. What is ticked always shows. */
function findIn(list) {
  const items = [...list.querySelectorAll('.govuk-checkboxes__item')];
  const headings = [...list.querySelectorAll('.govuk-checkboxes__divider')];
  const id = `${list.dataset.findIn}-find`;
  const finder = document.createElement('div');
  finder.className = 'lt-find';
  finder.innerHTML = `<label class="govuk-label" for="${id}">Find in this list</label>
    <input class="govuk-input govuk-input--width-20" id="${id}" type="search" autocomplete="off" spellcheck="false">
    <p class="lt-find__found" role="status"></p>`;
  list.querySelector('.govuk-checkboxes').before(finder);
  const [box, found] = [finder.querySelector('input'), finder.querySelector('p')];
  const show = () => {
    const words = box.value.trim().toLowerCase().split(/\s+/);
    const fits = (item) => words.every((word) => item.textContent.toLowerCase().includes(word));
    for (const item of items) item.hidden = !fits(item) && !item.querySelector('input').checked;
    for (const heading of headings) heading.hidden = box.value.trim() !== '';
    found.textContent = box.value.trim() === '' ? '' : `${items.filter(fits).length} of ${items.length} fit`;
  };
  box.addEventListener('input', show);
  // Enter would send the whole form.
  box.addEventListener('keydown', (event) => {
    if (event.key === 'Enter') event.preventDefault();
  });
}
