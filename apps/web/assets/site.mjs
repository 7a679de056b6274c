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
for (const place of document.querySelectorAll('[data-idle-minutes]')) warnBeforeTheEnd(place);

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

/**
 * Says beforehand that a session ends in which nothing is done, and offers to stay. What is done in another window of the
 * same browser counts. The server may end it a minute before its time, so the warning comes three minutes before.
 */
function warnBeforeTheEnd(place) {
  const MINUTE = 60_000;
  const ends = Number(place.dataset.idleMinutes) * MINUTE;
  const windows = new BroadcastChannel('used');
  let used = Date.now();
  let said = '';
  const say = (words, ...more) => {
    if (said === words) return;
    said = words;
    const line = document.createElement('p');
    line.className = 'govuk-body lt-idle__words';
    line.textContent = words;
    place.replaceChildren(...(words === '' ? [] : [line, ...more]));
  };
  const over = () =>
    say('You have been signed out. What you have typed is not lost: send it, sign in, and it is in the form again.');
  const goOn = () => {
    used = Date.now();
    say('');
  };
  const stay = document.createElement('button');
  stay.type = 'button';
  stay.className = 'govuk-button lt-button-small';
  stay.textContent = 'Stay signed in';
  stay.addEventListener('click', async () => {
    const answer = await fetch('/me/sessions', { method: 'HEAD', redirect: 'manual' }).catch(() => undefined);
    if (!answer) return;
    if (!answer.ok) over();
    else {
      goOn();
      windows.postMessage('used');
    }
  });
  windows.onmessage = goOn;
  windows.postMessage('used');
  // The time of day is looked at: a machine that slept has not counted.
  setInterval(() => {
    const quiet = Date.now() - used;
    if (quiet >= ends) over();
    else if (quiet >= ends - 3 * MINUTE)
      say('You will be signed out in about two minutes, unless you do something here.', stay);
  }, 5_000);
}
