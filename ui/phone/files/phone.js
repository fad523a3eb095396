// The members' page, live. The server sends complete pages; this script fetches the
// page again when something changed and puts in what differs, follows the projector
// picture by picture, and says when the connection is lost. Written for Chrome 80 and
// Safari 13 on plain HTTP: no optional chaining, no storage, no workers.
(function () {
  'use strict';

  const body = document.body;
  const link = document.getElementById('link');
  const text = body.dataset;

  let page;          // the element that a page fills
  let seq = 0;       // of the last page asked for; answers to older ones are thrown away
  let asking = 0;    // pages asked for by a tap that are on their way
  let parts = {};    // what the server sent last, by part
  let clicked = null;
  let zoomed = false;
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
    if (img.complete && !img.naturalWidth) { img.onerror(); } // it failed before this script ran
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
      if (field) { field.blur(); } // the list is filtered already; make room for it
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

  // ---- pictures ----------------------------------------------------------------

  const prepared = new Map(); // by key, the oldest first

  function key(doc, n) { return doc + '/' + n; }

  // prepare fetches a page before it is shown. The element itself is kept and put in:
  // pictures are not stored by the browser.
  function prepare(doc, n, like) {
    const k = key(doc, n);
    let img = prepared.get(k);
    if (!img) {
      img = new Image();
      img.sizes = sizes();
      img.srcset = like.srcset.replace(/\/page\/[^/]+\/\d+\//g, '/page/' + encodeURIComponent(doc) + '/' + n + '/');
      prepared.set(k, img);
      if (prepared.size > 4) { prepared.delete(prepared.keys().next().value); }
    }
    return img;
  }

  function sizes() { return zoomed ? '200vw' : '100vw'; }

  // turn shows another page of the document that is on the page.
  function turn(stage) {
    const sheet = page.querySelector('.sheet');
    const k = key(stage.document, stage.page);
    if (sheet.wanted === k) { return; }
    sheet.wanted = k;
    const old = sheet.querySelector('img');
    const img = prepare(stage.document, stage.page, old);
    const caption = text.page.replace('{n}', stage.page + 1).replace('{total}', stage.pages);
    const show = function () {
      if (sheet.wanted !== k || !sheet.isConnected) { return; }
      img.alt = sheet.dataset.title + ', ' + caption;
      const frame = sheet.querySelector('.frame');
      frame.replaceChild(img, frame.querySelector('img'));
      frame.scrollTop = 0;
      prepared.delete(k);
      sheet.dataset.page = stage.page;
      sheet.querySelector('.where').textContent = caption;
      failed(false);
      ahead();
    };
    const free = document.getElementById('free');
    if (free) {
      free.href = '/read?doc=' + encodeURIComponent(stage.document) + '&page=' + (stage.page + 1);
    }
    if (img.complete && img.naturalWidth) {
      show();
      return;
    }
    img.onload = show;
    watch(img);
  }

  // usePrepared puts a picture that is ready into a page that is not shown yet.
  function usePrepared(fresh) {
    const sheet = fresh.querySelector('.sheet');
    if (!sheet) { return; }
    const k = key(sheet.dataset.document, sheet.dataset.page);
    const img = prepared.get(k);
    if (!img || !img.complete || !img.naturalWidth) { return; }
    const old = sheet.querySelector('img');
    img.alt = old.alt;
    old.parentNode.replaceChild(img, old);
    prepared.delete(k);
  }

  // watch tries a picture again that did not arrive.
  function watch(img) {
    img.onerror = function () {
      failed(true);
      setTimeout(function () { img.srcset = img.srcset; }, 3000);
    };
    if (!img.onload) { img.onload = function () { failed(false); ahead(); }; }
  }

  function failed(yes) {
    const sheet = page.querySelector('.sheet');
    if (sheet) { sheet.querySelector('.failed').hidden = !yes; }
  }

  // ahead fetches the following page when this one is there and nothing else goes on.
  let idle;
  function ahead() {
    clearTimeout(idle);
    idle = setTimeout(function () {
      const sheet = page.querySelector('.sheet');
      if (!sheet || document.hidden) { return; }
      const img = sheet.querySelector('img');
      const n = +sheet.dataset.page + 1;
      if (img.complete && img.naturalWidth && n < +sheet.dataset.pages) {
        prepare(sheet.dataset.document, n, img);
      }
    }, 250);
  }

  function showZoom() {
    body.classList.toggle('zoomed', zoomed);
    const sheet = page.querySelector('.sheet');
    if (!sheet) { return; }
    sheet.querySelector('.zoom').textContent = zoomed ? text.zoomOut : text.zoomIn;
    const img = sheet.querySelector('img');
    if (img.sizes !== sizes()) {
      img.sizes = sizes();
      prepared.clear();
    }
  }

  // ---- what changes ------------------------------------------------------------

  let due;
  function refresh(wait) {
    if (kind() === 'message' || kind() === 'confirm' || asking) { return; } // put looks again
    clearTimeout(due);
    due = setTimeout(function () { load(location.href, { quiet: true }); }, wait);
  }

  // heard takes an event. The first of a stream, and a poll's answer, say where things
  // stand; the others say what changed.
  function heard(e, stands) {
    alive();
    const number = +page.dataset.number;
    if (e.epoch !== page.dataset.epoch) {
      refresh(0);
      return;
    }
    if (e.number <= number) { return; }
    latest = e.number;
    const topics = e.topics || [];
    const staged = topics.length === 1 && topics[0] === 'stage';
    if (!stands && staged && followed(e.stage)) {
      page.dataset.number = e.number;
      return;
    }
    // All phones hear it at once: those that only list names need not ask at once.
    refresh(kind() === 'join' ? 500 + Math.random() * 1000 : Math.random() * 100);
  }

  // followed brings the page in line with the projector and tells whether that was
  // possible without asking for it.
  function followed(stage) {
    if (kind() !== 'follow') { return true; }
    const sheet = page.querySelector('.sheet');
    if (stage.show !== 'page' || !sheet || sheet.dataset.document !== stage.document) { return false; }
    turn({ document: stage.document, page: stage.page || 0, pages: stage.pages });
    return true;
  }

  // ---- the connection ----------------------------------------------------------

  const silence = 16000; // three beats and a little
  let source = null;
  let open = false;
  let last = 0;      // when something was heard
  let tries = 0;     // streams in a row that did not open
  let retry;
  let polling = null;
  let told;          // timer of the line that tells about the connection
  let brokenSince = 0;

  function connect() {
    clearTimeout(retry);
    if (source) { source.close(); }
    source = null;
    open = false;
    if (!window.EventSource) {
      poll();
      return;
    }
    let first = true;
    const mine = source = new EventSource('/events');
    last = Date.now();
    mine.onmessage = function (m) {
      open = true;
      tries = 0;
      clearInterval(polling);
      polling = null;
      heard(JSON.parse(m.data), first);
      first = false;
    };
    mine.addEventListener('beat', alive);
    mine.onerror = function () {
      if (mine !== source) { return; }
      mine.close();
      source = null;
      open = false;
      tries++;
      if (tries >= 3) { poll(); }
      if (!polling) { lost(); }
      again();
    };
  }

  // again tries a stream once more: soon at first, and seldom where streams fail and
  // polling does.
  function again() {
    clearTimeout(retry);
    retry = setTimeout(connect, polling && !brokenSince ? 30000 : 700 + Math.random() * 600);
  }

  function poll() {
    if (polling) { return; }
    polling = setInterval(function () {
      if (document.hidden) { return; }
      fetch('/poll', { credentials: 'same-origin', cache: 'no-store' }).then(function (res) {
        if (!res.ok) { throw new Error(res.status); }
        return res.json();
      }).then(function (e) { heard(e, true); }, lost);
    }, 1000);
  }

  function alive() {
    last = Date.now();
    if (!brokenSince) { return; }
    brokenSince = 0;
    clearTimeout(told);
    if (link.hidden) { return; }
    tell(text.again, 'link good');
    told = setTimeout(function () { link.hidden = true; }, 2500);
  }

  // lost says that the connection is gone, a moment after it went: a short break is
  // nothing to be told about.
  function lost() {
    if (brokenSince) { return; }
    brokenSince = Date.now();
    clearTimeout(told);
    told = setTimeout(function () {
      tell(text.lost, 'link');
      told = setTimeout(function () { tell(text.lostDo, 'link'); }, 15000);
    }, 1200);
    if (!source && !polling) { again(); }
  }

  function tell(what, look) {
    link.className = look;
    link.textContent = what;
    link.hidden = false;
  }

  // A phone that wakes up has a stream that looks open and is not.
  function wake() {
    if (document.hidden) { return; }
    if (!open || Date.now() - last > silence / 2) { connect(); }
  }
  document.addEventListener('visibilitychange', wake);
  window.addEventListener('pageshow', function (e) { if (e.persisted) { connect(); } });
  window.addEventListener('online', connect);
  setInterval(function () {
    if (source && !document.hidden && Date.now() - last > silence) {
      if (++tries >= 3) { poll(); } // streams open, and something between holds them back
      lost();
      connect();
    }
  }, 2000);

  // ---- begin -------------------------------------------------------------------

  page = document.getElementById('page');
  document.documentElement.classList.add('js');
  remember();
  enhance();
  connect();
})();
