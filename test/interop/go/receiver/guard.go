// Package receiver is a complete receiver of vc.reserve_config.updated_v1 on the
// official SDK: the SDK decodes and dispatches, the rest is what it leaves to you.
package receiver

import (
	"context"
	"crypto/aes"
	"crypto/cipher"
	"crypto/sha256"
	"crypto/subtle"
	"encoding/base64"
	"encoding/hex"
	"encoding/json"
	"errors"
	"io"
	"log"
	"mime"
	"net/http"
	"regexp"
	"strconv"
	"time"
	"unicode/utf8"
)

const (
	// An event with 500 subscribers, the documented ceiling, is about 150 KB when encrypted.
	maxBodyBytes = 1 << 20
	// Retries go on for a good 7 hours, and whether they are signed anew is undocumented.
	replayWindow = 8 * time.Hour
)

var eventIDForm = regexp.MustCompile(`^[\w-]{1,64}$`)

// Guard verifies a request the way Feishu documents it and hands the plaintext
// of genuine events to Dispatch. It is needed because the SDK's own handler
// accepts any event token and any timestamp, and never limits the body.
type Guard struct {
	EncryptKey        string // "" if the app has none
	VerificationToken string
	Dispatch          func(ctx context.Context, plaintext []byte) error
}

type refusal struct {
	status int
	reason string
}

func (r refusal) Error() string { return r.reason }

type envelope struct {
	Encrypt   *string `json:"encrypt"`
	Type      string  `json:"type"`
	Token     string  `json:"token"`
	Challenge string  `json:"challenge"`
	Header    struct {
		EventID   string `json:"event_id"`
		EventType string `json:"event_type"`
		Token     string `json:"token"`
	} `json:"header"`
}

// ServeHTTP answers 200 when the event has had its effect (or needs none), 4xx
// when the request is not one of Feishu's, and 500 when Feishu should retry.
func (g *Guard) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	status := http.StatusOK
	answer, err := g.answer(r)
	if err != nil {
		var refused refusal
		status = http.StatusInternalServerError
		if errors.As(err, &refused) {
			status = refused.status
		}
		// The reason is for the log only: an answer tells a stranger nothing about us.
		log.Printf("answered %d: %v", status, err)
		answer = map[string]string{"msg": http.StatusText(status)}
	}
	w.Header().Set("Content-Type", "application/json; charset=utf-8")
	w.WriteHeader(status)
	_ = json.NewEncoder(w).Encode(answer)
}

func (g *Guard) answer(r *http.Request) (any, error) {
	if r.Method != http.MethodPost {
		return nil, refusal{http.StatusMethodNotAllowed, "the method is not POST"}
	}
	body, err := readBody(r)
	if err != nil {
		return nil, err
	}
	plaintext, signed, err := g.open(r.Header, body)
	if err != nil {
		return nil, err
	}
	var message envelope
	if json.Unmarshal(plaintext, &message) != nil {
		return nil, refusal{http.StatusBadRequest, "the event is not a JSON object"}
	}
	if message.Type == "url_verification" {
		return g.answerChallenge(message)
	}
	if g.EncryptKey != "" && !signed {
		return nil, refusal{http.StatusUnauthorized, "the event is not signed"}
	}
	return g.dispatch(r.Context(), message, plaintext)
}

func readBody(r *http.Request) ([]byte, error) {
	mediaType, _, _ := mime.ParseMediaType(r.Header.Get("Content-Type"))
	if mediaType != "application/json" {
		return nil, refusal{http.StatusUnsupportedMediaType, "the content type is not application/json"}
	}
	body, err := io.ReadAll(io.LimitReader(r.Body, maxBodyBytes+1))
	if err != nil {
		return nil, refusal{http.StatusBadRequest, "the body broke off"}
	}
	if len(body) > maxBodyBytes {
		// Read some more, or the client would see a reset instead of our answer.
		_, _ = io.CopyN(io.Discard, r.Body, 8*maxBodyBytes)
		return nil, refusal{http.StatusRequestEntityTooLarge, "the body is too large"}
	}
	return body, nil
}

