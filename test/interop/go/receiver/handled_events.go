package receiver

import (
	"bytes"
	"fmt"
	"os"
	"sync"
)

// HandledEvents remembers which events have had their effect, also across
// restarts. Feishu delivers at least once: a retry whose answer was lost, or a
// plain duplicate, carries the same event_id.
//
// The file holds one event_id per line and only grows. With a database, keep the
// ids in a table with a unique key and insert in the transaction of the effect.
type HandledEvents struct {
	mu       sync.Mutex
	file     *os.File
	outcomes map[string]*outcome
}

type outcome struct {
	decided chan struct{}
	err     error
}

// OpenHandledEvents reads the ids already handled from path and keeps it open
// for appending. An empty path means memory only.
func OpenHandledEvents(path string) (*HandledEvents, error) {
	events := &HandledEvents{outcomes: map[string]*outcome{}}
	if path == "" {
		return events, nil
	}
	file, err := os.OpenFile(path, os.O_RDWR|os.O_CREATE|os.O_APPEND, 0o600)
	if err != nil {
		return nil, err
	}
	events.file = file
	return events, events.load(path)
}

func (h *HandledEvents) load(path string) error {
	content, err := os.ReadFile(path)
	if err != nil {
		return err
	}
	// A crash may have torn the last line: end it, so that the next id is not glued to it.
	if len(content) > 0 && !bytes.HasSuffix(content, []byte("\n")) {
		if _, err := h.file.WriteString("\n"); err != nil {
			return err
		}
	}
	for _, id := range bytes.Fields(content) {
		handled := &outcome{decided: make(chan struct{})}
		close(handled.decided)
		h.outcomes[string(id)] = handled
	}
	return nil
}

// Once runs effect unless the event has had it, and returns only when that is
// on disk. Whoever brings the same event at the same time waits for the first
// and shares its result. A failed effect is forgotten, so that a retry may try.
func (h *HandledEvents) Once(eventID string, effect func() error) error {
	h.mu.Lock()
	if earlier, known := h.outcomes[eventID]; known {
		h.mu.Unlock()
		<-earlier.decided
		return earlier.err
	}
	mine := &outcome{decided: make(chan struct{}), err: fmt.Errorf("the effect panicked")}
	h.outcomes[eventID] = mine
	h.mu.Unlock()

	defer h.settle(eventID, mine)
	if mine.err = effect(); mine.err == nil {
		mine.err = h.record(eventID)
	}
	return mine.err
}

func (h *HandledEvents) settle(eventID string, mine *outcome) {
	h.mu.Lock()
	if mine.err != nil {
		delete(h.outcomes, eventID)
	}
	h.mu.Unlock()
	close(mine.decided)
}

func (h *HandledEvents) record(eventID string) error {
	if h.file == nil {
		return nil
	}
	// O_APPEND makes one small write atomic; Sync puts it on disk before we answer.
	if _, err := h.file.WriteString(eventID + "\n"); err != nil {
		return err
	}
	return h.file.Sync()
}
