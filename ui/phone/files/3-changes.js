// ---- what changes ------------------------------------------------------------

let due;
function refresh(wait) {
  if (kind() === 'message' || kind() === 'confirm' || asking) { return; } // put looks again
  clearTimeout(due);
  due = setTimeout(function () {
    if (!asking) { load(location.href, { quiet: true }); } // else a tap came first, and put looks again
  }, wait);
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
page.querySelectorAll('.sheet img').forEach(function (img) {
  if (img.complete && !img.naturalWidth) { img.onerror(); } // it failed before this script ran
});
connect();
