// Package feishu takes the events Feishu sends to our request URL.
package feishu

import (
	"bufio"
	"crypto/aes"
	"crypto/cipher"
	"crypto/sha256"
	"crypto/subtle"
	"encoding/base64"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"os"
	"strconv"
	"sync"
	"time"
	"unicode/utf8"
)

type message struct {
	Type      string `json:"type"`
	Token     string `json:"token"`
	Challenge string `json:"challenge"`
	Header    struct {
		EventID   string `json:"event_id"`
		EventType string `json:"event_type"`
		Token     string `json:"token"`
	} `json:"header"`
	Event struct {
		ScopeID string `json:"scope_id"`
	} `json:"event"`
}

// Handler acts once on each event.
type Handler struct {
	encryptKey, verificationToken string

	mu      sync.Mutex
	handled map[string]bool
	state   *os.File
}

// NewHandler reads which events were handled before.
func NewHandler(encryptKey, verificationToken string) (*Handler, error) {
	path := os.Getenv("RECEIVER_STATE")
	if path == "" {
		path = "handled-events.txt"
	}
	state, err := os.OpenFile(path, os.O_RDWR|os.O_CREATE|os.O_APPEND, 0o600)
	if err != nil {
		return nil, err
	}
	handled := map[string]bool{}
	for lines := bufio.NewScanner(state); lines.Scan(); {
		handled[lines.Text()] = true
	}
	return &Handler{encryptKey: encryptKey, verificationToken: verificationToken, handled: handled, state: state}, nil
}

func (h *Handler) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	body, err := io.ReadAll(http.MaxBytesReader(w, r.Body, 1<<20))
	if err != nil {
		answer(w, http.StatusRequestEntityTooLarge, map[string]string{"error": "too large"})
		return
	}
	m, err := h.open(body)
	if err != nil {
		answer(w, http.StatusUnauthorized, map[string]string{"error": "unauthorized"})
		return
	}
	if m.Type == "url_verification" && same(m.Token, h.verificationToken) {
		answer(w, http.StatusOK, map[string]string{"challenge": m.Challenge})
		return
	}
	if !h.signed(r.Header, body) || !same(m.Header.Token, h.verificationToken) {
		answer(w, http.StatusUnauthorized, map[string]string{"error": "unauthorized"})
		return
	}
	if m.Header.EventType == "vc.reserve_config.updated_v1" {
		if err := h.once(m); err != nil {
			answer(w, http.StatusInternalServerError, map[string]string{"error": "failed"})
			return
		}
	}
	answer(w, http.StatusOK, map[string]string{})
}

func (h *Handler) once(m message) error {
	h.mu.Lock()
	defer h.mu.Unlock()
	if h.handled[m.Header.EventID] {
		return nil
	}
	if _, err := fmt.Fprintln(h.state, m.Header.EventID); err != nil {
		return err
	}
	h.handled[m.Header.EventID] = true
	fmt.Println("limits changed", m.Event.ScopeID, m.Header.EventID)
	return nil
}

func (h *Handler) open(body []byte) (m message, err error) {
	var outer struct {
		Encrypt string `json:"encrypt"`
	}
	if err := json.Unmarshal(body, &outer); err != nil {
		return m, err
	}
	plain, err := h.decrypt(outer.Encrypt)
	if err != nil {
		return m, err
	}
	return m, json.Unmarshal(plain, &m)
}

func (h *Handler) decrypt(text string) ([]byte, error) {
	damaged := errors.New("damaged")
	data, err := base64.StdEncoding.DecodeString(text)
	if err != nil || len(data) < 2*aes.BlockSize || len(data)%aes.BlockSize != 0 {
		return nil, damaged
	}
	key := sha256.Sum256([]byte(h.encryptKey))
	block, err := aes.NewCipher(key[:])
	if err != nil {
		return nil, err
	}
	plain := data[aes.BlockSize:]
	cipher.NewCBCDecrypter(block, data[:aes.BlockSize]).CryptBlocks(plain, plain)
	padding := int(plain[len(plain)-1])
	if padding < 1 || padding > aes.BlockSize {
		return nil, damaged
	}
	for _, b := range plain[len(plain)-padding:] {
		if int(b) != padding {
			return nil, damaged
		}
	}
	plain = plain[:len(plain)-padding]
	if !utf8.Valid(plain) {
		return nil, damaged
	}
	return plain, nil
}

func (h *Handler) signed(header http.Header, body []byte) bool {
	timestamp := header.Get("X-Lark-Request-Timestamp")
	sum := sha256.Sum256(append([]byte(timestamp+header.Get("X-Lark-Request-Nonce")+h.encryptKey), body...))
	seconds, err := strconv.ParseInt(timestamp, 10, 64)
	fresh := err == nil && time.Since(time.Unix(seconds, 0)).Abs() < 8*time.Hour
	return fresh && same(header.Get("X-Lark-Signature"), hex.EncodeToString(sum[:]))
}

func same(left, right string) bool {
	return subtle.ConstantTimeCompare([]byte(left), []byte(right)) == 1
}

func answer(w http.ResponseWriter, status int, body map[string]string) {
	w.Header().Set("Content-Type", "application/json")
	w.WriteHeader(status)
	_ = json.NewEncoder(w).Encode(body)
}
