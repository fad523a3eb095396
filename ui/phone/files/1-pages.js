// The members' page, live. The server sends complete pages; this script fetches the
// page again when something changed and puts in what differs, follows the projector
// picture by picture, and says when the connection is lost. Written for Chrome 80 and
// Safari 13 on plain HTTP: no optional chaining, no storage, no workers.
// The files of this script are sent as one, within one function.

const body = document.body;
const link = document.getElementById('link');
const text = body.dataset;

let page;          // the element that a page fills
let seq = 0;       // of the last page asked for; answers to older ones are thrown away
let asking = 0;    // pages asked for by a tap that are on their way
let parts = {};    // what the server sent last, by part
let clicked = null;
let zoomed = false;
let greeting;
let latest = 0;    // the highest number heard within this epoch

// ---- pages -------------------------------------------------------------------

function kind() { return page.dataset.kind; }

// load fetches a page and puts it in. how: {form: body of a POST, push: a new place
// in the history, quiet: nobody tapped}.
function load(url, how) {
  const mine = ++seq;
  const stop = new AbortController();
  const timer = setTimeout(function () { stop.abort(); }, 12000);
  const ask = { credentials: 'same-origin', cache: 'no-store', signal: stop.signal };
  if (how.form) {
    ask.method = 'POST';
    ask.body = how.form;
  }
  if (!how.quiet) {
    asking++;
    body.classList.add('asking');
  }
  return fetch(url, ask).then(function (res) {
    return res.text().then(function (html) {
      const next = new DOMParser().parseFromString(html, 'text/html');
      if (!next.getElementById('page')) { throw new Error('no page'); }
      if (mine === seq) { put(next, res, how); }
    });
  }).catch(function () {
    lost();
    if (how.quiet) { refresh(2000); }
  }).then(function () {
    clearTimeout(timer);
    if (!how.quiet && --asking === 0) { body.classList.remove('asking'); }
  });
}

function put(next, res, how) {
  const fresh = next.getElementById('page');
  if (fresh.dataset.epoch !== page.dataset.epoch) { latest = 0; }
  const same = fresh.dataset.kind === kind() && (how.quiet || how.form) && kind() !== 'message';
  document.documentElement.className = next.documentElement.className + ' js';
  document.title = next.title;
  if (same) {
    putParts(fresh);
  } else {
    usePrepared(fresh);
    page.parentNode.replaceChild(fresh, page);
    page = fresh;
    remember();
    enhance();
    if (!how.quiet) {
      window.scrollTo(0, 0);
      const head = page.querySelector('h1');
      if (head) { head.tabIndex = -1; head.focus({ preventScroll: true }); }
    }
  }
  page.dataset.epoch = fresh.dataset.epoch;
  page.dataset.number = fresh.dataset.number;
  if (latest > +fresh.dataset.number) { refresh(0); } // it changed while this was on its way
  if (res.ok && kind() !== 'confirm') {
    history[how.push ? 'pushState' : 'replaceState'](null, '', res.url);
  }
}

// putParts replaces the parts whose HTML the server changed, so that a search box, a
// place on the page or a picture that is already there stays.
function putParts(fresh) {
  fresh.querySelectorAll('[data-part]').forEach(function (part) {
    const name = part.dataset.part;
    const old = page.querySelector('[data-part="' + name + '"]');
    const html = part.outerHTML;
    if (!old) { return; }
    const sheet = old.querySelector('.sheet');
    const now = part.querySelector('.sheet');
    if (sheet && now && sheet.dataset.document === now.dataset.document) {
      turn({ document: now.dataset.document, page: +now.dataset.page, pages: +now.dataset.pages });
      return;
    }
    if (parts[name] === html) { return; }
    parts[name] = html;
    usePrepared(part);
    old.parentNode.replaceChild(part, old);
  });
  enhance();
}

function remember() {
  parts = {};
  page.querySelectorAll('[data-part]').forEach(function (part) {
    parts[part.dataset.part] = part.outerHTML;
  });
}

function enhance() {
  filter();
  clearTimeout(greeting);
  if (page.querySelector('.hello')) {
    greeting = setTimeout(function () { refresh(0); }, 121000); // it goes after two minutes
  }
  const sheet = page.querySelector('.sheet');
  if (!sheet) {
    prepared.clear();
    return;
  }
  const zoom = sheet.querySelector('.zoom');
  zoom.hidden = false;
  showZoom();
  const img = sheet.querySelector('img');
  watch(img);
  sheet.wanted = key(sheet.dataset.document, +sheet.dataset.page);
  ahead();
}

// ---- taps --------------------------------------------------------------------

document.addEventListener('click', function (e) {
  const button = e.target.closest('button');
  clicked = button;
  if (button && button.classList.contains('zoom')) {
    zoomed = !zoomed;
    showZoom();
    return;
  }
  const a = e.target.closest('a');
  if (!a || a.origin !== location.origin || e.ctrlKey || e.metaKey || e.shiftKey || e.button) { return; }
  e.preventDefault();
  load(a.href, { push: true });
});

document.addEventListener('submit', function (e) {
  e.preventDefault();
  const form = e.target;
  if (form.method !== 'post') {
    const field = form.querySelector('input');
    if (!field) { return; }
    field.blur(); // make room for what is found; the list of names is filtered already
    if (form.classList.contains('find')) { load('/search?q=' + encodeURIComponent(field.value), { push: true }); }
    return;
  }
  if (asking) { return; } // a tap that was tapped twice
  const data = new URLSearchParams();
  form.querySelectorAll('input[name]').forEach(function (i) { data.append(i.name, i.value); });
  if (clicked && clicked.form === form && clicked.name) { data.append(clicked.name, clicked.value); }
  load(form.action, { form: data });
});

document.addEventListener('input', filter);

window.addEventListener('popstate', function () { load(location.href, {}); });

// fold makes what is typed comparable with the names that the server folded.
function fold(s) {
  return s.toLowerCase().normalize('NFD').replace(/[\u0300-\u036f]/g, '').replace(/đ/g, 'd');
}

function filter() {
  const field = document.getElementById('q');
  if (!field) { return; }
  const words = fold(field.value).split(/\s+/);
  let found = 0;
  page.querySelectorAll('.roll li').forEach(function (li) {
    const fits = words.every(function (w) { return li.dataset.fold.indexOf(w) >= 0; });
    li.hidden = !fits;
    if (fits) { found++; }
  });
  document.getElementById('none').hidden = found > 0;
}