// open returns the plaintext and whether a good signature covers it. Without an
// Encrypt Key the signature holds no secret and is not looked at. A challenge
// comes unsigned, so a missing signature is judged later; a wrong one is not.
func (g *Guard) open(header http.Header, body []byte) (plaintext []byte, signed bool, err error) {
	if !utf8.Valid(body) {
		return nil, false, refusal{http.StatusBadRequest, "the body is not UTF-8"}
	}
	var outer envelope
	if json.Unmarshal(body, &outer) != nil {
		return nil, false, refusal{http.StatusBadRequest, "the body is not the JSON object expected"}
	}
	if g.EncryptKey == "" {
		return body, false, nil
	}
	if header.Get("X-Lark-Signature") != "" {
		if err := g.verifySignature(header, body); err != nil {
			return nil, false, err
		}
		signed = true
	}
	if outer.Encrypt == nil {
		return nil, false, refusal{http.StatusUnauthorized, "the app has an Encrypt Key, the body is not encrypted"}
	}
	plaintext, err = decrypt(*outer.Encrypt, g.EncryptKey)
	if err != nil && !signed {
		// The same answer as for any unsigned event: nobody may probe the padding.
		return nil, false, refusal{http.StatusUnauthorized, "the event is not signed"}
	}
	return plaintext, signed, err
}

// X-Lark-Signature is the lower-case hex SHA-256 of timestamp, nonce, Encrypt Key and raw body.
func (g *Guard) verifySignature(header http.Header, body []byte) error {
	timestamp := header.Get("X-Lark-Request-Timestamp")
	hash := sha256.New()
	hash.Write([]byte(timestamp + header.Get("X-Lark-Request-Nonce") + g.EncryptKey))
	hash.Write(body)
	expected := hex.EncodeToString(hash.Sum(nil))
	if !sameSecret(expected, header.Get("X-Lark-Signature")) {
		return refusal{http.StatusUnauthorized, "the signature does not match"}
	}
	seconds, err := strconv.ParseInt(timestamp, 10, 64)
	if err != nil || time.Since(time.Unix(seconds, 0)).Abs() > replayWindow {
		return refusal{http.StatusUnauthorized, "the timestamp is outside the replay window"}
	}
	return nil
}

// AES-256-CBC, key = SHA-256 of the Encrypt Key, IV in the first block, PKCS#7.
// Not the SDK's larkevent.EventDecrypt: that one accepts broken padding and text
// that is not UTF-8, so damaged ciphertext can come out as a damaged event.
func decrypt(encrypted, encryptKey string) ([]byte, error) {
	damaged := refusal{http.StatusBadRequest, "the ciphertext is damaged"}
	data, err := base64.StdEncoding.DecodeString(encrypted)
	if err != nil || len(data) < 2*aes.BlockSize || len(data)%aes.BlockSize != 0 {
		return nil, damaged
	}
	key := sha256.Sum256([]byte(encryptKey))
	block, err := aes.NewCipher(key[:])
	if err != nil {
		return nil, err
	}
	plaintext := data[aes.BlockSize:]
	cipher.NewCBCDecrypter(block, data[:aes.BlockSize]).CryptBlocks(plaintext, plaintext)
	padding := int(plaintext[len(plaintext)-1])
	if padding < 1 || padding > aes.BlockSize {
		return nil, damaged
	}
	for _, b := range plaintext[len(plaintext)-padding:] {
		if int(b) != padding {
			return nil, damaged
		}
	}
	plaintext = plaintext[:len(plaintext)-padding]
	if !utf8.Valid(plaintext) {
		return nil, damaged
	}
	return plaintext, nil
}

func (g *Guard) answerChallenge(message envelope) (any, error) {
	if !sameSecret(g.VerificationToken, message.Token) {
		return nil, refusal{http.StatusForbidden, "the challenge has another Verification Token"}
	}
	return map[string]string{"challenge": message.Challenge}, nil
}

func (g *Guard) dispatch(ctx context.Context, message envelope, plaintext []byte) (any, error) {
	if !sameSecret(g.VerificationToken, message.Header.Token) {
		return nil, refusal{http.StatusForbidden, "the event has another Verification Token"}
	}
	if !eventIDForm.MatchString(message.Header.EventID) {
		return nil, refusal{http.StatusBadRequest, "the event has no usable event_id"}
	}
	// An error would make Feishu retry what we shall never handle.
	if message.Header.EventType != EventType {
		return map[string]string{"msg": "ignored"}, nil
	}
	if err := g.Dispatch(ctx, plaintext); err != nil {
		return nil, err
	}
	return map[string]string{"msg": "success"}, nil
}

func sameSecret(expected, actual string) bool {
	return subtle.ConstantTimeCompare([]byte(expected), []byte(actual)) == 1
}
