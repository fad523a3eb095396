package phone

import (
	"encoding/json"
	"slices"
	"sync"
	"time"

	"phonghop/meeting"
	"phonghop/meeting/room"
)

const (
	// streamQueue is how many events may wait for a phone; one that lags further is
	// dropped, and comes back for the state as it is then.
	streamQueue = 16
	// streamsPerPhone bounds the tabs of one phone.
	streamsPerPhone = 3
	// lingers is how long a phone counts as connected after its last sign, so that a
	// short break does not flicker on the desk.
	lingers = 4 * time.Second
	// lingersPage is the same for phones without script, whose page asks again every
	// ten seconds.
	lingersPage = 15 * time.Second
)

// The topics that change what a phone shows: under a name, and before.
const (
	topicsMember = meeting.TopicPhase | meeting.TopicAgenda | meeting.TopicDocuments |
		meeting.TopicRoll | meeting.TopicOpened
	topicsNobody = meeting.TopicPhase | meeting.TopicRoll | meeting.TopicPhones | meeting.TopicOpened
)

// event is what travels to phones. Epoch and number say which state it leads to; a
// phone that finds others than it has fetches its page.
type event struct {
	Epoch  string   `json:"epoch"`
	Number uint64   `json:"number"`
	Topics []string `json:"topics,omitempty"`
	Stage  stage    `json:"stage"`
}

// state is what the hub has told last.
type state struct {
	meeting *meeting.Meeting
	stage   meeting.Stage
	epoch   string
	number  uint64
}

func (s state) event(p who, topics meeting.Topic) event {
	return event{Epoch: s.epoch, Number: s.number, Topics: topicNames(topics), Stage: stageFor(p.viewer(), s.meeting, s.stage)}
}

// stream is the open connection of one phone's page.
type stream struct {
	token string
	queue chan []byte
	gone  chan struct{} // closed when the hub lets go of the stream
	who   who
	stage stage
}

// hub watches the room and tells the phones.
type hub struct {
	id    string // part of the epoch: new with every server
	room  *room.Room
	watch *room.Watch
	kick  chan struct{} // capacity 1: presence may have changed
	quit  chan struct{}
	done  sync.WaitGroup

	mu       sync.Mutex
	state    state
	streams  map[string][]*stream // by token, a phone's oldest first
	seen     map[string]time.Time // until when a phone without a stream counts as connected
	presence func()
	present  []meeting.MemberID
	tell     chan struct{} // capacity 1: presence is to be told
	closed   bool
}

func newHub(r *room.Room) *hub {
	h := &hub{
		id: meeting.NewID(), room: r, watch: r.Watch(),
		kick: make(chan struct{}, 1), quit: make(chan struct{}), tell: make(chan struct{}, 1),
		streams: map[string][]*stream{}, seen: map[string]time.Time{},
	}
	m, s, e := r.State()
	h.state = state{meeting: m, stage: s, epoch: h.id + e.Epoch}
	h.done.Add(1)
	go h.run()
	go h.tellPresence()
	return h
}

func (h *hub) close() {
	h.mu.Lock()
	defer h.done.Wait()
	defer h.mu.Unlock()
	if h.closed {
		return
	}
	h.closed = true
	close(h.quit)
	for _, mine := range h.streams {
		for _, st := range mine {
			close(st.gone)
		}
	}
	clear(h.streams)
}

func (h *hub) run() {
	defer h.done.Done()
	defer h.watch.Stop()
	tick := time.NewTicker(time.Second)
	defer tick.Stop()
	for {
		select {
		case <-h.watch.Ready():
			h.mu.Lock()
			h.catchUp()
			h.mu.Unlock()
		case <-h.kick:
			h.checkPresence()
		case <-tick.C:
			h.checkPresence()
		case <-h.quit:
			return
		}
	}
}

// catchUp takes the room's state over and tells each phone what concerns it; h.mu is
// held. Whoever reads the hub's state catches up first, so that the gate is asked about
// the state as it is.
func (h *hub) catchUp() {
	topics := h.watch.Take().Topics
	m, s, e := h.room.State()
	old := h.state
	h.state.meeting, h.state.stage, h.state.epoch = m, s, h.id+e.Epoch
	if topics&(topicsMember|topicsNobody) == 0 && !seenByAnyone(old, h.state) {
		return // the minutes, or a page turned where no phone sees it
	}
	h.state.number++
	encoded := map[stage]map[meeting.Topic][]byte{}
	for _, mine := range h.streams {
		for _, st := range slices.Clone(mine) { // one that lags is dropped
			h.tellStream(st, topics, encoded)
		}
	}
	if topics&(meeting.TopicPhones|meeting.TopicRoll|meeting.TopicOpened) != 0 {
		wake(h.kick)
	}
}

