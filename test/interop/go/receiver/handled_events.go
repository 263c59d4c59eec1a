package receiver

import (
	"bytes"
	"errors"
	"fmt"
	"os"
	"strconv"
	"strings"
	"sync"
	"time"
)

// Longer than Feishu's last retry (7 h 5 min 15 s) and than any signature is accepted.
const keepFor = 24 * time.Hour

// HandledEvents remembers for a day which events have had their effect, also
// across restarts. Feishu delivers at least once: a retry whose answer was lost,
// or a plain duplicate, carries the same event_id.
//
// The file holds one "<unix ms> <event_id>" per line and only grows. With a
// database, keep the ids in a table with a unique key and insert in the
// transaction of the effect.
type HandledEvents struct {
	mu       sync.Mutex
	file     *os.File
	outcomes map[string]*outcome
	sweptAt  time.Time
}

type outcome struct {
	at      time.Time
	decided chan struct{}
	err     error
}

// OpenHandledEvents reads the ids already handled from path and keeps it open
// for appending. An empty path means memory only.
func OpenHandledEvents(path string) (*HandledEvents, error) {
	events := &HandledEvents{outcomes: map[string]*outcome{}, sweptAt: time.Now()}
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
	for _, line := range strings.Split(string(content), "\n") {
		millis, id, _ := strings.Cut(line, " ")
		unixMs, err := strconv.ParseInt(millis, 10, 64)
		if at := time.UnixMilli(unixMs); err == nil && time.Since(at) < keepFor {
			handled := &outcome{at: at, decided: make(chan struct{})}
			close(handled.decided)
			h.outcomes[id] = handled
		}
	}
	return nil
}

// Once runs effect unless the event has had it, and returns only when that is
// on disk. Whoever brings the same event at the same time waits for the first
// and shares its result. A failed effect is forgotten, so that a retry may try.
func (h *HandledEvents) Once(eventID string, effect func() error) error {
	h.mu.Lock()
	h.forgetOld()
	if earlier, known := h.outcomes[eventID]; known {
		h.mu.Unlock()
		<-earlier.decided
		return earlier.err
	}
	mine := &outcome{at: time.Now(), decided: make(chan struct{}), err: errors.New("the effect panicked")}
	h.outcomes[eventID] = mine
	h.mu.Unlock()

	defer h.settle(eventID, mine)
	if mine.err = effect(); mine.err == nil {
		mine.err = h.record(eventID, mine.at)
	}
	return mine.err
}

// forgetOld bounds the memory. Once an hour is enough.
func (h *HandledEvents) forgetOld() {
	if time.Since(h.sweptAt) < time.Hour {
		return
	}
	h.sweptAt = time.Now()
	for id, earlier := range h.outcomes {
		if time.Since(earlier.at) > keepFor {
			delete(h.outcomes, id)
		}
	}
}

func (h *HandledEvents) settle(eventID string, mine *outcome) {
	h.mu.Lock()
	if mine.err != nil {
		delete(h.outcomes, eventID)
	}
	h.mu.Unlock()
	close(mine.decided)
}

func (h *HandledEvents) record(eventID string, at time.Time) error {
	if h.file == nil {
		return nil
	}
	// O_APPEND makes one small write atomic; Sync puts it on disk before we answer.
	if _, err := fmt.Fprintf(h.file, "%d %s\n", at.UnixMilli(), eventID); err != nil {
		return err
	}
	return h.file.Sync()
}
