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
    toText(frame);
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

// usePrepared puts the picture that is ready, or one that is asked for now, into a page
// that is not shown yet. The one that came with the page was made without a screen, and
// Safari would take the width for none.
function usePrepared(fresh) {
  const sheet = fresh.querySelector('.sheet');
  if (!sheet) { return; }
  const k = key(sheet.dataset.document, sheet.dataset.page);
  const ready = prepared.get(k);
  if (ready && ready.complete && !ready.naturalWidth) { prepared.delete(k); } // it failed
  const old = sheet.querySelector('img');
  const img = prepare(sheet.dataset.document, +sheet.dataset.page, old);
  prepared.delete(k);
  img.alt = old.alt;
  old.parentNode.replaceChild(img, old);
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
  toText(sheet.querySelector('.frame'));
  const img = sheet.querySelector('img');
  if (img.sizes !== sizes()) {
    img.sizes = sizes();
    prepared.clear();
  }
}

// toText scrolls a page that is wider than the phone past its left margin.
function toText(frame) {
  frame.scrollLeft = zoomed ? frame.clientWidth * 0.25 : 0;
}