// seenByAnyone tells whether the two states differ for a member in good standing. The
// number does not grow with the pages of a document that no phone may see: it would
// give them away.
func seenByAnyone(a, b state) bool {
	v := meeting.Viewer{Member: meeting.Member{ID: "anyone", Standing: meeting.Active}}
	return stageFor(v, a.meeting, a.stage) != stageFor(v, b.meeting, b.stage)
}

// tellStream queues the event for one phone where it concerns it; h.mu is held.
func (h *hub) tellStream(st *stream, topics meeting.Topic, encoded map[stage]map[meeting.Topic][]byte) {
	p := whoIs(h.state.meeting, st.token)
	seen := stageFor(p.viewer(), h.state.meeting, h.state.stage)
	relevant := topicsNobody
	if p.joined() {
		relevant = topicsMember
	}
	topics &= relevant
	if p != st.who {
		topics |= meeting.TopicPhones
	}
	if seen != st.stage {
		topics |= meeting.TopicStage
	}
	if topics == 0 {
		return
	}
	st.who, st.stage = p, seen
	if encoded[seen] == nil {
		encoded[seen] = map[meeting.Topic][]byte{}
	}
	data, ok := encoded[seen][topics]
	if !ok {
		data = encode(event{Epoch: h.state.epoch, Number: h.state.number, Topics: topicNames(topics), Stage: seen})
		encoded[seen][topics] = data
	}
	select {
	case st.queue <- data:
	default:
		h.drop(st)
	}
}

// open registers a stream and returns it with the event that says where things
// stand. It returns nil when the hub is closed.
func (h *hub) open(token string) (*stream, []byte) {
	h.mu.Lock()
	defer h.mu.Unlock()
	if h.closed {
		return nil, nil
	}
	h.catchUp()
	if mine := h.streams[token]; len(mine) >= streamsPerPhone {
		h.drop(mine[0])
	}
	p := whoIs(h.state.meeting, token)
	st := &stream{
		token: token, queue: make(chan []byte, streamQueue), gone: make(chan struct{}),
		who: p, stage: stageFor(p.viewer(), h.state.meeting, h.state.stage),
	}
	h.streams[token] = append(h.streams[token], st)
	wake(h.kick)
	return st, encode(h.state.event(p, 0))
}

// leave takes a stream out that has ended.
func (h *hub) leave(st *stream) {
	h.mu.Lock()
	defer h.mu.Unlock()
	h.drop(st)
}

// drop lets go of a stream; h.mu is held.
func (h *hub) drop(st *stream) {
	mine := h.streams[st.token]
	i := slices.Index(mine, st)
	if i < 0 {
		return
	}
	close(st.gone)
	if h.streams[st.token] = slices.Delete(mine, i, i+1); len(mine) == 1 {
		delete(h.streams, st.token)
		if _, ok := h.state.meeting.Phone(st.token); ok {
			h.seen[st.token] = time.Now().Add(lingers)
		}
	}
	wake(h.kick)
}

// now returns the event that says where things stand for a phone.
func (h *hub) now(token string) event {
	h.mu.Lock()
	defer h.mu.Unlock()
	h.catchUp()
	return h.state.event(whoIs(h.state.meeting, token), 0)
}

func encode(e event) []byte {
	data, _ := json.Marshal(e) // strings and numbers always marshal
	return data
}

func topicNames(t meeting.Topic) []string {
	var out []string
	for _, n := range []struct {
		topic meeting.Topic
		name  string
	}{
		{meeting.TopicStage, "stage"},
		{meeting.TopicPhones, "phone"},
		{meeting.TopicRoll, "roll"},
		{meeting.TopicPhase | meeting.TopicAgenda | meeting.TopicDocuments | meeting.TopicOpened, "meeting"},
	} {
		if t&n.topic != 0 {
			out = append(out, n.name)
		}
	}
	return out
}

func wake(c chan struct{}) {
	select {
	case c <- struct{}{}:
	default:
	}
}
